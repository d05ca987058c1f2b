import { indexingMessages } from '../../i18n/indexing.js';
import type { Locale, Localized } from '../../i18n/locale.js';
import { mannersMessages } from '../../i18n/manners.js';
import type { Cancellation } from '../rebuilds.js';
import type { Button } from '../rendering/payload.js';
import { plain } from '../rendering/rich-text.js';
import type { Component, Press } from './component.js';
import { writeComponentId } from './component-id.js';

/** The letter of such buttons: see `component-id.ts`. */
export const CANCEL_CODE = 'k';

const ID = new RegExp(`^y1\\.${CANCEL_CODE}\\.([0-9a-f]{8})$`, 'u');

const SENTENCES: Readonly<Record<Cancellation, Localized<string>>> = {
  cancelled: indexingMessages.cancelling,
  before: indexingMessages.cancelledBefore,
  ended: indexingMessages.ended,
  unknown: indexingMessages.notHere,
};

/**
 * The button that ends a rebuild.
 * @param id - of the rebuild
 * @param locale - the reader's language
 */
export function cancelButton(id: string, locale: Locale): Button {
  return { label: indexingMessages.cancel[locale], id: writeComponentId(CANCEL_CODE, id) };
}

/** Ends a rebuild, for whoever may run the bot. */
export const cancelRebuild: Component = {
  slow: false,
  asks: false,
  press: (press) => ({
    reply: { lines: [plain(outcomeOf(press)[press.locale])], cards: [] },
    shown: 'alone',
  }),
};

function outcomeOf({ service, customId, userId, administrator }: Press): Localized<string> {
  if (!administrator) return mannersMessages.administratorsOnly;
  const outcome = service.rebuilds.cancel(ID.exec(customId)?.[1] ?? '', userId);
  service.logger.info({ by: userId, outcome }, 'a rebuild was to be cancelled');
  return SENTENCES[outcome];
}
