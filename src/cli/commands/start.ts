import { once } from 'node:events';
import type { Command } from 'commander';
import type { App } from '../../app/app.js';
import { helpMessages } from '../../i18n/help.js';
import { terminalMessages } from '../../i18n/terminal.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { addServingOptions } from '../options.js';
import type { Runner } from '../run.js';
import { type ServingOptions, Session } from '../session.js';
import { chat } from './chat.js';
import { serveByShards, type StartOptions } from './start-shards.js';

/** `start`: refreshes the index, then serves Discord, or the terminal where there is no token. */
export function addStartCommand(program: Command, { locale, parts, run }: Runner): void {
  addServingOptions(program.command('start'), locale)
    .description(helpMessages.start[locale])
    .action(
      run((options: ServingOptions) => {
        const session = new Session(parts, options, ({ discord }) =>
          discord.token === undefined ? 'warn' : 'info',
        );
        const { token } = session.settings.discord;
        if (token !== undefined) return startDiscord(session, token, options);
        session.output.note(terminalMessages.noToken[session.locale]);
        return session.serving(options, (app) => {
          if (options.refresh) app.watchContent();
          return chat(session, app);
        });
      }),
    );
}

function startDiscord(session: Session, token: string, { refresh }: ServingOptions): Promise<ExitCode> {
  const stop = new AbortController();
  const unlisten = session.parts.onStopRequest(() => {
    // Said once: by the process that has started the shards, if there are any.
    const said = stop.signal.aborted || session.settings.discord.shard !== null;
    if (!said) session.output.note(terminalMessages.stopping[session.locale]);
    stop.abort();
  });
  const { shards, shard } = session.settings.discord;
  const start = {
    token,
    refresh: refresh && shard === null,
    // Of many processes one keeps the index up to date; the others follow it.
    watch: refresh && (shard?.id ?? 0) === 0,
    signal: stop.signal,
  };
  const serving = shards === 1 || shard !== null ? serveHere(session, start) : serveByShards(session, start);
  return serving.finally(unlisten);
}

function serveHere(
  session: Session,
  { token, refresh, watch, signal }: StartOptions & { readonly watch: boolean },
): Promise<ExitCode> {
  // The stored index is served from the start, so that a failing refresh leaves something to answer from.
  return session.withApp(true, async (app) => {
    if (refresh) await session.refreshOrKeep(app, signal);
    if (watch && !signal.aborted) app.watchContent();
    if (!signal.aborted) await serve(session, app, { token, signal });
    return EXIT.ok;
  });
}

async function thrown(reason: Promise<Error>): Promise<never> {
  throw await reason;
}

const WARM_UP_QUESTION = '这里有什么文章？';

async function serve(
  { output, locale, parts, settings }: Session,
  app: App,
  { token, signal }: Omit<StartOptions, 'refresh'>,
): Promise<void> {
  app.followStoredIndex();
  // The first question loads the dictionary, starts the model and fits the threshold: no member should wait for it.
  await app.ask(WARM_UP_QUESTION);
  const bot = await parts.discord.start(app, token, signal).catch((error: unknown) => {
    if (signal.aborted) return null;
    throw error;
  });
  if (bot === null) return;
  try {
    // For a shard the process says so that has started it.
    if (settings.discord.shard === null) {
      await output.line(terminalMessages.loggedIn[locale](bot.user, app.corpus().articleCount));
      await output.line(terminalMessages.invite[locale](bot.inviteUrl));
    }
    if (!signal.aborted) await Promise.race([once(signal, 'abort'), thrown(bot.cutOff)]);
  } finally {
    await bot.stop();
  }
}
