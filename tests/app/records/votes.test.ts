import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Votes, type Ballot, type Vote } from '../../../src/app/records/votes.js';

const START = new Date(0);
const MEMBER = '123456789012345678';

let folder: string;

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'yinju-votes-')), 'votes');
});

afterEach(() => {
  rmSync(path.dirname(folder), { recursive: true, force: true });
});

function ballot(changes: Partial<Ballot> = {}): Ballot {
  return {
    server: 's',
    answerId: '9',
    answeredAt: START,
    memberId: MEMBER,
    articles: ['a1'],
    ...changes,
  };
}

describe('Votes', () => {
  it('counts a member once for each answer, however often they change their mind', async () => {
    const votes = new Votes(folder);
    await votes.cast(ballot(), 'up');
    await votes.cast(ballot(), 'down');
    await votes.cast(ballot({ memberId: '8' }), 'down');
    await votes.cast(ballot({ answerId: '10' }), 'up');
    expect(await votes.count('s', START)).toEqual({ up: 1, down: 2 });
  });

  it('takes a vote back that is cast again, and counts it again after that', async () => {
    const votes = new Votes(folder);
    const pressed = [votes.cast(ballot(), 'up'), votes.cast(ballot(), 'up'), votes.cast(ballot(), 'up')];
    expect(await Promise.all(pressed)).toEqual(['up', null, 'up']);
    expect(await votes.cast(ballot(), 'up')).toBeNull();
    expect(await votes.count('s', START)).toEqual({ up: 0, down: 0 });
  });

  it('knows after a restart what was cast before', async () => {
    const before = new Votes(folder);
    await before.cast(ballot(), 'up');
    await before.flush();
    expect(await new Votes(folder).cast(ballot(), 'up')).toBeNull();
  });

  it('keeps servers apart, and direct messages from all of them', async () => {
    const votes = new Votes(folder);
    await votes.cast(ballot({ server: 't' }), 'up');
    await votes.cast(ballot({ server: null, answerId: '11' }), 'up');
    expect(await votes.count('s', START)).toEqual({ up: 0, down: 0 });
    expect(await votes.count('t', START)).toEqual({ up: 1, down: 0 });
  });

  it('counts what was cast since a moment', async () => {
    let hour = 0;
    const votes = new Votes(folder, { now: () => new Date(Date.UTC(2025, 0, 1, ++hour)) });
    await votes.cast(ballot(), 'up');
    await votes.cast(ballot({ memberId: '8' }), 'down');
    expect(await votes.count('s', new Date(Date.UTC(2025, 0, 1, 2)))).toEqual({ up: 0, down: 1 });
  });

  it('writes neither who voted, nor the same mark for one member on two answers', async () => {
    const votes = new Votes(folder);
    await votes.cast(ballot(), 'up');
    await votes.cast(ballot({ answerId: '10' }), 'up');
    await votes.flush();
    const text = readdirSync(folder)
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
      .join('');
    expect(text).not.toContain(MEMBER);
    const marks = [...text.matchAll(/"voter":"([0-9a-f]+)"/gu)].map(([, mark]) => mark);
    expect(marks).toHaveLength(2);
    expect(new Set(marks).size).toBe(2);
  });

  it('counts what was pressed last, whatever was pressed before', async () => {
    const press = fc.record({
      member: fc.constantFrom('1', '2', '3'),
      vote: fc.constantFrom<Vote>('up', 'down'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(press, { maxLength: 12 }), async (presses) => {
        const votes = new Votes(folder);
        const expected = new Map<string, Vote | null>();
        for (const { member, vote } of presses) {
          expected.set(member, expected.get(member) === vote ? null : vote);
          expect(await votes.cast(ballot({ memberId: member }), vote)).toBe(expected.get(member));
        }
        const counted = [...expected.values()];
        expect(await votes.count('s', START)).toEqual({
          up: counted.filter((vote) => vote === 'up').length,
          down: counted.filter((vote) => vote === 'down').length,
        });
        rmSync(folder, { recursive: true, force: true });
      }),
      { numRuns: 25 },
    );
  });
});
