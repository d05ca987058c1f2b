import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { listContentFiles } from '../../src/content/files.js';
import { DEFAULT_READ_OPTIONS, readContentFile } from '../../src/content/read.js';

describe('listContentFiles', () => {
  let base: string;
  let folder: string;

  beforeEach(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'yinju-files-'));
    folder = path.join(base, 'content');
    await mkdir(folder);
  });

  afterEach(async () => {
    await rm(base, { recursive: true });
  });

  const put = async (relative: string, text = '正文。'): Promise<void> => {
    const file = path.join(folder, relative);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  };
  const list = async (): Promise<{ files: string[]; skipped: string[] }> => {
    const { files, skipped } = await listContentFiles(folder);
    return {
      files: files.map((file) => file.path),
      skipped: skipped.map((file) => `${file.path} ${file.code}`),
    };
  };

  it('lists articles of every kind, whatever the case of their extension, by path', async () => {
    for (const name of ['b.md', 'a/z.TXT', 'a/b/c.Html', 'B.htm', 'd.markdown', 'e.pdf', 'f']) await put(name);
    expect(await list()).toEqual({
      files: ['B.htm', 'a/b/c.Html', 'a/z.TXT', 'b.md', 'd.markdown'],
      skipped: [],
    });
  });

  it('says where a file lies and how large it is', async () => {
    await put('a/b.md', '十个字节');
    const { files } = await listContentFiles(folder);
    expect(files).toEqual([
      { path: 'a/b.md', absolutePath: path.join(folder, 'a/b.md'), bytes: Buffer.byteLength('十个字节') },
    ]);
  });

  it('passes over hidden files, hidden folders and node_modules', async () => {
    for (const name of ['.a.md', '.git/b.md', 'node_modules/c.md', 'x/node_modules/d.md', 'ok.md']) await put(name);
    expect(await list()).toEqual({ files: ['ok.md'], skipped: [] });
  });

  it('follows links inside the folder', async () => {
    await put('a.md');
    await symlink('a.md', path.join(folder, 'b.md'));
    expect((await list()).files).toEqual(['a.md', 'b.md']);
  });

  it('skips links that leave the folder, loop or lead nowhere, and says so', async () => {
    await put('sub/a.md');
    await writeFile(path.join(base, 'secret.md'), '外面');
    await mkdir(path.join(base, 'contents-of-others'));
    await symlink('../secret.md', path.join(folder, 'b.md'));
    await symlink('../contents-of-others', path.join(folder, 'c'));
    await symlink('..', path.join(folder, 'sub/loop'));
    await symlink('nothing.md', path.join(folder, 'd.md'));
    expect(await list()).toEqual({
      files: ['sub/a.md'],
      skipped: [
        'b.md outside-content-folder',
        'c outside-content-folder',
        'd.md unreadable',
        'sub/loop unreadable',
      ],
    });
  });

  it('says so when the folder is missing', async () => {
    await expect(listContentFiles(path.join(base, 'no'))).rejects.toMatchObject({ code: 'content-folder-missing' });
  });

  it('reads a listed file, with the hash of its bytes', async () => {
    await put('a.md', '# 题目\n\n正文一段。\n');
    const [file] = (await listContentFiles(folder)).files;
    if (file === undefined) throw new Error('not listed');
    const { sha256, result } = await readContentFile(file, DEFAULT_READ_OPTIONS);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(result).toMatchObject({ article: { path: 'a.md', title: '题目', text: '正文一段。' }, warnings: [] });
  });

  it('reports a file that is too large or gone by the time it is read', async () => {
    await put('a.md', '正文'.repeat(100));
    const [file] = (await listContentFiles(folder)).files;
    if (file === undefined) throw new Error('not listed');
    expect(await readContentFile(file, { ...DEFAULT_READ_OPTIONS, maxFileBytes: 100 })).toMatchObject({
      sha256: null,
      result: { skipped: { path: 'a.md', code: 'too-large' } },
    });
    await rm(file.absolutePath);
    expect(await readContentFile(file, DEFAULT_READ_OPTIONS)).toMatchObject({
      sha256: null,
      result: { skipped: { path: 'a.md', code: 'unreadable' } },
    });
  });

  it.skipIf(process.getuid?.() === 0)('reports a folder that may not be listed (needs a user other than root)', async () => {
    await put('closed/a.md');
    await chmod(path.join(folder, 'closed'), 0);
    expect((await list()).skipped).toEqual(['closed unreadable']);
    await chmod(path.join(folder, 'closed'), 0o755);
  });
});
