import type { Command } from 'commander';
import type { SearchResult } from '../../app/app.js';
import { articleMessages } from '../../i18n/articles.js';
import { helpMessages } from '../../i18n/help.js';
import { sourceToJson } from '../answer-json.js';
import { sourceLine } from '../answer-text.js';
import { EXIT } from '../exit-codes.js';
import { addFilterOptions, type FilterOptions, readFilterOptions } from '../filter-options.js';
import { addServingOptions, jsonOption, limitOption } from '../options.js';
import type { Runner } from '../run.js';
import { type ServingOptions, Session } from '../session.js';
import { printable, printableLine } from '../terminal-text.js';

/** Largest `--limit` of passages. */
const MAX_PASSAGES = 100;

interface Options extends ServingOptions, FilterOptions {
  readonly json?: true;
  readonly limit?: number;
}

/** `search QUERY`: ranked passages. */
export function addSearchCommand(program: Command, { locale, parts, run }: Runner): void {
  addFilterOptions(addServingOptions(program.command('search'), locale), locale)
    .description(helpMessages.search[locale])
    .argument('<query...>', helpMessages.query[locale])
    .addOption(jsonOption(locale))
    .addOption(limitOption(helpMessages.limitPassages[locale], MAX_PASSAGES))
    .action(
      run((words: string[], options: Options) => {
        const session = new Session(parts, options);
        const filter = readFilterOptions(session, options);
        return session.serving(options, async (app) => {
          const results = await app.search(words.join(' '), options.limit, filter);
          if (options.json === true) {
            for (const result of results) await session.output.json(resultToJson(result));
          } else {
            await printResults(session, results);
          }
          return EXIT.ok;
        });
      }),
    );
}

function resultToJson({ article, passage, text, score }: SearchResult): object {
  return {
    text,
    start: passage.start,
    end: passage.end,
    articleId: article.id,
    path: article.path,
    ...sourceToJson(article),
    headingPath: passage.headingPath,
    score: Number.isFinite(score) ? score : 0,
  };
}

async function printResults({ output, locale }: Session, results: readonly SearchResult[]): Promise<void> {
  if (results.length === 0) await output.line(articleMessages.nothingFound[locale]);
  for (const [index, { article, passage, text }] of results.entries()) {
    const headings = passage.headingPath.map(printableLine).join(' › ');
    await output.line(
      [
        `${index + 1}. ${output.paint.strong(sourceLine(article, locale))}  ${output.paint.faint(article.id)}`,
        ...(headings === '' ? [] : [`   ${headings}`]),
        `   ${printable(text).replaceAll('\n', '\n   ')}`,
        '',
      ].join('\n'),
    );
  }
}
