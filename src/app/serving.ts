import { createAnswerer } from '../answering/answerer.js';
import { CALIBRATION_VERSION } from '../answering/calibrate.js';
import type { Reader } from '../answering/reader.js';
import { answerFollowUps } from '../answering/follow-up-answerer.js';
import type { IndexManifest } from '../domain/manifest.js';
import type { Answerer, Corpus, Embedder } from '../domain/ports.js';
import { describeError, YinjuError } from '../domain/errors.js';
import { type Logger, silentLogger } from '../domain/logger.js';
import { generationName } from '../index/layout.js';
import type { LoadedIndex } from '../index/store.js';
import { type ArticleFinder, createArticleFinder } from './article-finder.js';
import {
  type ArticleMatcher,
  type ArticleMatcherParts,
  createArticleMatcher,
  createTextFinder,
} from './article-matcher.js';
import { collectFacets, type Facets } from './facets.js';
import { createIndexReader } from './index-reader.js';

/** One generation of the index and everything that answers from it; replaced as a whole. */
export interface Serving {
  /** `null` before the first build. */
  readonly manifest: IndexManifest | null;
  /** Names it: equal ones have equal names. `null` before the first build. */
  readonly generation: string | null;
  readonly corpus: Corpus;
  readonly retriever: Pick<Reader, 'retrieve'>;
  readonly answerer: Answerer;
  /** Made when it is first needed. */
  finder(): ArticleFinder;
  /** The same. */
  matcher(): ArticleMatcher;
  /** The same. */
  facets(): Facets;
}

/** What serving may be given. */
export interface ServeOptions {
  /** Default: silent. */
  readonly logger?: Logger;
  /** Share of the vectors in the ranking, 0 to 1, for evaluation. Default: the model's. */
  readonly vectorWeight?: number | undefined;
}

/**
 * A model that fails leaves the words: questions are answered by them alone, with a warning in the log. Only a
 * model that does not fit the index is an error, for it needs a build.
 * @param index - verified and loaded
 * @param embedder - of the model that the index was built with
 */
export function serve(
  index: LoadedIndex,
  embedder: Embedder,
  { logger = silentLogger, vectorWeight }: ServeOptions = {},
): Serving {
  const { manifest, corpus, lexical } = index;
  const onNoVector = (error: unknown): void => {
    if (error instanceof YinjuError && error.code === 'model-changed') throw error;
    logger.warn({ problem: describeError(error) }, 'the model failed, searching by words alone');
  };
  const reader = createIndexReader(index, { embedder, logger, vectorWeight, onNoVector });
  // Vectors that weigh otherwise sound otherwise: what was fitted holds for the model's own weight.
  const threshold = vectorWeight === undefined ? storedThreshold(manifest) : null;
  const answerer = answerFollowUps(createAnswerer({ corpus, lexical, reader, options: { threshold } }));
  return {
    manifest,
    generation: generationName(JSON.stringify(manifest)),
    corpus,
    retriever: reader,
    answerer,
    ...lookUps(corpus, createTextFinder(corpus, lexical)),
  };
}

/** What the build has fitted, or `null` where this program would fit otherwise. */
function storedThreshold({ calibration }: IndexManifest): number | null {
  return calibration?.version === CALIBRATION_VERSION ? calibration.threshold : null;
}

/** What is served before the first build: no article, and to every question the answer that there is none. */
export function serveNothing(): Serving {
  return {
    manifest: null,
    generation: null,
    corpus: emptyCorpus,
    retriever: { retrieve: () => Promise.resolve([]) },
    answerer: {
      ask: (question) =>
        Promise.resolve({
          status: 'unanswered',
          reason: 'empty-index',
          question,
          completedQuestion: question,
          confidence: 0,
          nearest: [],
        }),
    },
    ...lookUps(emptyCorpus, () => []),
  };
}

const emptyCorpus: Corpus = {
  articleCount: 0,
  passageCount: 0,
  articles: () => [],
  summary: () => undefined,
  article: () => undefined,
  passage: noSuchPassage,
  articleOf: noSuchPassage,
  passagesOf: () => [],
};

function noSuchPassage(id: number): never {
  throw new YinjuError({
    part: 'index',
    code: 'no-such-passage',
    message: `There is no passage ${id}: no index is loaded.`,
  });
}

function lookUps(
  corpus: Corpus,
  findText: ArticleMatcherParts['findText'],
): Pick<Serving, 'finder' | 'matcher' | 'facets'> {
  const finder = once(() => createArticleFinder(corpus.articles()));
  return {
    finder,
    matcher: once(() => createArticleMatcher({ finder: finder(), findText })),
    facets: once(() => collectFacets(corpus.articles())),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
