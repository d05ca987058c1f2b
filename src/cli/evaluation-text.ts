import type { GoldenReport, GoldenResult } from '../evaluation/golden.js';
import type { SquadReport } from '../evaluation/squad-run.js';
import { evaluationMessages as messages } from '../i18n/evaluation.js';
import type { Locale } from '../i18n/locale.js';
import { aligned, labelled, printableLine, table } from './terminal-text.js';

/** The figures of a golden set and, below them, every question that went wrong. */
export function goldenLines(report: GoldenReport, locale: Locale): string[] {
  const { categories, unanswerable, meanQuoteLength, milliseconds, results } = report;
  const columns = [
    { heading: messages.category[locale] },
    ...(['questions', 'correct', 'answered'] as const).map((key) => ({
      heading: messages[key][locale],
      align: 'right' as const,
    })),
  ];
  const rows = Object.entries(categories).map(([name, { questions, accuracy, answered }]) => [
    name,
    String(questions),
    percent(accuracy),
    percent(answered),
  ]);
  const wrong = results.filter(({ correct }) => !correct);
  return [
    ...table(columns, rows),
    '',
    ...figures([
      [messages.abstention[locale], percent(unanswerable.abstentionRate)],
      [messages.answerRate[locale], percent(unanswerable.answerRate)],
      [messages.auroc[locale], unanswerable.auroc?.toFixed(3) ?? '–'],
      [messages.quoteLength[locale], meanQuoteLength.toFixed(0)],
      [messages.milliseconds[locale], latency(milliseconds)],
    ]),
    ...(wrong.length === 0 ? [] : ['', messages.wrong[locale]]),
    ...wrong.flatMap((result) => wrongLines(result, locale)),
  ];
}

/** The figures of a SQuAD-format set. */
export function squadLines(report: SquadReport, locale: Locale): string[] {
  const { recall, milliseconds } = report;
  return figures([
    [messages.paragraphs[locale], String(report.articles)],
    [messages.questions[locale], String(report.questions)],
    [messages.recall[locale](1), percent(recall.at1)],
    [messages.recall[locale](5), percent(recall.at5)],
    [messages.recall[locale](10), percent(recall.at10)],
    [messages.mrr[locale], report.mrr.toFixed(3)],
    [messages.quoteHolds[locale], percent(report.quoteHoldsAnswer)],
    [messages.answered[locale], percent(report.answered)],
    [messages.quoteLength[locale], report.meanQuoteLength.toFixed(0)],
    [messages.milliseconds[locale], latency(milliseconds)],
  ]);
}

function wrongLines({ id, question, quote, wanted, confidence }: GoldenResult, locale: Locale): string[] {
  const nothing = messages.nothing[locale];
  return [
    `  ${printableLine(`${id} ${question}`)} (${confidence.toFixed(2)})`,
    `    ${labelled(messages.shown[locale], quote === null ? nothing : printableLine(quote), locale)}`,
    `    ${labelled(messages.wanted[locale], wanted.length === 0 ? nothing : printableLine(wanted.join(' / ')), locale)}`,
  ];
}

/** Names on the left, figures flush right. */
function figures(rows: readonly (readonly [name: string, figure: string])[]): string[] {
  return aligned(rows, [{}, { align: 'right' }]);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function latency({ mean, p95 }: { readonly mean: number; readonly p95: number }): string {
  return `${mean.toFixed(1)} / ${p95.toFixed(1)}`;
}
