import { describe, expect, it } from 'vitest';

import { BACKGROUND_QUESTIONS } from '../../src/answering/background-questions.js';
import { calibrateThreshold } from '../../src/answering/calibrate.js';

const rank = new Map(BACKGROUND_QUESTIONS.map((question, i) => [question, i / BACKGROUND_QUESTIONS.length]));

describe('calibrateThreshold', () => {
  it('refuses most of what the articles most likely do not say', async () => {
    const threshold = await calibrateThreshold((question) => Promise.resolve((rank.get(question) ?? 0) / 10));
    const refused = [...rank.values()].filter((value) => value / 10 < threshold).length;
    expect(refused / rank.size).toBeCloseTo(0.9, 1);
  });

  it('keeps its bounds where a corpus sounds sure of everything, or of nothing', async () => {
    expect(await calibrateThreshold(() => Promise.resolve(1))).toBe(0.12);
    expect(await calibrateThreshold(() => Promise.resolve(0))).toBe(0.005);
  });
});
