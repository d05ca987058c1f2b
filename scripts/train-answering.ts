/**
 * Learns the weights of the sentence ranker and of the confidence from questions in SQuAD format, and writes
 * `src/answering/ranker-weights.ts` and `src/answering/confidence-weights.ts`.
 *
 *     npm run train:answering -- ../shared/eval/cmrc_dev.json ../shared/eval/drcd_dev.json
 *
 * Unanswerable questions are made of the same ones: what the articles other than the right one say is no
 * answer. Figures are printed by five-fold cross-validation; a fold keeps a document's questions together, and
 * learns from the other folds and the other files.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { findCandidates, type Candidate } from '../src/answering/candidates.js';
import {
  CONFIDENCE_FEATURE_NAMES,
  confidenceFeatures,
  type ConfidenceFeatures,
} from '../src/answering/confidence.js';
import { DEFAULT_ANSWERER_OPTIONS } from '../src/answering/answerer.js';
import { FEATURE_NAMES, type FeatureName } from '../src/answering/features.js';
import { growQuote } from '../src/answering/quote.js';
import { scoreCandidates, type RankerWeights, type ScoredCandidate } from '../src/answering/ranker.js';
import { weighTerms, type WeightedTerms } from '../src/answering/terms.js';
import type { RankedPassage } from '../src/domain/ports.js';
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

/** One question with the sentences found for it, with and without the right article in the corpus. */
interface Example {
  readonly squad: SquadQuestion;
  readonly question: Question;
  readonly terms: WeightedTerms;
  readonly candidates: readonly Candidate[];
  readonly withoutRightArticle: readonly Candidate[];
}

const FOLDS = 5;
/**
 * Set by hand, since an encyclopaedia cannot teach it: that a reporter's question is no answer, and that what
 * holds now stands in the newest article.
 */
const BY_HAND: Partial<Record<FeatureName, number>> = { isQuestion: -2, recency: 3 };

async function readExamples(file: string): Promise<Example[]> {
  const { articles, questions } = await readSquadFile(file);
  const embedder = await createEmbedder({
    model: 'builtin',
    builtinDir: path.resolve('embeddings/builtin'),
    cacheDir: path.resolve('embeddings/models'),
    remoteHost: null,
    proxy: null,
    processes: 1,
    logger: silentLogger,
  });
  try {
    const index = await createMemoryIndex(articles, embedder);
    const retriever = createRetriever({ ...index, embedder });
    const examples: Example[] = [];
    for (const squad of questions) {
      examples.push(makeExample(squad, index, await retriever.retrieve(squad.question, 20)));
    }
    return examples;
  } finally {
    await embedder.close();
  }
}

function makeExample(squad: SquadQuestion, index: LoadedIndex, ranked: readonly RankedPassage[]): Example {
  const question = understandQuestion(squad.question);
  const terms = weighTerms(question.terms, index.lexical);
  const others = ranked.filter(({ id }) => index.corpus.passage(id).articleId !== squad.articleId);
  const look = (passages: readonly RankedPassage[]): Candidate[] =>
    findCandidates(question, terms, passages.slice(0, DEFAULT_ANSWERER_OPTIONS.passages), index.corpus);
  return { squad, question, terms, candidates: look(ranked), withoutRightArticle: look(others) };
}

function learnRanker(examples: readonly Example[]): RankerWeights {
  const weights = learnRanking(
    examples.map(({ squad, candidates }) => ({
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

/** Rows for the confidence: the first quote with and without the right article, and whether it answers. */
function confidenceRows(
  example: Example,
  ranker: RankerWeights,
): { row: number[]; label: boolean; answerable: boolean }[] {
  return [true, false].flatMap((answerable) => {
    const quote = firstQuote(answerable ? example.candidates : example.withoutRightArticle, ranker);
    if (quote === null) return [];
    const features: ConfidenceFeatures = confidenceFeatures(example.question, example.terms, quote.best);
    const label = answerable && holdsAnswer(quote.text, example.squad.answers);
    return [{ row: [1, ...CONFIDENCE_FEATURE_NAMES.map((name) => features[name])], label, answerable }];
  });
}

/** Cross-validated figures of one file. */
function crossValidate(own: readonly Example[], others: readonly Example[]): Record<string, string> {
  const documents = [...new Set(own.map(({ squad }) => squad.document))];
  const holds: boolean[] = [];
  const lengths: number[] = [];
  const judged: { probability: number; answerable: boolean }[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = new Set(documents.filter((_, i) => i % FOLDS === fold));
    const rest = [...own.filter(({ squad }) => !held.has(squad.document)), ...others];
    const ranker = learnRanker(rest);
    const confidence = learnLogistic(
      rest.flatMap((example): LabelledRow[] => confidenceRows(example, ranker)),
    );
    for (const example of own.filter(({ squad }) => held.has(squad.document))) {
      const text = firstQuote(example.candidates, ranker)?.text ?? '';
      holds.push(holdsAnswer(text, example.squad.answers));
      lengths.push(text.length);
      for (const { row, answerable } of confidenceRows(example, ranker)) {
        const logit = row.reduce((total, value, i) => total + value * (confidence[i] ?? 0), 0);
        judged.push({ probability: 1 / (1 + Math.exp(-logit)), answerable });
      }
    }
  }
  const area = auroc(
    judged.filter(({ answerable }) => answerable).map(({ probability }) => probability),
    judged.filter(({ answerable }) => !answerable).map(({ probability }) => probability),
  );
  return {
    'first quote holds the answer': `${(100 * share(holds)).toFixed(1)} %`,
    'mean quote length': mean(lengths).toFixed(1),
    'confidence AUROC': (area ?? 0).toFixed(3),
  };
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

/** ${note} \`isQuestion\` and \`recency\` are set by hand. */
export const RANKER_WEIGHTS: RankerWeights = {
${asSource(ranker)}
};
`,
  );
  await writeFile(
    'src/answering/confidence-weights.ts',
    `import type { ConfidenceWeights } from './confidence.js';

/** ${note} */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  bias: ${bias},
  weights: {
${asSource(Object.fromEntries(CONFIDENCE_FEATURE_NAMES.map((name, i) => [name, weights[i] ?? 0]))).replaceAll(/^/gm, '  ')}
  },
};
`,
  );
}

const files = process.argv.slice(2);
if (files.length === 0) throw new Error('Name at least one file in SQuAD format.');
const sets: Example[][] = [];
for (const file of files) sets.push(await readExamples(file));
const report = sets.map((own, i) => ({
  file: path.basename(files[i] ?? ''),
  ...crossValidate(own, sets.filter((_, other) => other !== i).flat()),
}));
const all = sets.flat();
const ranker = learnRanker(all);
await writeWeights(ranker, learnLogistic(all.flatMap((example) => confidenceRows(example, ranker))));
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
