import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { evaluateSquadSet } from '../../app/evaluate.js';
import { YinjuError } from '../../domain/errors.js';
import { type Baseline, readBaseline, requireSameQuestions } from '../../evaluation/baseline.js';
import { compareResults } from '../../evaluation/compare.js';
import { evaluateGolden, readGoldenFile } from '../../evaluation/golden.js';
import type { EvaluationReport } from '../../evaluation/report.js';
import type { EvaluationQuestion } from '../../evaluation/result.js';
import { createScriptConverter, type Script, SCRIPTS } from '../../evaluation/script.js';
import { readSquadFile } from '../../evaluation/squad.js';
import { helpMessages } from '../../i18n/help.js';
import { comparisonLines } from '../comparison-text.js';
import { goldenLines, type ReportStyle, squadLines } from '../evaluation-text.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import {
  addFolderOptions,
  jsonOption,
  limitOption,
  shareOption,
  todayOption,
  wholeNumberOption,
} from '../options.js';
import type { CliParts } from '../parts.js';
import { createProgressDisplay } from '../progress.js';
import type { Runner } from '../run.js';
import { type FolderOptions, Session } from '../session.js';

/** Largest `--limit` and `--worst`. */
const MAX_QUESTIONS = 1_000_000;
const DEFAULT_WORST = 10;

interface Options extends FolderOptions {
  readonly json?: true;
  readonly squad?: string;
  readonly golden?: string;
  readonly limit?: number;
  readonly today?: string;
  readonly worst?: number;
  readonly baseline?: string;
  readonly vectorWeight?: number;
  readonly questionScript?: Script;
}

/** `eval --squad FILE` and `eval --golden FILE --content DIR`. */
export function addEvalCommand(program: Command, { locale, parts, run }: Runner): void {
  addFolderOptions(program.command('eval'), locale)
    .description(helpMessages.eval[locale])
    .addOption(new Option('--squad <FILE>', helpMessages.squad[locale]).conflicts('golden'))
    .addOption(new Option('--golden <FILE>', helpMessages.golden[locale]))
    .addOption(limitOption(helpMessages.limitQuestions[locale], MAX_QUESTIONS))
    .addOption(wholeNumberOption('--worst <N>', helpMessages.worst[locale], { min: 0, max: MAX_QUESTIONS }))
    .addOption(new Option('--baseline <FILE>', helpMessages.baseline[locale]))
    .addOption(shareOption('--vector-weight <W>', helpMessages.vectorWeight[locale]))
    .addOption(new Option('--question-script <SCRIPT>', helpMessages.questionScript[locale]).choices(SCRIPTS))
    .addOption(todayOption(locale))
    .addOption(jsonOption(locale))
    .action(
      run(async (options: Options) => {
        const { squad, golden } = options;
        if (squad !== undefined) return runSquad(new Session(parts, options), squad, options);
        if (golden === undefined) throw nothingToEvaluate();
        const weighted = withVectorWeight(parts, options.vectorWeight);
        if (options.index !== undefined) return runGolden(new Session(weighted, options), golden, options);
        return inTemporaryFolder((index) =>
          runGolden(new Session(weighted, { ...options, index }), golden, options),
        );
      }),
    );
}

async function runSquad(session: Session, file: string, options: Options): Promise<ExitCode> {
  const { settings, logger, parts } = session;
  const dataset = await readSquadFile(file);
  const { questions, baseline } = await prepare(dataset.questions, options);
  const { onProgress, onAsked, stop } = progressOf(session);
  const embedder = await parts.openEmbedder(settings, logger, onProgress);
  try {
    const { vectorWeight } = options;
    const asking = { embedder, vectorWeight, onProgress, onAsked };
    const report = await evaluateSquadSet({ ...dataset, questions }, asking).finally(stop);
    return await print(session, report, { baseline, options, lines: squadLines });
  } finally {
    stop();
    await embedder.close();
  }
}

async function runGolden(session: Session, file: string, options: Options): Promise<ExitCode> {
  const { questions, baseline } = await prepare(await readGoldenFile(file), options);
  const day = options.today === undefined ? {} : { today: options.today };
  return session.serving({ refresh: true, needsModel: true }, async (app) => {
    const { onAsked, stop } = progressOf(session);
    const asked = { questions, answerer: app, onProgress: onAsked, ...day };
    const report = await evaluateGolden(asked).finally(stop);
    return print(session, report, { baseline, options, lines: goldenLines });
  });
}

/** The questions to ask, in the script asked for, and the run to compare with: before anything slow is begun. */
async function prepare<Q extends EvaluationQuestion>(
  all: readonly Q[],
  { limit, questionScript, baseline: file }: Options,
): Promise<{ readonly questions: readonly Q[]; readonly baseline: Baseline | null }> {
  const questions = all.slice(0, limit);
  const baseline = file === undefined ? null : await readBaseline(file);
  if (baseline !== null) requireSameQuestions(baseline, questions);
  if (questionScript === undefined) return { questions, baseline };
  const convert = createScriptConverter(questionScript);
  return { questions: questions.map((q) => ({ ...q, question: convert(q.question) })), baseline };
}

interface Printing<R> {
  readonly baseline: Baseline | null;
  readonly options: Options;
  readonly lines: (report: R, style: ReportStyle) => readonly string[];
}

async function print<R extends EvaluationReport>(
  { output, locale }: Session,
  report: R,
  { baseline, options: { json, worst = DEFAULT_WORST }, lines }: Printing<R>,
): Promise<ExitCode> {
  const comparison = baseline === null ? null : compareResults(baseline.results, report.results);
  if (json === true) {
    await output.json(comparison === null ? report : { ...report, comparison });
    return EXIT.ok;
  }
  const style = { locale, worst };
  for (const line of lines(report, style)) await output.line(line);
  if (comparison === null) return EXIT.ok;
  for (const line of comparisonLines(comparison, style)) await output.line(line);
  return EXIT.ok;
}

/** The application with its ranking weighed otherwise. */
function withVectorWeight(parts: CliParts, vectorWeight: number | undefined): CliParts {
  return { ...parts, createApp: (settings, more) => parts.createApp(settings, { ...more, vectorWeight }) };
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
