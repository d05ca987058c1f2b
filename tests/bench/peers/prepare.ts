/**
 * Makes a data set of so many passages: paragraphs with known questions, mixed among the articles of one or more
 * folders. Run by `main.ts` in a process of its own.
 *
 *   node --import tsx tests/bench/peers/prepare.ts --out DIR --passages N --eval DIR FOLDER…
 */
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { createRandom } from '../../../embeddings/training/random.js';
import type { Article } from '../../../src/domain/article.js';
import type { SquadQuestion } from '../../../src/evaluation/squad.js';
import { type DatasetInfo, FILES } from './dataset.js';
import type { BenchQuestion } from './engine.js';
import { openBuiltinModel } from './engines/yinju.js';
import { type IndexedPassage, openPipeline } from './engines/yinju-pipeline.js';

const QUESTIONS = 500;
/** Paragraphs that are asked about: the same ones whatever the size. */
const ASKED = 250;
/** Paragraphs with known questions make up that much of the passages at most. */
const KNOWN_SHARE = 0.25;
const SEED = 5;
/** Passages that are embedded at once. */
const BATCH = 1024;

const { values: options, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: '' },
    passages: { type: 'string', default: '20000' },
    eval: { type: 'string', default: '../shared/eval' },
    /** The last folder is synthetic. */
    synthetic: { type: 'boolean', default: false },
  },
});
const wanted = Number(options.passages);
const pipeline = await openPipeline();
const embedder = await openBuiltinModel(2);
await mkdir(options.out, { recursive: true });

interface Known {
  readonly article: Article;
  readonly questions: readonly SquadQuestion[];
  readonly traditional: boolean;
}

async function readKnown(): Promise<Known[]> {
  const known: Known[] = [];
  for (const [file, traditional] of [
    ['drcd_dev.json', true],
    ['cmrc_dev.json', false],
  ] as const) {
    const { articles, questions } = await pipeline.readSquadFile(path.join(options.eval, file));
    const byArticle = new Map<string, SquadQuestion[]>(articles.map(({ id }) => [id, []]));
    for (const question of questions) byArticle.get(question.articleId)?.push(question);
    for (const article of articles) {
      known.push({ article, questions: byArticle.get(article.id) ?? [], traditional });
    }
  }
  return shuffled(known);
}

function shuffled<T>(items: readonly T[]): T[] {
  const order = Uint32Array.from(items.keys());
  createRandom(SEED).shuffle(order);
  return Array.from(order, (i) => items[i]).filter((item) => item !== undefined);
}

const info = { passageCount: 0, syntheticCount: 0, textBytes: 0, sourceBytes: 0 };
const asked: Omit<BenchQuestion, 'vector'>[] = [];
const passagesFile = createWriteStream(path.join(options.out, FILES.passages));
const vectorsFile = createWriteStream(path.join(options.out, FILES.vectors));
let embedSeconds = 0;
let waiting: string[] = [];

async function write(passage: IndexedPassage): Promise<void> {
  const { title, headings, body } = passage;
  const line = [title, headings, body].map((terms) => terms.join(' ')).join('\t');
  if (!passagesFile.write(`${line}\n`)) await drained(passagesFile);
  info.passageCount += 1;
  info.textBytes += Buffer.byteLength(passage.text);
  waiting.push(passage.embedded);
  if (waiting.length >= BATCH) await embedWaiting();
}

async function embedWaiting(): Promise<void> {
  const begun = performance.now();
  const vectors = await embedder.embedPassages(waiting);
  embedSeconds += (performance.now() - begun) / 1000;
  waiting = [];
  for (const vector of vectors) {
    if (!vectorsFile.write(Buffer.from(vector.slice().buffer))) await drained(vectorsFile);
  }
}

function drained(stream: NodeJS.EventEmitter): Promise<void> {
  return new Promise((resolve) => stream.once('drain', resolve));
}

async function writeKnown({ article, questions, traditional }: Known, place: number): Promise<number> {
  const first = info.passageCount;
  info.sourceBytes += Buffer.byteLength(article.text);
  const passages = [...pipeline.index(article)];
  for (const passage of passages) await write(passage);
  if (place >= ASKED) return passages.length;
  for (const { question, answers } of questions) {
    const right = passages.flatMap(({ text }, i) =>
      answers.some((answer) => text.includes(answer)) ? [first + i] : [],
    );
    const text = traditional ? pipeline.toSimplified(question) : question;
    if (right.length > 0) asked.push({ text, terms: pipeline.questionTerms(text), right });
  }
  return passages.length;
}

async function writeAll(): Promise<void> {
  const known = await readKnown();
  const files = await pipeline.listFiles(folders);
  const synthetic = options.synthetic ? (folders.at(-1) ?? '') : null;
  let knownPassages = 0;
  let place = 0;
  const addKnown = async (until: number): Promise<void> => {
    for (let next = known[place]; next !== undefined && knownPassages < until; next = known[place]) {
      knownPassages += await writeKnown(next, place);
      place += 1;
    }
  };
  for (const { folder, file } of files) {
    if (info.passageCount >= wanted) break;
    // What is asked about comes first and all through, as much as there is.
    await addKnown(Math.min(KNOWN_SHARE * wanted, knownPassages === 0 ? 1 : KNOWN_SHARE * info.passageCount));
    const article = await pipeline.read(file);
    if (article === null) continue;
    info.sourceBytes += file.bytes;
    for (const passage of pipeline.index(article)) {
      if (info.passageCount >= wanted) break;
      await write(passage);
      if (folder === synthetic) info.syntheticCount += 1;
    }
  }
  await addKnown(info.passageCount < wanted ? Infinity : 0);
  if (place < Math.min(ASKED, known.length)) throw new Error(`${wanted} passages are too few.`);
}

async function writeQuestions(): Promise<BenchQuestion[]> {
  const questions = shuffled(asked).slice(0, QUESTIONS);
  const vectors = await Promise.all(questions.map(({ text }) => embedder.embedQuery(text)));
  const rows = questions.map((question, i) => ({ ...question, vector: vectors[i] ?? new Float32Array() }));
  await writeFile(
    path.join(options.out, FILES.questionVectors),
    Buffer.concat(rows.map(({ vector }) => Buffer.from(vector.slice().buffer))),
  );
  return rows;
}

try {
  await writeAll();
  await embedWaiting();
  const questions = await writeQuestions();
  await Promise.all(
    [passagesFile, vectorsFile].map(
      (stream) =>
        new Promise<void>((resolve) =>
          stream.end(() => {
            resolve();
          }),
        ),
    ),
  );
  const dataset: DatasetInfo = {
    ...info,
    dimensions: embedder.dimensions,
    phases: { ...pipeline.seconds, embed: embedSeconds },
    questions: questions.map(({ text, terms, right }) => ({ text, terms, right })),
  };
  await writeFile(path.join(options.out, FILES.info), JSON.stringify(dataset));
} finally {
  await embedder.close();
}
