import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PIECE_SEPARATOR, type Answer } from '../../src/domain/answer.js';
import type { Article } from '../../src/domain/article.js';
import type { ArticleFilter } from '../../src/domain/filter.js';
import type { Answerer } from '../../src/domain/ports.js';

/** An answerer over known articles, as the contract needs it. */
export interface AnswererSubject {
  readonly answerer: Answerer;
  readonly articles: readonly Article[];
  /** A question that one of the articles answers. */
  readonly answerable: string;
}

/** What holds for every answerer, whatever is asked: the promise of the bot. */
export function describeAnswererContract(name: string, makeSubject: () => Promise<AnswererSubject>): void {
  describe(`${name} keeps the promise`, () => {
    it('quotes exact spans of the article it names, in order', async () => {
      const { answerer, articles, answerable } = await makeSubject();
      const answer = await answerer.ask(answerable);
      expect(answer.status).toBe('answered');
      expectHonest(answer, articles);
    });

    it('gives the same answer to the same question', async () => {
      const { answerer, answerable } = await makeSubject();
      expect(await answerer.ask(answerable)).toEqual(await answerer.ask(answerable));
    });

    it('shows at most as many citations as it is asked for', async () => {
      const { answerer, answerable } = await makeSubject();
      const answer = await answerer.ask(answerable, { limit: 1 });
      expect(answer.status === 'answered' ? answer.citations.length : 0).toBe(1);
    });

    it('says why there is no answer to an empty question', async () => {
      const { answerer } = await makeSubject();
      for (const question of ['', '   ', '？！']) {
        expect(await answerer.ask(question)).toMatchObject({
          status: 'unanswered',
          reason: 'empty-question',
        });
      }
    });

    it('names no article that does not pass the filter, whatever it is', async () => {
      const { answerer, articles, answerable } = await makeSubject();
      const day = fc.constantFrom(
        '1990-01-01',
        ...articles.flatMap(({ date }) => date?.value.slice(0, 10) ?? []),
      );
      const publisher = fc.constantFrom('nobody', ...articles.flatMap((article) => article.publisher ?? []));
      const anyFilter = fc.record({ since: day, until: day, publisher }, { requiredKeys: [] });
      await fc.assert(
        fc.asyncProperty(anyFilter, async (filter) => {
          const passing = articles.filter((article) => passes(article, filter));
          const answer = await answerer.ask(answerable, { filter });
          expectHonest(answer, passing);
          const reason = answer.status === 'unanswered' ? answer.reason : null;
          expect(reason === 'nothing-in-filter').toBe(passing.length === 0);
        }),
      );
    });

    it('never throws and never quotes what is not there, whatever is asked', async () => {
      const { answerer, articles, answerable } = await makeSubject();
      const piece = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom(answerable, '2021年', '多少', '“', '现在', '\u0000', '\ud800'),
      );
      const question = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
      await fc.assert(
        fc.asyncProperty(question, async (text) => {
          expectHonest(await answerer.ask(text), articles);
        }),
      );
    });
  });
}

/** The definition of {@link ArticleFilter}, for names that are written as the articles have them. */
function passes({ date, publisher }: Article, filter: ArticleFilter): boolean {
  const day = date?.value.slice(0, 10) ?? '';
  const dated = filter.since === undefined && filter.until === undefined ? true : day !== '';
  return (
    dated &&
    day >= (filter.since ?? '') &&
    day <= (filter.until ?? '9999') &&
    (filter.publisher === undefined || filter.publisher === publisher)
  );
}

function expectHonest(answer: Answer, articles: readonly Article[]): void {
  expect(answer.confidence).toBeGreaterThanOrEqual(0);
  expect(answer.confidence).toBeLessThanOrEqual(1);
  for (const { path } of answer.nearest) expect(articles.map((article) => article.path)).toContain(path);
  if (answer.status === 'unanswered') return;
  expect(answer.citations.length).toBeGreaterThan(0);
  const { citations, otherwise } = answer;
  for (const { articleId, quote, title } of otherwise === null ? citations : [...citations, otherwise]) {
    const article = articles.find(({ id }) => id === articleId);
    expect(article).toBeDefined();
    expect(title).toBe(article?.title);
    let at = 0;
    for (const piece of quote.pieces) {
      expect(article?.text.slice(piece.start, piece.end)).toBe(piece.text);
      expect(piece.start).toBeGreaterThanOrEqual(at);
      expect(piece.text.trim()).toBe(piece.text);
      at = piece.end;
    }
    expect(quote.text).toBe(quote.pieces.map(({ text }) => text).join(PIECE_SEPARATOR));
    expect(quote.text).not.toBe('');
    for (const { start, end } of quote.highlights) {
      expect(start).toBeLessThan(end);
      expect(end).toBeLessThanOrEqual(quote.text.length);
    }
  }
}
