import { param, type ApiCall, type ApiResult, type Route } from '../api.js';
import { isObject, objects, readMessageBody, type MessageBody } from '../message-rules.js';
import { CALLBACK_TYPES, INTERACTION_TYPES, MESSAGE_FLAGS, MESSAGE_TYPES, refusals } from '../protocol.js';
import { messageShape } from '../message-shapes.js';
import { lengthOf } from '../text-length.js';
import type { Interaction, JsonObject, Message, World } from '../world.js';

const CHOICES_MAX = 25;
const CHOICE_MAX = 100;

/**
 * Answers to interactions: acknowledged by the interaction's token, then written and edited by its webhook.
 */
export const interactionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/interactions/{interaction_id}/{interaction_token}/callback',
    auth: false,
    handle: acknowledge,
  },
  { method: 'POST', path: '/webhooks/{webhook_id}/{webhook_token}', auth: false, handle: followUp },
  {
    method: 'GET',
    path: '/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}',
    auth: false,
    handle: (call) => messageShape(call.world, messageOf(call)),
  },
  {
    method: 'PATCH',
    path: '/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}',
    auth: false,
    handle: edit,
  },
  {
    method: 'DELETE',
    path: '/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}',
    auth: false,
    handle: (call) => {
      call.world.remove(messageOf(call));
      return null;
    },
  },
];

function acknowledge(call: ApiCall): ApiResult {
  const { world } = call;
  const interaction = world.interactions.get(param(call, 'interaction_id'));
  const late = interaction !== undefined && Date.now() - interaction.createdAt > call.acknowledgeWithinMs;
  if (interaction?.token !== param(call, 'interaction_token') || late) throw refusals.unknownInteraction();
  if (interaction.acknowledged) throw refusals.acknowledgedBefore();
  const callback = isObject(call.body) ? call.body : {};
  const message = respond(call, interaction, callback);
  interaction.acknowledged = true;
  world.events.emit('acknowledged', interaction.id, callback);
  if (call.query.get('with_response') !== 'true') return null;
  const interactionShape = {
    id: interaction.id,
    type: typeOf(interaction, callback),
    channel_id: interaction.channelId,
    ...guildOf(world, interaction),
  };
  if (message === null) return { interaction: interactionShape };
  const updates = callback.type === CALLBACK_TYPES.update;
  // Discord calls the message's creation by the same type whether it was deferred or not.
  return {
    interaction: { ...interactionShape, response_message_id: message.id },
    resource: {
      type: updates ? CALLBACK_TYPES.update : CALLBACK_TYPES.message,
      message: messageShape(world, message),
    },
  };
}

function typeOf({ pressedMessageId }: Interaction, { type }: JsonObject): number {
  if (pressedMessageId !== null) return INTERACTION_TYPES.component;
  return type === CALLBACK_TYPES.choices ? INTERACTION_TYPES.autocomplete : INTERACTION_TYPES.command;
}

/** Writes or changes the message that a callback stands for, if it does. */
function respond(call: ApiCall, interaction: Interaction, callback: JsonObject): Message | null {
  const { world } = call;
  const data = isObject(callback.data) ? callback.data : {};
  if (callback.type === CALLBACK_TYPES.choices) {
    checkChoices(objects(data.choices) ?? []);
    return null;
  }
  if (callback.type === CALLBACK_TYPES.update || callback.type === CALLBACK_TYPES.deferredUpdate) {
    return change(call, interaction, callback.type === CALLBACK_TYPES.update ? data : null);
  }
  const deferred = callback.type === CALLBACK_TYPES.deferredMessage;
  if (!deferred && callback.type !== CALLBACK_TYPES.message) {
    throw refusals.invalidBody([`type: ${String(callback.type)} is not known here`]);
  }
  const message = world.write({
    channelId: interaction.channelId,
    author: world.bot,
    type: MESSAGE_TYPES.command,
    answers: interaction.id,
    flags: flagsOf(data) | (deferred ? MESSAGE_FLAGS.loading : 0),
    ...(deferred ? {} : readBody(call, data)),
  });
  interaction.originalMessageId = message.id;
  return message;
}

/** Changes the message whose button was pressed, or notes that it will be. */
function change(call: ApiCall, interaction: Interaction, data: JsonObject | null): Message | null {
  const { world } = call;
  const message = world.messages.get(interaction.pressedMessageId ?? '');
  if (message === undefined) throw refusals.invalidBody(['type: there is no message to update']);
  const shown = data === null ? null : readBody(call, data, message);
  interaction.originalMessageId = message.id;
  return shown === null ? null : world.edit(message, shown);
}

function checkChoices(choices: readonly JsonObject[]): void {
  const wrong = choices.flatMap(({ name, value }, i) =>
    [name, value].some((text) => typeof text !== 'string' || text === '' || lengthOf(text) > CHOICE_MAX)
      ? [`data.choices[${i}]: name and value must have 1 to ${CHOICE_MAX} characters`]
      : [],
  );
  if (choices.length > CHOICES_MAX) wrong.push(`data.choices: more than ${CHOICES_MAX}`);
  if (wrong.length > 0) throw refusals.invalidBody(wrong);
}

function followUp(call: ApiCall): ApiResult {
  const interaction = interactionOf(call);
  const body = isObject(call.body) ? call.body : {};
  const message = call.world.write({
    channelId: interaction.channelId,
    author: call.world.bot,
    type: MESSAGE_TYPES.reply,
    answers: interaction.id,
    flags: flagsOf(body),
    ...readBody(call, body),
  });
  return messageShape(call.world, message);
}

function edit(call: ApiCall): ApiResult {
  const message = messageOf(call);
  const shown = readBody(call, isObject(call.body) ? call.body : {}, message);
  const flags = message.flags & ~MESSAGE_FLAGS.loading;
  return messageShape(call.world, call.world.edit(message, { ...shown, flags }));
}

function readBody({ world, files }: ApiCall, body: JsonObject, before?: Message): MessageBody {
  return readMessageBody(body, {
    files,
    newId: () => world.newId(),
    ...(before !== undefined && { before }),
  });
}

/** Names the server that the interaction is in, if it is in one. */
function guildOf(world: World, { channelId }: Interaction): { readonly guild_id?: string } {
  const { guildId } = world.channel(channelId);
  return guildId === null ? {} : { guild_id: guildId };
}

function flagsOf({ flags }: JsonObject): number {
  return typeof flags === 'number' ? flags & MESSAGE_FLAGS.ephemeral : 0;
}

/** The interaction whose token stands in the path. */
function interactionOf(call: ApiCall): Interaction {
  const { world } = call;
  const token = param(call, 'webhook_token');
  const interaction = [...world.interactions.values()].find((candidate) => candidate.token === token);
  if (param(call, 'webhook_id') !== world.applicationId || interaction?.acknowledged !== true) {
    throw refusals.unknownWebhook();
  }
  if (interaction.expired) throw refusals.tokenRanOut();
  return interaction;
}

function messageOf(call: ApiCall): Message {
  const interaction = interactionOf(call);
  const named = param(call, 'message_id');
  const id = named === '@original' ? interaction.originalMessageId : named;
  const message = id === null ? undefined : call.world.messages.get(id);
  if (message === undefined) throw refusals.unknownMessage();
  if (message.answers !== interaction.id && message.id !== interaction.originalMessageId)
    throw refusals.unknownMessage();
  return message;
}
