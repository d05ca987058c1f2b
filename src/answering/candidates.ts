import type { Article } from '../domain/article.js';
import type { Passage, PassageId } from '../domain/passage.js';
import type { Corpus, RankedPassage } from '../domain/ports.js';
import type { Span } from '../domain/span.js';
import { passageFeatures, type Features, type PreparedQuestion } from './features.js';

/** A sentence that may answer, with what speaks for it. */
export interface Candidate {
  readonly article: Article;
  readonly passageId: PassageId;
  readonly passage: Passage;
  /** Fused retrieval score of the passage. */
  readonly ranked: RankedPassage;
  /** Position among `passage.sentences`. */
  readonly index: number;
  readonly sentence: Span;
  readonly features: Features;
}

/** Where candidates are looked for. */
export interface CandidateSource {
  /** Best first. */
  readonly ranked: readonly RankedPassage[];
  readonly corpus: Corpus;
  /** The day that “now” means, `YYYY-MM-DD`; articles of a later day are not the newest. Default: no such day. */
  readonly today?: string | undefined;
}

/** Every sentence of the ranked passages, with its features, in the order of the ranking. */
export function findCandidates(
  prepared: PreparedQuestion,
  { ranked, corpus, today }: CandidateSource,
): Candidate[] {
  const best = ranked[0]?.score ?? 0;
  const passages = ranked.flatMap((hit) => {
    const passage = corpus.passage(hit.id);
    const article = corpus.article(passage.articleId);
    return article === undefined ? [] : [{ hit, passage, article }];
  });
  const newest = latestDate(
    passages.map(({ article }) => article),
    today,
  );
  const nearest = Math.max(Number.EPSILON, ...passages.flatMap(({ hit }) => hit.sentenceCosines ?? []));
  return passages.flatMap(({ hit, passage, article }) => {
    const meanings = (hit.sentenceCosines ?? []).map((cosine) => Math.max(0, cosine) / nearest);
    const retrieval = best > 0 ? hit.score / best : 0;
    const features = passageFeatures(prepared, { article, passage, retrieval, meanings, newest });
    return passage.sentences.map((sentence, index) => ({
      article,
      passageId: hit.id,
      passage,
      ranked: hit,
      index,
      sentence,
      features: features[index] ?? {},
    }));
  });
}

function latestDate(articles: readonly Article[], today: string | undefined): string | null {
  const dates = articles
    .flatMap(({ date }) => (date === null ? [] : [date.value]))
    .filter((date) => today === undefined || date.slice(0, 10) <= today);
  return dates.length === 0 ? null : dates.reduce((a, b) => (a > b ? a : b));
}
