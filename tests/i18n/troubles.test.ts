import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { SkipCode } from '../../src/domain/article.js';
import {
  failureEntry,
  knownFailure,
  problemEntry,
  skippedEntry,
  skipReasons,
} from '../../src/i18n/troubles.js';

const { Converter } = createRequire(import.meta.url)('opencc-js') as {
  readonly Converter: (options: { from: 'cn' | 'tw'; to: 'cn' | 'tw' }) => (text: string) => string;
};
const toSimplified = Converter({ from: 'tw', to: 'cn' });
const toTraditional = Converter({ from: 'cn', to: 'tw' });

const OPERATORS = 'The operator reads this.';
const AT = '2025-04-02T10:00:00Z';
const CODES = Object.keys(skipReasons) as SkipCode[];

describe('what the operator is told', () => {
  it.each(['zh-CN', 'zh-TW'] as const)('does not reach members in %s', (locale) => {
    const told = [
      ...CODES.map((code) => skippedEntry({ path: 'a.md', code, reason: OPERATORS }, locale)),
      problemEntry({ file: 'a.bin', problem: OPERATORS }, locale),
      ...[null, 'disk-full', 'vector-invalid', 'constructor'].map((code) =>
        failureEntry({ at: AT, code, message: OPERATORS }, locale),
      ),
    ];
    for (const text of told) expect(text).not.toContain(OPERATORS);
  });

  it('is what English readers are told, who understand it', () => {
    expect(skippedEntry({ path: 'a.md', code: 'empty', reason: OPERATORS }, 'en')).toBe(`a.md: ${OPERATORS}`);
    expect(failureEntry({ at: AT, code: null, message: OPERATORS }, 'en')).toBe(OPERATORS);
  });
});

describe('knownFailure', () => {
  it('knows what an administrator can do something about, and nothing else', () => {
    expect(knownFailure('disk-full', 'zh-CN')).toContain('磁盘已满');
    expect(knownFailure('vector-invalid', 'zh-CN')).toBeNull();
    expect(knownFailure('toString', 'en')).toBeNull();
    expect(knownFailure(null, 'en')).toBeNull();
  });
});

it.each(CODES)('why a file was skipped (%s) is written in the right characters', (code) => {
  const { 'zh-CN': simplified, 'zh-TW': traditional } = skipReasons[code];
  expect(toSimplified(simplified)).toBe(simplified);
  expect(toTraditional(traditional)).toBe(traditional);
});
