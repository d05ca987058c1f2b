import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Usage, type Asked } from '../../../src/app/records/usage.js';
import type { Answer, UnansweredReason } from '../../../src/domain/answer.js';
import { FakeApp } from '../../support/fake-app.js';
import { sketchArticle } from '../../support/fake-articles.js';

const QUESTION = '灯塔几点点亮？';
const START = new Date(0);

/** Seven articles that answer. */
const ARTICLES = Array.from({ length: 7 }, (_, i) =>
  sketchArticle({
    path: `${i}.md`,
    title: `${i}`,
    parts: [{ heading: null, paragraph: '灯塔在六点点亮。' }],
  }),
);
const ids = ARTICLES.map(({ id }) => id);

let folder: string;

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'yinju-usage-')), 'usage');
});

afterEach(() => {
  rmSync(path.dirname(folder), { recursive: true, force: true });
});

function asked(changes: Partial<Asked> = {}): Asked {
  return { server: 's', by: 'command', milliseconds: 100, ...changes };
}

/** An answer that quotes these of the articles. */
async function quoting(from: number, to: number): Promise<Answer> {
  return new FakeApp(ARTICLES.slice(from, to)).ask(QUESTION);
}

function unanswered(reason: UnansweredReason = 'nothing-relevant'): Answer {
  const question = QUESTION;
  return { status: 'unanswered', reason, question, completedQuestion: question, confidence: 0, nearest: [] };
}

describe('Usage', () => {
  it('counts how well questions were answered, and how fast', async () => {
    const usage = new Usage(folder);
    const answer = await quoting(0, 1);
    for (let i = 1; i <= 17; i++) usage.record(asked({ milliseconds: i * 10 }), answer);
    usage.record(asked({ milliseconds: 180 }), { ...answer, level: 'possible' } as Answer);
    usage.record(asked({ milliseconds: 190, by: 'message' }), unanswered());
    usage.record(asked({ milliseconds: 200, by: 'look-up' }), unanswered('not-confident'));
    expect(await usage.summarise('s', START)).toMatchObject({
      strong: 17,
      possible: 1,
      none: 2,
      latency: { p50: 100, p95: 190 },
    });
  });

  it('names the five articles that were quoted most, each once for an answer', async () => {
    const usage = new Usage(folder);
    usage.record(asked(), await quoting(0, 3));
    usage.record(asked(), await quoting(2, 5));
    usage.record(asked(), await quoting(4, 7));
    const twice = await quoting(6, 7);
    usage.record(asked(), {
      ...twice,
      otherwise: twice.status === 'answered' ? twice.citations[0] : null,
    } as Answer);
    const { quoted } = await usage.summarise('s', START);
    expect(quoted).toEqual([
      { articleId: ids[2], count: 2 },
      { articleId: ids[4], count: 2 },
      { articleId: ids[6], count: 2 },
      { articleId: ids[0], count: 1 },
      { articleId: ids[1], count: 1 },
    ]);
  });

  it('keeps servers apart, and direct messages from all of them', async () => {
    const usage = new Usage(folder);
    usage.record(asked({ server: 't' }), unanswered());
    usage.record(asked({ server: null }), unanswered());
    expect(await usage.summarise('s', START)).toEqual({
      strong: 0,
      possible: 0,
      none: 0,
      latency: null,
      quoted: [],
    });
    expect((await usage.summarise('t', START)).none).toBe(1);
  });

  it('counts what was asked since a moment', async () => {
    let hour = 0;
    const usage = new Usage(folder, { now: () => new Date(Date.UTC(2025, 0, 1, ++hour)) });
    usage.record(asked(), unanswered());
    usage.record(asked(), unanswered());
    expect((await usage.summarise('s', new Date(Date.UTC(2025, 0, 1, 2)))).none).toBe(1);
  });

  it('does not count an empty question', async () => {
    const usage = new Usage(folder);
    usage.record(asked(), unanswered('empty-question'));
    expect((await usage.summarise('s', START)).latency).toBeNull();
  });

  it('writes nothing of the question', async () => {
    const usage = new Usage(folder);
    usage.record(asked(), await quoting(0, 1));
    await usage.flush();
    const text = readdirSync(folder)
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
      .join('');
    expect(text).toContain(ids[0]);
    expect(text).not.toContain('灯塔');
  });
});
