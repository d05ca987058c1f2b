import { isBuildRunning } from '../../app/build-errors.js';
import { YinjuError } from '../../domain/errors.js';
import type { Progress } from '../../domain/ports.js';
import { indexingMessages } from '../../i18n/indexing.js';
import { knownFailure } from '../../i18n/troubles.js';
import { describeFailure } from '../delivery/failure.js';
import { cancelButton } from '../components/cancel-rebuild.js';
import { renderCancelled, renderProgress, renderReport, renderRunning } from '../rendering/indexing.js';
import { plain } from '../rendering/rich-text.js';
import type { Handler } from './handler.js';

/** `/index rebuild`: brings the index up to date, shows how far it is, and lets moderators end it. */
export const indexRebuild: Handler<'index rebuild'> = async (request) => {
  const { app, service, locale, askerName, signal, progress } = request;
  const { rebuilds } = service;
  if (app.building) return renderRunning(rebuilds.running ?? app.buildCause, Date.now(), locale);
  const rebuild = rebuilds.begin(askerName);
  const onProgress = (step: Progress | null): void => {
    progress({ ...renderProgress(step, locale), buttons: [[cancelButton(rebuild.id, locale)]] });
  };
  onProgress(null);
  try {
    const ends = AbortSignal.any([signal, rebuild.signal]);
    return renderReport(await app.build({ onProgress, signal: ends }), locale);
  } catch (error) {
    if (rebuild.cancelledBy !== null) return renderCancelled(rebuild.cancelledBy, locale);
    if (signal.aborted) return { lines: [plain(indexingMessages.stopped[locale])], cards: [] };
    if (isBuildRunning(error)) {
      return renderRunning(null, Date.now(), locale);
    }
    const known = error instanceof YinjuError ? knownFailure(error.code, locale) : null;
    if (known === null) throw error;
    service.logger.error(describeFailure(error), 'a rebuild failed');
    return { lines: [plain(known)], cards: [] };
  } finally {
    rebuilds.end(rebuild);
  }
};
