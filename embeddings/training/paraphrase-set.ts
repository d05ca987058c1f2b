import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

import { listContentFiles } from '../../src/content/files.js';
import { DEFAULT_READ_OPTIONS, readArticle } from '../../src/content/read.js';
import type { Article } from '../../src/domain/article.js';
import type { PassageId } from '../../src/domain/passage.js';
import type { Corpus, Embedder } from '../../src/domain/ports.js';
import type { LoadedIndex } from '../../src/index/store.js';
import { createRetriever } from '../../src/retrieval/hybrid.js';
import { foldString } from '../../src/text/fold.js';

const questionSchema = z.object({
  id: z.string(),
  article: z.string(),
  question: z.string(),
  answer: z.string(),
});

/** A question that has few words in common with the passage that answers it. */
export type ParaphraseQuestion = Readonly<z.infer<typeof questionSchema>>;

/**
 * The questions of a JSONL file: `article` is a path that begins with the name of its folder, `answer` a phrase or
 * number that stands in the passages that answer.
 * @throws {z.ZodError} for a line of another form
 */
export async function readParaphraseSet(file: string): Promise<ParaphraseQuestion[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => questionSchema.parse(JSON.parse(line)));
}

/** The articles of a folder, their paths beginning with the folder's name. Files that are no articles are left out. */
export async function readNamedFolder(folder: string): Promise<Article[]> {
  const { files } = await listContentFiles(folder);
  const articles: Article[] = [];
  for (const file of files) {
    const named = `${path.basename(folder)}/${file.path}`;
    const read = readArticle(named, await readFile(file.absolutePath), DEFAULT_READ_OPTIONS);
    if ('article' in read) articles.push(read.article);
  }
  return articles;
}

/** Ids of the passages of the question's article in which its answer stands, widths and scripts made equal. */
export function rightPassages(corpus: Corpus, { article, answer }: ParaphraseQuestion): Set<PassageId> {
  const summary = corpus.articles().find((candidate) => candidate.path === article);
  const asked = summary && corpus.article(summary.id);
  if (asked === undefined) return new Set();
  const sought = foldString(answer);
  const holds = (id: PassageId): boolean => {
    const { start, end } = corpus.passage(id);
    return foldString(asked.text.slice(start, end)).includes(sought);
  };
  return new Set(corpus.passagesOf(asked.id).filter(holds));
}

/** What recall is measured of. */
export interface RecallOptions {
  readonly index: LoadedIndex;
  readonly embedder: Embedder;
  /** Share of the vectors in the ranking, 0 (words alone) to 1 (vectors alone). */
  readonly vectorWeight: number;
  /** Passages looked at. Default 5. */
  readonly k?: number;
}

/** The questions of which no right passage is among the first `k`. */
export async function missedQuestions(
  questions: readonly ParaphraseQuestion[],
  { index, embedder, vectorWeight, k = 5 }: RecallOptions,
): Promise<ParaphraseQuestion[]> {
  const { lexical, vectors } = index;
  const retriever = createRetriever({ lexical, vectors, embedder, vectorWeight });
  const missed: ParaphraseQuestion[] = [];
  for (const question of questions) {
    const right = rightPassages(index.corpus, question);
    const found = await retriever.retrieve(question.question, k);
    if (!found.some(({ id }) => right.has(id))) missed.push(question);
  }
  return missed;
}
