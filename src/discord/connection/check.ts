import {
  DiscordAPIError,
  REST,
  Routes,
  type APIApplication,
  type APIUser,
  type RESTAPIPartialCurrentUserGuild,
  type RESTGetAPIGatewayBotResult,
} from 'discord.js';
import type { DiscordOptions } from '../bot.js';
import { checkChannels } from './channel-check.js';
import { connectionProblem, tokenProblem, type ConnectionProblem } from './connection-errors.js';
import { baseUrl } from './connection.js';
import { inviteLink, missingPermissions } from './permissions.js';
import { proxyAgent } from './proxy.js';

/** One thing that was looked at. */
export interface DiscordCheckLine {
  readonly ok: boolean;
  /** Kebab-case, stable. */
  readonly code: string;
  /** One English sentence for the operator. */
  readonly message: string;
  /** What to do, where something is to be done. */
  readonly remedy?: string;
}

/** What a look at Discord found. */
export interface DiscordCheck {
  /** Whether every line is. */
  readonly ok: boolean;
  readonly lines: DiscordCheckLine[];
}

const TIMEOUT_MS = 10_000;
/** Servers whose channels are looked at: two requests each. */
const GUILDS_MAX = 20;

/**
 * Looks at Discord over its HTTP API alone, without logging in: whether the token is accepted, how the
 * application is set up, which servers the bot is in and what it may not do there. Does not reject for what
 * Discord answers.
 * @param options - as for the bot
 */
export async function checkDiscord(
  options: Pick<DiscordOptions, 'token' | 'apiUrl' | 'guildId' | 'proxy'>,
): Promise<DiscordCheck> {
  const problem = tokenProblem(options.token);
  const lines = problem === null ? await look(options) : [failed(problem)];
  return { ok: lines.every(({ ok }) => ok), lines };
}

async function look({
  token,
  apiUrl,
  guildId,
  proxy = null,
}: Pick<DiscordOptions, 'token' | 'apiUrl' | 'guildId' | 'proxy'>): Promise<DiscordCheckLine[]> {
  const lines: DiscordCheckLine[] = [];
  const agent = proxyAgent(proxy, apiUrl);
  const rest = new REST({ api: baseUrl(apiUrl), retries: 1, timeout: TIMEOUT_MS }).setToken(token);
  if (agent !== null) rest.setAgent(agent);
  try {
    const user = (await rest.get(Routes.user())) as APIUser;
    lines.push({
      ok: true,
      code: 'token',
      message: `Discord accepts the token; the bot is ${user.username}.`,
    });
    const application = (await rest.get(Routes.currentApplication())) as APIApplication;
    lines.push(...checkApplication(application));
    lines.push(checkSessions((await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult));
    const guilds = (await rest.get(Routes.userGuilds())) as RESTAPIPartialCurrentUserGuild[];
    lines.push(...checkGuilds(guilds, guildId, inviteLink(application.id)));
    const looked = guildId === null ? guilds.slice(0, GUILDS_MAX) : guilds.filter(({ id }) => id === guildId);
    for (const guild of looked)
      lines.push(...(await checkChannels(rest, guild, user.id).catch(noLongerThere)));
  } catch (error) {
    lines.push(failed(connectionProblem(error, { apiUrl })));
  } finally {
    await agent?.destroy();
  }
  return lines;
}

/** Of a server that the bot has left meanwhile nothing is said. */
function noLongerThere(error: unknown): DiscordCheckLine[] {
  if (error instanceof DiscordAPIError && error.status === 404) return [];
  throw error;
}

function failed({ code, message, remedy }: ConnectionProblem): DiscordCheckLine {
  return { ok: false, code, message, remedy };
}

function checkApplication({ interactions_endpoint_url: endpoint, name }: APIApplication): DiscordCheckLine[] {
  const intents: DiscordCheckLine = {
    ok: true,
    code: 'intents',
    message: `The application ${name} needs no privileged intent.`,
  };
  if (endpoint === null || endpoint === undefined) return [intents];
  return [
    intents,
    {
      ok: false,
      code: 'interactions-elsewhere',
      message: `The application sends its commands to ${endpoint}, not to the bot.`,
      remedy: 'Clear “Interactions Endpoint URL” on the General page of your application.',
    },
  ];
}

function checkSessions({ session_start_limit: limit }: RESTGetAPIGatewayBotResult): DiscordCheckLine {
  const hours = Math.ceil(limit.reset_after / 3_600_000);
  return {
    ok: limit.remaining > 0,
    code: 'sessions',
    message: `The bot can log in ${limit.remaining} more times (of ${limit.total}).`,
    ...(limit.remaining === 0 && { remedy: `Wait ${hours} hours before you start it again.` }),
  };
}

function checkGuilds(
  guilds: readonly RESTAPIPartialCurrentUserGuild[],
  guildId: string | null,
  invite: string,
): DiscordCheckLine[] {
  const remedy = `Invite it with ${invite}`;
  if (guildId !== null && guilds.every(({ id }) => id !== guildId)) {
    const message = `The bot is not in the server ${guildId} that DISCORD_GUILD_ID names.`;
    return [{ ok: false, code: 'not-in-guild', message, remedy }];
  }
  if (guilds.length === 0)
    return [{ ok: false, code: 'no-guild', message: 'The bot is in no server.', remedy }];
  return guilds.map(({ name, permissions }) => {
    const missing = missingPermissions(BigInt(permissions));
    if (missing.length === 0) {
      return { ok: true, code: 'guild', message: `In the server ${name} the bot may do all it needs.` };
    }
    const message = `In the server ${name} the bot lacks ${missing.join(', ')}.`;
    return {
      ok: false,
      code: 'missing-permissions',
      message,
      remedy: `Grant them to its role, or invite it again with ${invite}`,
    };
  });
}
