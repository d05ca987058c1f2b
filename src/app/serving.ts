import { createAnswerer } from '../answering/answerer.js';
import type { IndexManifest } from '../domain/manifest.js';
import type { Answerer, Corpus, Embedder, Retriever } from '../domain/ports.js';
import { describeError, YinjuError } from '../domain/errors.js';
import { silentLogger } from '../domain/logger.js';
import type { LoadedIndex } from '../index/store.js';
import { createRetriever } from '../retrieval/hybrid.js';
import { type ArticleFinder, createArticleFinder } from './article-finder.js';

/** One generation of the index and everything that answers from it; replaced as a whole. */
export interface Serving {
  /** `null` before the first build. */
  readonly manifest: IndexManifest | null;
  readonly corpus: Corpus;
  readonly retriever: Retriever;
  readonly answerer: Answerer;
  /** Made when it is first needed. */
  finder(): ArticleFinder;
}

/**
 * A model that fails leaves the words: questions are answered by them alone, with a warning in the log. Only a
 * model that does not fit the index is an error, for it needs a build.
 * @param index - verified and loaded
 * @param embedder - of the model that the index was built with
 */
export function serve(index: LoadedIndex, embedder: Embedder, logger = silentLogger): Serving {
  const { manifest, corpus, lexical, vectors } = index;
  const onNoVector = (error: unknown): void => {
    if (error instanceof YinjuError && error.code === 'model-changed') throw error;
    logger.warn({ problem: describeError(error) }, 'the model failed, searching by words alone');
  };
  const retriever = createRetriever({ lexical, vectors, embedder, onNoVector });
  const answerer = createAnswerer({ corpus, lexical, retriever });
  return { manifest, corpus, retriever, answerer, finder: lazyFinder(corpus) };
}

/** What is served before the first build: no article, and to every question the answer that there is none. */
export function serveNothing(): Serving {
  return {
    manifest: null,
    corpus: emptyCorpus,
    retriever: { retrieve: () => Promise.resolve([]) },
    answerer: {
      ask: (question) =>
        Promise.resolve({
          status: 'unanswered',
          reason: 'empty-index',
          question,
          confidence: 0,
          nearest: [],
        }),
    },
    finder: lazyFinder(emptyCorpus),
  };
}

const emptyCorpus: Corpus = {
  articleCount: 0,
  passageCount: 0,
  articles: () => [],
  article: () => undefined,
  passage(id) {
    throw new YinjuError({
      part: 'index',
      code: 'no-such-passage',
      message: `There is no passage ${id}: no index is loaded.`,
    });
  },
  passagesOf: () => [],
};

function lazyFinder(corpus: Corpus): () => ArticleFinder {
  let finder: ArticleFinder | undefined;
  return () => (finder ??= createArticleFinder(corpus.articles()));
}
