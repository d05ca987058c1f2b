import { closeSync, openSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleepFor } from 'node:timers/promises';

import { acquireBuildLock } from '../../src/index/lock.js';

/**
 * A process of its own that takes a folder's lock again and again, in the file `inside` whenever it holds it, and at
 * last ends without releasing it. Writes to standard output how often it held the lock, or that it was not alone.
 */
const [folder = '', rounds = '0', startAt = '0'] = process.argv.slice(2);
const inside = path.join(folder, 'inside');
let held = 0;

await sleepFor(Math.max(0, Number(startAt) - Date.now()));
while (held < Number(rounds)) {
  const lock = await acquireBuildLock(folder, { observeMs: 50 }).catch((error: unknown) => {
    if ((error as { code?: string }).code === 'build-running') return null;
    throw error;
  });
  if (lock === null) {
    await sleepFor(Math.random() * 3);
    continue;
  }
  try {
    closeSync(openSync(inside, 'wx'));
  } catch {
    process.stdout.write(`not alone\n`);
    process.exit(1);
  }
  await sleepFor(Math.random() * 3);
  rmSync(inside);
  held += 1;
  if (held < Number(rounds)) await lock.release();
}
process.stdout.write(`${held}\n`);
process.exit(0);
