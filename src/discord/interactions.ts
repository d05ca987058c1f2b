import { type AutocompleteInteraction, type ChatInputCommandInteraction, type Interaction } from 'discord.js';
import type { GuildSettings } from '../app/records/guild-settings.js';
import type { Answer } from '../domain/answer.js';
import type { ArticleFilter } from '../domain/filter.js';
import { resolveLocale, type Locale, type Localized } from '../i18n/locale.js';
import { mannersMessages } from '../i18n/manners.js';
import { isAdministrator } from './manners/access.js';
import { openThreadForReply } from './messages/answer-threads.js';
import { askIn, rememberAnswer, wasAnswered, type AskingPlace } from './asking.js';
import { servePress } from './components/serve-press.js';
import type { Components } from './components/table.js';
import { findAction, type ActionDefinition, type ActionPath } from './commands/definitions.js';
import { attempt, describeFailure } from './delivery/failure.js';
import type { Check, Completer, Handler, Handlers } from './handlers/handler.js';
import { checks, completers } from './handlers/table.js';
import { isOwnThread } from './messages/own-thread.js';
import { defer, LiveReply } from './delivery/live-reply.js';
import { serveMessageCommand } from './message-commands.js';
import type { Choice } from './rendering/article.js';
import { homeChannelId, isAllowedIn, ownCooldown } from './manners/guild-rules.js';
import { refuseChannel, refuseCommand, replyAlone, type RefusalContext } from './manners/refusal.js';
import { toPayload, type Reply } from './rendering/payload.js';
import { plain } from './rendering/rich-text.js';
import type { Service } from './service.js';

/** What commands and presses do. */
export interface Actions {
  readonly handlers: Handlers;
  readonly components: Components;
}

/**
 * Deals with what members do other than write messages: commands, values completed while they type, and
 * presses of buttons.
 * @param interaction - as Discord delivered it, perhaps not for the first time
 * @param actions - of one bot
 * @param service - what the bot shares
 */
export function onInteraction(
  interaction: Interaction,
  { handlers, components }: Actions,
  service: Service,
): void {
  service.memberLocales.set(interaction.user.id, interaction.locale);
  if (interaction.isChatInputCommand()) {
    service.desk.take(interaction.id, () => serveCommand(interaction, handlers, service));
  } else if (interaction.isMessageContextMenuCommand()) {
    service.desk.take(interaction.id, async () =>
      serveMessageCommand(interaction, service, await localeOf(interaction, service)),
    );
  } else if (interaction.isAutocomplete()) {
    service.desk.take(interaction.id, () => serveCompletion(interaction, service));
  } else if (interaction.isMessageComponent()) {
    service.desk.take(interaction.id, async () =>
      servePress(interaction, components, { service, locale: await localeOf(interaction, service) }),
    );
  }
}

async function serveCommand(
  interaction: ChatInputCommandInteraction,
  handlers: Handlers,
  service: Service,
): Promise<void> {
  const { user, guildId } = interaction;
  const settings = await service.records.guilds.read(guildId);
  const locale = await localeOf(interaction, service);
  const context = { service, handlers, locale, settings };
  const found = findAction(pathOf(interaction));
  if (found === undefined) return refuse(interaction, mannersMessages.unknownCommand, context);
  if (found.access === 'administrators') {
    const roles = [...service.adminRoleIds, ...settings.adminRoles];
    if (!isAdministrator(interaction, roles)) {
      return refuse(interaction, mannersMessages.administratorsOnly, context);
    }
    // Operators are never sent elsewhere or kept waiting: theirs is to help where too much is asked.
    return carryOut(interaction, found, context);
  }
  if (!isAllowedIn(settings, interaction)) return refuseChannel(interaction, settings, context);
  const admission = service.admission.admit(user.id, ownCooldown(guildId, settings));
  if (!admission.admitted) return refuseCommand(interaction, admission, context);
  try {
    await carryOut(interaction, found, context);
  } finally {
    admission.done();
  }
}

/** An action that a path names. */
type FoundAction = NonNullable<ReturnType<typeof findAction>>;

async function carryOut(
  interaction: ChatInputCommandInteraction,
  found: FoundAction,
  { service, handlers, locale, settings }: CommandContext,
): Promise<void> {
  const arrivedAt = performance.now();
  const refusal = refusalOf(interaction, found, { service, locale });
  if (refusal !== null) return replyAlone(interaction, refusal, { service, locale });
  const place = placeOf(interaction, isHidden(interaction, found.action, settings));
  const { write, messageId, fresh } = await defer(interaction, place.hidden, service.delivery);
  if (!fresh && (await wasAnswered(service, interaction.id))) return;
  const live = new LiveReply(write, service.logger);
  const progress = (reply: Reply): void => {
    live.update(() => toPayload(reply, locale));
  };
  const given: { answer: Answer | null; filter: ArticleFilter | null } = { answer: null, filter: null };
  const ask = async (question: string, filter?: ArticleFilter): Promise<Answer> => {
    given.filter = filter ?? null;
    return (given.answer = await askIn(service, place, question, filter && { filter }));
  };
  const context = { service, handlers, locale, place, progress, ask, replyId: messageId };
  const payload = await attempt(() => handle(interaction, found, context), {
    locale,
    logger: service.logger,
    fields: { action: found.path, interactionId: interaction.id, guildId: interaction.guildId },
  });
  await live.finish(payload);
  if (given.answer === null || messageId === null) return;
  const { answer, filter } = given;
  const threadId = place.hidden
    ? null
    : await openThreadForReply(interaction, settings, { question: answer.question, locale, service });
  const delivery = {
    questionId: interaction.id,
    replyId: messageId,
    filter,
    threadId,
    by: 'command',
    arrivedAt,
  } as const;
  await rememberAnswer(service, place, answer, delivery);
}

/** What serving a command needs besides it. */
interface CommandContext {
  readonly service: Service;
  readonly handlers: Handlers;
  readonly locale: Locale;
  /** Of the server. */
  readonly settings: GuildSettings;
}

/** What a handler needs besides the interaction. */
interface HandlingContext {
  readonly service: Service;
  readonly handlers: Handlers;
  readonly locale: Locale;
  readonly place: AskingPlace;
  readonly progress: (reply: Reply) => void;
  readonly ask: (question: string, filter?: ArticleFilter) => Promise<Answer>;
  readonly replyId: string | null;
}

async function handle(
  interaction: ChatInputCommandInteraction,
  { path, action }: FoundAction,
  { handlers, ...context }: HandlingContext,
): Promise<Reply> {
  const { user, member } = interaction;
  const handler = handlerOf(handlers, path);
  return handler({
    ...context,
    app: context.service.app,
    homeChannelId: homeChannelId(interaction),
    // Read by the definition that the handler's type is inferred from.
    options: readOptions(interaction, action),
    askerName: member !== null && 'displayName' in member ? member.displayName : user.displayName,
    signal: context.service.leaving,
  });
}

/** What is wrong with what was entered, as far as that can be told at once. */
function refusalOf(
  interaction: ChatInputCommandInteraction,
  { path, action }: FoundAction,
  { service, locale }: RefusalContext,
): Reply | null {
  // As for a handler.
  const options = readOptions(interaction, action);
  return checkOf(path)?.({ app: service.app, options, locale }) ?? null;
}

function checkOf<P extends ActionPath>(path: P): Check<P> | undefined {
  return checks[path];
}

function placeOf(interaction: ChatInputCommandInteraction, hidden: boolean): AskingPlace {
  const { user, channelId, guildId, channel, client } = interaction;
  return { channelId, guildId, userId: user.id, hidden, ownThread: isOwnThread(channel, client.user.id) };
}

function handlerOf<P extends ActionPath>(handlers: Handlers, path: P): Handler<P> {
  return handlers[path];
}

/** The values that the member entered; Discord has checked them against the same definition. */
function readOptions(
  interaction: ChatInputCommandInteraction,
  action: ActionDefinition,
): Record<string, string | boolean | number | null> {
  const { options } = interaction;
  const entries = Object.entries(action.options).map(([name, { type, required }]) => [
    name,
    {
      text: () => options.getString(name, required),
      flag: () => options.getBoolean(name, required),
      count: () => options.getInteger(name, required),
      choice: () => options.getString(name, required),
      channel: () => options.getChannel(name, required)?.id ?? null,
      role: () => options.getRole(name, required)?.id ?? null,
    }[type](),
  ]);
  return Object.fromEntries(entries) as Record<string, string | boolean | number | null>;
}

async function serveCompletion(interaction: AutocompleteInteraction, service: Service): Promise<void> {
  await interaction.respond(choicesFor(interaction, service, await localeOf(interaction, service)));
}

/** What to offer: nothing where looking up fails, since what was typed can be sent all the same. */
function choicesFor(interaction: AutocompleteInteraction, service: Service, locale: Locale): Choice[] {
  const { name, value } = interaction.options.getFocused(true);
  const path = pathOf(interaction);
  const byOption: Readonly<Record<string, Completer>> | undefined = Object.entries(completers).find(
    ([completed]) => completed === path,
  )?.[1];
  try {
    return byOption?.[name]?.(service.app, value, locale) ?? [];
  } catch (error) {
    const fields = { action: path, interactionId: interaction.id, ...describeFailure(error) };
    service.logger.error(fields, 'an autocompletion failed');
    return [];
  }
}

function pathOf(interaction: ChatInputCommandInteraction | AutocompleteInteraction): string {
  const subcommand = interaction.options.getSubcommand(false);
  return subcommand === null ? interaction.commandName : `${interaction.commandName} ${subcommand}`;
}

/** The member's own language, then what the server chose, then what it prefers, then the operator's. */
async function localeOf(
  { locale, guildId, guildLocale }: Interaction,
  { records, defaultLocale }: Service,
): Promise<Locale> {
  const { language } = await records.guilds.read(guildId);
  return resolveLocale(locale, language, guildLocale, defaultLocale);
}

function isHidden(
  interaction: ChatInputCommandInteraction,
  { shownTo }: ActionDefinition,
  { privateByDefault }: GuildSettings,
): boolean {
  if (shownTo !== 'option') return shownTo === 'member';
  return interaction.options.getBoolean('private') ?? privateByDefault;
}

async function refuse(
  interaction: ChatInputCommandInteraction,
  sentence: Localized<string>,
  { locale, service }: RefusalContext,
): Promise<void> {
  await replyAlone(interaction, { lines: [plain(sentence[locale])], cards: [] }, { locale, service });
}
