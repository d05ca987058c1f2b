import { renderStats } from '../rendering/stats.js';
import type { Handler } from './handler.js';

/** Days told of where no number is entered. */
const DEFAULT_DAYS = 30;
const DAY_MS = 86_400_000;

/** `/stats`: how this server uses the bot. */
export const stats: Handler<'stats'> = async ({ app, service, place: { guildId }, options, locale }) => {
  const { usage, votes } = service.records;
  if (usage === null || guildId === null) return renderStats(null, app, locale);
  const days = options.days ?? DEFAULT_DAYS;
  const since = new Date(Date.now() - days * DAY_MS);
  const summary = await usage.summarise(guildId, since);
  return renderStats({ days, usage: summary, votes: await votes.count(guildId, since) }, app, locale);
};
