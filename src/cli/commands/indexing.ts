import type { Command } from 'commander';
import type { BuildReport, IndexStatus } from '../../domain/build.js';
import { helpMessages } from '../../i18n/help.js';
import { terminalMessages } from '../../i18n/terminal.js';
import { EXIT } from '../exit-codes.js';
import { addFolderOptions, jsonOption } from '../options.js';
import { reportLines, statusLines } from '../report-text.js';
import type { Runner } from '../run.js';
import { type FolderOptions, Session } from '../session.js';

interface Options extends FolderOptions {
  readonly json?: true;
  readonly rebuild?: true;
}

/** `index`, `index status`, `index verify`. */
export function addIndexCommand(program: Command, runner: Runner): void {
  const { locale, parts, run } = runner;
  const index = addFolderOptions(program.command('index'), locale)
    .description(helpMessages.build[locale])
    .option('--rebuild', helpMessages.rebuild[locale])
    .addOption(jsonOption(locale))
    .action(
      run((options: Options) => {
        const session = new Session(parts, options);
        return session.withApp(false, async (app) => {
          const report = await session.buildInTurn(app, {
            rebuild: options.rebuild === true,
            serve: false,
          });
          if (options.json === true) {
            session.noteReport(report);
            await session.output.json(reportToJson(report));
          } else {
            for (const line of reportLines(report, session.locale)) await session.output.line(line);
          }
          return EXIT.ok;
        });
      }),
    );
  addStatusCommand(index, runner);
  addVerifyCommand(index, runner);
}

function addStatusCommand(index: Command, { locale, parts, run }: Runner): void {
  addFolderOptions(index.command('status'), locale)
    .description(helpMessages.status[locale])
    .addOption(jsonOption(locale))
    .action(
      run((options: Options) => {
        const session = new Session(parts, options);
        return session.withApp(false, async (app) => {
          await printStatus(session, await app.status(), options);
          return EXIT.ok;
        });
      }),
    );
}

function addVerifyCommand(index: Command, { locale, parts, run }: Runner): void {
  addFolderOptions(index.command('verify'), locale)
    .description(helpMessages.verify[locale])
    .addOption(jsonOption(locale))
    .action(
      run((options: Options) => {
        const session = new Session(parts, options);
        return session.withApp(false, async (app) => {
          const status = await app.verify();
          await printStatus(session, status, options);
          if (status.state !== 'ready') return EXIT.damaged;
          const files = Object.keys(status.manifest?.files ?? {}).length;
          if (options.json !== true)
            await session.output.line(terminalMessages.verified[session.locale](files));
          return EXIT.ok;
        });
      }),
    );
}

async function printStatus(
  { output, locale }: Session,
  status: IndexStatus,
  { json }: Options,
): Promise<void> {
  if (json === true) await output.json({ ...status, skipped: skippedToJson(status) });
  else for (const line of statusLines(status, locale)) await output.line(line);
}

/** Others parse this form: fields are only ever added. */
function reportToJson(report: BuildReport): object {
  const { articles, passages, embedded, reused, removed, seconds, model } = report;
  return { articles, passages, embedded, reused, removed, skipped: skippedToJson(report), seconds, model };
}

function skippedToJson({ skipped }: Pick<BuildReport, 'skipped'>): object[] {
  return skipped.map(({ path, reason }) => ({ path, reason }));
}
