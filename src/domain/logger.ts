/** Fields of a structured log line. Never put a secret or (unless the operator asked for it) a question in it. */
export type LogFields = Readonly<Record<string, unknown>>;

/** One structured log line per call. Made by `app/logger`; everything else receives it. */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  /** A logger that adds `fields` to every line. */
  child(fields: LogFields): Logger;
}

/** Drops every line. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLogger,
};
