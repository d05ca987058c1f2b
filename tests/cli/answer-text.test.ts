import { describe, expect, it } from 'vitest';
import { dateText, renderAnswer } from '../../src/cli/answer-text.js';
import { createPainter } from '../../src/cli/terminal-text.js';
import { answered, citation, unanswered } from './sample.js';

const plain = createPainter(false);

describe('renderAnswer', () => {
  it('shows the quote, its source, its heading and its link', () => {
    expect(renderAnswer(answered, 'zh-CN', plain)).toBe(
      [
        '1. 货物放行平均用时两小时。',
        '   —— 《口岸新闻》 · 示例日报 · 2024-07-31（推断）',
        '   通关改革',
        '   https://example.org/news  port/news.md',
      ].join('\n'),
    );
  });

  it('sets off what matched', () => {
    expect(renderAnswer(answered, 'zh-CN', createPainter(true))).toContain('货物\u001b[1m放行\u001b[22m平均');
  });

  it('numbers several quotes', () => {
    const text = renderAnswer({ ...answered, citations: [citation, citation] }, 'en', plain);
    expect(text).toMatch(/^1\. /);
    expect(text).toContain('\n\n2. ');
    expect(text).toContain('“口岸新闻” · 示例日报 · 2024-07-31 (inferred)');
  });

  it('tells first how a question was understood that leaned on the one before', () => {
    const text = renderAnswer({ ...unanswered, completedQuestion: '火星有多远？\u001b[1m' }, 'zh-CN', plain);
    expect(text.split('\n')[0]).toBe('理解为：火星有多远？␛[1m');
  });

  it('says where a quote may not answer', () => {
    expect(renderAnswer({ ...answered, level: 'possible' }, 'zh-CN', plain)).toMatch(/^可能相关.*\n1\. /);
  });

  it('says why there is no answer, and what comes nearest', () => {
    const text = renderAnswer(unanswered, 'zh-CN', plain);
    expect(text.split('\n')).toHaveLength(3);
    expect(text).toContain('口岸新闻  port/news.md');
    expect(renderAnswer({ ...unanswered, nearest: [] }, 'zh-CN', plain)).not.toContain('\n');
  });

  it('gives what an older or newer article says instead a line of its own', () => {
    const date = { value: '2019-05-02', precision: 'day', source: 'page' } as const;
    const older = { ...citation, title: '旧闻', path: 'old.md', date };
    const text = renderAnswer({ ...answered, otherwise: older }, 'zh-CN', plain);
    expect(text.split('\n').slice(-2)).toEqual([
      '',
      '更早的文章（2019-05-02）说法不同：货物放行平均用时两小时。 —— 《旧闻》  old.md',
    ]);
    const newer = { ...older, date: { ...date, value: '2025-01-02' } };
    expect(renderAnswer({ ...answered, otherwise: newer }, 'en', plain)).toContain(
      '\nA later article (2025-01-02) says otherwise: ',
    );
  });

  it('names the other articles on an event in one line', () => {
    const other = { articleId: 'b', path: 'b.md', title: '又报', date: null, url: null };
    const text = renderAnswer(
      { ...answered, citations: [{ ...citation, alsoReported: [other, other] }] },
      'zh-CN',
      plain,
    );
    expect(text.split('\n').at(-1)).toBe('   另有 2 篇报道：《又报》（日期不详）、《又报》（日期不详）');
  });

  it('lets nothing in an article reach the terminal as a command', () => {
    const hostile = '\u001b]0;owned\u0007\u202eabc';
    const text = renderAnswer(
      {
        ...answered,
        citations: [
          {
            ...citation,
            title: hostile,
            publisher: hostile,
            url: null,
            path: hostile,
            headingPath: [hostile],
            quote: { text: hostile, pieces: [], highlights: [{ start: 0, end: 3 }] },
            alsoReported: [{ articleId: 'b', path: hostile, title: hostile, date: null, url: null }],
          },
        ],
        otherwise: { ...citation, title: hostile, path: hostile },
      },
      'en',
      plain,
    );
    expect(text).toContain('owned');
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
  });
});

describe('dateText', () => {
  it('shows a date as exactly as it is known', () => {
    const time = { value: '2021-07-13T20:59:04+08:00', precision: 'time', source: 'page' } as const;
    expect(dateText(time, 'en')).toBe('2021-07-13 20:59');
    expect(dateText({ value: '2024-07-31', precision: 'day', source: 'text' }, 'en')).toBe('2024-07-31');
    expect(dateText(null, 'en')).toBe('undated');
  });
});
