/**
 * Measures what the nastiest files of the corpus in `tests/support/hostile-files.ts` cost a build: for each the
 * seconds to read it and the longest time that this process's event loop stood still meanwhile.
 *
 *   node --import tsx tests/bench/hostile.ts [--megabytes N] [--only TEXT]
 *
 * The bar: no file takes longer than the reader's deadline, and the event loop never stands still for 100 ms.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
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

const folder = mkdtempSync(path.join(tmpdir(), 'yinju-bench-'));
const reader = new ContentReader(DEFAULT_READ_OPTIONS);
let longest = 0;
for (const { name, path: file, make } of HOSTILE_FILES.filter((candidate) =>
  candidate.name.includes(options.only),
)) {
  writeFileSync(path.join(folder, file), textOf(make, Number(options.megabytes) * 1024 * 1024));
  const [listed] = (await listContentFiles(folder)).files;
  if (listed === undefined) continue;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  const { result, passages } = await reader.read(listed);
  const seconds = (performance.now() - started) / 1000;
  delay.disable();
  longest = Math.max(longest, delay.max / 1e6);
  const outcome =
    'skipped' in result ? result.skipped.reason.slice(0, 90) : `${passages?.length ?? 0} passages`;
  const figures = `${seconds.toFixed(1).padStart(6)} s ${(delay.max / 1e6).toFixed(0).padStart(5)} ms`;
  process.stdout.write(`${name.padEnd(48)} ${figures}  ${outcome}\n`);
  rmSync(path.join(folder, file));
}
reader.close();
rmSync(folder, { recursive: true });
process.stdout.write(`longest stand-still of the event loop: ${longest.toFixed(0)} ms (bar: ${BAR})\n`);
process.exitCode = longest < BAR ? 0 : 1;
