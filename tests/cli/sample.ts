import type { Answered, Citation, Unanswered } from '../../src/domain/answer.js';
import type { Article } from '../../src/domain/article.js';

const text = '通关改革\n\n口岸今年新增三条航线。货物放行平均用时两小时。';

/** A small article in our own words. */
export const article: Article = {
  id: '0123456789ab',
  path: 'port/news.md',
  title: '口岸新闻',
  date: { value: '2024-07-31', precision: 'inferred', source: 'text' },
  publisher: '示例日报',
  author: null,
  url: 'https://example.org/news',
  categories: ['贸易'],
  language: 'zh-Hans',
  text,
  blocks: [
    { kind: 'heading', level: 1, start: 0, end: 4 },
    { kind: 'paragraph', start: 6, end: text.length },
  ],
  sections: [{ level: 1, heading: '通关改革', headingPath: ['通关改革'], start: 0, end: text.length }],
  captions: [],
  contentHash: 'c0ffee',
};

const start = text.indexOf('货物');

/** A quote from {@link article}. */
export const citation: Citation = {
  quote: {
    text: text.slice(start),
    pieces: [{ text: text.slice(start), start, end: text.length }],
    highlights: [{ start: 2, end: 4 }],
  },
  articleId: article.id,
  passageId: 0,
  path: article.path,
  title: article.title,
  publisher: article.publisher,
  author: article.author,
  date: article.date,
  url: article.url,
  headingPath: ['通关改革'],
  score: 0.75,
};

const nearest = [{ articleId: article.id, title: article.title, path: article.path }];

/** An answer with {@link citation}. */
export const answered: Answered = {
  status: 'answered',
  level: 'strong',
  question: '放行用时多久？',
  confidence: 0.9,
  citations: [citation],
  nearest,
};

/** An answer without one. */
export const unanswered: Unanswered = {
  status: 'unanswered',
  reason: 'nothing-relevant',
  question: '月亮有多远？',
  confidence: 0.1,
  nearest,
};
