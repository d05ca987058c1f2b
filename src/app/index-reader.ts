import { createReader, type Reader } from '../answering/reader.js';
import { describeError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import type { Embedder } from '../domain/ports.js';
import type { SearchableIndex } from '../index/calibration.js';
import { createSentenceComparer } from '../retrieval/compare-sentences.js';
import { createRetriever } from '../retrieval/hybrid.js';
import { comparesSentences } from '../retrieval/model-use.js';
import { createTranslator } from '../retrieval/translate.js';
import { loadGlossary } from '../text/glossary.js';

/** What an index is read with. */
export interface IndexReaderParts {
  /** Of the model that the index was built with. */
  readonly embedder: Embedder;
  readonly logger: Logger;
  /** Share of the vectors in the ranking, 0 to 1. Default: the model's. */
  readonly vectorWeight?: number | undefined;
  /** Told why a question got no vector; unless it throws, words alone are searched. Default: throws what it is told. */
  readonly onNoVector?: (error: unknown) => void;
}

/** A reader of an index. Where the dictionary cannot be had, English questions stay English, with a warning. */
export function createIndexReader(
  { corpus, lexical, vectors }: SearchableIndex,
  { embedder, logger, vectorWeight, onNoVector }: IndexReaderParts,
): Reader {
  const onNoGlossary = (error: unknown): void => {
    logger.warn({ problem: describeError(error) }, 'no dictionary, English questions stay as they are');
  };
  const asking = { embedder, ...(onNoVector && { onNoVector }) };
  const retriever = createRetriever({
    lexical,
    vectors,
    ...asking,
    ...(vectorWeight === undefined ? {} : { vectorWeight }),
  });
  const translate = createTranslator({ corpus, lexical, loadGlossary, onNoGlossary });
  const compareSentences = comparesSentences(embedder.modelId)
    ? createSentenceComparer({ corpus, ...asking })
    : undefined;
  return createReader({
    corpus,
    lexical,
    retriever,
    translate,
    ...(compareSentences && { compareSentences }),
  });
}
