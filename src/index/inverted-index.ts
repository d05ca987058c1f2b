import { buildDictionary } from './term-dictionary.js';
import type { TermDictionary } from './term-dictionary.js';
import { TermNumbers } from './term-numbers.js';

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
  /** How often the term occurs in the document's fields, packed: see {@link bodyFrequency}. */
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

/** Occurrences in the body out of packed frequencies, at most 255. */
export function bodyFrequency(packed: number): number {
  return packed & PACKING.body.maximum;
}

/** The same in the headings, at most 15. */
export function headingsFrequency(packed: number): number {
  return (packed >> PACKING.headings.shift) & PACKING.headings.maximum;
}

/** The same in the title, at most 15. */
export function titleFrequency(packed: number): number {
  return packed >> PACKING.title.shift;
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

/** Inverts documents in steps, yielding after each step the number of documents counted so far. */
export function* invertDocuments(
  documents: Iterable<LexicalDocument>,
): Generator<number, InvertedIndex, undefined> {
  const counter = new TermCounter();
  const lengths: Record<LexicalField, number[]> = { title: [], headings: [], body: [] };
  let count = 0;
  for (const document of documents) {
    for (const field of LEXICAL_FIELDS) lengths[field].push(Math.min(document[field].length, LENGTH_MAX));
    counter.count(document);
    yield ++count;
  }
  const building = buildDictionary(counter.vocabulary);
  let step = building.next();
  for (; !step.done; step = building.next()) yield count;
  const { dictionary, positions } = step.value;
  const transposition = transpose(counter, positions);
  let transposed = transposition.next();
  for (; !transposed.done; transposed = transposition.next()) yield count;
  return {
    documents: count,
    dictionary,
    ...transposed.value,
    lengths: {
      title: Uint32Array.from(lengths.title),
      headings: Uint32Array.from(lengths.headings),
      body: Uint32Array.from(lengths.body),
    },
  };
}

/** Postings that one block has room for; a document with more terms gets a block of its own. */
const BLOCK_POSTINGS = 1 << 18;

/** Postings by document: the terms of one document after those of the other. */
interface Block {
  /** Numbers of the vocabulary. */
  readonly terms: Uint32Array;
  readonly frequencies: Uint16Array;
  /** Where the postings of each document end. */
  readonly ends: number[];
}

/** Numbers terms as they come, and counts those of one document after the other. */
class TermCounter {
  readonly vocabulary = new TermNumbers();
  readonly blocks: Block[] = [];
  /** Documents that contain a term, by its number. */
  documentFrequencies = new Uint32Array(1024);
  /** One more than the place of a term's last posting, in all blocks: below `#start` it is of another document. */
  #places = new Uint32Array(1024);
  /** Places before the block in use, and before the document being counted. */
  #base = 0;
  #start = 0;

  count(document: LexicalDocument): void {
    const { title, headings, body } = document;
    const block = this.#blockFor(title.length + headings.length + body.length);
    let end = block.ends.at(-1) ?? 0;
    this.#start = this.#base + end;
    for (const field of LEXICAL_FIELDS) end = this.#countField(document[field], PACKING[field], block, end);
    block.ends.push(end);
  }

  /** The loop that building spends its time in. Gives where the document's postings end. */
  #countField(
    terms: readonly string[],
    { shift, maximum }: (typeof PACKING)[LexicalField],
    block: Block,
    from: number,
  ): number {
    let end = from;
    for (const term of terms) {
      const number = this.vocabulary.numberOf(term);
      if (number >= this.#places.length) this.#grow();
      const place = this.#places[number] ?? 0;
      if (place > this.#start) {
        const posting = place - 1 - this.#base;
        const packed = block.frequencies[posting] ?? 0;
        if (((packed >> shift) & maximum) < maximum) block.frequencies[posting] = packed + (1 << shift);
        continue;
      }
      block.terms[end] = number;
      block.frequencies[end] = 1 << shift;
      bump(this.documentFrequencies, number);
      this.#places[number] = this.#base + ++end;
    }
    return end;
  }

  #blockFor(postings: number): Block {
    const last = this.blocks.at(-1);
    const used = last?.ends.at(-1) ?? 0;
    if (last !== undefined && used + postings <= last.terms.length) return last;
    const size = Math.max(BLOCK_POSTINGS, postings);
    const block = { terms: new Uint32Array(size), frequencies: new Uint16Array(size), ends: [] };
    this.blocks.push(block);
    this.#base += used;
    return block;
  }

  #grow(): void {
    this.#places = doubled(this.#places);
    this.documentFrequencies = doubled(this.documentFrequencies);
  }
}

/**
 * From the terms of each document to the documents of each term. Takes the counter's blocks away one by one, so that
 * the postings are not twice in memory for longer than they must.
 * @param positions - of each number of the vocabulary in the dictionary
 */
function* transpose(
  { blocks, documentFrequencies }: TermCounter,
  positions: Uint32Array,
): Generator<
  undefined,
  Pick<InvertedIndex, 'postingOffsets' | 'postingDocuments' | 'postingFrequencies'>,
  undefined
> {
  const postingOffsets = new Uint32Array(positions.length + 1);
  positions.forEach((position, number) => {
    postingOffsets[position + 1] = documentFrequencies[number] ?? 0;
  });
  for (let t = 1; t < postingOffsets.length; t++) bump(postingOffsets, t, postingOffsets[t - 1]);
  const next = postingOffsets.slice();
  const total = postingOffsets.at(-1) ?? 0;
  const postingDocuments = new Uint32Array(total);
  const postingFrequencies = new Uint16Array(total);
  let document = 0;
  for (let block = blocks.shift(); block !== undefined; block = blocks.shift()) {
    let from = 0;
    for (const end of block.ends) {
      for (let i = from; i < end; i++) {
        const posting = bump(next, positions[block.terms[i] ?? 0] ?? 0);
        postingDocuments[posting] = document;
        postingFrequencies[posting] = block.frequencies[i] ?? 0;
      }
      from = end;
      document += 1;
      yield;
    }
  }
  return { postingOffsets, postingDocuments, postingFrequencies };
}

/** Adds to one element and gives what it was before. */
function bump(array: Uint32Array, index: number, by = 1): number {
  const before = array[index] ?? 0;
  array[index] = before + by;
  return before;
}

function doubled(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * array.length);
  larger.set(array);
  return larger;
}
