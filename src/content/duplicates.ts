import { createHash } from 'node:crypto';

import type { Article } from '../domain/article.js';
import type { NearDuplicate } from '../domain/build.js';
import { foldString } from '../text/fold.js';

/** Articles that repeat others. `of` is the path of the earlier article, by the order given. */
export interface Duplicates {
  /** Equal text, white space aside. */
  readonly exact: { readonly path: string; readonly of: string }[];
  /** Nearly equal text: at least {@link MIN_SIMILARITY}. An exact duplicate is not listed here. */
  readonly near: NearDuplicate[];
}

/** Estimated Jaccard similarity from which two articles are near duplicates. */
export const MIN_SIMILARITY = 0.7;
/** Characters of a shingle. */
const SHINGLE = 5;
/**
 * Minima in a signature, and how many of them make a band: with 32 bands of 4, articles of similarity 0.7 share
 * a band with probability 0.9998, of 0.3 with 0.23. The estimate's standard error is at most 0.045.
 */
const SIGNATURE = 128;
const BAND = 4;
/** Articles that are compared of those that share a band: beyond these one text is repeated, and they tell. */
const MAX_CANDIDATES = 8;
const EMPTY = 0xffffffff;
/** How much of a long text is looked at in one go, in UTF-16 code units: a few milliseconds' work. */
const WINDOW = 65_536;

/**
 * Finds repeated articles, each with the earliest that it repeats (near duplicates: the most similar of the
 * earliest). One-permutation MinHash over shingles of folded characters with banding: linear in the text, and
 * the same for the same articles. Yields after each article, and within long ones, so that a caller can cut the
 * work into slices.
 */
export function* findDuplicates(articles: readonly Article[]): Generator<undefined, Duplicates, undefined> {
  const exact: Duplicates['exact'] = [];
  const near: NearDuplicate[] = [];
  const firstByText = new Map<string, string>();
  const bands = new Map<string, Signed[]>();
  for (const { path, text } of articles) {
    const bare = yield* withoutWhiteSpace(text);
    const key = createHash('sha256').update(bare).digest('base64');
    const first = firstByText.get(key);
    if (first !== undefined) {
      exact.push({ path, of: first });
    } else {
      firstByText.set(key, path);
      const signed = { path, signature: yield* signatureOf(bare) };
      const similar = register(signed, bands);
      if (similar !== null) near.push({ path, ...similar });
    }
    yield;
  }
  return { exact, near };
}

interface Signed {
  readonly path: string;
  readonly signature: Uint32Array;
}

/** Enters a signature into its bands and gives the most similar of those that share one. */
function register(signed: Signed, bands: Map<string, Signed[]>): { of: string; similarity: number } | null {
  const candidates = new Set<Signed>();
  for (let start = 0; start < SIGNATURE; start += BAND) {
    const key = `${start}:${signed.signature.subarray(start, start + BAND).join()}`;
    const sharing = bands.get(key) ?? [];
    for (const other of sharing) candidates.add(other);
    if (sharing.length < MAX_CANDIDATES) bands.set(key, [...sharing, signed]);
  }
  let best: { of: string; similarity: number } | null = null;
  for (const { path, signature } of candidates) {
    const equal = signature.reduce((sum, minimum, i) => sum + (minimum === signed.signature[i] ? 1 : 0), 0);
    const similarity = equal / SIGNATURE;
    if (similarity >= MIN_SIMILARITY && similarity > (best?.similarity ?? 0)) best = { of: path, similarity };
  }
  return best;
}

function* withoutWhiteSpace(text: string): Generator<undefined, string, undefined> {
  const parts: string[] = [];
  for (let start = 0; start < text.length; start += WINDOW) {
    parts.push(text.slice(start, start + WINDOW).replace(/\s+/gu, ''));
    yield;
  }
  return parts.join('');
}

/** The least hash of a shingle of the folded text in each of the classes into which hashes fall. */
function* signatureOf(bare: string): Generator<undefined, Uint32Array, undefined> {
  const signature = new Uint32Array(SIGNATURE).fill(EMPTY);
  for (let start = 0; start === 0 || start + SHINGLE <= bare.length; start += WINDOW) {
    // The shingles that begin in the window reach beyond it.
    addShingles(foldString(bare.slice(start, start + WINDOW + SHINGLE - 1)), signature);
    yield;
  }
  return densify(signature);
}

function addShingles(text: string, signature: Uint32Array): void {
  for (let i = 0; i + SHINGLE <= Math.max(text.length, SHINGLE); i++) {
    const hash = hashShingle(text, i);
    const slot = hash % SIGNATURE;
    if (hash < (signature[slot] ?? EMPTY)) signature[slot] = hash;
  }
}

/** FNV-1a over the code units of a shingle, its bits mixed (MurmurHash3's finaliser). */
function hashShingle(text: string, start: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < start + SHINGLE && i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Fills the classes that a short text left empty from the next one that is not (Shrivastava and Li 2014,
 * “Densifying one permutation hashing via rotation”), so that empty classes do not count as equal.
 */
function densify(signature: Uint32Array): Uint32Array {
  if (signature.every((minimum) => minimum === EMPTY)) return signature;
  return signature.map((minimum, i) => {
    let distance = 0;
    let filled = minimum;
    while (filled === EMPTY) filled = signature[(i + ++distance) % SIGNATURE] ?? EMPTY;
    return (filled + Math.imul(distance, 0x9e3779b1)) >>> 0;
  });
}
