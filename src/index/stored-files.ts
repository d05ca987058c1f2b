import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';

import type { IndexProblem } from '../domain/build.js';
import type { StoredFiles } from '../domain/manifest.js';
import { describeError } from '../domain/errors.js';
import { indexDamaged, isMissingFile } from './errors.js';
import type { TimeSlices } from './slices.js';

/** Bytes read and hashed between two turns of the event loop: about 2 ms. */
const PIECE_BYTES = 1 << 20;

/** A folder whose files are described, with their checksums, by what names it. */
export interface StoredFolder {
  readonly name: string;
  readonly directory: string;
  readonly files: StoredFiles;
}

/**
 * A file of a folder, whole, once its size and checksum are those that are described. Throws
 * {@link YinjuError} (code `index-damaged`).
 */
export async function readStored(
  folder: StoredFolder,
  name: string,
  slices: TimeSlices,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(folder.files[name]?.bytes ?? 0);
  const problem = await checkStored(folder, name, { slices, into: bytes });
  if (problem !== null) throw indexDamaged(problem);
  return bytes;
}

/** The values of a file that has one JSON value a line. Throws {@link YinjuError} (code `index-damaged`). */
export async function readStoredLines(
  folder: StoredFolder,
  name: string,
  slices: TimeSlices,
): Promise<unknown[]> {
  const bytes = Buffer.from((await readStored(folder, name, slices)).buffer);
  const values: unknown[] = [];
  for (let start = 0, end: number; start < bytes.length; start = end + 1) {
    end = bytes.indexOf('\n', start);
    if (end === -1) end = bytes.length;
    values.push(parseLine(bytes.toString('utf8', start, end), path.join(folder.name, name)));
    await slices.turn();
  }
  return values;
}

function parseLine(line: string, file: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw indexDamaged({ file, problem: `A line is not JSON: ${describeError(error)}.` });
  }
}

/** Compares files of a folder (default: all) with their description, size and checksum. */
export async function verifyStored(
  folder: StoredFolder,
  slices: TimeSlices,
  names: readonly string[] = Object.keys(folder.files),
): Promise<IndexProblem[]> {
  const problems: IndexProblem[] = [];
  for (const name of names) {
    const problem = await checkStored(folder, name, { slices });
    if (problem !== null) problems.push(problem);
  }
  return problems;
}

/** The same by size alone, which takes no time. */
export async function statStored(folder: StoredFolder): Promise<IndexProblem[]> {
  const problems: IndexProblem[] = [];
  for (const [name, { bytes: expected }] of Object.entries(folder.files)) {
    const file = path.join(folder.name, name);
    try {
      const { size } = await stat(path.join(folder.directory, name));
      if (size !== expected) problems.push({ file, problem: sizeProblem(size, expected) });
    } catch (error) {
      problems.push({ file, problem: readProblem(error) });
    }
  }
  return problems;
}

function sizeProblem(bytes: number, expected: number): string {
  return `It has ${bytes} bytes instead of ${expected}.`;
}

function readProblem(error: unknown): string {
  return isMissingFile(error) ? 'The file is missing.' : `It cannot be read: ${describeError(error)}.`;
}

/** Compares one file with its description, and copies it where it is wanted. */
async function checkStored(
  { name: folder, directory, files }: StoredFolder,
  name: string,
  { slices, into }: { slices: TimeSlices; into?: Uint8Array },
): Promise<IndexProblem | null> {
  const expected = files[name] ?? { bytes: 0, sha256: '' };
  const problem = (text: string): IndexProblem => ({ file: path.join(folder, name), problem: text });
  try {
    const { bytes, sha256 } = await hashFile(path.join(directory, name), {
      slices,
      limit: expected.bytes,
      ...(into && { into }),
    });
    if (bytes !== expected.bytes) return problem(sizeProblem(bytes, expected.bytes));
    return sha256 === expected.sha256 ? null : problem('Its checksum is not the one that was noted.');
  } catch (error) {
    return problem(readProblem(error));
  }
}

/**
 * Size and SHA-256 of a file, read in pieces. Beyond `limit` bytes nothing is read and the hash is empty.
 * @param into - receives the bytes; as long as `limit`
 */
export async function hashFile(
  file: string,
  { slices, limit = Infinity, into }: { slices: TimeSlices; limit?: number; into?: Uint8Array },
): Promise<{ bytes: number; sha256: string }> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    if (size > limit) return { bytes: size, sha256: '' };
    const hash = createHash('sha256');
    const piece = into ?? new Uint8Array(Math.min(size, PIECE_BYTES));
    let done = 0;
    for (;;) {
      const offset = into === undefined ? 0 : done;
      const { bytesRead } = await handle.read(
        piece,
        offset,
        Math.min(PIECE_BYTES, piece.length - offset),
        done,
      );
      if (bytesRead === 0) return { bytes: done, sha256: hash.digest('hex') };
      hash.update(piece.subarray(offset, offset + bytesRead));
      done += bytesRead;
      await slices.turn();
    }
  } finally {
    await handle.close();
  }
}
