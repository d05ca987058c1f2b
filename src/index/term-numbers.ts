/** A table is made twice as large when it is half full. */
const FIRST_CAPACITY = 1024;
/** Knuth's multiplicative hashing: 2^32 divided by the golden ratio. */
const GOLDEN = 0x9e3779b1;

/**
 * Numbers terms as they come, from 0. Nearly all terms of Chinese text have one or two code units: those are numbers
 * themselves, and are looked up in a table of numbers, which takes a third of the time that a `Map` of strings takes.
 */
export class TermNumbers {
  /** Keys of short terms, where their hash leads or in the next free place; 0 is a free place. */
  #keys = new Uint32Array(FIRST_CAPACITY);
  /** Number of the term whose key stands in the same place. */
  #numbers = new Uint32Array(FIRST_CAPACITY);
  #shortCount = 0;
  readonly #others = new Map<string, number>();

  /** Number of different terms. */
  get size(): number {
    return this.#shortCount + this.#others.size;
  }

  /** The number of a term, which it is given now if it has none. */
  numberOf(term: string): number {
    const key = keyOf(term);
    if (key === 0) return this.#numberOfOther(term);
    const place = this.#placeOf(key);
    if (this.#keys[place] === key) return this.#numbers[place] ?? 0;
    const number = this.size;
    this.#keys[place] = key;
    this.#numbers[place] = number;
    this.#shortCount += 1;
    if (this.#shortCount * 2 > this.#keys.length) this.#grow();
    return number;
  }

  /** The number of a term, or `undefined` where it has none. */
  get(term: string): number | undefined {
    const key = keyOf(term);
    if (key === 0) return this.#others.get(term);
    const place = this.#placeOf(key);
    return this.#keys[place] === key ? this.#numbers[place] : undefined;
  }

  /** Every term once, in no particular order. */
  *keys(): Generator<string> {
    for (const key of this.#keys) if (key !== 0) yield termOf(key);
    yield* this.#others.keys();
  }

  #numberOfOther(term: string): number {
    let number = this.#others.get(term);
    if (number === undefined) {
      number = this.size;
      this.#others.set(term, number);
    }
    return number;
  }

  /** Where a key stands, or the free place where it belongs. */
  #placeOf(key: number): number {
    const keys = this.#keys;
    const last = keys.length - 1;
    let place = (Math.imul(key, GOLDEN) >>> 7) & last;
    for (let found = keys[place]; found !== key && found !== 0; found = keys[place])
      place = (place + 1) & last;
    return place;
  }

  #grow(): void {
    const [keys, numbers] = [this.#keys, this.#numbers];
    this.#keys = new Uint32Array(2 * keys.length);
    this.#numbers = new Uint32Array(2 * keys.length);
    for (const [i, key] of keys.entries()) {
      if (key === 0) continue;
      const place = this.#placeOf(key);
      this.#keys[place] = key;
      this.#numbers[place] = numbers[i] ?? 0;
    }
  }
}

/** A term of one or two code units, the second not 0, as a number; 0 for any other. */
function keyOf(term: string): number {
  if (term.length === 1) return (term.charCodeAt(0) << 16) >>> 0;
  if (term.length !== 2) return 0;
  const second = term.charCodeAt(1);
  return second === 0 ? 0 : ((term.charCodeAt(0) << 16) | second) >>> 0;
}

function termOf(key: number): string {
  const second = key & 0xffff;
  return second === 0 ? String.fromCharCode(key >>> 16) : String.fromCharCode(key >>> 16, second);
}
