import path from 'node:path';

import { YinjuError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import type { Embedder, OnProgress } from '../domain/ports.js';
import { EmbeddingChild } from './child.js';
import { downloadedModel, downloadModel } from './download.js';
import { findWeights, fingerprint, readDeclaration } from './model-files.js';
import { EmbeddingPool } from './pool.js';
import { ProcessEmbedder } from './process-embedder.js';
import { chooseProfile, type ModelProfile, type Pooling } from './profiles.js';

/** Which model embeds, and how. */
export interface EmbedderOptions {
  /** `builtin`, a hub id (`owner/name`), or a folder: absolute, or beginning with `./` or `../`. */
  readonly model: string;
  /** Folder of the built-in model. */
  readonly builtinDir: string;
  /** Folder for downloaded models. */
  readonly cacheDir: string;
  /** Mirror of the hub. Default: the hub's own address. */
  readonly remoteHost?: string | null | undefined;
  /** Proxy for the download. Default: none. */
  readonly proxy?: string | null | undefined;
  /** Child processes at most, 1 or more; those after the first live only while there is much to embed. Default 1. */
  readonly processes?: number | undefined;
  /** Override what is known of the model's family. */
  readonly pooling?: Pooling | undefined;
  readonly queryPrefix?: string | undefined;
  readonly passagePrefix?: string | undefined;
  readonly maxTokens?: number | undefined;
  readonly logger: Logger;
  /** Told about a download: phase `download`, in bytes. */
  readonly onDownload?: OnProgress | undefined;
}

/**
 * Milliseconds. Loading reads and hashes what may be a gigabyte from a slow disk; a request is eight passages
 * at most, of the largest models on the slowest machines.
 */
const TIMEOUTS = { load: 180_000, embed: 120_000 };
/** The model that is part of the package. */
const BUILTIN = 'builtin';
const HUB_ID = /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)?$/;

/**
 * Opens a model: downloads it where that is needed, starts a child process with it, and embeds there.
 * @throws {YinjuError} of part `embedding`, for everything that keeps the model from being used
 */
export async function createEmbedder(options: EmbedderOptions): Promise<Embedder> {
  const logger = options.logger.child({ part: 'embedding', model: options.model });
  const folder = await locate(options);
  await findWeights(folder);
  const { profile, isGuessed } = await profileOf(folder, options);
  if (isGuessed) {
    logger.warn({ pooling: profile.pooling }, 'unknown kind of model: pooling and prefixes are a guess');
  }
  const processes = options.processes ?? 1;
  const startChild = (): EmbeddingChild => new EmbeddingChild(TIMEOUTS);
  const pool = await EmbeddingPool.open({ model: { folder, profile }, processes, startChild, logger });
  logger.debug({ ...pool.identity, ...profile }, 'model loaded');
  // One request more than processes, so that none waits for the next one to be made.
  return new ProcessEmbedder({ modelId: nameOf(options.model), pool, lanes: processes + 1, logger });
}

/** What {@link identifyModel} needs to know of a model. */
export type ModelOptions = Omit<
  EmbedderOptions,
  'logger' | 'processes' | 'proxy' | 'remoteHost' | 'onDownload'
>;

/**
 * The name and the fingerprint that {@link createEmbedder} would give its embedder, from the model's files alone: in
 * some 50 milliseconds, and without a process. `null` where they are not all on this machine. Never rejects.
 */
export async function identifyModel(
  options: ModelOptions,
): Promise<Pick<Embedder, 'modelId' | 'fingerprint'> | null> {
  try {
    const folder = localFolder(options) ?? (await downloadedModel(options.cacheDir, options.model));
    if (folder === null) return null;
    const { profile } = await profileOf(folder, options);
    const hash = await fingerprint(folder, await findWeights(folder), profile);
    return { modelId: nameOf(options.model), fingerprint: hash };
  } catch {
    return null;
  }
}

/** How a model is to be used, and whether that is a guess. */
async function profileOf(
  folder: string,
  { model, pooling, queryPrefix, passagePrefix, maxTokens }: ModelOptions,
): Promise<{ readonly profile: ModelProfile; readonly isGuessed: boolean }> {
  const declared = await readDeclaration(folder);
  const { profile, family } = chooseProfile({
    model: model === BUILTIN ? BUILTIN : path.basename(folder),
    declared,
    overrides: { pooling, queryPrefix, passagePrefix, maxTokens },
  });
  return { profile, isGuessed: family === null && (pooling ?? declared.pooling) === undefined };
}

/** A folder goes by its last name: an index must not say where on one machine its model lay. */
function nameOf(model: string): string {
  return isFolder(model) ? path.basename(model) : model;
}

function isFolder(model: string): boolean {
  return path.isAbsolute(model) || /^\.\.?[/\\]/.test(model);
}

async function locate(options: EmbedderOptions): Promise<string> {
  const local = localFolder(options);
  if (local !== null) return local;
  if (!HUB_ID.test(options.model)) throw badName(options.model);
  return downloadModel({ ...options, onProgress: options.onDownload });
}

/** The folder of a model that is not the hub's. */
function localFolder({ model, builtinDir }: ModelOptions): string | null {
  if (model === BUILTIN) return path.resolve(builtinDir);
  return isFolder(model) ? path.resolve(model) : null;
}

function badName(model: string): YinjuError {
  return new YinjuError({
    part: 'embedding',
    code: 'model-not-found',
    message: `“${model}” does not name a model.`,
    remedy: 'Write builtin, a hub id (owner/name), or a folder that begins with ./ or ../ or /.',
  });
}
