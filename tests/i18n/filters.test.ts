import { describe, expect, it } from 'vitest';

import { filterLine, filterProblemSentence } from '../../src/i18n/filters.js';
import { LOCALES } from '../../src/i18n/locale.js';

describe('filterLine', () => {
  it('says what a question is restricted to', () => {
    const filter = { since: '2024-05-01', until: '2024-05-31', publisher: '海岸观察' };
    expect(filterLine(filter, 'zh-CN')).toBe('限于：2024-05-01 至 2024-05-31，来源为 海岸观察');
    expect(filterLine(filter, 'zh-TW')).toBe('限於：2024-05-01 至 2024-05-31，來源為 海岸观察');
    expect(filterLine(filter, 'en')).toBe('Only articles from 2024-05-01 to 2024-05-31, by 海岸观察');
    expect(filterLine({ since: '2024-05-01' }, 'en')).toBe('Only articles from 2024-05-01 on');
    expect(filterLine({ until: '2024-05-31' }, 'zh-CN')).toBe('限于：截至 2024-05-31');
    expect(filterLine({ since: '2024-05-01', until: '2024-05-01' }, 'zh-CN')).toBe('限于：2024-05-01 当天');
  });

  it('is empty where nothing is restricted', () => {
    for (const locale of LOCALES) {
      expect(filterLine(undefined, locale)).toBe('');
      expect(filterLine({}, locale)).toBe('');
    }
  });
});

describe('filterProblemSentence', () => {
  it.each(LOCALES)('names the value, and how to write one, in %s', (locale) => {
    const sentence = filterProblemSentence({ kind: 'unreadable', value: '后来' }, locale);
    expect(sentence).toContain('后来');
    expect(sentence).toContain('2024-05');
    const backwards = { kind: 'backwards', since: '2024-05-04', until: '2024-05-03' } as const;
    expect(filterProblemSentence(backwards, locale)).toMatch(/2024-05-04.*2024-05-03/u);
  });
});
