import type { ArticleMetadata, ArticleSummary } from '../domain/article.js';
import type { Corpus, LexicalIndex } from '../domain/ports.js';
import { analyse } from '../text/analyse.js';
import { foldString } from '../text/fold.js';
import type { ArticleFinder } from './article-finder.js';

/** An article that fits what is being typed, and by what. */
export interface ArticleMatch {
  readonly article: ArticleMetadata;
  /** `exact`: by its title, id or path as a whole. `newest`: nothing was typed. */
  readonly by: 'exact' | 'title' | 'heading' | 'text' | 'newest';
  /** The first heading that contains what was typed, where that is what fits; otherwise `null`. */
  readonly heading: string | null;
}

/** Finds articles while a person types what they remember of one. */
export interface ArticleMatcher {
  /**
   * Exact matches, then by title (as {@link ArticleFinder.find}), then those with a heading that contains the text,
   * the newest first, then those with a passage that contains all its words, the best first. Each article once. The
   * newest articles where the text is blank.
   */
  match(text: string, limit: number): readonly ArticleMatch[];
}

/** What a matcher is made of. */
export interface ArticleMatcherParts {
  readonly finder: ArticleFinder;
  /** Articles whose text contains all words of a folded query, the best first. May give as many as it likes. */
  readonly findText: (folded: string) => Iterable<ArticleSummary>;
}

/** Longest text that is looked up, in UTF-16 code units. */
const MAX_QUERY_CHARACTERS = 200;
/** Of a heading so many characters are compared: longer ones are paragraphs. */
const MAX_HEADING_CHARACTERS = 200;

interface FoldedHeading {
  readonly heading: string;
  readonly folded: string;
}

/** A matcher over the articles of a finder. */
export function createArticleMatcher({ finder, findText }: ArticleMatcherParts): ArticleMatcher {
  const headed = finder
    .find('', Number.MAX_SAFE_INTEGER)
    .map((article) => ({ article, headings: foldHeadings(article) }))
    .filter(({ headings }) => headings.length > 0);

  function* byHeading(folded: string): Generator<ArticleMatch> {
    for (const { article, headings } of headed) {
      const found = headings.find((heading) => heading.folded.includes(folded));
      if (found !== undefined) yield { article, by: 'heading', heading: found.heading };
    }
  }

  function* matches(text: string, limit: number): Generator<ArticleMatch> {
    const exact = finder.resolve(text);
    if (exact !== undefined) yield matchOf(exact, 'exact');
    const folded = foldString(text);
    for (const article of finder.find(text, limit)) {
      yield matchOf(article, foldString(article.title.trim()) === folded ? 'exact' : 'title');
    }
    yield* byHeading(folded);
    for (const article of findText(folded)) yield matchOf(article, 'text');
  }

  return {
    match(text, limit) {
      const query = text.trim().slice(0, MAX_QUERY_CHARACTERS);
      if (query === '') return finder.find('', limit).map((article) => matchOf(article, 'newest'));
      const found = new Map<string, ArticleMatch>();
      if (limit <= 0) return [];
      for (const match of matches(query, limit)) {
        if (!found.has(match.article.id)) found.set(match.article.id, match);
        // What comes later costs more: it must not be asked for where there is enough.
        if (found.size >= limit) break;
      }
      return [...found.values()];
    },
  };
}

function matchOf(article: ArticleMetadata, by: ArticleMatch['by']): ArticleMatch {
  return { article, by, heading: null };
}

function foldHeadings({ headings }: ArticleSummary): FoldedHeading[] {
  return headings.map((heading) => ({
    heading,
    folded: foldString(heading.slice(0, MAX_HEADING_CHARACTERS)),
  }));
}

/** Passages that are looked at. */
const DEPTH = 50;
/**
 * Terms that they are searched by: those in fewest passages, which whatever has every word has, too. A search for all
 * terms of a dozen characters takes 11 ms over 20,000 passages.
 */
const RAREST = 4;

/**
 * Finds articles by passages that contain every word of a folded query (what stands between blanks): of the passages
 * that the index ranks first for its rarest terms.
 */
export function createTextFinder(corpus: Corpus, lexical: LexicalIndex): ArticleMatcherParts['findText'] {
  return function* (folded) {
    const words = folded.split(/\s+/u).filter((word) => word !== '');
    const rarest = [...new Set(analyse(folded))]
      .map((term) => ({ term, passages: lexical.documentFrequency(term) }))
      .filter(({ passages }) => passages > 0)
      .sort((a, b) => a.passages - b.passages)
      .slice(0, RAREST)
      .map(({ term }) => term);
    for (const { id } of lexical.search(rarest, DEPTH)) {
      const { start, end } = corpus.passage(id);
      const summary = corpus.articleOf(id);
      const text = foldString(corpus.article(summary.id)?.text.slice(start, end) ?? '');
      if (words.every((word) => text.includes(word))) yield summary;
    }
  };
}
