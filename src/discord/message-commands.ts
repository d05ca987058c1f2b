import type { MessageContextMenuCommandInteraction } from 'discord.js';
import type { Answer } from '../domain/answer.js';
import { messageCommandNames } from '../i18n/commands.js';
import type { Locale } from '../i18n/locale.js';
import { mannersMessages } from '../i18n/manners.js';
import { rememberAnswer, wasAnswered } from './asking.js';
import { COMMANDS } from './commands/definitions.js';
import { attempt } from './delivery/failure.js';
import { isAllowedIn } from './manners/guild-rules.js';
import { defer } from './delivery/live-reply.js';
import { withoutMarkup } from './messages/markup.js';
import { refuseChannel } from './manners/refusal.js';
import { renderAnswerWithButtons, type ArticleSource } from './rendering/answer-buttons.js';
import type { Reply } from './rendering/payload.js';
import { plain } from './rendering/rich-text.js';
import type { Service } from './service.js';

/** As much as can be asked by command. */
const QUESTION_MAX = COMMANDS.ask.action.options.question.maxLength;

/**
 * Deals with a command that was chosen from a message's menu. Only the member who chose it sees the reply:
 * whoever wrote the message did not ask.
 * @param interaction - as it came
 * @param service - what the bot shares
 * @param locale - the member's language
 */
export async function serveMessageCommand(
  interaction: MessageContextMenuCommandInteraction,
  service: Service,
  locale: Locale,
): Promise<void> {
  const { commandName, targetMessage, id, guildId, channelId, user } = interaction;
  const arrivedAt = performance.now();
  const settings = await service.records.guilds.read(guildId);
  if (!isAllowedIn(settings, interaction)) return refuseChannel(interaction, settings, { locale, service });
  const { write, messageId, fresh } = await defer(interaction, true, service.delivery);
  if (!fresh && (await wasAnswered(service, id))) return;
  const known = commandName === messageCommandNames.find.en;
  const given: { answer: Answer | null } = { answer: null };
  const ask = async (question: string): Promise<Answer> => (given.answer = await service.app.ask(question));
  const payload = await attempt(
    () =>
      known
        ? findInArticles(targetMessage.content, {
            ask,
            articles: service.app,
            locale,
            shareable: guildId !== null,
          })
        : Promise.resolve(sentence(mannersMessages.unknownCommand[locale])),
    {
      locale,
      logger: service.logger,
      fields: { action: 'message-command', interactionId: id, guildId },
    },
  );
  await write(payload);
  if (given.answer === null || messageId === null) return;
  const place = { channelId, guildId, userId: user.id, hidden: true, ownThread: false };
  await rememberAnswer(service, place, given.answer, {
    questionId: id,
    replyId: messageId,
    by: 'look-up',
    arrivedAt,
  });
}

/** What looking a message up needs besides its text. */
interface FindContext {
  readonly ask: (question: string) => Promise<Answer>;
  readonly articles: ArticleSource;
  readonly locale: Locale;
  readonly shareable: boolean;
}

/** Asks a message's text. It stands for itself: it does not lean on what the member asked before. */
async function findInArticles(
  content: string,
  { ask, articles, locale, shareable }: FindContext,
): Promise<Reply> {
  const question = withoutMarkup(content);
  if (question === '') return sentence(mannersMessages.messageWithoutText[locale]);
  if (question.length > QUESTION_MAX) return sentence(mannersMessages.messageTooLong[locale](QUESTION_MAX));
  return renderAnswerWithButtons(await ask(question), { locale, withQuestion: true, shareable }, articles);
}

function sentence(text: string): Reply {
  return { lines: [plain(text)], cards: [] };
}
