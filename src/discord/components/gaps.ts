import { mannersMessages } from '../../i18n/manners.js';
import { gapsOf } from '../handlers/gaps.js';
import { renderGaps, renderGapsFile } from '../rendering/gaps.js';
import type { Reply } from '../rendering/payload.js';
import { plain } from '../rendering/rich-text.js';
import { readTurn } from '../rendering/turn-buttons.js';
import type { Component, Press } from './component.js';

/** ◀ and ▶ below the questions that found nothing. */
export const gapsPage: Component = {
  slow: 'in-place',
  asks: false,
  press: async (press) => ({
    reply: await forAdministrators(press, async ({ service, guildId, customId, locale }) =>
      renderGaps(await gapsOf(service, guildId), { page: readTurn(customId)?.page ?? 0, locale }),
    ),
    shown: 'in-place',
  }),
};

/** The questions that found nothing, as a file. */
export const gapsExport: Component = {
  slow: 'alone',
  asks: false,
  press: async (press) => ({
    reply: await forAdministrators(press, async ({ service, guildId, locale }) =>
      renderGapsFile(await gapsOf(service, guildId), locale),
    ),
    shown: 'alone',
  }),
};

/** Who may no longer run the bot can still press what was shown before. */
function forAdministrators(press: Press, make: (press: Press) => Promise<Reply>): Promise<Reply> | Reply {
  if (press.administrator) return make(press);
  return { lines: [plain(mannersMessages.administratorsOnly[press.locale])], cards: [] };
}
