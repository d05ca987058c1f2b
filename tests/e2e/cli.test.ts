import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Outcome, type ProcessOptions, yinju } from './cli-process.js';

const ARTICLES = {
  'port/expansion.md': `---
title: 青屿港扩建完工
date: 2023-05-04 09:30:00
source: 海湾周报
author: 林一
link: https://example.org/port
---

## 码头

青屿港三号码头五月投用，年吞吐能力提高到八百万箱。工程历时二十六个月，总投资四十五亿元。

## 航线

- 新开三条直达南美的航线
- 原有的北欧航线改为每周两班
`,
  'drones.html': `<html><head><title>无人机邮路开通</title></head><body><nav>首页 登录</nav>
<h1>无人机邮路开通</h1><p class="time">2024-02-18</p>
<p>云岭县的无人机邮路连接十二个村庄，最远一程四十公里。</p>
<p>每架无人机载重十五公斤，大雾天停飞。</p></body></html>`,
  'library.txt': `图书馆延长开放时间

市图书馆从九月起每晚开放到十点，周末照常。馆长说，读者最多的是备考的学生。
`,
};

let home: string;
let content: string;
let index: string;
let first: Outcome;

function run(args: readonly string[], options: Partial<ProcessOptions> = {}) {
  return yinju([...args, '--content', content, '--index', index], { cwd: home, ...options });
}

beforeAll(async () => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), 'yinju-cli-')));
  content = path.join(home, 'articles');
  index = path.join(home, 'index');
  for (const [file, text] of Object.entries(ARTICLES)) {
    mkdirSync(path.dirname(path.join(content, file)), { recursive: true });
    writeFileSync(path.join(content, file), text);
  }
  first = await run(['index', '--json']);
});

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

const citation = z.strictObject({
  quote: z.string().min(1),
  pieces: z
    .array(z.strictObject({ text: z.string().min(1), start: z.int().min(0), end: z.int().min(1) }))
    .min(1),
  highlights: z.array(z.tuple([z.int().min(0), z.int().min(1)])),
  articleId: z.string().regex(/^[0-9a-f]{12}$/),
  path: z.string(),
  title: z.string().min(1),
  publisher: z.string().nullable(),
  author: z.string().nullable(),
  date: z.string().nullable(),
  datePrecision: z.enum(['time', 'day', 'inferred']).nullable(),
  url: z.string().nullable(),
  headingPath: z.array(z.string()),
  score: z.number().min(0).max(1),
  alsoReported: z.array(
    z.strictObject({
      articleId: z.string(),
      path: z.string(),
      title: z.string(),
      date: z.string().nullable(),
      url: z.string().nullable(),
    }),
  ),
});

const answer = z.strictObject({
  question: z.string(),
  completedQuestion: z.string(),
  status: z.enum(['answered', 'unanswered']),
  confidence: z.number().min(0).max(1),
  citations: z.array(citation),
  otherwise: citation.nullable(),
  nearest: z.array(z.strictObject({ title: z.string(), path: z.string() })),
  milliseconds: z.number().min(0),
  explanation: z.looseObject({ sentence: z.looseObject({ path: z.string() }) }).optional(),
});

function linesOf<T>(schema: z.ZodType<T>, text: string): T[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => schema.parse(JSON.parse(line)));
}

const buildReport = z.strictObject({
  articles: z.int(),
  passages: z.int(),
  embedded: z.int(),
  reused: z.int(),
  removed: z.int(),
  skipped: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  seconds: z.number(),
  model: z.string(),
});

describe('index', () => {
  it('builds, and then finds nothing to do', async () => {
    expect(first.code, first.stderr).toBe(0);
    const [built] = linesOf(buildReport, first.stdout);
    expect(built).toMatchObject({ articles: 3, reused: 0, skipped: [], model: 'builtin' });
    expect(built?.embedded).toBe(built?.passages);

    const [again] = linesOf(buildReport, (await run(['index', '--json'])).stdout);
    expect(again).toMatchObject({ articles: 3, embedded: 0, reused: built?.passages });
  });
});

describe('ask --json', () => {
  it('answers in the form that others parse, with pieces that stand in the article', async () => {
    const asked = await run(['ask', '--json', '青屿港的年吞吐能力提高到多少？']);
    expect(asked.code, asked.stderr).toBe(0);
    const [result] = linesOf(answer, asked.stdout);
    expect(result).toMatchObject({ question: '青屿港的年吞吐能力提高到多少？', status: 'answered' });
    const [best] = result?.citations ?? [];
    expect(best).toMatchObject({
      path: 'port/expansion.md',
      title: '青屿港扩建完工',
      datePrecision: 'time',
      url: 'https://example.org/port',
    });
    expect(best?.date).toMatch(/^2023-05-04T09:30/);
    expect(best?.quote).toContain('八百万箱');
    for (const { quote, pieces, highlights, articleId } of result?.citations ?? []) {
      const text = (await run(['show', articleId])).stdout;
      for (const piece of pieces) expect(text.slice(piece.start, piece.end)).toBe(piece.text);
      expect(quote).toBe(pieces.map((piece) => piece.text).join('……'));
      for (const [start, end] of highlights) expect(quote.slice(start, end)).not.toBe('');
    }
  });

  it('explains the answer when told to, and only then', async () => {
    const question = '青屿港的年吞吐能力提高到多少？';
    const [plain] = linesOf(answer, (await run(['ask', '--json', question])).stdout);
    expect(plain).not.toHaveProperty('explanation');
    const [explained] = linesOf(answer, (await run(['ask', '--json', '--explain', question])).stdout);
    expect(explained?.explanation?.sentence.path).toBe('port/expansion.md');
  });

  it('answers the lines of its input in order and exits with 0', async () => {
    const questions = ['无人机载重多少公斤？', 'zqxv wkjh plmb', '图书馆开放到几点？'];
    const { code, stdout } = await run(['ask', '--json'], { input: questions.join('\n') });
    expect(code).toBe(0);
    const results = linesOf(answer, stdout);
    expect(results.map(({ question }) => question)).toEqual(questions);
    expect(results.map(({ status }) => status)).toEqual(['answered', 'unanswered', 'answered']);
    expect(results[0]?.citations[0]?.quote).toContain('十五公斤');
    expect(results[2]?.citations[0]?.quote).toContain('十点');
  });
});

describe('a conversation', () => {
  it('completes what leans on the question before, and tells how it was understood', async () => {
    const input =
      '无人机载重多少公斤？\n那图书馆开放到几点？\n云岭县的无人机邮路连接几个村庄？\n它什么时候停飞？\n';
    const asked = linesOf(answer, (await run(['ask', '--json'], { input })).stdout);
    expect(asked.map(({ completedQuestion }) => completedQuestion)).toEqual([
      '无人机载重多少公斤？',
      '那图书馆开放到几点？',
      '云岭县的无人机邮路连接几个村庄？',
      '云岭县的无人机邮路什么时候停飞？',
    ]);
    const { stdout } = await run(['chat'], { input, env: { LOCALE: 'zh-CN' } });
    expect(stdout).toContain('问：它什么时候停飞？\n理解为：云岭县的无人机邮路什么时候停飞？\n');
    expect(stdout.match(/理解为/gu)).toHaveLength(1);
  });
});

describe('ask', () => {
  it('shows the quote and its source to a person', async () => {
    const { code, stdout } = await run(['ask', '无人机', '邮路连接几个村庄'], { env: { LOCALE: 'zh-CN' } });
    expect(code).toBe(0);
    expect(stdout).toContain('十二个村庄');
    expect(stdout).toContain('《无人机邮路开通》');
    expect(stdout).not.toContain('\u001b');
  });

  it('exits with 3 when the articles hold no answer', async () => {
    expect((await run(['ask', 'zqxv wkjh plmb'])).code).toBe(3);
  });

  it('sees an article that was added since, and forgets one that is gone', async () => {
    const added = path.join(content, 'bridge.txt');
    writeFileSync(added, '石桥修缮\n\n石桥修缮用去三千块青砖，工期四个月。\n');
    const { code, stdout } = await run(['ask', '--json', '石桥修缮用去多少青砖？']);
    expect(code).toBe(0);
    expect(linesOf(answer, stdout)[0]?.citations[0]?.path).toBe('bridge.txt');
    rmSync(added);
    expect((await run(['articles', '--json'])).stdout).not.toContain('bridge.txt');
  });
});

describe('articles and show', () => {
  it('list what is known of each article, by path', async () => {
    const { stdout } = await run(['articles', '--json']);
    const listed = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(listed.map((article) => article.path)).toEqual([
      'drones.html',
      'library.txt',
      'port/expansion.md',
    ]);
    for (const article of listed) {
      expect(Object.keys(article).sort()).toEqual(
        [
          ...['author', 'categories', 'characters', 'date', 'datePrecision', 'id'],
          ...['language', 'passages', 'path', 'publisher', 'title', 'url'],
        ].sort(),
      );
    }
    expect(listed[0]).toMatchObject({ title: '无人机邮路开通', date: '2024-02-18', datePrecision: 'day' });
  });

  it('show an article by its path, without what surrounds it on the page', async () => {
    const { stdout } = await run(['show', 'drones.html', '--no-refresh']);
    expect(stdout).toContain('云岭县的无人机邮路');
    expect(stdout).not.toContain('登录');
  });
});

describe('index status and verify', () => {
  it('call a whole index whole', async () => {
    const { code, stdout } = await run(['index', 'status', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ state: 'ready', manifest: { counts: { articles: 3 } } });
    expect((await run(['index', 'verify'])).code).toBe(0);
  });

  it('find a flipped bit, and the next question mends the index', async () => {
    const damaged = path.join(home, 'damaged');
    cpSync(index, damaged, { recursive: true });
    flipBits(damaged, 'bm25.bin');
    const verified = await yinju(['index', 'verify', '--index', damaged], { cwd: home });
    expect(verified.code).toBe(4);
    expect(verified.stdout).toContain('bm25.bin');

    const asked = await yinju(['ask', '青屿港投资多少', '--content', content, '--index', damaged], {
      cwd: home,
    });
    expect(asked.code, asked.stderr).toBe(0);
    expect(asked.stderr).toContain('the index before was damaged');
    expect(asked.stdout).toContain('四十五亿元');
  });

  it('exit with 0 and 4 where nothing was built', async () => {
    const none = ['--index', path.join(home, 'nothing')];
    expect((await yinju(['index', 'status', ...none], { cwd: home })).code).toBe(0);
    expect((await yinju(['index', 'verify', ...none], { cwd: home })).code).toBe(4);
  });
});

/** Flips a bit in the middle of every file of that name, whichever generation of the index it belongs to. */
function flipBits(folder: string, name: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => path.basename(file) === name,
  );
  expect(files).not.toEqual([]);
  for (const file of files.map((each) => path.join(folder, each))) {
    const bytes = readFileSync(file);
    const middle = bytes.length >> 1;
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    writeFileSync(file, bytes);
  }
}

describe('start without a token', () => {
  it('says how to get one, and answers what is piped in', async () => {
    const { code, stdout, stderr } = await run(['start'], {
      input: '图书馆开放到几点？\n无人机最远飞多少公里？\n',
    });
    expect(code).toBe(0);
    expect(stderr.split('\n').filter((line) => line.includes('DISCORD_TOKEN'))).toHaveLength(1);
    expect(stdout.indexOf('十点')).toBeGreaterThan(-1);
    expect(stdout.indexOf('四十公里')).toBeGreaterThan(stdout.indexOf('十点'));
  });
});

describe('doctor', () => {
  it('finds nothing wrong with a sound set-up', async () => {
    const { code, stdout } = await run(['doctor', '--json']);
    const findings = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { state: string; code: string });
    expect(findings.filter(({ state }) => state === 'fail')).toEqual([]);
    expect(findings.map(({ code }) => code)).toEqual([
      ...['node-ok', 'native-ok', 'native-ok', 'native-ok', 'settings-ok'],
      ...['model-ok', 'content-ok', 'watch-events-ok', 'index-ready', 'discord-no-token'],
    ]);
    expect(code).toBe(0);
  });

  it('fails with 1 and a remedy where something is wrong', async () => {
    const { code, stdout } = await yinju(['doctor', '--content', path.join(home, 'nowhere')], { cwd: home });
    expect(code).toBe(1);
    expect(stdout).toMatch(/FAIL {2}Articles: cannot read .*nowhere.*\n {6}→ Make the folder/);
  });
});

describe('what is wrong', () => {
  it('is said of a content folder that does not exist, with exit code 2', async () => {
    const { code, stdout, stderr } = await yinju(['ask', '港口', '--content', 'nowhere'], { cwd: home });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`"${path.join(home, 'nowhere')}" does not exist`);
    expect(stderr).toContain('CONTENT_DIR');
  });

  it('is said of settings, all at once, with exit code 2', async () => {
    const { code, stdout, stderr } = await run(['articles'], {
      env: { MAX_FILE_MB: 'ten', LOG_FORMAT: 'xml' },
    });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('MAX_FILE_MB is "ten"');
    expect(stderr).toContain('LOG_FORMAT is "xml"');
  });

  it('is nothing when the reader of a pipe has gone', async () => {
    const { code, stderr } = await run(['articles', '--no-refresh'], { deaf: true });
    expect([code, stderr]).toEqual([0, '']);
  });
});
