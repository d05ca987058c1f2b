import fc from 'fast-check';
import type { Answer, Citation } from '../../src/domain/answer.js';
import type { Article } from '../../src/domain/article.js';
import { sketchArticle } from './fake-articles.js';
import { endlessText } from './hostile-text.js';

/** Shared by every hostile article, so that they are all found. */
export const FOUND_BY = '灯塔点亮';

/** Texts of the worst kinds, each some hundred thousand characters long. */
export const EXTREMES: readonly (readonly [name: string, text: string])[] = (
  [
    ['an ordinary word', '港'],
    ['sentences', '港口开放。'],
    ['every mark of Markdown', '\\*_~|`[]()<>#@:-+=!'],
    ['headings, quotations and lists', '\n# a\n> b\n- c\n1. d\n-# e\n'],
    ['mentions', '@everyone @here <@123456789012345678> <@&123456789012345678> <#123456789012345678> '],
    ['masked links', '[https://bank.example](https://evil.example) '],
    ['addresses', 'https://evil.example/?a=b '],
    ['code', '```js\nx``` `y` '],
    ['times and emoji of servers', '<t:1700000000:R> <a:x:123456789012345678> :smile: '],
    ['bidirectional marks', 'a\u202eb\u2066c\u2069\u200f\u061c'],
    ['invisible characters', '\u200b\u2060\ufeff\u00ad\u3164\u{e0041}\u0000\u001b'],
    ['line separators', '\u2028\u2029\u0085\v\f\r\n'],
    ['emoji with joiners', '👨‍👩‍👧‍👦🏳️‍🌈👍🏽🇹🇼1️⃣'],
    ['joiners alone', '\u200d\ufe0f'],
    ['lone surrogates', '\ud83d\udc00\ud83d'],
    ['combining marks by the hundred', `e${'\u0301\u0323\u0489'.repeat(200)}`],
    ['blanks', ' \t\u3000\u00a0'],
    ['names of characters', '⟦U+202E⟧⟦'],
  ] as const
).map(([name, text]) => [name, text.repeat(Math.ceil(100_000 / text.length)).slice(0, 100_000)]);

/** The texts of articles: one for each field. */
export interface HostileTexts {
  readonly title: string;
  readonly publisher: string | null;
  readonly author: string | null;
  readonly url: string | null;
  readonly path: string;
  readonly heading: string;
  readonly paragraph: string;
  readonly category: string;
}

/** Texts of all kinds, in any field. */
export const hostileTexts: fc.Arbitrary<HostileTexts> = fc.record({
  title: endlessText(),
  publisher: fc.option(endlessText()),
  author: fc.option(endlessText()),
  url: fc.option(fc.oneof(fc.webUrl(), endlessText())),
  path: endlessText(),
  heading: endlessText(),
  paragraph: endlessText(),
  category: endlessText(),
});

/**
 * The same text in every field.
 * @param text - any
 */
export function everywhere(text: string): HostileTexts {
  return {
    ...{
      title: text,
      publisher: text,
      author: text,
      path: text,
      heading: text,
      paragraph: text,
      category: text,
    },
    url: `https://a.example/${text}`,
  };
}

/**
 * An article of such texts, which {@link FOUND_BY} finds, with thirty sections.
 * @param texts - its own
 * @param index - different for each article of a test
 */
export function hostileArticle(texts: HostileTexts, index: number): Article {
  const { title, publisher, url, path, heading, paragraph, author, category } = texts;
  const sections = Array.from({ length: 29 }, (_, i) => ({
    heading: heading.slice(0, 50),
    paragraph: `${i}。`,
  }));
  const parts = [{ heading, paragraph: `${FOUND_BY}${paragraph}` }, ...sections];
  const article = sketchArticle({
    ...{ title, publisher, url, parts, path: `${path}${index}` },
    date: { value: `${2000 + (index % 25)}-05-01`, precision: 'inferred', source: 'text' },
  });
  return { ...article, author, categories: [category, category] };
}

/**
 * An answer from articles: quotes of up to three, with others that report the same and one that says otherwise.
 * @param articles - at least one
 * @param question - as it was asked
 */
export function hostileAnswer(articles: readonly Article[], question: string): Answer {
  const citations = articles.map(citationOf);
  const [first, ...others] = citations;
  const nearest = articles.map(({ id, title, path }) => ({ articleId: id, title, path }));
  const asked = { question, completedQuestion: `${question}？`, nearest, confidence: 0.4 };
  if (first === undefined) return { ...asked, status: 'unanswered', reason: 'not-confident' };
  return {
    ...asked,
    status: 'answered',
    level: 'possible',
    citations: [{ ...first, alsoReported: others }, ...others.slice(0, 2)],
    otherwise: others[2] ?? null,
  };
}

function citationOf({ id, path, title, publisher, author, date, url, text }: Article): Citation {
  const middle = Math.floor(text.length / 2);
  return {
    quote: {
      text,
      pieces: [{ start: 0, end: text.length, text }],
      highlights: [
        { start: 0, end: 3 },
        { start: middle, end: middle + 7 },
      ],
    },
    ...{ articleId: id, passageId: 0, path, title, publisher, author, date, url },
    ...{ headingPath: [title, path], score: 0.5, alsoReported: [] },
  };
}
