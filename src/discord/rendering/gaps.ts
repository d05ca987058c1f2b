import { toCsv } from '../../app/csv.js';
import type { Gap } from '../../app/records/gaps.js';
import { gapMessages } from '../../i18n/gaps.js';
import type { Locale } from '../../i18n/locale.js';
import { writeComponentId } from '../components/component-id.js';
import { LIMITS } from '../limits.js';
import { escapeMarkdown, oneLine } from './escape.js';
import { leadingLetters } from './fit.js';
import type { Button, Reply } from './payload.js';
import { plain } from './rich-text.js';
import { turnButtons } from './turn-buttons.js';

/** The letter of the buttons that turn pages: see `component-id.ts`. */
export const GAPS_PAGE_CODE = 'g';
/** The letter of the button that gives a file. */
export const GAPS_EXPORT_CODE = 'x';

/** Gaps on a page: they fit on a screen. */
const PAGE_MAX = 10;
/** Markdown on a page: a card has room for 4096. One gap takes up less than half of it, however it is escaped. */
const MARKDOWN_MAX = 4000;
const QUESTION_MAX = 80;
const OTHERS_MAX = 120;

/** What is shown of gaps. */
export interface GapsView {
  /** From 0; the last one where there are fewer by now. */
  readonly page: number;
  readonly locale: Locale;
}

/**
 * Questions that found nothing, a line each with other wordings below, in pages.
 * @param gaps - the most frequent first; `null` where they are not recorded
 * @param view - which page, and in which language
 */
export function renderGaps(gaps: readonly Gap[] | null, { page, locale }: GapsView): Reply {
  const nothing = renderNoGaps(gaps, locale);
  if (gaps === null || nothing !== null) return nothing ?? { lines: [], cards: [] };
  const pages = paginate(gaps.map((gap) => entry(gap, locale)));
  const shown = Math.min(page, pages.length - 1);
  const all = gaps.reduce((sum, { count }) => sum + count, 0);
  return {
    lines: [],
    cards: [
      {
        title: gapMessages.heading[locale],
        url: null,
        body: plain((pages[shown] ?? []).join('\n')),
        notes: [
          gapMessages.total[locale](gaps.length, all),
          ...(pages.length > 1 ? [gapMessages.page[locale](shown + 1, pages.length)] : []),
        ],
      },
    ],
    buttons: [
      [...turnButtons(GAPS_PAGE_CODE, { page: shown, pages: pages.length }, locale), exportButton(locale)],
    ],
  };
}

/**
 * Questions that found nothing, all of them, as a file for spreadsheets: UTF-8 with a byte order mark, by which Excel
 * knows it.
 * @param gaps - the most frequent first; `null` where they are not recorded
 * @param locale - language of the headings
 */
export function renderGapsFile(gaps: readonly Gap[] | null, locale: Locale): Reply {
  const nothing = renderNoGaps(gaps, locale);
  if (gaps === null || nothing !== null) return nothing ?? { lines: [], cards: [] };
  const rows = gaps.flatMap((gap, i) =>
    gap.wordings.map(({ question, count, lastAt }) => [i + 1, gap.count, question, count, lastAt]),
  );
  const { columnGroup, columnGroupCount, columnQuestion, columnCount, columnLast } = gapMessages;
  const columns = [columnGroup, columnGroupCount, columnQuestion, columnCount, columnLast];
  const heading = columns.map((column) => column[locale]);
  const { text, rows: written } = toCsv([heading, ...rows], LIMITS.fileBytes);
  const sentence =
    written > rows.length
      ? gapMessages.exported[locale](rows.length)
      : gapMessages.exportedSome[locale](Math.max(0, written - 1), rows.length);
  return { lines: [plain(sentence)], cards: [], file: { name: 'gaps.csv', text } };
}

function renderNoGaps(gaps: readonly Gap[] | null, locale: Locale): Reply | null {
  if (gaps === null) return { lines: [plain(gapMessages.off[locale])], cards: [] };
  return gaps.length === 0 ? { lines: [plain(gapMessages.none[locale])], cards: [] } : null;
}

function exportButton(locale: Locale): Button {
  return { label: gapMessages.export[locale], id: writeComponentId(GAPS_EXPORT_CODE) };
}

function entry({ question, count, lastAt, wordings }: Gap, locale: Locale): string {
  const day = lastAt.slice(0, 'YYYY-MM-DD'.length);
  const line = `• ${gapMessages.entry[locale](String(count), short(question, QUESTION_MAX), day)}`;
  const others = wordings.slice(1).map((wording) => oneLine(wording.question));
  if (others.length === 0) return line;
  const all = others.join(' / ');
  const named = short(all, OTHERS_MAX);
  const rest = named === all ? '' : gapMessages.wordings[locale](others.length);
  return `${line}\n\u3000${gapMessages.also[locale](named)}${rest}`;
}

function short(text: string, max: number): string {
  const line = oneLine(text.slice(0, 2 * max));
  return line.length <= max && text.length <= 2 * max ? line : `${leadingLetters(line, max)}…`;
}

/** As many entries on each page as fit. */
function paginate(entries: readonly string[]): string[][] {
  const pages: string[][] = [];
  let left = 0;
  for (const one of entries) {
    const length = escapeMarkdown(one).length + 1;
    const page = pages.at(-1);
    if (page === undefined || page.length >= PAGE_MAX || length > left) {
      pages.push([one]);
      left = MARKDOWN_MAX - length;
    } else {
      page.push(one);
      left -= length;
    }
  }
  return pages;
}
