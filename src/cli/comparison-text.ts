import type { ChangedQuestion, Comparison, FigureDifference } from '../evaluation/compare.js';
import { evaluationMessages as messages } from '../i18n/evaluation.js';
import type { Locale } from '../i18n/locale.js';
import { boundedList, figures, quoted, type ReportStyle } from './evaluation-text.js';
import { labelled, percent, printableLine, table } from './terminal-text.js';

/** The differences between two runs, whether they are more than chance, and which questions changed. */
export function comparisonLines(comparison: Comparison, style: ReportStyle): string[] {
  const { locale } = style;
  const { turnedWrong, turnedRight, pValue, latencyRatio } = comparison;
  const list = (changed: readonly ChangedQuestion[], heading: string): string[] =>
    boundedList(changed, style, { heading, lines: (question) => changedLines(question, locale) });
  return [
    '',
    messages.comparedWith[locale],
    ...differenceTable(comparison.figures, locale),
    ...figures([
      [messages.pValue[locale], `${turnedWrong.length} / ${turnedRight.length}, p = ${formatPValue(pValue)}`],
      [messages.latencyRatio[locale], `${ratio(latencyRatio.p50)} / ${ratio(latencyRatio.p95)}`],
    ]),
    ...list(turnedWrong, messages.turnedWrong[locale](turnedWrong.length)),
    ...list(turnedRight, messages.turnedRight[locale](turnedRight.length)),
  ];
}

function differenceTable(differences: readonly FigureDifference[], locale: Locale): string[] {
  const right = (key: 'questions' | 'then' | 'now' | 'difference' | 'interval') =>
    ({ heading: messages[key][locale], align: 'right' }) as const;
  return table(
    [
      { heading: messages.figure[locale] },
      right('questions'),
      right('then'),
      right('now'),
      right('difference'),
      right('interval'),
    ],
    differences.map(({ figure, category, questions, before, now, difference, interval }) => {
      const write = WRITERS[figure];
      const name = messages[`figure-${figure}`][locale];
      return [
        category === null ? name : `  ${category}`,
        String(questions),
        write(before),
        write(now),
        signed(difference, write),
        `${signed(interval.low, write)} … ${signed(interval.high, write)}`,
      ];
    }),
  );
}

type Write = (value: number) => string;

const decimals: Write = (value) => value.toFixed(3);

const WRITERS: Readonly<Record<FigureDifference['figure'], Write>> = {
  correct: percent,
  answered: percent,
  'right-paragraph-first': percent,
  'reciprocal-rank': decimals,
  'quote-length': (value) => value.toFixed(1),
  brier: decimals,
  auroc: decimals,
};

function signed(value: number, write: Write): string {
  const text = write(Math.abs(value));
  if (!/[1-9]/.test(text)) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}

function formatPValue(p: number): string {
  return p < 0.001 ? p.toExponential(1) : p.toFixed(3);
}

function ratio(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}

function changedLines(changed: ChangedQuestion, locale: Locale): string[] {
  const { id, question, before, now, wanted, confidence } = changed;
  return [
    `  ${printableLine(`${id} ${question}`)} (${confidence.toFixed(2)})`,
    `    ${labelled(messages.before[locale], quoted(before, locale), locale)}`,
    `    ${labelled(messages.shown[locale], quoted(now, locale), locale)}`,
    `    ${labelled(messages.wanted[locale], quoted(wanted.join(' / '), locale), locale)}`,
  ];
}
