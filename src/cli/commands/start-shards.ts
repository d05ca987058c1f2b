import { once } from 'node:events';
import { terminalMessages } from '../../i18n/terminal.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { ShardsSession } from '../parts.js';
import type { Session } from '../session.js';

/** How serving Discord begins and ends. */
export interface StartOptions {
  readonly token: string;
  /** Bring the index up to date first. */
  readonly refresh: boolean;
  /** Aborted when the program is asked to stop. */
  readonly signal: AbortSignal;
}

/** Brings the index up to date, once, and lets shards serve it until the program is asked to stop. */
export async function serveByShards(
  session: Session,
  { token, refresh, signal }: StartOptions,
): Promise<ExitCode> {
  const { parts, settings, logger } = session;
  const articles = await session.withApp(true, async (app) => {
    if (refresh) await session.refreshOrKeep(app, signal);
    return app.corpus().articleCount;
  });
  if (signal.aborted) return EXIT.ok;
  const shards = await parts.discord
    .startShards(settings, token, { logger, signal })
    .catch((error: unknown) => {
      if (signal.aborted) return null;
      throw error;
    });
  if (shards === null) return EXIT.ok;
  try {
    return await watch(session, shards, { articles, signal });
  } finally {
    await shards.stop();
  }
}

async function watch(
  { output, locale }: Session,
  { user, count, inviteUrl, ready, failed }: ShardsSession,
  { articles, signal }: { readonly articles: number; readonly signal: AbortSignal },
): Promise<ExitCode> {
  const asked = signal.aborted ? Promise.resolve() : once(signal, 'abort').then(() => undefined);
  // The shard itself has said what was wrong.
  const ended = Promise.race([asked.then(() => EXIT.ok), failed.then(exitCodeOf)]);
  const started = await Promise.race([ready.then(() => true), ended.then(() => false)]);
  if (started) {
    await output.line(terminalMessages.shardsLoggedIn[locale]({ user, shards: count, articles }));
    await output.line(terminalMessages.invite[locale](inviteUrl));
  }
  return ended;
}

function exitCodeOf(code: number): ExitCode {
  return code === EXIT.usage ? EXIT.usage : EXIT.failed;
}
