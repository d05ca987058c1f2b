import { stat } from 'node:fs/promises';
import { YinjuError } from '../domain/errors.js';

/**
 * Throws {@link YinjuError} (code `content-folder-missing`) unless the folder is there: one that is gone, or not
 * mounted, must not be taken for one from which every article was removed.
 */
export async function requireFolder(contentDir: string): Promise<void> {
  const stats = await stat(contentDir).catch(() => null);
  if (stats?.isDirectory() === true) return;
  throw new YinjuError({
    part: 'config',
    code: 'content-folder-missing',
    message: `The content folder "${contentDir}" ${stats === null ? 'does not exist' : 'is not a folder'}.`,
    remedy: 'Make it and put articles into it, or name another with CONTENT_DIR or --content.',
  });
}

/** The error of a second build in one process (code `build-running`). */
export function buildRunning(): YinjuError {
  return new YinjuError({
    part: 'index',
    code: 'build-running',
    message: 'The index is being built already.',
    remedy: 'Wait until that build has ended.',
  });
}

/** The error of a build that was told to end (code `build-cancelled`), whatever it has thrown on its way out. */
export function buildCancelled(cause: unknown): YinjuError {
  return new YinjuError({ part: 'index', code: 'build-cancelled', message: 'The build was ended.', cause });
}

/** The error of a build under way when the program ends (code `build-cancelled`). */
export function closedWhileBuilding(): YinjuError {
  return new YinjuError({
    part: 'index',
    code: 'build-cancelled',
    message: 'The build was ended because the program is closing.',
  });
}

/**
 * Whether a build was refused because another one runs, in this process or elsewhere.
 * @param error - anything that was thrown
 */
export function isBuildRunning(error: unknown): boolean {
  return error instanceof YinjuError && error.code === 'build-running';
}
