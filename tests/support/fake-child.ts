import { ChildDiedError } from '../../src/embedding/child.js';
import type { EmbedRequest, EmbedResult, ModelIdentity } from '../../src/embedding/messages.js';
import type { PooledChild } from '../../src/embedding/pool.js';

/** A request that a {@link FakeChild} has been given and has not answered. */
interface Given {
  readonly request: EmbedRequest;
  readonly resolve: (result: EmbedResult) => void;
  readonly reject: (error: Error) => void;
}

/** What a {@link FakeChild} does when it loads. */
export type Loading = ModelIdentity | 'dies' | Error;

/** A child process without a process: the test decides when it answers and when it dies. */
export class FakeChild implements PooledChild {
  readonly pid = 1;
  readonly gone: Promise<void>;
  killed = false;
  /** The texts of every request, in the order given. */
  readonly seen: (readonly string[])[] = [];
  private given: Given | null = null;
  private leave: () => void = () => undefined;

  constructor(private readonly loading: Loading = { dimensions: 1, fingerprint: 'a' }) {
    this.gone = new Promise((resolve) => {
      this.leave = resolve;
    });
  }

  /** Whether it has been asked something that it has not answered. */
  get busy(): boolean {
    return this.given !== null;
  }

  load(): Promise<ModelIdentity> {
    if (this.loading === 'dies') return Promise.reject(new ChildDiedError('died while loading'));
    return this.loading instanceof Error ? Promise.reject(this.loading) : Promise.resolve(this.loading);
  }

  embed(request: EmbedRequest): Promise<EmbedResult> {
    if (this.given !== null) throw new Error('asked for two things at once');
    this.seen.push(request.texts);
    return new Promise((resolve, reject) => {
      this.given = { request, resolve, reject };
    });
  }

  /** Answers with the lengths of the texts. */
  answer(): void {
    const { request, resolve } = this.take();
    resolve({ vectors: Float32Array.from(request.texts, (text) => text.length), truncated: 0 });
  }

  fail(error: Error): void {
    this.take().reject(error);
  }

  die(): void {
    const given = this.given;
    this.given = null;
    given?.reject(new ChildDiedError('died'));
    this.leave();
  }

  kill(): void {
    this.killed = true;
    this.die();
  }

  private take(): Given {
    const given = this.given;
    if (given === null) throw new Error('was not asked anything');
    this.given = null;
    return given;
  }
}
