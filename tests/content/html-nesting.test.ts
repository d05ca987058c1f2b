import { load } from 'cheerio/slim';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { limitNesting } from '../../src/content/html-nesting.js';
import { tagsOf } from '../../src/content/html-tags.js';

/** How deep an element that is left may be nested; what holds nothing may be one deeper. */
const DEEPEST = 201;

/** What tags are made of, and what hides tags from those who look carelessly. */
const PIECES = Array.from('<>/=\'"!-?[]& \n甲a').concat(
  ...['<div', '<div>', '</div>', '<br', '<p>', '<p', '</p>', '<b/>', '<li>', '<td>', '<tr>', '<table>', '<select>', '<option>'],
  ...['<script>', '<script/>', '</script>', '</script >', '<title>', '</title>', '<svg>', '<svg/>', '</svg>', '<desc>', '</desc>'],
  ...['<!--', '-->', '<!-->', '<![CDATA[', ']]>', '<?', '?>', ' a="', " a='", ' a=b', '<a <b>', '<p_', '</yinju>', '<yinju>'],
);
const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));

/** Names of the elements that the parser makes, in the order of their start tags, and how deep they are nested. */
function parsed(html: string): { names: string[]; depth: number } {
  const $ = load(html);
  const names: string[] = [];
  let deepest = 0;
  const walk = $.root()
    .contents()
    .get()
    .map((node) => ({ node, depth: 1 }));
  walk.reverse();
  for (let step = walk.pop(); step !== undefined; step = walk.pop()) {
    const { node, depth } = step;
    if (!('name' in node)) continue;
    names.push(node.name);
    deepest = Math.max(deepest, depth);
    if ('children' in node) for (const child of [...node.children].reverse()) walk.push({ node: child, depth: depth + 1 });
  }
  return { names, depth: deepest };
}

describe('tagsOf', () => {
  it('finds the start tags that the parser finds, and no others', () => {
    fc.assert(
      fc.property(soup, (html) => {
        // The parser makes a paragraph or line break of their end tags too, and an element of an instruction.
        const isCounted = (name: string): boolean => !['p', 'br'].includes(name) && !/^[!?]/u.test(name);
        const starts = [...tagsOf(html)].filter(({ isEnd }) => !isEnd).map(({ name }) => name);
        expect(starts.filter(isCounted)).toEqual(parsed(html).names.filter(isCounted));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('limitNesting', () => {
  it('leaves a page within the bounds as it is', () => {
    fc.assert(
      fc.property(soup, (html) => {
        fc.pre(!html.includes('yinju'));
        expect(limitNesting(html, 'yinju')).toBe(html);
      }),
    );
  });

  it('bounds how deep elements are nested, however their tags are hidden', () => {
    fc.assert(
      fc.property(soup, soup, (before, unit) => {
        const html = limitNesting(before + unit.repeat(400), 'yinju');
        expect(parsed(html).depth).toBeLessThanOrEqual(DEEPEST);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['self-closing tags', '<b/>'],
    ['tags in tags', '<b <br>'],
    ['signs in attributes', '<b a=">">'],
    ['less-than signs in attributes', '<b a="<">'],
    ['names like those of elements that hold nothing', '<br_>'],
    ['end tags in comments', '<b><!-- </b> -->'],
    ['end tags of what has ended', '<p><div></p>'],
    ['end tags in scripts', '<b><script></b></script>'],
  ])('is not deceived by %s', (_, unit) => {
    expect(parsed(unit.repeat(1000)).depth).toBeGreaterThan(500);
    expect(parsed(limitNesting(unit.repeat(1000), 'yinju')).depth).toBeLessThanOrEqual(DEEPEST);
  });

  it('keeps the text of what it drops, but not that of scripts', () => {
    const html = limitNesting(`${'<b>'.repeat(300)}甲<script>var a;</script>乙`, 'yinju');
    expect(load(html).root().text().replace(/\s+/gu, '')).toBe('甲乙');
  });

  it('lets no page end the element around it', () => {
    expect(limitNesting('甲</yinju>乙<yinju>丙', 'yinju')).toBe('甲\n乙\n丙');
  });
});
