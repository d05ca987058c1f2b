import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { acquireBuildLock } from '../../src/index/lock.js';

const running: unknown = expect.objectContaining({ part: 'index', code: 'build-running' });

describe('acquireBuildLock', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'yinju-lock-'));
    file = path.join(folder, 'build.lock');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('lets one build in at a time', async () => {
    const lock = await acquireBuildLock(folder);
    await expect(acquireBuildLock(folder)).rejects.toThrow(running);
    await lock.release();
    expect(existsSync(file)).toBe(false);
    await (await acquireBuildLock(folder)).release();
  });

  it('respects the lock of another process that is running', async () => {
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    writeFileSync(file, `${other.pid ?? 0}\n`);
    await expect(acquireBuildLock(folder)).rejects.toThrow(running);
    const ended = new Promise((resolve) => other.once('exit', resolve));
    other.kill();
    await ended;
    await (await acquireBuildLock(folder)).release();
  });

  it('takes over what an earlier process of its own number has left', async () => {
    writeFileSync(file, `${process.pid}\n`);
    await (await acquireBuildLock(folder)).release();
  });

  it('takes over a lock that nobody has touched for long', async () => {
    writeFileSync(file, '1\n');
    utimesSync(file, 0, 0);
    await (await acquireBuildLock(folder)).release();
  });

  it('takes over a lock without a process in it', async () => {
    writeFileSync(file, '');
    await (await acquireBuildLock(folder)).release();
  });

  it('needs the folder', async () => {
    await expect(acquireBuildLock(path.join(folder, 'nowhere'))).rejects.toThrow(/ENOENT/);
    await expect(acquireBuildLock(path.join(folder, 'nowhere'))).rejects.toThrow(/ENOENT/);
  });
});
