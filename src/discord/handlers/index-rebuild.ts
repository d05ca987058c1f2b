import { YinjuError } from '../../domain/errors.js';
import { indexingMessages } from '../../i18n/indexing.js';
import { renderProgress, renderReport, renderRunning, type RunningBuild } from '../rendering/indexing.js';
import { plain } from '../rendering/rich-text.js';
import type { Handler } from './handler.js';

/** Makes the handler of `/index rebuild`, which remembers who began the rebuild that runs. */
export function createIndexRebuild(): Handler<'index rebuild'> {
  let running: RunningBuild | null = null;

  return async ({ app, locale, askerName, signal, progress }) => {
    if (app.building) return renderRunning(running, Date.now(), locale);
    const mine = { name: askerName, startedAt: Date.now() };
    running = mine;
    progress(renderProgress(null, locale));
    try {
      const onProgress = (step: Parameters<typeof renderProgress>[0]): void => {
        progress(renderProgress(step, locale));
      };
      return renderReport(await app.build({ onProgress, signal }), locale);
    } catch (error) {
      if (signal.aborted) return { lines: [plain(indexingMessages.stopped[locale])], cards: [] };
      if (error instanceof YinjuError && error.code === 'build-running') {
        return renderRunning(null, Date.now(), locale);
      }
      throw error;
    } finally {
      if (running === mine) running = null;
    }
  };
}
