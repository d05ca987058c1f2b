import { renderStatus } from '../rendering/indexing.js';
import type { Handler } from './handler.js';

/** `/index status`: what is known of the index. */
export const indexStatus: Handler<'index status'> = async ({ app, locale }) =>
  renderStatus(await app.status(), app.building, locale);
