import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { chunkArticle } from '../../src/content/chunk.js';
import type { ContentFile } from '../../src/content/files.js';
import { listContentFiles } from '../../src/content/files.js';
import { DEFAULT_READ_OPTIONS, readContentFile } from '../../src/content/read.js';
import { ContentReader, DEFAULT_READ_LIMITS } from '../../src/content/reader-process.js';

const ARTICLE = '---\ntitle: 题\n---\n\n## 甲\n\n正文的一段话，说了一件事。\n\n- 一\n- 二\n\n| a | b |\n|-|-|\n| 1 | 2 |\n\n';

describe('ContentReader', () => {
  let folder: string;
  let reader: ContentReader | null = null;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'yinju-reader-'));
  });

  afterEach(async () => {
    reader?.close();
    await rm(folder, { recursive: true });
  });

  const put = async (name: string, text: string): Promise<ContentFile> => {
    await writeFile(path.join(folder, name), text);
    const file = (await listContentFiles(folder)).files.find((candidate) => candidate.path === name);
    if (file === undefined) throw new Error(`${name} is not listed`);
    return file;
  };
  const reasonOf = async (file: ContentFile): Promise<{ sha256: string | null; reason: string }> => {
    const { sha256, result } = (await reader?.read(file)) ?? {};
    return { sha256: sha256 ?? null, reason: result !== undefined && 'skipped' in result ? result.skipped.reason : '' };
  };

  it('gives the same for a file that is read in a process of its own, down to the order of the fields', async () => {
    reader = new ContentReader(DEFAULT_READ_OPTIONS, { ...DEFAULT_READ_LIMITS, ownBytes: 0 });
    const short = await put('a.md', ARTICLE);
    const long = await put('b.md', ARTICLE.repeat(2000));
    for (const file of [short, long]) {
      const there = await reader.read(file);
      const here = await readContentFile(file, DEFAULT_READ_OPTIONS);
      expect(JSON.stringify({ sha256: there.sha256, result: there.result })).toBe(JSON.stringify(here));
      if (!('article' in here.result)) throw new Error('no article');
      expect(there.passages).toEqual(chunkArticle(here.result.article));
    }
  });

  it('reads short files itself, unless they have grown', async () => {
    reader = new ContentReader(DEFAULT_READ_OPTIONS);
    const file = await put('a.md', ARTICLE);
    expect((await reader.read(file)).passages).toBeNull();
    await appendFile(file.absolutePath, ARTICLE.repeat(1000));
    expect((await reader.read(file)).passages?.length).toBeGreaterThan(100);
  });

  it('says what is no article or too large, as the process itself does', async () => {
    reader = new ContentReader({ ...DEFAULT_READ_OPTIONS, maxFileBytes: 100 }, { ...DEFAULT_READ_LIMITS, ownBytes: 0 });
    expect(await reasonOf(await put('a.md', '<div></div>'))).toMatchObject({ reason: expect.stringContaining('no text') as string });
    expect(await reasonOf(await put('b.md', ARTICLE))).toEqual({
      sha256: null,
      reason: `b.md has ${Buffer.byteLength(ARTICLE)} bytes, more than the 100 allowed; split it or raise the limit.`,
    });
  });

  it('skips what falls into more parts than a book, and says so', async () => {
    reader = new ContentReader(DEFAULT_READ_OPTIONS);
    expect((await reasonOf(await put('a.txt', '甲\n'.repeat(100_001)))).reason).toBe(
      'a.txt falls into more than 100000 paragraphs, the most that an article may have; split it.',
    );
    expect((await reasonOf(await put('a.md', '> - 甲\n乙\n'.repeat(600_000)))).reason).toContain('more than 100000 paragraphs');
    expect((await reasonOf(await put('b.txt', '甲。'.repeat(200_001)))).reason).toBe(
      'b.txt falls into 200001 sentences, more than the 200000 that an article may have; split it.',
    );
  });

  it('gives up a file that takes too long, and reads the next', async () => {
    const limits = { ...DEFAULT_READ_LIMITS };
    reader = new ContentReader(DEFAULT_READ_OPTIONS, limits);
    const good = await put('a.md', ARTICLE.repeat(500));
    const bad = await put('b.md', '> - 甲\n乙\n'.repeat(300_000));
    expect((await reader.read(good)).passages).not.toBeNull();
    limits.milliseconds = 100;
    expect((await reasonOf(bad)).reason).toBe('b.md took more than 0.1 s to read; split or simplify it.');
    limits.milliseconds = DEFAULT_READ_LIMITS.milliseconds;
    expect((await reader.read(good)).passages).not.toBeNull();
  });

  it('gives up a file that takes too much memory, keeps its hash, and reads the next', async () => {
    reader = new ContentReader(DEFAULT_READ_OPTIONS, { ...DEFAULT_READ_LIMITS, megabytes: 48 });
    const bad = await put('b.html', '<p>甲乙丙</p>'.repeat(300_000));
    const given = await reasonOf(bad);
    expect(given.reason).toBe(
      'b.html took more than 48 MB of memory to read, or made its reader fail; split or simplify it.',
    );
    expect(given.sha256).toMatch(/^[0-9a-f]{64}$/u);
    expect((await reader.read(await put('a.md', ARTICLE.repeat(500)))).passages).not.toBeNull();
  });
});
