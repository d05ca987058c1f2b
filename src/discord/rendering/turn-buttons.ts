import { buttonMessages } from '../../i18n/buttons.js';
import type { Locale } from '../../i18n/locale.js';
import { writeComponentId } from '../components/component-id.js';
import type { Button } from './payload.js';

/** Where a reader is. */
export interface Pages {
  /** The page that is shown, from 0. */
  readonly page: number;
  /** How many there are. */
  readonly pages: number;
  /** Entries on a page, where the reader has chosen how many. */
  readonly size?: number;
}

/** What a button of {@link turnButtons} leads to. */
export interface Turn {
  /** From 0; perhaps no longer there. */
  readonly page: number;
  /** Entries on a page; `null` where that is not for the reader to choose. */
  readonly size: number | null;
}

/**
 * ◀ and ▶, of which one is disabled on the first and on the last page; none where there is one page only. The page that
 * a button leads to stands in its custom_id.
 * @param code - the letter of such buttons: see `component-id.ts`
 * @param where - which page is shown
 * @param locale - the reader's language
 */
export function turnButtons(code: string, { page, pages, size }: Pages, locale: Locale): Button[] {
  if (pages < 2) return [];
  const button = (label: string, to: number): Button => ({
    label,
    id: writeComponentId(code, String(Math.max(0, to)), ...(size === undefined ? [] : [String(size)])),
    disabled: to < 0 || to >= pages,
  });
  return [button(buttonMessages.previous[locale], page - 1), button(buttonMessages.next[locale], page + 1)];
}

/**
 * What a button of {@link turnButtons} leads to.
 * @param customId - the button's, as Discord delivers it: anything may stand in it
 * @returns `null` for one of another version, or that was never written here
 */
export function readTurn(customId: string): Turn | null {
  const [, page, size] = /^y1\.[a-z]\.(\d{1,6})(?:\.(\d{1,2}))?$/u.exec(customId) ?? [];
  return page === undefined ? null : { page: Number(page), size: size === undefined ? null : Number(size) };
}
