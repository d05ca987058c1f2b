import type { Span } from './span.js';

/**
 * How exactly a date is known. `time`: to the second or minute; `day`: to the day; `inferred`: some part of
 * it (usually the year) is not stated but implied by the text, and whoever shows it must say so.
 */
export type DatePrecision = 'time' | 'day' | 'inferred';

/** When an article was published. */
export interface ArticleDate {
  /**
   * ISO 8601. `2021-07-13T20:59:04+08:00` when `precision` is `time` (offset of the configured time zone),
   * otherwise `2024-07-31`. Starts with `YYYY-MM-DD` in every case.
   */
  readonly value: string;
  readonly precision: DatePrecision;
  /** Where the date was read. */
  readonly source: 'front-matter' | 'page' | 'text' | 'path';
}

/** What a run of an article's text is. Headings are part of the text; picture captions are not. */
export type BlockKind = 'heading' | 'paragraph' | 'list-item' | 'table-row' | 'code';

/** A run of an article's text that no passage or sentence crosses. Blocks are in order and do not overlap. */
export interface Block extends Span {
  readonly kind: BlockKind;
  /** 1 to 6 for a heading (the outline's level, 1 outermost); absent for every other kind. */
  readonly level?: number;
}

/** The part of an article under one heading, up to the next heading of the same or a higher level. */
export interface Section extends Span {
  /** 1 to 6. */
  readonly level: number;
  /** The heading's text, an exact span of the article's text that opens the section. */
  readonly heading: string;
  /** The headings above this one and this one itself, outermost first. */
  readonly headingPath: readonly string[];
}

/** Written language of an article's text, by its script: a BCP 47 tag, or `und` where it cannot be told. */
export type Language = 'zh-Hans' | 'zh-Hant' | 'en' | 'und';

/** A stable, short identifier of an article: 12 lower-case hexadecimal digits derived from its path. */
export type ArticleId = string;

/** What is known of an article besides its text: what lists, filters and sources need. */
export interface ArticleMetadata {
  readonly id: ArticleId;
  /** Relative to the content folder, with `/` between folders. Unique within an index. */
  readonly path: string;
  readonly title: string;
  readonly date: ArticleDate | null;
  readonly publisher: string | null;
  readonly author: string | null;
  /** Absolute, `http:` or `https:`. */
  readonly url: string | null;
  readonly categories: readonly string[];
  readonly language: Language;
  /** SHA-256 of everything else that an {@link Article} has, in hexadecimal: two with equal hashes are equal. */
  readonly contentHash: string;
}

/** An article as an index lists it, without its text. */
export interface ArticleSummary extends ArticleMetadata {
  /** Its headings, in their order. */
  readonly headings: readonly string[];
  /** Length of its text, in UTF-16 code units. */
  readonly characters: number;
}

/** One source document: its clean text and what is known of where it comes from. */
export interface Article extends ArticleMetadata {
  /** Clean text: blocks separated by `\n` or `\n\n`, no markup, well-formed Unicode. Every quote is a span of it. */
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
  /** Picture captions, kept apart from the text: they are never quoted. */
  readonly captions: readonly string[];
}

/** Why a file gave no article. Every one is reported to the operator, and the build goes on. */
export type SkipCode =
  | 'unreadable'
  | 'empty'
  | 'binary'
  | 'too-large'
  | 'undecodable'
  | 'no-text'
  | 'broken'
  | 'exact-duplicate'
  | 'outside-content-folder';

/** A file of the content folder that gave no article. */
export interface SkippedFile {
  /** Relative to the content folder. */
  readonly path: string;
  readonly code: SkipCode;
  /** One English sentence for the operator: what is wrong, with the offending value, and the remedy. */
  readonly reason: string;
}
