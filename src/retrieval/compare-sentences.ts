import { LRUCache } from 'lru-cache';

import type { PassageId } from '../domain/passage.js';
import type { Corpus, Embedder, RankedPassage } from '../domain/ports.js';
import { dot } from '../index/vectors.js';
import { byScore, stretch } from './fuse.js';
import { textToEmbed } from './model-use.js';
import type { Question } from './question.js';

/**
 * Compares the sentences of ranked passages with the question: a passage's vector is a mean of all that it says, and
 * one sentence in other words than the question's is lost in it. The passages, in a new order, with
 * {@link RankedPassage.sentenceCosines} and scores of 0 to 1.
 */
export type SentenceComparer = (
  question: Question,
  ranked: readonly RankedPassage[],
) => Promise<readonly RankedPassage[]>;

/** What a comparer is made of. */
export interface SentenceComparerParts {
  readonly corpus: Corpus;
  readonly embedder: Embedder;
  /** Told why sentences got no vectors; unless it throws, the passages stay as they are. Default: throws it. */
  readonly onNoVector?: (error: unknown) => void;
}

/** Of what the vectors say, the share of the nearest sentence; the rest is the whole passage's. */
const SENTENCE_SHARE = 0.7;
/** Components of sentence vectors that are kept for the next questions: 8 MB, some 600 passages. */
const KEPT_COMPONENTS = 2_000_000;

/** A comparer for one generation of an index. */
export function createSentenceComparer({
  corpus,
  embedder,
  onNoVector = (error) => {
    throw error;
  },
}: SentenceComparerParts): SentenceComparer {
  const kept = new LRUCache<PassageId, readonly Float32Array[]>({
    maxSize: KEPT_COMPONENTS,
    sizeCalculation: (vectors) => 1 + vectors.length * embedder.dimensions,
  });

  function sentencesOf(id: PassageId): string[] {
    const { articleId, sentences } = corpus.passage(id);
    const text = corpus.article(articleId)?.text ?? '';
    return sentences.map(({ start, end }) => text.slice(start, end));
  }

  /** Vectors of the sentences of each passage. */
  async function vectorsOf(ids: readonly PassageId[]): Promise<Map<PassageId, readonly Float32Array[]>> {
    const found = new Map<PassageId, readonly Float32Array[]>();
    const texts = new Map<PassageId, readonly string[]>();
    for (const id of ids) {
      const vectors = kept.get(id);
      if (vectors === undefined) texts.set(id, sentencesOf(id));
      else found.set(id, vectors);
    }
    const embedded = await embedder.embedPassages([...texts.values()].flat(), { urgent: true });
    let at = 0;
    for (const [id, { length }] of texts) {
      const vectors = embedded.slice(at, (at += length));
      kept.set(id, vectors);
      found.set(id, vectors);
    }
    return found;
  }

  async function cosinesOf(
    question: Question,
    ranked: readonly RankedPassage[],
  ): Promise<ReadonlyMap<PassageId, readonly number[]>> {
    const query = await embedder.embedQuery(textToEmbed(question, embedder));
    const vectors = await vectorsOf(ranked.map(({ id }) => id));
    // All have length 1, so that the inner product is the cosine.
    return new Map([...vectors].map(([id, each]) => [id, each.map((vector) => dot(query, vector))]));
  }

  return async (question, ranked) => {
    if (ranked.every(({ vectorShare }) => vectorShare === 0)) return ranked;
    try {
      return rescore(ranked, await cosinesOf(question, ranked));
    } catch (error) {
      onNoVector(error);
      return ranked;
    }
  };
}

function rescore(
  ranked: readonly RankedPassage[],
  cosines: ReadonlyMap<PassageId, readonly number[]>,
): RankedPassage[] {
  const nearest = new Map([...cosines].map(([id, each]) => [id, Math.max(-1, ...each)]));
  const nearness = stretch([...nearest.values()]);
  return ranked
    .map((passage) => {
      const { id, closeness, vectorShare } = passage;
      const gain = nearness(nearest.get(id) ?? -1) - closeness;
      const score = passage.score + vectorShare * SENTENCE_SHARE * gain;
      return { ...passage, score, sentenceCosines: cosines.get(id) ?? [] };
    })
    .sort(byScore);
}
