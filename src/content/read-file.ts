import type { Stats } from 'node:fs';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { lstat, open, realpath } from 'node:fs/promises';

/** A file's bytes, or how many it has where those are too many. */
export type FileBytes = { readonly bytes: Buffer } | { readonly tooLarge: number };

/** How often a file that changes while it is read is read again before it is given up. */
const MAX_ATTEMPTS = 3;
/**
 * Whoever writes into the folder may put something else in a file's place after it was listed. A link is not
 * followed, and opening a pipe or a device does not wait for its other end. Not every system has these flags.
 */
const FLAGS = constants.O_RDONLY | ((constants.O_NOFOLLOW as number | undefined) ?? 0) | ((constants.O_NONBLOCK as number | undefined) ?? 0);

/**
 * Reads a regular file whole, as it was at one moment. Never waits for a pipe, never holds more than
 * `maxBytes` + 1 bytes, and reads nothing through a link.
 * @param location - absolute, without links on its way, as `realpath` gives it
 * @throws {Error} of the system, or saying that it is no regular file, has been moved, or keeps changing
 */
export async function readRegularFile(location: string, maxBytes: number): Promise<FileBytes> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const read = await readOnce(location, maxBytes);
    if (read !== null) return read;
  }
  throw new Error('it changes while it is read');
}

/** `null` where the file changed meanwhile. */
async function readOnce(location: string, maxBytes: number): Promise<FileBytes | null> {
  const handle = await open(location, FLAGS);
  try {
    const before = await handle.stat();
    if (!before.isFile()) throw new Error('it is no regular file');
    await assertInPlace(location, before);
    if (before.size > maxBytes) return { tooLarge: before.size };
    const bytes = await readAtMost(handle, before.size + 1);
    const after = await handle.stat();
    const isWhole = bytes.length === before.size && after.size === before.size && after.mtimeMs === before.mtimeMs;
    return isWhole ? { bytes } : null;
  } finally {
    await handle.close();
  }
}

/** A folder on the way may have become a link that leads out of the content folder. */
async function assertInPlace(location: string, opened: Stats): Promise<void> {
  const there = await lstat(location);
  if ((await realpath(location)) !== location || there.ino !== opened.ino || there.dev !== opened.dev) {
    throw new Error('it was moved while it was read');
  }
}

async function readAtMost(handle: FileHandle, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
