/**
 * Kills the program while it builds its index, at random moments and at every single step on disk, lets the power fail
 * and the disk be full at every step, and damages every file of the index; after each asks the same questions of the
 * program as it starts next. The steps are whatever a build does in the index folder, which it is watched at first.
 *
 *   npm run build && node --import tsx tests/bench/faults.ts [--kills N] [--flips N] [--every N]
 *
 * `--every 3` tries each third step, `--every 0` none
 *
 * The bars: no answer that neither the index before nor the new one gives, and no start without an index.
 */
import { parseArgs } from 'node:util';

import { openEmbedder } from '../../src/app/compose.js';
import { loadSettings } from '../../src/app/config.js';
import { silentLogger } from '../../src/domain/logger.js';
import { damageTrials } from '../support/damage-trials.js';
import { type BuildFault, FaultTrial, STEP_FAULTS, type Verdict } from '../support/fault-trial.js';

const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    flips: { type: 'string', default: '200' },
    every: { type: 'string', default: '1' },
  },
});

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

type Tally = Record<Verdict, number>;

function summary(name: string, { before, new: fresh, lost, wrong }: Tally): string {
  const tried = before + fresh + lost + wrong;
  return `${name}: ${tried} faults; ${before} answered as before, ${fresh} as after; lost ${lost}, wrong ${wrong}`;
}

/** Lets every kind of fault befall each step; gives how many times neither index answered. */
async function faultsAtSteps(trial: FaultTrial, steps: readonly string[], every: number): Promise<number> {
  const tallies = STEP_FAULTS.map((kind) => ({ kind, tally: emptyTally() }));
  for (const [i, what] of steps.entries()) {
    if ((i + 1) % every !== 0) continue;
    const verdicts: string[] = [];
    for (const { kind, tally } of tallies) {
      const verdict = await trial.suffer({ kind, step: i + 1 });
      tally[verdict] += 1;
      verdicts.push(`${kind} ${verdict}`);
    }
    say(`  step ${i + 1} of ${steps.length}, ${what}: ${verdicts.join(', ')}`);
  }
  for (const { kind, tally } of tallies) say(summary(`${kind} at each step`, tally));
  return tallies.reduce((sum, { tally }) => sum + tally.lost + tally.wrong, 0);
}

async function randomKills(trial: FaultTrial, count: number, withinMs: number): Promise<number> {
  const tally = emptyTally();
  for (let i = 1; i <= count; i++) {
    const fault: BuildFault = { kind: 'kill-after', ms: withinMs * Math.random() };
    const verdict = await trial.suffer(fault);
    tally[verdict] += 1;
    if (verdict === 'lost' || verdict === 'wrong') say(`  ${verdict}: ${JSON.stringify(fault)}`);
    if (i % 50 === 0) say(`  ${i} of ${count} kills: ${JSON.stringify(tally)}`);
  }
  say(summary('kill -9 at random moments', tally));
  return tally.lost + tally.wrong;
}

function emptyTally(): Tally {
  return { before: 0, new: 0, lost: 0, wrong: 0 };
}

const model = await openEmbedder(loadSettings({ env: {} }), silentLogger);
const trial = new FaultTrial('built', model);
let failures = 0;
try {
  await trial.begin();
  const started = performance.now();
  const steps = await trial.listSteps();
  const buildMs = performance.now() - started;
  say(`${steps.length} steps on disk in a build`);
  failures += await faultsAtSteps(trial, steps, Number(options.every));
  if (options.flips !== '0') failures += await damageTrials(trial, Number(options.flips), say);
  failures += await randomKills(trial, Number(options.kills), 1.5 * buildMs);
} finally {
  trial.remove();
  await model.close();
}
process.exitCode = failures === 0 ? 0 : 1;
