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
        return session.serving(options, (app) => chat(session, app));
      }),
    );
}

function startDiscord(session: Session, token: string, { refresh }: ServingOptions): Promise<ExitCode> {
  const stop = new AbortController();
  const unlisten = session.parts.onStopRequest(() => {
    session.output.note(terminalMessages.stopping[session.locale]);
    stop.abort();
  });
  // The stored index is served from the start, so that a failing refresh leaves something to answer from.
  return session
    .withApp(true, async (app) => {
      if (refresh) await refreshOrKeep(session, app, stop.signal);
      if (!stop.signal.aborted) await serve(session, app, { token, signal: stop.signal });
      return EXIT.ok;
    })
    .finally(unlisten);
}

/** A build that fails is fatal only where there is no index to serve instead. */
async function refreshOrKeep(session: Session, app: App, signal: AbortSignal): Promise<void> {
  try {
    const report = await session.build(app, { signal });
    if (report.changed) session.noteReport(report);
  } catch (error) {
    if (signal.aborted) return;
    if (app.corpus().articleCount === 0) throw error;
    session.noteOldIndex(error);
  }
}

async function thrown(reason: Promise<Error>): Promise<never> {
  throw await reason;
}

const WARM_UP_QUESTION = '这里有什么文章？';

async function serve(
  { output, locale, parts }: Session,
  app: App,
  { token, signal }: { readonly token: string; readonly signal: AbortSignal },
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
    await output.line(terminalMessages.loggedIn[locale](bot.user, app.corpus().articleCount));
    await output.line(terminalMessages.invite[locale](bot.inviteUrl));
    if (!signal.aborted) await Promise.race([once(signal, 'abort'), thrown(bot.cutOff)]);
  } finally {
    await bot.stop();
  }
}
