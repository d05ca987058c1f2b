import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** Characters that stand for the classes of `\s`, `\p{…}` and negated sets when strings are made up. */
const POOL = Array.from(' \n\t\u3000aZ19_é甲一。，“(（.-:：>/|*&�');

type Next = (at: number) => boolean;

/** Thrown when a match takes more steps than it may. */
class TooManySteps extends Error {}

/**
 * Counts the steps of a backtracking matcher, as V8's is, that looks for all matches of a pattern in a text: one
 * for every element that is tried at a place. Back references are taken to match nothing.
 * @returns the number, or `limit` + 1 where there are more
 */
export function countSteps(pattern: RegExp, text: string, limit: number): number {
  const characters = Array.from(text);
  const matcher = new Matcher(pattern, characters, limit);
  const tree = parse(pattern);
  try {
    for (let start = 0; start <= characters.length;) {
      let end = start;
      const found = matcher.alternatives(tree.pattern.alternatives, start, (at) => {
        end = at;
        return true;
      });
      start = found && end > start ? end : start + 1;
    }
  } catch (error) {
    if (!(error instanceof TooManySteps)) throw error;
    return limit + 1;
  }
  return matcher.steps;
}

/** Texts of about `length` characters that are made to cost a pattern much. */
export function* attacks(pattern: RegExp, length: number): Generator<string> {
  const tree = parse(pattern);
  const flags = ownFlags(pattern);
  const seen = new Set<string>();
  const literals = new Set<string>();
  const quantifiers: AST.Quantifier[] = [];
  walk(tree.pattern, (node) => {
    if (node.type === 'Character') literals.add(String.fromCodePoint(node.value));
    if (node.type === 'Quantifier' && node.max > 8) quantifiers.push(node);
  });
  if (quantifiers.length === 0) return;
  const units = new Set([...POOL, ...[...literals].slice(0, 12)]);
  for (const quantifier of quantifiers)
    for (const unit of examples(quantifier.element, flags)) units.add(unit);
  const prefixes = new Set(['', ...quantifiers.map((quantifier) => exampleBefore(quantifier, flags))]);
  for (const prefix of prefixes) {
    for (const unit of units) {
      if (unit === '') continue;
      const texts = [`${prefix}${unit.repeat(Math.floor(length / unit.length))}\0`];
      // What costs much at the beginning of a line costs it in every line.
      const line = `${prefix}${unit.repeat(12)}\0\n`;
      if (pattern.multiline) texts.push(line.repeat(Math.ceil(length / line.length)));
      for (const text of texts) {
        if (!seen.has(text)) yield text;
        seen.add(text);
      }
    }
  }
}

/** The flags that say what a character matches. */
function ownFlags(pattern: RegExp): string {
  return pattern.flags.replace(/[gmy]/gu, '');
}

function parse(pattern: RegExp): AST.RegExpLiteral {
  return new RegExpParser({ ecmaVersion: 2025 }).parseLiteral(String(pattern));
}

function walk(node: AST.Node, visit: (node: AST.Node) => void): void {
  visit(node);
  if ('alternatives' in node) for (const child of node.alternatives) walk(child, visit);
  if (node.type === 'Alternative') for (const child of node.elements) walk(child, visit);
  if (node.type === 'Quantifier') walk(node.element, visit);
}

class Matcher {
  steps = 0;
  private readonly tests = new Map<AST.Node, RegExp>();

  constructor(
    private readonly pattern: RegExp,
    private readonly text: readonly string[],
    private readonly limit: number,
  ) {}

  alternatives(alternatives: readonly AST.Alternative[], at: number, next: Next): boolean {
    return alternatives.some(({ elements }) => this.sequence(elements, 0, at, next));
  }

  // Four things make a place in a match.
  private sequence(elements: readonly AST.Element[], i: number, at: number, next: Next): boolean {
    const element = elements[i];
    return element === undefined
      ? next(at)
      : this.element(element, at, (to) => this.sequence(elements, i + 1, to, next));
  }

  private element(element: AST.Element, at: number, next: Next): boolean {
    if (++this.steps > this.limit) throw new TooManySteps();
    switch (element.type) {
      case 'Assertion':
        return this.assertion(element, at) && next(at);
      case 'Quantifier':
        return this.quantifier(element, { at, count: 0 }, next);
      case 'Group':
      case 'CapturingGroup':
        return this.alternatives(element.alternatives, at, next);
      case 'Backreference':
        return next(at);
      case 'Character':
      case 'CharacterClass':
      case 'CharacterSet':
      case 'ExpressionCharacterClass':
        return at < this.text.length && this.test(element).test(this.text[at] ?? '') && next(at + 1);
    }
  }

  private quantifier(node: AST.Quantifier, place: { at: number; count: number }, next: Next): boolean {
    const { at, count } = place;
    const more = (): boolean =>
      count < node.max &&
      this.element(
        node.element,
        at,
        (to) => (to > at || count < node.min) && this.quantifier(node, { at: to, count: count + 1 }, next),
      );
    const enough = (): boolean => count >= node.min && next(at);
    return node.greedy ? more() || enough() : enough() || more();
  }

  private assertion(node: AST.Assertion, at: number): boolean {
    if (node.kind === 'lookahead')
      return this.alternatives(node.alternatives, at, () => true) !== node.negate;
    // What looks behind is bounded in this project, or anchored: one step.
    if (node.kind === 'lookbehind') {
      const source = `(?:${node.alternatives.map(({ raw }) => raw).join('|')})$`;
      const before = this.text.slice(Math.max(0, at - 12), at).join('');
      return new RegExp(source, ownFlags(this.pattern)).test(before) !== node.negate;
    }
    if (node.kind === 'start') return at === 0 || (this.pattern.multiline && this.text[at - 1] === '\n');
    if (node.kind === 'end')
      return at === this.text.length || (this.pattern.multiline && this.text[at] === '\n');
    const isWord = (character: string | undefined): boolean => /^\w$/u.test(character ?? '');
    return (isWord(this.text[at - 1]) !== isWord(this.text[at])) !== node.raw.startsWith('\\B');
  }

  /** A pattern for one character. */
  private test(node: AST.Element): RegExp {
    const known = this.tests.get(node) ?? new RegExp(`^(?:${node.raw})$`, ownFlags(this.pattern));
    this.tests.set(node, known);
    return known;
  }
}

/** A text that an element matches, as far as that is easily found. */
function example(node: AST.Element, flags: string): string {
  switch (node.type) {
    case 'Quantifier':
      return example(node.element, flags).repeat(Math.max(1, node.min));
    case 'Group':
    case 'CapturingGroup':
      return (node.alternatives[0]?.elements ?? []).map((part) => example(part, flags)).join('');
    case 'Assertion':
    case 'Backreference':
      return '';
    case 'Character':
      return String.fromCodePoint(node.value);
    case 'CharacterClass':
    case 'CharacterSet':
    case 'ExpressionCharacterClass': {
      const test = new RegExp(`^${node.raw}$`, flags);
      return POOL.find((character) => test.test(character)) ?? '';
    }
  }
}

/** One for each of an element's alternatives. */
function examples(node: AST.Element, flags: string): string[] {
  if (node.type !== 'Group' && node.type !== 'CapturingGroup') return [example(node, flags)];
  return node.alternatives.map(({ elements }) => elements.map((part) => example(part, flags)).join(''));
}

/** A text that what stands before a quantifier matches. */
function exampleBefore(quantifier: AST.Quantifier, flags: string): string {
  const { parent } = quantifier;
  return parent.elements
    .slice(0, parent.elements.indexOf(quantifier))
    .map((part) => example(part, flags))
    .join('');
}
