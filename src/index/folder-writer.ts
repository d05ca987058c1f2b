import { createHash, randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { StoredFiles } from '../domain/manifest.js';
import type { TimeSlices } from './slices.js';
import { hashFile } from './stored-files.js';

/** Bytes hashed and written between two turns of the event loop. */
const PIECE_BYTES = 1 << 20;
/** Lines are gathered up to about so many bytes before they are written. */
const LINES_BYTES = 1 << 18;

/** Folders of a build that has not ended, and of damaged ones on their way out. */
const STAGING_PREFIX = 'building-';
const DISCARDED_PREFIX = 'removed-';

/** Whether a name in an index folder is that of a folder which a {@link FolderWriter} leaves when it is killed. */
export function isUnfinished(name: string): boolean {
  return name.startsWith(STAGING_PREFIX) || name.startsWith(DISCARDED_PREFIX);
}

/** Takes bytes to be written next. */
export type Append = (bytes: Uint8Array) => Promise<void>;

/**
 * Writes a folder aside, file by file, each flushed to disk, and gives it its name when it is whole. Whoever sees the
 * name sees all of it.
 */
export class FolderWriter {
  readonly #parent: string;
  readonly #staging: string;
  readonly #slices: TimeSlices;
  readonly #files = new Map<string, { sha256: string; bytes: number }>();

  private constructor(parent: string, slices: TimeSlices) {
    this.#parent = parent;
    this.#staging = path.join(parent, `${STAGING_PREFIX}${randomBytes(6).toString('hex')}`);
    this.#slices = slices;
  }

  /** Makes the folder that is written in, inside `parent`. */
  static async create(parent: string, slices: TimeSlices): Promise<FolderWriter> {
    const writer = new FolderWriter(parent, slices);
    await mkdir(writer.#staging, { recursive: true });
    return writer;
  }

  /** What has been written, by name, in the order of the names. */
  get files(): StoredFiles {
    return Object.fromEntries([...this.#files].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Where a file is to be written by somebody else, who calls `adopt` afterwards. */
  pathOf(name: string): string {
    return path.join(this.#staging, name);
  }

  /** Writes a file. */
  async writeBytes(name: string, bytes: Uint8Array): Promise<void> {
    await this.write(name, async (append) => {
      for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
        await append(bytes.subarray(start, start + PIECE_BYTES));
      }
    });
  }

  /**
   * Writes a file of one JSON value a line.
   * @param onLine - receives each line's bytes, without the line feed
   */
  async writeLines(
    name: string,
    values: Iterable<unknown>,
    onLine: (bytes: Buffer) => void = () => undefined,
  ): Promise<void> {
    await this.write(name, async (append) => {
      let lines: Buffer[] = [];
      let bytes = 0;
      for (const value of values) {
        const line = Buffer.from(`${JSON.stringify(value)}\n`);
        onLine(line.subarray(0, -1));
        lines.push(line);
        bytes += line.length;
        await this.#slices.turn();
        if (bytes < LINES_BYTES) continue;
        await append(Buffer.concat(lines));
        lines = [];
        bytes = 0;
      }
      await append(Buffer.concat(lines));
    });
  }

  /** Takes in a file that stands at `pathOf(name)`. */
  async adopt(name: string): Promise<void> {
    const handle = await open(this.pathOf(name), 'r+');
    await handle.sync().finally(() => handle.close());
    this.#files.set(name, await hashFile(this.pathOf(name), { slices: this.#slices }));
  }

  /** Writes a file piece by piece. */
  async write(name: string, fill: (append: Append) => Promise<void>): Promise<void> {
    const handle = await open(this.pathOf(name), 'w');
    try {
      const hash = createHash('sha256');
      let bytes = 0;
      await fill(async (piece) => {
        hash.update(piece);
        bytes += piece.length;
        await writeWhole(handle, piece);
        await this.#slices.turn();
      });
      await handle.sync();
      this.#files.set(name, { sha256: hash.digest('hex'), bytes });
    } finally {
      await handle.close();
    }
  }

  /**
   * Writes the file that describes the others, and gives the folder its name. A folder of that name can only be an
   * older one of the same content, or a damaged one: it gives way.
   */
  async finish(description: { readonly file: string; readonly text: string }, name: string): Promise<void> {
    await writeFile(this.pathOf(description.file), description.text, { flush: true });
    await syncDirectory(this.#staging);
    const target = path.join(this.#parent, name);
    const discarded = path.join(this.#parent, `${DISCARDED_PREFIX}${randomBytes(6).toString('hex')}`);
    await rename(target, discarded).catch(() => undefined);
    await rename(this.#staging, target);
    await syncDirectory(this.#parent);
    await rm(discarded, { recursive: true, force: true });
  }

  /** Removes what was written, unless it has its name. */
  async discard(): Promise<void> {
    await rm(this.#staging, { recursive: true, force: true });
  }
}

/** A write may take less than it is given. */
async function writeWhole(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, written);
    written += bytesWritten;
  }
}

/** Makes a folder's entries durable, on systems that can. */
export async function syncDirectory(directory: string): Promise<void> {
  try {
    const handle = await open(directory, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows opens no folders; its renames are durable by themselves.
  }
}
