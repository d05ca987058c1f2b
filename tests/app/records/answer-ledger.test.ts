import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AnswerLedger, type GivenAnswer } from '../../../src/app/records/answer-ledger.js';
import { recordingLogger, type LogLine } from '../../support/recording-logger.js';

let folder: string;

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'yinju-ledger-')), 'answers');
});

afterEach(() => {
  rmSync(path.dirname(folder), { recursive: true, force: true });
});

/** A Discord id of a moment. */
function idAt(time: string, serial = 0): string {
  return String((BigInt(Date.parse(time) - 1_420_070_400_000) << 22n) + BigInt(serial));
}

function given(changes: Partial<GivenAnswer> = {}): GivenAnswer {
  return {
    questionId: idAt('2025-05-03T10:00:00Z'),
    replyId: idAt('2025-05-03T10:00:01Z'),
    channelId: '1',
    guildId: '2',
    userId: '3',
    hidden: false,
    threadId: null,
    question: '渔市何时开？',
    filter: { since: '2024-01-01' },
    shown: ['0123456789ab'],
    ...changes,
  };
}

const may = (day: number): number => Date.UTC(2025, 4, day);

describe('AnswerLedger', () => {
  it('finds an answer by its question and by itself, also in another process', async () => {
    await new AnswerLedger(folder, { now: () => may(3) }).add(given());
    const other = new AnswerLedger(folder);
    expect(await other.find(given().questionId)).toMatchObject(given());
    expect(await other.find(given().replyId)).toMatchObject(given());
  });

  it('knows nothing of others, nor of what is no id', async () => {
    const ledger = new AnswerLedger(folder);
    expect(await ledger.find(idAt('2025-05-03T10:00:00Z'))).toBeNull();
    expect(await ledger.find('../../etc/passwd')).toBeNull();
    expect(await ledger.find('')).toBeNull();
  });

  it('finds the last answer in a thread, also where the thread has the id of its first question', async () => {
    const ledger = new AnswerLedger(folder, { now: () => may(3) });
    const threadId = given().questionId;
    await ledger.add(given({ threadId }));
    const second = {
      questionId: idAt('2025-05-03T11:00:00Z'),
      replyId: idAt('2025-05-03T11:00:01Z'),
      threadId,
    };
    await ledger.add(given({ ...second, question: '几点关？' }));
    expect((await ledger.findLast(threadId))?.question).toBe('几点关？');
    expect((await ledger.find(threadId))?.question).toBe('渔市何时开？');
    expect(await ledger.findLast(second.questionId)).toBeNull();
  });

  it('forgets what it is told to forget, wholly', async () => {
    const ledger = new AnswerLedger(folder, { now: () => may(3) });
    await ledger.add(given());
    await ledger.remove(given());
    expect(await ledger.find(given().questionId)).toBeNull();
    expect(readdirSync(path.join(folder, '2025-05-03'))).toEqual([]);
    await ledger.remove(given());
  });

  it('forgets what is long past', async () => {
    let today = 3;
    const ledger = new AnswerLedger(folder, { days: 2, now: () => may(today) });
    await ledger.add(given());
    today = 4;
    const next = { questionId: idAt('2025-05-04T10:00:00Z'), replyId: idAt('2025-05-04T10:00:01Z') };
    await ledger.add(given(next));
    expect(await ledger.find(given().questionId)).not.toBeNull();
    today = 5;
    await ledger.add(
      given({ questionId: idAt('2025-05-05T00:00:00Z'), replyId: idAt('2025-05-05T00:00:01Z') }),
    );
    expect(readdirSync(folder)).toEqual(['2025-05-04', '2025-05-05']);
  });

  it('can be read by the operator alone', async () => {
    await new AnswerLedger(folder, { now: () => may(3) }).add(given());
    const file = path.join(folder, '2025-05-03', `${given().replyId}.json`);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('takes a damaged file for none, and says so without the question', async () => {
    mkdirSync(path.join(folder, '2025-05-03'), { recursive: true });
    writeFileSync(
      path.join(folder, '2025-05-03', `${given().replyId}.json`),
      '{"version":1,"question":"a secret',
    );
    const log: LogLine[] = [];
    const ledger = new AnswerLedger(folder, { logger: recordingLogger(log) });
    expect(await ledger.find(given().replyId)).toBeNull();
    expect(log).toHaveLength(1);
    expect(JSON.stringify(log)).not.toContain('a secret');
  });

  it('logs that it cannot write, without the question', async () => {
    writeFileSync(folder, 'a file where the folder should be');
    const log: LogLine[] = [];
    await new AnswerLedger(folder, { logger: recordingLogger(log) }).add(given({ question: 'a secret' }));
    expect(log).toHaveLength(1);
    expect(JSON.stringify(log)).not.toContain('a secret');
  });
});
