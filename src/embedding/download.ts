import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

import type { OnProgress } from '../domain/ports.js';
import { hubUnreachable, modelNotFound, noOnnxExport, unwritable } from './download-errors.js';
import { HttpError, type ReceivedFile, receiveFile, WriteFailedError } from './http-file.js';
import { MODEL_JSON_FILES, WEIGHT_FILES } from './model-files.js';

/** Where models are downloaded from unless a mirror is named. */
export const HUB = 'https://huggingface.co';

/** What {@link downloadModel} needs. */
export interface DownloadOptions {
  /** `name` or `owner/name`. */
  readonly model: string;
  /** Made where it is missing. */
  readonly cacheDir: string;
  /** Base address of the hub or a mirror of it, with or without a closing slash. Default {@link HUB}. */
  readonly remoteHost?: string | null | undefined;
  /** `http:` or `https:` address, with user and password where it wants them. */
  readonly proxy?: string | null | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Milliseconds before a failed request is repeated the first time; doubles. Default 1000. */
  readonly retryDelay?: number;
}

/** Written last: a folder without it is a download that has not ended. */
const RECEIPT_FILE = 'yinju-download.json';
const RECEIPT_VERSION = 1;
const receiptSchema = z.object({
  version: z.literal(RECEIPT_VERSION),
  files: z.record(z.string(), z.object({ bytes: z.int().min(0), sha256: z.string() })),
});

/** Milliseconds without any byte, after which a connection is given up. */
const SILENCE = 60_000;

/**
 * The folder of a hub model in the cache, downloaded the first time and never again: with the receipt in
 * place the network is not touched.
 * @throws {YinjuError} `model-not-found`, `model-incomplete` (no ONNX export), `hub-unreachable`,
 *   `disk-full`, `cache-not-writable`
 */
export async function downloadModel(options: DownloadOptions): Promise<string> {
  const downloaded = await downloadedModel(options.cacheDir, options.model);
  if (downloaded !== null) return downloaded;
  const folder = folderOf(options.cacheDir, options.model);
  const dispatcher = connect(options.proxy);
  try {
    await new Download(folder, dispatcher, options).run();
  } finally {
    await dispatcher.destroy();
  }
  return folder;
}

/** The folder of a hub model in the cache, or `null` where it has not been downloaded whole. */
export async function downloadedModel(cacheDir: string, model: string): Promise<string | null> {
  const folder = folderOf(cacheDir, model);
  return (await isComplete(folder)) ? folder : null;
}

function folderOf(cacheDir: string, model: string): string {
  return path.join(cacheDir, ...model.split('/'));
}

/** Whether the receipt is there and every file still has the size that it names. */
async function isComplete(folder: string): Promise<boolean> {
  const text = await readFile(path.join(folder, RECEIPT_FILE), 'utf8').catch(() => null);
  if (text === null) return false;
  const receipt = receiptSchema.safeParse(parseJson(text));
  if (!receipt.success) return false;
  for (const [name, { bytes }] of Object.entries(receipt.data.files)) {
    if ((await sizeOf(path.join(folder, name))) !== bytes) return false;
  }
  return true;
}

function connect(proxy: string | null | undefined): Dispatcher {
  const timeouts = { headersTimeout: SILENCE, bodyTimeout: SILENCE };
  return proxy == null ? new Agent(timeouts) : new ProxyAgent({ uri: proxy, ...timeouts });
}

class Download {
  private readonly host: string;
  /** Bytes of the files that are done. */
  private before = 0;

  constructor(
    private readonly folder: string,
    private readonly dispatcher: Dispatcher,
    private readonly options: DownloadOptions,
  ) {
    this.host = options.remoteHost ?? HUB;
  }

  async run(): Promise<void> {
    const files: Record<string, ReceivedFile> = {};
    try {
      for (const name of MODEL_JSON_FILES) files[name] = await this.receive(name);
      const [weights, received] = await this.receiveWeights();
      files[weights] = received;
      const receipt = { version: RECEIPT_VERSION, files };
      await writeFileAtomic(path.join(this.folder, RECEIPT_FILE), `${JSON.stringify(receipt, null, 2)}\n`);
    } catch (error) {
      throw this.explain(error);
    }
  }

  private async receiveWeights(): Promise<[string, ReceivedFile]> {
    for (const name of WEIGHT_FILES) {
      try {
        return [name, await this.receive(name)];
      } catch (error) {
        if (!(error instanceof HttpError && error.status === 404)) throw error;
      }
    }
    throw noOnnxExport(this.options.model, this.host);
  }

  private async receive(name: string): Promise<ReceivedFile> {
    const target = path.join(this.folder, name);
    await mkdir(path.dirname(target), { recursive: true }).catch((cause: unknown) => {
      throw new WriteFailedError(target, cause);
    });
    const received = await receiveFile({
      url: new URL(`${this.options.model}/resolve/main/${name}`, withSlash(this.host)),
      target,
      dispatcher: this.dispatcher,
      retryDelay: this.options.retryDelay ?? 1000,
      onBytes: (done, total) => {
        this.options.onProgress?.({
          phase: 'download',
          done: this.before + done,
          total: this.before + total,
        });
      },
    });
    this.before += received.bytes;
    return received;
  }

  private explain(error: unknown): unknown {
    const { model, cacheDir, proxy } = this.options;
    if (error instanceof WriteFailedError) return unwritable(cacheDir, error);
    if (!(error instanceof HttpError)) return error;
    // The hub says 401 of a model that does not exist as of one that is not public.
    if ([401, 403, 404].includes(error.status ?? 0)) return modelNotFound(model, this.host, error);
    return hubUnreachable({ model, host: this.host, proxy: proxy ?? null, cause: error });
  }
}

function withSlash(address: string): string {
  return address.endsWith('/') ? address : `${address}/`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null,
  );
}
