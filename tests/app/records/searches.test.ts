import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Searches, type GivenSearch } from '../../../src/app/records/searches.js';
import { recordingLogger, type LogLine } from '../../support/recording-logger.js';

let folder: string;

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'yinju-searches-')), 'searches');
});

afterEach(() => {
  rmSync(path.dirname(folder), { recursive: true, force: true });
});

/** A Discord id of a day in May 2025. */
function idOn(day: number): string {
  return String(BigInt(Date.UTC(2025, 4, day) - 1_420_070_400_000) << 22n);
}

function given(changes: Partial<GivenSearch> = {}): GivenSearch {
  return { replyId: idOn(3), query: '渔市', filter: { since: '2024-01-01' }, generation: 'g-1', ...changes };
}

const may = (day: number): number => Date.UTC(2025, 4, day);

describe('Searches', () => {
  it('finds a search by its message, also in another process, whatever was searched for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (query) => {
        await new Searches(folder, { now: () => may(3) }).add(given({ query }));
        const found = await new Searches(folder).find(given().replyId);
        expect(found).toEqual(given({ query: query.slice(0, 200).toWellFormed() }));
      }),
      { numRuns: 20 },
    );
  });

  it('forgets what it is told to forget, and what is thirty days past', async () => {
    const searches = new Searches(folder, { now: () => may(3) });
    await searches.add(given());
    await searches.remove(given().replyId);
    await searches.remove(given().replyId);
    expect(await searches.find(given().replyId)).toBeNull();
    await searches.add(given());
    await new Searches(folder, { now: () => may(3 + 29) }).add(given({ replyId: idOn(32) }));
    expect(await searches.find(given().replyId)).not.toBeNull();
    await new Searches(folder, { now: () => may(3 + 30) }).add(given({ replyId: idOn(33) }));
    expect(await searches.find(given().replyId)).toBeNull();
  });

  it('can be read by the operator alone', async () => {
    await new Searches(folder, { now: () => may(3) }).add(given());
    const [day = ''] = readdirSync(folder);
    expect(statSync(path.join(folder, day, `${given().replyId}.json`)).mode & 0o077).toBe(0);
  });

  it('knows nothing of what is no id', async () => {
    expect(await new Searches(folder).find('../../etc/passwd')).toBeNull();
  });

  it('logs what cannot be written or read, without what was searched for', async () => {
    const log: LogLine[] = [];
    const searches = new Searches(folder, { logger: recordingLogger(log), now: () => may(3) });
    await searches.add(given());
    writeFileSync(
      path.join(folder, '2025-05-03', `${given().replyId}.json`),
      '{"version":1,"query":"secret"}',
    );
    expect(await searches.find(given().replyId)).toBeNull();
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');
    await searches.add(given({ query: 'secret' }));
    expect(log.map(({ message }) => message)).toEqual([
      'a search could not be recalled',
      'a search could not be remembered',
    ]);
    expect(JSON.stringify(log)).not.toContain('secret');
  });
});
