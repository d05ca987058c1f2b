import { MessageType, type Message } from 'discord.js';
import { resolveLocale, type Locale } from '../i18n/locale.js';
import { askIn } from './asking.js';
import { attempt, describeFailure } from './failure.js';
import { renderAnswerWithButtons } from './rendering/answer-buttons.js';
import { refuseMessage } from './refusal.js';
import type { Service } from './service.js';

/** Discord shows “is typing…” for ten seconds. */
const TYPING_INTERVAL_MS = 8_000;

/**
 * Answers messages that mention the bot by name and direct messages. No other message's text is seen: the bot
 * does without the message-content intent.
 * @param message - as Discord delivered it, perhaps not for the first time
 * @param service - what the bot shares
 */
export function onMessage(message: Message, service: Service): void {
  const { author, type, client } = message;
  if (author.bot || message.webhookId !== null) return;
  if (type !== MessageType.Default && type !== MessageType.Reply) return;
  const mention = new RegExp(`<@!?${client.user.id}>`, 'gu');
  // A reply pings its author without naming them; only the name in the text is a question.
  if (!message.channel.isDMBased() && !mention.test(message.content)) return;
  const question = message.content.replace(mention, ' ').trim();
  service.desk.take(message.id, () => answer(message, question, service));
}

async function answer(message: Message, question: string, service: Service): Promise<void> {
  const locale = localeOf(message, service);
  const admission = service.admission.admit(message.author.id);
  if (!admission.admitted) return refuseMessage(message, admission, { locale, service });
  const stopTyping = showTyping(message, service);
  const { channelId, guildId, author } = message;
  const place = { channelId, guildId, userId: author.id, hidden: false };
  try {
    const payload = await attempt(
      async () =>
        renderAnswerWithButtons(
          await askIn(service, place, question),
          { locale, withQuestion: false },
          service.app,
        ),
      {
        locale,
        logger: service.logger,
        fields: { action: 'message', messageId: message.id, guildId: message.guildId },
      },
    );
    await message.reply({ ...payload, failIfNotExists: false });
  } finally {
    stopTyping();
    admission.done();
  }
}

/** The language of the member's last command, then the server's, then the operator's. */
function localeOf({ author, guild }: Message, service: Service): Locale {
  return resolveLocale(service.memberLocales.get(author.id), guild?.preferredLocale, service.defaultLocale);
}

/** Shows that an answer is on its way, until the function that is returned is called. */
function showTyping({ channel }: Message, { logger }: Service): () => void {
  const show = (): void => {
    if (!channel.isSendable()) return;
    channel.sendTyping().catch((error: unknown) => {
      logger.debug(describeFailure(error), 'typing could not be shown');
    });
  };
  show();
  const timer = setInterval(show, TYPING_INTERVAL_MS);
  return () => {
    clearInterval(timer);
  };
}
