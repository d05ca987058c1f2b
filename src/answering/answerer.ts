import type {
  Answer,
  Answered,
  Citation,
  NearestArticle,
  Unanswered,
  UnansweredReason,
} from '../domain/answer.js';
import type {
  Answerer,
  AskOptions,
  Corpus,
  LexicalIndex,
  RankedPassage,
  Retriever,
} from '../domain/ports.js';
import { understandQuestion, type Question } from '../retrieval/question.js';
import { calibrateThreshold } from './calibrate.js';
import { findCandidates } from './candidates.js';
import { confidenceFeatures, judgeConfidence, sharesTerm, type ConfidenceWeights } from './confidence.js';
import { CONFIDENCE_WEIGHTS } from './confidence-weights.js';
import { growQuote, makeQuote } from './quote.js';
import { scoreCandidates, type RankerWeights, type ScoredCandidate } from './ranker.js';
import { RANKER_WEIGHTS } from './ranker-weights.js';
import { weighTerms } from './terms.js';

/** What an answerer is made of. */
export interface AnswererParts {
  readonly corpus: Corpus;
  readonly lexical: LexicalIndex;
  readonly retriever: Retriever;
  readonly options?: Partial<AnswererOptions>;
}

/** What an answerer can be tuned by. */
export interface AnswererOptions {
  /** Passages whose sentences are looked at. */
  readonly passages: number;
  /** Longest quote of more than one sentence, in UTF-16 code units. */
  readonly maxQuoteLength: number;
  /** Least confidence of an answer, 0 to 1; `null`: what {@link calibrateThreshold} finds at the first question. */
  readonly threshold: number | null;
  /** Least confidence of an answer that is shown without reserve, 0 to 1. */
  readonly strongThreshold: number;
  /** A second and further citation is at least this share as probable as the first, 0 to 1. */
  readonly citationShare: number;
  /** Titles offered beside an answer or in place of one. */
  readonly nearest: number;
  readonly ranker: RankerWeights;
  readonly confidence: ConfidenceWeights;
}

/** What is used where nothing else is asked for. */
export const DEFAULT_ANSWERER_OPTIONS: AnswererOptions = {
  passages: 12,
  maxQuoteLength: 105,
  threshold: null,
  strongThreshold: 0.4,
  citationShare: 0.3,
  nearest: 3,
  ranker: RANKER_WEIGHTS,
  confidence: CONFIDENCE_WEIGHTS,
};

const DEFAULT_LIMIT = 3;

/** A question with what was found for it, before it is decided whether to show it. */
interface Findings {
  readonly question: Question;
  readonly scored: readonly ScoredCandidate[];
  readonly best: ScoredCandidate | null;
  readonly confidence: number;
  readonly nearest: readonly NearestArticle[];
}

/** An answerer over one generation of an index. */
export function createAnswerer({ corpus, lexical, retriever, options }: AnswererParts): Answerer {
  const settings: AnswererOptions = { ...DEFAULT_ANSWERER_OPTIONS, ...options };

  async function find(question: Question, today?: string): Promise<Findings> {
    const ranked = await retriever.retrieve(question.text, settings.passages);
    const terms = weighTerms(question.terms, lexical);
    const candidates = findCandidates(question, terms, { ranked, corpus, today });
    const scored = scoreCandidates(candidates, settings.ranker);
    const found = bestOf(scored);
    const best = found !== null && sharesTerm(terms, found) ? found : null;
    return {
      question,
      scored,
      best,
      confidence:
        best === null ? 0 : judgeConfidence(confidenceFeatures(question, terms, best), settings.confidence),
      nearest: nearestArticles(ranked, corpus, settings.nearest),
    };
  }

  let calibrated: Promise<number> | undefined;
  const threshold = (): Promise<number> =>
    (calibrated ??=
      settings.threshold === null
        ? calibrateThreshold(async (text) => (await find(understandQuestion(text))).confidence)
        : Promise.resolve(settings.threshold)).catch((error: unknown) => {
      calibrated = undefined; // A model that failed once may be back at the next question.
      throw error;
    });

  return {
    async ask(text: string, { limit = DEFAULT_LIMIT, today }: AskOptions = {}): Promise<Answer> {
      const question = understandQuestion(text, today);
      if (question.terms.length === 0) return unanswered(text, 'empty-question');
      if (corpus.passageCount === 0) return unanswered(text, 'empty-index');
      const findings = await find(question, today);
      const { best, confidence, nearest } = findings;
      if (best === null) return unanswered(text, 'nothing-relevant', { nearest });
      if (confidence < (await threshold())) return unanswered(text, 'not-confident', { nearest, confidence });
      const level = confidence < settings.strongThreshold ? 'possible' : 'strong';
      const citations = cite(findings, settings, limit);
      return { status: 'answered', question: text, level, confidence, nearest, citations } satisfies Answered;
    },
  };
}

function unanswered(
  question: string,
  reason: UnansweredReason,
  { nearest = [], confidence = 0 }: { nearest?: readonly NearestArticle[]; confidence?: number } = {},
): Unanswered {
  return { status: 'unanswered', question, reason, confidence, nearest };
}

/** The candidate with the highest score; the earlier one of two equals. */
function bestOf(candidates: readonly ScoredCandidate[]): ScoredCandidate | null {
  return candidates.reduce<ScoredCandidate | null>(
    (best, candidate) => (best === null || candidate.score > best.score ? candidate : best),
    null,
  );
}

function nearestArticles(ranked: readonly RankedPassage[], corpus: Corpus, limit: number): NearestArticle[] {
  const nearest = new Map<string, NearestArticle>();
  for (const { id } of ranked) {
    const article = corpus.article(corpus.passage(id).articleId);
    if (article === undefined || nearest.has(article.id)) continue;
    nearest.set(article.id, { articleId: article.id, title: article.title, path: article.path });
    if (nearest.size === limit) break;
  }
  return [...nearest.values()];
}

/** The best quote of each article, best first, as long as one is not far behind the first. */
function cite(
  { question, scored, confidence }: Findings,
  { maxQuoteLength, citationShare }: AnswererOptions,
  limit: number,
): Citation[] {
  const citations: Citation[] = [];
  const terms = new Set(question.terms);
  const quoted = new Set<string>();
  const byScore = scored.toSorted((a, b) => b.score - a.score);
  const bestProbability = byScore[0]?.probability ?? 0;
  for (const candidate of byScore) {
    if (citations.length >= limit || candidate.probability < bestProbability * citationShare) break;
    if (quoted.has(candidate.article.id)) continue;
    quoted.add(candidate.article.id);
    const passage = scored.filter(({ passageId }) => passageId === candidate.passageId);
    const span = growQuote(candidate, passage, { maxLength: maxQuoteLength });
    const { article } = candidate;
    citations.push({
      quote: makeQuote(article.text, [span], terms),
      articleId: article.id,
      passageId: candidate.passageId,
      path: article.path,
      title: article.title,
      publisher: article.publisher,
      author: article.author,
      date: article.date,
      url: article.url,
      headingPath: candidate.passage.headingPath,
      score: confidence * (candidate.probability / bestProbability),
    });
  }
  return citations;
}
