import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { App } from '../../src/app/app.js';
import { createApp } from '../../src/app/compose.js';
import { loadSettings } from '../../src/app/config.js';
import type { Embedder } from '../../src/domain/ports.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';
import { type LogLine, recordingLogger } from '../support/recording-logger.js';

const PATIENCE = 20_000;
const BRIDGE = '石桥修缮用去多少青砖？';

let cwd: string;
let content: string;
let log: LogLine[];
let app: App;

beforeEach(() => {
  cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'yinju-watching-')));
  content = path.join(cwd, 'content');
  mkdirSync(content);
  log = [];
  write('bridge.md', '# 石桥修缮\n\n石桥修缮用去三千块青砖，工期四个月。\n');
});

afterEach(async () => {
  await app.close();
  rmSync(cwd, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(content, file)), { recursive: true });
  writeFileSync(path.join(content, file), text);
}

/** An application that has built its index and watches; its first look is over. */
async function watching(env: NodeJS.Dict<string> = {}): Promise<void> {
  const openEmbedder = (): Promise<Embedder> => Promise.resolve(new HashingEmbedder());
  app = await createApp(loadSettings({ env, cwd }), { openEmbedder, logger: recordingLogger(log) });
  await app.build();
  app.watchContent();
  app.watchContent();
  await vi.waitFor(() => {
    expect(buildCount()).toBe(2);
  }, PATIENCE);
}

/** Builds that have ended, also those that found nothing new. */
function buildCount(): number {
  return log.filter(({ message }) => message === 'The index is up to date.').length;
}

function paths(): string[] {
  return app
    .corpus()
    .articles()
    .map(({ path: file }) => file);
}

function untilPaths(...expected: readonly string[]): Promise<void> {
  return vi.waitFor(() => {
    expect(paths()).toEqual(expected);
  }, PATIENCE);
}

async function quoted(question: string): Promise<string | null> {
  const answer = await app.ask(question);
  return answer.status === 'answered' ? (answer.citations[0]?.quote.text ?? null) : null;
}

describe('a watched folder', () => {
  it('is looked at where the file system is not to be relied on', async () => {
    await watching({ WATCH_CONTENT: 'poll' });
    expect(app.watching).toBe('poll');
    write('library.md', '# 图书馆\n\n图书馆每晚开放到十点。\n');
    rmSync(path.join(content, 'bridge.md'));
    await untilPaths('library.md');
  }, 60_000);

  it('shows what was changed, forgets what was deleted, and knows what was renamed', async () => {
    await watching();
    expect(app.watching).toBe('events');
    expect(await quoted(BRIDGE)).toContain('三千块');
    write('bridge.md', '# 石桥修缮\n\n石桥修缮用去五千块青砖，工期六个月。\n');
    await vi.waitFor(async () => {
      expect(await quoted(BRIDGE)).toContain('五千块');
    }, PATIENCE);
    write('deep/er/library.md', '# 图书馆\n\n图书馆每晚开放到十点。\n');
    await untilPaths('bridge.md', 'deep/er/library.md');
    renameSync(path.join(content, 'bridge.md'), path.join(content, 'deep/stone-bridge.md'));
    await untilPaths('deep/er/library.md', 'deep/stone-bridge.md');
    expect(await quoted(BRIDGE)).toContain('五千块');
    renameSync(path.join(content, 'deep'), path.join(content, 'moved'));
    await untilPaths('moved/er/library.md', 'moved/stone-bridge.md');
    write('moved/er/library.md', '# 图书馆\n\n图书馆每晚开放到九点。\n');
    await vi.waitFor(async () => {
      expect(await quoted('图书馆每晚开放到几点？')).toContain('九点');
    }, PATIENCE);
    rmSync(path.join(content, 'moved/stone-bridge.md'));
    await untilPaths('moved/er/library.md');
    expect(await quoted(BRIDGE)).toBeNull();
  }, 120_000);

  it('takes a hundred files that come at once in one build or two, while answers go on', async () => {
    await watching();
    const before = buildCount();
    for (let i = 0; i < 100; i++) write(`more/${i}.md`, `# 公告${i}\n\n第${i}号公告说明了${i}件事情。\n`);
    await vi.waitFor(async () => {
      expect(await quoted(BRIDGE)).toContain('三千块');
      expect(app.corpus().articleCount).toBe(101);
    }, PATIENCE);
    expect(buildCount() - before).toBeLessThanOrEqual(2);
  }, 60_000);

  it('goes on where the folder was replaced by another', async () => {
    await watching();
    renameSync(content, `${content}-before`);
    write('library.md', '# 图书馆\n\n图书馆每晚开放到十点。\n');
    await untilPaths('library.md');
    await vi.waitFor(() => {
      expect(app.watching).toBe('poll');
    }, PATIENCE);
    write('museum.md', '# 博物馆\n\n博物馆周一闭馆。\n');
    await untilPaths('library.md', 'museum.md');
  }, 60_000);

  it('keeps what it serves while the folder is gone, and tells of it', async () => {
    await watching();
    renameSync(content, `${content}-away`);
    await vi.waitFor(() => {
      expect(app.buildFailures[0]?.message).toContain('does not exist');
    }, PATIENCE);
    expect(await quoted(BRIDGE)).toContain('三千块');
  }, 60_000);

  it('is left alone where the settings say so', async () => {
    app = await createApp(loadSettings({ env: { WATCH_CONTENT: 'no' }, cwd }));
    app.watchContent();
    expect(app.watching).toBe('off');
  });

  it('says why a build runs', async () => {
    let finish = (): void => undefined;
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const slow = new HashingEmbedder();
    const embed = slow.embedPassages.bind(slow);
    slow.embedPassages = async (...all) => {
      await gate;
      return embed(...all);
    };
    app = await createApp(loadSettings({ env: {}, cwd }), { openEmbedder: () => Promise.resolve(slow) });
    expect(app.buildCause).toBeNull();
    app.watchContent();
    await vi.waitFor(() => {
      expect(app.buildCause).toBe('content-change');
    }, PATIENCE);
    await expect(app.build()).rejects.toMatchObject({ code: 'build-running' });
    finish();
    await untilPaths('bridge.md');
  }, 60_000);
});
