/**
 * Measures what the nastiest files of the corpus in `tests/support/hostile-files.ts` cost a build: for each the
 * seconds to read it and the longest time that this process's event loop stood still meanwhile, and how much of
 * that it worked: the rest it waited for a processor, on a machine that others use too.
 *
 *   node --import tsx tests/bench/hostile.ts [--megabytes N[,N]] [--only TEXT]
 *
 * With two sizes every second line also says how many times longer the larger took. The bar: no file takes longer
 * than the reader's deadline, and the event loop never stands still for 100 ms of work.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { listContentFiles } from '../../src/content/files.js';
import { DEFAULT_READ_OPTIONS } from '../../src/content/read.js';
import { ContentReader } from '../../src/content/reader-process.js';
import { HOSTILE_FILES } from '../support/hostile-files.js';

const BAR = 100;
const { values: options } = parseArgs({
  options: { megabytes: { type: 'string', default: '10' }, only: { type: 'string', default: '' } },
});

/** The longest text of a file that fits the bytes. */
function textOf(make: (length: number) => string, bytes: number): string {
  const text = make(bytes);
  const written = Buffer.byteLength(text);
  return written <= bytes ? text : make(Math.floor((bytes * text.length) / written));
}

/** The longest turns of the event loop since it was last asked, in milliseconds: by the clock, and at work. */
function watchTurns(): () => { waited: number; worked: number } {
  let longest = { waited: 0, worked: 0 };
  let wall = performance.now();
  let used = process.cpuUsage();
  const look = (): void => {
    const { user, system } = process.cpuUsage(used);
    const waited = performance.now() - wall;
    // Other threads of the process work too, which is not the event loop's standing still.
    const worked = Math.min(waited, (user + system) / 1000);
    longest = { waited: Math.max(longest.waited, waited), worked: Math.max(longest.worked, worked) };
    wall = performance.now();
    used = process.cpuUsage();
  };
  setInterval(look, 1).unref();
  return () => {
    look();
    const turns = longest;
    longest = { waited: 0, worked: 0 };
    return turns;
  };
}

const folder = mkdtempSync(path.join(tmpdir(), 'yinju-bench-'));
const reader = new ContentReader(DEFAULT_READ_OPTIONS);
const sizes = options.megabytes.split(',').map(Number);
const turns = watchTurns();
let longest = 0;
for (const { name, path: file, make } of HOSTILE_FILES.filter((candidate) =>
  candidate.name.includes(options.only),
)) {
  let before = 0;
  for (const size of sizes) {
    writeFileSync(path.join(folder, file), textOf(make, size * 1024 * 1024));
    const [listed] = (await listContentFiles(folder)).files;
    if (listed === undefined) continue;
    turns();
    const started = performance.now();
    const { result, passages } = await reader.read(listed);
    const seconds = (performance.now() - started) / 1000;
    const { waited, worked } = turns();
    longest = Math.max(longest, worked);
    const outcome =
      'skipped' in result ? result.skipped.reason.slice(0, 80) : `${passages?.length ?? 0} passages`;
    const growth = before === 0 ? '' : `${(seconds / before).toFixed(1)}×`;
    const figures = `${seconds.toFixed(1).padStart(6)} s ${growth.padStart(6)} ${waited.toFixed(0).padStart(5)} ms (work: ${worked.toFixed(0).padStart(3)})`;
    process.stdout.write(`${name.padEnd(48)} ${String(size).padStart(4)} MiB ${figures}  ${outcome}\n`);
    before = seconds;
    rmSync(path.join(folder, file));
  }
}
reader.close();
rmSync(folder, { recursive: true });
process.stdout.write(`longest work of the event loop in one turn: ${longest.toFixed(0)} ms (bar: ${BAR})\n`);
process.exitCode = longest < BAR ? 0 : 1;
