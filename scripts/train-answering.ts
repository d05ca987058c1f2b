/**
 * Learns the weights of the sentence ranker and of the confidence from questions in SQuAD format, and writes
 * `src/answering/ranker-weights.ts` and `src/answering/confidence-weights.ts`.
 *
 *     npm run train:answering -- ../shared/eval/cmrc_dev.json ../shared/eval/drcd_dev.json
 *
 * The confidence also learns from what is no answer: what the other articles say to the same question, what a
 * corpus says to the questions of the other files, and to its own with a noun of those. Figures are printed by
 * five-fold cross-validation: a fold keeps a document's questions together and learns from the other folds and
 * the other files.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { DEFAULT_ANSWERER_OPTIONS } from '../src/answering/answerer.js';
import {
  CONFIDENCE_FEATURE_NAMES,
  confidenceFeatures,
  type ConfidenceFeatureName,
} from '../src/answering/confidence.js';
import { FEATURE_NAMES, type FeatureName } from '../src/answering/features.js';
import {
  scoreCandidates,
  type FeatureWeights,
  type RankerWeights,
  type ScoredCandidate,
} from '../src/answering/ranker.js';
import { chooseRun } from '../src/answering/run.js';
import { silentLogger } from '../src/domain/logger.js';
import { createEmbedder } from '../src/embedding/create.js';
import {
  learnLogistic,
  learnRanking,
  type LabelledRow,
  type RankingExample,
} from '../src/evaluation/learn.js';
import { holdsAnswer } from '../src/evaluation/match.js';
import { auroc, mean, share } from '../src/evaluation/metrics.js';
import {
  openFile,
  openKnowledge,
  readExamples,
  type Example,
  type ExampleKind,
} from './training-examples.js';

const KNOWLEDGE = path.resolve('embeddings/training/knowledge');
const FOLDS = 5;
/** Passes over the examples; more change nothing that matters. */
const EPOCHS = 120;
/**
 * Set by hand, since an encyclopaedia without dates cannot teach it: that a reporter's question is no answer, that
 * what holds now stands in the newest article, and what held in a year in that year's, and that a phrase in
 * quotation marks is meant to the letter (there nearly every question has one).
 */
const BY_HAND: Partial<Record<FeatureName, number>> = { isQuestion: -2, recency: 3, phrases: 2, year: 2 };
/** Nor can it teach that what is said of another year is no answer. */
const CONFIDENCE_BY_HAND: Partial<Record<ConfidenceFeatureName, number>> = { yearMissed: -4, timeMissed: -2 };

/** An example with all that the ranker learns from, in a form that is quick to learn from. */
interface Rows {
  readonly rows: readonly Float64Array[];
  readonly answers: readonly boolean[];
  readonly inArticle: readonly boolean[];
}

const rowsOf = new WeakMap<Example, Rows>();

function readRows(example: Example): Rows {
  const known = rowsOf.get(example);
  if (known !== undefined) return known;
  const { candidates, squad } = example;
  const inArticle = candidates.map(({ article }) => article.id === squad.articleId);
  const read = {
    rows: candidates.map(({ features }) => Float64Array.from(FEATURE_NAMES, (name) => features[name] ?? 0)),
    answers: candidates.map(
      ({ article, sentence }, i) =>
        inArticle[i] === true && holdsAnswer(article.text.slice(sentence.start, sentence.end), squad.answers),
    ),
    inArticle,
  };
  rowsOf.set(example, read);
  return read;
}

function learnRanker(examples: readonly Example[]): RankerWeights {
  const read = examples.filter((example) => isPlain(example) && !example.small).map(readRows);
  const learn = (toExample: (rows: Rows) => RankingExample): FeatureWeights => {
    const weights = learnRanking(read.map(toExample), { epochs: EPOCHS });
    const entries = FEATURE_NAMES.map((name, i) => [name, BY_HAND[name] ?? round(weights[i] ?? 0)]);
    return Object.fromEntries(entries) as FeatureWeights;
  };
  return {
    answer: learn(({ rows, answers }) => ({ rows, answers })),
    passage: learn(({ rows, inArticle }) => ({ rows, answers: inArticle })),
  };
}

/** What the ranker would show first: the best sentence, the quote around it, and whether its passage is right. */
function firstQuote({ candidates, squad }: Example, ranker: RankerWeights) {
  const scored = scoreCandidates(candidates, ranker);
  const [best] = scored.toSorted((a, b) => b.score - a.score);
  if (best === undefined) return null;
  const passage = scored.filter(({ passageId }) => passageId === best.passageId);
  const { start, end } = chooseRun(passage, DEFAULT_ANSWERER_OPTIONS.run);
  const text = best.article.text.slice(start, end);
  return { best, scored, text, holds: holdsAnswer(text, squad.answers) };
}

function firstPassageIsRight(scored: readonly ScoredCandidate[], { squad }: Example): boolean {
  const chances = new Map<number, number>();
  for (const { passageId, passageProbability } of scored) {
    chances.set(passageId, (chances.get(passageId) ?? 0) + passageProbability);
  }
  const [first] = [...chances].sort(([, a], [, b]) => b - a);
  return scored.find(({ passageId }) => passageId === first?.[0])?.article.id === squad.articleId;
}

/** A row for the confidence: the first quote's features, and whether it answers. */
function confidenceRow(example: Example, ranker: RankerWeights): LabelledRow[] {
  const quote = firstQuote(example, ranker);
  if (quote === null) return [];
  const { question, lexical } = example;
  const features = confidenceFeatures({
    reading: { question, candidates: quote.scored },
    best: quote.best,
    lexical,
  });
  const label = quote.holds && (example.kind === 'plain' || example.kind === 'other-articles');
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
  const passages: boolean[] = [];
  const lengths: number[] = [];
  const judged: { kind: ExampleKind; probability: number }[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = new Set(documents.filter((_, i) => i % FOLDS === fold));
    const rest = [...own.filter(({ squad }) => !held.has(squad.document)), ...others];
    const ranker = learnRanker(rest);
    const confidence = learnConfidence(rest, ranker);
    for (const example of own.filter(({ squad }) => held.has(squad.document))) {
      if (example.small) continue;
      for (const { row } of confidenceRow(example, ranker)) {
        judged.push({ kind: example.kind, probability: probability(row, confidence) });
      }
      if (!isPlain(example)) continue;
      const quote = firstQuote(example, ranker);
      holds.push(quote?.holds === true);
      passages.push(quote !== null && firstPassageIsRight(quote.scored, example));
      lengths.push(quote?.text.length ?? 0);
    }
  }
  const of = (kind: ExampleKind): number[] =>
    judged.filter((one) => one.kind === kind).map((one) => one.probability);
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  return {
    'right paragraph first': percent(share(passages)),
    'first quote holds the answer': percent(share(holds)),
    'mean quote length': mean(lengths).toFixed(1),
    'AUROC, plain against other articles': auroc(of('plain'), of('other-articles'))?.toFixed(3),
    'AUROC, plain against other questions': auroc(of('plain'), of('other-questions'))?.toFixed(3),
    'AUROC, plain against altered questions': auroc(of('plain'), of('altered'))?.toFixed(3),
  };
}

/**
 * Share of the questions in service that have an answer in the articles; an assumption. Of the examples fewer have
 * one, and the confidence would be too low by that.
 */
const ANSWERABLE_SHARE = 0.75;

/** The bias comes first. It is corrected for the share of answerable questions (King and Zeng 2001, prior correction). */
function learnConfidence(examples: readonly Example[], ranker: RankerWeights): number[] {
  const [bias = 0, ...weights] = learnLogistic(
    examples.flatMap((example) => confidenceRow(example, ranker)),
    { l2: 1e-4, epochs: 300 },
  );
  return [bias + logit(ANSWERABLE_SHARE) - logit(share(examples.map(isPlain))), ...weights];
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function asSource(record: Readonly<Record<string, number>>): string {
  return Object.entries(record)
    .map(([name, value]) => `    ${/^\w+$/.test(name) ? name : `'${name}'`}: ${value},`)
    .join('\n');
}

async function writeWeights(
  { answer, passage }: RankerWeights,
  confidence: readonly number[],
): Promise<void> {
  const [bias = 0, ...weights] = confidence.map(round);
  const note = 'Written by `npm run train:answering`, which tells the data and prints the figures.';
  await writeFile(
    'src/answering/ranker-weights.ts',
    `import type { RankerWeights } from './ranker.js';

/** ${note} \`isQuestion\`, \`recency\`, \`year\` and \`phrases\` are set by hand. */
export const RANKER_WEIGHTS: RankerWeights = {
  answer: {
${asSource(answer)}
  },
  passage: {
${asSource(passage)}
  },
};
`,
  );
  await writeFile(
    'src/answering/confidence-weights.ts',
    `import type { ConfidenceWeights } from './confidence.js';

/** ${note} \`yearMissed\` and \`timeMissed\` are set by hand. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  bias: ${bias},
  weights: {
${asSource(Object.fromEntries(CONFIDENCE_FEATURE_NAMES.map((name, i) => [name, CONFIDENCE_BY_HAND[name] ?? weights[i] ?? 0])))}
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
    const opened = await Promise.all([
      ...files.map((file) => openFile(file, embedder)),
      openKnowledge(KNOWLEDGE, embedder),
    ]);
    for (const file of opened) {
      const foreign = opened.filter((other) => other !== file).flatMap(({ whole }) => whole.questions);
      const own: Example[] = [];
      for (const set of [file.whole, ...file.small]) own.push(...(await readExamples(set, foreign)));
      examples.push(own);
    }
  } finally {
    await embedder.close();
  }
  const all = examples.flat();
  const ranker = learnRanker(all);
  await writeWeights(ranker, learnConfidence(all, ranker));
  for (const [i, own] of examples.entries()) {
    const figures = crossValidate(own, examples.filter((other) => other !== own).flat());
    process.stdout.write(
      `${JSON.stringify({ file: path.basename(files[i] ?? KNOWLEDGE), ...figures }, null, 2)}\n`,
    );
  }
}

await main(process.argv.slice(2));
