import type { IndexProblem } from '../domain/build.js';
import { YinjuError } from '../domain/errors.js';

/** The error for stored bytes that are not what was written (code `index-damaged`). */
export function indexDamaged({ file, problem }: IndexProblem, cause?: unknown): YinjuError {
  return new YinjuError({
    part: 'index',
    code: 'index-damaged',
    message: `The stored index is damaged: ${file}: ${problem}`,
    remedy: 'Rebuild the index.',
    cause,
  });
}

/** The error for an index of another version of this program (code `index-format`). */
export function indexFormat(file: string, found: number, expected: number): YinjuError {
  return new YinjuError({
    part: 'index',
    code: 'index-format',
    message: `${file} has format version ${found}; this program reads version ${expected}.`,
    remedy: 'Rebuild the index.',
  });
}

/** The error for an index folder in which nothing has been built (code `index-missing`). */
export function indexMissing(indexDir: string): YinjuError {
  return new YinjuError({
    part: 'index',
    code: 'index-missing',
    message: `There is no index in ${indexDir}.`,
    remedy: 'Build it.',
  });
}

/** The error for an index folder that cannot be written (code `index-unwritable`). */
export function indexUnwritable(indexDir: string, cause: unknown): YinjuError {
  return new YinjuError({
    part: 'index',
    code: 'index-unwritable',
    message: `The index cannot be written to ${indexDir}.`,
    remedy: 'Make the folder writable and look whether the disk is full, or choose another index folder.',
    cause,
  });
}

/** Whether an error comes from the operating system: a path, a permission, a full disk. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** Whether an error says that a file or folder does not exist. */
export function isMissingFile(error: unknown): boolean {
  return isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** Says what it means when the system refuses a step that writes. */
export async function writing<T>(indexDir: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw isSystemError(error) ? indexUnwritable(indexDir, error) : error;
  }
}
