import { Writable } from 'node:stream';
import pino from 'pino';
import pretty from 'pino-pretty';
import { describeError, YinjuError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import { maskSecrets } from './secrets.js';
import type { LogFormat, LogLevel } from './settings.js';

/** What a logger is made of. */
export interface LoggerOptions {
  readonly level: LogLevel;
  readonly format: LogFormat;
  /** Number of the shard that every line is to carry. Default: none. */
  readonly shard?: number | undefined;
  /** Where lines go. Never standard output, which belongs to results. Default: standard error. */
  readonly stream?: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Secrets that are configured; they are masked besides everything that looks like one. */
  readonly secrets?: readonly string[];
}

/**
 * A logger on pino. Secrets are masked in the finished line, so that one cannot slip through in a nested
 * field, a message or a stack trace.
 */
export function createLogger({
  level,
  format,
  shard,
  stream = process.stderr,
  secrets = [],
}: LoggerOptions): Logger {
  const sink = new Writable({
    decodeStrings: false,
    write(line: string | Buffer, _encoding, done) {
      stream.write(maskSecrets(line.toString(), secrets));
      done();
    },
  });
  const destination =
    format === 'json'
      ? sink
      : pretty({
          destination: sink,
          sync: true,
          colorize: stream.isTTY === true,
          ignore: 'pid,hostname',
          translateTime: 'SYS:HH:MM:ss',
          singleLine: true,
        });
  const serializers = { err: describe, error: describe, cause: describe };
  return pino({ level, base: shard === undefined ? null : { shard }, serializers }, destination);
}

/** An error that a person can act on says all in its message; a stack is of use only for defects. */
function describe(error: unknown): unknown {
  if (error instanceof YinjuError) return { code: error.code, message: describeError(error) };
  return error instanceof Error ? pino.stdSerializers.err(error) : error;
}
