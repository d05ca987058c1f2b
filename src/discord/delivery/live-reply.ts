import {
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  RESTJSONErrorCodes,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
} from 'discord.js';
import type { Logger } from '../../domain/logger.js';
import { deliver, MESSAGE_WITHIN_MS, REPLY_WITHIN_MS, respond, type DeliveryOptions } from './delivery.js';
import { describeFailure } from './failure.js';
import type { Payload } from '../rendering/payload.js';

/** Least time between two edits of a message: Discord allows five in five seconds. */
const EDIT_INTERVAL_MS = 2_000;

/**
 * Replaces what a message shows. `passing`: what will be replaced again soon is tried once; anything else for as long
 * as it can be given.
 */
export type WriteReply = (payload: Payload, passing?: 'passing') => Promise<void>;

/** A reply that is on its way. */
export interface DeferredReply {
  /** Of the message that the reply is; `null` where Discord has not told. */
  readonly messageId: string | null;
  /** Whether it was acknowledged now; otherwise it was before, by whoever: perhaps it has been answered. */
  readonly fresh: boolean;
  /** Writes the reply, the first time and again. */
  readonly write: WriteReply;
}

/**
 * Acknowledges a command at once, as “is thinking…”.
 * @param interaction - not yet acknowledged
 * @param hidden - whether only the member sees the reply
 * @param delivery - how it is tried again where Discord fails
 * @returns the reply. When the interaction's token has run out (after a
 * quarter of an hour) it edits the reply as the ordinary message that it is; a hidden reply can no longer be
 * edited then, and the promise rejects.
 */
export async function defer(
  interaction: ChatInputCommandInteraction | MessageContextMenuCommandInteraction,
  hidden: boolean,
  delivery: Omit<DeliveryOptions, 'withinMs'>,
): Promise<DeferredReply> {
  const flags = hidden ? { flags: MessageFlags.Ephemeral as const } : {};
  const response = await respond(() => interaction.deferReply({ withResponse: true, ...flags }), delivery);
  // discord.js edits no reply that it has not seen acknowledged.
  interaction.deferred = true;
  const sent = response?.resource?.message ?? null;
  const message = hidden ? null : sent;
  const until = performance.now() + REPLY_WITHIN_MS;
  let tokenRanOut = false;
  const write: WriteReply = async (payload, passing) => {
    const within = (ms: number): DeliveryOptions => ({
      ...delivery,
      withinMs: passing === undefined ? ms : 0,
    });
    if (!tokenRanOut) {
      try {
        await deliver(() => interaction.editReply(payload), within(until - performance.now()));
        return;
      } catch (error) {
        if (message === null || !saysTokenRanOut(error)) throw error;
        tokenRanOut = true;
      }
    }
    // As an ordinary message it may not have files: the bot does not ask for that permission.
    await deliver(async () => message?.edit({ ...payload, files: [] }), within(MESSAGE_WITHIN_MS));
  };
  return { messageId: sent?.id ?? null, fresh: response !== null, write };
}

function saysTokenRanOut(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    (error.code === RESTJSONErrorCodes.InvalidWebhookToken ||
      error.code === RESTJSONErrorCodes.UnknownWebhook)
  );
}

/** What Discord says of a message that is gone, or in a place that the bot may not look into. */
const OUT_OF_REACH: ReadonlySet<unknown> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.InvalidWebhookToken,
]);

function isOutOfReach(error: unknown): boolean {
  if (error instanceof DiscordjsError) return error.code === DiscordjsErrorCodes.ChannelNotCached;
  return error instanceof DiscordAPIError && OUT_OF_REACH.has(error.code);
}

/**
 * A reply that changes while a job runs: one edit at a time, the last one always, those between as time
 * allows. When the message is gone, or can no longer be reached, after something was shown, the job goes on in silence.
 */
export class LiveReply {
  #editing: Promise<void> | null = null;
  #editedAt = -Infinity;
  #shown = false;
  #lost = false;

  constructor(
    private readonly write: WriteReply,
    private readonly logger: Logger,
  ) {}

  /**
   * Shows a state on the way, unless another was shown just now.
   * @param render - makes the payload if it is wanted
   */
  update(render: () => Payload): void {
    const now = performance.now();
    if (this.#lost || this.#editing !== null || now - this.#editedAt < EDIT_INTERVAL_MS) return;
    this.#editedAt = now;
    this.#editing = this.write(render(), 'passing')
      .then(() => {
        this.#shown = true;
      })
      .catch((error: unknown) => {
        this.#lost = this.#shown && isOutOfReach(error);
        this.logger.warn(describeFailure(error), 'the progress of a job could not be shown');
      })
      .finally(() => (this.#editing = null));
  }

  /**
   * Shows the end.
   * @param payload - what stays
   * @throws where it cannot be shown, unless the message was lost on the way
   */
  async finish(payload: Payload): Promise<void> {
    await this.#editing;
    if (this.#lost) return;
    try {
      await this.write(payload);
    } catch (error) {
      if (!this.#shown || !isOutOfReach(error)) throw error;
      this.logger.warn(describeFailure(error), 'the end of a job could not be shown');
    }
  }
}
