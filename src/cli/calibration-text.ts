import type { Calibration, CoveragePoint, ReliabilityBin } from '../evaluation/calibration.js';
import { evaluationMessages as messages } from '../i18n/evaluation.js';
import type { Locale } from '../i18n/locale.js';
import { aligned, percent, table } from './terminal-text.js';

const BAR_COLUMNS = 20;

/** The reliability diagram with its two figures; nothing where nothing was answered. */
export function calibrationLines({ predictions, ece, brier, bins }: Calibration, locale: Locale): string[] {
  if (predictions === 0) return [];
  const right = (key: 'answers' | 'predicted' | 'observed') =>
    ({ heading: messages[key][locale], align: 'right' }) as const;
  return [
    '',
    messages.calibration[locale],
    ...table(
      [
        { heading: messages.confidence[locale] },
        right('answers'),
        right('predicted'),
        right('observed'),
        { heading: '' },
      ],
      bins.map((bin) => [
        `${bin.from.toFixed(1)}–${bin.to.toFixed(1)}`,
        String(bin.predictions),
        ...(bin.predictions === 0 ? ['', '', ''] : [percent(bin.predicted), percent(bin.observed), bar(bin)]),
      ]),
    ),
    ...aligned(
      [
        [messages.ece[locale], ece.toFixed(3)],
        [messages.brier[locale], brier.toFixed(3)],
      ],
      [{}, { align: 'right' }],
    ),
  ];
}

/** The share right as a bar, with a mark where the confidence said that it would end. */
function bar({ observed, predicted }: ReliabilityBin): string {
  const mark = Math.min(BAR_COLUMNS - 1, Math.floor(predicted * BAR_COLUMNS));
  return Array.from({ length: BAR_COLUMNS }, (_, column) => {
    if (column === mark) return '┃';
    return column < Math.round(observed * BAR_COLUMNS) ? '█' : '░';
  }).join('');
}

/** How right the surest answers are, a line for each tenth of the questions; nothing where nothing was answered. */
export function coverageLines(points: readonly CoveragePoint[], locale: Locale): string[] {
  if (points.length === 0) return [];
  const right = (key: 'answered' | 'correct' | 'atLeast') =>
    ({ heading: messages[key][locale], align: 'right' }) as const;
  return [
    '',
    messages.coverage[locale],
    ...table(
      [right('answered'), right('correct'), right('atLeast')],
      points.map(({ coverage, accuracy, threshold }) => [
        percent(coverage),
        percent(accuracy),
        threshold.toFixed(2),
      ]),
    ),
  ];
}
