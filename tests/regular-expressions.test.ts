import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';
import { describe, expect, it } from 'vitest';

import { attacks, countSteps } from './support/regex-steps.js';

const src = path.resolve(import.meta.dirname, '../src');
/** Length of the texts, and steps that a character of them may cost a pattern. A square would cost a thousand. */
const LENGTH = 500;
const STEPS_PER_CHARACTER = 220;

interface Located {
  readonly place: string;
  readonly pattern: RegExp;
}

/** Patterns that take more, and the bound on what they are shown. */
const BOUNDED = new Map([
  ['content/format.ts', 'addresses up to 1,000 characters, in the first 50,000 of a text'],
  ['content/title.ts', 'the first 2,000 characters of a title'],
]);

/** Every regular expression that is written as a literal. */
function literals(): Located[] {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return files.flatMap((file) => {
    const source = ts.createSourceFile(
      file,
      readFileSync(path.join(src, file), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    const found: Located[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const at = node.text.lastIndexOf('/');
        const line = source.getLineAndCharacterOfPosition(node.pos).line + 1;
        found.push({
          place: `${file}:${line} ${node.text}`,
          pattern: new RegExp(node.text.slice(1, at), node.text.slice(at + 1)),
        });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

function isSlow({ pattern }: Located): boolean {
  for (const text of attacks(pattern, LENGTH)) {
    if (countSteps(pattern, text, LENGTH * STEPS_PER_CHARACTER) > LENGTH * STEPS_PER_CHARACTER) return true;
  }
  return false;
}

describe('the regular expressions', () => {
  it.each([/\s+$/u, /^(?:a+)+$/u, /a*a*b/u, /(?:\p{L}|\p{Script=Han})*,/u, /<[^>]*>/u])(
    'are told from %s, which takes the square of the length or worse',
    (pattern) => {
      expect(isSlow({ place: '', pattern })).toBe(true);
    },
  );

  it('take steps in proportion to the text, whatever it holds', () => {
    const slow = literals()
      .filter(isSlow)
      .map(({ place }) => place);
    expect(slow.filter((place) => !BOUNDED.has(place.replace(/:.*/u, '')))).toEqual([]);
    expect(slow).toHaveLength(BOUNDED.size);
  }, 600_000);
});
