import type { App } from '../app/app.js';
import type { Logger } from '../domain/logger.js';
import type { Locale } from '../i18n/locale.js';
import type { Desk } from './desk.js';
import type { Handlers } from './handlers/handler.js';
import type { Recent } from './recent.js';

/** What one bot shares among everything that it deals with. */
export interface Service {
  readonly app: App;
  readonly logger: Logger;
  /** Language for members and servers whose own is not spoken here. */
  readonly defaultLocale: Locale;
  readonly adminRoleIds: readonly string[];
  readonly handlers: Handlers;
  readonly desk: Desk;
  /**
   * Language of members' Discord clients by user id, as their last command gave it: messages do not carry it.
   */
  readonly memberLocales: Recent<string>;
  /** Aborted when the bot begins to leave. */
  readonly leaving: AbortSignal;
}
