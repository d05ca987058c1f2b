import { createHash } from 'node:crypto';

import type { ContentFile } from '../content/files.js';
import { listContentFiles } from '../content/files.js';
import { readRegularFile } from '../content/read-file.js';
import type { ReadOptions } from '../content/read.js';
import type { ArticleId, SkippedFile } from '../domain/article.js';
import type { NearDuplicate } from '../domain/build.js';
import { type Generation, SOURCES_FILE } from './layout.js';
import type { TimeSlices } from './slices.js';
import { readStoredLines } from './stored-files.js';

/** What became of a file of the content folder. */
export interface SourceFile {
  /** Relative to the content folder. */
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of the file's bytes; `null` where they were not read: too large, not readable, not listed. */
  readonly sha256: string | null;
  /** The article that it gave, or `null`, and then `skipped` says why. */
  readonly articleId: ArticleId | null;
  readonly skipped: Omit<SkippedFile, 'path'> | null;
  readonly warnings: readonly string[];
  /** Path of the file that it repeats, for an exact duplicate. */
  readonly duplicateOf?: string;
}

/** Every file of the content folder by path, with what their reading depends on and what it found. */
export interface Sources {
  readonly readOptions: ReadOptions;
  readonly nearDuplicates: readonly NearDuplicate[];
  readonly files: readonly SourceFile[];
}

/** A file with the hash of its bytes, `null` where they were not read. */
export interface ScannedFile extends ContentFile {
  readonly sha256: string | null;
}

/** The content folder as it stands, before anything is parsed. */
export interface ContentScan {
  readonly files: readonly ScannedFile[];
  readonly skipped: readonly SkippedFile[];
}

/** Lists the content folder and hashes its files. */
export async function scanContent(
  contentDir: string,
  maxFileBytes: number,
  slices: TimeSlices,
): Promise<ContentScan> {
  const { files, skipped } = await listContentFiles(contentDir);
  const scanned: ScannedFile[] = [];
  for (let start = 0; start < files.length; start += READ_AT_ONCE) {
    const some = files.slice(start, start + READ_AT_ONCE).map(async (file) => ({
      ...file,
      sha256: await hashContent(file, maxFileBytes),
    }));
    scanned.push(...(await Promise.all(some)));
    await slices.turn();
  }
  return { files: scanned, skipped };
}

/** Files that are read at once: most of the time goes into waiting for the system. */
const READ_AT_ONCE = 8;

async function hashContent(file: ContentFile, maxFileBytes: number): Promise<string | null> {
  if (file.bytes > maxFileBytes) return null;
  try {
    const read = await readRegularFile(file.absolutePath, maxFileBytes);
    return 'tooLarge' in read ? null : createHash('sha256').update(read.bytes).digest('hex');
  } catch {
    // The reader will meet the same error and say what it means.
    return null;
  }
}

/** Whether the content folder is as it was when these sources were read, and would be read in the same way. */
export function isUnchanged(scan: ContentScan, readOptions: ReadOptions, before: Sources): boolean {
  if (!isSameReading(readOptions, before.readOptions)) return false;
  if (scan.files.length + scan.skipped.length !== before.files.length) return false;
  const known = new Map(before.files.map((file) => [file.path, file]));
  return (
    scan.files.every((file) => isSameFile(file, known.get(file.path))) &&
    scan.skipped.every(({ path, code }) => known.get(path)?.skipped?.code === code)
  );
}

/** Whether files are read in the same way under both. */
export function isSameReading(a: ReadOptions, b: ReadOptions): boolean {
  return a.maxFileBytes === b.maxFileBytes && a.timeZone === b.timeZone;
}

function isSameFile(scanned: ScannedFile, before: SourceFile | undefined): boolean {
  return before?.bytes === scanned.bytes && before.sha256 === scanned.sha256;
}

/** The files that gave no article. */
export function skippedFiles({ files }: Sources): SkippedFile[] {
  return files.flatMap(({ path, skipped }) => (skipped === null ? [] : [{ path, ...skipped }]));
}

/** The lines that are stored: what holds for all files, then a file a line. */
export function* sourceLines({ readOptions, nearDuplicates, files }: Sources): Generator {
  yield { readOptions, nearDuplicates };
  yield* files;
}

/** The sources of a stored generation. Throws {@link YinjuError} (code `index-damaged`). */
export async function loadSources(generation: Generation, slices: TimeSlices): Promise<Sources> {
  // The checksum has been compared: what stands there is what `sourceLines` gave.
  const [common, ...files] = await readStoredLines(generation, SOURCES_FILE, slices);
  return { ...(common as Omit<Sources, 'files'>), files: files as SourceFile[] };
}
