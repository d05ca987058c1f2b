import { describe, expect, it } from 'vitest';
import { answerFollowUps } from '../../src/answering/follow-up-answerer.js';
import type { Answer } from '../../src/domain/answer.js';
import type { AskOptions } from '../../src/domain/ports.js';
import { answered, citation, unanswered } from '../cli/sample.js';

/** An answerer that quotes articles a, b, c and d, as many as it is asked for. */
function fourArticles(): {
  asked: [string, AskOptions | undefined][];
  ask: (q: string, o?: AskOptions) => Promise<Answer>;
} {
  const asked: [string, AskOptions | undefined][] = [];
  return {
    asked,
    ask(question, options) {
      asked.push([question, options]);
      const citations = ['a', 'b', 'c', 'd'].map((articleId, i) => ({
        ...citation,
        articleId,
        score: 0.9 - i / 10,
      }));
      const cited = citations.slice(0, options?.limit ?? 3);
      return Promise.resolve({ ...answered, question, completedQuestion: question, citations: cited });
    },
  };
}

function cited(answer: Answer): string[] {
  return answer.status === 'answered' ? answer.citations.map(({ articleId }) => articleId) : [];
}

describe('answerFollowUps', () => {
  it('asks the completed question, and says what was asked and how it was understood', async () => {
    const inner = fourArticles();
    const previous = { question: '2023年码头新添几台吊机？', shown: ['a'] };
    const answer = await answerFollowUps(inner).ask('那2021年呢？', { previous, today: '2025-01-01' });
    expect(answer).toMatchObject({ question: '那2021年呢？', completedQuestion: '2021年码头新添几台吊机？' });
    expect(inner.asked).toEqual([['2021年码头新添几台吊机？', { today: '2025-01-01' }]]);
    expect(cited(answer)).toEqual(['a', 'b', 'c']);
  });

  it('asks a question that stands by itself as it is', async () => {
    const inner = fourArticles();
    const answer = await answerFollowUps(inner).ask('码头有多长？');
    expect(answer).toMatchObject({
      question: '码头有多长？',
      completedQuestion: '码头有多长？',
      level: 'strong',
    });
    expect(inner.asked).toEqual([['码头有多长？', {}]]);
  });

  it('shows other articles, with reserve, to those who ask for more', async () => {
    const previous = { question: '码头有哪些设备？', shown: ['a', 'b'] };
    const answer = await answerFollowUps(fourArticles()).ask('还有哪些？', { previous, limit: 1 });
    expect(cited(answer)).toEqual(['c']);
    expect(answer).toMatchObject({ level: 'possible', confidence: 0.7 });
  });

  it('shows the same again where there is no more', async () => {
    const previous = { question: '码头有哪些设备？', shown: ['a', 'b', 'c', 'd'] };
    const answer = await answerFollowUps(fourArticles()).ask('还有呢？', { previous, limit: 2 });
    expect(cited(answer)).toEqual(['a', 'b']);
  });

  it('completes a follow-up of a question that had no answer', async () => {
    const inner = { ask: () => Promise.resolve(unanswered) };
    const previous = { question: '码头有哪些设备？', shown: [] };
    for (const question of ['还有呢？', '为什么？']) {
      const answer = await answerFollowUps(inner).ask(question, { previous });
      expect(answer).toMatchObject({ status: 'unanswered', question });
      expect(answer.completedQuestion).toContain('码头');
    }
  });
});
