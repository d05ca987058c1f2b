import type { Corpus } from '../domain/ports.js';
import { BACKGROUND_QUESTIONS } from './background-questions.js';
import { corpusQuestions } from './corpus-questions.js';
import type { Judge } from './judge.js';

/**
 * Version of what a fitted threshold depends on besides the index. To be raised with the weights of the ranker or of
 * the confidence, with the questions that are asked, and with the method: an index of another version is fitted
 * again by the next build.
 */
export const CALIBRATION_VERSION = 2;

/** What a threshold is fitted with. */
export interface CalibrationParts {
  /** What is asked about. */
  readonly corpus: Corpus;
  /** Answers from the same corpus. */
  readonly judge: Judge;
  /** Awaited before each question, so that others get their turn; may reject to end it. */
  readonly turn?: () => Promise<void>;
}

/**
 * The confidence, 0 to 1, below which a corpus has no answer. It is fitted to the corpus, for of a thousand
 * articles some passage shares a few words with any question, and of five hardly one does: the corpus is asked what
 * it most likely says nothing about ({@link BACKGROUND_QUESTIONS}) and what it does say
 * ({@link corpusQuestions}). Equal corpora give equal thresholds.
 */
export async function calibrateThreshold({
  corpus,
  judge,
  turn = () => Promise.resolve(),
}: CalibrationParts): Promise<number> {
  const ask = async (questions: readonly string[]): Promise<number[]> => {
    const confidences: number[] = [];
    for (const question of questions) {
      await turn();
      confidences.push((await judge(question)).confidence);
    }
    return confidences;
  };
  return chooseThreshold({
    foreign: await ask(BACKGROUND_QUESTIONS),
    own: await ask(corpusQuestions(corpus)),
  });
}

/** How sure a corpus sounds, each 0 to 1. */
export interface HeardConfidences {
  /** Of what it should refuse. Not empty. */
  readonly foreign: readonly number[];
  /** Of what it should answer. */
  readonly own: readonly number[];
}

/**
 * Share of the foreign questions that are refused; a large corpus may well answer some of the rest. Over eleven
 * corpora of 15 to 1,760 passages from DRCD-dev, CMRC-dev and the sample articles, this share of them sounds about as
 * sure as 85 % of another corpus' questions.
 */
const REFUSED_SHARE = 0.8;
/** Share of its own questions that a corpus may sound less sure of: some, made by rule, make no sense. */
const UNSURE_SHARE = 0.1;
/**
 * How far from what should be refused to what should be answered the threshold lies, on the scale of log-odds. Near
 * the former: own questions use the articles' own words and sound surer than what members ask. Over those eleven
 * corpora, within the bounds below, 98 % of the answerable questions are answered so, and 84 % of another's refused.
 */
const WAY = 0.1;
/** What it costs to refuse an own question, in foreign questions that are answered. */
const REFUSAL_COST = 3;
/**
 * Never below: what even a few articles sound less sure of shares a word with the question by chance. At this bound 97 %
 * of the answerable questions of a set of our own, on a folder of eleven articles, are answered.
 */
const LEAST = 0.11;
/**
 * Never above: a corpus that answers foreign questions must not be silenced by sounding sure of them. At this bound
 * DRCD-dev loses 0.6 % of its right answers and CMRC-dev 0.2 %.
 */
const MOST = 0.266;

/**
 * Chooses a threshold between what should be refused and what should be answered, within bounds; where the two are
 * not apart, the one that goes wrong least.
 */
export function chooseThreshold({ foreign, own }: HeardConfidences): number {
  const refused = quantile(foreign, REFUSED_SHARE);
  const sure = own.length === 0 ? refused : quantile(own, UNSURE_SHARE);
  const chosen =
    refused <= sure
      ? inverseLogit(logit(refused) + WAY * (logit(sure) - logit(refused)))
      : leastLoss({ foreign, own }, refused);
  return Math.min(MOST, Math.max(LEAST, chosen));
}

/** The value up to `limit` at which fewest are on the wrong side; of equals the lowest. */
function leastLoss({ foreign, own }: HeardConfidences, limit: number): number {
  const loss = (threshold: number): number =>
    shareOf(foreign, (confidence) => confidence >= threshold) +
    REFUSAL_COST * shareOf(own, (confidence) => confidence < threshold);
  const candidates = [...own.filter((confidence) => confidence < limit), limit].sort((a, b) => a - b);
  return candidates.reduce((best, candidate) => (loss(candidate) < loss(best) ? candidate : best));
}

function shareOf(values: readonly number[], fits: (value: number) => boolean): number {
  return values.filter(fits).length / values.length;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Confidences beyond these are as good as 0 and 1; their log-odds would be infinite. */
const EDGE = 1e-6;

function logit(probability: number): number {
  const inside = Math.min(1 - EDGE, Math.max(EDGE, probability));
  return Math.log(inside / (1 - inside));
}

function inverseLogit(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
