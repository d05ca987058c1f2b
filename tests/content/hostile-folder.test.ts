import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, symlinkSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, open, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { ContentFile } from '../../src/content/files.js';
import { listContentFiles } from '../../src/content/files.js';
import { readRegularFile } from '../../src/content/read-file.js';
import { DEFAULT_READ_OPTIONS, readContentFile } from '../../src/content/read.js';
import { ContentReader } from '../../src/content/reader-process.js';

const isRoot = process.getuid?.() === 0;
const isLinux = process.platform === 'linux';

describe('a folder that strangers write into', () => {
  let base: string;
  let folder: string;

  beforeEach(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'yinju-hostile-'));
    folder = path.join(base, 'content');
    await mkdir(folder);
    await writeFile(path.join(base, 'secret.md'), '外面的秘密。');
  });

  afterEach(async () => {
    await rm(base, { recursive: true });
  });

  const at = (name: string): string => path.join(folder, name);
  const listed = async (name: string): Promise<ContentFile> => {
    const file = (await listContentFiles(folder)).files.find((candidate) => candidate.path === name);
    if (file === undefined) throw new Error(`${name} is not listed`);
    return file;
  };
  const readReason = async (file: ContentFile, maxFileBytes = 1000): Promise<string> => {
    const { sha256, result } = await readContentFile(file, { ...DEFAULT_READ_OPTIONS, maxFileBytes });
    expect(sha256).toBeNull();
    return 'skipped' in result ? `${result.skipped.code}: ${result.skipped.reason}` : 'read';
  };

  it.skipIf(!isLinux)('skips pipes and sockets with the reason, and reads the rest', async () => {
    execFileSync('mkfifo', [at('a.md')]);
    const server = createServer().listen(at('b.md'));
    await new Promise((resolve) => server.once('listening', resolve));
    await writeFile(at('c.md'), '正文。');
    const { files, skipped } = await listContentFiles(folder);
    expect(files.map((file) => file.path)).toEqual(['c.md']);
    expect(skipped.map(({ code, reason }) => `${code}: ${reason}`)).toEqual([
      'unreadable: a.md is no regular file; remove it.',
      'unreadable: b.md is no regular file; remove it.',
    ]);
    await new Promise((resolve) => server.close(resolve));
  });

  it.skipIf(!isLinux)('does not wait for a pipe that takes a file’s place', async () => {
    await writeFile(at('a.md'), '正文。');
    const file = await listed('a.md');
    await rm(at('a.md'));
    execFileSync('mkfifo', [at('a.md')]);
    expect(await readReason(file)).toMatch(/^unreadable: a\.md cannot be read \(it is no regular file\)/);
  });

  it('skips links to devices and to files outside, also by way of other links', async () => {
    await symlink('/dev/zero', at('a.md'));
    await symlink('../secret.md', at('b.md'));
    await symlink('b.md', at('c.md'));
    await symlink('d.md', at('d.md'));
    await symlink('..', at('e'));
    const { files, skipped } = await listContentFiles(folder);
    expect(files).toEqual([]);
    expect(skipped.map((file) => `${file.path} ${file.code}`)).toEqual([
      'a.md outside-content-folder',
      'b.md outside-content-folder',
      'c.md outside-content-folder',
      'd.md unreadable',
      'e outside-content-folder',
    ]);
  });

  it('reads nothing through a link that takes a file’s place', async () => {
    await writeFile(at('a.md'), '正文。');
    const file = await listed('a.md');
    await rm(at('a.md'));
    await symlink('../secret.md', at('a.md'));
    expect(await readReason(file)).toMatch(/^unreadable: a\.md cannot be read/);
  });

  it('reads nothing through a link that takes a folder’s place', async () => {
    await mkdir(at('sub'));
    await writeFile(at('sub/secret.md'), '正文。');
    const file = await listed('sub/secret.md');
    await rename(at('sub'), at('gone'));
    await symlink('..', at('sub'));
    expect(await readReason(file)).toContain('(it was moved while it was read)');
  });

  it('stops at the limit, however a file grows', async () => {
    await writeFile(at('a.md'), '正文。');
    const file = await listed('a.md');
    await writeFile(at('a.md'), 'a'.repeat(1001));
    expect(await readReason(file)).toMatch(/^too-large: a\.md has 1001 bytes, more than the 1000 allowed/);
  });

  it('reads a sparse file of a terabyte not at all', async () => {
    const handle = await open(at('a.md'), 'w');
    const made = await handle.truncate(2 ** 40).then(
      () => true,
      () => false,
    );
    await handle.close();
    if (!made) return;
    expect(await readRegularFile(at('a.md'), 1000)).toEqual({ tooLarge: 2 ** 40 });
  });

  it('gives up a file that is written to all the time', async () => {
    const size = 8_000_000;
    writeFileSync(at('a.md'), 'a'.repeat(size));
    const writer = openSync(at('a.md'), 'r+');
    let turn = 0;
    let left = true;
    const write = (): void => {
      if (!left) return;
      // The file system's own clock may stand still for milliseconds.
      utimesSync(at('a.md'), new Date(), new Date(1_000_000_000 + turn++ * 10));
      writeSync(writer, turn % 2 === 0 ? 'a' : 'b', (turn * 4096) % size);
      setImmediate(write);
    };
    write();
    await expect(readRegularFile(at('a.md'), size)).rejects.toThrow('it changes while it is read');
    left = false;
    closeSync(writer);
  });

  it.skipIf(isRoot)('says so where a file may not be read (needs a user other than root)', async () => {
    await writeFile(at('a.md'), '正文。');
    await chmod(at('a.md'), 0);
    expect(await readReason(await listed('a.md'))).toMatch(/^unreadable: a\.md cannot be read \(EACCES/);
  });

  it.skipIf(!isLinux)('reads names of any legal characters, and keeps twins apart', async () => {
    const names = [
      ...['-rf.md', ' .md', '"\'`$(id);&|.md', 'a\nb.md', 'a\tb.md', '\u202Egpj.md', '*?[]{}.md', '%2e%2e.md', '\\..\\a.md'],
      ...['caf\u00E9.md', 'cafe\u0301.md', 'A.md', 'a.md', '😀.md', `${'a'.repeat(252)}.md`, `${'字'.repeat(84)}.md`],
      ...['__proto__.md', 'constructor.md', 'CON.md'],
    ];
    for (const name of names) writeFileSync(at(name), '正文一段。');
    const { files, skipped } = await listContentFiles(folder);
    expect(files.map((file) => file.path)).toEqual([...names].sort());
    expect(skipped).toEqual([]);
    const ids = new Set<string>();
    for (const file of files) {
      const { result } = await readContentFile(file, DEFAULT_READ_OPTIONS);
      if ('article' in result) ids.add(result.article.id);
    }
    expect(ids.size).toBe(names.length);
  });

  it.skipIf(!isLinux)('skips a name that is no UTF-8, and says so', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.md')]), '正文。');
    await writeFile(at('a.md'), '正文。');
    const { files, skipped } = await listContentFiles(folder);
    expect(files.map((file) => file.path)).toEqual(['a.md']);
    expect(skipped.map(({ reason }) => reason)).toEqual(['\uFFFD\uFFFD.md has a name that is no UTF-8; rename it.']);
  });

  it('says every reason on one line, whatever the name', async () => {
    symlinkSync('nowhere', at('a\n\u202E\u0007b.md'));
    const { skipped } = await listContentFiles(folder);
    expect(skipped[0]?.path).toBe('a\n\u202E\u0007b.md');
    expect(skipped[0]?.reason).toMatch(/^a b\.md cannot be reached/);
  });

  it.skipIf(!isLinux)('reads a name with any legal character', async () => {
    const characters = Array.from({ length: 0x2ff }, (_, i) => String.fromCodePoint(i + 1)).filter((sign) => sign !== '/');
    for (const sign of [...characters, '\u2028', '\u202E', '\uFEFF', '\uFFFF', '\u{E0001}', '\u{10FFFF}']) {
      writeFileSync(at(`a${sign}.md`), '正文一段。');
    }
    const { files, skipped } = await listContentFiles(folder);
    expect(skipped).toEqual([]);
    expect(files).toHaveLength(characters.length + 6);
    for (const file of files) {
      const { result } = await readContentFile(file, DEFAULT_READ_OPTIONS);
      expect(result).toMatchObject({ article: { path: file.path, text: '正文一段。' } });
    }
  });

  it('goes in no circles, however links lead around', async () => {
    await mkdir(at('a/b'), { recursive: true });
    await mkdir(at('c'));
    await writeFile(at('a/b/x.md'), '正文。');
    await symlink('../../c', at('a/b/to-c'));
    await symlink('../a', at('c/to-a'));
    await symlink('.', at('c/self'));
    await symlink('two.md', at('one.md'));
    await symlink('one.md', at('two.md'));
    const { files, skipped } = await listContentFiles(folder);
    expect(files.map((file) => file.path)).toEqual(['a/b/x.md']);
    expect(skipped.map((file) => `${file.path} ${file.code}`)).toEqual([
      ...['a/b/to-c/self', 'a/b/to-c/to-a'].map((name) => `${name} unreadable`),
      ...['c', 'one.md', 'two.md'].map((name) => `${name} unreadable`),
    ]);
  });

  it('lists thousands of small files, and reads each', async () => {
    const count = 3000;
    for (let i = 0; i < count; i++) {
      if (i % 100 === 0) await mkdir(at(String(i / 100)));
      writeFileSync(at(`${Math.floor(i / 100)}/${i}.md`), `第${i}段正文。`);
    }
    const { files, skipped } = await listContentFiles(folder);
    expect(files).toHaveLength(count);
    expect(skipped).toEqual([]);
    const reader = new ContentReader(DEFAULT_READ_OPTIONS);
    for (const file of files) expect((await reader.read(file)).result).toHaveProperty('article');
    reader.close();
  });

  it('never throws for any name', async () => {
    const name = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .map((text) => text.replace(/[/\0]/gu, ''))
      .filter((text) => text.trim() !== '');
    await fc.assert(
      fc.asyncProperty(name, async (stem) => {
        const file = at(`x${stem}.md`);
        writeFileSync(file, '正文。');
        const { files, skipped } = await listContentFiles(folder);
        expect(files.length + skipped.length).toBe(1);
        for (const listedFile of files) {
          const { result } = await readContentFile(listedFile, DEFAULT_READ_OPTIONS);
          expect(result).toMatchObject({ article: { text: '正文。' } });
        }
        for (const { reason } of skipped) expect(reason).toMatch(/^.+$/u);
        rmSync(file);
      }),
      { numRuns: 100 },
    );
  });

  it('enters folders no deeper than 64, and says so', async () => {
    await mkdir(at('a/'.repeat(100)), { recursive: true });
    await writeFile(at(`${'a/'.repeat(100)}b.md`), '正文。');
    const { files, skipped } = await listContentFiles(folder);
    expect(files).toEqual([]);
    expect(skipped.map(({ reason }) => reason.replace(/^(?:a\/)+/u, '…/'))).toEqual(['…/a lies too deep; move it up.']);
  });
});
