import { describe, expect, it } from 'vitest';
import { Admission, type Admitted } from '../../../src/discord/manners/admission.js';

const cooldown = { questions: 1, seconds: 10 };

/** Takes a question in that must not be refused. */
function enter(admission: Admission, userId: string): Admitted {
  const result = admission.admit(userId);
  if (!result.admitted) throw new Error(`refused: ${result.reason}`);
  return result;
}

describe('Admission', () => {
  it('says at which moment a member who asks too fast may ask again', () => {
    const admission = new Admission({ cooldown, queue: 9 }, () => 70_000);
    enter(admission, 'ann');
    expect(admission.admit('ann')).toMatchObject({ reason: 'cooldown', retryAt: 80_000, waitMs: 10_000 });
  });

  it('tells again only whoever has waited', () => {
    let now = 0;
    const admission = new Admission({ cooldown, queue: 9 }, () => now);
    const repeated = [0, 0, 9_999, 10_000, 10_001].map((at) => {
      now = at;
      const result = admission.admit('ann');
      return result.admitted ? 'admitted' : result.repeated;
    });
    expect(repeated).toEqual(['admitted', false, true, 'admitted', false]);
  });

  it('goes by the rule of the server, and by a new one from the moment it is set', () => {
    const admission = new Admission({ cooldown, queue: 99 }, () => 0);
    const ask = (guildId: string, questions: number | null): boolean => {
      const rule = questions === null ? null : { questions, seconds: 10 };
      return admission.admit('ann', { guildId, rule }).admitted;
    };
    expect([ask('a', 2), ask('a', 2), ask('a', 2)]).toEqual([true, true, false]);
    expect([ask('a', 1), ask('a', 1)]).toEqual([true, false]);
    expect([ask('b', null), ask('b', null), ask('b', null)]).toEqual([true, true, true]);
    expect([admission.admit('ann').admitted, admission.admit('ann').admitted]).toEqual([true, false]);
  });

  it('takes no more questions than the queue has room for, until one is done', () => {
    const admission = new Admission({ cooldown: null, queue: 2 }, () => 0);
    const first = enter(admission, 'ann');
    enter(admission, 'ben');
    expect(admission.admit('cem')).toMatchObject({ admitted: false, reason: 'busy' });
    first.done();
    enter(admission, 'cem');
  });

  it('does not count a question that there was no room for as one that was asked', () => {
    const admission = new Admission({ cooldown, queue: 1 }, () => 0);
    const first = enter(admission, 'ann');
    admission.admit('ben');
    first.done();
    enter(admission, 'ben');
  });

  it('has members come back when questions are usually done, within a minute', () => {
    let now = 0;
    const admission = new Admission({ cooldown: null, queue: 1 }, () => now);
    const waitAfter = (took: number): number => {
      for (let i = 0; i < 50; i++) {
        const { done } = enter(admission, 'ann');
        now += took;
        done();
      }
      const { done } = enter(admission, 'ann');
      const refused = admission.admit('ben');
      done();
      return refused.admitted ? 0 : refused.waitMs;
    };
    expect(waitAfter(2_000)).toBe(2_001);
    expect(waitAfter(10)).toBe(1_000);
    expect(waitAfter(500_000)).toBe(60_000);
  });
});
