import { safeLink } from './link.js';
import type { Card, Reply } from './payload.js';
import { bold, plain, type RichText } from './rich-text.js';
import { oneLine } from './escape.js';

/**
 * A reply with the same to say in lines alone, for channels in which Discord drops the cards of a message without
 * saying so: each card's title, text, notes (publisher, date, headings) and address below each other.
 * @param reply - what to say
 */
export function withoutEmbeds(reply: Reply): Reply {
  return { ...reply, lines: [...reply.lines, ...reply.cards.flatMap(cardLines)], cards: [] };
}

function cardLines({ title, url, body, notes }: Card): RichText[] {
  const link = safeLink(url);
  return [
    bold(oneLine(title)),
    body,
    plain(notes.map(oneLine).join(' · ')),
    // One character, so that an address is never cut within it.
    ...(link === null ? [] : [[{ text: '↗', link }]]),
  ].filter((line) => line.some(({ text }) => text.trim() !== ''));
}
