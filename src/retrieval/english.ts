import type { Glossary } from '../text/glossary.js';
import { baseForms, familyForms, STOP_WORDS } from './english-words.js';

/** A content word or phrase of an English question, with what it may be called. */
export interface Concept {
  /** As asked, lower case. */
  readonly english: string;
  /** What an English article may call it: as asked, and its dictionary forms. */
  readonly forms: readonly string[];
  /** Chinese words, Simplified, the surer first; empty where the glossary has none. */
  readonly translations: readonly string[];
  /** Chinese words that say more than it, for want of better ones. */
  readonly related: readonly string[];
  /**
   * `verb`: says what is done, for which there are many other words. `phrase`: says again what the words after it
   * say, which the corpus does not have as one.
   */
  readonly role: 'thing' | 'verb' | 'phrase';
  /** Position of its first word among the question's, and the position behind its last. */
  readonly from: number;
  readonly to: number;
}

/** Whether the corpus has a Chinese word. */
export type Accepts = (han: string) => boolean;

interface Word {
  /** As written, without a possessive ending. */
  readonly text: string;
  readonly lower: string;
  /** Whether nothing but a space stands between it and the word before. */
  readonly joined: boolean;
}

const WORD = /[\p{Script=Latin}\p{N}]+(?:[.'’&\-][\p{Script=Latin}\p{N}]+)*%?/gu;
/** Names in a row, which are names each: Zhuhai-Macao. */
const NAMES = /^\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)+$/u;
/** A word that may be a Chinese name in pinyin. */
const NAME = /^[A-Z][a-z]+$/u;
const MAX_PHRASE = 4;
/** Words of a question that are looked at. */
const MAX_QUESTION_WORDS = 60;
/** Ways to write a name in pinyin that are followed up. */
const MAX_NAMES = 40;

/** Whether a question is written in English: with Latin letters, without Han. */
export function isEnglish(text: string): boolean {
  return /\p{Script=Latin}{2}/u.test(text) && !/\p{Script=Han}/u.test(text);
}

/**
 * The content words and phrases of an English question, in its order. A phrase that the glossary knows and the
 * corpus has takes the place of its words; one that the corpus lacks stands before them.
 */
export function findConcepts(text: string, glossary: Glossary, accepts: Accepts): Concept[] {
  const words = readWords(text.normalize('NFKC'));
  const concepts: Concept[] = [];
  let behindPhrase = 0;
  for (let at = 0; at < words.length;) {
    const phrase = at < behindPhrase ? null : findPhrase(words, at, { glossary, accepts });
    if (phrase !== null) concepts.push(phrase);
    if (phrase?.role === 'thing') {
      at = phrase.to;
      continue;
    }
    behindPhrase = Math.max(behindPhrase, phrase?.to ?? 0);
    const name = findName(words, at, { glossary, accepts });
    if (name === null) concepts.push(...findWord(words[at], at, { glossary, accepts }));
    else concepts.push(name);
    at = name?.to ?? at + 1;
  }
  return concepts;
}

function readWords(text: string): Word[] {
  let end = -1;
  const words = Array.from(text.matchAll(WORD)).flatMap((match) => {
    const joined = end !== -1 && /^\s$/u.test(text.slice(end, match.index));
    end = match.index + match[0].length;
    const bare = match[0].replace(/['’]s$/u, '');
    const names = NAMES.test(bare) ? bare.split('-') : [bare];
    return names.map((name, i) => ({ text: name, lower: name.toLowerCase(), joined: i === 0 && joined }));
  });
  return words.slice(0, MAX_QUESTION_WORDS);
}

interface Knowledge {
  readonly glossary: Glossary;
  readonly accepts: Accepts;
}

function findPhrase(words: readonly Word[], from: number, { glossary, accepts }: Knowledge): Concept | null {
  for (let to = Math.min(words.length, from + MAX_PHRASE); to >= from + 2; to--) {
    const part = words.slice(from, to);
    const last = part.at(-1)?.lower ?? '';
    if (part.slice(1).some(({ joined }) => !joined)) continue;
    if (STOP_WORDS.has(part[0]?.lower ?? '') || STOP_WORDS.has(last)) continue;
    const head = part.slice(0, -1).map(({ lower }) => lower);
    const phrases = baseForms(last).map((form) => [...head, form].join(' '));
    const translations = lookUp(phrases, glossary);
    if (translations.length === 0) continue;
    const english = [...head, last].join(' ');
    const role = translations.some(accepts) ? 'thing' : 'phrase';
    return { english, forms: [english], translations, related: [], role, from, to };
  }
  return null;
}

/** A Chinese name in pinyin, surname first: Wang Lingjun is 王令浚 where the corpus has those characters in a row. */
function findName(words: readonly Word[], from: number, { glossary, accepts }: Knowledge): Concept | null {
  const [surname, given] = [words[from], words[from + 1]];
  if (surname === undefined || given?.joined !== true) return null;
  if (!NAME.test(surname.text) || !NAME.test(given.text)) return null;
  const heads = Array.from(glossary.surnames(surname.lower));
  const readings = splitSyllables(given.lower, glossary);
  if (heads.length === 0 || readings.length === 0) return null;
  const extend = (names: readonly string[], syllable: string): string[] =>
    names
      .flatMap((name) => Array.from(glossary.characters(syllable), (character) => name + character))
      .filter(accepts)
      .slice(0, MAX_NAMES);
  const translations = [...new Set(readings.flatMap((syllables) => syllables.reduce(extend, heads)))];
  const english = `${surname.lower} ${given.lower}`;
  return { english, forms: [english], translations, related: [], role: 'thing', from, to: from + 2 };
}

/** The ways to read a word as one or two syllables of pinyin. */
function splitSyllables(word: string, glossary: Glossary): string[][] {
  const cuts = Array.from({ length: Math.max(0, word.length - 1) }, (_, i) => [
    word.slice(0, i + 1),
    word.slice(i + 1),
  ]);
  return [[word], ...cuts].filter((syllables) =>
    syllables.every((syllable) => glossary.characters(syllable) !== ''),
  );
}

/** One concept, one for each part of a compound that is known by its parts only, or none for a word that says nothing. */
function findWord(word: Word | undefined, from: number, knowledge: Knowledge): Concept[] {
  if (word === undefined || STOP_WORDS.has(word.lower)) return [];
  const at = { from, to: from + 1 };
  if (/^\d/u.test(word.text)) {
    const english = word.lower;
    return [{ english, forms: [english], translations: [], related: [], role: 'thing', ...at }];
  }
  const whole = { ...translateWord(word.lower, knowledge), ...at };
  if (!word.lower.includes('-') || whole.translations.some(knowledge.accepts)) return [whole];
  const parts = word.lower.split('-').filter((part) => !STOP_WORDS.has(part));
  return parts.map((part) => ({ ...translateWord(part, knowledge), ...at }));
}

function translateWord(english: string, { glossary, accepts }: Knowledge): Omit<Concept, 'from' | 'to'> {
  const forms = baseForms(english);
  // A plural is a noun, whatever its singular may be.
  const isVerb = !/[^s]s$/u.test(english) && forms.some((form) => glossary.isVerb(form));
  const concept = { english, forms, role: isVerb ? ('verb' as const) : ('thing' as const) };
  const own = lookUp(forms, glossary);
  if (own.some(accepts)) return { ...concept, translations: own, related: [] };
  const family = lookUp(forms.flatMap(familyForms), glossary);
  if (family.some(accepts)) return { ...concept, translations: [...own, ...family], related: [] };
  return { ...concept, translations: own, related: forms.flatMap((form) => glossary.related(form)) };
}

function lookUp(phrases: readonly string[], glossary: Glossary): string[] {
  return [...new Set(phrases.flatMap((phrase) => glossary.translations(phrase)))];
}
