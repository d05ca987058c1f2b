import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../domain/answer.js';
import type { Article, ArticleSummary } from '../domain/article.js';
import type { BuildFailure, BuildReport, IndexStatus } from '../domain/build.js';
import { describeError, YinjuError } from '../domain/errors.js';
import type { ArticleFilter } from '../domain/filter.js';
import { type Logger, silentLogger } from '../domain/logger.js';
import type { AskOptions, Corpus, Embedder, OnProgress } from '../domain/ports.js';
import { createEmbedder, identifyModel } from '../embedding/create.js';
import { SegmentPool } from '../index/segment-pool.js';
import { inspectIndex, loadIndex } from '../index/store.js';
import type { App, BuildCause, BuildRequest, SearchResult } from './app.js';
import type { ArticleMatch } from './article-matcher.js';
import { buildCancelled, buildRunning, closedWhileBuilding, isBuildRunning } from './build-errors.js';
import type { Settings } from './config.js';
import { ContentWatch, type WatchState } from './content-watch.js';
import type { Facets } from './facets.js';
import { createEmbedderSource, type EmbedderSource } from './embedder-source.js';
import { type AppObserver, silentObserver } from './observer.js';
import { runBuild } from './run-build.js';
import { searchPassages } from './search-passages.js';
import { type Serving, serve, serveNothing } from './serving.js';
import { StoredIndexWatch } from './stored-index-watch.js';
import { dayIn } from './today.js';

/** What an application may be given instead of making it. */
export interface AppParts {
  /** Default: silent. */
  readonly logger?: Logger;
  /**
   * Load the stored index at once. Default true. False where a build follows, which loads what it has built;
   * until then nothing is served.
   */
  readonly load?: boolean;
  /** Open the model while the index is loaded, since a question will follow. Default false: with the first text. */
  readonly warm?: boolean;
  /** Share of the vectors in the ranking, 0 to 1, for evaluation. Default: the model's. */
  readonly vectorWeight?: number | undefined;
  /** Told what the application does. Default: nobody. */
  readonly observer?: AppObserver | undefined;
  /** Opens the model. Default: the one that the settings name. */
  readonly openEmbedder?: (onDownload: OnProgress) => Promise<Embedder>;
}

/** Failed builds that are remembered. */
const FAILURES_MAX = 5;

/** Passages that {@link App.search} gives where no limit is named. */
const DEFAULT_SEARCH_LIMIT = 10;

/** How often {@link App.followStoredIndex} looks where it is not told, in milliseconds. */
const FOLLOW_EVERY_MS = 2_000;

/**
 * Opens the model that the settings name.
 * @param onDownload - called while a hub model is downloaded
 * @throws {@link YinjuError} of part `embedding`
 */
export function openEmbedder(settings: Settings, logger: Logger, onDownload?: OnProgress): Promise<Embedder> {
  const { embedding, proxy } = settings;
  return createEmbedder({ ...embedding, proxy, logger, onDownload });
}

/**
 * The composition root: the only place that puts the parts together. The model is opened when something is
 * first embedded. A stored index that cannot be loaded is logged and not served; the next build replaces it.
 */
export async function createApp(settings: Settings, parts: AppParts = {}): Promise<App> {
  const app = new LocalApp(settings, parts);
  if (parts.warm === true) app.warmUp();
  if (parts.load !== false) await app.loadStored();
  return app;
}

class LocalApp implements App {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly #embedders: EmbedderSource;
  readonly #vectorWeight: number | undefined;
  readonly #observer: AppObserver;
  /** What the index being served and the next one have in common is open once. */
  readonly #pool = new SegmentPool();
  #serving: Serving = serveNothing();
  #running: { readonly request: BuildRequest; readonly report: Promise<BuildReport> } | null = null;
  #loading: Promise<void> = Promise.resolve();
  #watch: StoredIndexWatch | null = null;
  #contentWatch: ContentWatch | null = null;
  #failures: readonly BuildFailure[] = [];
  readonly #closing = new AbortController();

  constructor(
    settings: Settings,
    { logger = silentLogger, vectorWeight, openEmbedder: open, observer = silentObserver }: AppParts,
  ) {
    this.#observer = observer;
    this.settings = settings;
    this.logger = logger;
    this.#vectorWeight = vectorWeight;
    const onDownload: OnProgress = (progress) => this.#running?.request.onProgress?.(progress);
    this.#embedders =
      open === undefined
        ? createEmbedderSource(
            settings.embedding.model,
            () => openEmbedder(settings, logger, onDownload),
            () => identifyModel(settings.embedding),
          )
        : createEmbedderSource(settings.embedding.model, () => open(onDownload));
  }

  warmUp(): void {
    this.#embedders.warmUp();
  }

  async loadStored(): Promise<void> {
    const { indexDir } = this.settings;
    try {
      await this.#serveStored();
    } catch (error) {
      if (error instanceof YinjuError && error.code === 'index-missing') return;
      this.logger.warn({ indexDir, problem: describeError(error) }, 'the stored index is not served');
    }
  }

  get generation(): string | null {
    return this.#serving.generation;
  }

  corpus(): Corpus {
    return this.#serving.corpus;
  }

  async ask(question: string, options?: AskOptions): Promise<Answer> {
    const begun = performance.now();
    const today = options?.today ?? this.today();
    const answer = await this.#serving.answerer.ask(question, { ...options, today });
    this.#observer.asked(answer, secondsSince(begun));
    return answer;
  }

  async search(query: string, limit = DEFAULT_SEARCH_LIMIT, filter?: ArticleFilter): Promise<SearchResult[]> {
    const begun = performance.now();
    const found = await searchPassages(this.#serving, { query, limit, filter });
    this.#observer.searched(secondsSince(begun));
    return found;
  }

  findArticles(text: string, limit: number): readonly ArticleSummary[] {
    return this.#serving.finder().find(text, limit);
  }

  matchArticles(text: string, limit: number): readonly ArticleMatch[] {
    return this.#serving.matcher().match(text, limit);
  }

  facets(): Facets {
    return this.#serving.facets();
  }

  today(): string {
    return dayIn(this.settings.timeZone);
  }

  article(reference: string): Article | undefined {
    const found = this.#serving.finder().resolve(reference);
    return found && this.#serving.corpus.article(found.id);
  }

  get building(): boolean {
    return this.#running !== null;
  }

  get buildCause(): BuildCause | null {
    return this.#running === null ? null : (this.#running.request.cause ?? 'request');
  }

  async build(request: BuildRequest = {}): Promise<BuildReport> {
    if (this.#running !== null) throw buildRunning();
    const begun = performance.now();
    const running = { request, report: this.#build(request) };
    this.#running = running;
    try {
      const report = await running.report;
      this.#observer.built(report.changed ? 'changed' : 'unchanged', secondsSince(begun));
      return report;
    } catch (error) {
      const cancelled = request.signal?.aborted === true || this.#closing.signal.aborted;
      this.#observer.built(cancelled ? 'cancelled' : 'failed', secondsSince(begun));
      if (request.signal?.aborted === true) throw buildCancelled(error);
      if (!cancelled && !isBuildRunning(error)) this.#noteFailure(error);
      throw error;
    } finally {
      this.#running = null;
    }
  }

  followStoredIndex(everyMs = FOLLOW_EVERY_MS): void {
    const { indexDir } = this.settings;
    const onChange = (): Promise<boolean> => this.#catchUp();
    this.#watch ??= new StoredIndexWatch({ indexDir, everyMs, onChange, logger: this.logger });
  }

  watchContent(): void {
    const { contentDir, watchContent } = this.settings;
    if (watchContent === 'no' || this.#closing.signal.aborted) return;
    this.#contentWatch ??= new ContentWatch({
      contentDir,
      mode: watchContent === 'poll' ? 'poll' : 'events',
      build: () => this.build({ cause: 'content-change' }),
      logger: this.logger,
    });
  }

  get watching(): WatchState {
    return this.#contentWatch?.state ?? 'off';
  }

  get buildFailures(): readonly BuildFailure[] {
    return this.#failures;
  }

  #noteFailure(error: unknown): void {
    const code = error instanceof YinjuError ? error.code : null;
    const failure = { at: new Date().toISOString(), code, message: describeError(error) };
    this.#failures = [failure, ...this.#failures].slice(0, FAILURES_MAX);
  }

  status(): Promise<IndexStatus> {
    return inspectIndex(this.settings.indexDir);
  }

  verify(): Promise<IndexStatus> {
    return inspectIndex(this.settings.indexDir, { deep: true });
  }

  async close(): Promise<void> {
    this.#closing.abort(closedWhileBuilding());
    await this.#watch?.stop();
    await this.#contentWatch?.stop();
    await this.#running?.report.catch(() => undefined);
    await this.#embedders.close();
  }

  async #build(request: BuildRequest): Promise<BuildReport> {
    const parts = {
      settings: this.settings,
      logger: this.logger,
      embedders: this.#embedders,
      pool: this.#pool,
      onPublished: () => this.#serveStored(),
      closing: this.#closing.signal,
    };
    const report = await runBuild(parts, request);
    // Another process may have built meanwhile: what is on disk counts, not only what this build wrote.
    if (request.serve !== false && (report.changed || !(await this.#servesStored()))) {
      await this.#serveStored();
    }
    return report;
  }

  async #servesStored(): Promise<boolean> {
    const { manifest } = await inspectIndex(this.settings.indexDir);
    return isDeepStrictEqual(manifest, this.#serving.manifest);
  }

  /** Serves what another process has stored; false while a build of this one is going to. */
  async #catchUp(): Promise<boolean> {
    if (this.#running !== null) return false;
    if (await this.#servesStored()) return true;
    await this.#serveStored({ strict: true });
    const { articleCount: articles } = this.#serving.corpus;
    this.logger.info({ articles }, 'the index that another process has stored is served');
    return true;
  }

  /** One at a time: the last to load has loaded the newest. */
  #serveStored(options: { readonly strict?: boolean } = {}): Promise<void> {
    const loaded = this.#loading.then(() => this.#loadStored(options));
    this.#loading = loaded.catch(() => undefined);
    return loaded;
  }

  async #loadStored(options: { readonly strict?: boolean }): Promise<void> {
    const index = await loadIndex(this.settings.indexDir, { ...options, pool: this.#pool });
    this.#pool.keep(index.manifest.segments.map(({ name }) => name));
    if (index.instead !== null) {
      this.logger.warn(
        { problem: index.instead },
        'the stored index cannot be used, the one before it is served',
      );
    }
    this.#serving = serve(index, this.#embedders.forIndex(index.manifest), {
      logger: this.logger,
      vectorWeight: this.#vectorWeight,
    });
  }
}

function secondsSince(begun: number): number {
  return (performance.now() - begun) / 1000;
}
