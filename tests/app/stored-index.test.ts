import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { App } from '../../src/app/app.js';
import { createApp } from '../../src/app/compose.js';
import { loadSettings } from '../../src/app/config.js';
import type { Embedder } from '../../src/domain/ports.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';
import { recordingLogger, type LogLine } from '../support/recording-logger.js';

const LOOK_MS = 5;
const SWAPPED = 'the index that another process has stored is served';
const NOT_SERVED = 'a new index is stored and cannot be served';

let cwd: string;
let log: LogLine[];
const opened: App[] = [];

beforeEach(() => {
  cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'yinju-stored-')));
  log = [];
  write('bridge.md', '# 石桥修缮\n\n石桥修缮用去三千块青砖，工期四个月。\n');
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((app) => app.close()));
  rmSync(cwd, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(path.join(cwd, 'content'), { recursive: true });
  writeFileSync(path.join(cwd, 'content', file), text);
}

/** As another process that serves, or builds, the same index. */
async function open(model: Embedder = new HashingEmbedder()): Promise<App> {
  const settings = loadSettings({ env: {}, cwd });
  const openEmbedder = (): Promise<Embedder> => Promise.resolve(model);
  const app = await createApp(settings, { openEmbedder, logger: recordingLogger(log) });
  opened.push(app);
  return app;
}

function messages(): string[] {
  return log.map(({ message }) => message);
}

function untilArticles(app: App, count: number): Promise<void> {
  return vi.waitFor(() => {
    expect(app.corpus().articleCount).toBe(count);
  }, 10_000);
}

describe('followStoredIndex', () => {
  it('serves what another process has stored, without a question being lost meanwhile', async () => {
    const builder = await open();
    await builder.build();
    const bot = await open();
    bot.followStoredIndex(LOOK_MS);
    bot.followStoredIndex(LOOK_MS);
    const asking = new AbortController();
    const answers: Promise<string>[] = [];
    const asker = (async () => {
      while (!asking.signal.aborted) {
        answers.push(bot.ask('石桥修缮用去多少青砖？').then(({ status }) => status));
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    write('library.md', '# 图书馆\n\n图书馆每晚开放到十点。\n');
    await builder.build();
    await untilArticles(bot, 2);
    asking.abort();
    await asker;
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['answered']));
    const answer = await bot.ask('图书馆每晚开放到几点？');
    expect(answer.status).toBe('answered');
    expect(messages().filter((message) => message === SWAPPED)).toHaveLength(1);
  });

  it('serves the first index that is ever stored', async () => {
    const bot = await open();
    bot.followStoredIndex(LOOK_MS);
    await (await open()).build();
    await untilArticles(bot, 1);
  });

  it('leaves alone what it has built itself, and what is built again the same', async () => {
    const bot = await open();
    bot.followStoredIndex(LOOK_MS);
    await bot.build();
    await (await open()).build({ rebuild: true });
    await new Promise((resolve) => setTimeout(resolve, 20 * LOOK_MS));
    expect(messages()).not.toContain(SWAPPED);
  });

  it('goes on with the index before where the new one is damaged, says so once, and takes the next', async () => {
    const builder = await open();
    await builder.build();
    const bot = await open();
    const segment = readdirSync(bot.settings.indexDir).find((name) => name.startsWith('s-')) ?? '';
    const file = path.join(bot.settings.indexDir, segment, 'bm25.bin');
    renameSync(file, `${file}.gone`);
    const late = await open();
    late.followStoredIndex(LOOK_MS);
    await vi.waitFor(() => {
      expect(messages()).toContain(NOT_SERVED);
    });
    await new Promise((resolve) => setTimeout(resolve, 20 * LOOK_MS));
    expect(messages().filter((message) => message === NOT_SERVED)).toHaveLength(1);
    expect((await bot.ask('石桥修缮用去多少青砖？')).status).toBe('answered');
    renameSync(`${file}.gone`, file);
    await untilArticles(late, 1);
  });

  it('tells the second of two builds that one runs', async () => {
    let finish = (): void => undefined;
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const slow = new HashingEmbedder();
    const embed = slow.embedPassages.bind(slow);
    const begun = vi.fn();
    slow.embedPassages = async (...all) => {
      begun();
      await gate;
      return embed(...all);
    };
    const first = (await open(slow)).build();
    await vi.waitFor(() => {
      expect(begun).toHaveBeenCalled();
    });
    await expect((await open()).build()).rejects.toMatchObject({ code: 'build-running' });
    finish();
    await first;
  });
});
