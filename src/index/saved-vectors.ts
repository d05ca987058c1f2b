import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

import { describeError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import type { Embedder } from '../domain/ports.js';
import { assertVector } from './vectors.js';
import type { VectorKey } from './vectors-file.js';

/** Name of the file in the index folder. */
export const SAVED_VECTORS_FILE = 'unfinished-vectors.bin';

/** `YJSV`, read as a little-endian number. */
const MAGIC = 0x56534a59;
const KEY_BYTES = 32;
const DIGEST_BYTES = 32;
const COUNT_BYTES = Uint32Array.BYTES_PER_ELEMENT;

/** Of whose model the vectors are. */
type Model = Pick<Embedder, 'fingerprint' | 'dimensions'>;

/**
 * What a long build has embedded so far, on disk: one that is killed, or fails, goes on from there next time. A file of
 * batches, each closed by its checksum; what does not bear it out, as the last batch of a killed build, is not used. A
 * file of another model is begun anew. Vectors that cannot be saved are no reason to end a build.
 */
export class SavedVectors {
  readonly #file: string;
  readonly #model: Model;
  readonly #logger: Logger;
  readonly #vectors = new Map<VectorKey, Float32Array>();
  /** Up to where the file can be used. */
  #end = 0;
  #handle: FileHandle | null = null;
  #failed = false;

  private constructor(indexDir: string, model: Model, logger: Logger) {
    this.#file = path.join(indexDir, SAVED_VECTORS_FILE);
    this.#model = model;
    this.#logger = logger;
  }

  /**
   * Reads what an earlier build has saved. Only while holding the folder's lock.
   * @param options.anew - use nothing of it
   */
  static async open(
    indexDir: string,
    model: Model,
    { logger, anew = false }: { readonly logger: Logger; readonly anew?: boolean },
  ): Promise<SavedVectors> {
    const saved = new SavedVectors(indexDir, model, logger);
    const bytes = anew ? null : await readFile(saved.#file).catch(() => null);
    if (bytes !== null) saved.#read(bytes);
    if (saved.#vectors.size > 0) {
      logger.info({ passages: saved.#vectors.size }, 'An earlier build has left vectors, which are used.');
    }
    return saved;
  }

  /** The vector of a text that was saved. */
  get(key: VectorKey): Float32Array | undefined {
    return this.#vectors.get(key);
  }

  /** Saves vectors, one for each key. Never rejects. */
  async add(keys: readonly VectorKey[], vectors: readonly Float32Array[]): Promise<void> {
    if (this.#failed) return;
    try {
      this.#handle ??= await this.#openToWrite();
      const batch = encodeBatch(this.#model.dimensions, keys, vectors);
      await this.#handle.write(batch, 0, batch.length, this.#end);
      await this.#handle.datasync();
      this.#end += batch.length;
    } catch (error) {
      this.#failed = true;
      this.#logger.warn(
        { problem: describeError(error) },
        'Vectors cannot be saved while the index is built.',
      );
    }
  }

  /** Ends writing. What was saved stays. Never rejects. */
  async close(): Promise<void> {
    await this.#handle?.close().catch(() => undefined);
    this.#handle = null;
  }

  /** Removes the file: the index that was built holds all of it. */
  async discard(): Promise<void> {
    await this.close();
    await rm(this.#file, { recursive: true, force: true });
  }

  async #openToWrite(): Promise<FileHandle> {
    const handle = await open(this.#file, this.#end === 0 ? 'w' : 'r+');
    const header = encodeHeader(this.#model);
    if (this.#end === 0) {
      await handle.write(header, 0, header.length, 0);
      this.#end = header.length;
    } else await handle.truncate(this.#end);
    return handle;
  }

  #read(bytes: Buffer): void {
    const header = encodeHeader(this.#model);
    if (!bytes.subarray(0, header.length).equals(header)) return;
    const { dimensions } = this.#model;
    let at = header.length;
    for (;;) {
      const batch = decodeBatch(dimensions, bytes.subarray(at));
      if (batch === null) break;
      for (const [i, key] of batch.keys.entries()) {
        this.#vectors.set(key, batch.components.subarray(i * dimensions, (i + 1) * dimensions));
      }
      at += batch.bytes;
    }
    this.#end = at;
  }
}

function encodeHeader({ fingerprint, dimensions }: Model): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(2 * COUNT_BYTES + DIGEST_BYTES);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt32LE(dimensions, COUNT_BYTES);
  createHash('sha256')
    .update(fingerprint)
    .digest()
    .copy(header, 2 * COUNT_BYTES);
  return header;
}

/** Number of vectors, keys, components, checksum of all that. Throws for a vector that is none. */
function encodeBatch(
  dimensions: number,
  keys: readonly VectorKey[],
  vectors: readonly Float32Array[],
): Buffer<ArrayBuffer> {
  const count = Buffer.alloc(COUNT_BYTES);
  count.writeUInt32LE(keys.length);
  const parts: Uint8Array[] = [count, ...keys.map((key) => Buffer.from(key, 'hex'))];
  for (const vector of vectors) {
    assertVector(vector, dimensions);
    parts.push(Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
  }
  const body = Buffer.concat(parts);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

/** The batch that some bytes begin with, or `null` where there is none that is whole. */
function decodeBatch(
  dimensions: number,
  bytes: Buffer,
): { readonly keys: VectorKey[]; readonly components: Float32Array; readonly bytes: number } | null {
  if (bytes.length < COUNT_BYTES) return null;
  const count = bytes.readUInt32LE();
  const keysEnd = COUNT_BYTES + count * KEY_BYTES;
  const end = keysEnd + count * dimensions * Float32Array.BYTES_PER_ELEMENT;
  if (count === 0 || bytes.length < end + DIGEST_BYTES) return null;
  const digest = createHash('sha256').update(bytes.subarray(0, end)).digest();
  if (!digest.equals(bytes.subarray(end, end + DIGEST_BYTES))) return null;
  const keys = Array.from({ length: count }, (_, i) =>
    bytes.toString('hex', COUNT_BYTES + i * KEY_BYTES, COUNT_BYTES + (i + 1) * KEY_BYTES),
  );
  // A copy, since components must be aligned.
  const components = new Float32Array(Uint8Array.from(bytes.subarray(keysEnd, end)).buffer);
  return { keys, components, bytes: end + DIGEST_BYTES };
}
