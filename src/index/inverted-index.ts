import { buildDictionary } from './term-dictionary.js';
import type { TermDictionary } from './term-dictionary.js';

/** The fields of a document. */
export const LEXICAL_FIELDS = ['title', 'headings', 'body'] as const;

/** One of the fields of a document. */
export type LexicalField = (typeof LEXICAL_FIELDS)[number];

/** A passage as the lexical index sees it: the terms of each field, with repetition. */
export interface LexicalDocument {
  readonly title: readonly string[];
  readonly headings: readonly string[];
  readonly body: readonly string[];
}

/** For every term the documents that contain it, in typed arrays. Documents are numbered as they came. */
export interface InvertedIndex {
  readonly documents: number;
  readonly dictionary: TermDictionary;
  /** Term `t` of the dictionary has the postings `postingOffsets[t]` to `postingOffsets[t + 1] - 1`. */
  readonly postingOffsets: Uint32Array;
  /** Document of each posting, rising within a term. */
  readonly postingDocuments: Uint32Array;
  /** How often the term occurs in the document's fields, packed: see {@link frequencyIn}. */
  readonly postingFrequencies: Uint16Array;
  /** Terms of each document's field, repetitions counted, at most {@link LENGTH_MAX}. */
  readonly lengths: Readonly<Record<LexicalField, Uint32Array>>;
}

/**
 * Three counts in 16 bits halve what an index takes. A count stays at its maximum: beyond 255 occurrences in
 * one passage, or 15 in one title, BM25's saturation leaves nothing to tell apart.
 */
const PACKING = {
  body: { shift: 0, maximum: 0xff },
  headings: { shift: 8, maximum: 0xf },
  title: { shift: 12, maximum: 0xf },
} as const;

/** Longer fields count as this long: by then their length has long taken all weight from an occurrence. */
export const LENGTH_MAX = 0xffff;

/** Packed frequencies up to this value have occurrences in the body only. */
export const BODY_ONLY = PACKING.body.maximum;

/** Occurrences in one field out of packed frequencies: at most 255 in the body, 15 in title and headings. */
export function frequencyIn(packed: number, field: LexicalField): number {
  return (packed >> PACKING[field].shift) & PACKING[field].maximum;
}

/**
 * Half-open range of a term's postings.
 * @param position - of the term in the dictionary; -1, for one that is not in it, has none
 */
export function postingsOf(
  { postingOffsets }: InvertedIndex,
  position: number,
): readonly [start: number, end: number] {
  return position === -1 ? [0, 0] : [postingOffsets[position] ?? 0, postingOffsets[position + 1] ?? 0];
}

/** The posting of a term that names a document, or -1. */
export function findPosting(index: InvertedIndex, position: number, document: number): number {
  let [low, high] = postingsOf(index, position);
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = index.postingDocuments[middle] ?? 0;
    if (found === document) return middle;
    if (found < document) low = middle + 1;
    else high = middle;
  }
  return -1;
}

/** A document's distinct terms, by their number in the vocabulary, with their packed frequencies. */
interface CountedDocument {
  readonly terms: Uint32Array;
  readonly frequencies: Uint16Array;
}

/** Inverts documents in steps, yielding after each step the number of documents counted so far. */
export function* invertDocuments(
  documents: Iterable<LexicalDocument>,
): Generator<number, InvertedIndex, undefined> {
  const counter = new TermCounter();
  const counted: CountedDocument[] = [];
  const lengths: Record<LexicalField, number[]> = { title: [], headings: [], body: [] };
  for (const document of documents) {
    for (const field of LEXICAL_FIELDS) lengths[field].push(Math.min(document[field].length, LENGTH_MAX));
    counted.push(counter.count(document));
    yield counted.length;
  }
  const dictionary = buildDictionary(counter.vocabulary);
  let step = dictionary.next();
  for (; !step.done; step = dictionary.next()) yield counted.length;
  const postings = yield* transpose(counted, step.value.positions);
  return {
    documents: counted.length,
    dictionary: step.value.dictionary,
    ...postings,
    lengths: {
      title: Uint32Array.from(lengths.title),
      headings: Uint32Array.from(lengths.headings),
      body: Uint32Array.from(lengths.body),
    },
  };
}

/** Numbers terms as they come, and counts those of one document after the other. */
class TermCounter {
  readonly vocabulary = new Map<string, number>();
  /** For each term where it stands among the document's terms; of another document where that does not agree. */
  readonly #slots: number[] = [];
  #terms: number[] = [];
  #frequencies: number[] = [];

  count(document: LexicalDocument): CountedDocument {
    this.#terms = [];
    this.#frequencies = [];
    for (const field of LEXICAL_FIELDS) {
      for (const term of document[field]) this.#countTerm(term, field);
    }
    return { terms: Uint32Array.from(this.#terms), frequencies: Uint16Array.from(this.#frequencies) };
  }

  #countTerm(term: string, field: LexicalField): void {
    const slot = this.#slotOf(term);
    const packed = this.#frequencies[slot] ?? 0;
    const { shift, maximum } = PACKING[field];
    if (((packed >> shift) & maximum) < maximum) this.#frequencies[slot] = packed + (1 << shift);
  }

  #slotOf(term: string): number {
    let number = this.vocabulary.get(term);
    if (number === undefined) {
      number = this.vocabulary.size;
      this.vocabulary.set(term, number);
      this.#slots.push(0);
    }
    const slot = this.#slots[number] ?? 0;
    if (this.#terms[slot] === number) return slot;
    this.#slots[number] = this.#terms.length;
    this.#frequencies.push(0);
    return this.#terms.push(number) - 1;
  }
}

/** From the terms of each document to the documents of each term. */
function* transpose(
  counted: readonly CountedDocument[],
  positions: Uint32Array,
): Generator<
  number,
  Pick<InvertedIndex, 'postingOffsets' | 'postingDocuments' | 'postingFrequencies'>,
  undefined
> {
  const postingOffsets = new Uint32Array(positions.length + 1);
  for (const { terms } of counted) {
    for (const term of terms) bump(postingOffsets, (positions[term] ?? 0) + 1);
    yield counted.length;
  }
  for (let t = 1; t < postingOffsets.length; t++) bump(postingOffsets, t, postingOffsets[t - 1]);
  const next = postingOffsets.slice();
  const total = postingOffsets.at(-1) ?? 0;
  const postingDocuments = new Uint32Array(total);
  const postingFrequencies = new Uint16Array(total);
  for (const [document, { terms, frequencies }] of counted.entries()) {
    for (let i = 0; i < terms.length; i++) {
      const posting = bump(next, positions[terms[i] ?? 0] ?? 0);
      postingDocuments[posting] = document;
      postingFrequencies[posting] = frequencies[i] ?? 0;
    }
    yield counted.length;
  }
  return { postingOffsets, postingDocuments, postingFrequencies };
}

/** Adds to one element and gives what it was before. */
function bump(array: Uint32Array, index: number, by = 1): number {
  const before = array[index] ?? 0;
  array[index] = before + by;
  return before;
}
