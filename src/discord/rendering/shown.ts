import { ComponentType, type APIEmbed, type APIMessageTopLevelComponent } from 'discord.js';
import type { Button, Card, Reply } from './payload.js';
import { readMarkdown } from './read-markdown.js';
import { textOf } from './rich-text.js';

/** A message of the bot's, as Discord gives it back. */
export interface ShownMessage {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
}

/** What `toPayload` puts between notes. */
const NOTE_SEPARATOR = ' · ';

/**
 * What a message says, so that it can be said again: `toPayload` makes the same message of it, and where something else
 * than the bot wrote it, one that keeps every limit and has no effect.
 * @param message - as Discord gives it back
 */
export function readShown({ content, embeds, components }: ShownMessage): Reply {
  return {
    lines: content === '' ? [] : content.split('\n').map(readMarkdown),
    cards: embeds.map(cardOf),
    buttons: components.map(buttonsOf).filter((row) => row.length > 0),
  };
}

function cardOf({ title = '', url, description = '', footer }: APIEmbed): Card {
  return {
    title: textOf(readMarkdown(title)),
    url: url ?? null,
    body: readMarkdown(description),
    notes: footer === undefined ? [] : footer.text.split(NOTE_SEPARATOR),
  };
}

/** The buttons of a row; of anything else none. */
function buttonsOf(row: APIMessageTopLevelComponent): Button[] {
  if (row.type !== ComponentType.ActionRow) return [];
  return row.components.flatMap((component) => {
    if (component.type !== ComponentType.Button || !('custom_id' in component)) return [];
    const { label = '', custom_id: id, disabled = false } = component;
    return [{ label, id, disabled }];
  });
}
