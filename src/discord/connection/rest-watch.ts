import { RESTEvents, type REST } from 'discord.js';
import type { Logger } from '../../domain/logger.js';

/** Waits that are worth a line in the log, in seconds. */
const NOTABLE_WAIT_S = 5;

/**
 * Looks at what Discord's HTTP API answers while the bot is at work: a token that is no longer accepted, and rate
 * limits that are waited out for long.
 * @param rest - what speaks to it
 * @param logger - for rate limits
 * @param onTokenRefused - called for each request that was refused for the bot's token
 */
export function watchRest(rest: REST, logger: Logger, onTokenRefused: () => void): void {
  rest.on(RESTEvents.Response, ({ data, route, method }, { status, headers }) => {
    // Requests by an interaction's own token are refused for reasons of their own.
    if (status === 401 && data.auth) onTokenRefused();
    if (status !== 429) return;
    const seconds = Number(headers.get('Retry-After') ?? 0);
    const fields = { route, method, seconds, scope: headers.get('X-RateLimit-Scope') };
    if (seconds >= NOTABLE_WAIT_S) logger.warn(fields, 'Discord has the bot wait');
    else logger.debug(fields, 'Discord has the bot wait');
  });
}
