import type { Facets } from '../../app/facets.js';
import type { Period } from '../../text/period.js';
import { filterMessages } from '../../i18n/filters.js';
import type { Locale, Localized } from '../../i18n/locale.js';
import { foldString } from '../../text/fold.js';
import { readPeriod } from '../../text/read-period.js';
import { LIMITS } from '../limits.js';
import type { Choice } from '../rendering/article.js';
import { publisherValue } from '../publisher-value.js';
import { fitLine } from '../rendering/fit.js';
import type { Completer } from './handler.js';

/** Periods that are offered by name, in words that {@link readPeriod} reads. */
const NAMED: readonly { readonly words: string; readonly label: Localized<string> }[] = [
  { words: 'this month', label: filterMessages.thisMonth },
  { words: 'last month', label: filterMessages.lastMonth },
  { words: 'this year', label: filterMessages.thisYear },
  { words: 'last year', label: filterMessages.lastYear },
];

/** Which end of a period an option takes. */
type End = 'since' | 'until';

/** For `since`: what was typed as it is understood, then periods that there are articles of. */
export const completeSince: Completer = (app, typed, locale) =>
  completePeriod('since', { app, typed, locale });

/** The same for `until`. */
export const completeUntil: Completer = (app, typed, locale) =>
  completePeriod('until', { app, typed, locale });

function completePeriod(
  end: End,
  { app, typed, locale }: { app: Parameters<Completer>[0]; typed: string; locale: Locale },
): Choice[] {
  const today = app.today();
  const understood = readPeriod(typed, today);
  const wanted = foldString(typed.trim());
  const offered = periodsOf(app.facets(), { today, locale }).filter(({ label }) =>
    foldString(label).includes(wanted),
  );
  const choices = [
    ...(understood === null ? [] : [choiceOf(end, understood)]),
    ...offered.map(({ label, period }) => choiceOf(end, period, label)),
  ];
  const values = new Set<string>();
  return choices.filter(({ value }) => !values.has(value) && values.add(value)).slice(0, LIMITS.choices);
}

interface LabelledPeriod {
  readonly label: string;
  readonly period: Period;
}

/** Named periods and years, the newest first, of which there are articles. */
function periodsOf(
  { months }: Facets,
  { today, locale }: { readonly today: string; readonly locale: Locale },
): LabelledPeriod[] {
  const years = [...new Set(months.map((month) => month.slice(0, 'YYYY'.length)))];
  const written = [
    ...NAMED.map(({ words, label }) => ({ words, label: label[locale] })),
    ...years.map((year) => ({ words: year, label: year })),
  ];
  return written.flatMap(({ words, label }) => {
    const period = readPeriod(words, today);
    if (period === null) return [];
    const { from, to } = period;
    return months.some((month) => from.startsWith(month) || (from < month && month < to))
      ? [{ label, period }]
      : [];
  });
}

function choiceOf(end: End, { from, to }: Period, label = ''): Choice {
  const [range, value] = end === 'since' ? [`${from} – …`, from] : [`… – ${to}`, to];
  return { name: label === '' ? range : `${label} · ${range}`, value };
}

/** For `publisher`: names that begin with what was typed, then those that contain it, by number of articles. */
export const completePublisher: Completer = (app, typed, locale) => {
  const wanted = foldString(typed.trim());
  return app
    .facets()
    .publishers.map((publisher) => ({ ...publisher, at: foldString(publisher.name).indexOf(wanted) }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => Number(a.at > 0) - Number(b.at > 0))
    .slice(0, LIMITS.choices)
    .map(({ name, articles }) => {
      const count = ` · ${filterMessages.articles[locale](articles)}`;
      return { name: fitLine(name, LIMITS.choiceName - count.length) + count, value: publisherValue(name) };
    });
};
