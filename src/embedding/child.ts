import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';

import { YinjuError } from '../domain/errors.js';
import type { EmbedRequest, EmbedResult, ModelIdentity, ModelSpec, ToChild, ToParent } from './messages.js';

/** The process ended, was ended, or did not answer. Another one may do better. */
export class ChildDiedError extends Error {
  override readonly name = 'ChildDiedError';
}

/** Longest time for one answer, in milliseconds; a process that takes longer is stuck, and is killed. */
export interface Timeouts {
  readonly load: number;
  readonly embed: number;
}

/** An answer that is waited for. */
interface Pending {
  readonly resolve: (answer: ToParent) => void;
  readonly reject: (error: Error) => void;
}

/** Of what the process writes to its standard error, the end is kept to explain its death. */
const KEPT_OUTPUT = 2000;

/** A forked process that embeds: one model, one request at a time. */
export class EmbeddingChild {
  /** The operating system's process id; `undefined` where the process could not be started. */
  readonly pid: number | undefined;
  /** Settles when the process is gone. */
  readonly gone: Promise<void>;
  private readonly process: ChildProcess;
  private output = '';
  private pending: Pending | null = null;
  private death: ChildDiedError | null = null;

  /** Starts the process; {@link load} comes next. */
  constructor(private readonly timeouts: Timeouts) {
    this.process = forkWorker();
    this.pid = this.process.pid;
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.output = (this.output + text).slice(-KEPT_OUTPUT);
    });
    this.process.on('message', (answer: ToParent) => this.pending?.resolve(answer));
    this.gone = new Promise((resolve) => {
      this.process.once('error', (error) => {
        this.die(`could not be started or reached (${error.message})`);
        if (this.pid === undefined) resolve();
      });
      // Not `exit`: by `close`, what the process wrote has arrived too.
      this.process.once('close', (code, signal) => {
        this.die(signal === null ? `exited with code ${code ?? 'none'}` : `was ended by ${signal}`);
        resolve();
      });
    });
  }

  /** @throws {YinjuError} what the model said; {@link ChildDiedError} */
  async load(model: ModelSpec): Promise<ModelIdentity> {
    const answer = await this.ask({ type: 'load', model }, this.timeouts.load);
    if (answer.type !== 'loaded') throw this.die(`answered “${answer.type}” out of turn`);
    return answer.identity;
  }

  /** @throws {YinjuError} what the model said; {@link ChildDiedError} */
  async embed(request: EmbedRequest): Promise<EmbedResult> {
    const answer = await this.ask({ type: 'embed', request }, this.timeouts.embed);
    if (answer.type !== 'embedded') throw this.die(`answered “${answer.type}” out of turn`);
    return answer.result;
  }

  /** Ends the process at once; what waits for an answer rejects. Idempotent. */
  kill(): void {
    this.die('was ended');
  }

  private async ask(message: ToChild, timeout: number): Promise<Exclude<ToParent, { type: 'failed' }>> {
    if (this.death !== null) throw this.death;
    const timer = setTimeout(() => this.die(`did not answer within ${timeout / 1000} s`), timeout);
    try {
      const answer = await new Promise<ToParent>((resolve, reject) => {
        this.pending = { resolve, reject };
        this.process.send(message, (error) => {
          if (error !== null) this.die(`could not be reached (${error.message})`);
        });
      });
      if (answer.type === 'failed') throw new YinjuError(answer.error);
      return answer;
    } finally {
      clearTimeout(timer);
      this.pending = null;
    }
  }

  /** The first reason counts: killing the process makes it say others. */
  private die(how: string): ChildDiedError {
    if (this.death === null) {
      const output = this.output.trim();
      const said = output === '' ? '' : `: ${output}`;
      this.death = new ChildDiedError(`embedding process ${this.pid ?? '(none)'} ${how}${said}`);
    }
    this.process.kill('SIGKILL');
    this.pending?.reject(this.death);
    return this.death;
  }
}

function forkWorker(): ChildProcess {
  // From the sources (tests, training) the worker is TypeScript too, and the child must be told to read it.
  const fromSources = import.meta.filename.endsWith('.ts');
  const worker = path.join(import.meta.dirname, fromSources ? 'worker.ts' : 'worker.js');
  return fork(worker, [], {
    // Typed arrays travel as they are.
    serialization: 'advanced',
    execArgv: fromSources ? ['--import', import.meta.resolve('tsx')] : [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}
