import type { Answer } from '../domain/answer.js';
import type { Article, ArticleSummary } from '../domain/article.js';
import type { BuildFailure, BuildReport, IndexStatus } from '../domain/build.js';
import type { ArticleFilter } from '../domain/filter.js';
import type { Logger } from '../domain/logger.js';
import type { Passage } from '../domain/passage.js';
import type { AskOptions, Corpus, JobOptions } from '../domain/ports.js';
import type { ArticleMatch } from './article-matcher.js';
import type { Settings } from './config.js';
import type { WatchState } from './content-watch.js';
import type { Facets } from './facets.js';

/** A passage found for a query, with its article. */
export interface SearchResult {
  readonly article: Article;
  readonly passage: Passage;
  /** The passage's text, an exact span of the article's. */
  readonly text: string;
  /** Ranking score, comparable within one search. */
  readonly score: number;
}

/** Why a build is made: somebody or the start of the program asked for it, or the content folder has changed. */
export type BuildCause = 'request' | 'content-change';

/** What a build accepts. */
export interface BuildRequest extends JobOptions {
  /** Default `request`. */
  readonly cause?: BuildCause;
  /** Embed everything again, reuse nothing. Default false. */
  readonly rebuild?: boolean;
  /**
   * Take the stored index's model for the configured one, so that the model is not opened where no passage is
   * new: for what shows articles and answers nothing. Default false.
   */
  readonly assumeModel?: boolean;
  /** Serve what is stored afterwards. Default true. */
  readonly serve?: boolean;
}

/**
 * The bot without a face: everything the shells (command line, Discord) can do. Answers come from the index
 * that is loaded; a build replaces it only when it has succeeded, and until then questions go on being
 * answered from the old one.
 */
export interface App {
  readonly settings: Settings;
  readonly logger: Logger;
  /**
   * Names the index being served: equal ones have equal names, others have others. `null` before the first build.
   */
  readonly generation: string | null;
  /** The articles and passages being served; empty before the first build. */
  corpus(): Corpus;
  /** Never rejects for a question, whatever it contains. */
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /**
   * Ranked passages, at most `limit` (default 10), of articles that pass the filter (default none). None where nothing
   * has to do with the query.
   */
  search(query: string, limit?: number, filter?: ArticleFilter): Promise<SearchResult[]>;
  /**
   * Articles by title for a look-up as it is typed: exact title, then titles that begin with, contain, or
   * share most words with `text`; newest first where `text` is empty. At most `limit`.
   */
  findArticles(text: string, limit: number): readonly ArticleSummary[];
  /**
   * The same, and further by headings and text, with what each article was found by: see
   * {@link ArticleMatcher.match}. Fast enough for every keystroke.
   */
  matchArticles(text: string, limit: number): readonly ArticleMatch[];
  /** What the articles being served can be restricted by. */
  facets(): Facets;
  /** The day in the configured time zone, `YYYY-MM-DD`. */
  today(): string;
  /** By id, by path, or by exact title. */
  article(reference: string): Article | undefined;
  /**
   * Builds or refreshes the index and serves it. One build at a time: rejects with code `build-running` while
   * another runs in this process, with `build-cancelled` when its signal is aborted. On failure the index served
   * before goes on being served.
   */
  build(request?: BuildRequest): Promise<BuildReport>;
  /** Whether a build runs now. */
  readonly building: boolean;
  /** Why one runs, or `null` where none does. */
  readonly buildCause: BuildCause | null;
  /**
   * From now on brings the index up to date whenever the content folder has changed, and once at the beginning; does
   * nothing where the settings say so. Idempotent.
   */
  watchContent(): void;
  /** How changes of the content folder are noticed, `off` where they are not. */
  readonly watching: WatchState;
  /**
   * From now on serves every index that another process stores in the index folder, soon after it was stored;
   * questions under way are answered from the one before. Idempotent.
   * @param everyMs - how often the folder is looked at, in milliseconds. Default 2000
   */
  followStoredIndex(everyMs?: number): void;
  /** The builds of this process that failed, the newest first, at most five; those that were ended are not among them. */
  readonly buildFailures: readonly BuildFailure[];
  status(): Promise<IndexStatus>;
  /** Reads every file of the stored index again and checks it: `status` with all checks done. */
  verify(): Promise<IndexStatus>;
  /** Ends child processes and running builds. Idempotent. */
  close(): Promise<void>;
}
