import { renderGaps } from '../rendering/gaps.js';
import type { Handler } from './handler.js';

/** `/gaps`: questions of this server that found nothing. */
export const gaps: Handler<'gaps'> = async ({ service, place: { guildId }, locale }) => {
  const { gaps: file } = service.records;
  return renderGaps(file === null || guildId === null ? null : await file.list(guildId), locale);
};
