import type { Gap } from '../../app/records/gaps.js';
import { renderGaps } from '../rendering/gaps.js';
import type { Service } from '../service.js';
import type { Handler } from './handler.js';

/** `/gaps`: questions of this server that found nothing. */
export const gaps: Handler<'gaps'> = async ({ service, place: { guildId }, locale }) =>
  renderGaps(await gapsOf(service, guildId), { page: 0, locale });

/**
 * The gaps of a server.
 * @param service - what the bot shares
 * @param guildId - of the server; `null` for none
 * @returns `null` where they are not recorded
 */
export function gapsOf(service: Service, guildId: string | null): Promise<readonly Gap[] | null> {
  const { gaps: records } = service.records;
  return records === null || guildId === null ? Promise.resolve(null) : records.list(guildId);
}
