import { createPainter, type Painter } from './terminal-text.js';

/** A stream that is written to, perhaps a terminal. */
export type OutputStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  /** Of a terminal: whether it shows colours; honours `NO_COLOR` and `FORCE_COLOR`. */
  readonly hasColors?: () => boolean;
};

/** The three standard streams. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

/** Thrown by a write to standard output that nobody reads any more, as after `| head`. Not a failure. */
export class BrokenPipe extends Error {
  override readonly name = 'BrokenPipe';
}

/** Results go to standard output, everything else to standard error. */
export class Output {
  /** For standard output. */
  readonly paint: Painter;
  /** For standard error. */
  readonly paintNote: Painter;
  readonly #streams: Streams;

  constructor(streams: Streams) {
    this.#streams = streams;
    this.paint = createPainter(streams.stdout.hasColors?.() ?? false);
    this.paintNote = createPainter(streams.stderr.hasColors?.() ?? false);
    // Failed writes are reported by their callbacks too; without a listener the event would end the process.
    streams.stdout.on('error', () => undefined);
    streams.stderr.on('error', () => undefined);
  }

  /**
   * Writes a line of the result.
   * @throws {@link BrokenPipe} when nobody reads any more
   */
  line(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#streams.stdout.write(`${text}\n`, (error) => {
        if (error == null) resolve();
        else reject('code' in error && error.code === 'EPIPE' ? new BrokenPipe() : error);
      });
    });
  }

  /** Writes an object as a line of JSON. */
  json(value: object): Promise<void> {
    return this.line(JSON.stringify(value));
  }

  /** Writes a line that is not part of the result. Nothing is lost to the caller when nobody reads it. */
  note(text: string): void {
    this.#streams.stderr.write(`${text}\n`);
  }
}
