/** Discord's numbers, from its developer documentation (“Opcodes and status codes”, “Gateway intents”). */

/** Kinds of gateway frames. */
export const OPCODES = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presenceUpdate: 3,
  voiceStateUpdate: 4,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const;

/** Why the gateway is closed. */
export const CLOSE_CODES = {
  unknownError: 4000,
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidSequence: 4007,
  rateLimited: 4008,
  sessionTimedOut: 4009,
  invalidShard: 4010,
  invalidIntents: 4013,
  disallowedIntents: 4014,
} as const;

/** What a bot asks to be told. */
export const INTENTS = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const;

/** Every intent there is: bits 0 to 16, 20, 21, 24 and 25. */
export const ALL_INTENTS = 0x1ffff | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);

/** Intents that an application must be allowed. */
export const PRIVILEGED_INTENTS = INTENTS.guildMembers | INTENTS.guildPresences | INTENTS.messageContent;

/** Kinds of interactions. */
export const INTERACTION_TYPES = { command: 2, component: 3, autocomplete: 4 } as const;

/** Ways to answer an interaction. */
export const CALLBACK_TYPES = {
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
} as const;

/** Kinds of commands: entered behind a slash, or chosen from a message's menu. */
export const COMMAND_TYPES = { slash: 1, message: 3 } as const;

/** Kinds of command options. */
export const OPTION_TYPES = {
  subcommand: 1,
  string: 3,
  integer: 4,
  boolean: 5,
  channel: 7,
  role: 8,
  number: 10,
} as const;

/** Kinds of channels. */
export const CHANNEL_TYPES = { guildText: 0, direct: 1, publicThread: 11, privateThread: 12 } as const;

/** Marks on a message. */
export const MESSAGE_FLAGS = { hasThread: 1 << 5, ephemeral: 1 << 6, loading: 1 << 7 } as const;

/** Kinds of messages. */
export const MESSAGE_TYPES = {
  default: 0,
  threadCreated: 18,
  reply: 19,
  command: 20,
  threadStarter: 21,
} as const;

/** Permission bits that the sandbox knows. */
export const PERMISSIONS = {
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  createPrivateThreads: 1n << 36n,
  sendMessagesInThreads: 1n << 38n,
} as const;

/** Every bit there may be: what a direct channel allows. */
export const ALL_PERMISSIONS = (1n << 53n) - 1n;

/** An answer of the HTTP API that says no. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    /** Which parts of the body were wrong, as `path: reason`. */
    readonly details: readonly string[] = [],
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** Makes Discord's refusals. */
export const refusals = {
  notFound: () => new ApiError(404, 0, '404: Not Found'),
  unauthorised: () => new ApiError(401, 0, '401: Unauthorized'),
  unknownChannel: () => new ApiError(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new ApiError(404, 10004, 'Unknown Guild'),
  unknownMessage: () => new ApiError(404, 10008, 'Unknown Message'),
  unknownWebhook: () => new ApiError(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new ApiError(404, 10062, 'Unknown interaction'),
  missingAccess: () => new ApiError(403, 50001, 'Missing Access'),
  missingPermissions: () => new ApiError(403, 50013, 'Missing Permissions'),
  notAuthor: () => new ApiError(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new ApiError(400, 50006, 'Cannot send an empty message'),
  tokenRanOut: () => new ApiError(401, 50027, 'Invalid Webhook Token'),
  invalidBody: (details: readonly string[]) => new ApiError(400, 50035, 'Invalid Form Body', details),
  archivedThread: () => new ApiError(400, 50083, 'Thread is archived'),
  lockedThread: () => new ApiError(403, 160_005, 'Thread is locked'),
  hasThread: () => new ApiError(400, 160_004, 'A thread has already been created for this message'),
  cannotReply: () => new ApiError(400, 160_002, 'Cannot reply without permission to read message history'),
  acknowledgedBefore: () => new ApiError(400, 40060, 'Interaction has already been acknowledged.'),
} as const;
