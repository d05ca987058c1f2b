import type { PassageSet } from '../../src/domain/filter.js';
import type { Hit } from '../../src/domain/passage.js';
import type { LexicalIndex } from '../../src/domain/ports.js';
import type { Bm25Parameters, LexicalDocument } from '../../src/index/bm25.js';
import { editDistance } from '../../src/text/edit-distance.js';

const FIELDS = ['title', 'headings', 'body'] as const;
type Field = (typeof FIELDS)[number];

/** BM25F computed document by document from its formula: slow, and plain enough to be checked by reading. */
export class NaiveBm25 implements LexicalIndex {
  constructor(
    private readonly documents: readonly LexicalDocument[],
    private readonly parameters: Bm25Parameters,
  ) {}

  get size(): number {
    return this.documents.length;
  }

  search(terms: readonly string[], k: number, among?: PassageSet): Hit[] {
    if (!(k >= 1)) return [];
    return this.documents
      .map((_, id) => ({ id, score: this.scoreOf(terms, id) }))
      .filter(({ id, score }) => score > 0 && among?.has(id) !== false)
      .sort((a, b) => b.score - a.score || a.id - b.id)
      .slice(0, k);
  }

  idf(term: string): number {
    const df = this.documentFrequency(term);
    return Math.log(1 + (this.size - df + 0.5) / (df + 0.5));
  }

  documentFrequency(term: string): number {
    return this.documents.filter((document) => FIELDS.some((f) => document[f].includes(term))).length;
  }

  similarTerms(term: string, maxDistance: number): string[] {
    const terms = new Set(this.documents.flatMap((document) => FIELDS.flatMap((f) => document[f])));
    return [...terms]
      .filter((other) => other !== term && [term, other].every((t) => /^\p{Script=Latin}+$/u.test(t)))
      .filter((other) => term.slice(0, 2).includes(other.charAt(0)))
      .map((other) => ({ other, distance: editDistance(term, other, maxDistance) }))
      .filter(({ distance }) => distance <= maxDistance)
      .sort((a, b) => a.distance - b.distance || this.compareTerms(a.other, b.other))
      .map(({ other }) => other);
  }

  private compareTerms(a: string, b: string): number {
    return this.documentFrequency(b) - this.documentFrequency(a) || (a < b ? -1 : 1);
  }

  scoreOf(terms: readonly string[], id: number): number {
    return terms.reduce((sum, term) => sum + this.idf(term) * this.saturated(term, id), 0);
  }

  private saturated(term: string, id: number): number {
    const weighted = FIELDS.reduce((sum, field) => sum + this.weighted(term, field, id), 0);
    return weighted === 0 ? 0 : weighted / (this.parameters.k1 + weighted);
  }

  private weighted(term: string, field: Field, id: number): number {
    const terms = this.documents[id]?.[field] ?? [];
    const frequency = terms.filter((t) => t === term).length;
    if (frequency === 0) return 0;
    const average = this.documents.reduce((sum, d) => sum + d[field].length, 0) / this.size;
    const b = this.parameters.b[field];
    return (this.parameters.weight[field] * frequency) / (1 - b + (b * terms.length) / average);
  }
}
