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
}

/**
 * ◀ and ▶, of which one is disabled on the first and on the last page; none where there is one page only. The page that
 * a button leads to stands in its custom_id.
 * @param code - the letter of such buttons: see `component-id.ts`
 * @param where - which page is shown
 * @param locale - the reader's language
 */
export function turnButtons(code: string, { page, pages }: Pages, locale: Locale): Button[] {
  if (pages < 2) return [];
  const button = (label: string, to: number): Button => ({
    label,
    id: writeComponentId(code, String(Math.max(0, to))),
    disabled: to < 0 || to >= pages,
  });
  return [button(buttonMessages.previous[locale], page - 1), button(buttonMessages.next[locale], page + 1)];
}

/**
 * The page that a button of {@link turnButtons} leads to.
 * @param customId - the button's, as Discord delivers it: anything may stand in it
 * @returns from 0; `null` for one of another version, or that was never written here
 */
export function readTurn(customId: string): number | null {
  const [, page] = /^y1\.[a-z]\.(\d{1,6})$/u.exec(customId) ?? [];
  return page === undefined ? null : Number(page);
}
