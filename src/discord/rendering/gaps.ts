import type { Gap } from '../../app/records/gaps.js';
import { gapMessages } from '../../i18n/gaps.js';
import type { Locale } from '../../i18n/locale.js';
import { oneLine } from './escape.js';
import { leadingLetters } from './fit.js';
import type { Reply } from './payload.js';
import { plain } from './rich-text.js';

/** So many lines of such questions fit into a card even where much of them has to be escaped. */
const SHOWN_MAX = 20;
const QUESTION_MAX = 80;

/**
 * Questions that found nothing, a line each.
 * @param gaps - the most frequent first; `null` where they are not recorded
 * @param locale - the reader's language
 */
export function renderGaps(gaps: readonly Gap[] | null, locale: Locale): Reply {
  if (gaps === null) return { lines: [plain(gapMessages.off[locale])], cards: [] };
  if (gaps.length === 0) return { lines: [plain(gapMessages.none[locale])], cards: [] };
  const more = gaps.length - SHOWN_MAX;
  const lines = [
    ...gaps.slice(0, SHOWN_MAX).map((gap) => `• ${entry(gap, locale)}`),
    ...(more > 0 ? [gapMessages.more[locale](more)] : []),
  ];
  const all = gaps.reduce((sum, { count }) => sum + count, 0);
  return {
    lines: [],
    cards: [
      {
        title: gapMessages.heading[locale],
        url: null,
        body: plain(lines.join('\n')),
        notes: [gapMessages.total[locale](gaps.length, all)],
      },
    ],
  };
}

function entry({ question, count, lastAt }: Gap, locale: Locale): string {
  const line = oneLine(question);
  const short = line.length <= QUESTION_MAX ? line : `${leadingLetters(line, QUESTION_MAX)}…`;
  return gapMessages.entry[locale](String(count), short, lastAt.slice(0, 'YYYY-MM-DD'.length));
}
