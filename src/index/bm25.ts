import type { PassageSet } from '../domain/filter.js';
import type { Hit, PassageId } from '../domain/passage.js';
import type { LexicalIndex } from '../domain/ports.js';
import {
  BODY_ONLY,
  bodyFrequency,
  findPosting,
  headingsFrequency,
  invertDocuments,
  LEXICAL_FIELDS,
  postingsOf,
  titleFrequency,
} from './inverted-index.js';
import type { InvertedIndex, LexicalDocument, LexicalField } from './inverted-index.js';
import { SegmentNumbering, segmentOf } from './numbering.js';
import type { RemovedCounts } from './removed-counts.js';
import { similarTerms } from './similar-terms.js';
import { runAtOnce } from './slices.js';
import { clampK, TopHits } from './top-hits.js';

export type { LexicalDocument } from './inverted-index.js';

/** What BM25F can be tuned by. They act when a search is made: another choice needs no other index. */
export interface Bm25Parameters {
  /** Saturation of the weighted term frequency, 0 or more: the higher, the more a repetition counts. */
  readonly k1: number;
  /** How far a field's length counts, 0 (not at all) to 1 (in full). */
  readonly b: Readonly<Record<LexicalField, number>>;
  /** What an occurrence in a field counts, 0 or more. */
  readonly weight: Readonly<Record<LexicalField, number>>;
}

/**
 * Around the middle of the ranges of Robertson and Zaragoza (The Probabilistic Relevance Framework: BM25 and
 * Beyond, 2009, §3.3), `k1` below it: of 45 combinations tried on DRCD-dev and CMRC-dev this one finds the
 * right paragraph first most often (95.4 and 98.5 %). Titles and headings are short by nature, so that their
 * length says less, and few, so that an occurrence says more.
 */
export const DEFAULT_BM25_PARAMETERS: Bm25Parameters = {
  k1: 0.9,
  b: { title: 0.3, headings: 0.3, body: 0.75 },
  weight: { title: 2, headings: 1.5, body: 1 },
};

/** The words of one segment, as an index takes them in. */
export interface LexicalPart {
  readonly index: InvertedIndex;
  readonly numbering: SegmentNumbering;
  /** What to take off the segment's counts; `null` where nothing was removed. */
  readonly removed: RemovedCounts | null;
}

/**
 * BM25F over three fields, in typed arrays: field frequencies are weighted and normalised by the field's
 * length, added up, and saturated once (Robertson and Zaragoza 2009, §3.6):
 * `score = Σ idf(t) · w / (k1 + w)` with `w = Σ_f weight_f · tf_f / (1 − b_f + b_f · length_f / average_f)`.
 *
 * Passages may lie in several segments. What a score depends on besides its passage (how many there are, how many have
 * a term, average lengths) is counted over all that are left, so that an index that came about in steps ranks as one
 * that was built at once.
 */
export class Bm25Index implements LexicalIndex {
  readonly size: number;
  readonly #parts: readonly LexicalPart[];
  readonly #parameters: Bm25Parameters;
  readonly #scorers: readonly SegmentScorer[];

  private constructor(parts: readonly LexicalPart[], parameters: Bm25Parameters) {
    this.#parts = parts;
    this.#parameters = parameters;
    this.size = parts.reduce((sum, { numbering }) => sum + numbering.size, 0);
    const factors = lengthFactors(parts, this.size, parameters);
    this.#scorers = parts.map((part) => new SegmentScorer(part, factors, parameters.k1));
  }

  /** Builds an index in one go; the documents' numbers are their positions. */
  static build(documents: Iterable<LexicalDocument>, parameters = DEFAULT_BM25_PARAMETERS): Bm25Index {
    return Bm25Index.of(runAtOnce(invertDocuments(documents)), parameters);
  }

  /** Searches one inverted index, which is kept, not copied. */
  static of(index: InvertedIndex, parameters = DEFAULT_BM25_PARAMETERS): Bm25Index {
    const numbering = SegmentNumbering.of(0, [index.documents]);
    return new Bm25Index([{ index, numbering, removed: null }], parameters);
  }

  /** Searches several, each numbered after the one before. */
  static over(parts: readonly LexicalPart[], parameters = DEFAULT_BM25_PARAMETERS): Bm25Index {
    return new Bm25Index(parts, parameters);
  }

  /** The same postings under other parameters; shares the memory. */
  withParameters(parameters: Partial<Bm25Parameters>): Bm25Index {
    return new Bm25Index(this.#parts, { ...this.#parameters, ...parameters });
  }

  search(terms: readonly string[], k: number, among?: PassageSet): Hit[] {
    const top = new TopHits(clampK(k, this.size));
    const weighted = this.#weigh(terms);
    for (const scorer of this.#scorers) scorer.search(weighted, top, among);
    return top.ranked();
  }

  idf(term: string): number {
    const df = this.documentFrequency(term);
    return Math.log(1 + (this.size - df + 0.5) / (df + 0.5));
  }

  documentFrequency(term: string): number {
    return this.#scorers.reduce((sum, scorer) => sum + scorer.documentFrequency(term), 0);
  }

  similarTerms(term: string, maxDistance: number): string[] {
    const distances = new Map<string, number>();
    for (const { index } of this.#parts) {
      for (const similar of similarTerms(index.dictionary, term, maxDistance)) {
        distances.set(similar.term, similar.distance);
      }
    }
    return [...distances]
      .map(([similar, distance]) => ({ similar, distance, passages: this.documentFrequency(similar) }))
      .filter(({ passages }) => passages > 0)
      .sort((a, b) => a.distance - b.distance || b.passages - a.passages || (a.similar < b.similar ? -1 : 1))
      .map(({ similar }) => similar);
  }

  /** Score of one passage: what `search` gives it for the same terms, 0 where it contains none of them. */
  scoreOf(terms: readonly string[], id: PassageId): number {
    const segment = segmentOf(
      this.#parts.map(({ numbering }) => numbering),
      id,
    );
    return this.#scorers[segment]?.scoreOf(this.#weigh(terms), id) ?? 0;
  }

  #weigh(terms: readonly string[]): WeightedTerm[] {
    return [...countRepetitions(terms)].map(([term, repetitions]) => ({
      term,
      weight: repetitions * this.idf(term),
    }));
  }
}

/** A term of a search with what an occurrence counts at most: its repetitions by its inverse document frequency. */
interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

/** `weight_f / (1 − b_f + b_f · length / average_f)` for every length of a field. */
type LengthFactors = Readonly<Record<LexicalField, Float64Array>>;

/** Scores the passages of one segment. */
class SegmentScorer {
  readonly #index: InvertedIndex;
  readonly #numbering: SegmentNumbering;
  readonly #removed: RemovedCounts | null;
  readonly #factors: LengthFactors;
  readonly #k1: number;
  /** Scores of the search being made; all zero between searches. */
  readonly #scores: Float64Array;
  /** Passages with a score in the search being made. */
  readonly #found: Uint32Array;

  constructor({ index, numbering, removed }: LexicalPart, factors: LengthFactors, k1: number) {
    this.#index = index;
    this.#numbering = numbering;
    this.#removed = removed;
    this.#factors = factors;
    this.#k1 = k1;
    this.#scores = new Float64Array(index.documents);
    this.#found = new Uint32Array(index.documents);
  }

  documentFrequency(term: string): number {
    const position = this.#index.dictionary.indexOf(term);
    const [start, end] = postingsOf(this.#index, position);
    return end - start - (this.#removed?.frequencies[position] ?? 0);
  }

  /** Offers every passage that has one of the terms. */
  search(terms: readonly WeightedTerm[], top: TopHits, among: PassageSet | undefined): void {
    let count = 0;
    for (const { term, weight } of terms) count = this.#addScores(term, weight, count);
    const numbering = this.#numbering;
    for (let i = 0; i < count; i++) {
      const local = this.#found[i] ?? 0;
      const id = numbering.idOf(local);
      if (id !== -1 && (among === undefined || among.has(id))) top.offer(id, this.#scores[local] ?? 0);
      this.#scores[local] = 0;
    }
  }

  scoreOf(terms: readonly WeightedTerm[], id: PassageId): number {
    const local = this.#numbering.localOf(id);
    let score = 0;
    for (const { term, weight } of terms) {
      const posting = findPosting(this.#index, this.#index.dictionary.indexOf(term), local);
      if (posting !== -1) score += weight * this.#saturated(posting, local);
    }
    return score;
  }

  /**
   * The loop that a search spends its time in: what it needs is at hand in local names, and nearly all postings, which
   * are of the body alone, are weighed in it.
   * @returns how many passages have been found, of `foundBefore` before this term
   */
  #addScores(term: string, weight: number, foundBefore: number): number {
    const [scores, found, k1] = [this.#scores, this.#found, this.#k1];
    const { body } = this.#factors;
    const { postingDocuments, postingFrequencies, lengths } = this.#index;
    const bodyLengths = lengths.body;
    const [start, end] = postingsOf(this.#index, this.#index.dictionary.indexOf(term));
    let count = foundBefore;
    for (let posting = start; posting < end; posting++) {
      const local = postingDocuments[posting] ?? 0;
      const packed = postingFrequencies[posting] ?? 0;
      const weighted =
        packed <= BODY_ONLY ? packed * (body[bodyLengths[local] ?? 0] ?? 0) : this.#weighted(packed, local);
      // Where nothing weighs anything, k1 may be 0 as well.
      const gain = weighted === 0 ? 0 : weight * (weighted / (k1 + weighted));
      const score = scores[local] ?? 0;
      if (score === 0 && gain > 0) found[count++] = local;
      scores[local] = score + gain;
    }
    return count;
  }

  /** `w / (k1 + w)` of one posting. */
  #saturated(posting: number, local: number): number {
    const weighted = this.#weighted(this.#index.postingFrequencies[posting] ?? 0, local);
    return weighted === 0 ? 0 : weighted / (this.#k1 + weighted);
  }

  /** `w` of one posting. */
  #weighted(packed: number, local: number): number {
    const { lengths } = this.#index;
    const { title, headings, body } = this.#factors;
    return (
      bodyFrequency(packed) * (body[lengths.body[local] ?? 0] ?? 0) +
      headingsFrequency(packed) * (headings[lengths.headings[local] ?? 0] ?? 0) +
      titleFrequency(packed) * (title[lengths.title[local] ?? 0] ?? 0)
    );
  }
}

/** Each term once, in the order of its first occurrence, with how often it occurs. */
function countRepetitions(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** Lengths are few: a table of them takes less than an array of all passages, and is at hand in the cache. */
function lengthFactors(
  parts: readonly LexicalPart[],
  documents: number,
  { b, weight }: Bm25Parameters,
): LengthFactors {
  const table = (field: LexicalField): Float64Array => {
    let total = 0;
    let longest = 0;
    for (const { index, removed } of parts) {
      for (const length of index.lengths[field]) {
        total += length;
        if (length > longest) longest = length;
      }
      total -= removed?.lengths[field] ?? 0;
    }
    const average = total / documents;
    return Float64Array.from({ length: longest + 1 }, (_, length) =>
      // An empty field has no occurrences to weigh, and one that is empty everywhere no average length.
      length === 0 ? 0 : weight[field] / (1 - b[field] + (b[field] * length) / average),
    );
  };
  return Object.fromEntries(LEXICAL_FIELDS.map((field) => [field, table(field)])) as Record<
    LexicalField,
    Float64Array
  >;
}
