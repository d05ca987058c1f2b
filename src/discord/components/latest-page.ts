import { buttonMessages } from '../../i18n/buttons.js';
import { showLatest } from '../handlers/latest.js';
import { LIMITS } from '../limits.js';
import { plain } from '../rendering/rich-text.js';
import { readTurn } from '../rendering/turn-buttons.js';
import type { Component } from './component.js';

/** ◀ and ▶ below the newest articles. */
export const latestPage: Component = {
  slow: false,
  asks: false,
  press: ({ service, customId, locale }) => {
    const { page = 0, size = null } = readTurn(customId) ?? {};
    if (size === null || size < 1 || size > LIMITS.embedsPerMessage) {
      return { reply: { lines: [plain(buttonMessages.outdated[locale])], cards: [] }, shown: 'alone' };
    }
    return { reply: showLatest(service.app, { page, count: size }, locale), shown: 'in-place' };
  },
};
