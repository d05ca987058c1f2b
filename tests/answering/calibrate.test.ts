import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { BACKGROUND_QUESTIONS } from '../../src/answering/background-questions.js';
import { calibrateThreshold, chooseThreshold } from '../../src/answering/calibrate.js';
import { corpusQuestions } from '../../src/answering/corpus-questions.js';
import type { Judge } from '../../src/answering/judge.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';
import { articleOf } from './sample-article.js';

/** So many confidences, evenly spread between two. */
function spread(from: number, to: number, count = 50): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

describe('chooseThreshold', () => {
  it('refuses most of what should be refused and little of what should be answered', () => {
    const foreign = spread(0.005, 0.08);
    const own = spread(0.12, 0.97);
    const threshold = chooseThreshold({ foreign, own });
    expect(foreign.filter((c) => c < threshold).length / foreign.length).toBeGreaterThanOrEqual(0.8);
    expect(own.filter((c) => c < threshold)).toEqual([]);
  });

  it('lies nearer to what should be refused than to what should be answered', () => {
    const threshold = chooseThreshold({ foreign: Array(40).fill(0.12), own: Array(40).fill(0.9) });
    expect(threshold).toBeGreaterThan(0.12);
    expect(threshold).toBeLessThan(0.2);
  });

  it('rather answers a foreign question than refuses an own one where the two sound alike', () => {
    const [foreign, own] = [spread(0.12, 0.25), spread(0.12, 0.25)];
    const threshold = chooseThreshold({ foreign, own });
    expect(own.filter((c) => c < threshold).length / own.length).toBeLessThanOrEqual(0.1);
  });

  it('goes by the foreign questions alone where there are no own ones', () => {
    expect(chooseThreshold({ foreign: Array(40).fill(0.2), own: [] })).toBeCloseTo(0.2);
  });

  it('keeps its bounds whatever it hears', () => {
    const confidences = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(confidences, fc.oneof(confidences, fc.constant([])), (foreign, own) => {
        const threshold = chooseThreshold({ foreign, own });
        expect(threshold).toBeGreaterThanOrEqual(0.11);
        expect(threshold).toBeLessThanOrEqual(0.266);
      }),
    );
  });
});

describe('calibrateThreshold', () => {
  const articles = [
    articleOf('mill.md', '# 水磨坊\n\n磨坊主在小河上游修建三座石头水磨坊，每年磨出面粉八十吨。\n'),
    articleOf('boat.md', '# 渡船\n\n渡船公司购买两艘电动渡船，乘客早晨过河只要十二分钟。\n'),
  ];

  it('asks what the corpus says nothing about and what it says, taking turns', async () => {
    const { corpus } = await createMemoryIndex(articles, new HashingEmbedder());
    const own = corpusQuestions(corpus);
    expect(own).not.toEqual([]);
    const asked: string[] = [];
    let turns = 0;
    const judge: Judge = (question) => {
      asked.push(question);
      const confidence = own.includes(question) ? 0.9 : 0.01;
      return Promise.resolve({ confidence } as Awaited<ReturnType<Judge>>);
    };
    const turn = (): Promise<void> => {
      turns++;
      return Promise.resolve();
    };
    const threshold = await calibrateThreshold({ corpus, judge, turn });
    expect(asked).toEqual([...BACKGROUND_QUESTIONS, ...own]);
    expect(turns).toBe(asked.length);
    expect(threshold).toBe(
      chooseThreshold({
        foreign: BACKGROUND_QUESTIONS.map(() => 0.01),
        own: own.map(() => 0.9),
      }),
    );
  });

  it('ends when its turn is refused', async () => {
    const { corpus } = await createMemoryIndex([], new HashingEmbedder());
    const judge: Judge = () => Promise.reject(new Error('asked all the same'));
    const turn = (): Promise<void> => Promise.reject(new Error('stop it'));
    await expect(calibrateThreshold({ corpus, judge, turn })).rejects.toThrow('stop it');
  });
});
