import chardet from 'chardet';

import { foldString } from '../text/fold.js';
import { FREQUENT_CHARACTERS } from './frequent-characters.js';

/** A file's bytes as text. */
export interface DecodedText {
  readonly text: string;
  /** A label of the Encoding Standard: `utf-8`, `gb18030`. */
  readonly encoding: string;
  /** How many characters could not be decoded; each is U+FFFD in `text`. */
  readonly replaced: number;
}

/** Why bytes are no text. */
export interface UndecodableBytes {
  readonly code: 'binary' | 'undecodable';
  /** What was found, in English, to follow the file's name: `is a PDF document`. */
  readonly found: string;
}

/** How many bytes a guess is made from. */
const SAMPLE_BYTES = 65_536;
/** A decoding that scores less is no text: random bytes stay below 0, prose in any script is above 0.3. */
const MIN_SCORE = 0.25;
/** Share of control characters above which a text is not one. */
const MAX_CONTROL = 0.02;

/**
 * The text of a file. A byte order mark decides; then valid UTF-8; then whichever of the page's own
 * declaration, UTF-16, GB18030, Big5, UTF-8 with faults and chardet's guesses reads most like prose.
 */
export function decodeText(bytes: Uint8Array): DecodedText | UndecodableBytes {
  const signature = SIGNATURES.find(({ magic }) => startsWith(bytes, magic));
  if (signature !== undefined) return { code: 'binary', found: `is ${signature.name}` };
  const marked = BYTE_ORDER_MARKS.find(({ magic }) => startsWith(bytes, magic));
  const encoding = marked?.encoding ?? guessEncoding(bytes);
  if (encoding === null) {
    const found = bytes.includes(0) ? 'holds bytes that are no text' : 'is in an encoding that is not recognised';
    return { code: bytes.includes(0) ? 'binary' : 'undecodable', found };
  }
  const text = new TextDecoder(encoding).decode(bytes);
  if (countMatches(text, CONTROL) > MAX_CONTROL * text.length) {
    return { code: 'binary', found: 'consists of control characters' };
  }
  return { text, encoding, replaced: countMatches(text, /\uFFFD/gu) };
}

/** Formats that are renamed to `.txt` or `.html` now and then, by their first bytes (Latin-1). */
const SIGNATURES = [
  { magic: '%PDF-', name: 'a PDF document' },
  { magic: 'PK\x03\x04', name: 'a ZIP archive (or a document of an office suite)' },
  { magic: '\xD0\xCF\x11\xE0', name: 'a document of an office suite' },
  { magic: '{\\rtf', name: 'a rich text document' },
  { magic: '\x89PNG', name: 'a picture (PNG)' },
  { magic: '\xFF\xD8\xFF', name: 'a picture (JPEG)' },
  { magic: 'GIF8', name: 'a picture (GIF)' },
  { magic: 'RIFF', name: 'a picture, sound or film (RIFF)' },
  { magic: '\x1F\x8B', name: 'a compressed file (gzip)' },
  { magic: '7z\xBC\xAF', name: 'a compressed file (7z)' },
  { magic: 'Rar!', name: 'a compressed file (RAR)' },
  { magic: '\x7FELF', name: 'a program' },
  { magic: 'SQLite format 3', name: 'a database' },
];

const BYTE_ORDER_MARKS = [
  { magic: '\xEF\xBB\xBF', encoding: 'utf-8' },
  { magic: '\xFF\xFE', encoding: 'utf-16le' },
  { magic: '\xFE\xFF', encoding: 'utf-16be' },
];

function startsWith(bytes: Uint8Array, magic: string): boolean {
  return latin1(bytes.subarray(0, magic.length)) === magic;
}

function guessEncoding(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const validUtf8 = isValidUtf8(bytes);
  // Only a few bytes of two-byte characters are valid UTF-8 by accident.
  const isCertain = !sample.includes(0) && (sample.some((byte) => byte >= 0xe0) || sample.every((byte) => byte < 0x80));
  if (validUtf8 && isCertain) return 'utf-8';
  const scored = candidateEncodings(sample).map((encoding) => ({
    encoding,
    score: score(new TextDecoder(encoding).decode(sample)) + (encoding === 'utf-8' && validUtf8 ? 0.5 : 0),
  }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score < MIN_SCORE ? null : best.encoding;
}

function isValidUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Most likely first, because the first of equals is taken. */
function candidateEncodings(sample: Uint8Array): string[] {
  const declared = /charset\s?=\s?["']?([\w-]{2,20})/iu.exec(latin1(sample.subarray(0, 4096)))?.[1];
  const guessed = chardet.analyse(sample).slice(0, 3);
  const labels = [declared, 'utf-8', 'gb18030', 'big5', ...guessed.map(({ name }) => name), 'utf-16le', 'utf-16be'];
  const known = labels.map((label) => (label === undefined ? null : canonicalEncoding(label)));
  return [...new Set(known.filter((label) => label !== null))];
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** The Encoding Standard's name of a label, `null` for one that it does not know. */
function canonicalEncoding(label: string): string | null {
  try {
    const { encoding } = new TextDecoder(label);
    return encoding === 'gbk' ? 'gb18030' : encoding;
  } catch {
    return null;
  }
}

const CONTROL = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/gu;
/** How many characters beyond ASCII are looked at. */
const SCORED_CHARACTERS = 3000;

/**
 * How much a decoding reads like prose, from -2 to 1: the mean over its characters beyond ASCII, or over all
 * where those are few. Frequent Chinese characters and Chinese punctuation count 1, characters that only
 * wrong decodings give count against.
 */
function score(text: string): number {
  const beyond = text.match(/[^\x20-\x7E\s]/gu)?.slice(0, SCORED_CHARACTERS) ?? [];
  const folded = foldString(beyond.join('\n')).split('\n');
  const sum = beyond.reduce((total, character, i) => total + weigh(character, folded[i] ?? ''), 0);
  const latin = text.match(/[A-Za-z][À-ÖØ-öø-ÿ]|[À-ÖØ-öø-ÿ][a-z]/gu)?.length ?? 0;
  return beyond.length === 0 ? 0.5 : sum / beyond.length + Math.min(1, latin / beyond.length) * 0.4;
}

function weigh(character: string, folded: string): number {
  if (FREQUENT_CHARACTERS.has(folded)) return 1;
  if (/[\u3000-\u3015\uFF01-\uFF1F“”‘’…—·]/u.test(character)) return 1;
  if (/[\uFF61-\uFF9F\uFFFD\p{C}]/u.test(character)) return character === '\uFFFD' ? -2 : -1;
  if (/[\u4E00-\u9FFF]/u.test(character)) return 0.2;
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(character)) return 0.6;
  return /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}]/u.test(character)
    ? 0.3
    : 0;
}

function countMatches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
