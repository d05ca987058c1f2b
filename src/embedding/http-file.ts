import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';

import { type Dispatcher, fetch, type Response } from 'undici';

/** What {@link receiveFile} needs. */
export interface ReceiveOptions {
  readonly url: URL;
  /** Appears when the file is whole, under another name until then. Its folder must exist. */
  readonly target: string;
  readonly dispatcher: Dispatcher;
  /** Milliseconds before a failed request is repeated; doubles with every attempt that brings nothing. */
  readonly retryDelay: number;
  /** Bytes received, and the file's size as far as it is known. */
  readonly onBytes: (done: number, total: number) => void;
}

/** A file as it was received. */
export interface ReceivedFile {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** The server could not be reached (`status` null), answered with an error, or sent the wrong bytes. */
export class HttpError extends Error {
  override readonly name = 'HttpError';

  constructor(
    message: string,
    readonly status: number | null,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }

  /** Whether the same request may go well later. */
  get passing(): boolean {
    return this.status === null || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** The file could not be written. */
export class WriteFailedError extends Error {
  override readonly name = 'WriteFailedError';

  constructor(file: string, cause: unknown) {
    super(`${file} could not be written`, { cause });
  }
}

/** Attempts in a row that bring no new byte. */
const MAX_VAIN_ATTEMPTS = 5;
const MAX_ATTEMPTS = 100;
const MAX_REDIRECTS = 5;

/**
 * Downloads a file: connections that break are resumed where they broke, and the result is compared with the
 * size and (where the hub names it) the SHA-256 that the server announced.
 * @throws {HttpError} at the first answer that repeating will not change, or after the last attempt
 * @throws {WriteFailedError}
 */
export async function receiveFile(options: ReceiveOptions): Promise<ReceivedFile> {
  const part = `${options.target}.${process.pid}.part`;
  const file = await writing(part, open(part, 'w+'));
  try {
    const transfer = new Transfer(options, file);
    await transfer.run();
    const sha256 = await transfer.verify(part);
    await writing(part, file.sync());
    await file.close();
    await writing(options.target, rename(part, options.target));
    return { bytes: transfer.received, sha256 };
  } finally {
    await file.close().catch(() => undefined);
    await rm(part, { force: true });
  }
}

/** One file on its way, over as many connections as it takes. */
class Transfer {
  received = 0;
  /** The whole file's size, where the server tells. */
  private size: number | null = null;
  /** A strong entity tag: what is resumed must be the same file. */
  private tag: string | null = null;
  private sha256: string | null = null;

  constructor(
    private readonly options: ReceiveOptions,
    private readonly file: FileHandle,
  ) {}

  async run(): Promise<void> {
    let furthest = 0;
    let vain = 0;
    for (let attempt = 1; ; attempt++) {
      try {
        await this.attempt();
        return;
      } catch (error) {
        vain = this.received > furthest ? 0 : vain + 1;
        furthest = Math.max(furthest, this.received);
        const hopeless = vain === MAX_VAIN_ATTEMPTS || attempt === MAX_ATTEMPTS;
        if (!(error instanceof HttpError && error.passing) || hopeless) throw error;
        await wait(this.options.retryDelay * 2 ** vain);
      }
    }
  }

  /** SHA-256 of what was received, which must be what the server announced. */
  async verify(part: string): Promise<string> {
    const hash = createHash('sha256');
    await pipeline(createReadStream(part), hash);
    const sha256 = hash.digest('hex');
    if (this.sha256 !== null && this.sha256 !== sha256) {
      throw new HttpError(
        `${this.options.url.href} arrived damaged (SHA-256 ${sha256}, not ${this.sha256})`,
        null,
      );
    }
    return sha256;
  }

  private async attempt(): Promise<void> {
    const response = await this.request();
    if (response.status !== 200 && response.status !== 206) {
      await response.body?.cancel();
      throw new HttpError(`${this.options.url.href} answered ${response.status}`, response.status);
    }
    this.begin(response);
    await this.read(response);
    if (this.size !== null && this.received !== this.size) {
      throw new HttpError(`${this.options.url.href} ended at ${this.received} of ${this.size} bytes`, null);
    }
  }

  /** Follows redirections by hand: the hub names the SHA-256 in the first answer only. */
  private async request(): Promise<Response> {
    let url = this.options.url;
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const response = await this.fetch(url);
      const linked = /^"?([0-9a-f]{64})"?$/.exec(response.headers.get('x-linked-etag') ?? '')?.[1];
      if (linked !== undefined) this.sha256 = linked;
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) return response;
      await response.body?.cancel();
      url = new URL(location, url);
    }
    throw new HttpError(`${this.options.url.href} redirects more than ${MAX_REDIRECTS} times`, 508);
  }

  private async fetch(url: URL): Promise<Response> {
    // Compressed, the announced size would not be the file's.
    const headers: Record<string, string> = { 'accept-encoding': 'identity' };
    if (this.received > 0 && this.tag !== null) {
      headers.range = `bytes=${this.received}-`;
      headers['if-range'] = this.tag;
    }
    try {
      return await fetch(url, { dispatcher: this.options.dispatcher, redirect: 'manual', headers });
    } catch (cause) {
      throw new HttpError(`${url.href} could not be reached`, null, cause);
    }
  }

  private begin(response: Response): void {
    const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get('content-range') ?? '');
    if (response.status === 206 && Number(range?.[1]) === this.received) {
      this.size = Number(range?.[2]);
      return;
    }
    const tag = response.headers.get('etag');
    const length = response.headers.get('content-length');
    this.received = 0;
    this.size = length === null ? null : Number(length);
    this.tag = tag?.startsWith('"') === true ? tag : null;
  }

  private async read(response: Response): Promise<void> {
    if (response.body === null) return;
    const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new HttpError(`${this.options.url.href} broke off at byte ${this.received}`, null, cause);
      });
      if (done) return;
      await writing(this.options.target, this.file.write(value, 0, value.length, this.received));
      this.received += value.length;
      this.options.onBytes(this.received, Math.max(this.received, this.size ?? 0));
    }
  }
}

async function writing<T>(file: string, operation: Promise<T>): Promise<T> {
  try {
    return await operation;
  } catch (cause) {
    throw new WriteFailedError(file, cause);
  }
}
