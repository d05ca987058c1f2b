import { type ArticleSignature, SIGNATURE_MINIMA } from '../content/duplicates.js';
import { indexDamaged } from './errors.js';

/** A text's hash, then the minima, little-endian. */
const TEXT_BYTES = 32;
const SIGNATURE_BYTES = TEXT_BYTES + SIGNATURE_MINIMA * Uint32Array.BYTES_PER_ELEMENT;

/** The signatures of a segment's articles, in their order. */
export function encodeSignatures(signatures: readonly ArticleSignature[]): Uint8Array {
  const bytes = new Uint8Array(signatures.length * SIGNATURE_BYTES);
  for (const [i, { text, minima }] of signatures.entries()) {
    bytes.set(text, i * SIGNATURE_BYTES);
    bytes.set(
      new Uint8Array(minima.buffer, minima.byteOffset, minima.byteLength),
      i * SIGNATURE_BYTES + TEXT_BYTES,
    );
  }
  return bytes;
}

/** What {@link encodeSignatures} gave. Throws {@link YinjuError} (code `index-damaged`) for bytes that are not. */
export function decodeSignatures(bytes: Uint8Array, articles: number): ArticleSignature[] {
  if (bytes.length !== articles * SIGNATURE_BYTES) {
    throw indexDamaged({
      file: 'signatures.bin',
      problem: `It has ${bytes.length} bytes instead of ${articles * SIGNATURE_BYTES}.`,
    });
  }
  return Array.from({ length: articles }, (_, i) => {
    const at = bytes.byteOffset + i * SIGNATURE_BYTES;
    const text = new Uint8Array(bytes.buffer, at, TEXT_BYTES);
    return { text, minima: new Uint32Array(bytes.buffer, at + TEXT_BYTES, SIGNATURE_MINIMA) };
  });
}
