import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

import writeFileAtomic from 'write-file-atomic';

import type { Embedder } from '../domain/ports.js';
import { FolderWriter, isUnfinished, syncDirectory } from './folder-writer.js';
import {
  type Generation,
  generationName,
  isGenerationName,
  MANIFEST_FILE,
  openCurrent,
  openOthers,
  POINTER_FILE,
  SOURCES_FILE,
} from './layout.js';
import { createManifest, type ManifestDetails } from './manifest.js';
import { FORMAT_VERSION } from './names.js';
import { isSegmentName } from './segment.js';
import type { TimeSlices } from './slices.js';
import { type Sources, sourceLines } from './sources.js';

/** What a generation says besides the files that it is written with. */
export interface GenerationContent {
  readonly sources: Sources;
  readonly embedder: Pick<Embedder, 'modelId' | 'fingerprint' | 'dimensions'>;
  readonly details: Omit<ManifestDetails, 'files'>;
}

/** How a generation is published. */
export interface PublishOptions {
  readonly indexDir: string;
  readonly slices: TimeSlices;
  /** The generation that is to be kept beside it, being known to be whole. Default: the newest. */
  readonly before?: string | undefined;
  /** What is in use, or was, is damaged: it gives way even to its equal. Default false. */
  readonly repair?: boolean;
  /** Called at the last moment; what it throws ends the matter. */
  readonly confirm?: () => Promise<void>;
}

/**
 * Writes a generation, whose segments are on disk by now, and makes it the index in use: its files are flushed, its
 * folder takes its name, and the pointer is replaced. Until that last step the index before is the one in use. Gives
 * whether that changed anything: not where the same generation stands there already. One more generation is
 * kept, others are removed with the segments that nothing refers to.
 */
export async function publishGeneration(
  { sources, embedder, details }: GenerationContent,
  { indexDir, slices, before, repair = false, confirm = () => Promise.resolve() }: PublishOptions,
): Promise<boolean> {
  const writer = await FolderWriter.create(indexDir, slices);
  try {
    await writer.writeLines(SOURCES_FILE, sourceLines(sources));
    const manifest = createManifest(embedder, { ...details, files: writer.files });
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    const name = generationName(text);
    const current = await currentIn(indexDir);
    if (!repair && current?.name === name) return false;
    await confirm();
    await writer.finish({ file: MANIFEST_FILE, text }, name);
    const pointer = { formatVersion: FORMAT_VERSION, generation: name };
    await writeFileAtomic(path.join(indexDir, POINTER_FILE), `${JSON.stringify(pointer)}\n`);
    // Before anything is removed: after a loss of power the pointer must not name what is gone.
    await syncDirectory(indexDir);
    const kept = before === undefined || before === name ? await newestBeside(indexDir, name) : before;
    await removeGenerationsExcept(indexDir, [name, kept]);
    await removeUnusedSegments(indexDir);
    return true;
  } finally {
    await writer.discard();
  }
}

async function currentIn(indexDir: string): Promise<Generation | null> {
  const opened = await openCurrent(indexDir);
  return opened.state === 'ready' ? opened.generation : null;
}

async function newestBeside(indexDir: string, name: string): Promise<string | undefined> {
  const [newest] = await openOthers(indexDir, name);
  return newest?.name;
}

/** Removes what builds that ended early have left. Only while holding the folder's lock. */
export async function removeLeftovers(indexDir: string): Promise<void> {
  for (const name of await readdir(indexDir)) {
    // write-file-atomic writes beside the pointer, under its name and a number.
    const isLeftover =
      isUnfinished(name) ||
      (name.startsWith(`${POINTER_FILE}.`) && /^\d+$/.test(name.slice(POINTER_FILE.length + 1)));
    if (isLeftover) await rm(path.join(indexDir, name), { recursive: true, force: true });
  }
  await removeUnusedSegments(indexDir);
}

async function removeGenerationsExcept(
  indexDir: string,
  kept: readonly (string | undefined)[],
): Promise<void> {
  for (const name of await readdir(indexDir)) {
    if (!isGenerationName(name) || kept.includes(name)) continue;
    await rm(path.join(indexDir, name), { recursive: true, force: true });
  }
}

/** Removes the segments of no generation. */
async function removeUnusedSegments(indexDir: string): Promise<void> {
  const generations = await openOthers(indexDir, null);
  const used = new Set(generations.flatMap(({ manifest }) => manifest.segments.map(({ name }) => name)));
  for (const name of await readdir(indexDir)) {
    if (!isSegmentName(name) || used.has(name)) continue;
    await rm(path.join(indexDir, name), { recursive: true, force: true });
  }
}
