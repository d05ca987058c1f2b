import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/discord/limits.js';
import { publisherOf, publisherValue } from '../../src/discord/publisher-value.js';
import { endlessText } from '../support/hostile-text.js';

describe('publisherValue', () => {
  it('is the name itself where Discord sends that back as it is', () => {
    expect(publisherValue('海岸观察')).toBe('海岸观察');
  });

  it('is short, whole and stands for its name, whatever that is', () => {
    const names = fc.uniqueArray(
      endlessText()
        .map((name) => name.trim())
        .filter((name) => name !== ''),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(names, (all) => {
        const facets = { months: [], publishers: all.map((name) => ({ name, articles: 1 })) };
        for (const name of all) {
          const value = publisherValue(name);
          expect(value.length).toBeLessThanOrEqual(LIMITS.choiceValue);
          expect(value.isWellFormed()).toBe(true);
          expect(publisherOf(value, facets)).toBe(name);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('publisherOf', () => {
  it('leaves what a member has typed as it is', () => {
    const facets = { months: [], publishers: [{ name: 'x'.repeat(101), articles: 1 }] };
    for (const typed of ['海岸观察', '#1', '#0123456789ab', ''])
      expect(publisherOf(typed, facets)).toBe(typed);
  });
});
