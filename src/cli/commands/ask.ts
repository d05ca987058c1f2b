import type { Command } from 'commander';
import { Conversations } from '../../app/conversations.js';
import type { Answer } from '../../domain/answer.js';
import type { ArticleFilter } from '../../domain/filter.js';
import type { AskOptions } from '../../domain/ports.js';
import { helpMessages } from '../../i18n/help.js';
import { terminalMessages } from '../../i18n/terminal.js';
import { answerToJson } from '../answer-json.js';
import { renderAnswer } from '../answer-text.js';
import { EXIT } from '../exit-codes.js';
import { renderExplanation } from '../explanation-text.js';
import { addFilterOptions, type FilterOptions, readFilterOptions } from '../filter-options.js';
import { addServingOptions, jsonOption, limitOption, todayOption } from '../options.js';
import { readQuestions } from '../questions.js';
import type { Runner } from '../run.js';
import { type ServingOptions, Session } from '../session.js';
import { printableLine } from '../terminal-text.js';

/** Largest `--limit` of citations. */
const MAX_CITATIONS = 50;

type Given = Pick<AskOptions, 'limit' | 'today' | 'explain'>;

interface Options extends ServingOptions, FilterOptions, Given {
  readonly json?: true;
}

/** `ask [question]`: one question, or one per line of standard input. */
export function addAskCommand(program: Command, { locale, parts, run }: Runner): void {
  addFilterOptions(addServingOptions(program.command('ask'), locale), locale)
    .description(helpMessages.ask[locale])
    .argument('[question...]', helpMessages.question[locale])
    .addOption(jsonOption(locale))
    .addOption(limitOption(helpMessages.limitCitations[locale], MAX_CITATIONS))
    .addOption(todayOption(locale))
    .option('--explain', helpMessages.explain[locale])
    .action(
      run((words: string[], options: Options) => {
        const session = new Session(parts, options);
        const filter = readFilterOptions(session, options);
        return session.serving(options, async (app) => {
          const conversations = new Conversations(app);
          if (words.length === 0) return askEach(session, conversations, { options, filter });
          const asked = { question: words.join(' '), options, filter };
          const answer = await askOne(session, conversations, asked);
          return answer.status === 'answered' ? EXIT.ok : EXIT.unanswered;
        });
      }),
    );
}

interface Asked {
  readonly question: string;
  readonly options: Options;
  /** Of every question. */
  readonly filter: ArticleFilter | undefined;
}

/** The lines of the input are one conversation. */
async function askEach(
  session: Session,
  conversations: Conversations,
  { options, filter }: Omit<Asked, 'question'>,
): Promise<typeof EXIT.ok> {
  for await (const question of readQuestions(session.parts.streams)) {
    if (options.json !== true) {
      await session.output.line(terminalMessages.asked[session.locale](printableLine(question)));
    }
    await askOne(session, conversations, { question, options, filter });
    if (options.json !== true) await session.output.line('');
  }
  return EXIT.ok;
}

async function askOne(
  { output, locale }: Session,
  conversations: Conversations,
  { question, options, filter }: Asked,
): Promise<Answer> {
  const { limit, today, explain, json } = options;
  const started = performance.now();
  const answer = await conversations.ask('terminal', question, {
    ...(limit === undefined ? {} : { limit }),
    ...(today === undefined ? {} : { today }),
    ...(explain === undefined ? {} : { explain }),
    ...(filter === undefined ? {} : { filter }),
  });
  const milliseconds = performance.now() - started;
  if (json === true) await output.json(answerToJson(answer, milliseconds));
  else {
    await output.line(renderAnswer(answer, locale, output.paint));
    if (answer.explanation !== undefined) {
      await output.line(`\n${renderExplanation(answer.explanation, locale, output.paint)}`);
    }
  }
  return answer;
}
