import type { Article, ArticleId } from '../domain/article.js';
import { YinjuError } from '../domain/errors.js';
import type { Passage, PassageId } from '../domain/passage.js';
import type { Corpus } from '../domain/ports.js';

/** An article with its passages, in the order of its text. */
export interface ChunkedArticle {
  readonly article: Article;
  readonly passages: readonly Passage[];
}

/** A corpus held in memory. Passages are numbered through the articles in the order in which they are given. */
export class MemoryCorpus implements Corpus {
  readonly #articles: readonly Article[];
  readonly #passages: readonly Passage[];
  readonly #byId = new Map<
    ArticleId,
    { readonly article: Article; readonly passageIds: readonly PassageId[] }
  >();

  /** @param chunked - by path */
  constructor(chunked: readonly ChunkedArticle[]) {
    this.#articles = chunked.map(({ article }) => article);
    this.#passages = chunked.flatMap(({ passages }) => passages);
    let first = 0;
    for (const { article, passages } of chunked) {
      const start = first;
      this.#byId.set(article.id, { article, passageIds: passages.map((_, i) => start + i) });
      first += passages.length;
    }
  }

  get articleCount(): number {
    return this.#articles.length;
  }

  get passageCount(): number {
    return this.#passages.length;
  }

  articles(): readonly Article[] {
    return this.#articles;
  }

  article(id: ArticleId): Article | undefined {
    return this.#byId.get(id)?.article;
  }

  passage(id: PassageId): Passage {
    const passage = this.#passages[id];
    if (passage === undefined) {
      throw new YinjuError({
        part: 'index',
        code: 'passage-unknown',
        message: `There is no passage ${id}: this index has ${this.passageCount}.`,
        remedy: 'Passage ids are valid within one generation of an index only.',
      });
    }
    return passage;
  }

  passagesOf(id: ArticleId): readonly PassageId[] {
    return this.#byId.get(id)?.passageIds ?? [];
  }
}

/** Orders by path, by UTF-16 code units: an order that no locale changes. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
