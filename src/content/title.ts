import { splitSentences } from '../text/sentences.js';
import { isOutletName } from './clues.js';

/** Longest title that is made from a sentence, in UTF-16 code units. */
const MAX_TITLE = 40;
/** A clause shorter than this says too little: the sentence is cut between words instead. */
const MIN_CLAUSE = 10;
const MAX_OPENING = 2000;
/** So many signs may stand before the first letter or digit. */
const MAX_SIGNS = 20;
/** “新华社北京3月6日电（记者 某某）” says nothing of the subject. */
const DATELINE = /^[^，。；\n]{2,20}?日(?:电|讯)\s?(?:[（(][^）)\n]{1,40}[)）])?\s?(?=\S)/u;
const END = /(?<![\s，。！？；：、,.!?;:…—–~～·-])[\s，。！？；：、,.!?;:…—–~～·-]+$/u;

/**
 * A title for a text that has none: its first sentence, or as many whole clauses or words of it as 40
 * characters hold, without punctuation at the end.
 * @param text - clean, with a letter or digit
 */
export function titleFromText(text: string): string {
  const letter = text.search(/[\p{L}\p{N}]/u);
  // A row of signs says nothing, and could take up all of the title.
  const from = letter > MAX_SIGNS ? letter : 0;
  const opening = text.slice(from, from + MAX_OPENING).replace(DATELINE, '');
  const sentences = splitSentences(opening).map(({ start, end }) => opening.slice(start, end));
  const sentence = sentences.find((candidate) => /[\p{L}\p{N}]/u.test(candidate)) ?? text.slice(from, from + MAX_TITLE);
  const bare = withoutEnd(sentence);
  if (bare.length <= MAX_TITLE) return bare;
  const clauses = cuts(bare, /[，,；;：:。！？!?—…\n]/gu).map((at) => withoutEnd(bare.slice(0, at)));
  const clause = clauses.findLast((candidate) => candidate.length >= MIN_CLAUSE && isBalanced(candidate));
  return clause ?? withoutEnd(bare.slice(0, wordEnd(bare)));
}

function withoutEnd(text: string): string {
  const bare = text.trim().replace(END, '');
  const [, quoted] = /^[“"「『]([^“"「『”"」』]*)[”"」』]$/u.exec(bare) ?? [];
  if (quoted !== undefined) return quoted.replace(END, '');
  // A quotation mark that closes nothing any more goes, one that closes a name stays.
  return isBalanced(bare) ? bare : bare.replace(/^[“"「『‘]|[”"」』’]$/gu, '').replace(END, '');
}

function cuts(text: string, pattern: RegExp): number[] {
  return [...text.slice(0, MAX_TITLE + 1).matchAll(pattern)].map((match) => match.index);
}

function isBalanced(text: string): boolean {
  return ['“”', '‘’', '「」', '《》', '（）', '()'].every(
    ([open = '', close = '']) => text.split(open).length === text.split(close).length,
  );
}

/** The last end of a word within the longest title, before an opening mark that would stay open if possible. */
function wordEnd(text: string): number {
  const segments = new Intl.Segmenter('zh', { granularity: 'word' }).segment(text.slice(0, MAX_TITLE * 2));
  const ends = [...segments].map(({ index, segment }) => index + segment.length).filter((end) => end <= MAX_TITLE);
  const balanced = ends.findLast((end) => end >= MAX_TITLE / 2 && isBalanced(text.slice(0, end)));
  return balanced ?? ends.at(-1) ?? MAX_TITLE;
}

/** A page's `<title>`, parted from the names of the site that follow it. */
export function splitPageTitle(title: string): { readonly title: string; readonly site: string | null } {
  const parts = title.slice(0, MAX_OPENING).split(/\s*[_|｜]+\s*|\s+[-–—·»]\s+|--+/u).filter((part) => part !== '');
  const [first = title.trim()] = parts;
  const site = parts.slice(1).find(isOutletName) ?? null;
  const isNamed = parts.length > 1 && (site !== null || parts.slice(1).every((part) => part.length <= 12));
  return { title: isNamed ? first : title.trim(), site };
}
