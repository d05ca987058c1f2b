import { commandTexts, messageCommandNames, type CommandText } from '../../i18n/commands.js';
import { guideMessages } from '../../i18n/guide.js';
import type { Locale } from '../../i18n/locale.js';
import { COMMANDS } from '../commands/definitions.js';
import { shorten } from './answer.js';
import type { Reply } from './payload.js';
import { bold, plain, type RichText } from './rich-text.js';

/** Longer than any example is made. */
const EXAMPLE_MAX = 120;

/**
 * What the bot does and how it is asked, with the commands that everybody may use.
 * @param examples - questions that are answered; the part about them is left out where there are none
 * @param locale - the reader's language
 */
export function renderHelp(examples: readonly string[], locale: Locale): Reply {
  return {
    lines: [
      bold(guideMessages.heading[locale]),
      plain(guideMessages.promise[locale]),
      ...commandLines(locale),
      plain(guideMessages.ways[locale]),
      ...Object.values(messageCommandNames).map((name) => plain(`• ${name[locale]}`)),
      ...(examples.length === 0 ? [] : [bold(guideMessages.examples[locale])]),
      ...examples.map((question) => plain(`• ${shorten(question, EXAMPLE_MAX)}`)),
    ],
    cards: [],
  };
}

function commandLines(locale: Locale): RichText[] {
  const texts: Readonly<Record<string, CommandText>> = commandTexts;
  return Object.entries(COMMANDS).flatMap(([command, { access }]) => {
    const text = access === 'everyone' ? texts[command] : undefined;
    if (text === undefined) return [];
    return [plain(guideMessages.command[locale](text.name[locale], text.description[locale]))];
  });
}
