import { describe, expect, it } from 'vitest';

import { arabicYears } from '../../src/text/numbers.js';

describe('arabicYears', () => {
  it('writes years in Arabic digits, with either zero', () => {
    expect(arabicYears('二〇二一年和二零一九年')).toBe('2021年和2019年');
  });

  it('leaves other numbers alone', () => {
    expect(arabicYears('一二三四，三年，二十一世纪')).toBe('一二三四，三年，二十一世纪');
  });
});
