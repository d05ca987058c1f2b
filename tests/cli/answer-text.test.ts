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

  it('says where a quote may not answer', () => {
    expect(renderAnswer({ ...answered, level: 'possible' }, 'zh-CN', plain)).toMatch(/^可能相关.*\n1\. /);
  });

  it('says why there is no answer, and what comes nearest', () => {
    const text = renderAnswer(unanswered, 'zh-CN', plain);
    expect(text.split('\n')).toHaveLength(3);
    expect(text).toContain('口岸新闻  port/news.md');
    expect(renderAnswer({ ...unanswered, nearest: [] }, 'zh-CN', plain)).not.toContain('\n');
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
          },
        ],
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
