import { renderStatus, renderVerified } from '../rendering/indexing.js';
import type { Handler } from './handler.js';

/** `/index status`: what is known of the index. */
export const indexStatus: Handler<'index status'> = async ({ app, locale }) =>
  renderStatus(await app.status(), app, locale);

/** `/index verify`: whether every file of the index is as it was written. */
export const indexVerify: Handler<'index verify'> = async ({ app, locale }) =>
  renderVerified(await app.verify(), locale);
