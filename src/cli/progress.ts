import { SingleBar } from 'cli-progress';
import type { Progress } from '../domain/ports.js';
import { evaluationMessages } from '../i18n/evaluation.js';
import { indexingMessages } from '../i18n/indexing.js';
import type { Locale } from '../i18n/locale.js';
import type { OutputStream } from './output.js';

/** How far a job is: one of the application's, or an evaluation that asks its questions. */
export type ShownProgress = Progress | (Omit<Progress, 'phase'> & { readonly phase: 'ask' });

/** Shows how far a long job is. */
export interface ProgressDisplay {
  readonly onProgress: (progress: ShownProgress) => void;
  /** Ends the display; the next line can be written. Idempotent. */
  readonly stop: () => void;
}

/** Milliseconds between two lines where there is no terminal to draw a bar on. */
const LINE_INTERVAL = 2_000;

/**
 * A bar for each phase on a terminal; elsewhere a line now and then, and none for what is quickly done.
 * @param stream - standard error
 * @param now - milliseconds from any fixed moment
 */
export function createProgressDisplay(
  stream: OutputStream,
  locale: Locale,
  now: () => number = () => performance.now(),
): ProgressDisplay {
  return stream.isTTY === true ? bars(stream, locale) : lines(stream, locale, now);
}

function phaseName({ phase }: ShownProgress, locale: Locale): string {
  return phase === 'ask' ? evaluationMessages.asking[locale] : indexingMessages[`phase-${phase}`][locale];
}

function bars(stream: OutputStream, locale: Locale): ProgressDisplay {
  let bar: SingleBar | null = null;
  let shown: ShownProgress['phase'] | null = null;
  const stop = (): void => {
    bar?.stop();
    bar = null;
    shown = null;
  };
  return {
    onProgress(progress) {
      if (shown !== progress.phase) {
        stop();
        shown = progress.phase;
        bar = new SingleBar({
          stream,
          format: `${phaseName(progress, locale)} [{bar}] {percentage}% {value}/{total} {eta_formatted}`,
          barsize: 24,
          clearOnComplete: true,
          hideCursor: false,
          // A bar that is interrupted must not leave the terminal in another mode.
          linewrap: true,
        });
        bar.start(progress.total, progress.done);
      }
      bar?.setTotal(progress.total);
      bar?.update(progress.done);
    },
    stop,
  };
}

function lines(stream: OutputStream, locale: Locale, now: () => number): ProgressDisplay {
  let last = now();
  return {
    onProgress(progress) {
      if (now() - last < LINE_INTERVAL) return;
      last = now();
      stream.write(`${phaseName(progress, locale)} ${progress.done}/${progress.total}\n`);
    },
    stop: () => undefined,
  };
}
