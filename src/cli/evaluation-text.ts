import { categoriesOf, type EvaluationReport, type Latency } from '../evaluation/report.js';
import type { QuestionResult } from '../evaluation/result.js';
import type { SquadReport } from '../evaluation/squad-run.js';
import { evaluationMessages as messages } from '../i18n/evaluation.js';
import type { Locale } from '../i18n/locale.js';
import { calibrationLines, coverageLines } from './calibration-text.js';
import { aligned, labelled, percent, printableLine, table } from './terminal-text.js';

/** How a report is written. */
export interface ReportStyle {
  readonly locale: Locale;
  /** How many questions of a kind are listed at most; 0 lists none. */
  readonly worst: number;
}

type Figure = readonly [name: string, figure: string];

/** The figures of a golden set, of its confidence and, below them, the worst questions of each category. */
export function goldenLines(report: EvaluationReport, style: ReportStyle): string[] {
  const { locale } = style;
  return [
    ...categoryTable(report, locale),
    '',
    ...figures([
      ...sharedFigures(report, locale),
      [messages.milliseconds[locale], latency(report.milliseconds)],
    ]),
    ...detailLines(report, style),
  ];
}

/** The figures of a SQuAD-format set, of its confidence and, below them, the worst questions. */
export function squadLines(report: SquadReport, style: ReportStyle): string[] {
  const { locale } = style;
  const { recall } = report;
  return [
    ...figures([
      [messages.paragraphs[locale], String(report.articles)],
      [messages.questions[locale], String(report.questions)],
      [messages.recall[locale](1), percent(recall.at1)],
      [messages.recall[locale](5), percent(recall.at5)],
      [messages.recall[locale](10), percent(recall.at10)],
      [messages.mrr[locale], report.mrr.toFixed(3)],
      [messages.quoteHolds[locale], percent(report.quoteHoldsAnswer)],
      [messages.answered[locale], percent(report.answered)],
      ...sharedFigures(report, locale),
      [messages.milliseconds[locale], latency(report.milliseconds)],
      [messages.retrievalMilliseconds[locale], latency(report.retrievalMilliseconds)],
    ]),
    ...detailLines(report, style),
  ];
}

/** Names on the left, figures flush right. */
export function figures(rows: readonly Figure[]): string[] {
  return aligned(rows, [{}, { align: 'right' }]);
}

/** The heading of a list, its first entries of a few lines each, and how many more there are. */
export function boundedList<T>(
  items: readonly T[],
  { locale, worst }: ReportStyle,
  write: { readonly heading: string; readonly lines: (item: T) => readonly string[] },
): string[] {
  if (items.length === 0 || worst === 0) return [];
  const left = items.length - worst;
  return [
    '',
    write.heading,
    ...items.slice(0, worst).flatMap(write.lines),
    ...(left > 0 ? [`  ${messages.more[locale](left)}`] : []),
  ];
}

/** A text from an article or a data set on one line; `null` or nothing is said in words. */
export function quoted(text: string | null, locale: Locale): string {
  return text === null || text === '' ? messages.nothing[locale] : printableLine(text);
}

function categoryTable(report: EvaluationReport, locale: Locale): string[] {
  const right = (key: 'questions' | 'correct' | 'answered') =>
    ({ heading: messages[key][locale], align: 'right' }) as const;
  const rows = [...Object.entries(report.categories), [messages.total[locale], report] as const];
  return table(
    [{ heading: messages.category[locale] }, right('questions'), right('correct'), right('answered')],
    rows.map(([name, { questions, accuracy, answered }]) => [
      name,
      String(questions),
      percent(accuracy),
      percent(answered),
    ]),
  );
}

/** What both kinds of sets report, beside their own figures. */
function sharedFigures(report: EvaluationReport, locale: Locale): Figure[] {
  const { unanswerable, precision, meanQuoteLength } = report;
  return [
    [messages.precision[locale], percent(precision)],
    ...(unanswerable.questions === 0
      ? []
      : ([
          [messages.abstention[locale], percent(unanswerable.abstentionRate)],
          [messages.answerRate[locale], percent(unanswerable.answerRate)],
          [messages.auroc[locale], unanswerable.auroc?.toFixed(3) ?? '–'],
        ] satisfies Figure[])),
    [messages.quoteLength[locale], meanQuoteLength.toFixed(0)],
  ];
}

function detailLines(report: EvaluationReport, style: ReportStyle): string[] {
  return [
    ...calibrationLines(report.calibration, style.locale),
    ...coverageLines(report.coverage, style.locale),
    ...worstLines(report.results, style),
  ];
}

function worstLines(results: readonly QuestionResult[], style: ReportStyle): string[] {
  const { locale } = style;
  return categoriesOf(results).flatMap((name) => {
    const wrong = results
      .filter(({ category, correct }) => category === name && !correct)
      .toSorted((a, b) => b.confidence - a.confidence);
    return boundedList(wrong, style, {
      heading: labelled(printableLine(name), messages.wrong[locale](wrong.length), locale),
      lines: (result) => wrongLines(result, locale),
    });
  });
}

function wrongLines(result: QuestionResult, locale: Locale): string[] {
  const { id, question, quote, wanted, confidence } = result;
  return [
    `  ${printableLine(`${id} ${question}`)} (${confidence.toFixed(2)})`,
    `    ${labelled(messages.shown[locale], quoted(quote, locale), locale)}`,
    `    ${labelled(messages.wanted[locale], quoted(wanted.join(' / '), locale), locale)}`,
  ];
}

function latency({ mean, p50, p95, max }: Latency): string {
  return [mean, p50, p95, max].map((value) => value.toFixed(1)).join(' / ');
}
