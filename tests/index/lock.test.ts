import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { acquireBuildLock } from '../../src/index/lock.js';
import { describeOwner, parseOwner, stateOf } from '../../src/index/lock-owner.js';

const running: unknown = expect.objectContaining({ part: 'index', code: 'build-running' });
/** For locks whose owner cannot be seen. */
const soon = { observeMs: 20 };

let folder: string;
let locks: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'yinju-lock-'));
  locks = path.join(folder, 'locks');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Leaves a lock as a process of another kind would. */
function leave(name: string, owner: unknown): string {
  mkdirSync(locks, { recursive: true });
  const file = path.join(locks, name);
  writeFileSync(file, typeof owner === 'string' ? owner : JSON.stringify(owner));
  return file;
}

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('acquireBuildLock', () => {
  it('lets one build in at a time', async () => {
    const lock = await acquireBuildLock(folder);
    expect(await lock.isHeld()).toBe(true);
    await expect(acquireBuildLock(folder)).rejects.toThrow(running);
    await lock.release();
    await (await acquireBuildLock(folder)).release();
  });

  it('says who holds it, and since when', async () => {
    const lock = await acquireBuildLock(folder);
    await expect(acquireBuildLock(folder)).rejects.toThrow(
      new RegExp(`process ${process.pid} on .*, since \\d{4}-\\d\\d-\\d\\dT`),
    );
    await lock.release();
  });

  it.skipIf(process.platform !== 'linux')(
    'respects another process for as long as it runs, however long its lock was not touched',
    async () => {
      const contender = fileURLToPath(new URL('lock-contender.ts', import.meta.url));
      const other = spawn(process.execPath, ['--import', 'tsx', contender, folder, '0']);
      const owner = { ...describeOwner(), pid: other.pid ?? 0 };
      const [, ...fields] = readFileSync(`/proc/${other.pid ?? 0}/stat`, 'utf8').split(') ');
      const file = leave('1.held', { ...owner, started: fields.join(') ').split(' ')[19] });
      utimesSync(file, 0, 0);
      await expect(acquireBuildLock(folder, soon)).rejects.toThrow(running);
      await once(other, 'exit');
      await (await acquireBuildLock(folder)).release();
    },
  );

  it('takes over from a process that has ended, at once', async () => {
    leave('7.held', { ...describeOwner(), pid: await endedProcess() });
    const lock = await acquireBuildLock(folder, { observeMs: 60_000 });
    expect(readdirSync(locks).sort()).toEqual(['7.held', '8.held']);
    await lock.release();
  });

  it.skipIf(process.platform !== 'linux')(
    'takes over from a process whose number another one has now',
    async () => {
      leave('7.held', { ...describeOwner(), started: '1' });
      await (await acquireBuildLock(folder, { observeMs: 60_000 })).release();
    },
  );

  it.each([
    ['on another machine', { ...describeOwner(), system: 'elsewhere', host: 'other' }],
    ['that cannot be understood', ''],
    ['that is damaged', '{"pid":"x"}'],
  ])('takes over a lock %s once nobody touches it any more, whatever the clocks say', async (_, owner) => {
    const file = leave('1.held', owner);
    utimesSync(file, new Date(Date.now() + 86_400_000), new Date(Date.now() + 86_400_000));
    await (await acquireBuildLock(folder, soon)).release();
  });

  it('respects a lock on another machine that is touched', async () => {
    const file = leave('1.held', { ...describeOwner(), system: 'elsewhere', host: 'other' });
    let seconds = 0;
    const touching = setInterval(() => {
      utimesSync(file, ++seconds, seconds);
    }, 20);
    await expect(acquireBuildLock(folder, { observeMs: 10_000 })).rejects.toThrow(/process \d+ on other/);
    clearInterval(touching);
  });

  it('ends its wait when it is told to', async () => {
    leave('1.held', '');
    const signal = AbortSignal.timeout(30);
    await expect(acquireBuildLock(folder, { observeMs: 60_000, signal })).rejects.toThrow(/abort/i);
  });

  it('tells one that was taken for ended', async () => {
    const lock = await acquireBuildLock(folder);
    leave('2.held', describeOwner());
    expect(await lock.isHeld()).toBe(false);
  });

  it('keeps two files at most', async () => {
    for (let i = 0; i < 5; i++) await (await acquireBuildLock(folder)).release();
    expect(readdirSync(locks).sort()).toEqual(['4.free', '5.free']);
  });

  it('needs the folder', async () => {
    await expect(acquireBuildLock(path.join(folder, 'nowhere'))).rejects.toThrow(/ENOENT/);
    expect(existsSync(path.join(folder, 'nowhere'))).toBe(false);
  });

  it('lets in one of several processes that find a left-over lock at the same moment, over and over', async () => {
    leave('1.held', { ...describeOwner(), pid: await endedProcess() });
    const contender = fileURLToPath(new URL('lock-contender.ts', import.meta.url));
    const startAt = String(Date.now() + 3_000);
    const children = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ['--import', 'tsx', contender, folder, '40', startAt]),
    );
    const said = await Promise.all(children.map((child) => text(child.stdout)));
    expect(said.map((each) => each.trim())).toEqual(children.map(() => '40'));
  }, 60_000);
});

describe('an owner', () => {
  it('is what it has described', () => {
    const owner = describeOwner();
    expect(parseOwner(JSON.stringify(owner))).toEqual(owner);
    expect(stateOf(owner)).toBe('running');
  });
});
