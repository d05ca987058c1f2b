import path from 'node:path';
import { setFlagsFromString } from 'node:v8';

import { describe, expect, it } from 'vitest';

import { attacks, countSteps } from './support/regex-steps.js';
import { findPatterns } from './support/source-patterns.js';

/** Length of the texts, and steps that a character of them may cost a pattern. A square would cost a thousand. */
const LENGTH = 500;
const STEPS_PER_CHARACTER = 220;

/** Patterns that take more, and the bound on what they are shown. */
const BOUNDED = new Map([
  ['content/format.ts', 'addresses up to 1,000 characters, in the first 50,000 of a text'],
  ['content/title.ts', 'the first 2,000 characters of a title'],
]);

/** Patterns that are built of other things than constants, an example of each, and what they are built of. */
const BUILT = new Map([
  ['discord/messages/message-question.ts', { example: /<@!?12345678901234567890>/gu, of: 'a number' }],
  [
    'retrieval/translation.ts',
    {
      example: /(?<![\p{Script=Latin}\p{N}])high-speed rail(?![\p{Script=Latin}\p{N}])|高铁|铁路/gu,
      of: 'the words of a dictionary, escaped',
    },
  ],
]);

// The matcher calls itself for every character of a text.
setFlagsFromString('--stack-size=4000');

const { patterns, unknown } = findPatterns(path.resolve(import.meta.dirname, '../src'));
const fileOf = (place: string): string => place.replace(/:\d+$/u, '');

function isSlow(pattern: RegExp): boolean {
  for (const text of attacks(pattern, LENGTH)) {
    if (countSteps(pattern, text, LENGTH * STEPS_PER_CHARACTER) > LENGTH * STEPS_PER_CHARACTER) return true;
  }
  return false;
}

describe('the regular expressions', () => {
  it.each([
    /\s+$/u,
    /^(?:a+)+$/u,
    /a*a*b/u,
    /(?:\p{L}|\p{Script=Han})*,/u,
    /<[^>]*>/u,
    /^((?: {0,3}> ?){10})x/mu,
  ])('are told from %s, which takes the square of the length or worse', (pattern) => {
    expect(isSlow(pattern)).toBe(true);
  });

  it('are known, also where they are built from strings', () => {
    expect(unknown.map(fileOf).sort()).toEqual([...BUILT.keys()]);
    // Literals, lists, constants of other files, parts that are replaced.
    const files = [
      'text/dates.ts',
      'text/find-periods.ts',
      'answering/follow-up/chinese.ts',
      'content/credits.ts',
    ];
    for (const file of files) expect(patterns.map(({ place }) => fileOf(place))).toContain(file);
    expect(patterns.some(({ pattern }) => String(pattern).includes('${'))).toBe(false);
  });

  it('take steps in proportion to the text, whatever it holds', () => {
    const built = [...BUILT].map(([place, { example }]) => ({ place, pattern: example }));
    const slow = [...patterns, ...built].filter(({ pattern }) => isSlow(pattern));
    const unbounded = slow.filter(({ place }) => !BOUNDED.has(fileOf(place)));
    expect(unbounded.map(({ place, pattern }) => `${place} ${String(pattern)}`)).toEqual([]);
    expect(slow).toHaveLength(BOUNDED.size);
  }, 600_000);
});
