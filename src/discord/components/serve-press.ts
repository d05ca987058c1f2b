import { MessageFlags, type Message, type MessageComponentInteraction } from 'discord.js';
import type { GuildSettings } from '../../app/records/guild-settings.js';
import { buttonMessages } from '../../i18n/buttons.js';
import type { Locale } from '../../i18n/locale.js';
import { isAdministrator, maySend } from '../manners/access.js';
import { deliver, REPLY_WITHIN_MS, respond } from '../delivery/delivery.js';
import { attempt } from '../delivery/failure.js';
import { ownCooldown } from '../manners/guild-rules.js';
import { refuseCommand } from '../manners/refusal.js';
import { plain } from '../rendering/rich-text.js';
import { toPayload, type Payload } from '../rendering/payload.js';
import type { Service } from '../service.js';
import { componentCode } from './component-id.js';
import type { Component, Press, Pressed } from './component.js';
import type { Components } from './table.js';

/**
 * Answers a press of a button or a choice from a menu. Where what is shown is looked up in memory, one request both
 * acknowledges and answers.
 * @param interaction - the press
 * @param components - of the bot
 * @param context - the language of whoever pressed, and what the bot shares
 */
export async function servePress(
  interaction: MessageComponentInteraction,
  components: Components,
  { service, locale }: { readonly service: Service; readonly locale: Locale },
): Promise<void> {
  const component = components.get(componentCode(interaction.customId) ?? '') ?? outdated;
  const { user, guildId } = interaction;
  const settings = await service.records.guilds.read(guildId);
  if (!component.asks) return answer(interaction, component, { service, locale, settings });
  const admission = service.admission.admit(user.id, ownCooldown(guildId, settings));
  if (!admission.admitted) return refuseCommand(interaction, admission, { locale, service });
  try {
    await answer(interaction, component, { service, locale, settings });
  } finally {
    admission.done();
  }
}

/** What belongs to another version, or was never written here. */
const outdated: Component = {
  slow: false,
  asks: false,
  press: ({ locale }) => ({
    reply: { lines: [plain(buttonMessages.outdated[locale])], cards: [] },
    shown: 'alone',
  }),
};

/** What answering a press needs besides it. */
interface PressContext {
  readonly service: Service;
  readonly locale: Locale;
  /** Of the server. */
  readonly settings: GuildSettings;
}

async function answer(
  interaction: MessageComponentInteraction,
  component: Component,
  context: PressContext,
): Promise<void> {
  const { service, locale } = context;
  const { delivery } = service;
  if (component.slow !== false) await acknowledge(interaction, component.slow, delivery);
  const outcome: Pick<Pressed, 'shown' | 'onShown'> = { shown: 'alone' };
  const payload = await attempt(
    async () => {
      const pressed = await component.press(pressOf(interaction, context));
      Object.assign(outcome, pressed);
      return pressed.reply;
    },
    {
      locale,
      logger: service.logger,
      fields: { action: 'button', interactionId: interaction.id, guildId: interaction.guildId },
    },
  );
  if (component.slow === false) {
    await respond(() => show(interaction, payload, outcome.shown), delivery);
    return;
  }
  const below = isChanged(interaction, component.slow) && outcome.shown !== 'in-place';
  const send = (): Promise<Message> =>
    below
      ? interaction.followUp({ ...payload, flags: MessageFlags.Ephemeral })
      : interaction.editReply(payload);
  const { id } = await deliver(send, { withinMs: REPLY_WITHIN_MS, ...delivery });
  await outcome.onShown?.(id);
}

function pressOf(
  interaction: MessageComponentInteraction,
  { service, locale, settings }: PressContext,
): Press {
  const { customId, user, member, channelId, guildId, message } = interaction;
  return {
    service,
    customId,
    values: interaction.isStringSelectMenu() ? interaction.values : [],
    locale,
    userId: user.id,
    name: member !== null && 'displayName' in member ? member.displayName : user.displayName,
    maySend: maySend(interaction),
    administrator: isAdministrator(interaction, [...service.adminRoleIds, ...settings.adminRoles]),
    channelId,
    guildId,
    messageId: message.id,
    message: {
      content: message.content,
      embeds: message.embeds.map((embed) => embed.toJSON()),
      components: message.components.map((row) => row.toJSON()),
    },
    interactionId: interaction.id,
    hidden: isHidden(interaction),
    post: async (reply) => (await interaction.followUp(toPayload(reply, locale))).id,
  };
}

function isHidden({ message }: MessageComponentInteraction): boolean {
  return message.flags.has(MessageFlags.Ephemeral);
}

/** Whether what is shown in a place changes the message pressed on. */
function isChanged(interaction: MessageComponentInteraction, shown: Pressed['shown']): boolean {
  return shown === 'in-place' && isHidden(interaction);
}

async function acknowledge(
  interaction: MessageComponentInteraction,
  shown: Pressed['shown'],
  delivery: Service['delivery'],
): Promise<void> {
  await respond(async () => {
    if (shown === 'in-place' && isHidden(interaction)) await interaction.deferUpdate();
    else if (shown === 'channel') await interaction.deferReply();
    else await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  }, delivery);
  // discord.js edits no reply that it has not seen acknowledged.
  interaction.deferred = true;
}

async function show(
  interaction: MessageComponentInteraction,
  payload: Payload,
  shown: Pressed['shown'],
): Promise<void> {
  if (shown === 'in-place' && isHidden(interaction)) await interaction.update(payload);
  else if (shown === 'channel') await interaction.reply(payload);
  else await interaction.reply({ ...payload, flags: MessageFlags.Ephemeral });
}
