import { answerFollowUps } from '../../src/answering/follow-up-answerer.js';
import type { App, BuildCause, BuildRequest, SearchResult } from '../../src/app/app.js';
import type { Settings } from '../../src/app/config.js';
import type { WatchState } from '../../src/app/content-watch.js';
import { collectFacets, type Facets } from '../../src/app/facets.js';
import { createArticleFinder } from '../../src/app/article-finder.js';
import { createArticleMatcher, type ArticleMatch } from '../../src/app/article-matcher.js';
import type { Answer, Citation } from '../../src/domain/answer.js';
import type { Article, ArticleSummary, SkippedFile } from '../../src/domain/article.js';
import type { BuildFailure, BuildReport, IndexProblem, IndexStatus } from '../../src/domain/build.js';
import type { ArticleFilter } from '../../src/domain/filter.js';
import { YinjuError } from '../../src/domain/errors.js';
import { summarise } from '../../src/index/catalog.js';
import { silentLogger } from '../../src/domain/logger.js';
import type { AskOptions, Corpus } from '../../src/domain/ports.js';
import type { Span } from '../../src/domain/span.js';
import { passesFilter } from '../../src/retrieval/passage-filter.js';
import { splitSentences } from '../../src/text/sentences.js';
import { SAMPLE_ARTICLES } from './fake-articles.js';

/** Characters that a question and a sentence must share to belong together. */
const SHARED_MIN = 3;

/** An application over a few articles, without a model or an index, that can be made slow or broken. */
export class FakeApp implements App {
  readonly logger = silentLogger;
  building = false;
  generation: string | null = 'g-1';
  buildCause: BuildCause | null = null;
  watching: WatchState = 'off';
  buildFailures: readonly BuildFailure[] = [];
  /** What a build skips. */
  skipped: readonly SkippedFile[] = REPORT.skipped;
  /** What a check finds. */
  problems: readonly IndexProblem[] = [];
  /** Questions asked so far. */
  readonly asked: string[] = [];
  /** Waited for before every answer. */
  gate: Promise<unknown> = Promise.resolve();
  /** Thrown instead of the next answers, look-ups and builds. */
  failure: Error | null = null;
  /** What a build does; by default it reports three steps and ends. */
  onBuild: (request: BuildRequest) => Promise<void> = (request) => {
    for (const done of [0, 1, 2]) request.onProgress?.({ phase: 'embed', done, total: 2 });
    return Promise.resolve();
  };
  readonly #finder;
  readonly #matcher;

  constructor(readonly articles: readonly Article[] = SAMPLE_ARTICLES) {
    this.#finder = createArticleFinder(articles.map(summarise));
    this.#matcher = createArticleMatcher({
      finder: this.#finder,
      findText: (words) => articles.filter(({ text }) => text.toLowerCase().includes(words)).map(summarise),
    });
  }

  get settings(): Settings {
    throw new Error('the shells do not read settings from here');
  }

  corpus(): Corpus {
    throw new Error('the shells do not read the corpus');
  }

  ask(question: string, options?: AskOptions): Promise<Answer> {
    this.asked.push(question);
    return answerFollowUps({ ask: (completed, asked) => this.#answer(completed, asked) }).ask(
      question,
      options,
    );
  }

  async #answer(question: string, { filter = {}, limit = 3 }: AskOptions = {}): Promise<Answer> {
    await this.gate;
    if (this.failure !== null) throw this.failure;
    const nearest = this.articles.slice(0, 2).map(({ id, title, path }) => ({ articleId: id, title, path }));
    const base = { question, completedQuestion: question, nearest };
    if (question.trim() === '') {
      return { ...base, status: 'unanswered', confidence: 0, reason: 'empty-question' };
    }
    if (!this.articles.some((article) => passesFilter(article, filter))) {
      return { ...base, nearest: [], status: 'unanswered', confidence: 0, reason: 'nothing-in-filter' };
    }
    const citations = this.#sentences(question, filter).map(({ article, span }) =>
      cite(article, span, question),
    );
    const [first, ...rest] = citations;
    if (first === undefined) {
      return { ...base, status: 'unanswered', confidence: 0.1, reason: 'nothing-relevant' };
    }
    return {
      ...base,
      status: 'answered',
      level: 'strong',
      confidence: 0.9,
      citations: [first, ...rest].slice(0, limit),
      otherwise: null,
    };
  }

  async search(query: string, limit = 10, filter: ArticleFilter = {}): Promise<SearchResult[]> {
    await this.gate;
    if (this.failure !== null) throw this.failure;
    return this.#sentences(query, filter)
      .slice(0, limit)
      .map(({ article, span }, i) => ({
        article,
        passage: {
          articleId: article.id,
          headingPath: headingsAt(article, span),
          sentences: [span],
          ...span,
        },
        text: article.text.slice(span.start, span.end),
        score: 1 / (i + 1),
      }));
  }

  findArticles(text: string, limit: number): readonly ArticleSummary[] {
    if (this.failure !== null) throw this.failure;
    return this.#finder.find(text, limit);
  }

  matchArticles(text: string, limit: number): readonly ArticleMatch[] {
    if (this.failure !== null) throw this.failure;
    return this.#matcher.match(text, limit);
  }

  facets(): Facets {
    return collectFacets(this.articles);
  }

  /** A day on which the newest sample article is of this year. */
  today(): string {
    return '2025-06-18';
  }

  article(reference: string): Article | undefined {
    const found = this.#finder.resolve(reference);
    return this.articles.find(({ id }) => id === found?.id);
  }

  async build(request: BuildRequest = {}): Promise<BuildReport> {
    if (this.building) {
      throw new YinjuError({ part: 'index', code: 'build-running', message: 'A build is running.' });
    }
    this.building = true;
    this.buildCause = request.cause ?? 'request';
    try {
      await this.onBuild(request);
      if (this.failure !== null) throw this.failure;
    } finally {
      this.building = false;
      this.buildCause = null;
    }
    return { ...REPORT, articles: this.articles.length, skipped: this.skipped };
  }

  followStoredIndex(): void {
    throw new Error('the bot does not look after the index');
  }

  watchContent(): void {
    throw new Error('the bot does not look after the index');
  }

  status(): Promise<IndexStatus> {
    return Promise.resolve({ ...STATUS, state: 'ready' });
  }

  async verify(): Promise<IndexStatus> {
    const { problems } = this;
    return { ...(await this.status()), state: problems.length === 0 ? 'ready' : 'damaged', problems };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Sentences that share enough characters with the text, the most alike of each article, best first. */
  #sentences(text: string, filter: ArticleFilter): { article: Article; span: Span }[] {
    const wanted = lettersOf(text);
    return this.articles
      .filter((article) => passesFilter(article, filter))
      .map((article) => {
        const spans = splitSentences(article.text).map((span) => ({
          span,
          shared: [...lettersOf(article.text.slice(span.start, span.end))].filter((c) => wanted.has(c))
            .length,
        }));
        const best = spans.reduce((a, b) => (b.shared > a.shared ? b : a));
        return { article, ...best };
      })
      .filter(({ shared }) => shared >= SHARED_MIN)
      .sort((a, b) => b.shared - a.shared);
  }
}

/** Words of Latin script, characters of any other. */
function lettersOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[a-z]{3,}|[^\p{ASCII}\p{P}]/gu) ?? []);
}

function cite(article: Article, span: Span, question: string): Citation {
  const text = article.text.slice(span.start, span.end);
  const { id, path, title, publisher, author, date, url } = article;
  const shared = [...lettersOf(question)].filter((letters) => text.includes(letters));
  const highlights = shared.map((letters) => {
    const start = text.indexOf(letters);
    return { start, end: start + letters.length };
  });
  return {
    quote: { text, pieces: [{ ...span, text }], highlights: highlights.sort((a, b) => a.start - b.start) },
    articleId: id,
    passageId: 0,
    ...{ path, title, publisher, author, date, url },
    headingPath: headingsAt(article, span),
    score: 0.9,
    alsoReported: [],
  };
}

function headingsAt({ sections }: Article, { start }: Span): readonly string[] {
  return sections.find((section) => section.start <= start && start < section.end)?.headingPath ?? [];
}

const REPORT: BuildReport = {
  articles: 0,
  passages: 5,
  embedded: 2,
  reused: 3,
  removed: 0,
  skipped: [{ path: 'broken/空白.md', code: 'empty', reason: 'The file is empty; write something into it.' }],
  nearDuplicates: [],
  seconds: 1.25,
  model: 'builtin',
  changed: true,
  fullBuildReason: null,
};

const STATUS: IndexStatus = {
  state: 'ready',
  manifest: {
    formatVersion: 2,
    model: { id: 'builtin', fingerprint: 'ab12', dimensions: 256 },
    space: 'cosine',
    readerVersion: 1,
    chunkerVersion: 1,
    analyserVersion: 1,
    contentHash: '00',
    counts: { articles: 3, passages: 5, characters: 900 },
    calibration: null,
    segments: [],
    files: {},
  },
  builtAt: '2025-05-01T08:00:00Z',
  bytes: 3 * 1024 * 1024,
  skipped: REPORT.skipped,
  problems: [],
};
