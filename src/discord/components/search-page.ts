import { articleMessages } from '../../i18n/articles.js';
import { buttonMessages } from '../../i18n/buttons.js';
import type { Localized } from '../../i18n/locale.js';
import { plain } from '../rendering/rich-text.js';
import { renderSearch, RESULTS_MAX } from '../rendering/search.js';
import { readTurn } from '../rendering/turn-buttons.js';
import type { Component, Press, Pressed } from './component.js';

/**
 * ◀ and ▶ below what a search has found. What was searched for is looked up by the message and searched for again: one
 * index ranks its passages always alike, so that no page repeats or leaves out what stands on another.
 */
export const searchPage: Component = { slow: 'in-place', asks: true, press };

async function press(request: Press): Promise<Pressed> {
  const { service, customId, messageId, locale } = request;
  const { app, records } = service;
  const turn = readTurn(customId);
  if (turn === null) return say(buttonMessages.outdated, request);
  const given = await records.searches.find(messageId);
  if (given === null) return say(articleMessages.searchForgotten, request);
  const filter = given.filter ?? undefined;
  const results = await app.search(given.query, RESULTS_MAX, filter);
  const { generation } = app;
  const changed = generation !== given.generation;
  return {
    reply: renderSearch(results, { locale, page: turn.page, filter, changed, turns: true }),
    shown: 'in-place',
    // The page may stand in a message of its own, and be of another index.
    onShown: (replyId) => records.searches.add({ ...given, replyId, generation }),
  };
}

function say(sentence: Localized<string>, { locale }: Press): Pressed {
  return { reply: { lines: [plain(sentence[locale])], cards: [] }, shown: 'alone' };
}
