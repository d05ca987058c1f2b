import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CALIBRATION_VERSION } from '../../src/answering/calibrate.js';
import type { App } from '../../src/app/app.js';
import { createApp } from '../../src/app/compose.js';
import { loadSettings } from '../../src/app/config.js';
import type { Embedder } from '../../src/domain/ports.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';

let cwd: string;
const opened: App[] = [];

beforeEach(() => {
  cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'yinju-app-')));
  write('bridge.md', '# 石桥修缮\n\n石桥修缮用去三千块青砖，工期四个月。\n');
  write('drones.md', '# 无人机邮路\n\n无人机邮路连接十二个村庄，每架载重十五公斤。\n');
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((app) => app.close()));
  rmSync(cwd, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(path.join(cwd, 'content'), { recursive: true });
  writeFileSync(path.join(cwd, 'content', file), text);
}

async function open({
  model = new HashingEmbedder(),
  load = true,
  vectorWeight,
}: { model?: Embedder; load?: boolean; vectorWeight?: number } = {}) {
  const openEmbedder = vi.fn(() => Promise.resolve(model));
  const app = await createApp(loadSettings({ env: {}, cwd }), { openEmbedder, load, vectorWeight });
  opened.push(app);
  return { app, openEmbedder };
}

async function firstQuote(app: App, question: string): Promise<string | undefined> {
  const answer = await app.ask(question);
  return answer.status === 'answered' ? answer.citations[0]?.quote.text : undefined;
}

describe('before the first build', () => {
  it('there is no article, and every question is told so without opening the model', async () => {
    const { app, openEmbedder } = await open();
    expect(app.corpus().articleCount).toBe(0);
    expect(await app.ask('石桥用了多少青砖？')).toMatchObject({
      status: 'unanswered',
      reason: 'empty-index',
    });
    expect(await app.search('石桥')).toEqual([]);
    expect(app.findArticles('', 5)).toEqual([]);
    expect((await app.status()).state).toBe('missing');
    expect(openEmbedder).not.toHaveBeenCalled();
  });
});

describe('build', () => {
  it('serves what it has built', async () => {
    const { app } = await open();
    expect(await app.build()).toMatchObject({ articles: 2, changed: true, fullBuildReason: 'no-index' });
    expect(await firstQuote(app, '石桥修缮用去多少青砖？')).toContain('三千块青砖');
    const [found] = await app.search('无人机载重');
    expect(found?.article.path).toBe('drones.md');
    expect(found?.article.text.slice(found.passage.start, found.passage.end)).toBe(found?.text);
    expect(await app.search('无人机载重', 10, { since: '2020-01-01' })).toEqual([]);
    expect(await app.ask('石桥修缮用去多少青砖？', { filter: { publisher: '无' } })).toMatchObject({
      reason: 'nothing-in-filter',
    });
    expect(app.findArticles('石桥', 5).map(({ path: file }) => file)).toEqual(['bridge.md']);
    expect(app.article('drones.md')?.title).toBe('无人机邮路');
  });

  it('names the index that it serves, alike in every process, and another one otherwise', async () => {
    const { app } = await open();
    expect(app.generation).toBeNull();
    await app.build();
    const first = app.generation;
    expect(first).not.toBeNull();
    expect((await open()).app.generation).toBe(first);
    write('library.md', '# 图书馆\n\n图书馆每晚开放到十点。\n');
    await app.build();
    expect(app.generation).not.toBe(first);
  });

  it('ranks the passages of a search alike, however many are wanted', async () => {
    for (let i = 0; i < 30; i++) write(`${i}.md`, `# 石桥${i}\n\n石桥第${i}次修缮用去青砖。\n`);
    const { app } = await open();
    await app.build();
    const texts = async (limit: number) => (await app.search('石桥修缮', limit)).map(({ text }) => text);
    const all = await texts(50);
    expect(all).toHaveLength(31);
    for (const limit of [1, 5, 25]) expect(await texts(limit)).toEqual(all.slice(0, limit));
  });

  it('finds no passage without a word of a search, where words count most', async () => {
    const { app } = await open({ vectorWeight: 0.05 });
    await app.build();
    expect(await app.search('zzz qqq')).toEqual([]);
    expect((await app.search('青砖')).map(({ article }) => article.path)).toEqual(['bridge.md']);
  });

  it('embeds nothing when nothing has changed', async () => {
    const { app } = await open();
    const { passages } = await app.build();
    expect(await app.build()).toMatchObject({ embedded: 0, reused: passages, changed: false });
  });

  it('serves what another process has built meanwhile', async () => {
    const { app: bot } = await open();
    await bot.build();
    write('library.md', '# 图书馆\n\n图书馆每晚开放到十点。\n');
    await (await open()).app.build();
    expect(bot.corpus().articleCount).toBe(2);
    await bot.build();
    expect(bot.corpus().articleCount).toBe(3);
  });

  it('keeps the index served before when it fails', async () => {
    const model = new HashingEmbedder();
    const { app } = await open({ model });
    await app.build();
    write('library.md', '# 图书馆\n\n图书馆每晚开放到十点。\n');
    vi.spyOn(model, 'embedPassages').mockRejectedValueOnce(new Error('out of memory'));
    await expect(app.build()).rejects.toThrow('out of memory');
    expect(app.corpus().articleCount).toBe(2);
    expect(await firstQuote(app, '石桥修缮用去多少青砖？')).toContain('三千块青砖');
    expect(await app.build()).toMatchObject({ articles: 3 });
  });

  it('takes a content folder that is gone for a mistake, not for one that was emptied', async () => {
    const { app } = await open();
    await app.build();
    renameSync(path.join(cwd, 'content'), path.join(cwd, 'unmounted'));
    await expect(app.build()).rejects.toMatchObject({ code: 'content-folder-missing' });
    expect(app.corpus().articleCount).toBe(2);
  });

  it('runs once at a time', async () => {
    const { app } = await open();
    const first = app.build();
    expect(app.building).toBe(true);
    await expect(app.build()).rejects.toMatchObject({ code: 'build-running' });
    await first;
    expect(app.building).toBe(false);
  });

  it('ends when it is told to, leaves what is served as it was, and can be begun again', async () => {
    const model = new HashingEmbedder();
    const { app } = await open({ model });
    await app.build();
    const { builtAt } = await app.status();
    const cancelled = new AbortController();
    vi.spyOn(model, 'embedPassages').mockImplementationOnce((_, { signal } = {}) => {
      cancelled.abort(new Error('changed my mind'));
      return Promise.reject(signal?.reason as Error);
    });
    const building = app.build({ rebuild: true, signal: cancelled.signal });
    await expect(building).rejects.toMatchObject({ part: 'index', code: 'build-cancelled' });
    expect(app.building).toBe(false);
    expect(app.buildFailures).toEqual([]);
    expect(app.corpus().articleCount).toBe(2);
    expect(await app.status()).toMatchObject({ state: 'ready', builtAt });
    expect(await app.build({ rebuild: true })).toMatchObject({ articles: 2 });
  });

  it('remembers the last five that failed, the newest first', async () => {
    const model = new HashingEmbedder();
    const { app } = await open({ model });
    const embedPassages = vi.spyOn(model, 'embedPassages');
    for (let i = 1; i <= 6; i++) {
      embedPassages.mockRejectedValueOnce(new Error(`out of memory ${i}`));
      await expect(app.build({ rebuild: true })).rejects.toThrow();
    }
    expect(app.buildFailures.map(({ message }) => message)).toEqual(
      [6, 5, 4, 3, 2].map((i) => `out of memory ${i}`),
    );
  });

  it('ends when the application closes', async () => {
    const model = new HashingEmbedder();
    const { app } = await open({ model });
    let started = (): void => undefined;
    const embedding = new Promise<void>((resolve) => (started = resolve));
    vi.spyOn(model, 'embedPassages').mockImplementation((_, { signal } = {}) => {
      started();
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      });
    });
    const building = app.build();
    const outcome = expect(building).rejects.toMatchObject({ code: 'build-cancelled' });
    await embedding;
    await app.close();
    await outcome;
  });
});

describe('the threshold', () => {
  async function stored() {
    return (await (await open()).app.status()).manifest?.calibration;
  }

  it('is fitted by the build and used from the first question', async () => {
    const { app } = await open();
    await app.build();
    const calibration = await stored();
    expect(calibration?.version).toBe(CALIBRATION_VERSION);
    const model = new HashingEmbedder();
    const embedQuery = vi.spyOn(model, 'embedQuery');
    const { app: restarted } = await open({ model });
    const answer = await restarted.ask('石桥修缮用去多少青砖？');
    expect(answer.confidence).toBeGreaterThanOrEqual(calibration?.threshold ?? 1);
    expect(embedQuery).toHaveBeenCalledTimes(1);
  });

  it('is fitted when a question asks for it where the build could not', async () => {
    const model = new HashingEmbedder();
    const embedQuery = vi.spyOn(model, 'embedQuery').mockRejectedValueOnce(new Error('out of memory'));
    const { app } = await open({ model });
    expect(await app.build()).toMatchObject({ changed: true });
    expect(await stored()).toBeNull();
    embedQuery.mockClear();
    expect(await firstQuote(app, '石桥修缮用去多少青砖？')).toContain('三千块青砖');
    expect(embedQuery.mock.calls.length).toBeGreaterThan(1);
    expect(await app.build()).toMatchObject({ changed: true, embedded: 0 });
    expect((await stored())?.version).toBe(CALIBRATION_VERSION);
  });
});

describe('a stored index', () => {
  it('is served from the start, and opens the model with the first question', async () => {
    await (await open()).app.build();
    const { app, openEmbedder } = await open();
    expect(app.corpus().articleCount).toBe(2);
    expect(openEmbedder).not.toHaveBeenCalled();
    expect(await firstQuote(app, '石桥修缮用去多少青砖？')).toContain('三千块青砖');
    expect(openEmbedder).toHaveBeenCalledOnce();
  });

  it('of another model is refused by questions, and rebuilt with the reason', async () => {
    await (await open()).app.build();
    const { app } = await open({ model: new HashingEmbedder({ seed: 7 }) });
    await expect(app.ask('石桥用了多少青砖？')).rejects.toMatchObject({ code: 'model-changed' });
    expect(await app.build()).toMatchObject({ fullBuildReason: 'model-changed', reused: 0 });
    expect(await firstQuote(app, '石桥修缮用去多少青砖？')).toContain('三千块青砖');
  });

  it('that is damaged is not served, and the next build replaces it', async () => {
    await (await open()).app.build();
    for (const file of filesIn(path.join(cwd, 'embeddings/index'))) {
      if (file.endsWith('.bin')) truncateSync(file, statSync(file).size - 1);
    }
    const { app } = await open();
    expect(app.corpus().articleCount).toBe(0);
    expect((await app.status()).state).toBe('damaged');
    expect(await app.build()).toMatchObject({ fullBuildReason: 'index-damaged' });
    expect((await app.verify()).state).toBe('ready');
  });

  it('is refreshed without opening the model where only articles are looked at', async () => {
    await (await open()).app.build();
    const { app, openEmbedder } = await open({ load: false });
    expect(await app.build({ assumeModel: true })).toMatchObject({ changed: false, articles: 2 });
    expect(app.corpus().articleCount).toBe(2);
    expect(openEmbedder).not.toHaveBeenCalled();
  });

  it('is rebuilt with the configured model where new articles show that the assumed one is another', async () => {
    await (await open()).app.build();
    write('library.md', '# 图书馆\n\n图书馆每晚开放到十点。\n');
    const { app } = await open({ model: new HashingEmbedder({ seed: 7 }), load: false });
    expect(await app.build({ assumeModel: true })).toMatchObject({
      articles: 3,
      fullBuildReason: 'model-changed',
    });
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
}

describe('a stored index that is damaged', () => {
  it('gives way to the one before it, until it is built anew', async () => {
    const { app: builder } = await open();
    await builder.build();
    write('library.md', '# 图书馆\n\n图书馆每晚开放到十点。\n');
    await builder.build();
    const { manifest } = await builder.status();
    const segment = manifest?.segments.at(-1)?.name ?? '';
    truncateSync(path.join(builder.settings.indexDir, segment, 'bm25.bin'), 100);
    const { app } = await open();
    expect(app.corpus().articleCount).toBe(2);
    expect(await firstQuote(app, '石桥修缮用去多少青砖？')).toContain('三千块');
    expect(await app.status()).toMatchObject({ state: 'damaged' });
    expect(await app.build()).toMatchObject({ changed: true, embedded: 0, reused: 3 });
    expect(app.corpus().articleCount).toBe(3);
  });
});
