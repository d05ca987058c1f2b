import { describe, expect, it } from 'vitest';
import { answerToJson } from '../../src/cli/answer-json.js';
import { answered, article, citation, explanation, unanswered } from './sample.js';

describe('answerToJson', () => {
  it('keeps the form that others parse', () => {
    expect(answerToJson(answered, 12.3456)).toEqual({
      question: '放行用时多久？',
      completedQuestion: '放行用时多久？',
      status: 'answered',
      confidence: 0.9,
      citations: [
        {
          quote: '货物放行平均用时两小时。',
          pieces: [{ text: '货物放行平均用时两小时。', start: 17, end: 29 }],
          highlights: [[2, 4]],
          articleId: '0123456789ab',
          path: 'port/news.md',
          title: '口岸新闻',
          publisher: '示例日报',
          author: null,
          date: '2024-07-31',
          datePrecision: 'inferred',
          url: 'https://example.org/news',
          headingPath: ['通关改革'],
          score: 0.75,
          alsoReported: [],
        },
      ],
      otherwise: null,
      nearest: [{ title: '口岸新闻', path: 'port/news.md' }],
      milliseconds: 12.3,
    });
  });

  it('gives pieces that are spans of the article', () => {
    for (const { text, start, end } of answerToJson(answered, 1).citations[0]?.pieces ?? []) {
      expect(article.text.slice(start, end)).toBe(text);
    }
  });

  it('has no citation, and the nearest titles, where there is no answer', () => {
    expect(answerToJson(unanswered, 1)).toMatchObject({
      status: 'unanswered',
      citations: [],
      nearest: [{ title: '口岸新闻', path: 'port/news.md' }],
    });
  });

  it('shows what another article says instead, and which articles report the same', () => {
    const date = { value: '2024-08-01', precision: 'day', source: 'text' } as const;
    const other = { articleId: 'b', path: 'b.md', title: '又报', date, url: null };
    const json = answerToJson(
      { ...answered, citations: [{ ...citation, alsoReported: [other] }], otherwise: citation },
      1,
    );
    expect(json.citations[0]?.alsoReported).toEqual([{ ...other, date: '2024-08-01' }]);
    expect(json.otherwise).toMatchObject({ quote: citation.quote.text, path: 'port/news.md' });
  });

  it('explains answers, and questions without one, that were to be explained', () => {
    for (const answer of [answered, unanswered]) {
      expect(answerToJson({ ...answer, explanation }, 1).explanation).toEqual(explanation);
      expect(answerToJson(answer, 1)).not.toHaveProperty('explanation');
    }
    expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
  });

  it('says null of a date that is not known', () => {
    const undated = { ...answered, citations: [{ ...citation, date: null }] };
    expect(answerToJson(undated, 1).citations[0]).toMatchObject({ date: null, datePrecision: null });
  });

  it('never gives a number that JSON cannot hold, or a share outside 0 to 1', () => {
    const odd = {
      ...answered,
      confidence: NaN,
      citations: [
        { ...citation, score: Infinity },
        { ...citation, score: 7 },
      ],
    };
    const json = answerToJson(odd, NaN);
    expect(json).toMatchObject({ confidence: 0, milliseconds: 0 });
    expect(json.citations.map(({ score }) => score)).toEqual([0, 1]);
    expect(JSON.stringify(json)).not.toContain('"score":null');
  });
});
