import type { Embedder, OnProgress } from '../domain/ports.js';
import { evaluateSquad, type SquadReport } from '../evaluation/squad-run.js';
import { readSquadFile } from '../evaluation/squad.js';
import { createMemoryIndex } from '../index/memory.js';
import { serve } from './serving.js';

/** What an evaluation on a SQuAD-format file accepts. */
export interface SquadFileOptions {
  readonly embedder: Embedder;
  /** Ask only the first so many questions; every paragraph is indexed all the same. Default: all. */
  readonly limit?: number | undefined;
  /** Told about the index of the paragraphs. */
  readonly onProgress?: OnProgress;
  /** Told about the questions. */
  readonly onAsked?: (done: number, total: number) => void;
}

/**
 * Asks the questions of a SQuAD-format file of the same parts that answer in service, over an index in memory
 * in which each paragraph is an article.
 */
export async function evaluateSquadFile(file: string, options: SquadFileOptions): Promise<SquadReport> {
  const { embedder, limit = Infinity, onProgress, onAsked } = options;
  const { articles, questions } = await readSquadFile(file);
  const index = await createMemoryIndex(articles, embedder, onProgress === undefined ? {} : { onProgress });
  const { corpus, retriever, answerer } = serve(index, embedder);
  return evaluateSquad({
    questions: questions.slice(0, limit),
    corpus,
    retriever,
    answerer,
    ...(onAsked === undefined ? {} : { onProgress: onAsked }),
  });
}
