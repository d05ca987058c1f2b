import { createHash, randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import writeFileAtomic from 'write-file-atomic';

import type { IndexManifest } from '../domain/manifest.js';
import {
  FORMAT_VERSION,
  GENERATION_FILES,
  generationName,
  isGenerationName,
  MANIFEST_FILE,
  openCurrent,
  openOthers,
  POINTER_FILE,
} from './layout.js';
import type { GenerationFile } from './layout.js';
import type { ManifestDetails } from './manifest.js';
import type { TimeSlices } from './slices.js';
import { hashFile, verifyStored } from './stored-files.js';

/** Bytes hashed and written between two turns of the event loop. */
const PIECE_BYTES = 1 << 20;
/** Lines are gathered up to about so many characters before they are written. */
const LINES_CHARACTERS = 1 << 18;

/** Folders of a build that has not been published, and of a damaged generation on its way out. */
const STAGING_PREFIX = 'building-';
const DISCARDED_PREFIX = 'removed-';

/** How a generation is published. */
export interface PublishOptions {
  readonly before?: string | undefined;
  readonly confirm?: () => Promise<void>;
}

/**
 * Writes one generation aside and publishes it when it is whole: files are flushed to disk, the folder takes
 * its final name, and the pointer is replaced. Until that last step the index before is the one in use.
 */
export class GenerationWriter {
  readonly #indexDir: string;
  readonly #staging: string;
  readonly #slices: TimeSlices;
  readonly #files = new Map<GenerationFile, { sha256: string; bytes: number }>();

  private constructor(indexDir: string, slices: TimeSlices) {
    this.#indexDir = indexDir;
    this.#staging = path.join(indexDir, `${STAGING_PREFIX}${randomBytes(6).toString('hex')}`);
    this.#slices = slices;
  }

  /** Makes the folder that the generation is written in. */
  static async create(indexDir: string, slices: TimeSlices): Promise<GenerationWriter> {
    const writer = new GenerationWriter(indexDir, slices);
    await mkdir(writer.#staging, { recursive: true });
    return writer;
  }

  /** Where a file is to be written by somebody else, who calls `adopt` afterwards. */
  pathOf(name: GenerationFile): string {
    return path.join(this.#staging, name);
  }

  /** Writes a file. */
  async writeBytes(name: GenerationFile, bytes: Uint8Array): Promise<void> {
    await this.#write(name, async (append) => {
      for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
        await append(bytes.subarray(start, start + PIECE_BYTES));
      }
    });
  }

  /** Writes a file of one JSON value a line. */
  async writeLines(name: GenerationFile, values: Iterable<unknown>): Promise<void> {
    await this.#write(name, async (append) => {
      let lines = '';
      for (const value of values) {
        lines += `${JSON.stringify(value)}\n`;
        if (lines.length >= LINES_CHARACTERS) {
          await append(Buffer.from(lines));
          lines = '';
        } else {
          await this.#slices.turn();
        }
      }
      await append(Buffer.from(lines));
    });
  }

  /** Takes in a file that stands at `pathOf(name)`. */
  async adopt(name: GenerationFile): Promise<void> {
    const handle = await open(this.pathOf(name), 'r+');
    await handle.sync();
    await handle.close();
    this.#files.set(name, await hashFile(this.pathOf(name), { slices: this.#slices }));
  }

  /**
   * Makes what was written the index in use. Gives whether that changed anything: not where the same
   * generation stands there already, whole. One more generation is kept, others are removed.
   * @param before - the one that is to be kept, being known to be whole. Default: the newest
   * @param confirm - called at the last moment; what it throws ends the matter
   */
  async publish(
    details: ManifestDetails,
    { before, confirm = () => Promise.resolve() }: PublishOptions = {},
  ): Promise<boolean> {
    const manifest = `${JSON.stringify(this.#manifest(details), null, 2)}\n`;
    const name = generationName(manifest);
    await writeFile(path.join(this.#staging, MANIFEST_FILE), manifest, { flush: true });
    await syncDirectory(this.#staging);
    const opened = await openCurrent(this.#indexDir);
    const current = opened.state === 'ready' ? opened.generation : null;
    if (current?.name === name && (await verifyStored(current, this.#slices)).length === 0) {
      await this.discard();
      return false;
    }
    await confirm();
    await this.#moveTo(path.join(this.#indexDir, name));
    const pointer = { formatVersion: FORMAT_VERSION, generation: name };
    await writeFileAtomic(path.join(this.#indexDir, POINTER_FILE), `${JSON.stringify(pointer)}\n`);
    // Before anything is removed: after a loss of power the pointer must not name what is gone.
    await syncDirectory(this.#indexDir);
    const kept = before === undefined || before === name ? await newestBeside(this.#indexDir, name) : before;
    await removeGenerationsExcept(this.#indexDir, [name, kept]);
    return true;
  }

  /** Removes what was written. */
  async discard(): Promise<void> {
    await rm(this.#staging, { recursive: true, force: true });
  }

  #manifest(details: ManifestDetails): IndexManifest {
    const files = GENERATION_FILES.map((name) => [name, this.#files.get(name) ?? { sha256: '', bytes: 0 }]);
    return {
      formatVersion: FORMAT_VERSION,
      ...details,
      files: Object.fromEntries(files) as IndexManifest['files'],
    };
  }

  /** A folder of that name can only be an older build of the same content, or a damaged one. */
  async #moveTo(target: string): Promise<void> {
    const discarded = path.join(this.#indexDir, `${DISCARDED_PREFIX}${randomBytes(6).toString('hex')}`);
    await rename(target, discarded).catch(() => undefined);
    await rename(this.#staging, target);
    await syncDirectory(this.#indexDir);
    await rm(discarded, { recursive: true, force: true });
  }

  async #write(
    name: GenerationFile,
    fill: (append: (bytes: Uint8Array) => Promise<void>) => Promise<void>,
  ): Promise<void> {
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
}

async function newestBeside(indexDir: string, name: string): Promise<string | undefined> {
  const [newest] = await openOthers(indexDir, name);
  return newest?.name;
}

/** A write may take less than it is given. */
async function writeWhole(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, written);
    written += bytesWritten;
  }
}

/** Makes a folder's entries durable, on systems that can. */
async function syncDirectory(directory: string): Promise<void> {
  try {
    const handle = await open(directory, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows opens no folders; its renames are durable by themselves.
  }
}

/** Removes what builds that ended early have left. Only while holding the folder's lock. */
export async function removeLeftovers(indexDir: string): Promise<void> {
  for (const name of await readdir(indexDir)) {
    // write-file-atomic writes beside the pointer, under its name and a number.
    const isLeftover =
      name.startsWith(STAGING_PREFIX) ||
      name.startsWith(DISCARDED_PREFIX) ||
      (name.startsWith(`${POINTER_FILE}.`) && /^\d+$/.test(name.slice(POINTER_FILE.length + 1)));
    if (isLeftover) await rm(path.join(indexDir, name), { recursive: true, force: true });
  }
}

async function removeGenerationsExcept(
  indexDir: string,
  kept: readonly (string | undefined)[],
): Promise<void> {
  for (const name of await readdir(indexDir)) {
    if (!isGenerationName(name) || kept.includes(name)) continue;
    await rm(path.join(indexDir, name), { recursive: true, force: true });
  }
}
