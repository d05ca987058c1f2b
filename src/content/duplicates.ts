import { createHash } from 'node:crypto';

import type { NearDuplicate } from '../domain/build.js';
import { foldString } from '../text/fold.js';

/** What tells whether two articles repeat one another. */
export interface ArticleSignature {
  /** SHA-256 of the text without white space, 32 bytes: equal for articles that say the same. */
  readonly text: Uint8Array;
  /** {@link SIGNATURE_MINIMA} hashes, as many of which are equal as two texts are alike. */
  readonly minima: Uint32Array;
}

/** What an article repeats: `exact` is the path of the earliest that says the same. */
export interface Repetition {
  readonly exact: string | null;
  /** The most similar of those before, where it is at least {@link MIN_SIMILARITY}; `null` for an exact duplicate. */
  readonly near: NearDuplicate | null;
}

/** Estimated Jaccard similarity from which two articles are near duplicates. */
export const MIN_SIMILARITY = 0.7;
/** Characters of a shingle. */
const SHINGLE = 5;
/**
 * Minima in a signature. The standard error of a similarity that they estimate is at most 0.045.
 */
export const SIGNATURE_MINIMA = 128;
/** Minima in a band: of 32 bands, articles of similarity 0.7 share one with probability 0.9998, of 0.3 with 0.23. */
const BAND = 4;
const BANDS = SIGNATURE_MINIMA / BAND;
/** Articles that are compared of those that share a band: beyond these one text is repeated, and they tell. */
const MAX_CANDIDATES = 8;
const EMPTY = 0xffffffff;
/** How much of a long text is looked at in one go, in UTF-16 code units: a few milliseconds' work. */
const WINDOW = 65_536;

/**
 * Finds repeated articles, each with the earliest that it repeats (near duplicates: the most similar of the
 * earliest). One-permutation MinHash over shingles of folded characters with banding: linear in the number of articles,
 * and the same for the same articles in the same order. The bands lie in a hash table of typed arrays, so that a
 * hundred thousand articles take 130 MB.
 */
export class DuplicateFinder {
  readonly #paths: string[] = [];
  readonly #minima: Uint32Array;
  readonly #firstByText = new Map<string, string>();
  /** Number of the last band entered of those whose hashes end in the same bits, -1 for none. */
  readonly #heads: Int32Array;
  /** For each band the one entered before it with the same head. */
  readonly #previous: Int32Array;

  /** @param capacity - how many articles there will be at most */
  constructor(capacity: number) {
    this.#minima = new Uint32Array(capacity * SIGNATURE_MINIMA);
    this.#heads = new Int32Array(2 ** Math.ceil(Math.log2(capacity * BANDS + 1))).fill(-1);
    this.#previous = new Int32Array(capacity * BANDS);
  }

  /** Takes in the next article, and says what it repeats of those before. */
  add(path: string, { text, minima }: ArticleSignature): Repetition {
    const key = Buffer.from(text).toString('base64');
    const exact = this.#firstByText.get(key);
    if (exact !== undefined) return { exact, near: null };
    this.#firstByText.set(key, path);
    const number = this.#paths.push(path) - 1;
    this.#minima.set(minima, number * SIGNATURE_MINIMA);
    return { exact: null, near: this.#mostSimilar(number) };
  }

  /** Enters an article's bands and gives the most similar of those that share one. */
  #mostSimilar(number: number): NearDuplicate | null {
    const candidates = new Set<number>();
    for (let band = 0; band < BANDS; band++) this.#enter(number * BANDS + band, candidates);
    let best: NearDuplicate | null = null;
    for (const candidate of [...candidates].sort((a, b) => a - b)) {
      const similarity = this.#similarity(candidate, number);
      if (similarity < MIN_SIMILARITY || similarity <= (best?.similarity ?? 0)) continue;
      best = { path: this.#paths[number] ?? '', of: this.#paths[candidate] ?? '', similarity };
    }
    return best;
  }

  /** Adds the articles that share a band, and enters it unless many share it already. */
  #enter(band: number, candidates: Set<number>): void {
    const head = this.#hash(band) & (this.#heads.length - 1);
    let sharing = 0;
    for (let other = this.#heads[head] ?? -1; other !== -1; other = this.#previous[other] ?? -1) {
      if (!this.#areEqual(band, other)) continue;
      candidates.add(Math.floor(other / BANDS));
      sharing++;
    }
    if (sharing >= MAX_CANDIDATES) return;
    this.#previous[band] = this.#heads[head] ?? -1;
    this.#heads[head] = band;
  }

  #hash(band: number): number {
    let hash = band % BANDS;
    for (let i = 0; i < BAND; i++) hash = Math.imul(hash ^ (this.#minima[band * BAND + i] ?? 0), 0x01000193);
    return mixed(hash);
  }

  #areEqual(a: number, b: number): boolean {
    if (a % BANDS !== b % BANDS) return false;
    for (let i = 0; i < BAND; i++) {
      if (this.#minima[a * BAND + i] !== this.#minima[b * BAND + i]) return false;
    }
    return true;
  }

  #similarity(a: number, b: number): number {
    let equal = 0;
    for (let i = 0; i < SIGNATURE_MINIMA; i++) {
      if (this.#minima[a * SIGNATURE_MINIMA + i] === this.#minima[b * SIGNATURE_MINIMA + i]) equal++;
    }
    return equal / SIGNATURE_MINIMA;
  }
}

/** The signature of a text. Yields within long ones, so that a caller can cut the work into slices. */
export function* signText(text: string): Generator<undefined, ArticleSignature, undefined> {
  const bare = yield* withoutWhiteSpace(text);
  return { text: createHash('sha256').update(bare).digest(), minima: yield* minimaOf(bare) };
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
function* minimaOf(bare: string): Generator<undefined, Uint32Array, undefined> {
  const signature = new Uint32Array(SIGNATURE_MINIMA).fill(EMPTY);
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
    const slot = hash % SIGNATURE_MINIMA;
    if (hash < (signature[slot] ?? EMPTY)) signature[slot] = hash;
  }
}

/** FNV-1a over the code units of a shingle, its bits mixed. */
function hashShingle(text: string, start: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < start + SHINGLE && i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return mixed(hash);
}

/** MurmurHash3's finaliser: 32 bits, each of which depends on all. */
function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
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
    while (filled === EMPTY) filled = signature[(i + ++distance) % SIGNATURE_MINIMA] ?? EMPTY;
    return (filled + Math.imul(distance, 0x9e3779b1)) >>> 0;
  });
}
