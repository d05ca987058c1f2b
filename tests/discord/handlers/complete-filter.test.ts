import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  completePublisher,
  completeSince,
  completeUntil,
} from '../../../src/discord/handlers/complete-filter.js';
import { LIMITS } from '../../../src/discord/limits.js';
import { sketchArticle } from '../../support/fake-articles.js';
import { FakeApp } from '../../support/fake-app.js';

const articleOf = (path: string, date: string | null, publisher: string | null = null) =>
  sketchArticle({
    path,
    title: path,
    date: date === null ? null : { value: date, precision: 'day', source: 'page' },
    publisher,
    parts: [{ heading: null, paragraph: '渡轮。' }],
  });

// The app's today is 2025-06-18.
const app = new FakeApp([
  articleOf('a', '2025-06-02', '海岸观察'),
  articleOf('b', '2025-03-01', 'Harbour Weekly'),
  articleOf('c', '2023-11-05', '海岸观察'),
  articleOf('d', '2023-01-01', '观海日报'),
  articleOf('e', null, null),
]);

describe('since and until', () => {
  it('offer, before anything is typed, periods of which there are articles', () => {
    expect(completeSince(app, '', 'zh-CN')).toEqual([
      { name: '本月 · 2025-06-01 – …', value: '2025-06-01' },
      { name: '今年 · 2025-01-01 – …', value: '2025-01-01' },
      { name: '2023 · 2023-01-01 – …', value: '2023-01-01' },
    ]);
    expect(completeUntil(app, ' ', 'en').map(({ name }) => name)).toEqual([
      'This month · … – 2025-06-30',
      'This year · … – 2025-12-31',
      '2023 · … – 2023-12-31',
    ]);
  });

  it('say how what was typed is understood', () => {
    expect(completeSince(app, '2024年5月', 'zh-CN')).toEqual([
      { name: '2024-05-01 – …', value: '2024-05-01' },
    ]);
    expect(completeUntil(app, 'May 2024', 'en')).toEqual([{ name: '… – 2024-05-31', value: '2024-05-31' }]);
    expect(completeSince(app, '2023', 'zh-CN')).toEqual([{ name: '2023-01-01 – …', value: '2023-01-01' }]);
  });

  it('offer what contains the beginning of a word or a year', () => {
    expect(completeSince(app, '20', 'zh-TW').map(({ value }) => value)).toEqual(['2025-01-01', '2023-01-01']);
    expect(completeSince(app, 'THIS', 'en').map(({ value }) => value)).toEqual(['2025-06-01', '2025-01-01']);
  });

  it('offer nothing for what is no date', () => {
    expect(completeSince(app, '渡轮', 'zh-CN')).toEqual([]);
  });
});

describe('publisher', () => {
  it('offers those with the most articles first', () => {
    expect(completePublisher(app, '', 'zh-CN')).toEqual([
      { name: '海岸观察 · 2 篇', value: '海岸观察' },
      { name: 'Harbour Weekly · 1 篇', value: 'Harbour Weekly' },
      { name: '观海日报 · 1 篇', value: '观海日报' },
    ]);
  });

  it('offers what begins with what was typed before what contains it, in any script and case', () => {
    expect(completePublisher(app, '觀', 'en')).toEqual([
      { name: '观海日报 · 1 article', value: '观海日报' },
      { name: '海岸观察 · 2 articles', value: '海岸观察' },
    ]);
    expect(completePublisher(app, 'WEEK', 'en').map(({ value }) => value)).toEqual(['Harbour Weekly']);
    expect(completePublisher(app, '日报社', 'en')).toEqual([]);
  });
});

describe('every choice', () => {
  it('keeps within what Discord takes, whatever publishers are called and whatever is typed', () => {
    const name = fc.string({ unit: 'binary', maxLength: 150 });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 40 }), fc.string(), (names, typed) => {
        const hostile = new FakeApp(
          names.map((publisher, i) => articleOf(`${i}`, `${1990 + i}-01-01`, publisher)),
        );
        for (const complete of [completeSince, completeUntil, completePublisher]) {
          for (const text of ['', typed]) {
            const choices = complete(hostile, text, 'zh-CN');
            expect(choices.length).toBeLessThanOrEqual(LIMITS.choices);
            for (const choice of choices) {
              expect(choice.name.trim()).not.toBe('');
              expect(choice.name.length).toBeLessThanOrEqual(LIMITS.choiceName);
              expect(choice.value.trim()).not.toBe('');
              expect(choice.value.length).toBeLessThanOrEqual(LIMITS.choiceValue);
            }
          }
        }
      }),
    );
  });
});
