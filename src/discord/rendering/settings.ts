import type { GuildSettings } from '../../app/records/guild-settings.js';
import { choiceNames } from '../../i18n/commands.js';
import type { Locale } from '../../i18n/locale.js';
import { settingsMessages as messages } from '../../i18n/settings.js';
import type { Reply } from './payload.js';
import { mention, plain, type Mention, type RichText } from './rich-text.js';

/** Channels that a member is sent to. */
const ELSEWHERE_MAX = 5;

/**
 * What the administrators of a server have chosen, one setting a line.
 * @param settings - as they are now
 * @param note - what has happened to them; `null` for nothing
 * @param locale - the reader's language
 */
export function renderSettings(settings: GuildSettings, note: string | null, locale: Locale): Reply {
  const { language, channels, threads, privateByDefault, adminRoles } = settings;
  const lines: RichText[] = [
    plain(
      messages.language[locale] +
        choiceNames[`settings.language.language.${language ?? 'server'}`][locale] +
        messages.languageNote[locale],
    ),
    [
      ...plain(messages.channels[locale]),
      ...(channels.length === 0 ? plain(messages.everywhere[locale]) : list('channel', channels)),
    ],
    [...plain(messages.threads[locale]), ...threadChannels(threads, locale)],
    plain(messages.private[locale] + messages[privateByDefault ? 'privateOn' : 'privateOff'][locale]),
    plain(messages.cooldown[locale] + cooldownText(settings, locale)),
    [...plain(messages.roles[locale] + (adminRoles.length === 0 ? '' : ' · ')), ...list('role', adminRoles)],
  ];
  const body = lines.flatMap((line, i) => (i === 0 ? line : [...plain('\n'), ...line]));
  return {
    lines: note === null ? [] : [plain(note)],
    cards: [{ title: messages.heading[locale], url: null, body, notes: [] }],
  };
}

/**
 * Tells a member where questions are answered.
 * @param channels - by id, at least one; the first five are named, the others counted
 * @param locale - the reader's language
 */
export function renderElsewhere(channels: readonly string[], locale: Locale): Reply {
  const named = list('channel', channels.slice(0, ELSEWHERE_MAX));
  const more = channels.length - ELSEWHERE_MAX;
  const rest = more > 0 ? plain(messages.moreChannels[locale](more)) : [];
  return { lines: [[...plain(messages.elsewhere[locale]), ...named, ...rest]], cards: [] };
}

function threadChannels(threads: GuildSettings['threads'], locale: Locale): RichText {
  if (threads === 'all') return plain(messages.everywhere[locale]);
  return threads.length === 0 ? plain(messages.nowhere[locale]) : list('channel', threads);
}

function cooldownText({ cooldown }: GuildSettings, locale: Locale): string {
  if (cooldown === null) return messages.cooldownDefault[locale];
  if (cooldown === 'none') return messages.cooldownNone[locale];
  return messages.cooldownRule[locale](cooldown.questions, cooldown.seconds);
}

function list(kind: Mention['kind'], ids: readonly string[]): RichText {
  return ids.flatMap((id, i) => [...(i === 0 ? [] : plain(' ')), mention(kind, id)]);
}
