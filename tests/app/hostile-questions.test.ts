import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { App } from '../../src/app/app.js';
import { createApp } from '../../src/app/compose.js';
import { loadSettings } from '../../src/app/config.js';
import { readPeriod } from '../../src/text/read-period.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';
import { endlessText } from '../support/hostile-text.js';

/** What questions are made of, each of which some pattern looks for, to be repeated without end. */
const UNITS = [
  ...[
    '的是',
    '达到',
    '指的是',
    '叫做',
    '了',
    '吗',
    '呢',
    '呀',
    '先',
    '什么',
    '多少',
    '为什么',
    '它',
    '那',
    '呢？',
    '谢谢',
    '石桥',
  ],
  ...[
    '2024年',
    '去年',
    '今年以来',
    '7月31日',
    '到',
    '从',
    '-',
    '1',
    '一',
    '0',
    '1,',
    '1.',
    '万',
    '百分之',
    '“',
    '《',
    '（',
    '[',
    '(',
  ],
  ...[
    'what ',
    'is ',
    "a'",
    'the ',
    'Bridge ',
    'a',
    'x.',
    '?',
    ' ',
    '\u3000',
    '\n',
    '\0',
    '\uD800',
    '\u202E',
    '\u0301',
    '\uFDFA',
  ],
  ...['👨‍👩‍👧‍👦', '\u1100\u1161', 'ﬀ', '\u{E0061}', '\\', '*', '%', ':', '\u200D'],
];
/** A question that is as long as a book's chapter. */
const LENGTH = 100_000;

describe('questions without sense', () => {
  let cwd: string;
  let app: App;

  beforeAll(async () => {
    cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'yinju-questions-')));
    mkdirSync(path.join(cwd, 'content'));
    writeFileSync(
      path.join(cwd, 'content/bridge.md'),
      '# 石桥修缮\n\n2024年7月，石桥修缮用去三千块青砖，工期四个月。\n',
    );
    writeFileSync(
      path.join(cwd, 'content/drones.md'),
      '# 无人机邮路\n\n无人机邮路连接十二个村庄，每架载重十五公斤。\n',
    );
    const openEmbedder = (): Promise<HashingEmbedder> => Promise.resolve(new HashingEmbedder());
    app = await createApp(loadSettings({ env: {}, cwd }), { openEmbedder });
    await app.build();
  });

  afterAll(async () => {
    await app.close();
    rmSync(cwd, { recursive: true, force: true });
  });

  /** Everything that a question reaches. */
  const askAll = async (question: string): Promise<void> => {
    expect((await app.ask(question)).status).toMatch(/^(?:un)?answered$/u);
    const previous = { question: '石桥修缮用去多少青砖？', shown: [] };
    expect((await app.ask(question, { previous, explain: true })).status).toMatch(/^(?:un)?answered$/u);
    const leaning = { question, shown: [] };
    expect((await app.ask('那无人机呢？', { previous: leaning })).status).toMatch(/^(?:un)?answered$/u);
    expect((await app.search(question)).length).toBeLessThanOrEqual(10);
    expect(app.matchArticles(question, 5).length).toBeLessThanOrEqual(5);
    expect(app.findArticles(question, 5).length).toBeLessThanOrEqual(5);
    app.article(question);
    readPeriod(question, '2025-01-31');
  };

  it.each(UNITS)('are answered or refused: %j without end', async (unit) => {
    await askAll(unit.repeat(Math.ceil(LENGTH / unit.length)));
    await askAll(`石桥${unit.repeat(Math.ceil(900 / unit.length)).slice(0, 900)}X是多少`);
  });

  it('are answered or refused, whatever they hold', async () => {
    await fc.assert(fc.asyncProperty(endlessText(), askAll), { numRuns: 60 });
  });

  it('are answered or refused when they are made of what patterns look for', async () => {
    const mixture = fc
      .array(fc.constantFrom(...UNITS), { minLength: 1, maxLength: 6 })
      .chain((units) =>
        fc.constantFrom(10, 1000, LENGTH).map((length) => units.join('').repeat(length).slice(0, length)),
      );
    await fc.assert(fc.asyncProperty(mixture, askAll), { numRuns: 60 });
  });
});
