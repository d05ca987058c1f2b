import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';

import { YinjuError } from '../domain/errors.js';
import { isMissingFile, isSystemError } from './errors.js';

const LOCK_FILE = 'build.lock';
/** A living build touches its lock this often. */
const TOUCH_MILLISECONDS = 10_000;
/** A lock that nobody touched for so long is left over, whatever process has its number now. */
const STALE_MILLISECONDS = 60_000;

/** Locks that this process holds, so that a number used again after a restart is not taken for a build. */
const held = new Set<string>();

/** The right to change an index folder, until it is released. */
export interface BuildLock {
  release(): Promise<void>;
}

/**
 * Takes an index folder for one build: a second one at the same time, in this process or another, would clear
 * away the first one's files. What a process left that ended without releasing is taken over. Throws
 * {@link YinjuError} (code `build-running`).
 */
export async function acquireBuildLock(indexDir: string): Promise<BuildLock> {
  const file = path.join(path.resolve(indexDir), LOCK_FILE);
  if (held.has(file)) throw buildRunning(file, process.pid);
  held.add(file);
  try {
    await createLockFile(file);
  } catch (error) {
    held.delete(file);
    throw error;
  }
  const timer = setInterval(() => void touch(file), TOUCH_MILLISECONDS).unref();
  return {
    release: async () => {
      clearInterval(timer);
      await rm(file, { force: true });
      held.delete(file);
    },
  };
}

async function createLockFile(file: string): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(`${process.pid}\n`);
      await handle.close();
      return;
    } catch (error) {
      if (!isSystemError(error) || error.code !== 'EEXIST') throw error;
      const owner = await livingOwner(file);
      if (owner !== null || attempt > 0) throw buildRunning(file, owner);
      await rm(file, { force: true });
    }
  }
}

/** The process that holds the lock, or `null` where it is left over. */
async function livingOwner(file: string): Promise<number | null> {
  try {
    const pid = Number.parseInt(await readFile(file, 'utf8'), 10);
    const { mtimeMs } = await stat(file);
    if (Date.now() - mtimeMs > STALE_MILLISECONDS || pid === process.pid) return null;
    return isRunning(pid) ? pid : null;
  } catch (error) {
    if (isMissingFile(error)) return null;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return isSystemError(error) && error.code === 'EPERM';
  }
}

/** A lock that cannot be touched is no reason to end a build. */
async function touch(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
}

function buildRunning(file: string, pid: number | null): YinjuError {
  return new YinjuError({
    part: 'index',
    code: 'build-running',
    message: `Another build is changing this index${pid === null ? '' : ` (process ${pid})`}.`,
    remedy: `Wait until it has ended; if none runs, delete ${file}.`,
  });
}
