import { describe, expect, it } from 'vitest';

import { holdsAnswer } from '../../src/evaluation/match.js';

describe('holdsAnswer', () => {
  it('folds width, script, white space and quotation marks away', () => {
    expect(holdsAnswer('出台１０ 条“措施”', ['10条措施'])).toBe(true);
    expect(holdsAnswer('歐洲的學者', ['欧洲'])).toBe(true);
  });

  it('wants one of the answers, and never takes an empty one', () => {
    expect(holdsAnswer('甲乙', ['丙', '乙'])).toBe(true);
    expect(holdsAnswer('甲乙', ['', '“”'])).toBe(false);
    expect(holdsAnswer('甲乙', [])).toBe(false);
  });
});
