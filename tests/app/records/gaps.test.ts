import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Gaps } from '../../../src/app/records/gaps.js';
import type { Answer, UnansweredReason } from '../../../src/domain/answer.js';

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

/** A clock that goes on by a day at every look. */
function days(): () => Date {
  let day = 0;
  return () => new Date(Date.UTC(2025, 0, ++day));
}

describe('Gaps', () => {
  it('groups questions that are the same when folded, the most frequent first, with the last wording', async () => {
    const gaps = new Gaps(folder, { now: days() });
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
    expect(await gaps.list('a')).toMatchObject([
      { question: '渔市 何时开？？', count: 3, lastAt: '2025-01-06T00:00:00.000Z' },
      { question: 'where is the PIER?', count: 2, lastAt: '2025-01-05T00:00:00.000Z' },
      { question: '灯塔几点亮？', count: 1, lastAt: '2025-01-01T00:00:00.000Z' },
    ]);
  });

  it('groups what asks for nearly the same under its most frequent wording', async () => {
    const gaps = new Gaps(folder, { now: days() });
    for (const question of ['灯塔几点亮？', '怎么申请出口退税', '出口退税如何申请', '出口退税如何申请？']) {
      gaps.record(unanswered(question), 'a');
    }
    const last = '2025-01-04T00:00:00.000Z';
    expect(await gaps.list('a')).toEqual([
      {
        question: '出口退税如何申请？',
        count: 3,
        lastAt: last,
        wordings: [
          { question: '出口退税如何申请？', count: 2, lastAt: last },
          { question: '怎么申请出口退税', count: 1, lastAt: '2025-01-02T00:00:00.000Z' },
        ],
      },
      expect.objectContaining({ question: '灯塔几点亮？', count: 1 }),
    ]);
  });

  it('shows a group its own questions only', async () => {
    const gaps = new Gaps(folder);
    gaps.record(unanswered('one'), 'a');
    gaps.record(unanswered('two'), 'b');
    expect((await gaps.list('b')).map(({ question }) => question)).toEqual(['two']);
    expect(await gaps.list('c')).toEqual([]);
  });

  it('records what found nothing, and nothing else', async () => {
    const gaps = new Gaps(folder);
    gaps.record(unanswered('near', 'not-confident'), 'a');
    gaps.record(unanswered('', 'empty-question'), 'a');
    gaps.record(unanswered('early', 'empty-index'), 'a');
    expect((await gaps.list('a')).map(({ question }) => question)).toEqual(['near']);
  });

  it('gives back whatever was asked, up to a thousand characters', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), async (text) => {
        const question = text.trim();
        const gaps = new Gaps(folder);
        gaps.record(unanswered(question.repeat(40)), 'a');
        expect((await gaps.list('a')).map((gap) => gap.question)).toEqual([
          question.repeat(40).slice(0, 1000).toWellFormed(),
        ]);
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 50 },
    );
  });
});
