import { renderGaps } from '../rendering/gaps.js';
import type { Handler } from './handler.js';

/** `/gaps`: questions of this server that found nothing. */
export const gaps: Handler<'gaps'> = async ({ listGaps, locale }) =>
  renderGaps(listGaps === null ? null : await listGaps(), locale);
