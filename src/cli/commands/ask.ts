import type { Command } from 'commander';
import type { App } from '../../app/app.js';
import type { Answer } from '../../domain/answer.js';
import type { AskOptions } from '../../domain/ports.js';
import { helpMessages } from '../../i18n/help.js';
import { terminalMessages } from '../../i18n/terminal.js';
import { answerToJson } from '../answer-json.js';
import { renderAnswer } from '../answer-text.js';
import { EXIT } from '../exit-codes.js';
import { addServingOptions, jsonOption, limitOption, todayOption } from '../options.js';
import { readQuestions } from '../questions.js';
import type { Runner } from '../run.js';
import { type ServingOptions, Session } from '../session.js';
import { printableLine } from '../terminal-text.js';

/** Largest `--limit` of citations. */
const MAX_CITATIONS = 50;

interface Options extends ServingOptions, AskOptions {
  readonly json?: true;
}

/** `ask [question]`: one question, or one per line of standard input. */
export function addAskCommand(program: Command, { locale, parts, run }: Runner): void {
  addServingOptions(program.command('ask'), locale)
    .description(helpMessages.ask[locale])
    .argument('[question...]', helpMessages.question[locale])
    .addOption(jsonOption(locale))
    .addOption(limitOption(helpMessages.limitCitations[locale], MAX_CITATIONS))
    .addOption(todayOption(locale))
    .action(
      run((words: string[], options: Options) => {
        const session = new Session(parts, options);
        return session.serving(options, async (app) => {
          if (words.length === 0) return askEach(session, app, options);
          const answer = await askOne(session, app, { question: words.join(' '), options });
          return answer.status === 'answered' ? EXIT.ok : EXIT.unanswered;
        });
      }),
    );
}

async function askEach(session: Session, app: App, options: Options): Promise<typeof EXIT.ok> {
  for await (const question of readQuestions(session.parts.streams)) {
    if (options.json !== true) {
      await session.output.line(terminalMessages.asked[session.locale](printableLine(question)));
    }
    await askOne(session, app, { question, options });
    if (options.json !== true) await session.output.line('');
  }
  return EXIT.ok;
}

async function askOne(
  { output, locale }: Session,
  app: App,
  { question, options }: { readonly question: string; readonly options: Options },
): Promise<Answer> {
  const { limit, today, json } = options;
  const started = performance.now();
  const answer = await app.ask(question, {
    ...(limit === undefined ? {} : { limit }),
    ...(today === undefined ? {} : { today }),
  });
  const milliseconds = performance.now() - started;
  if (json === true) await output.json(answerToJson(answer, milliseconds));
  else await output.line(renderAnswer(answer, locale, output.paint));
  return answer;
}
