import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.js';
import { runCli } from '../../src/cli/run.js';
import { YinjuError } from '../../src/domain/errors.js';
import { fakeParts, missing } from './fake-parts.js';
import { unanswered } from './sample.js';

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

  it('draws how far the confidence can be trusted', async () => {
    const { parts, stdout } = fakeParts();
    await runCli(['eval', '--golden', golden], parts);
    expect(stdout()).toMatch(/^0\.9–1\.0 +2 +\d+\.\d % +50\.0 % +█+░+┃░?$/m);
    expect(stdout()).toMatch(/^expected calibration error \(ECE\) +0\.\d{3}$/m);
    expect(stdout()).toMatch(/^ +66\.7 % +50\.0 % +0\.9\d$/m);
  });

  it('does not measure the words alone where the model does not work', async () => {
    const damaged = new YinjuError({ part: 'embedding', code: 'model-damaged', message: 'It is cut short.' });
    const { parts, stderr, asked } = fakeParts({
      app: {
        build: () => Promise.reject(damaged),
        status: () => Promise.resolve({ ...missing, state: 'ready' as const }),
      },
    });
    expect(await runCli(['eval', '--golden', golden], parts)).toBe(EXIT.failed);
    expect(stderr()).toContain('It is cut short.');
    expect(asked).toEqual([]);
  });

  it('lists no more of the wrong ones than it is told', async () => {
    const { parts, stdout } = fakeParts({ app: { ask: () => Promise.resolve(unanswered) } });
    await runCli(['eval', '--golden', golden, '--worst', '1'], parts);
    expect(stdout()).toContain('fact: 2 wrong');
    expect(stdout()).toContain('q1 放行用时多久');
    expect(stdout()).not.toContain('q2');
    expect(stdout()).toContain('and 1 more');
  });

  it('ranks as the vector weight says', async () => {
    const weights: unknown[] = [];
    const { parts } = fakeParts();
    const createApp: typeof parts.createApp = (settings, more) => {
      weights.push(more?.vectorWeight);
      return parts.createApp(settings, more);
    };
    await runCli(['eval', '--golden', golden, '--vector-weight', '0'], { ...parts, createApp });
    expect(weights).toEqual([0]);
  });

  it('gives the figures as JSON, and passes on the day and the limit', async () => {
    const { parts, stdout, asked } = fakeParts();
    const line = ['eval', '--golden', golden, '--json', '--today', '2025-01-01', '--limit', '1'];
    expect(await runCli(line, parts)).toBe(EXIT.ok);
    expect(JSON.parse(stdout())).toMatchObject({ questions: 1, categories: { fact: { accuracy: 1 } } });
    // Once untimed, to warm up.
    const first = { question: '放行用时多久', options: { today: '2025-01-01' } };
    expect(asked).toEqual([first, first]);
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

  it('reads questions without an answer, and asks in the script that is asked for', async () => {
    const file = path.join(folder, 'squad2.json');
    const qas = [
      { id: '1', question: '石桥用去多少青砖？', answers: [{ text: '三千块' }] },
      { id: '2', question: '月亮离地球多远？', is_impossible: true, answers: [] },
    ];
    const paragraphs = [{ context: '石桥修缮用去三千块青砖。', qas }];
    writeFileSync(file, JSON.stringify({ data: [{ paragraphs }] }));
    const { parts, stdout } = fakeParts();
    const line = ['eval', '--squad', file, '--question-script', 'traditional', '--json'];
    expect(await runCli(line, parts)).toBe(EXIT.ok);
    expect(JSON.parse(stdout())).toMatchObject({
      quoteHoldsAnswer: 1,
      unanswerable: { questions: 1, abstentionRate: 1, answerRate: 1, auroc: 1 },
      results: [
        { id: '1', question: '石橋用去多少青磚？', correct: true, rank: 1, wanted: ['三千块'] },
        { id: '2', question: '月亮離地球多遠？', correct: true, quote: null, wanted: [] },
      ],
    });
  });

  it('reports in words', async () => {
    const { parts, stdout } = fakeParts();
    expect(await runCli(['eval', '--squad', squad], parts)).toBe(EXIT.ok);
    expect(stdout()).toMatch(/^right paragraph among the first 1 +100\.0 %$/m);
  });
});

describe('eval --baseline', () => {
  async function firstRun(): Promise<string> {
    const { parts, stdout } = fakeParts();
    await runCli(['eval', '--golden', golden, '--json'], parts);
    const file = path.join(folder, 'before.json');
    writeFileSync(file, stdout());
    return file;
  }

  it('tells what changed and whether that is more than chance', async () => {
    const { parts, stdout } = fakeParts({ app: { ask: () => Promise.resolve(unanswered) } });
    expect(await runCli(['eval', '--golden', golden, '--baseline', await firstRun()], parts)).toBe(EXIT.ok);
    expect(stdout()).toMatch(/^correct +3 +66\.7 % +33\.3 % +−33\.3 % +−100\.0 % … 0\.0 %$/m);
    expect(stdout()).toMatch(/McNemar's exact test +1 \/ 0, p = 1\.000$/m);
    expect(stdout()).toContain('1 turned wrong:\n  q1 放行用时多久');
  });

  it('is part of the JSON', async () => {
    const { parts, stdout } = fakeParts();
    await runCli(['eval', '--golden', golden, '--json', '--baseline', await firstRun()], parts);
    expect(JSON.parse(stdout())).toMatchObject({ comparison: { turnedWrong: [], pValue: 1 } });
  });

  it('refuses a run of other questions before it asks any', async () => {
    const { parts, stderr, asked } = fakeParts();
    const line = ['eval', '--golden', golden, '--limit', '2', '--baseline', await firstRun()];
    expect(await runCli(line, parts)).toBe(EXIT.failed);
    expect(stderr()).toContain('it has 3 questions, this run 2');
    expect(asked).toEqual([]);
  });
});
