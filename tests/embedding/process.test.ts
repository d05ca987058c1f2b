import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';

import { silentLogger } from '../../src/domain/logger.js';
import { EmbeddingChild } from '../../src/embedding/child.js';
import { createEmbedder, identifyModel } from '../../src/embedding/create.js';
import { readDeclaration } from '../../src/embedding/model-files.js';
import { EmbeddingPool } from '../../src/embedding/pool.js';
import { ProcessEmbedder } from '../../src/embedding/process-embedder.js';
import { chooseProfile } from '../../src/embedding/profiles.js';
import { builtinDir } from '../support/builtin-model.js';
import { withTemporaryFolder, writeTinyModel } from '../support/tiny-model.js';

const open = new Set<{ close(): Promise<void> }>();

/** The built-in model with its pool in reach, so that a test can find its processes. */
async function openBuiltin(
  processes = 1,
  timeouts = { load: 60_000, embed: 60_000 },
): Promise<{ embedder: ProcessEmbedder; pool: EmbeddingPool }> {
  const { profile } = chooseProfile({ model: 'builtin', declared: await readDeclaration(builtinDir) });
  const pool = await EmbeddingPool.open({
    model: { folder: builtinDir, profile },
    processes,
    startChild: () => new EmbeddingChild(timeouts),
    logger: silentLogger,
  });
  open.add(pool);
  const embedder = new ProcessEmbedder({
    modelId: 'builtin',
    pool,
    lanes: processes + 1,
    logger: silentLogger,
  });
  return { embedder, pool };
}

function texts(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `第 ${i} 号集装箱在码头等待装船，货主是一家外贸公司。`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until something is so; the test's own time limit ends what never becomes so. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(5);
}

describe('embedding in a child process', () => {
  afterEach(async () => {
    await Promise.all([...open].map((each) => each.close()));
    open.clear();
  });

  it('gives the same vectors although the process is killed again and again', async () => {
    const { embedder, pool } = await openBuiltin();
    const input = texts(600);
    const undisturbed = await embedder.embedPassages(input);
    let done = 0;
    const work = embedder.embedPassages(input, { onProgress: (progress) => (done = progress.done) });
    for (let kill = 0; kill < 3; kill++) {
      const before = done;
      await until(() => done > before && pool.pids.length === 1);
      for (const pid of pool.pids) process.kill(pid, 'SIGKILL');
    }
    expect(await work).toEqual(undisturbed);
  });

  it('answers questions after 20 restarts in a row, and leaves no process behind', async () => {
    const { embedder, pool } = await openBuiltin();
    const expected = await embedder.embedQuery('船');
    const seen = new Set<number>();
    for (let restart = 0; restart < 20; restart++) {
      const [pid = 0] = pool.pids;
      seen.add(pid);
      process.kill(pid, 'SIGKILL');
      expect(await embedder.embedQuery('船')).toEqual(expected);
    }
    expect(seen.size).toBe(20);
    for (const pid of pool.pids) seen.add(pid);
    await embedder.close();
    expect([...seen].filter(isAlive)).toEqual([]);
  }, 120_000);

  it('lets a question overtake a long build', async () => {
    const { embedder } = await openBuiltin();
    const input = texts(2000);
    let done = 0;
    const build = embedder.embedPassages(input, { onProgress: (progress) => (done = progress.done) });
    await until(() => done > 0);
    await embedder.embedQuery('码头上有什么？');
    expect(done).toBeLessThan(input.length / 2);
    await build;
  });

  it('keeps the event loop turning while it embeds', async () => {
    const { embedder } = await openBuiltin();
    const delays: number[] = [];
    let last = performance.now();
    const timer = setInterval(() => {
      delays.push(performance.now() - last);
      last = performance.now();
    }, 1);
    await embedder.embedPassages(texts(1500));
    clearInterval(timer);
    // Embedding in this process would take a second or more; a loaded machine may well take some of this.
    expect(Math.max(...delays)).toBeLessThan(500);
  });

  it('kills a process that does not answer', async () => {
    const { embedder, pool } = await openBuiltin(1, { load: 60_000, embed: 300 });
    const [pid = 0] = pool.pids;
    process.kill(pid, 'SIGSTOP');
    await expect(embedder.embedQuery('船')).resolves.toHaveLength(embedder.dimensions);
    expect(isAlive(pid)).toBe(false);
  });

  it('leaves it to its parent when a terminal interrupts both', async () => {
    const { embedder, pool } = await openBuiltin();
    const [pid = 0] = pool.pids;
    process.kill(pid, 'SIGINT');
    await embedder.embedQuery('船');
    expect(pool.pids).toEqual([pid]);
  });

  it('ends its process when it is closed in the middle of a build', async () => {
    const { embedder, pool } = await openBuiltin();
    const { pids } = pool;
    const build = expect(embedder.embedPassages(texts(2000))).rejects.toMatchObject({
      code: 'embedder-closed',
    });
    await embedder.close();
    await build;
    expect(pids.filter(isAlive)).toEqual([]);
  });
});

describe('createEmbedder', () => {
  const common = { builtinDir, cacheDir: '/nowhere', logger: silentLogger };

  it.each([
    ['an unknown folder', '/no/such/model', 'model-not-found'],
    ['a relative folder that is not there', './no-such-model', 'model-not-found'],
    ['something that is no name', 'not a model!', 'model-not-found'],
    ['a name that climbs', 'owner/..', 'model-not-found'],
  ])('says what is wrong with %s', async (_, model, code) => {
    await expect(createEmbedder({ ...common, model })).rejects.toMatchObject({ part: 'embedding', code });
  });

  it('passes on what the child process says of a damaged model', () =>
    withTemporaryFolder(async (folder) => {
      await writeTinyModel(folder, { output: 'logits' });
      await expect(createEmbedder({ ...common, model: folder })).rejects.toMatchObject({
        code: 'model-unsuitable',
        message: expect.stringMatching(/^\[embedding\] The model gives logits,.*Choose a model/) as string,
      });
    }));

  it('refuses a yinju.json that does not read', () =>
    withTemporaryFolder(async (folder) => {
      await writeTinyModel(folder, { declared: { pooling: 'median' } });
      await expect(createEmbedder({ ...common, model: folder })).rejects.toMatchObject({
        code: 'model-damaged',
      });
    }));

  it('warns where it must guess how a model is used, and is silent where it is told', () =>
    withTemporaryFolder(async (folder) => {
      const warnings: string[] = [];
      const logger = {
        ...silentLogger,
        child: () => logger,
        warn: (_: object, message: string) => warnings.push(message),
      };
      const model = path.join(folder, 'some-model');
      await writeTinyModel(model);
      await (await createEmbedder({ ...common, logger, model })).close();
      expect(warnings).toEqual([expect.stringContaining('guess')]);
      await (await createEmbedder({ ...common, logger, model, pooling: 'cls' })).close();
      expect(warnings).toHaveLength(1);
    }));

  it('counts passages that are cut', () =>
    withTemporaryFolder(async (folder) => {
      const fields: object[] = [];
      const logger = { ...silentLogger, child: () => logger, warn: (field: object) => fields.push(field) };
      await writeTinyModel(folder, { declared: { pooling: 'mean', maxTokens: 6 } });
      const embedder = await createEmbedder({ ...common, logger, model: folder });
      await embedder.embedPassages(['船', '船船船船船船船', '港口', '港口港口港口']);
      await embedder.close();
      expect(fields).toEqual([{ truncated: 2, of: 4 }]);
    }));
});

describe('the built-in model', () => {
  it('is complete', () => {
    expect(existsSync(path.join(builtinDir, 'onnx/model_quantized.onnx'))).toBe(true);
  });

  it('finds related sentences nearer than unrelated ones, in either script', async () => {
    const embedder = await createEmbedder({
      model: 'builtin',
      builtinDir,
      cacheDir: '/nowhere',
      logger: silentLogger,
    });
    const query = await embedder.embedQuery('今年外贸进出口增长了多少？');
    const [near, traditional, far] = await embedder.embedPassages([
      '前七个月我国进出口总值同比增长百分之三点五，外贸保持增势。',
      '前七個月我國進出口總值同比增長百分之三點五，外貿保持增勢。',
      '把鸡蛋打散，加一点盐，用小火慢慢煎到两面金黄。',
    ]);
    await embedder.close();
    const cosine = (vector: Float32Array | undefined): number =>
      query.reduce((sum, value, k) => sum + value * (vector?.[k] ?? 0), 0);
    expect(cosine(near)).toBeCloseTo(cosine(traditional), 5);
    expect(cosine(near)).toBeGreaterThan(cosine(far) + 0.2);
  });
});

describe('identifyModel', () => {
  const common = { builtinDir, cacheDir: '/nowhere' };

  it('tells of the built-in model and of a folder what they say of themselves when they are opened', () =>
    withTemporaryFolder(async (folder) => {
      await writeTinyModel(folder, { declared: { pooling: 'cls' } });
      for (const options of [{ model: 'builtin' }, { model: folder }, { model: folder, maxTokens: 7 }]) {
        const embedder = await createEmbedder({ ...common, ...options, logger: silentLogger });
        const { modelId, fingerprint } = embedder;
        await embedder.close();
        expect(await identifyModel({ ...common, ...options })).toEqual({ modelId, fingerprint });
      }
    }));

  it('tells another use of the same files from the first', () =>
    withTemporaryFolder(async (folder) => {
      await writeTinyModel(folder);
      const [one, other] = await Promise.all(
        ['mean', 'cls'].map((pooling) =>
          identifyModel({ ...common, model: folder, pooling: pooling as 'mean' | 'cls' }),
        ),
      );
      expect(one?.fingerprint).not.toBe(other?.fingerprint);
    }));

  it.each(['/no/such/model', './no-such-model', 'not a model!', 'owner/..', 'owner/not-downloaded'])(
    'cannot tell of %s',
    async (model) => {
      expect(await identifyModel({ ...common, model })).toBeNull();
    },
  );
});
