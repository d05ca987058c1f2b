import {
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  GatewayCloseCodes,
  HTTPError,
} from 'discord.js';
import { YinjuError, type ErrorDetails } from '../../domain/errors.js';

/** What was being done when Discord could not be spoken to. */
export interface ConnectionAttempt {
  /** Where Discord's HTTP API was looked for. */
  readonly apiUrl: string;
  /** With which code Discord closed the gateway, if it did. */
  readonly closeCode?: number | null;
}

const TOKEN_REMEDY =
  'Copy the token again from the Bot page of your application at https://discord.com/developers/applications and put it into DISCORD_TOKEN.';

/** A problem on the way to Discord that an operator can do something about. */
export interface ConnectionProblem extends ErrorDetails {
  readonly part: 'discord';
  readonly remedy: string;
}

/**
 * Says what is wrong with a token that cannot be one, before it is sent anywhere: a header with a line break
 * in it would be quoted, token and all, by the error of whoever has to send it.
 * @param token - as configured; never repeated in a message
 */
export function tokenProblem(token: string): ConnectionProblem | null {
  if (/^[\w.-]+$/u.test(token)) return null;
  return {
    part: 'discord',
    code: 'token-malformed',
    message: 'DISCORD_TOKEN is empty or contains characters that no Discord token has.',
    remedy: TOKEN_REMEDY,
  };
}

/**
 * What went wrong on the way to Discord.
 * @param error - what discord.js threw
 * @param attempt - what it was trying
 */
export function connectionProblem(
  error: unknown,
  { apiUrl, closeCode = null }: ConnectionAttempt,
): ConnectionProblem {
  if (closeCode === GatewayCloseCodes.AuthenticationFailed || refusesToken(error)) return tokenRefused(error);
  if (closeCode === GatewayCloseCodes.DisallowedIntents) return intentsDisallowed(error);
  if (closeCode === GatewayCloseCodes.ShardingRequired) return shardingRequired(error);
  if (closeCode !== null) return gatewayClosed(closeCode, error);
  if (error instanceof DiscordAPIError || error instanceof HTTPError) return apiRefused(error, apiUrl);
  return unreachable(error, apiUrl);
}

/**
 * {@link connectionProblem} as an error to throw.
 * @param error - what discord.js threw
 * @param attempt - what it was trying
 */
export function connectionError(error: unknown, attempt: ConnectionAttempt): YinjuError {
  return new YinjuError(connectionProblem(error, attempt));
}

/**
 * Commands cannot be registered in the server that the operator named.
 * @param guildId - as configured
 * @param invite - where the bot is invited
 * @param cause - what Discord answered
 */
export function notInGuild(guildId: string, invite: string, cause: unknown): YinjuError {
  return new YinjuError({
    part: 'discord',
    code: 'not-in-guild',
    message: `The bot is not in the server ${guildId} that DISCORD_GUILD_ID names, or may have no commands there.`,
    remedy: `Invite it with ${invite}`,
    cause,
  });
}

/**
 * The gateway did not get ready in time, though the HTTP API answered.
 * @param seconds - how long it was waited for
 */
export function gatewayTimeout(seconds: number): YinjuError {
  return new YinjuError({
    part: 'discord',
    code: 'gateway-unreachable',
    message: `Discord's HTTP API answers, but its gateway has not become ready within ${seconds} seconds.`,
    remedy: 'Check that WebSocket connections to gateway.discord.gg can leave this machine.',
  });
}

const PASSING: ReadonlySet<string> = new Set([
  'discord-unreachable',
  'discord-failing',
  'gateway-unreachable',
]);

/**
 * Whether it may be otherwise in a while without anybody doing anything.
 * @param error - what {@link connectionError} or {@link gatewayTimeout} made, or anything else
 */
export function isPassing(error: unknown): boolean {
  return error instanceof YinjuError && error.part === 'discord' && PASSING.has(error.code);
}

function refusesToken(error: unknown): boolean {
  return (
    (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) ||
    (error instanceof DiscordAPIError && error.status === 401)
  );
}

function tokenRefused(cause: unknown): ConnectionProblem {
  return {
    part: 'discord',
    code: 'token-refused',
    message: 'Discord does not accept the token in DISCORD_TOKEN.',
    remedy: TOKEN_REMEDY,
    cause,
  };
}

function intentsDisallowed(cause: unknown): ConnectionProblem {
  return {
    part: 'discord',
    code: 'intents-disallowed',
    message:
      'Discord does not allow this application the gateway intents that the bot asks for (close code 4014).',
    remedy:
      'Allow them under “Privileged Gateway Intents” on the Bot page of your application at https://discord.com/developers/applications; with DISCORD_READ_THREADS=no the bot needs none of them.',
    cause,
  };
}

function shardingRequired(cause: unknown): ConnectionProblem {
  return {
    part: 'discord',
    code: 'sharding-required',
    message:
      'The bot is in more servers than Discord lets one connection, or so few shards, serve (close code 4011).',
    remedy: 'Set DISCORD_SHARDS=auto, or to a greater number.',
    cause,
  };
}

function gatewayClosed(closeCode: number, cause: unknown): ConnectionProblem {
  const name = GatewayCloseCodes[closeCode] ?? 'unknown';
  return {
    part: 'discord',
    code: 'gateway-closed',
    message: `Discord closed the gateway for good with code ${closeCode} (${name}).`,
    remedy: 'Update yinju; if it happens again, report the code.',
    cause,
  };
}

function apiRefused(error: DiscordAPIError | HTTPError, apiUrl: string): ConnectionProblem {
  return {
    part: 'discord',
    code: error.status >= 500 ? 'discord-failing' : 'discord-refused',
    message: `Discord's HTTP API at ${apiUrl} answered ${error.method} with status ${error.status}.`,
    remedy:
      error.status >= 500
        ? 'Look at https://discordstatus.com and start again later.'
        : 'Check DISCORD_API_URL and DISCORD_GUILD_ID.',
    cause: error,
  };
}

function unreachable(cause: unknown, apiUrl: string): ConnectionProblem {
  return {
    part: 'discord',
    code: 'discord-unreachable',
    message: `Discord's HTTP API at ${apiUrl} cannot be reached.`,
    remedy: 'Check the network connection, HTTPS_PROXY if a proxy is needed, and DISCORD_API_URL.',
    cause,
  };
}
