import { isBuildRunning } from '../app/build-errors.js';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App, BuildRequest } from '../app/app.js';
import type { Settings } from '../app/config.js';
import type { BuildReport } from '../domain/build.js';
import { describeError, YinjuError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import type { Locale } from '../i18n/locale.js';
import { terminalMessages } from '../i18n/terminal.js';
import { Output } from './output.js';
import type { CliParts } from './parts.js';
import { createProgressDisplay } from './progress.js';
import { reportLines } from './report-text.js';

/** How often a build that waits for another one looks whether that has ended, in milliseconds. */
const LOOK_AGAIN_MS = 500;

/** Options that every command takes. */
export interface FolderOptions {
  readonly content?: string;
  readonly index?: string;
}

/** Options of the commands that answer from the index. */
export interface ServingOptions extends FolderOptions {
  /** False with `--no-refresh`. */
  readonly refresh: boolean;
}

/** What a command asks of the index that it answers from. */
export interface ServingNeeds extends Pick<BuildRequest, 'assumeModel'> {
  /** Do not answer by words alone where the model does not work. Default false. */
  readonly needsModel?: boolean;
}

/** One run of one command: its settings, its language and where it writes. */
export class Session {
  readonly settings: Settings;
  readonly locale: Locale;
  readonly output: Output;
  readonly logger: Logger;
  readonly parts: CliParts;

  /**
   * @param defaultLevel - from which level on is logged where `LOG_LEVEL` does not say; by default `warn`
   * @throws {@link YinjuError} `invalid-settings`
   */
  constructor(
    parts: CliParts,
    options: FolderOptions,
    defaultLevel: (settings: Settings) => 'info' | 'warn' = () => 'warn',
  ) {
    this.parts = parts;
    this.settings = parts.loadSettings({ contentDir: options.content, indexDir: options.index });
    this.locale = this.settings.locale;
    this.output = new Output(parts.streams);
    this.logger = parts.createLogger(this.settings, defaultLevel(this.settings));
    for (const warning of this.settings.warnings) this.output.note(this.output.paintNote.warning(warning));
  }

  /**
   * Gives `use` an application and closes it afterwards, whatever happens.
   * @param load - load the stored index at once
   * @param use - what is done with it
   * @param warm - open the model meanwhile. Default false
   */
  async withApp<T>(load: boolean, use: (app: App) => Promise<T>, warm = false): Promise<T> {
    const app = await this.parts.createApp(this.settings, { logger: this.logger, load, warm });
    try {
      return await use(app);
    } finally {
      await app.close();
    }
  }

  /**
   * Gives `use` an application that serves the index: brought up to date, or as it is stored. Where a refresh fails for
   * reasons that say nothing against the stored index, that is served, and the reason said.
   */
  async serving<T>(
    { refresh, assumeModel = false, needsModel = false }: ServingOptions & ServingNeeds,
    use: (app: App) => Promise<T>,
  ): Promise<T> {
    if (!refresh) {
      const ask = async (app: App): Promise<T> => {
        await requireStoredIndex(app);
        return use(app);
      };
      return this.withApp(true, ask, !assumeModel);
    }
    return this.withApp(false, async (app) => {
      try {
        const report = await this.build(app, { assumeModel });
        if (report.changed) this.noteReport(report);
      } catch (error) {
        if (!(isHarmless(error) || (!needsModel && isOfModel(error)))) throw error;
        return this.withApp(true, async (stored) => {
          if (!(await servesIndex(stored))) throw error;
          this.noteOldIndex(error);
          return use(stored);
        });
      }
      return use(app);
    });
  }

  /** Builds or refreshes the index, with progress on standard error. */
  async build(app: App, request: Omit<BuildRequest, 'onProgress'> = {}): Promise<BuildReport> {
    const display = createProgressDisplay(this.parts.streams.stderr, this.locale);
    try {
      return await app.build({ ...request, onProgress: display.onProgress });
    } finally {
      display.stop();
    }
  }

  /** As {@link build}; waits, and says so, where another process is building. */
  async buildInTurn(app: App, request: Omit<BuildRequest, 'onProgress'> = {}): Promise<BuildReport> {
    for (let told = false; ; told = true) {
      try {
        return await this.build(app, request);
      } catch (error) {
        if (!isBuildRunning(error)) throw error;
        if (!told) {
          this.output.note(`${describeError(error)}\n${terminalMessages.waitingForBuild[this.locale]}`);
        }
        await sleep(LOOK_AGAIN_MS, undefined, request.signal && { signal: request.signal });
      }
    }
  }

  /**
   * Brings the index up to date. A build that fails is fatal only where there is no index to serve instead.
   * @param app - with the stored index loaded
   * @param signal - a build that it ends has not failed
   */
  async refreshOrKeep(app: App, signal: AbortSignal): Promise<void> {
    try {
      const report = await this.buildInTurn(app, { signal });
      if (report.changed) this.noteReport(report);
    } catch (error) {
      if (signal.aborted) return;
      if (app.corpus().articleCount === 0) throw error;
      this.noteOldIndex(error);
    }
  }

  /** Says on standard error why the index before a failed build is used. */
  noteOldIndex(error: unknown): void {
    const { paintNote } = this.output;
    this.output.note(
      `${terminalMessages.oldIndexServed[this.locale]}\n${paintNote.warning(describeError(error))}`,
    );
  }

  /** Says on standard error what a build did. */
  noteReport(report: BuildReport): void {
    for (const line of reportLines(report, this.locale)) this.output.note(this.output.paintNote.faint(line));
  }
}

/** Failures of a refresh that say nothing against the stored index. */
const HARMLESS: ReadonlySet<string> = new Set(['build-running', 'index-unwritable']);

function isHarmless(error: unknown): boolean {
  return error instanceof YinjuError && HARMLESS.has(error.code);
}

/** Whether the model failed: the stored index is answered from by words alone. */
function isOfModel(error: unknown): boolean {
  return error instanceof YinjuError && error.part === 'embedding';
}

/** Whether something is served: the stored index or, where that is damaged, the one before it. */
async function servesIndex(app: App): Promise<boolean> {
  const { state } = await app.status();
  return state === 'ready' || (state === 'damaged' && app.corpus().articleCount > 0);
}

async function requireStoredIndex(app: App): Promise<void> {
  if (await servesIndex(app)) return;
  const { state, problems } = await app.status();
  const detail = problems.map(({ file, problem }) => ` ${file}: ${problem}`).join('');
  throw new YinjuError({
    part: 'index',
    code: `index-${state}`,
    message: `The index in "${app.settings.indexDir}" is ${state}.${detail}`,
    remedy: 'Build it with `yinju index`, or leave out --no-refresh.',
  });
}
