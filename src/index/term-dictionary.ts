/**
 * Every term of an index, sorted by UTF-16 code units, in two typed arrays: nothing has to be built when an
 * index is loaded, and looking a term up takes a binary search (about a microsecond among a million).
 */
export class TermDictionary {
  /** The terms' code units, one term after the other. */
  readonly units: Uint16Array;
  /** Where each term begins in `units`; one more entry holds the end. */
  readonly offsets: Uint32Array;

  /** Both arrays are kept, not copied. */
  constructor(units: Uint16Array, offsets: Uint32Array) {
    this.units = units;
    this.offsets = offsets;
  }

  /** Number of terms. */
  get size(): number {
    return this.offsets.length - 1;
  }

  /** Position of a term, or -1 where it is not in the dictionary. */
  indexOf(term: string): number {
    const position = this.lowerBound(term);
    return position < this.size && this.#compare(position, term) === 0 ? position : -1;
  }

  /** Position of the first term that does not come before `term`; `size` where all do. */
  lowerBound(term: string): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, term) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The term at a position, 0 to `size - 1`. */
  termAt(position: number): string {
    return String.fromCharCode(...this.units.subarray(this.offsets[position], this.offsets[position + 1]));
  }

  /** Below 0 where the term at `index` comes before `term`, 0 where it is `term`. */
  #compare(index: number, term: string): number {
    const start = this.offsets[index] ?? 0;
    const length = (this.offsets[index + 1] ?? 0) - start;
    const common = Math.min(length, term.length);
    for (let i = 0; i < common; i++) {
      const difference = (this.units[start + i] ?? 0) - term.charCodeAt(i);
      if (difference !== 0) return difference;
    }
    return length - term.length;
  }
}

/** Terms with their numbers, 0 to n - 1. */
export type Vocabulary = Pick<ReadonlyMap<string, number>, 'size' | 'get'> & { keys(): Iterable<string> };

/** How many terms are worked on between two yields. */
const TERMS_A_STEP = 4096;

/**
 * Sorts a vocabulary into a dictionary, in steps. Also gives, for each number of the vocabulary, the term's
 * position in the dictionary.
 * @param vocabulary - terms with their numbers, 0 to n - 1
 */
export function* buildDictionary(
  vocabulary: Vocabulary,
): Generator<undefined, { dictionary: TermDictionary; positions: Uint32Array }, undefined> {
  const buckets = yield* bucketsByFirstUnit(vocabulary);
  const offsets = new Uint32Array(vocabulary.size + 1);
  const positions = new Uint32Array(vocabulary.size);
  let units = new Uint16Array(vocabulary.size * 4 + 16);
  let position = 0;
  let end = 0;
  for (const key of [...buckets.keys()].sort((a, b) => a - b)) {
    for (const term of (buckets.get(key) ?? []).sort()) {
      if (end + term.length > units.length) units = grown(units, end + term.length);
      for (let i = 0; i < term.length; i++) units[end + i] = term.charCodeAt(i);
      end += term.length;
      positions[vocabulary.get(term) ?? 0] = position;
      offsets[++position] = end;
    }
    yield;
  }
  return { dictionary: new TermDictionary(units.slice(0, end), offsets), positions };
}

/** One sort of a million strings takes a second; a few thousand small ones can be interrupted. */
function* bucketsByFirstUnit(vocabulary: Vocabulary): Generator<undefined, Map<number, string[]>, undefined> {
  const buckets = new Map<number, string[]>();
  let seen = 0;
  for (const term of vocabulary.keys()) {
    const key = term === '' ? -1 : term.charCodeAt(0);
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [term]);
    else bucket.push(term);
    if (++seen % TERMS_A_STEP === 0) yield;
  }
  return buckets;
}

function grown(units: Uint16Array<ArrayBuffer>, needed: number): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(Math.max(needed, units.length * 2));
  larger.set(units);
  return larger;
}
