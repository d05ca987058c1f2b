import { isDeepStrictEqual } from 'node:util';
import {
  CHANNELS_MAX,
  DEFAULT_GUILD_SETTINGS,
  ROLES_MAX,
  type GuildSettings,
} from '../../app/records/guild-settings.js';
import type { Localized } from '../../i18n/locale.js';
import { settingsMessages as messages } from '../../i18n/settings.js';
import type { ActionPath } from '../commands/definitions.js';
import { renderSettings } from '../rendering/settings.js';
import type { Handler, Handlers, Request } from './handler.js';

/** Seconds of a cooldown for which only the number of questions is given. */
const COOLDOWN_SECONDS = 10;

/** The actions of `/settings`. */
type SettingsPath = Extract<ActionPath, `settings ${string}`>;

/** Why a setting is not changed. */
class Refusal extends Error {
  constructor(readonly sentence: Localized<string>) {
    super(sentence.en);
  }
}

/** What an action makes of the settings; throws a {@link Refusal} where it cannot. */
type Change<P extends SettingsPath> = (
  settings: GuildSettings,
  request: Request<P>,
) => Partial<GuildSettings>;

/** Changes the settings and shows them as they are then. */
function changing<P extends SettingsPath>(change: Change<P>): Handler<P> {
  return async (request) => {
    const { service, place, locale } = request;
    const { guilds } = service.records;
    // The command cannot be used in direct messages.
    const guildId = place.guildId ?? '';
    const before = await guilds.read(guildId);
    try {
      const after = await guilds.update(guildId, (settings) => ({
        ...settings,
        ...change(settings, request),
      }));
      const note = isDeepStrictEqual(before, after) ? messages.unchanged : messages.changed;
      service.logger.info(
        { guildId, by: place.userId, settings: after },
        'the settings of a server were set',
      );
      return renderSettings(after, note[locale], locale);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return renderSettings(before, error.sentence[locale], locale);
    }
  };
}

/** `/settings`: how the bot works in a server. */
export const settingsHandlers: Pick<Handlers, SettingsPath> = {
  'settings show': async ({ service, place, locale }) =>
    renderSettings(await service.records.guilds.read(place.guildId), null, locale),
  'settings language': changing((_, { options: { language } }) => ({
    language: language === 'server' ? null : language,
  })),
  'settings channels': changing(({ channels }, { options: { change, channel }, homeChannelId }) => {
    if (change === 'everywhere') return { channels: [] };
    const named = channel ?? homeChannelId;
    if (change === 'add') return { channels: withOne(channels, named, CHANNELS_MAX) };
    if (channels.length === 0) throw new Refusal(messages.removeFromAll);
    return { channels: channels.filter((one) => one !== named) };
  }),
  'settings threads': changing(({ threads }, { options: { change, channel }, homeChannelId }) => {
    if (change === 'everywhere') return { threads: 'all' };
    if (change === 'nowhere') return { threads: [] };
    const named = channel ?? homeChannelId;
    if (change === 'add') return { threads: withOne(threads === 'all' ? [] : threads, named, CHANNELS_MAX) };
    if (threads === 'all') throw new Refusal(messages.removeFromAll);
    return { threads: threads.filter((one) => one !== named) };
  }),
  'settings private': changing((_, { options: { on } }) => ({ privateByDefault: on })),
  'settings cooldown': changing((_, { options: { questions, seconds } }) => {
    if (questions === 0) return { cooldown: 'none' };
    if (questions !== null) return { cooldown: { questions, seconds: seconds ?? COOLDOWN_SECONDS } };
    if (seconds !== null) throw new Refusal(messages.secondsAlone);
    return { cooldown: null };
  }),
  'settings roles': changing(({ adminRoles }, { options: { change, role }, place }) => {
    // Discord gives the role of everybody the server's own id.
    if (role === place.guildId) throw new Refusal(messages.everyoneRole);
    if (change === 'add') return { adminRoles: withOne(adminRoles, role, ROLES_MAX) };
    return { adminRoles: adminRoles.filter((one) => one !== role) };
  }),
  'settings reset': changing(() => DEFAULT_GUILD_SETTINGS),
};

function withOne(ids: readonly string[], id: string, max: number): readonly string[] {
  if (ids.includes(id)) return ids;
  if (ids.length >= max) throw new Refusal(tooMany(max));
  return [...ids, id];
}

function tooMany(max: number): Localized<string> {
  const { tooMany: sentence } = messages;
  return { 'zh-CN': sentence['zh-CN'](max), 'zh-TW': sentence['zh-TW'](max), en: sentence.en(max) };
}
