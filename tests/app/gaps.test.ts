import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GapFile } from '../../src/app/gaps.js';
import type { Answer, UnansweredReason } from '../../src/domain/answer.js';
import { recordingLogger, type LogLine } from '../support/recording-logger.js';

let folder: string;

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'yinju-gaps-')), 'data');
});

afterEach(() => {
  rmSync(path.dirname(folder), { recursive: true, force: true });
});

function unanswered(question: string, reason: UnansweredReason = 'nothing-relevant'): Answer {
  return { status: 'unanswered', reason, question, completedQuestion: question, confidence: 0, nearest: [] };
}

function contents(): string {
  return readFileSync(path.join(folder, 'gaps.jsonl'), 'utf8');
}

/** A clock that goes on by a day at every look. */
function days(): () => Date {
  let day = 0;
  return () => new Date(Date.UTC(2025, 0, ++day));
}

describe('GapFile', () => {
  it('groups questions that are the same when folded, the most frequent first, with the last wording', async () => {
    const gaps = new GapFile(folder, { now: days() });
    for (const question of [
      '灯塔几点亮？',
      '漁市何時開？',
      'Ｗhere is the pier',
      '渔市何时开',
      'where is the PIER?',
      '渔市 何时开？？',
    ]) {
      gaps.record(unanswered(question), 'a');
    }
    expect(await gaps.list('a')).toEqual([
      { question: '渔市 何时开？？', count: 3, lastAt: '2025-01-06T00:00:00.000Z' },
      { question: 'where is the PIER?', count: 2, lastAt: '2025-01-05T00:00:00.000Z' },
      { question: '灯塔几点亮？', count: 1, lastAt: '2025-01-01T00:00:00.000Z' },
    ]);
  });

  it('shows a group its own questions only', async () => {
    const gaps = new GapFile(folder);
    gaps.record(unanswered('one'), 'a');
    gaps.record(unanswered('two'), 'b');
    expect((await gaps.list('b')).map(({ question }) => question)).toEqual(['two']);
    expect(await gaps.list('c')).toEqual([]);
  });

  it('records what found nothing, and nothing else', async () => {
    const gaps = new GapFile(folder);
    gaps.record(unanswered('near', 'not-confident'), 'a');
    gaps.record(unanswered('', 'empty-question'), 'a');
    gaps.record(unanswered('early', 'empty-index'), 'a');
    expect((await gaps.list('a')).map(({ question }) => question)).toEqual(['near']);
  });

  it('outlives the process, and can be read by the operator alone', async () => {
    const first = new GapFile(folder);
    first.record(unanswered('kept'), 'a');
    await first.flush();
    expect(statSync(path.join(folder, 'gaps.jsonl')).mode & 0o077).toBe(0);
    const second = new GapFile(folder);
    second.record(unanswered('kept'), 'a');
    expect((await second.list('a'))[0]?.count).toBe(2);
  });

  it('passes over a line that was cut short or comes from another version, and loses none after it', async () => {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'gaps.jsonl'), '{"version":2,"what":1}\n{"version":1,"at":"2025');
    const gaps = new GapFile(folder);
    gaps.record(unanswered('after'), 'a');
    expect((await gaps.list('a')).map(({ question }) => question)).toEqual(['after']);
    expect(contents()).toContain('{"version":2,"what":1}\n');
  });

  it('begins again where the file was deleted', async () => {
    const gaps = new GapFile(folder);
    gaps.record(unanswered('before'), 'a');
    await gaps.flush();
    rmSync(folder, { recursive: true });
    expect(await gaps.list('a')).toEqual([]);
    gaps.record(unanswered('after'), 'a');
    expect((await gaps.list('a')).map(({ question }) => question)).toEqual(['after']);
  });

  it('keeps the newest questions and does not grow without bound', async () => {
    const gaps = new GapFile(folder, { capacity: 10 });
    for (let i = 0; i < 200; i++) gaps.record(unanswered(`question ${i}`), 'a');
    const kept = await gaps.list('a');
    expect(kept.length).toBeGreaterThanOrEqual(10);
    expect(kept.length).toBeLessThanOrEqual(15);
    expect(kept.map(({ question }) => question)).toContain('question 199');
  });

  it('cuts a file back that was long already', async () => {
    mkdirSync(folder);
    appendFileSync(path.join(folder, 'gaps.jsonl'), 'x\n'.repeat(100));
    const gaps = new GapFile(folder, { capacity: 10 });
    gaps.record(unanswered('new'), 'a');
    expect(await gaps.list('a')).toHaveLength(1);
    expect(contents().trimEnd().split('\n')).toHaveLength(10);
  });

  it('gives back whatever was asked, up to a thousand characters', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), async (text) => {
        const question = text.trim();
        const gaps = new GapFile(folder);
        gaps.record(unanswered(question.repeat(40)), 'a');
        expect((await gaps.list('a')).map((gap) => gap.question)).toEqual([
          question.repeat(40).slice(0, 1000).toWellFormed(),
        ]);
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 50 },
    );
  });

  it('logs that it cannot write, without the question', async () => {
    writeFileSync(folder, 'a file where the folder should be');
    const log: LogLine[] = [];
    const gaps = new GapFile(folder, { logger: recordingLogger(log) });
    gaps.record(unanswered('a secret'), 'a');
    await gaps.flush();
    expect(log).toHaveLength(1);
    expect(JSON.stringify(log)).not.toContain('a secret');
  });

  it('makes nothing before there is something to write', async () => {
    expect(await new GapFile(folder).list('a')).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });
});
