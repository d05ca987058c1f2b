import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleepFor } from 'node:timers/promises';

import { YinjuError } from '../domain/errors.js';
import { isMissingFile, isSystemError } from './errors.js';
import { describeOwner, type LockOwner, parseOwner, stateOf } from './lock-owner.js';

/** Folder of the locks in an index folder. */
export const LOCK_FOLDER = 'locks';
/** A living build touches its lock this often. */
const TOUCH_MILLISECONDS = 5_000;
/** A lock of a process that cannot be seen from here is left over when nobody has touched it for so long. */
const OBSERVED_MILLISECONDS = 20_000;
/** How often such a lock is looked at. */
const LOOK_MILLISECONDS = 250;

/** The right to change an index folder, until it is released. */
export interface BuildLock {
  /** Whether it is still this build's: a build that stood still for long may have been taken for one that ended. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/** How a lock is taken. */
export interface LockOptions {
  /** Milliseconds for which a lock of another machine must stay untouched to count as left over. Default 20,000. */
  readonly observeMs?: number;
  /** Ends the wait. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Takes an index folder for one build: a second one at the same time, in this process or another, would clear
 * away the first one's files. What a process left that ended without releasing is taken over.
 *
 * Locks are numbered files: `7.held` while a build runs, `7.free` afterwards. Whoever makes the next number holds the
 * folder, and a file can be made only once. The last number is never removed, so that numbers only rise: one who was
 * slow and makes a number that is over sees a higher one, and steps back. (Removing a left-over lock and making it
 * anew, as is often done, lets in both of two who do so at the same moment.) No clock is compared with another.
 *
 * Throws {@link YinjuError} (code `build-running`).
 */
export async function acquireBuildLock(indexDir: string, options: LockOptions = {}): Promise<BuildLock> {
  const folder = path.join(path.resolve(indexDir), LOCK_FOLDER);
  await mkdir(folder).catch((error: unknown) => {
    if (!isSystemError(error) || error.code !== 'EEXIST') throw error;
  });
  const last = await lastLock(folder);
  if (last !== null && !last.free) await requireLeftOver(folder, last.number, options);
  const number = (last?.number ?? 0) + 1;
  await make(folder, number);
  const timer = setInterval(() => void touch(heldFile(folder, number)), TOUCH_MILLISECONDS).unref();
  const isHeld = (): Promise<boolean> => isLast(folder, number);
  return {
    isHeld,
    release: async () => {
      clearInterval(timer);
      // A new name needs no room on a full disk.
      await rename(heldFile(folder, number), freeFile(folder, number)).catch(() => undefined);
    },
  };
}

interface Lock {
  readonly number: number;
  readonly free: boolean;
}

async function make(folder: string, number: number): Promise<void> {
  const file = heldFile(folder, number);
  const handle = await open(file, 'wx').catch(async (error: unknown) => {
    throw isSystemError(error) && error.code === 'EEXIST' ? buildRunning(file, await ownerOf(file)) : error;
  });
  try {
    await handle.writeFile(`${JSON.stringify(describeOwner())}\n`);
    if (!(await isLast(folder, number))) throw buildRunning(file, null);
    await removeBefore(folder, number - 1);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/** Whether a lock is held and nobody has made its number, or a higher one, besides. */
async function isLast(folder: string, own: number): Promise<boolean> {
  const locks = await listLocks(folder);
  const others = locks.filter(({ number, free }) => number > own || (number === own && free));
  return others.length === 0 && locks.some(({ number }) => number === own);
}

/** The highest number; free where anybody has freed it. */
async function lastLock(folder: string): Promise<Lock | null> {
  const locks = await listLocks(folder);
  if (locks.length === 0) return null;
  const number = locks.reduce((highest, lock) => Math.max(highest, lock.number), 0);
  return { number, free: locks.some((lock) => lock.number === number && lock.free) };
}

async function listLocks(folder: string): Promise<Lock[]> {
  return (await readdir(folder)).flatMap((name) => {
    const [, number, state] = /^(\d{1,15})\.(held|free)$/.exec(name) ?? [];
    return number === undefined ? [] : [{ number: Number(number), free: state === 'free' }];
  });
}

/** The number before stays: who lists the folder while numbers change sees one of them in any case. */
async function removeBefore(folder: string, kept: number): Promise<void> {
  for (const { number } of await listLocks(folder)) {
    if (number >= kept) continue;
    await rm(heldFile(folder, number), { force: true });
    await rm(freeFile(folder, number), { force: true });
  }
}

/** Resolves once it is certain that a lock's owner has ended; throws when it runs. */
async function requireLeftOver(
  folder: string,
  number: number,
  { observeMs = OBSERVED_MILLISECONDS, signal }: LockOptions,
): Promise<void> {
  const file = heldFile(folder, number);
  const seen = { touched: await touchedAt(file), at: performance.now() };
  for (;;) {
    const owner = await ownerOf(file);
    const state = owner === null ? 'unknown' : stateOf(owner);
    if (state === 'ended') return;
    const touched = await touchedAt(file);
    // It was released.
    if (touched === null) return;
    if (state === 'running' || touched !== seen.touched) throw buildRunning(file, owner);
    if (performance.now() - seen.at >= observeMs) return;
    await sleepFor(Math.min(LOOK_MILLISECONDS, observeMs), undefined, signal === undefined ? {} : { signal });
  }
}

async function ownerOf(file: string): Promise<LockOwner | null> {
  return parseOwner(await readFile(file, 'utf8').catch(() => ''));
}

/** Opened, so that a network drive asks its server; `null` where the file is gone. */
async function touchedAt(file: string): Promise<number | null> {
  try {
    const handle = await open(file, 'r');
    try {
      return (await handle.stat()).mtimeMs;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isMissingFile(error)) return null;
    return (await stat(file)).mtimeMs;
  }
}

/** A lock that cannot be touched is no reason to end a build. */
async function touch(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
}

function heldFile(folder: string, number: number): string {
  return path.join(folder, `${number}.held`);
}

function freeFile(folder: string, number: number): string {
  return path.join(folder, `${number}.free`);
}

function buildRunning(file: string, owner: LockOwner | null): YinjuError {
  const who = owner === null ? '' : ` (process ${owner.pid} on ${owner.host}, since ${owner.since})`;
  return new YinjuError({
    part: 'index',
    code: 'build-running',
    message: `Another build is changing this index${who}.`,
    remedy: `Wait until it has ended; if none runs, delete ${path.dirname(file)}.`,
  });
}
