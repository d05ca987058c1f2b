/** A file that came with a request. */
export interface SentFile {
  /** Name of the form's field, `files[0]`. */
  readonly field: string;
  readonly name: string;
  readonly bytes: number;
  /** Media type, as it was sent; `''` where none was. */
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** What came with a request. */
export interface SentBody {
  /** Media type without parameters; `null` without a body. */
  readonly contentType: string | null;
  /** Parsed JSON (of a form: its `payload_json`); `null` without a body, `undefined` where it is not JSON. */
  readonly body: unknown;
  readonly files: readonly SentFile[];
}

/** A request as the bot made it, and what it was answered. */
export interface RecordedRequest extends SentBody {
  readonly method: string;
  /** With `/api/v10` before it and without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Whether the bot's token was sent with it. The token itself is not recorded. */
  readonly authorised: boolean;
  readonly status: number;
  readonly response: unknown;
  /** When it came, in milliseconds of `performance.now()`. */
  readonly at: number;
}

/** What a request is answered in place of what the routes would. */
export interface Interruption {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether what was asked for is done all the same: the answer is lost, not the request. Default false. */
  readonly carriedOut?: boolean;
}

/**
 * Looks at a request before it is dealt with. What it gives is answered instead; as long as its promise is pending
 * the request waits.
 */
export type Interrupt = (
  request: Pick<RecordedRequest, 'method' | 'path' | 'body'>,
) => Interruption | undefined | Promise<Interruption | undefined>;
