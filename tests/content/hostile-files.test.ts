import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DEFAULT_READ_OPTIONS, readArticle } from '../../src/content/read.js';
import { HOSTILE_FILES } from '../support/hostile-files.js';

/** About as much as the bot reads in its own process. */
const LENGTH = 30_000;
/** What must not come into an article: control characters, overrides of the direction, halves of pairs. */
const UNSAFE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]|\p{Surrogate}/u;

/** Whatever a file holds, it is an article in bounds or skipped with a reason on one line. */
function expectSafe(path: string, bytes: Uint8Array): void {
  const result = readArticle(path, bytes, DEFAULT_READ_OPTIONS);
  if ('skipped' in result) {
    expect(result.skipped.reason).toMatch(/^.{1,300}$/u);
    return;
  }
  const { title, text, blocks, publisher, author, url, categories, captions } = result.article;
  const strings = [title, text, publisher ?? '', author ?? '', url ?? '', ...categories, ...captions];
  for (const string of strings) expect(UNSAFE.exec(string)).toBeNull();
  expect(title).toMatch(/^.{1,300}$/u);
  // Nothing in a file stands for more text than itself: there is no zip-like repetition.
  expect(text.length).toBeLessThanOrEqual(3 * bytes.length + 100);
  for (const { start, end } of blocks) expect(end).toBeGreaterThan(start);
}

describe('a hostile file', () => {
  it.each(HOSTILE_FILES)('is an article in bounds, or skipped with the reason: $name', ({ path, make }) => {
    expectSafe(path, Buffer.from(make(LENGTH)));
    expectSafe(path, Buffer.from(make(LENGTH), 'utf16le'));
  });

  it('may be cut off and damaged anywhere', () => {
    const kind = fc.constantFrom(...HOSTILE_FILES);
    const damage = fc.array(fc.tuple(fc.nat(1999), fc.nat(255)), { maxLength: 20 });
    fc.assert(
      fc.property(kind, fc.nat(2000), damage, ({ path, make }, length, changes) => {
        const bytes = Buffer.from(make(2000)).subarray(0, length);
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
        expectSafe(path, bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('may be a mixture of any of them', () => {
    const part = fc.tuple(fc.constantFrom(...HOSTILE_FILES), fc.nat(600));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.constantFrom('a.md', 'a.html', 'a.txt'), (parts, path) => {
        expectSafe(path, Buffer.from(parts.map(([{ make }, length]) => make(length + 60)).join('\n')));
      }),
      { numRuns: 500 },
    );
  });
});
