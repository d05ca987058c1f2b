import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Fleet, type FleetOptions } from '../../../src/discord/sharding/fleet.js';
import { recordingLogger, type LogLine } from '../../support/recording-logger.js';

const SCRIPT = path.resolve(import.meta.dirname, '../../support/fake-shard.ts');
const TSX = ['--import', import.meta.resolve('tsx')];
const PATIENCE = { timeout: 20_000 };

let folder: string;
let log: LogLine[];
let fleet: Fleet | null;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'yinju-fleet-'));
  writeFileSync(path.join(folder, 'events'), '');
  log = [];
  // discord.js writes into the environment what its shards are to inherit.
  vi.stubEnv('SHARDING_MANAGER', '');
  vi.stubEnv('SHARDING_MANAGER_MODE', '');
  vi.stubEnv('DISCORD_TOKEN', '');
});

afterEach(async () => {
  await fleet?.stop();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function start(behaviour = 'well', changes: Partial<FleetOptions> = {}): Fleet {
  fleet = new Fleet({
    token: 'abc.def.ghi',
    count: 2,
    maxConcurrency: 1,
    program: { file: SCRIPT, args: [path.join(folder, 'events'), behaviour], execArgv: TSX },
    logger: recordingLogger(log),
    backoff: { firstMs: 1, mostMs: 20 },
    identifyEveryMs: 1,
    ...changes,
  });
  return fleet;
}

function events(): string[] {
  return readFileSync(path.join(folder, 'events'), 'utf8').trimEnd().split('\n');
}

function count(event: string): number {
  return events().filter((line) => line === event).length;
}

describe('a fleet', () => {
  it('starts each shard when the one before is ready', async () => {
    await start().ready;
    expect(events().filter((line) => !line.startsWith('end'))).toEqual([
      'start 0/2',
      'ready 0/2',
      'start 1/2',
      'ready 1/2',
    ]);
  });

  it('starts those together that may identify together', async () => {
    await start('well', { maxConcurrency: 2, identifyEveryMs: 600_000 }).ready;
    expect([count('ready 0/2'), count('ready 1/2')]).toEqual([1, 1]);
  });

  it('does not wait for ever for a shard that does not get ready', async () => {
    const silent = path.join(folder, 'silent.mjs');
    writeFileSync(
      silent,
      `import { appendFileSync } from 'node:fs';
       appendFileSync(process.argv[2], 'silent ' + process.env.SHARDS + '\\n');
       process.on('message', () => process.disconnect());`,
    );
    const program = { file: silent, args: [path.join(folder, 'events')], execArgv: [] };
    start('', { program, readyTimeoutMs: 1 });
    await vi.waitFor(() => {
      expect([count('silent 0'), count('silent 1')]).toEqual([1, 1]);
    }, PATIENCE);
  });

  it('starts a shard again that was killed, ready or not, and tells of it', async () => {
    await start('is killed').ready;
    await vi.waitFor(() => {
      expect(count('ready 0/2')).toBe(2);
    }, PATIENCE);
    expect([count('start 0/2'), count('start 1/2')]).toEqual([3, 1]);
    const deaths = log.filter(({ message }) => message === 'a shard has ended, starting it again');
    expect(deaths).toMatchObject([
      { level: 'warn', fields: { shard: 0, code: null, signal: 'SIGKILL', attempt: 1 } },
      { level: 'warn', fields: { shard: 0, code: null, signal: 'SIGKILL', attempt: 2 } },
    ]);
  });

  it('tries once more where a shard ends with a failure, and gives up where it then cannot start', async () => {
    expect(await start('is cut off').failed).toBe(2);
    expect(count('start 0/2')).toBe(2);
  });

  it('gives up where a shard fails before it was ever ready', async () => {
    expect(await start('fails').failed).toBe(2);
    await fleet?.stop();
    expect(count('start 0/2')).toBe(1);
  });

  it('lets every shard finish, starts none meanwhile, and waits until all have ended', async () => {
    await start().ready;
    await fleet?.stop();
    await fleet?.stop();
    expect([count('end 0/2'), count('end 1/2')]).toEqual([1, 1]);
    expect([count('stop 0/2'), count('start 0/2')]).toEqual([1, 1]);
  });

  it('kills a shard that does not leave', async () => {
    await start('hangs', { leaveWithinMs: 3_000 }).ready;
    await fleet?.stop();
    expect([count('stop 0/2'), count('end 0/2'), count('end 1/2')]).toEqual([1, 0, 1]);
    const killed = log.filter(({ message }) => message === 'a shard does not leave and is killed');
    expect(killed.map(({ fields }) => fields.shard)).toContain(0);
  });
});
