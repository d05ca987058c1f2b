import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { safeLink } from '../../../src/discord/rendering/link.js';

describe('safeLink', () => {
  it.each([
    ['https://news.example.com/a?b=1#c', 'https://news.example.com/a?b=1#c'],
    ['http://例子.example/文章', 'http://xn--fsqu00a.example/%E6%96%87%E7%AB%A0'],
    ['https://a.example/x|y{z}', 'https://a.example/x%7Cy%7Bz%7D'],
    ['https://a.example/100%', 'https://a.example/100%25'],
    ['https://a.example/#a#b', 'https://a.example/#a%23b'],
  ])('makes %j a link', (address, link) => {
    expect(safeLink(address)).toBe(link);
  });

  it.each([
    ['nothing', null],
    ['a script', 'javascript:alert(1)'],
    ['a file', 'file:///etc/passwd'],
    ['another program', 'discord://app'],
    ['a name and password', 'https://user:secret@a.example/'],
    ['no address', 'www.example.com'],
    ['a host that no name may be', 'https://a.example{'],
    ['an endless address', `https://a.example/${'x'.repeat(3000)}`],
    ['one that becomes endless', `https://a.example/${'文'.repeat(1000)}`],
  ])('refuses %s', (_, address) => {
    expect(safeLink(address)).toBeNull();
  });

  it('gives only characters that an address may have', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string(), (url, tail) => {
        const link = safeLink(url + tail);
        expect(link === null || /^https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/u.test(link)).toBe(true);
      }),
    );
  });
});
