import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

import type { IndexProblem } from '../domain/build.js';
import { describeError } from '../domain/errors.js';
import type { IndexManifest } from '../domain/manifest.js';
import { isMissingFile } from './errors.js';
import { contentName, FORMAT_VERSION, isContentName, storedFilesSchema } from './names.js';
import { isSegmentName } from './segment.js';
import type { StoredFolder } from './stored-files.js';

/** The file of a generation beside its manifest: what became of every file of the content folder, one a line. */
export const SOURCES_FILE = 'sources.jsonl';

/** The manifest's name. */
export const MANIFEST_FILE = 'manifest.json';

/** The small file that names the generation in use; replacing it is what publishes an index. */
export const POINTER_FILE = 'current.json';

/** One build's result on disk: never changed once it has been published. What is searched lies in its segments. */
export interface Generation extends StoredFolder {
  readonly manifest: IndexManifest;
  /** When it was published, ISO 8601. */
  readonly builtAt: string;
}

/** What stands in an index folder. */
export type OpenedIndex =
  | { readonly state: 'missing' }
  | { readonly state: 'damaged'; readonly problem: IndexProblem }
  | { readonly state: 'other-format'; readonly formatVersion: number }
  | { readonly state: 'ready'; readonly generation: Generation };

const PREFIX = 'g';

/** Whether a folder's name is that of a generation. */
export function isGenerationName(name: string): boolean {
  return isContentName(name, PREFIX);
}

/** A generation's name: equal manifests, and so equal indexes, have equal names. */
export function generationName(manifest: string | Uint8Array): string {
  return contentName(PREFIX, manifest);
}

const count = z.int().min(0);

/** Read from both the pointer and the manifest before anything else in them is looked at. */
const versionedSchema = z.object({ formatVersion: z.int() });

const pointerSchema = z.strictObject({
  formatVersion: z.literal(FORMAT_VERSION),
  generation: z.string().refine(isGenerationName),
});

const manifestSchema = z.strictObject({
  formatVersion: z.literal(FORMAT_VERSION),
  model: z.strictObject({ id: z.string(), fingerprint: z.string(), dimensions: count }),
  space: z.literal('cosine'),
  readerVersion: z.int(),
  chunkerVersion: z.int(),
  analyserVersion: z.int(),
  contentHash: z.string(),
  counts: z.strictObject({ articles: count, passages: count, characters: count }),
  calibration: z
    .strictObject({ version: z.int(), threshold: z.number().min(0).max(1), drift: count })
    .nullable(),
  segments: z.array(z.strictObject({ name: z.string().refine(isSegmentName), removed: z.array(count) })),
  files: storedFilesSchema([SOURCES_FILE]),
});

/** Reads the pointer and the manifest it leads to. The generation's other files are not looked at. */
export async function openCurrent(indexDir: string): Promise<OpenedIndex> {
  const pointerFile = path.join(indexDir, POINTER_FILE);
  let text: string;
  let builtAt: string;
  try {
    text = await readFile(pointerFile, 'utf8');
    builtAt = (await stat(pointerFile)).mtime.toISOString();
  } catch (error) {
    if (!isMissingFile(error)) return damaged(POINTER_FILE, describeError(error));
    const isBuilt = (await openOthers(indexDir, null)).length > 0;
    return isBuilt ? damaged(POINTER_FILE, 'The file is missing.') : { state: 'missing' };
  }
  const pointer = parseVersioned(text, pointerSchema);
  if ('formatVersion' in pointer) return { state: 'other-format', formatVersion: pointer.formatVersion };
  if (pointer.value === null) return damaged(POINTER_FILE, 'It does not name a generation.');
  return openGeneration(indexDir, pointer.value.generation, builtAt);
}

/**
 * Generations that the pointer does not name and whose manifests are whole, the newest first: what is left where the
 * one in use is damaged. Their other files are not looked at.
 * @param except - the name of one to leave out
 */
export async function openOthers(indexDir: string, except: string | null): Promise<Generation[]> {
  const names = await readdir(indexDir).catch(() => []);
  const others: Generation[] = [];
  for (const name of names.filter((each) => isGenerationName(each) && each !== except)) {
    const stats = await stat(path.join(indexDir, name, MANIFEST_FILE)).catch(() => null);
    if (stats === null) continue;
    const opened = await openGeneration(indexDir, name, stats.mtime.toISOString());
    if (opened.state === 'ready') others.push(opened.generation);
  }
  return others.sort((a, b) => (a.builtAt < b.builtAt ? 1 : -1));
}

async function openGeneration(indexDir: string, name: string, builtAt: string): Promise<OpenedIndex> {
  const directory = path.join(indexDir, name);
  const file = path.join(name, MANIFEST_FILE);
  let bytes: Buffer;
  try {
    bytes = await readFile(path.join(directory, MANIFEST_FILE));
  } catch (error) {
    return damaged(file, isMissingFile(error) ? 'The file is missing.' : describeError(error));
  }
  if (generationName(bytes) !== name)
    return damaged(file, 'Its checksum is not the one in its folder’s name.');
  const manifest = parseVersioned(bytes.toString('utf8'), manifestSchema);
  if ('formatVersion' in manifest) return { state: 'other-format', formatVersion: manifest.formatVersion };
  if (manifest.value === null) return damaged(file, 'It is not a manifest of this version.');
  const { files } = manifest.value;
  return { state: 'ready', generation: { name, directory, files, manifest: manifest.value, builtAt } };
}

/** The value, `null` where it is none, or the version where it is another. */
function parseVersioned<T>(
  text: string,
  schema: z.ZodType<T>,
): { value: T | null } | { formatVersion: number } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { value: null };
  }
  const versioned = versionedSchema.safeParse(json);
  if (versioned.success && versioned.data.formatVersion !== FORMAT_VERSION) return versioned.data;
  return { value: schema.safeParse(json).data ?? null };
}

function damaged(file: string, problem: string): OpenedIndex {
  return { state: 'damaged', problem: { file, problem } };
}
