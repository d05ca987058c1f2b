import { Events } from 'discord.js';
import type { App } from '../app/app.js';
import { Conversations } from '../app/conversations.js';
import { Recent } from '../app/recent.js';
import type { Records } from '../app/records/records.js';
import { YinjuError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import type { Locale } from '../i18n/locale.js';
import { Admission, type AdmissionRules } from './manners/admission.js';
import { Backoff, type BackoffOptions } from './connection/backoff.js';
import { createComponents } from './components/table.js';
import { logMissing, PermissionLog } from './connection/channel-permissions.js';
import { registerCommands } from './commands/register.js';
import { tokenProblem } from './connection/connection-errors.js';
import { Connection } from './connection/connection.js';
import { Desk } from './manners/desk.js';
import { describeFailure } from './delivery/failure.js';
import { createHandlers } from './handlers/table.js';
import { onInteraction } from './interactions.js';
import { listenToMessages } from './messages/message-events.js';
import { inviteLink } from './connection/permissions.js';
import { Rebuilds } from './rebuilds.js';
import type { Service } from './service.js';
import { inTurns } from './manners/turns.js';
import { Typing } from './messages/typing.js';
import { untilReached } from './connection/until-reached.js';

/** How the bot speaks to Discord. */
export interface DiscordOptions {
  /** The bot's token, without `Bot `. Never logged or shown. */
  readonly token: string;
  /**
   * Discord's HTTP API without its version; the gateway's address is asked of it. `https://discord.com/api`
   * in service.
   */
  readonly apiUrl: string;
  /** Address of the HTTP proxy that Discord is reached through, unless it is on this machine. Default none. */
  readonly proxy?: string | null;
  /** Server to register the commands in, where they appear at once, instead of everywhere (`null`). */
  readonly guildId: string | null;
  /** Register the commands. Default true; false in a shard, whose manager has registered them for all. */
  readonly register?: boolean;
  /** For members and servers whose own language is not spoken here. */
  readonly defaultLocale: Locale;
  /** Whether members may go on in the bot's threads without naming it; needs a privileged intent. Default false. */
  readonly readThreads?: boolean;
  /** Roles whose members may run the bot besides those who manage the server. */
  readonly adminRoleIds: readonly string[];
  /** Whether questions stand in the log. Default false. */
  readonly logQuestions?: boolean;
  /** How fast members may ask. Operators' commands are not affected. */
  readonly admission: AdmissionRules;
  /** What is noted while the bot serves. */
  readonly records: Records;
  readonly logger: Logger;
  /** How long the gateway may take to become ready. Default one minute. */
  readonly connectTimeoutMs?: number;
  /** How long to wait between attempts to reach Discord. Default 1 second to 1 minute. */
  readonly backoff?: BackoffOptions;
  /** How long the answers under way may take when the bot is to leave. Default 20 seconds. */
  readonly leaveWithinMs?: number;
  /** Aborted when the bot is not wanted any more before it has started. */
  readonly signal?: AbortSignal;
}

/** A bot at work. */
export interface DiscordBot {
  readonly user: { readonly id: string; readonly tag: string };
  /** Where a server's administrator invites the bot, with exactly the permissions that it uses. */
  readonly inviteUrl: string;
  /** Questions that wait or are being answered. */
  readonly waiting: number;
  /** Whether the gateway is connected. */
  readonly connected: boolean;
  /**
   * Takes no more questions, finishes the answers that are being made as far as there is time, ends a rebuild, then
   * leaves. Idempotent.
   */
  stop(): Promise<void>;
  /**
   * Resolves with the reason when Discord has cut the bot off for good, which nothing but its operator can mend: the
   * token was reset, the application may not have its intents. Answers to commands can still be given then.
   */
  readonly cutOff: Promise<YinjuError>;
}

/**
 * Logs in, registers the commands, and answers from then on. Tries again, ever more seldom, for as long as
 * Discord cannot be reached.
 * @param app - what answers; not closed by the bot
 * @param options - how to speak to Discord
 * @throws {@link YinjuError} of part `discord`: `token-malformed`, `token-refused`, `intents-disallowed`,
 * `sharding-required`, `gateway-closed`, `discord-refused`, `not-in-guild`; or the reason for which the signal was aborted
 */
export async function startDiscord(app: App, options: DiscordOptions): Promise<DiscordBot> {
  const { token, logger, signal = new AbortController().signal } = options;
  const problem = tokenProblem(token);
  if (problem !== null) throw new YinjuError(problem);
  const backoff = new Backoff(options.backoff);
  return untilReached(() => logIn(app, options, { backoff, signal }), { backoff, signal, logger });
}

/** What the attempts to log in have in common. */
interface LoginContext {
  readonly backoff: Backoff;
  readonly signal: AbortSignal;
}

async function logIn(
  app: App,
  options: DiscordOptions,
  { backoff, signal }: LoginContext,
): Promise<DiscordBot> {
  const { token, apiUrl, proxy = null, logger } = options;
  const { connectTimeoutMs = 60_000, leaveWithinMs = 20_000, readThreads = false } = options;
  const connection = new Connection({ apiUrl, proxy, logger, backoff, readThreads });
  const leaving = new AbortController();
  const service = createService(inTurns(app), options, leaving.signal);
  const actions = { handlers: createHandlers(), components: createComponents() };
  connection.client.on(Events.InteractionCreate, (interaction) => {
    onInteraction(interaction, actions, service);
  });
  listenToMessages(connection.client, service);
  const { user, application } = await connection.open(token, { timeoutMs: connectTimeoutMs, signal });
  if (options.register !== false) {
    await registerCommands(connection.client.rest, application.id, { ...options, signal }).catch(
      async (error: unknown) => {
        await connection.close();
        throw error;
      },
    );
  }
  for (const guild of connection.client.guilds.cache.values()) logMissing(guild, logger);
  logger.info({ user: user.tag, guilds: connection.client.guilds.cache.size }, 'logged in to Discord');
  void connection.cutOff.then((error) => {
    logger.error(describeFailure(error), 'Discord has cut the bot off for good');
  });
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    leaving.abort();
    await service.desk.close(leaveWithinMs);
    await service.records.flush();
    await connection.close();
  };
  return {
    user: { id: user.id, tag: user.tag },
    inviteUrl: inviteLink(application.id),
    get waiting() {
      return service.admission.running;
    },
    get connected() {
      return connection.connected;
    },
    stop: () => (stopped ??= stop()),
    cutOff: connection.cutOff,
  };
}

function createService(app: App, options: DiscordOptions, leaving: AbortSignal): Service {
  const { logger, defaultLocale, adminRoleIds, records, logQuestions = false } = options;
  return {
    app,
    logger,
    defaultLocale,
    adminRoleIds,
    startedAt: Date.now(),
    desk: new Desk(logger),
    rebuilds: new Rebuilds(),
    admission: new Admission(options.admission),
    memberLocales: new Recent(),
    conversations: new Conversations(app),
    records,
    logQuestions,
    delivery: { backoff: options.backoff, leaving },
    typing: new Typing(logger),
    permissionLog: new PermissionLog(logger),
    leaving,
  };
}
