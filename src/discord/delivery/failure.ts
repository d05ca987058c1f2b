import { randomBytes } from 'node:crypto';
import { DiscordAPIError, HTTPError } from 'discord.js';
import { describeError, YinjuError } from '../../domain/errors.js';
import type { LogFields, Logger } from '../../domain/logger.js';
import type { Locale } from '../../i18n/locale.js';
import { mannersMessages } from '../../i18n/manners.js';
import { toPayload, type Payload, type Reply } from '../rendering/payload.js';
import { plain } from '../rendering/rich-text.js';

/**
 * What is logged of an error. Of Discord's only code, status and message: its address holds an interaction's
 * token, its body what was said.
 * @param error - anything that was thrown
 */
export function describeFailure(error: unknown): LogFields {
  if (error instanceof DiscordAPIError || error instanceof HTTPError) {
    const { name, status, method, message } = error;
    return { error: message, kind: name, status, method, ...('code' in error && { code: error.code }) };
  }
  const fields = { error: describeError(error) };
  if (error instanceof YinjuError) return { ...fields, kind: error.part, code: error.code };
  return error instanceof Error ? { ...fields, kind: error.name, stack: error.stack } : fields;
}

/** What is being done, and for whom. */
export interface AttemptContext {
  readonly locale: Locale;
  readonly logger: Logger;
  /** What is being done, for the log. Never what was asked. */
  readonly fields: LogFields;
}

/**
 * Makes a reply and the message that it becomes. Whatever is thrown on the way is logged under a new id, and
 * the message politely says so and names the id.
 * @param make - finds out what to say
 * @param context - what is being done, and for whom
 */
export async function attempt(
  make: () => Promise<Reply>,
  { locale, logger, fields }: AttemptContext,
): Promise<Payload> {
  try {
    return toPayload(await make(), locale);
  } catch (error) {
    const errorId = randomBytes(4).toString('hex');
    logger.error({ errorId, ...fields, ...describeFailure(error) }, 'a question or command failed');
    return toPayload({ lines: [plain(mannersMessages.failed[locale](errorId))], cards: [] }, locale);
  }
}
