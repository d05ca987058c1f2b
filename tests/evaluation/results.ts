import type { QuestionResult } from '../../src/evaluation/result.js';

/** An answered question of category `fact` that came out right, but for the changes. */
export function result(changes: Partial<QuestionResult> = {}): QuestionResult {
  return {
    id: 'q',
    category: 'fact',
    question: '石桥用去多少青砖？',
    answered: true,
    level: 'strong',
    correct: true,
    confidence: 0.9,
    quote: '石桥修缮用去三千块青砖。',
    wanted: ['三千块'],
    milliseconds: 2,
    ...changes,
  };
}

/** An answerable question that was refused. */
export const refused = result({
  answered: false,
  level: null,
  correct: false,
  confidence: 0.1,
  quote: null,
});
