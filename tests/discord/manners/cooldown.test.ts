import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cooldown } from '../../../src/discord/manners/cooldown.js';

describe('Cooldown', () => {
  it('lets a member ask so many questions at once, then one after the other', () => {
    const cooldown = new Cooldown({ questions: 3, seconds: 9 });
    const waits = [0, 0, 0, 0, 1000, 3000, 3000].map((now) => cooldown.take('ann', 50_000 + now));
    expect(waits).toEqual([0, 0, 0, 3000, 2000, 0, 3000]);
  });

  it('lets everything be asked again after a pause', () => {
    const cooldown = new Cooldown({ questions: 2, seconds: 10 });
    const waits = [0, 0, 10_000, 10_000, 10_000].map((now) => cooldown.take('ann', now));
    expect(waits).toEqual([0, 0, 0, 0, 5000]);
  });

  it('lets one member wait and not the others', () => {
    const cooldown = new Cooldown({ questions: 1, seconds: 10 });
    expect(['ann', 'ann', 'ben'].map((id) => cooldown.take(id, 5))).toEqual([0, 10_000, 0]);
  });

  it('keeps nobody waiting because the clock was set back', () => {
    const cooldown = new Cooldown({ questions: 1, seconds: 10 });
    cooldown.take('ann', 1_000_000);
    expect(cooldown.take('ann', 500_000)).toBe(0);
  });

  it('remembers no more members than it was told to', () => {
    const cooldown = new Cooldown({ questions: 1, seconds: 10 }, 2);
    for (const id of ['ann', 'ben', 'cem']) cooldown.take(id, 0);
    expect([cooldown.take('cem', 0), cooldown.take('ann', 0)]).toEqual([10_000, 0]);
  });

  it('never gives more than its rule in any stretch of time, and always lets in whoever has waited', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 40 });
    const rules = fc.record({
      questions: fc.integer({ min: 1, max: 7 }),
      seconds: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(rules, steps, (rule, pauses) => {
        const cooldown = new Cooldown(rule);
        const taken: number[] = [];
        let now = 1000;
        for (const pause of pauses) {
          now += pause;
          const wait = cooldown.take('ann', now);
          if (wait === 0) taken.push(now);
          else expect(cooldown.take('ann', now)).toBe(wait);
        }
        const span = rule.seconds * 1000;
        for (const start of taken) {
          // The bucket is full at first and fills up once more while it is emptied.
          const within = taken.filter((at) => at >= start && at < start + span - 1);
          expect(within.length).toBeLessThanOrEqual(2 * rule.questions);
        }
        const last = cooldown.take('ann', now);
        if (last > 0) expect(cooldown.take('ann', now + last)).toBe(0);
      }),
    );
  });
});
