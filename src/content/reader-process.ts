import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';

import type { Block, Section } from '../domain/article.js';
import type { Passage } from '../domain/passage.js';
import type { ContentFile } from './files.js';
import type { ReadOptions, ReadResult } from './read.js';
import { readContentFile } from './read.js';
import type { ReadFile, ReadReply, ReadRequest } from './reader-messages.js';
import { isArticle } from './reader-messages.js';
import { shownPath } from './shown-path.js';

/** What reading one file may cost. */
export interface ReadLimits {
  /** Files up to this length are read in this process, in bytes: whatever they hold, that takes a moment. */
  readonly ownBytes: number;
  /** Longest time for a longer one, in milliseconds. */
  readonly milliseconds: number;
  /** Most memory for its objects, in megabytes. */
  readonly megabytes: number;
}

/**
 * 8 KiB, which take a tenth of a second at worst; half a minute; 1 GB. Ordinary text of 10 MiB takes two seconds
 * and a third of that.
 */
export const DEFAULT_READ_LIMITS: ReadLimits = { ownBytes: 8 * 1024, milliseconds: 30_000, megabytes: 1024 };

/**
 * Reads files of the content folder, one at a time: short ones here, long ones in a child process that is
 * started at the first and may take only so much time and memory for each. A file that takes more is skipped
 * with the reason. What is read is the same either way.
 */
export class ContentReader {
  private child: ChildProcess | null = null;

  /** @param limits - default {@link DEFAULT_READ_LIMITS} */
  constructor(
    private readonly options: ReadOptions,
    private readonly limits: ReadLimits = DEFAULT_READ_LIMITS,
  ) {}

  /** Never rejects for a file, whatever it holds. */
  async read(file: ContentFile): Promise<ReadFile> {
    const maxFileBytes = Math.min(this.limits.ownBytes, this.options.maxFileBytes);
    if (file.bytes <= maxFileBytes) {
      const read = await readContentFile(file, { ...this.options, maxFileBytes });
      const hasGrown = 'skipped' in read.result && read.result.skipped.code === 'too-large';
      if (!hasGrown) return { ...read, passages: null };
    }
    return this.readElsewhere(file);
  }

  /** Ends the child process. Idempotent. */
  close(): void {
    this.child?.kill('SIGKILL');
    this.child = null;
  }

  private async readElsewhere(file: ContentFile): Promise<ReadFile> {
    this.child ??= forkWorker(this.limits.megabytes);
    const { child } = this;
    const replies = new Replies();
    const seconds = this.limits.milliseconds / 1000;
    const failure = await new Promise<string | null>((resolve) => {
      const timer = setTimeout(resolve, this.limits.milliseconds, `took more than ${seconds} s to read`);
      const onMessage = (reply: ReadReply): void => {
        if (!replies.add(reply)) return;
        child.off('message', onMessage).off('close', onClose).off('error', onError);
        clearTimeout(timer);
        resolve(null);
      };
      const onClose = (): void => {
        clearTimeout(timer);
        resolve(`took more than ${this.limits.megabytes} MB of memory to read, or made its reader fail`);
      };
      const onError = (error: Error): void => {
        clearTimeout(timer);
        resolve(`could not be read in a process of its own (${error.message})`);
      };
      child.on('message', onMessage).once('close', onClose).once('error', onError);
      child.send({ file, options: this.options } satisfies ReadRequest, (error) => {
        if (error !== null) onError(error);
      });
    });
    if (failure === null) return replies.file();
    this.close();
    const reason = `${shownPath(file.path)} ${failure}; split or simplify it.`;
    return { sha256: replies.sha256, result: { skipped: { path: file.path, code: 'broken', reason } }, passages: null };
  }
}

/** Puts the parts of an article together. */
class Replies {
  sha256: string | null = null;
  private readonly blocks: Block[] = [];
  private readonly sections: Section[] = [];
  private readonly passages: Passage[] = [];
  private result: ReadResult | null = null;

  /** Whether it was the last. */
  add(reply: ReadReply): boolean {
    if (reply.type === 'bytes') this.sha256 = reply.sha256;
    else if (reply.type === 'blocks') this.blocks.push(...reply.items);
    else if (reply.type === 'sections') this.sections.push(...reply.items);
    else if (reply.type === 'passages') this.passages.push(...reply.items);
    else this.result = reply.result;
    return this.result !== null;
  }

  file(): ReadFile {
    const { sha256, result, blocks, sections, passages } = this;
    if (result === null) throw new Error('the last reply has not come');
    if (!isArticle(result)) return { sha256, result, passages: null };
    return { sha256, result: { ...result, article: { ...result.article, blocks, sections } }, passages };
  }
}

function forkWorker(megabytes: number): ChildProcess {
  // From the sources (tests) the worker is TypeScript too, and the child must be told to read it.
  const fromSources = import.meta.filename.endsWith('.ts');
  const worker = path.join(import.meta.dirname, fromSources ? 'reader-worker.ts' : 'reader-worker.js');
  return fork(worker, [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${megabytes}`, ...(fromSources ? ['--import', import.meta.resolve('tsx')] : [])],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
