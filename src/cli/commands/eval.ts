import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { evaluateSquadFile } from '../../app/evaluate.js';
import { YinjuError } from '../../domain/errors.js';
import { evaluateGolden, readGoldenFile } from '../../evaluation/golden.js';
import { helpMessages } from '../../i18n/help.js';
import { goldenLines, squadLines } from '../evaluation-text.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { addFolderOptions, jsonOption, limitOption, todayOption } from '../options.js';
import { createProgressDisplay } from '../progress.js';
import type { Runner } from '../run.js';
import { type FolderOptions, Session } from '../session.js';

/** Largest `--limit` of questions. */
const MAX_QUESTIONS = 1_000_000;

interface Options extends FolderOptions {
  readonly json?: true;
  readonly squad?: string;
  readonly golden?: string;
  readonly limit?: number;
  readonly today?: string;
}

/** `eval --squad FILE` and `eval --golden FILE --content DIR`. */
export function addEvalCommand(program: Command, { locale, parts, run }: Runner): void {
  addFolderOptions(program.command('eval'), locale)
    .description(helpMessages.eval[locale])
    .addOption(new Option('--squad <FILE>', helpMessages.squad[locale]).conflicts('golden'))
    .addOption(new Option('--golden <FILE>', helpMessages.golden[locale]))
    .addOption(limitOption(helpMessages.limitQuestions[locale], MAX_QUESTIONS))
    .addOption(todayOption(locale))
    .addOption(jsonOption(locale))
    .action(
      run(async (options: Options) => {
        const { squad, golden } = options;
        if (squad !== undefined) return runSquad(new Session(parts, options), squad, options);
        if (golden === undefined) throw nothingToEvaluate();
        if (options.index !== undefined) return runGolden(new Session(parts, options), golden, options);
        return inTemporaryFolder((index) =>
          runGolden(new Session(parts, { ...options, index }), golden, options),
        );
      }),
    );
}

async function runSquad(session: Session, file: string, { limit, json }: Options): Promise<ExitCode> {
  const { settings, logger, locale, parts, output } = session;
  const { onProgress, onAsked, stop } = progressOf(session);
  const embedder = await parts.openEmbedder(settings, logger, onProgress);
  try {
    const report = await evaluateSquadFile(file, { embedder, limit, onProgress, onAsked });
    stop();
    if (json === true) await output.json(report);
    else for (const line of squadLines(report, locale)) await output.line(line);
    return EXIT.ok;
  } finally {
    stop();
    await embedder.close();
  }
}

async function runGolden(session: Session, file: string, options: Options): Promise<ExitCode> {
  const { limit = Infinity, today, json } = options;
  const questions = (await readGoldenFile(file)).slice(0, limit);
  return session.serving({ refresh: true }, async (app) => {
    const { onAsked, stop } = progressOf(session);
    const asked = { questions, answerer: app, onProgress: onAsked };
    const report = await evaluateGolden(today === undefined ? asked : { ...asked, today }).finally(stop);
    if (json === true) await session.output.json(report);
    else for (const line of goldenLines(report, session.locale)) await session.output.line(line);
    return EXIT.ok;
  });
}

function progressOf({ parts, locale }: Session) {
  const { onProgress, stop } = createProgressDisplay(parts.streams.stderr, locale);
  const onAsked = (done: number, total: number): void => {
    onProgress({ phase: 'ask', done, total });
  };
  return { onProgress, onAsked, stop };
}

async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yinju-eval-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function nothingToEvaluate(): YinjuError {
  return new YinjuError({
    part: 'cli',
    code: 'nothing-to-evaluate',
    message: 'eval needs questions.',
    remedy: 'Name a file with --squad or --golden.',
  });
}
