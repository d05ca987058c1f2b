import type { Embedder, OnProgress } from '../domain/ports.js';
import type { OnAsked } from '../evaluation/result.js';
import { evaluateSquad, type SquadReport } from '../evaluation/squad-run.js';
import type { SquadDataset } from '../evaluation/squad.js';
import { createMemoryIndex } from '../index/memory.js';
import { serve } from './serving.js';

/** What an evaluation on a SQuAD-format set accepts. */
export interface SquadSetOptions {
  readonly embedder: Embedder;
  /** Share of the vectors in the ranking, 0 to 1. Default: the model's. */
  readonly vectorWeight?: number | undefined;
  /** Told about the index of the paragraphs. */
  readonly onProgress?: OnProgress;
  /** Told about the questions. */
  readonly onAsked?: OnAsked;
}

/**
 * Asks questions of the same parts that answer in service, over an index in memory in which each paragraph is
 * an article.
 */
export async function evaluateSquadSet(
  { articles, questions }: SquadDataset,
  { embedder, vectorWeight, onProgress, onAsked }: SquadSetOptions,
): Promise<SquadReport> {
  const index = await createMemoryIndex(articles, embedder, onProgress === undefined ? {} : { onProgress });
  const { corpus, retriever, answerer } = serve(index, embedder, { vectorWeight });
  return evaluateSquad({
    questions,
    corpus,
    retriever,
    answerer,
    ...(onAsked === undefined ? {} : { onProgress: onAsked }),
  });
}
