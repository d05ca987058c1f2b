import { stat, statfs, realpath } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleepFor } from 'node:timers/promises';

import { watch } from 'chokidar';

import { listContentFiles } from '../content/files.js';
import { describeError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';

/** How changes are noticed: told by the file system, or by looking at every file now and then. */
export type WatchMode = 'events' | 'poll';

/** A folder that is watched. */
export interface FolderWatch {
  /** How, now: events that fail are replaced by looking. */
  readonly mode: WatchMode;
  close(): Promise<void>;
}

/** What is watched, and who is told. */
export interface FolderWatchOptions {
  /** Absolute. */
  readonly folder: string;
  /** `poll`: do not rely on the file system's word. */
  readonly mode: WatchMode;
  /** Called for every change of a file or folder in it, and once when watching begins or begins anew. Must not throw. */
  readonly onChange: () => void;
  readonly logger: Logger;
  /** Milliseconds between two looks at the folder. Default 5000. */
  readonly pollEveryMs?: number;
}

/** Watches a folder; resolves when it does. Never rejects. */
export type WatchFolder = (options: FolderWatchOptions) => Promise<FolderWatch>;

const POLL_EVERY_MS = 5_000;
/** A look at a large folder on a slow drive is followed by a rest of so many times its own length. */
const POLL_REST_FACTOR = 9;
/** Two looks in a row, so far apart, that see the same: nothing is being written. */
const POLL_SETTLED_MS = 500;

/**
 * File systems that do not tell of what other machines change on them, by the numbers that Linux gives them (statfs(2)):
 * NFS, SMB (three of them), 9P (folders of the host in virtual machines), FUSE (SSHFS and others), Ceph, AFS.
 */
const REMOTE_FILE_SYSTEMS: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x65735546, 0x00c36400, 0x5346414f,
]);

/** Watches by events where they can be had, and looks at the folder regularly where not, from the start or later. */
export const watchFolder: WatchFolder = async (options) => {
  const watch = new FallingBackWatch(options);
  await watch.begin();
  return watch;
};

class FallingBackWatch implements FolderWatch {
  mode: WatchMode = 'events';
  #closed = false;
  #close: () => Promise<void> = () => Promise.resolve();

  constructor(private readonly options: FolderWatchOptions) {}

  async begin(): Promise<void> {
    const { folder, mode, onChange } = this.options;
    if (mode === 'poll') this.#poll();
    else {
      try {
        await requireEvents(folder);
        const close = await watchEvents(this.options, (reason) => {
          this.#fallBack(reason);
        });
        if (this.#isPolling()) await close();
        else this.#close = close;
      } catch (error) {
        this.#fallBack(describeError(error));
      }
    }
    onChange();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#close();
  }

  #fallBack(reason: string): void {
    if (this.#closed || this.#isPolling()) return;
    const { logger, folder, onChange } = this.options;
    logger.warn({ folder, reason }, 'changed articles are looked for every few seconds');
    void this.#close();
    this.#poll();
    onChange();
  }

  #poll(): void {
    this.mode = 'poll';
    this.#close = pollFolder(this.options);
  }

  /** Asked after waiting, too: it may have fallen back meanwhile. */
  #isPolling(): boolean {
    return this.mode === 'poll';
  }
}

/** Throws where the file system does not tell of changes. */
async function requireEvents(folder: string): Promise<void> {
  const { type } = await statfs(folder);
  if (process.platform !== 'linux' || !REMOTE_FILE_SYSTEMS.has(type)) return;
  throw new Error('it lies on a network drive');
}

/** Which folder a path leads to: another one, once it was moved away, mounted over or linked elsewhere. */
async function identityOf(folder: string): Promise<string> {
  try {
    const { dev, ino } = await stat(folder);
    return `${await realpath(folder)} ${dev} ${ino}`;
  } catch {
    return 'missing';
  }
}

/**
 * Folders alone are watched, for they tell of the files in them: a file each would use up what Linux grants a user
 * (`fs.inotify.max_user_watches`).
 */
async function watchEvents(
  { folder, onChange, pollEveryMs = POLL_EVERY_MS }: FolderWatchOptions,
  onFailure: (reason: string) => void,
): Promise<() => Promise<void>> {
  const identity = await identityOf(folder);
  const watcher = watch(await realpath(folder), {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (file, stats) => stats?.isFile() === true || isHidden(file),
  });
  watcher
    .on('raw', (_event, name) => {
      if (typeof name !== 'string' || !isHidden(name)) onChange();
    })
    .on('all', onChange)
    .on('error', (error) => {
      onFailure(describeError(error));
    });
  const ready = new Promise<void>((resolve) => watcher.once('ready', resolve));
  const timer = setInterval(() => {
    void identityOf(folder).then((now) => {
      if (now !== identity) onFailure('it was replaced');
    });
  }, pollEveryMs).unref();
  await ready;
  return async () => {
    clearInterval(timer);
    await watcher.close();
  };
}

/** What the content folder passes over. Names with two dots stay: mounts of Kubernetes exchange a link `..data`. */
function isHidden(file: string): boolean {
  const name = path.basename(file);
  return name === 'node_modules' || /^\.(?!\.)/.test(name);
}

function pollFolder({
  folder,
  onChange,
  pollEveryMs = POLL_EVERY_MS,
}: FolderWatchOptions): () => Promise<void> {
  const stop = new AbortController();
  const rest = (ms: number): Promise<void> => sleepFor(ms, undefined, { signal: stop.signal, ref: false });
  const loop = async (): Promise<void> => {
    let known = await lookAt(folder);
    for (;;) {
      const started = performance.now();
      let seen = await lookAt(folder);
      const took = performance.now() - started;
      if (seen !== known) {
        do {
          known = seen;
          await rest(POLL_SETTLED_MS);
          seen = await lookAt(folder);
        } while (seen !== known);
        onChange();
      }
      await rest(Math.max(pollEveryMs, POLL_REST_FACTOR * took));
    }
  };
  // It ends only by being stopped.
  const ended = loop().catch(() => undefined);
  return async () => {
    stop.abort();
    await ended;
  };
}

/** What can be seen of a folder's files without reading them. */
async function lookAt(folder: string): Promise<string> {
  try {
    const seen: string[] = [];
    for (const { path: file, absolutePath } of (await listContentFiles(folder)).files) {
      const stats = await stat(absolutePath).catch(() => null);
      seen.push(`${file}\n${stats?.size ?? ''} ${stats?.mtimeMs ?? ''} ${stats?.ino ?? ''}`);
    }
    return seen.join('\n');
  } catch (error) {
    return describeError(error);
  }
}
