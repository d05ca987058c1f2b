/** A question's candidates as a ranker learns from them: one row of features each, and which of them answer. */
export interface RankingExample {
  readonly rows: readonly ArrayLike<number>[];
  readonly answers: readonly boolean[];
}

/** A row of features with what it stands for. */
export interface LabelledRow {
  readonly row: readonly number[];
  readonly label: boolean;
}

/** How long and how freely is learnt. */
export interface LearningOptions {
  /** Passes over all examples. Default 150. */
  readonly epochs?: number;
  /** Strength of the pull of every weight towards 0. Default 1e-3. */
  readonly l2?: number;
}

/**
 * Weights of a linear ranker, one per feature, that make the sum of the softmax probabilities of the
 * candidates that answer as likely as possible (listwise maximum likelihood). Examples in which all or none
 * answer teach nothing and are left out. Deterministic.
 */
export function learnRanking(examples: readonly RankingExample[], options: LearningOptions = {}): number[] {
  const useful = examples
    .filter(({ answers }) => answers.includes(true) && answers.includes(false))
    .map(({ rows, answers }) => ({
      rows: rows.map((row) => (row instanceof Float64Array ? row : Float64Array.from(row))),
      answers,
    }));
  const size = useful[0]?.rows[0]?.length ?? 0;
  return ascend(size, options, (weights, gradient) => {
    for (const { rows, answers } of useful) {
      const odds = softmaxOdds(rows.map((row) => dot(row, weights)));
      const total = sum(odds);
      const right = sum(odds.filter((_, i) => answers[i] === true));
      rows.forEach((row, i) => {
        const share = odds[i] ?? 0;
        addScaled(gradient, row, ((answers[i] === true ? share / right : 0) - share / total) / useful.length);
      });
    }
  });
}

/**
 * Weights of a logistic model, one per column, by maximum likelihood. A column that is always 1 becomes the
 * bias. Deterministic.
 */
export function learnLogistic(examples: readonly LabelledRow[], options: LearningOptions = {}): number[] {
  const size = examples[0]?.row.length ?? 0;
  const rows = examples.map(({ row, label }) => ({ row: Float64Array.from(row), label }));
  return ascend(size, options, (weights, gradient) => {
    for (const { row, label } of rows) {
      const probability = 1 / (1 + Math.exp(-dot(row, weights)));
      addScaled(gradient, row, ((label ? 1 : 0) - probability) / examples.length);
    }
  });
}

/** Step sizes and decay rates of Adam (Kingma and Ba, 2015), with a larger step since the model is convex or nearly so. */
const ADAM = { step: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** Full-batch gradient ascent with Adam; `addGradient` adds the likelihood's gradient at `weights`. */
function ascend(
  size: number,
  { epochs = 150, l2 = 1e-3 }: LearningOptions,
  addGradient: (weights: Float64Array, gradient: Float64Array) => void,
): number[] {
  const weights = new Float64Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const gradient = weights.map((weight) => -l2 * weight);
    addGradient(weights, gradient);
    gradient.forEach((slope, i) => {
      first[i] = ADAM.beta1 * (first[i] ?? 0) + (1 - ADAM.beta1) * slope;
      second[i] = ADAM.beta2 * (second[i] ?? 0) + (1 - ADAM.beta2) * slope * slope;
      const scale = Math.sqrt((second[i] ?? 0) / (1 - ADAM.beta2 ** epoch)) + ADAM.epsilon;
      weights[i] = (weights[i] ?? 0) + (ADAM.step * (first[i] ?? 0)) / (1 - ADAM.beta1 ** epoch) / scale;
    });
  }
  return [...weights];
}

function dot(a: Float64Array, b: Float64Array): number {
  let product = 0;
  for (let i = 0; i < a.length; i++) product += (a[i] ?? 0) * (b[i] ?? 0);
  return product;
}

function addScaled(target: Float64Array, row: Float64Array, factor: number): void {
  for (let i = 0; i < row.length; i++) target[i] = (target[i] ?? 0) + factor * (row[i] ?? 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

/** Exponentials, scaled so that none overflows. */
function softmaxOdds(scores: readonly number[]): number[] {
  const best = Math.max(...scores);
  return scores.map((score) => Math.exp(score - best));
}
