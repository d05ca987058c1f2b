import type { Command } from 'commander';
import type { App } from '../../app/app.js';
import type { ArticleSummary } from '../../domain/article.js';
import { YinjuError } from '../../domain/errors.js';
import { helpMessages } from '../../i18n/help.js';
import type { Locale } from '../../i18n/locale.js';
import { terminalMessages } from '../../i18n/terminal.js';
import { sourceToJson } from '../answer-json.js';
import { dateText } from '../answer-text.js';
import { EXIT } from '../exit-codes.js';
import { addServingOptions, jsonOption } from '../options.js';
import type { Runner } from '../run.js';
import { type ServingOptions, Session } from '../session.js';
import { type Column, printable, table } from '../terminal-text.js';

interface Options extends ServingOptions {
  readonly json?: true;
}

/** `articles`: what the index holds, by path. */
export function addArticlesCommand(program: Command, { locale, parts, run }: Runner): void {
  addServingOptions(program.command('articles'), locale)
    .description(helpMessages.articles[locale])
    .addOption(jsonOption(locale))
    .action(
      run((options: Options) => {
        const session = new Session(parts, options);
        return session.serving({ ...options, assumeModel: true }, async (app) => {
          const articles = app.corpus().articles();
          if (options.json === true) {
            for (const article of articles) await session.output.json(articleToJson(article, app));
          } else {
            const rows = articles.map((article) => tableRow(article, session.locale));
            for (const line of table(columns(session.locale), rows)) await session.output.line(line);
          }
          return EXIT.ok;
        });
      }),
    );
}

/** `show ID`: the clean text of one article and nothing else, so that the offsets of a quote count in it. */
export function addShowCommand(program: Command, { locale, parts, run }: Runner): void {
  addServingOptions(program.command('show'), locale)
    .description(helpMessages.show[locale])
    .argument('<id>', helpMessages.reference[locale])
    .addOption(jsonOption(locale))
    .action(
      run((reference: string, options: Options) => {
        const session = new Session(parts, options);
        return session.serving({ ...options, assumeModel: true }, async (app) => {
          const article = app.article(reference);
          const summary = article && app.corpus().summary(article.id);
          if (article === undefined || summary === undefined) throw noSuchArticle(reference);
          const { text } = article;
          if (options.json === true) {
            await session.output.json({ ...articleToJson(summary, app), text });
          } else {
            // Only a terminal needs protection; a file or a program gets the text as it is.
            await session.output.line(parts.streams.stdout.isTTY === true ? printable(text) : text);
          }
          return EXIT.ok;
        });
      }),
    );
}

function articleToJson(article: ArticleSummary, app: App): object {
  return {
    path: article.path,
    id: article.id,
    ...sourceToJson(article),
    categories: article.categories,
    language: article.language,
    characters: article.characters,
    passages: app.corpus().passagesOf(article.id).length,
  };
}

function columns(locale: Locale): readonly Column[] {
  return [
    { heading: terminalMessages.columnId[locale] },
    { heading: terminalMessages.columnDate[locale] },
    { heading: terminalMessages.columnTitle[locale], maxColumns: 48 },
    { heading: terminalMessages.columnPublisher[locale], maxColumns: 20 },
    { heading: terminalMessages.columnCharacters[locale], align: 'right' },
    { heading: terminalMessages.columnPath[locale] },
  ];
}

function tableRow(
  { id, date, title, publisher, characters, path }: ArticleSummary,
  locale: Locale,
): string[] {
  return [id, date === null ? '' : dateText(date, locale), title, publisher ?? '', String(characters), path];
}

function noSuchArticle(reference: string): YinjuError {
  return new YinjuError({
    part: 'cli',
    code: 'no-such-article',
    message: `No article has the id, path or title "${reference}".`,
    remedy: 'List them with `yinju articles`.',
  });
}
