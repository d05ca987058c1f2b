import { createHash } from 'node:crypto';

import type { YinjuError } from '../domain/errors.js';
import { indexDamaged } from './errors.js';
import { VectorMatrix } from './vectors.js';

/** `YJVE`, read as a little-endian number. */
const MAGIC = 0x45564a59;
const VERSION = 1;
/** Header: magic, version, number of vectors, dimensions. */
const HEADER_WORDS = 4;
const HEADER_BYTES = HEADER_WORDS * Uint32Array.BYTES_PER_ELEMENT;
/** A key is a SHA-256 digest. */
const KEY_BYTES = 32;

/** What a vector is found by again: the hash of the text that was embedded. Hexadecimal. */
export type VectorKey = string;

/** The key of an embedded text. */
export function vectorKey(text: string): VectorKey {
  return createHash('sha256').update(text).digest('hex');
}

/** Every passage's vector with the key of the text that it was made from, in the order of the passages. */
export interface KeyedVectors {
  readonly keys: readonly VectorKey[];
  readonly vectors: VectorMatrix;
}

/** Header, keys, components. Equal vectors give equal bytes. */
export function encodeVectors({ keys, vectors }: KeyedVectors): Uint8Array {
  const keysEnd = HEADER_BYTES + keys.length * KEY_BYTES;
  const bytes = new Uint8Array(keysEnd + vectors.components.byteLength);
  new Uint32Array(bytes.buffer, 0, HEADER_WORDS).set([MAGIC, VERSION, vectors.count, vectors.dimensions]);
  const packed = Buffer.from(bytes.buffer, HEADER_BYTES, keys.length * KEY_BYTES);
  keys.forEach((key, i) => packed.write(key, i * KEY_BYTES, KEY_BYTES, 'hex'));
  new Float32Array(bytes.buffer, keysEnd).set(vectors.components);
  return bytes;
}

/**
 * What `encodeVectors` gave, without copying the components where the bytes are aligned. Throws
 * {@link YinjuError} (code `index-damaged`) for anything else.
 */
export function decodeVectors(bytes: Uint8Array): KeyedVectors {
  const { count, buffer, keysAt, vectors } = parse(bytes);
  const packed = Buffer.from(buffer, keysAt, count * KEY_BYTES);
  const keys = Array.from({ length: count }, (_, i) =>
    packed.toString('hex', i * KEY_BYTES, (i + 1) * KEY_BYTES),
  );
  return { keys, vectors };
}

interface Parsed {
  readonly count: number;
  readonly buffer: ArrayBufferLike;
  /** Where the keys begin in the buffer. */
  readonly keysAt: number;
  readonly vectors: VectorMatrix;
}

function parse(bytes: Uint8Array): Parsed {
  const aligned = bytes.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0 ? bytes : Uint8Array.from(bytes);
  if (aligned.length < HEADER_BYTES) throw damaged('it has no header');
  const header = new Uint32Array(aligned.buffer, aligned.byteOffset, HEADER_WORDS);
  const [magic, version, count = 0, dimensions = 0] = header;
  if (magic !== MAGIC || version !== VERSION) throw damaged('its header is not that of this version');
  const keysBytes = count * KEY_BYTES;
  const componentBytes = count * dimensions * Float32Array.BYTES_PER_ELEMENT;
  if (aligned.length !== HEADER_BYTES + keysBytes + componentBytes) {
    throw damaged('its size is not what its header asks for');
  }
  const keysAt = aligned.byteOffset + HEADER_BYTES;
  const components = new Float32Array(aligned.buffer, keysAt + keysBytes, count * dimensions);
  return { count, buffer: aligned.buffer, keysAt, vectors: new VectorMatrix(dimensions, components) };
}

/**
 * Copies the vectors of some keys out of what `encodeVectors` gave. Throws {@link YinjuError} (code `index-damaged`) for
 * bytes that it did not give.
 * @param wanted - the keys
 * @param found - receives them
 */
export function findVectors(
  bytes: Uint8Array,
  wanted: ReadonlySet<VectorKey>,
  found: Map<VectorKey, Float32Array>,
): void {
  const { count, buffer, keysAt, vectors } = parse(bytes);
  const beginnings = new Set(Array.from(wanted, (key) => Number.parseInt(key.slice(0, 8), 16)));
  const keys = Buffer.from(buffer, keysAt, count * KEY_BYTES);
  for (let row = 0; row < count; row++) {
    const at = row * KEY_BYTES;
    if (!beginnings.has(keys.readUInt32BE(at))) continue;
    const key = keys.toString('hex', at, at + KEY_BYTES);
    if (wanted.has(key)) found.set(key, vectors.row(row).slice());
  }
}

function damaged(problem: string): YinjuError {
  return indexDamaged({ file: 'vectors.bin', problem: `It cannot be read: ${problem}.` });
}
