import type { Answered, Citation, Unanswered } from '../../src/domain/answer.js';
import type { Article } from '../../src/domain/article.js';
import type { Explanation } from '../../src/domain/explanation.js';

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
  alsoReported: [],
};

const nearest = [{ articleId: article.id, title: article.title, path: article.path }];

/** An answer with {@link citation}. */
export const answered: Answered = {
  status: 'answered',
  level: 'strong',
  question: '放行用时多久？',
  completedQuestion: '放行用时多久？',
  confidence: 0.9,
  citations: [citation],
  otherwise: null,
  nearest,
};

const leading = {
  articleId: article.id,
  passageId: 0,
  path: article.path,
  start,
  end: text.length,
  text: text.slice(start),
  score: 3.25,
  probability: 0.8,
};

/** How {@link answered} came about. */
export const explanation: Explanation = {
  question: {
    text: '放行用时多久？',
    kind: 'number',
    focus: '用时',
    periods: [{ from: '2024-01-01', to: '2024-12-31' }],
    wantsLatest: true,
    terms: [
      { term: '放行', weight: 2.5 },
      { term: '用时', weight: 1.25 },
    ],
    corrected: { from: ['aoe'], to: ['aeo'] },
    translated: [{ word: '窗口', words: ['窗口', '视窗'] }],
  },
  passages: [
    {
      passageId: 0,
      articleId: article.id,
      path: article.path,
      title: article.title,
      lexicalScore: 4.5,
      cosine: null,
      chance: 0.9,
    },
  ],
  sentence: { ...leading, features: [{ feature: 'coverage', value: 0.5, weight: 6.5, share: 3.25 }] },
  runnersUp: [{ ...leading, text: '口岸今年新增三条航线。', score: -0.5, probability: 0.1 }],
  confidence: {
    features: [{ feature: 'names', value: 1, weight: 2, share: 2 }],
    bias: -1,
    evidence: 1,
    probability: 0.731,
    threshold: 0.012,
    strongThreshold: 0.4,
    level: 'strong',
  },
};

/** An answer without one. */
export const unanswered: Unanswered = {
  status: 'unanswered',
  reason: 'nothing-relevant',
  question: '月亮有多远？',
  completedQuestion: '月亮有多远？',
  confidence: 0.1,
  nearest,
};
