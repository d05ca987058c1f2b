import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SETTING_NAMES } from '../../src/app/settings-schema.js';

const project = path.resolve(import.meta.dirname, '../..');
const tsx = fileURLToPath(import.meta.resolve('tsx'));
/** What node is told to run. */
const PROGRAMS = {
  source: ['--import', tsx, path.join(project, 'src/main.ts')],
  built: [path.join(project, 'dist/main.js')],
} as const;

/** What a process left behind. */
export interface Outcome {
  /** `null` where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a process is run. */
export interface ProcessOptions {
  /** Its working folder: where `.env` is looked for. */
  readonly cwd: string;
  /** Settings; those of the surrounding environment do not reach it. */
  readonly env?: NodeJS.Dict<string>;
  /** Piped into it; without it standard input is empty. */
  readonly input?: string;
  /** Stop reading what it writes at once, as `| head -0` does. */
  readonly deaf?: boolean;
  /** The program as it is written (default), or as `npm run build` made it. */
  readonly program?: keyof typeof PROGRAMS;
  /** A command that runs the program, which is written behind it: `['nice', '-n', '5']`. It must keep its process. */
  readonly through?: readonly string[];
}

/** A process that runs. */
export interface Running {
  readonly pid: number;
  /** What it has written so far. */
  readonly written: Readonly<Pick<Outcome, 'stdout' | 'stderr'>>;
  /** Settles when the process has ended and everything it wrote has come. */
  readonly outcome: Promise<Outcome>;
  /** Waits until it has written some text to standard output; rejects when it ends without. */
  wrote(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts `yinju` as a process of its own, as a person or a script does. */
export function startYinju(args: readonly string[], options: ProcessOptions): Running {
  const { cwd, env = {}, input = '', deaf = false, program = 'source', through = [] } = options;
  const inherited = Object.entries(process.env).filter(
    ([name]) => !SETTING_NAMES.includes(name.toUpperCase()),
  );
  const [command = process.execPath, ...rest] = [...through, process.execPath, ...PROGRAMS[program], ...args];
  const child = spawn(command, rest, {
    cwd,
    env: { ...Object.fromEntries(inherited), LOCALE: 'en', ...env },
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written.stderr += text));
  if (deaf) child.stdout.destroy();
  // A process that ends before it has read everything is none of the test's business.
  child.stdin.on('error', () => undefined).end(input);
  const outcome = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => {
      resolve({ code, signal, ...written });
    });
  });
  return {
    // -1 where it could not be started, of which the outcome tells.
    pid: child.pid ?? -1,
    written,
    outcome,
    wrote: (text) =>
      new Promise((resolve, reject) => {
        child.stdout.on('data', () => {
          if (written.stdout.includes(text)) resolve();
        });
        void outcome.then(({ stderr }) => {
          reject(new Error(`It ended without “${text}”: ${stderr}`));
        }, reject);
      }),
    kill: (signal) => child.kill(signal),
  };
}

/** Runs `yinju` to its end. */
export function yinju(args: readonly string[], options: ProcessOptions): Promise<Outcome> {
  return startYinju(args, options).outcome;
}
