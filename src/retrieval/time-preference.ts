import type { Corpus, RankedPassage } from '../domain/ports.js';
import { daysFrom, MONTH_DAYS } from '../text/period.js';
import type { Question } from './question.js';

/**
 * Share of the best passage's score that a passage gains whose article is of the time that is asked for. Where a
 * figure is told every month, words alone find all of them, and the one that is meant may be the hundredth.
 */
const GAIN = 0.25;
/** What is told of a time is told within so many days after it. */
const TOLD_WITHIN = 45;
const OLD_MONTHS = 48;

/**
 * Chooses `limit` of ranked passages for a question about some time: those of articles of that time (or, for
 * a question about now, of new ones) are preferred. Their scores and their order stay. For other questions the
 * first `limit`.
 * @param ranked - best first; several times `limit`, or there is nothing to choose from
 * @param today - `YYYY-MM-DD`; what is of a later day is not new
 */
export function preferInTime(
  ranked: readonly RankedPassage[],
  {
    question,
    corpus,
    limit,
    today,
  }: { question: Question; corpus: Corpus; limit: number; today?: string | undefined },
): readonly RankedPassage[] {
  if (question.periods.length === 0 && !question.wantsLatest) return ranked.slice(0, limit);
  const dated = ranked.map((passage) => ({ passage, date: dateOf(passage, corpus) }));
  const past = dated.flatMap(({ date }) =>
    date === null || (today !== undefined && date > today) ? [] : [date],
  );
  const newest = past.reduce<string | null>((a, b) => (a === null || b > a ? b : a), null);
  const gain = GAIN * (ranked[0]?.score ?? 0);
  return dated
    .map(({ passage, date }, rank) => ({
      passage,
      rank,
      score: passage.score + (date === null ? 0 : gain * inTime(question, date, newest)),
    }))
    .sort((a, b) => b.score - a.score || a.rank - b.rank)
    .slice(0, limit)
    .sort((a, b) => a.rank - b.rank)
    .map(({ passage }) => passage);
}

/** How much an article's date is what is asked for, 0 to 1. */
function inTime({ periods, wantsLatest }: Question, date: string, newest: string | null): number {
  const meant = periods.some(({ from, to }) => from <= date && daysFrom(to, date) <= TOLD_WITHIN);
  if (meant || periods.some(({ from }) => newest !== null && from <= newest)) return meant ? 1 : 0;
  if (!wantsLatest || newest === null || date > newest) return 0;
  return Math.max(0, 1 - Math.log1p(daysFrom(date, newest) / MONTH_DAYS) / Math.log1p(OLD_MONTHS));
}

function dateOf({ id }: RankedPassage, corpus: Corpus): string | null {
  return corpus.articleOf(id).date?.value.slice(0, 'YYYY-MM-DD'.length) ?? null;
}
