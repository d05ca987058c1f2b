import type { Article, ArticleId, ArticleSummary } from '../domain/article.js';
import { YinjuError } from '../domain/errors.js';
import type { Passage, PassageId } from '../domain/passage.js';
import type { Corpus } from '../domain/ports.js';
import { type ArticleTexts, textsInMemory } from './article-file.js';
import { byPath, type CatalogEntry, catalogEntry, type ChunkedArticle } from './catalog.js';
import { SegmentNumbering, segmentOf } from './numbering.js';

/** The articles of one segment, as a corpus takes them in. */
export interface CorpusPart {
  readonly catalog: readonly CatalogEntry[];
  readonly texts: ArticleTexts;
  readonly numbering: SegmentNumbering;
  /** Positions of articles that are not part of the corpus. */
  readonly removed: ReadonlySet<number>;
}

/** An article that is part of the corpus. */
interface Located {
  readonly summary: ArticleSummary;
  readonly texts: ArticleTexts;
  readonly position: number;
  readonly firstPassage: PassageId;
  readonly passages: number;
}

/** The articles of several segments as one corpus. Passages are numbered by the parts, in their order. */
export class SegmentedCorpus implements Corpus {
  readonly passageCount: number;
  readonly #numberings: readonly SegmentNumbering[];
  /** By segment, in the order of their passages. */
  readonly #located: readonly (readonly Located[])[];
  readonly #byId = new Map<ArticleId, Located>();
  readonly #articles: readonly ArticleSummary[];

  /** @param parts - each numbered after the one before */
  constructor(parts: readonly CorpusPart[]) {
    this.#numberings = parts.map(({ numbering }) => numbering);
    this.#located = parts.map(locate);
    for (const located of this.#located.flat()) this.#byId.set(located.summary.id, located);
    this.#articles = [...this.#byId.values()].map(({ summary }) => summary).sort(byPath);
    this.passageCount = this.#numberings.reduce((sum, { size }) => sum + size, 0);
  }

  get articleCount(): number {
    return this.#articles.length;
  }

  articles(): readonly ArticleSummary[] {
    return this.#articles;
  }

  summary(id: ArticleId): ArticleSummary | undefined {
    return this.#byId.get(id)?.summary;
  }

  article(id: ArticleId): Article | undefined {
    const located = this.#byId.get(id);
    return located?.texts.read(located.position).article;
  }

  passage(id: PassageId): Passage {
    const { texts, position, firstPassage } = this.#locate(id);
    const passage = texts.read(position).passages[id - firstPassage];
    if (passage === undefined) throw this.#noSuchPassage(id);
    return passage;
  }

  articleOf(id: PassageId): ArticleSummary {
    return this.#locate(id).summary;
  }

  passagesOf(id: ArticleId): readonly PassageId[] {
    const { firstPassage = 0, passages = 0 } = this.#byId.get(id) ?? {};
    return Array.from({ length: passages }, (_, i) => firstPassage + i);
  }

  /** The last article whose first passage is not after the one looked for. */
  #locate(id: PassageId): Located {
    const articles = this.#located[segmentOf(this.#numberings, id)] ?? [];
    let low = 0;
    let high = articles.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((articles[middle]?.firstPassage ?? 0) <= id) low = middle + 1;
      else high = middle;
    }
    const found = articles[low - 1];
    if (found === undefined) throw this.#noSuchPassage(id);
    return found;
  }

  #noSuchPassage(id: PassageId): YinjuError {
    return new YinjuError({
      part: 'index',
      code: 'passage-unknown',
      message: `There is no passage ${id}: this index has ${this.passageCount}.`,
      remedy: 'Passage ids are valid within one generation of an index only.',
    });
  }
}

function locate({ catalog, texts, numbering, removed }: CorpusPart): Located[] {
  const located: Located[] = [];
  let firstPassage = numbering.base;
  for (const [position, { summary, passages }] of catalog.entries()) {
    if (removed.has(position)) continue;
    located.push({ summary, texts, position, firstPassage, passages });
    firstPassage += passages;
  }
  return located;
}

/** A corpus held in memory. Passages are numbered through the articles in the order in which they are given. */
export class MemoryCorpus extends SegmentedCorpus {
  /** @param chunked - in any order */
  constructor(chunked: readonly ChunkedArticle[]) {
    const catalog = chunked.map(catalogEntry);
    const numbering = SegmentNumbering.of(
      0,
      catalog.map(({ passages }) => passages),
    );
    super([{ catalog, texts: textsInMemory(chunked), numbering, removed: new Set() }]);
  }
}
