import { chmod, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

import { silentLogger } from '../../src/domain/logger.js';
import type { Progress } from '../../src/domain/ports.js';
import { createEmbedder } from '../../src/embedding/create.js';
import { downloadModel } from '../../src/embedding/download.js';
import { type HubOptions, type Running, startHub, startProxy } from '../support/hub-server.js';
import { tinyModelFiles, withTemporaryFolder } from '../support/tiny-model.js';

const MODEL = 'someone/bge-small-zh-tiny';
const files = tinyModelFiles();
const weights = Buffer.from(files['onnx/model_quantized.onnx'] ?? '');

const running: Running[] = [];

async function hub(
  served: Record<string, string | Uint8Array> = files,
  options: HubOptions = {},
): ReturnType<typeof startHub> {
  const server = await startHub(MODEL, served, options);
  running.push(server);
  return server;
}

function download(
  cacheDir: string,
  remoteHost: string,
  more: { proxy?: string; onProgress?: (progress: Progress) => void } = {},
): Promise<string> {
  return downloadModel({ model: MODEL, cacheDir, remoteHost, retryDelay: 1, ...more });
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

describe('downloadModel', () => {
  it('fetches a model’s files and reports the bytes', () =>
    withTemporaryFolder(async (cache) => {
      const server = await hub();
      const seen: Progress[] = [];
      const folder = await download(cache, server.url, { onProgress: (progress) => seen.push(progress) });
      expect(folder).toBe(path.join(cache, 'someone', 'bge-small-zh-tiny'));
      for (const [name, content] of Object.entries(files)) {
        expect(await readFile(path.join(folder, name))).toEqual(Buffer.from(content));
      }
      const bytes = Object.values(files).reduce((sum, content) => sum + Buffer.byteLength(content), 0);
      expect(seen.at(-1)).toEqual({ phase: 'download', done: bytes, total: bytes });
      expect(seen.every(({ done, total }) => done <= total)).toBe(true);
    }));

  it('does not touch the network the second time', () =>
    withTemporaryFolder(async (cache) => {
      const server = await hub();
      await download(cache, server.url);
      await server.close();
      await expect(download(cache, server.url)).resolves.toContain(MODEL);
    }));

  it('accepts an address with a path and a closing slash', () =>
    withTemporaryFolder(async (cache) => {
      const server = await startHub(`mirror/${MODEL}`, files);
      running.push(server);
      await expect(download(cache, `${server.url}/mirror/`)).resolves.toContain(MODEL);
    }));

  it('fetches the full-precision weights where there are no quantised ones', () =>
    withTemporaryFolder(async (cache) => {
      const server = await hub(tinyModelFiles({ weights: 'onnx/model.onnx' }));
      const folder = await download(cache, server.url);
      expect(await readdir(path.join(folder, 'onnx'))).toEqual(['model.onnx']);
    }));

  it('resumes where the connection broke, as often as it takes', () =>
    withTemporaryFolder(async (cache) => {
      const server = await hub(files, { breakAfter: [100, 50, 10, 10, 10, 10, 10] });
      const folder = await download(cache, server.url);
      expect(await readFile(path.join(folder, 'onnx/model_quantized.onnx'))).toEqual(weights);
      const ranges = server.seen
        .filter(({ path: at }) => at.startsWith('/elsewhere'))
        .map(({ range }) => range);
      const from = [100, 150, 160, 170, 180, 190, 200].map((byte) => `bytes=${byte}-`);
      expect(ranges).toEqual([undefined, ...from]);
    }));

  it('starts a file again where the server cannot resume', () =>
    withTemporaryFolder(async (cache) => {
      const server = await hub(files, { breakAfter: [100], tags: false });
      const folder = await download(cache, server.url);
      expect(await readFile(path.join(folder, 'onnx/model_quantized.onnx'))).toEqual(weights);
    }));

  it('tries again after passing errors', () =>
    withTemporaryFolder(async (cache) => {
      const server = await hub(files, { failFirst: [503, 429] });
      await expect(download(cache, server.url)).resolves.toContain(MODEL);
    }));

  it('leaves no half file behind when it gives up', () =>
    withTemporaryFolder(async (cache) => {
      const breakAfter = Array.from({ length: 6 }, () => 10);
      const broken = await hub(files, { breakAfter, tags: false });
      await expect(download(cache, broken.url)).rejects.toMatchObject({ code: 'hub-unreachable' });
      expect(await readdir(path.join(cache, MODEL, 'onnx'))).toEqual([]);
      const whole = await hub();
      await expect(download(cache, whole.url)).resolves.toContain(MODEL);
    }));

  it('fetches again what was cut short after the download', () =>
    withTemporaryFolder(async (cache) => {
      const server = await hub();
      const folder = await download(cache, server.url);
      await truncate(path.join(folder, 'onnx/model_quantized.onnx'), 100);
      await download(cache, server.url);
      expect(await readFile(path.join(folder, 'onnx/model_quantized.onnx'))).toEqual(weights);
    }));

  it('refuses weights that are not those the hub announced', () =>
    withTemporaryFolder(async (cache) => {
      const server = await hub(files, { wrongSha256: 'a'.repeat(64) });
      await expect(download(cache, server.url)).rejects.toMatchObject({ code: 'hub-unreachable' });
      expect(await readdir(path.join(cache, MODEL, 'onnx'))).toEqual([]);
    }));

  it('goes through a proxy, with its credentials, and never shows them', () =>
    withTemporaryFolder(async (cache) => {
      const server = await hub();
      const proxy = await startProxy();
      running.push(proxy);
      const address = proxy.url.replace('//', '//user:secret@');
      await download(cache, server.url, { proxy: address });
      expect(new Set(proxy.tunnels)).toEqual(new Set([new URL(server.url).host]));
      expect(proxy.credentials[0]).toBe(`Basic ${Buffer.from('user:secret').toString('base64')}`);
      await proxy.close();
      await withTemporaryFolder(async (other) => {
        const failure = await download(other, server.url, { proxy: address }).catch(
          (error: unknown) => error,
        );
        expect(failure).toMatchObject({ code: 'hub-unreachable' });
        expect(String(failure)).not.toContain('secret');
      });
    }));

  it.each([
    ['no such model', {}, {}, 'model-not-found'],
    ['a model that is not public', files, { failFirst: [401] }, 'model-not-found'],
    [
      'a model without an ONNX export',
      { ...files, 'onnx/model_quantized.onnx': undefined },
      {},
      'model-incomplete',
    ],
    ['a hub that only fails', files, { failFirst: Array.from({ length: 50 }, () => 500) }, 'hub-unreachable'],
  ])('says what is wrong: %s', (_, served, options, code) =>
    withTemporaryFolder(async (cache) => {
      const present = Object.entries(served).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      );
      const server = await hub(Object.fromEntries(present), options);
      await expect(download(cache, server.url)).rejects.toMatchObject({ part: 'embedding', code });
    }),
  );

  it('says that nobody answers', () =>
    withTemporaryFolder(async (cache) => {
      const server = await hub();
      await server.close();
      await expect(download(cache, server.url)).rejects.toMatchObject({
        code: 'hub-unreachable',
        message: expect.stringContaining('HF_ENDPOINT') as string,
      });
    }));

  it.skipIf(process.getuid?.() === 0)('says that the cache cannot be written', () =>
    withTemporaryFolder(async (cache) => {
      const server = await hub();
      await chmod(cache, 0o500);
      await expect(download(cache, server.url)).rejects.toMatchObject({ code: 'cache-not-writable' });
    }),
  );

  it('says that the cache is not a folder', () =>
    withTemporaryFolder(async (folder) => {
      const server = await hub();
      const cache = path.join(folder, 'file');
      await writeFile(cache, '');
      await expect(download(cache, server.url)).rejects.toMatchObject({ code: 'cache-not-writable' });
    }));
});

describe('createEmbedder with a hub model', () => {
  it('downloads it, recognises its family by its name, and embeds with it', () =>
    withTemporaryFolder(async (cacheDir) => {
      const server = await hub();
      const phases = new Set<string>();
      const embedder = await createEmbedder({
        model: MODEL,
        builtinDir: '/nowhere',
        cacheDir,
        remoteHost: server.url,
        logger: silentLogger,
        onDownload: ({ phase }) => phases.add(phase),
      });
      expect(phases).toEqual(new Set(['download']));
      // CLS pooling: the first token's row, whatever the text.
      expect(await embedder.embedQuery('船')).toEqual(await embedder.embedQuery('港口'));
      expect(embedder.modelId).toBe(MODEL);
      await embedder.close();
    }));
});
