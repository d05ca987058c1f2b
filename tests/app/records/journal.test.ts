import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Journal, type JournalOptions } from '../../../src/app/records/journal.js';
import { recordingLogger, type LogLine } from '../../support/recording-logger.js';

let folder: string;

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'yinju-journal-')), 'records');
});

afterEach(() => {
  rmSync(path.dirname(folder), { recursive: true, force: true });
});

function open(options: Partial<JournalOptions<string>> = {}): Journal<string> {
  return new Journal(folder, { schema: z.string(), days: 3, ...options });
}

async function entriesOf(journal: Journal<string>, since?: Date): Promise<string[]> {
  return (await journal.read(since)).map(({ entry }) => entry);
}

/** A clock that goes on by a day at every look. */
function days(): () => Date {
  let day = 0;
  return () => new Date(Date.UTC(2025, 0, ++day));
}

describe('Journal', () => {
  it('gives back what was appended, in order and with its time', async () => {
    const journal = open({ now: () => new Date('2025-05-03T10:20:30Z') });
    journal.append('first');
    journal.append('second');
    expect(await journal.read()).toEqual([
      { at: '2025-05-03T10:20:30.000Z', entry: 'first' },
      { at: '2025-05-03T10:20:30.000Z', entry: 'second' },
    ]);
  });

  it('gives back any entry whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' })), async (entries) => {
        const journal = open();
        for (const entry of entries) journal.append(entry);
        expect(await entriesOf(journal)).toEqual(entries);
        rmSync(folder, { recursive: true, force: true });
      }),
      { numRuns: 30 },
    );
  });

  it('outlives the process, and can be read by the operator alone', async () => {
    const first = open({ now: () => new Date('2025-05-03') });
    first.append('kept');
    await first.flush();
    expect(statSync(path.join(folder, '2025-05-03.jsonl')).mode & 0o077).toBe(0);
    expect(await entriesOf(open())).toEqual(['kept']);
  });

  it('loses nothing where several write', async () => {
    const journals = Array.from({ length: 4 }, () => open());
    for (let i = 0; i < 100; i++) journals[i % 4]?.append(String(i));
    await Promise.all(journals.map((journal) => journal.flush()));
    expect((await entriesOf(open())).map(Number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, i) => i),
    );
  });

  it('deletes days that are long past, and leaves other files alone', async () => {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'notes.txt'), 'mine');
    const journal = open({ now: days() });
    for (const entry of ['a', 'b', 'c', 'd', 'e']) journal.append(entry);
    expect(await entriesOf(journal)).toEqual(['c', 'd', 'e']);
    expect(readdirSync(folder)).toEqual([
      '2025-01-03.jsonl',
      '2025-01-04.jsonl',
      '2025-01-05.jsonl',
      'notes.txt',
    ]);
  });

  it('reads from a day on', async () => {
    const journal = open({ now: days() });
    for (const entry of ['a', 'b', 'c']) journal.append(entry);
    expect(await entriesOf(journal, new Date('2025-01-02T23:00:00Z'))).toEqual(['b', 'c']);
  });

  it('passes over what it cannot read, and loses nothing after it', async () => {
    mkdirSync(folder);
    const file = path.join(folder, '2025-05-03.jsonl');
    writeFileSync(file, '{"version":2,"entry":1}\n{"version":1,"at":"x","entry":7}\n{"version":1,"at":"20');
    const journal = open({ now: () => new Date('2025-05-03') });
    journal.append('after');
    expect(await entriesOf(journal)).toEqual(['after']);
  });

  it('begins again where the folder was deleted', async () => {
    const journal = open();
    journal.append('before');
    await journal.flush();
    rmSync(folder, { recursive: true });
    expect(await journal.read()).toEqual([]);
    journal.append('after');
    expect(await entriesOf(journal)).toEqual(['after']);
  });

  it('does not grow without bound in a day, and says so once', async () => {
    const log: LogLine[] = [];
    const journal = open({ entriesPerDay: 10, logger: recordingLogger(log) });
    for (let i = 0; i < 30; i++) journal.append(String(i));
    expect(await journal.read()).toHaveLength(10);
    expect(log).toHaveLength(1);
  });

  it('logs that it cannot write, without the entry', async () => {
    writeFileSync(folder, 'a file where the folder should be');
    const log: LogLine[] = [];
    const journal = open({ logger: recordingLogger(log) });
    journal.append('a secret');
    await journal.flush();
    expect(log).toHaveLength(1);
    expect(JSON.stringify(log)).not.toContain('a secret');
  });

  it('makes nothing before there is something to write', async () => {
    expect(await open().read()).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });
});
