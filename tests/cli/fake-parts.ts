import { PassThrough, Readable, Writable } from 'node:stream';
import type { App } from '../../src/app/app.js';
import { loadSettings } from '../../src/app/config.js';
import type { CliParts } from '../../src/cli/parts.js';
import type { Answer } from '../../src/domain/answer.js';
import type { BuildReport, IndexStatus } from '../../src/domain/build.js';
import { summarise } from '../../src/index/catalog.js';
import { silentLogger } from '../../src/domain/logger.js';
import type { AskOptions } from '../../src/domain/ports.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';
import { answered, article, explanation, unanswered } from './sample.js';

/** A build of one article. */
export const report: BuildReport = {
  articles: 1,
  passages: 2,
  embedded: 2,
  reused: 0,
  removed: 0,
  skipped: [{ path: 'bad.md', code: 'binary', reason: 'It is not text.' }],
  nearDuplicates: [{ path: 'b.md', of: 'a.md', similarity: 0.97 }],
  seconds: 0.25,
  model: 'builtin',
  changed: true,
  fullBuildReason: 'no-index',
};

/** An index that was never built. */
export const missing: IndexStatus = {
  state: 'missing',
  manifest: null,
  builtAt: null,
  bytes: 0,
  skipped: [],
  problems: [],
};

const summary = summarise(article);
const passage = { articleId: article.id, start: 6, end: 29, headingPath: ['通关改革'], sentences: [] };

/** What a test may change about {@link fakeParts}. */
export interface FakeOptions {
  readonly env?: NodeJS.Dict<string>;
  /** What is typed or piped in. */
  readonly input?: string;
  readonly app?: Partial<App>;
  readonly discord?: Partial<CliParts['discord']>;
  /** Called with the function that asks the program to end. */
  readonly onListening?: (stop: () => void) => void;
}

/** A command line around an application that knows one article and answers every question about 放行. */
export function fakeParts({
  env = {},
  input = '',
  app: changes = {},
  discord,
  onListening,
}: FakeOptions = {}) {
  const [stdout, stderr] = [collector(), collector()];
  const calls: string[] = [];
  const asked: { question: string; options: AskOptions | undefined }[] = [];
  const settings = (flags: Parameters<typeof loadSettings>[0] = {}) =>
    loadSettings({ ...flags, env: { LOCALE: 'en', ...env }, cwd: import.meta.dirname });
  const app: App = {
    buildCause: null,
    watching: 'off',
    watchContent: () => undefined,
    buildFailures: [],
    generation: null,
    settings: settings(),
    logger: silentLogger,
    corpus: () => ({
      articleCount: 1,
      passageCount: 2,
      articles: () => [summary],
      summary: () => summary,
      article: () => article,
      passage: () => passage,
      articleOf: () => summary,
      passagesOf: () => [0, 1],
    }),
    ask(question, options): Promise<Answer> {
      asked.push({ question, options });
      const answer = question.includes('放行') ? answered : unanswered;
      const explained = options?.explain === true ? { explanation } : {};
      return Promise.resolve({ ...answer, question, completedQuestion: question, ...explained });
    },
    search: () => Promise.resolve([{ article, passage, text: article.text.slice(6, 29), score: 1.5 }]),
    findArticles: () => [summary],
    matchArticles: () => [],
    facets: () => ({ publishers: [], months: [] }),
    today: () => '2025-06-18',
    article: (reference) => (reference === article.id ? article : undefined),
    build(request) {
      calls.push(request?.rebuild === true ? 'rebuild' : 'build');
      return Promise.resolve(report);
    },
    building: false,
    followStoredIndex() {
      calls.push('follow');
    },
    status: () => Promise.resolve(missing),
    verify: () => Promise.resolve(missing),
    close() {
      calls.push('close');
      return Promise.resolve();
    },
    ...changes,
  };
  const parts: CliParts = {
    streams: {
      stdin: Readable.from(input === '' ? [] : [input]),
      stdout: stdout.stream,
      stderr: stderr.stream,
    },
    loadSettings: settings,
    createApp(_, { load = true } = {}) {
      calls.push(load ? 'load' : 'open');
      return Promise.resolve(app);
    },
    openEmbedder: () => Promise.resolve(new HashingEmbedder()),
    createLogger: () => silentLogger,
    discord: {
      start: () => Promise.reject(new Error('Discord was not expected.')),
      startShards: () => Promise.reject(new Error('Shards were not expected.')),
      check: () => Promise.resolve([]),
      ...discord,
    },
    onStopRequest(stop) {
      onListening?.(stop);
      return () => calls.push('unlisten');
    },
    locale: 'en',
    version: '1.2.3',
  };
  return { parts, calls, asked, stdout: stdout.text, stderr: stderr.text };
}

function collector() {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
}

/** A stream whose reader has gone away. */
export function brokenPipe(): Writable {
  const stream = new PassThrough();
  stream.write = ((_chunk: string, done: (error: Error) => void) => {
    done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    return false;
  }) as typeof stream.write;
  return stream;
}
