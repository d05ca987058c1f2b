import type { Bags } from './bags.js';
import { Batch, type Table } from './batch.js';
import type { Random } from './random.js';
import { type Drawn, Sampler, type Sampling } from './sampler.js';

/** Everything that decides what training does, besides the data and the seed. */
export interface Hyperparameters {
  /** Pairs in a batch; each question is held against every passage of its batch. */
  readonly batch: number;
  /** Cosines are divided by this before the softmax. */
  readonly temperature: number;
  /** Adagrad's step at the beginning; falls linearly to zero. */
  readonly learningRate: number;
  readonly epochs: number;
  readonly sampling: Sampling;
}

/** Told now and then while training goes on: epochs done (a fraction) and the mean loss since the last call. */
export type OnStep = (epochs: number, loss: number) => void;

/** What {@link train} needs besides the data. */
export interface TrainOptions {
  readonly parameters: Hyperparameters;
  readonly random: Random;
  readonly onStep: OnStep;
}

/** Neighbouring passages that enter a batch together. */
const GROUP = 4;
const REPORT_EVERY = 200;
/** So that the first step of Adagrad divides by something. */
const ACCUMULATED_AT_START = 1e-8;
/** Probabilities below this pull no vector anywhere worth the time. */
const NEGLIGIBLE = 1e-5;

/**
 * Trains a table of token vectors in place, so that a text's vector (the sum of its tokens' rows, normalised)
 * is near that of the passage it belongs to: softmax over the passages of a batch on cosines (InfoNCE, van den
 * Oord et al. 2018). Neighbouring passages share batches, so that a question must also tell its passage from
 * those beside it. Row-wise Adagrad. Single-threaded; equal input gives an equal table.
 */
export function train(bags: Bags, table: Table, { parameters, random, onStep }: TrainOptions): void {
  const trainer = new Trainer(bags, table, { parameters, random });
  const groups = Uint32Array.from({ length: Math.floor(bags.passageCount / GROUP) }, (_, i) => i * GROUP);
  const perBatch = Math.floor(parameters.batch / GROUP);
  const batches = Math.floor(groups.length / perBatch);
  const steps = batches * parameters.epochs;
  let loss = 0;
  for (let step = 0; step < steps; step++) {
    const at = step % batches;
    if (at === 0) random.shuffle(groups);
    const rate = parameters.learningRate * (1 - step / steps);
    loss += trainer.step(groups.subarray(at * perBatch, (at + 1) * perBatch), rate);
    if ((step + 1) % REPORT_EVERY === 0) {
      onStep((step + 1) / batches, loss / REPORT_EVERY);
      loss = 0;
    }
  }
}

class Trainer {
  private readonly sampler: Sampler;
  private readonly accumulated: Float64Array;
  private readonly questions: Batch;
  private readonly passages: Batch;
  private readonly temperature: number;

  constructor(
    bags: Bags,
    private readonly table: Table,
    { parameters, random }: Pick<TrainOptions, 'parameters' | 'random'>,
  ) {
    this.sampler = new Sampler(bags, parameters.sampling, random);
    this.accumulated = new Float64Array(table.rows).fill(ACCUMULATED_AT_START);
    this.questions = new Batch(parameters.batch, table.dimensions);
    this.passages = new Batch(parameters.batch, table.dimensions);
    this.temperature = parameters.temperature;
  }

  /** One batch; returns its mean loss. */
  step(groups: Uint32Array, rate: number): number {
    const drawn: Drawn[] = [];
    for (const first of groups) {
      for (let passage = first; passage < first + GROUP; passage++) {
        const n = drawn.length;
        const pair = this.sampler.draw(passage, this.questions.refill(n), this.passages.refill(n));
        if (pair !== null) drawn.push(pair);
      }
    }
    const n = drawn.length;
    this.questions.embed(this.table, n);
    this.passages.embed(this.table, n);
    const loss = drawn.reduce((sum, _, i) => sum + this.compare(i, drawn), 0);
    this.questions.update(this.table, this.accumulated, { n, rate });
    this.passages.update(this.table, this.accumulated, { n, rate });
    return loss / Math.max(1, n);
  }

  /** Question `i` against every passage: adds to the gradients, returns the loss. */
  private compare(i: number, drawn: readonly Drawn[]): number {
    const own = drawn[i];
    const odds = drawn.map((other, j) => {
      // A title asks for its whole section: the section's other passages are no wrong answers.
      const excluded = j !== i && own?.byTitle === true && other.section === own.section;
      return excluded ? 0 : Math.exp((this.questions.cosine(i, this.passages, j) - 1) / this.temperature);
    });
    const total = odds.reduce((sum, odd) => sum + odd, 0);
    odds.forEach((odd, j) => {
      const weight = odd / total - (j === i ? 1 : 0);
      if (Math.abs(weight) < NEGLIGIBLE) return;
      this.questions.pull(i, this.passages, { j, weight });
      this.passages.pull(j, this.questions, { j: i, weight });
    });
    return -Math.log((odds[i] ?? 0) / total);
  }
}
