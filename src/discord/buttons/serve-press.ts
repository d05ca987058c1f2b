import { MessageFlags, type MessageComponentInteraction } from 'discord.js';
import type { Locale } from '../../i18n/locale.js';
import { attempt } from '../failure.js';
import type { Service } from '../service.js';
import { press } from './press.js';

/**
 * Answers a press, for the eyes of whoever pressed. One request both acknowledges and answers: what is shown
 * is looked up in memory. A message that others see is never changed.
 * @param interaction - the press
 * @param service - what the bot shares
 * @param locale - language of whoever pressed
 */
export async function servePress(
  interaction: MessageComponentInteraction,
  service: Service,
  locale: Locale,
): Promise<void> {
  const outcome = { turns: false };
  const payload = await attempt(
    () => {
      const pressed = press(interaction.customId, service.app, locale);
      outcome.turns = pressed.turns && interaction.message.flags.has(MessageFlags.Ephemeral);
      return Promise.resolve(pressed.reply);
    },
    {
      locale,
      logger: service.logger,
      fields: { action: 'button', interactionId: interaction.id, guildId: interaction.guildId },
    },
  );
  if (outcome.turns) await interaction.update(payload);
  else await interaction.reply({ ...payload, flags: MessageFlags.Ephemeral });
}
