import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

import { listContentFiles } from '../../src/content/files.js';
import { DEFAULT_READ_OPTIONS, readArticle } from '../../src/content/read.js';
import type { Article } from '../../src/domain/article.js';
import type { PassageId } from '../../src/domain/passage.js';
import type { Corpus, Embedder } from '../../src/domain/ports.js';
import type { LoadedIndex } from '../../src/index/store.js';
import { createSentenceComparer } from '../../src/retrieval/compare-sentences.js';
import { createRetriever } from '../../src/retrieval/hybrid.js';
import { understandQuestion } from '../../src/retrieval/question.js';
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
  /** Share of the vectors in the ranking, 0 (words alone) to 1 (vectors alone). Default: the model's. */
  readonly vectorWeight?: number | undefined;
  /** Passages looked at. Default 5. */
  readonly k?: number;
}

/** Passages whose sentences are compared with a question, as when it is answered. */
const COMPARED = 20;

/** The questions of which no right passage is among the first `k`, by words and vectors, before the ranker. */
export async function missedQuestions(
  questions: readonly ParaphraseQuestion[],
  { index, embedder, vectorWeight, k = 5 }: RecallOptions,
): Promise<ParaphraseQuestion[]> {
  const { lexical, vectors, corpus } = index;
  const retriever = createRetriever({
    lexical,
    vectors,
    embedder,
    ...(vectorWeight === undefined ? {} : { vectorWeight }),
  });
  const compareSentences = createSentenceComparer({ corpus, embedder });
  const missed: ParaphraseQuestion[] = [];
  for (const asked of questions) {
    const right = rightPassages(corpus, asked);
    const question = understandQuestion(asked.question);
    const found = await compareSentences(question, await retriever.search(question, COMPARED));
    if (!found.slice(0, k).some(({ id }) => right.has(id))) missed.push(asked);
  }
  return missed;
}
