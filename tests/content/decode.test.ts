import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeText } from '../../src/content/decode.js';
import { DEFAULT_READ_OPTIONS, readArticle } from '../../src/content/read.js';
import { read } from './read-sample.js';

const SIMPLIFIED = '港口今年新增航线十条，覆盖二十个国家和地区。';
const TRADITIONAL = '港口今年新增航線十條，覆蓋二十個國家和地區。';
/** The two sentences above, as other programs encoded them. */
const GB18030 = Buffer.from('uNu/2r3xxOrQwtT2ur3P38quzPWjrLiyuMe2/squuPa5+rzSus212Mf4oaM=', 'base64');
const BIG5 = Buffer.from('tOSkZqS1pn63c7xXr+i9daRRsfihQcLQu1ykR6RRrdOw6q5hqU2mYbDPoUM=', 'base64');

const utf16le = (text: string): Buffer => Buffer.from(text, 'utf16le');
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from(SIMPLIFIED), SIMPLIFIED],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${SIMPLIFIED}`), SIMPLIFIED],
    ['UTF-16 LE with a byte order mark', utf16le(`\uFEFF${SIMPLIFIED}`), SIMPLIFIED],
    ['UTF-16 BE with a byte order mark', utf16be(`\uFEFF${SIMPLIFIED}`), SIMPLIFIED],
    ['UTF-16 LE without one', utf16le(SIMPLIFIED), SIMPLIFIED],
    ['UTF-16 BE without one', utf16be(SIMPLIFIED), SIMPLIFIED],
    ['UTF-16 LE in English', utf16le('Plain text.\nTwo lines.'), 'Plain text.\nTwo lines.'],
    ['GB18030', GB18030, SIMPLIFIED],
    ['GB18030, two characters', Buffer.from('uqO52A==', 'base64'), '海关'],
    ['Big5', BIG5, TRADITIONAL],
    ['Big5, two characters', Buffer.from('rvzD9g==', 'base64'), '海關'],
    ['ASCII', Buffer.from('plain'), 'plain'],
    ['UTF-8 of two bytes a character', Buffer.from('Привет, мир'), 'Привет, мир'],
    ['Windows-1252', Buffer.from('Q2Fm6SBy6XN1bekgbmHvdmU=', 'base64'), 'Café résumé naïve'],
    [
      'Shift_JIS',
      Buffer.from('k/qWe4zqgsyDZYNMg1iDZ4LFgreBQo2hk/qCzZNWi0OCqoKigqKBQg==', 'base64'),
      '日本語のテキストです。今日は天気がいい。',
    ],
  ])('decodes %s', (_, bytes, text) => {
    expect(decodeText(bytes)).toMatchObject({ text, replaced: 0 });
  });

  it('finds out what a text of any length is written in', () => {
    const sentence = fc.integer({ min: 0, max: SIMPLIFIED.length - 4 });
    fc.assert(
      fc.property(sentence, (start) => {
        // Two bytes a character in both encodings.
        expect(decodeText(GB18030.subarray(start * 2))).toMatchObject({ text: SIMPLIFIED.slice(start) });
        expect(decodeText(BIG5.subarray(start * 2))).toMatchObject({ text: TRADITIONAL.slice(start) });
      }),
    );
  });

  it('believes valid UTF-8 rather than a page that declares another encoding', () => {
    const html = `<meta charset="gb2312"><p>${SIMPLIFIED}</p>`;
    expect(decodeText(Buffer.from(html))).toMatchObject({ encoding: 'utf-8', text: html });
  });

  it('believes a page that declares what its bytes can be', () => {
    const bytes = Buffer.concat([Buffer.from('<meta charset="gb2312"><p>'), GB18030, Buffer.from('</p>')]);
    expect(read('a.html', bytes).text).toBe(SIMPLIFIED);
  });

  it('mends UTF-8 with a fault and counts what it could not decode', () => {
    const bytes = Buffer.concat([Buffer.from(SIMPLIFIED.repeat(3)), Buffer.from([0xe6, 0xb5])]);
    expect(decodeText(bytes)).toMatchObject({ encoding: 'utf-8', replaced: 1 });
    expect(read('a.txt', bytes).warnings).toEqual(['1 characters could not be decoded as utf-8.']);
  });

  it.each([
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), 'binary'],
    ['a PDF document', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'binary'],
    ['an archive', Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1'), 'binary'],
    ['zeros', Buffer.alloc(1000), 'binary'],
    ['control characters', Buffer.from(Array.from({ length: 500 }, (_, i) => i % 8)), 'binary'],
  ])('skips %s', (_, bytes, code) => {
    const result = readArticle('a.txt', bytes, DEFAULT_READ_OPTIONS);
    expect(result).toMatchObject({ skipped: { path: 'a.txt', code } });
  });

  it('skips random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 400, maxLength: 2000 }), (bytes) => {
        // fast-check likes small numbers: make sure that the bytes are of all kinds.
        const mixed = bytes.map((byte, i) => byte ^ ((i * 167 + 13) & 0xff));
        expect(decodeText(mixed)).toHaveProperty('code');
      }),
      { examples: [] },
    );
  });
});
