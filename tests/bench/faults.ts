/**
 * Kills the program while it builds its index, at random moments and at every single step on disk, lets the power fail
 * and the disk be full at every step, and damages every file of the index; after each asks the same questions of the
 * program as it starts next.
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
import { type BuildFault, FaultTrial, type Verdict } from '../support/fault-trial.js';

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

async function report(name: string, trial: FaultTrial, faults: readonly BuildFault[]): Promise<number> {
  const counts: Record<Verdict, number> = { before: 0, new: 0, lost: 0, wrong: 0 };
  for (const fault of faults) {
    const verdict = await trial.suffer(fault);
    counts[verdict] += 1;
    const done = Object.values(counts).reduce((sum, n) => sum + n, 0);
    if (done % 50 === 0) say(`  ${name}: ${done} of ${faults.length} ${JSON.stringify(counts)}`);
    if (verdict === 'lost' || verdict === 'wrong') say(`  ${verdict}: ${JSON.stringify(fault)}`);
  }
  const { before, new: fresh, lost, wrong } = counts;
  say(
    `${name}: ${faults.length} faults; ${before} answered as before, ${fresh} as after; lost ${lost}, wrong ${wrong}`,
  );
  return lost + wrong;
}

const model = await openEmbedder(loadSettings({ env: {} }), silentLogger);
const trial = new FaultTrial('built', model);
let failures = 0;
try {
  await trial.begin();
  const started = performance.now();
  const steps = await trial.countSteps();
  const buildMs = performance.now() - started;
  const numbers = Array.from({ length: steps }, (_, i) => i + 1).filter(
    (n) => n % Number(options.every) === 0,
  );
  say(`${steps} steps on disk in a build`);
  for (const kind of ['kill', 'power', 'full'] as const) {
    const faults = numbers.map((step) => ({ kind, step }));
    if (faults.length > 0) failures += await report(`${kind} at each step`, trial, faults);
  }
  if (options.flips !== '0') failures += await damageTrials(trial, Number(options.flips), say);
  const kills = Array.from({ length: Number(options.kills) }, () => ({
    kind: 'kill-after' as const,
    ms: 1.5 * Math.random() * buildMs,
  }));
  failures += await report('kill -9 at random moments', trial, kills);
} finally {
  trial.remove();
  await model.close();
}
process.exitCode = failures === 0 ? 0 : 1;
