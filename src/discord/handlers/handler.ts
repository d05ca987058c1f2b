import type { App } from '../../app/app.js';
import type { Answer } from '../../domain/answer.js';
import type { ArticleFilter } from '../../domain/filter.js';
import type { Locale } from '../../i18n/locale.js';
import type { ActionPath, CompletedOption, OptionsOf } from '../commands/definitions.js';
import type { Choice } from '../rendering/article.js';
import type { AskingPlace } from '../asking.js';
import type { Reply } from '../rendering/payload.js';
import type { Service } from '../service.js';

/** What a handler is given: a member's wish, without any Discord object. */
export interface Request<P extends ActionPath> {
  readonly app: App;
  /** What the bot shares. */
  readonly service: Service;
  readonly place: AskingPlace;
  /** The channel that settings know the place by: of a thread, the one that it belongs to. */
  readonly homeChannelId: string;
  /** Asks the next question of the member's conversation in this channel; of articles that pass the filter. */
  readonly ask: (question: string, filter?: ArticleFilter) => Promise<Answer>;
  readonly options: OptionsOf<P>;
  /** The message that the reply will be; `null` where Discord has not told. */
  readonly replyId: string | null;
  readonly locale: Locale;
  /** Who asks, as the server calls them. */
  readonly askerName: string;
  /** Aborted when the bot leaves: long jobs end, answers are still given. */
  readonly signal: AbortSignal;
  /**
   * Shows how far a long job is. Calls in quick succession may be passed over; must not be called after the
   * end.
   */
  readonly progress: (reply: Reply) => void;
}

/** Does what one action is there for. What it throws is shown as an error with an id, and logged. */
export type Handler<P extends ActionPath> = (request: Request<P>) => Promise<Reply> | Reply;

/** A handler for every action. */
export type Handlers = { readonly [P in ActionPath]: Handler<P> };

/** What a check is given. */
export interface CheckRequest<O> {
  readonly app: App;
  readonly options: O;
  readonly locale: Locale;
}

/**
 * Looks at what was entered before the command is acknowledged, which has to wait for it: it must be done in no time.
 * What it gives is told to the member alone, and nothing else is done; `null` where there is nothing to say.
 */
export type Check<P extends ActionPath> = (request: CheckRequest<OptionsOf<P>>) => Reply | null;

/** A check for the actions that have one. */
export type Checks = { readonly [P in ActionPath]?: Check<P> };

/** What is offered while a member types. */
export type Completer = (app: App, typed: string, locale: Locale) => Choice[];

/** A completer for every option that has one. */
export type Completers = {
  readonly [P in ActionPath as [CompletedOption<P>] extends [never] ? never : P]: Readonly<
    Record<CompletedOption<P> & string, Completer>
  >;
};
