import type { Answer, Answered, NearestArticle, Unanswered, UnansweredReason } from '../domain/answer.js';
import type { Answerer, AskOptions, Corpus, LexicalIndex, RankedPassage } from '../domain/ports.js';
import { understandQuestion } from '../retrieval/question.js';
import { calibrateThreshold } from './calibrate.js';
import { cite } from './citations.js';
import type { ConfidenceWeights } from './confidence.js';
import { CONFIDENCE_WEIGHTS } from './confidence-weights.js';
import { explainAnswer } from './explain.js';
import { createJudge } from './judge.js';
import type { Reader } from './reader.js';
import type { RunOptions } from './run.js';
import { LEAST_TRANSLATED_CONFIDENCE } from './translated-evidence.js';

/** What an answerer is made of. */
export interface AnswererParts {
  readonly corpus: Corpus;
  readonly lexical: LexicalIndex;
  readonly reader: Reader;
  readonly options?: Partial<AnswererOptions>;
}

/** What an answerer can be tuned by. */
export interface AnswererOptions {
  /** How long quotes are. */
  readonly run: RunOptions;
  /**
   * Least confidence of an answer, 0 to 1: what was fitted when the index was built. `null`: what
   * {@link calibrateThreshold} finds at the first question.
   */
  readonly threshold: number | null;
  /** Least confidence of an answer that is shown without reserve, 0 to 1. */
  readonly strongThreshold: number;
  /** A second and further citation is at least this share as probable as the first, 0 to 1. */
  readonly citationShare: number;
  /** Titles offered beside an answer or in place of one. */
  readonly nearest: number;
  readonly confidence: ConfidenceWeights;
}

/** What is used where nothing else is asked for. */
export const DEFAULT_ANSWERER_OPTIONS: AnswererOptions = {
  run: { maxLength: 160, costPerUnit: 0.0006 },
  threshold: null,
  strongThreshold: 0.7,
  citationShare: 0.3,
  nearest: 3,
  confidence: CONFIDENCE_WEIGHTS,
};

const DEFAULT_LIMIT = 3;

/** An answerer over one generation of an index. */
export function createAnswerer({ corpus, lexical, reader, options }: AnswererParts): Answerer {
  const settings: AnswererOptions = { ...DEFAULT_ANSWERER_OPTIONS, ...options };

  const judge = createJudge({ lexical, reader, weights: settings.confidence });
  let calibrated: Promise<number> | undefined;
  const threshold = (): Promise<number> =>
    (calibrated ??=
      settings.threshold === null
        ? calibrateThreshold({ corpus, judge })
        : Promise.resolve(settings.threshold)).catch((error: unknown) => {
      calibrated = undefined; // A model that failed once may be back at the next question.
      throw error;
    });

  return {
    async ask(
      text: string,
      { limit = DEFAULT_LIMIT, today, explain = false, filter }: AskOptions = {},
    ): Promise<Answer> {
      if (understandQuestion(text).terms.length === 0) return unanswered(text, 'empty-question');
      if (corpus.passageCount === 0) return unanswered(text, 'empty-index');
      const findings = await judge(text, {
        ...(today !== undefined && { today }),
        ...(filter && { filter }),
      });
      const { reading, best, confidence } = findings;
      if (reading.among?.size === 0) return unanswered(text, 'nothing-in-filter');
      const least = Math.max(
        await threshold(),
        reading.question.translation === undefined ? 0 : LEAST_TRANSLATED_CONFIDENCE,
      );
      const found = {
        nearest: nearestArticles(reading.passages, corpus, settings.nearest),
        ...(explain && {
          explanation: explainAnswer({
            text,
            findings,
            corpus,
            lexical,
            threshold: least,
            options: settings,
          }),
        }),
      };
      if (best === null) return unanswered(text, 'nothing-relevant', found);
      if (confidence < least) return unanswered(text, 'not-confident', { ...found, confidence });
      const level = confidence < settings.strongThreshold ? 'possible' : 'strong';
      const cited = cite({ reading, best, confidence, lexical, today, limit, options: settings });
      const asked = { question: text, completedQuestion: text };
      return { status: 'answered', ...asked, level, confidence, ...found, ...cited } satisfies Answered;
    },
  };
}

function unanswered(
  question: string,
  reason: UnansweredReason,
  found: Partial<Pick<Unanswered, 'nearest' | 'confidence' | 'explanation'>> = {},
): Unanswered {
  const asked = { question, completedQuestion: question };
  return { status: 'unanswered', reason, ...asked, confidence: 0, nearest: [], ...found };
}

function nearestArticles(ranked: readonly RankedPassage[], corpus: Corpus, limit: number): NearestArticle[] {
  const nearest = new Map<string, NearestArticle>();
  for (const { id } of ranked) {
    const { id: articleId, title, path } = corpus.articleOf(id);
    if (nearest.has(articleId)) continue;
    nearest.set(articleId, { articleId, title, path });
    if (nearest.size === limit) break;
  }
  return [...nearest.values()];
}
