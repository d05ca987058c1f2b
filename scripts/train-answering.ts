/**
 * Learns the weights of the sentence ranker and of the confidence from questions in SQuAD format, and writes
 * `src/answering/ranker-weights.ts` and `src/answering/confidence-weights.ts`.
 *
 *     npm run train:answering -- ../shared/eval/cmrc_dev.json ../shared/eval/drcd_dev.json
 *
 * The confidence also learns from what is no answer: what the other articles say to the same question, and what
 * a corpus says to the questions of the other files. Figures are printed by five-fold cross-validation: a fold
 * keeps a document's questions together and learns from the other folds and the other files.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { findCandidates, type Candidate } from '../src/answering/candidates.js';
import {
  CONFIDENCE_FEATURE_NAMES,
  confidenceFeatures,
  type ConfidenceFeatureName,
  type ConfidenceFeatures,
} from '../src/answering/confidence.js';
import { DEFAULT_ANSWERER_OPTIONS } from '../src/answering/answerer.js';
import { FEATURE_NAMES, type FeatureName } from '../src/answering/features.js';
import { growQuote } from '../src/answering/quote.js';
import { scoreCandidates, type RankerWeights, type ScoredCandidate } from '../src/answering/ranker.js';
import { weighTerms, type WeightedTerms } from '../src/answering/terms.js';
import type { Embedder, Retriever } from '../src/domain/ports.js';
import { silentLogger } from '../src/domain/logger.js';
import { createEmbedder } from '../src/embedding/create.js';
import { learnLogistic, learnRanking, type LabelledRow } from '../src/evaluation/learn.js';
import { holdsAnswer } from '../src/evaluation/match.js';
import { auroc, mean, share } from '../src/evaluation/metrics.js';
import { readSquadFile, type SquadQuestion } from '../src/evaluation/squad.js';
import { createMemoryIndex } from '../src/index/memory.js';
import type { LoadedIndex } from '../src/index/store.js';
import { createRetriever } from '../src/retrieval/hybrid.js';
import { understandQuestion, type Question } from '../src/retrieval/question.js';

/** A corpus with its questions. */
interface QuestionSet {
  readonly file: string;
  readonly index: LoadedIndex;
  readonly retriever: Retriever;
  readonly questions: readonly SquadQuestion[];
}

/** How an example came about; only a plain one can be answered. */
type ExampleKind = 'plain' | 'other-articles' | 'other-questions';

/** One question with the sentences found for it. */
interface Example {
  readonly kind: ExampleKind;
  readonly squad: SquadQuestion;
  readonly question: Question;
  readonly terms: WeightedTerms;
  readonly candidates: readonly Candidate[];
}

const FOLDS = 5;
/** One question in so many also teaches the confidence what is no answer. */
const VARIANTS_EVERY = 2;
/**
 * Set by hand, since an encyclopaedia cannot teach it: that a reporter's question is no answer, that what holds
 * now stands in the newest article, and that a phrase in quotation marks is meant to the letter (there nearly
 * every question has one).
 */
const BY_HAND: Partial<Record<FeatureName, number>> = { isQuestion: -2, recency: 3, phrases: 2 };
/** Its articles have no dates, so it cannot teach either that what is said of another year is no answer. */
const CONFIDENCE_BY_HAND: Partial<Record<ConfidenceFeatureName, number>> = { yearMissed: -6 };

async function openSet(file: string, embedder: Embedder): Promise<QuestionSet> {
  const { articles, questions } = await readSquadFile(file);
  const index = await createMemoryIndex(articles, embedder);
  return { file, index, questions, retriever: createRetriever({ ...index, embedder }) };
}

async function readExamples(set: QuestionSet, foreign: readonly SquadQuestion[]): Promise<Example[]> {
  const examples: Example[] = [];
  for (const [i, squad] of set.questions.entries()) {
    examples.push(await makeExample('plain', squad, squad.question, set));
    if (i % VARIANTS_EVERY !== 0) continue;
    examples.push(await makeExample('other-articles', squad, squad.question, set));
    const other = foreign[i % Math.max(1, foreign.length)];
    if (other !== undefined) examples.push(await makeExample('other-questions', squad, other.question, set));
  }
  return examples;
}

async function makeExample(
  kind: ExampleKind,
  squad: SquadQuestion,
  text: string,
  set: QuestionSet,
): Promise<Example> {
  const { corpus, lexical } = set.index;
  const ranked = await set.retriever.retrieve(text, 20);
  const allowed =
    kind === 'other-articles'
      ? ranked.filter(({ id }) => corpus.passage(id).articleId !== squad.articleId)
      : ranked;
  const question = understandQuestion(text);
  const terms = weighTerms(question.terms, lexical);
  const passages = allowed.slice(0, DEFAULT_ANSWERER_OPTIONS.passages);
  return {
    kind,
    squad,
    question,
    terms,
    candidates: findCandidates(question, terms, { ranked: passages, corpus }),
  };
}

function learnRanker(examples: readonly Example[]): RankerWeights {
  const weights = learnRanking(
    examples.filter(isPlain).map(({ squad, candidates }) => ({
      rows: candidates.map(({ features }) => FEATURE_NAMES.map((name) => features[name] ?? 0)),
      answers: candidates.map(
        ({ article, sentence }) =>
          article.id === squad.articleId &&
          holdsAnswer(article.text.slice(sentence.start, sentence.end), squad.answers),
      ),
    })),
  );
  const entries = FEATURE_NAMES.map((name, i) => [name, BY_HAND[name] ?? round(weights[i] ?? 0)]);
  return Object.fromEntries(entries) as RankerWeights;
}

/** The first quote that the ranker would show. */
function firstQuote(
  candidates: readonly Candidate[],
  ranker: RankerWeights,
): { best: ScoredCandidate; text: string } | null {
  const scored = scoreCandidates(candidates, ranker);
  const [best] = scored.toSorted((a, b) => b.score - a.score);
  if (best === undefined) return null;
  const passage = scored.filter(({ passageId }) => passageId === best.passageId);
  const { start, end } = growQuote(best, passage, { maxLength: DEFAULT_ANSWERER_OPTIONS.maxQuoteLength });
  return { best, text: best.article.text.slice(start, end) };
}

/** A row for the confidence: the first quote's features, and whether it answers. */
function confidenceRow(example: Example, ranker: RankerWeights): LabelledRow[] {
  const quote = firstQuote(example.candidates, ranker);
  if (quote === null) return [];
  const features: ConfidenceFeatures = confidenceFeatures(example.question, example.terms, quote.best);
  const label = isPlain(example) && holdsAnswer(quote.text, example.squad.answers);
  return [{ row: [1, ...CONFIDENCE_FEATURE_NAMES.map((name) => features[name])], label }];
}

function isPlain({ kind }: Example): boolean {
  return kind === 'plain';
}

function probability(row: readonly number[], weights: readonly number[]): number {
  return 1 / (1 + Math.exp(-row.reduce((total, value, i) => total + value * (weights[i] ?? 0), 0)));
}

/** Cross-validated figures of one file. */
function crossValidate(own: readonly Example[], others: readonly Example[]): Record<string, unknown> {
  const documents = [...new Set(own.map(({ squad }) => squad.document))];
  const holds: boolean[] = [];
  const lengths: number[] = [];
  const judged: { kind: ExampleKind; probability: number }[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = new Set(documents.filter((_, i) => i % FOLDS === fold));
    const rest = [...own.filter(({ squad }) => !held.has(squad.document)), ...others];
    const ranker = learnRanker(rest);
    const confidence = learnConfidence(rest, ranker);
    for (const example of own.filter(({ squad }) => held.has(squad.document))) {
      for (const { row } of confidenceRow(example, ranker)) {
        judged.push({ kind: example.kind, probability: probability(row, confidence) });
      }
      if (!isPlain(example)) continue;
      const text = firstQuote(example.candidates, ranker)?.text ?? '';
      holds.push(holdsAnswer(text, example.squad.answers));
      lengths.push(text.length);
    }
  }
  const of = (kind: ExampleKind): number[] =>
    judged.filter((one) => one.kind === kind).map((one) => one.probability);
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  return {
    'first quote holds the answer': percent(share(holds)),
    'mean quote length': mean(lengths).toFixed(1),
    'AUROC, plain against other articles': auroc(of('plain'), of('other-articles'))?.toFixed(3),
    'AUROC, plain against other questions': auroc(of('plain'), of('other-questions'))?.toFixed(3),
  };
}

function learnConfidence(examples: readonly Example[], ranker: RankerWeights): number[] {
  return learnLogistic(
    examples.flatMap((example) => confidenceRow(example, ranker)),
    { l2: 1e-4, epochs: 300 },
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function asSource(record: Readonly<Record<string, number>>): string {
  return Object.entries(record)
    .map(([name, value]) => `  ${/^\w+$/.test(name) ? name : `'${name}'`}: ${value},`)
    .join('\n');
}

async function writeWeights(ranker: RankerWeights, confidence: readonly number[]): Promise<void> {
  const [bias = 0, ...weights] = confidence.map(round);
  const note = 'Written by `npm run train:answering`, which tells the data and prints the figures.';
  await writeFile(
    'src/answering/ranker-weights.ts',
    `import type { RankerWeights } from './ranker.js';

/** ${note} \`isQuestion\`, \`recency\` and \`phrases\` are set by hand. */
export const RANKER_WEIGHTS: RankerWeights = {
${asSource(ranker)}
};
`,
  );
  await writeFile(
    'src/answering/confidence-weights.ts',
    `import type { ConfidenceWeights } from './confidence.js';

/** ${note} \`yearMissed\` is set by hand. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  bias: ${bias},
  weights: {
${asSource(Object.fromEntries(CONFIDENCE_FEATURE_NAMES.map((name, i) => [name, CONFIDENCE_BY_HAND[name] ?? weights[i] ?? 0]))).replaceAll(/^/gm, '  ')}
  },
};
`,
  );
}

async function main(files: readonly string[]): Promise<void> {
  if (files.length === 0) throw new Error('Name at least one file in SQuAD format.');
  const embedder = await createEmbedder({
    model: 'builtin',
    builtinDir: path.resolve('embeddings/builtin'),
    cacheDir: path.resolve('embeddings/models'),
    remoteHost: null,
    proxy: null,
    processes: 1,
    logger: silentLogger,
  });
  const examples: Example[][] = [];
  try {
    const sets = await Promise.all(files.map((file) => openSet(file, embedder)));
    for (const set of sets) {
      const foreign = sets.filter((other) => other !== set).flatMap(({ questions }) => questions);
      examples.push(await readExamples(set, foreign));
    }
  } finally {
    await embedder.close();
  }
  const all = examples.flat();
  const ranker = learnRanker(all);
  await writeWeights(ranker, learnConfidence(all, ranker));
  for (const [i, own] of examples.entries()) {
    const figures = crossValidate(own, examples.filter((other) => other !== own).flat());
    process.stdout.write(`${JSON.stringify({ file: path.basename(files[i] ?? ''), ...figures }, null, 2)}\n`);
  }
}

await main(process.argv.slice(2));
