/** The room of the house that an error comes from; it opens the message. */
export type ErrorPart =
  | 'config'
  | 'content'
  | 'embedding'
  | 'index'
  | 'retrieval'
  | 'answering'
  | 'evaluation'
  | 'cli'
  | 'discord'
  | 'sandbox';

/** What a {@link YinjuError} is made of. */
export interface ErrorDetails {
  readonly part: ErrorPart;
  /** Machine-readable kind, kebab-case, stable: `model-not-found`, `index-damaged`. */
  readonly code: string;
  /** What is wrong, with the offending value. One sentence. */
  readonly message: string;
  /** What the reader can do about it. One sentence. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

/**
 * An error that a person can act on. `message` reads `[part] what is wrong. What to do about it.`; anything
 * else that is thrown is a defect of the program.
 */
export class YinjuError extends Error {
  readonly part: ErrorPart;
  readonly code: string;
  readonly remedy: string | undefined;

  constructor({ part, code, message, remedy, cause }: ErrorDetails) {
    super(
      `[${part}] ${message}${remedy === undefined ? '' : ` ${remedy}`}`,
      cause === undefined ? undefined : { cause },
    );
    this.name = 'YinjuError';
    this.part = part;
    this.code = code;
    this.remedy = remedy;
  }
}

/**
 * The message of whatever was thrown, with the messages of its causes after it, joined by `: `.
 * @param error - anything
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${describeError(error.cause)}`;
}
