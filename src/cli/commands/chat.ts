import type { Command } from 'commander';
import type { App } from '../../app/app.js';
import { Conversations } from '../../app/conversations.js';
import { describeError } from '../../domain/errors.js';
import { helpMessages } from '../../i18n/help.js';
import { terminalMessages } from '../../i18n/terminal.js';
import { renderAnswer } from '../answer-text.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { addServingOptions, todayOption } from '../options.js';
import { BrokenPipe } from '../output.js';
import { readQuestions } from '../questions.js';
import type { Runner } from '../run.js';
import { type ServingOptions, Session } from '../session.js';
import { printableLine } from '../terminal-text.js';

/** What ends a conversation, besides the end of the input. */
const FAREWELLS: ReadonlySet<string> = new Set(['exit', 'quit', '/exit', '/quit', '退出']);

interface Options extends ServingOptions {
  readonly today?: string;
}

/** `chat`: a conversation in the terminal; piped input gives a question a line. */
export function addChatCommand(program: Command, { locale, parts, run }: Runner): void {
  addServingOptions(program.command('chat'), locale)
    .description(helpMessages.chat[locale])
    .addOption(todayOption(locale))
    .action(
      run((options: Options) => {
        const session = new Session(parts, options);
        return session.serving(options, (app) => chat(session, app, options.today));
      }),
    );
}

/** A terminal holds one conversation. */
const CONVERSATION = 'terminal';

/**
 * Answers until the input ends. A question that fails is reported, and the next one is asked all the same.
 * @returns `failed` when one did
 */
export async function chat(session: Session, app: App, today?: string): Promise<ExitCode> {
  const { output, locale, parts } = session;
  const interactive = parts.streams.stdin.isTTY === true;
  const conversations = new Conversations(app);
  let code: ExitCode = EXIT.ok;
  if (interactive) await output.line(terminalMessages.welcome[locale](app.corpus().articleCount));
  for await (const question of readQuestions(parts.streams, terminalMessages.prompt[locale])) {
    if (FAREWELLS.has(question.toLowerCase())) break;
    if (!interactive) await output.line(terminalMessages.asked[locale](printableLine(question)));
    try {
      const answer = await conversations.ask(CONVERSATION, question, today === undefined ? {} : { today });
      await output.line(`${renderAnswer(answer, locale, output.paint)}\n`);
    } catch (error) {
      if (error instanceof BrokenPipe) throw error;
      output.note(output.paintNote.bad(describeError(error)));
      code = EXIT.failed;
    }
  }
  return code;
}
