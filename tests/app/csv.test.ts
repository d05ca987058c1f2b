import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../src/app/csv.js';
import { endlessText } from '../support/hostile-text.js';

const ROOM = 1e9;

/** Reads what RFC 4180 describes, character by character. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (quoted && character === '"' && text.charAt(i + 1) === '"') {
      cell += '"';
      i++;
    } else if (character === '"') quoted = !quoted;
    else if (quoted) cell += character;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\r' && text.charAt(i + 1) === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      i++;
    } else cell += character;
  }
  expect(quoted).toBe(false);
  expect([row, cell]).toEqual([[], '']);
  return rows;
}

const cell = fc.oneof(
  endlessText(),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '＝', ' ', '\t', '\r', '\n', '"', ',', 'a', '。', '\ud800'),
  }),
);

describe('toCsv', () => {
  it('begins with a byte order mark and ends each row as RFC 4180 has it', () => {
    expect(
      toCsv(
        [
          ['问题', 'n'],
          ['a "b", c', 3],
        ],
        ROOM,
      ).text,
    ).toBe('\ufeff"问题","n"\r\n"a ""b"", c",3\r\n');
  });

  it('gives every text back but for the apostrophe before what would be a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const { text } = toCsv(rows, ROOM);
        const read = parse(text.slice(1)).map((row) => row.map((one) => one.replace(/^'(?=[\s\S])/u, '')));
        expect(read).toEqual(
          rows.map((row) => row.map((one) => one.toWellFormed().replace(/^'(?=[\s\S])/u, ''))),
        );
      }),
    );
  });

  it('begins no cell with what a spreadsheet takes for a formula', () => {
    fc.assert(
      fc.property(cell, (text) => {
        const [[written = ''] = []] = parse(toCsv([[text]], ROOM).text.slice(1));
        expect(written).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u);
      }),
    );
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1']) {
      expect(toCsv([[text]], ROOM).text).toBe(`\ufeff"'${text}"\r\n`);
    }
  });

  it('keeps within so many bytes by leaving out whole rows', () => {
    const rows = ['一', '二', '三'].map((text) => [text]);
    const size = Buffer.byteLength(toCsv(rows, ROOM).text);
    expect(toCsv(rows, size)).toMatchObject({ rows: 3 });
    expect(toCsv(rows, size - 1)).toEqual({ text: '\ufeff"一"\r\n"二"\r\n', rows: 2 });
  });
});
