// A program that a fleet runs as a shard. Its arguments: a file that a line is added to for each event, and what
// becomes of shard 0: it `fails` at once; or `is killed` when it is ready, then before it is, and then runs; or
// `is cut off` when it is ready, and then fails; or `hangs` when it is to leave.
import { appendFileSync, readFileSync } from 'node:fs';

const [file = '', behaviour] = process.argv.slice(2);
const id = process.env.SHARDS ?? '';
const starts = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith(`start ${id}/`)).length;

function note(event: string): void {
  appendFileSync(file, `${event} ${id}/${process.env.SHARD_COUNT ?? ''}\n`);
}

note('start');
const first = id === '0' ? behaviour : 'runs';
if (first === 'fails' || (first === 'is cut off' && starts === 1)) process.exit(2);
if (first === 'is killed' && starts === 1) process.kill(process.pid, 'SIGKILL');
process.on('message', (message) => {
  if (message !== 'stop') return;
  note('stop');
  if (first === 'hangs') return;
  setTimeout(() => {
    note('end');
    process.disconnect();
  }, 20);
});
note('ready');
// As a client of discord.js does.
process.send?.({ _ready: true }, undefined, undefined, () => {
  if (first === 'is killed' && starts === 0) process.kill(process.pid, 'SIGKILL');
  if (first === 'is cut off') process.exit(1);
});
