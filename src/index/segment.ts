import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

import { describeError } from '../domain/errors.js';
import { indexDamaged, isMissingFile } from './errors.js';
import { contentName, FORMAT_VERSION, isContentName, storedFilesSchema } from './names.js';
import type { StoredFolder } from './stored-files.js';

/**
 * The files of a segment besides its description: articles with their passages, one a line; what is known of each
 * without its text, one a line; the lexical index; the vector index, empty where vectors are compared one by one; what
 * tells repeated articles; the passages' vectors.
 */
export const SEGMENT_FILES = [
  'articles.jsonl',
  'bm25.bin',
  'catalog.jsonl',
  'hnsw.bin',
  'signatures.bin',
  'vectors.bin',
] as const;

/** One of the files of a segment. */
export type SegmentFile = (typeof SEGMENT_FILES)[number];

/** The file that names the others, with their checksums; its own checksum is the segment's name. */
export const SEGMENT_DESCRIPTION = 'segment.json';

const PREFIX = 's';

/** Some articles with everything that they are searched by, on disk: written once and never changed. */
export interface StoredSegment extends StoredFolder {
  readonly articles: number;
  readonly passages: number;
  /** Of the model that its vectors are of. */
  readonly fingerprint: string;
  readonly dimensions: number;
}

const count = z.int().min(0);
const schema = z.strictObject({
  formatVersion: z.literal(FORMAT_VERSION),
  articles: count,
  passages: count,
  fingerprint: z.string(),
  dimensions: count,
  files: storedFilesSchema(SEGMENT_FILES),
});

/** Whether a folder's name is that of a segment. */
export function isSegmentName(name: string): boolean {
  return isContentName(name, PREFIX);
}

/** The text that describes a segment, and the segment's name. */
export function describeSegment(segment: Omit<StoredSegment, 'name' | 'directory'>): {
  readonly text: string;
  readonly name: string;
} {
  const description = { formatVersion: FORMAT_VERSION, ...segment };
  const text = `${JSON.stringify(description, null, 2)}\n`;
  return { text, name: contentName(PREFIX, text) };
}

/** Reads a segment's description; its files are not looked at. Throws {@link YinjuError} (code `index-damaged`). */
export async function openSegment(indexDir: string, name: string): Promise<StoredSegment> {
  const directory = path.join(indexDir, name);
  const file = path.join(name, SEGMENT_DESCRIPTION);
  let bytes: Buffer;
  try {
    bytes = await readFile(path.join(directory, SEGMENT_DESCRIPTION));
  } catch (error) {
    const problem = isMissingFile(error) ? 'The file is missing.' : describeError(error);
    throw indexDamaged({ file, problem }, error);
  }
  if (contentName(PREFIX, bytes) !== name) {
    throw indexDamaged({ file, problem: 'Its checksum is not the one in its folder’s name.' });
  }
  // The checksum in the name says that this is what was written.
  const { articles, passages, fingerprint, dimensions, files } = schema.parse(
    JSON.parse(bytes.toString('utf8')),
  );
  return { name, directory, articles, passages, fingerprint, dimensions, files };
}

/** Every segment in an index folder whose description is whole. */
export async function listSegments(indexDir: string): Promise<StoredSegment[]> {
  const names = (await readdir(indexDir)).filter(isSegmentName).sort();
  const opened = await Promise.all(names.map((name) => openSegment(indexDir, name).catch(() => null)));
  return opened.filter((segment) => segment !== null);
}
