import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.js';
import { runCli } from '../../src/cli/run.js';
import { fakeParts } from './fake-parts.js';

let folder: string;
let golden: string;
let squad: string;

const QUESTIONS = [
  { id: 'q1', category: 'fact', question: '放行用时多久', answers: ['两小时'], sources: ['port/news'] },
  { id: 'q2', category: 'fact', question: '放行要几天', answers: ['三天'], sources: ['port/news'] },
  { id: 'q3', category: 'unanswerable', question: '月亮有多远', answers: [], sources: [] },
];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'yinju-eval-test-'));
  golden = path.join(folder, 'golden.jsonl');
  writeFileSync(golden, QUESTIONS.map((question) => JSON.stringify(question)).join('\n'));
  squad = path.join(folder, 'squad.json');
  const qas = [{ id: '1', question: '石桥用去多少青砖？', answers: [{ text: '三千块', answer_start: 6 }] }];
  const paragraphs = [
    { context: '石桥修缮用去三千块青砖。工期四个月。', qas },
    { context: '云岭县的邮路连接十二个村庄。', qas: [] },
  ];
  writeFileSync(squad, JSON.stringify({ version: '1', data: [{ title: '工程', paragraphs }] }));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('eval --golden', () => {
  it('reports each category, and the questions that went wrong', async () => {
    const { parts, stdout } = fakeParts();
    expect(await runCli(['eval', '--golden', golden], parts)).toBe(EXIT.ok);
    expect(stdout()).toMatch(/^fact +2 +50\.0 % +100\.0 %$/m);
    expect(stdout()).toMatch(/^AUROC of the confidence +1\.000$/m);
    expect(stdout()).toContain('q2 放行要几天');
    expect(stdout()).toContain('wanted: 三天');
    expect(stdout()).not.toContain('q1');
  });

  it('gives the figures as JSON, and passes on the day and the limit', async () => {
    const { parts, stdout, asked } = fakeParts();
    const line = ['eval', '--golden', golden, '--json', '--today', '2025-01-01', '--limit', '1'];
    expect(await runCli(line, parts)).toBe(EXIT.ok);
    expect(JSON.parse(stdout())).toMatchObject({ questions: 1, categories: { fact: { accuracy: 1 } } });
    expect(asked).toEqual([{ question: '放行用时多久', options: { today: '2025-01-01' } }]);
  });

  it('builds its index in a folder that is gone afterwards, unless one is named', async () => {
    const indexes: string[] = [];
    const { parts } = fakeParts();
    const watched = {
      ...parts,
      createApp: ((settings, more) => {
        indexes.push(settings.indexDir);
        return parts.createApp(settings, more);
      }) as typeof parts.createApp,
    };
    await runCli(['eval', '--golden', golden], watched);
    await runCli(['eval', '--golden', golden, '--index', path.join(folder, 'kept')], watched);
    expect(indexes[0]).toMatch(/yinju-eval-/);
    expect(indexes[1]).toBe(path.join(folder, 'kept'));
  });

  it('fails for a file that is not there, and names it', async () => {
    const { parts, stderr } = fakeParts();
    expect(await runCli(['eval', '--golden', 'nowhere.jsonl'], parts)).toBe(EXIT.failed);
    expect(stderr()).toContain('nowhere.jsonl');
  });
});

describe('eval --squad', () => {
  it('makes an article of each paragraph and measures with the real parts', async () => {
    const { parts, stdout, stderr } = fakeParts();
    expect(await runCli(['eval', '--squad', squad, '--json'], parts), stderr()).toBe(EXIT.ok);
    expect(JSON.parse(stdout())).toMatchObject({
      articles: 2,
      questions: 1,
      recall: { at1: 1, at5: 1, at10: 1 },
      mrr: 1,
      quoteHoldsAnswer: 1,
    });
  });

  it('reports in words', async () => {
    const { parts, stdout } = fakeParts();
    expect(await runCli(['eval', '--squad', squad], parts)).toBe(EXIT.ok);
    expect(stdout()).toMatch(/^right paragraph among the first 1 +100\.0 %$/m);
  });
});
