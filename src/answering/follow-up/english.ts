import type { Completion } from './completion.js';
import { ENGLISH_INTERROGATIVE, namesIn, parseEnglish, passive } from './english-clause.js';
import type { SourceText } from './source-text.js';

/**
 * Completes an English follow-up; `null` where the question stands by itself.
 * @param before - the question before it
 */
export function completeEnglish(question: SourceText, before: SourceText): Completion | null {
  const asked = wordsOf(question);
  const previous = wordsOf(before);
  if (MORE.test(asked)) return { text: previous, kind: 'more' };
  return (
    completion('interrogative', bareInterrogative(asked, previous)) ??
    completion('slot', slot(asked, previous)) ??
    completion('reference', reference(asked, previous))
  );
}

function wordsOf(source: SourceText): string {
  return source.written(0).replace(/\s+/gu, ' ');
}

function completion(kind: Completion['kind'], text: string | null): Completion | null {
  return text === null ? null : { text: text.slice(0, 1).toUpperCase() + text.slice(1), kind };
}

const MORE =
  /^(?:(?:and|but|so|ok|okay),? )?(?:(?:what|who|where|anything|anyone|something|which ones?|how many) else|(?:(?:are|is) there )?(?:any )?(?:more|others)|(?:what|which) (?:are the )?others?|(?:what|how) about (?:the )?others|go on|tell me more|else)$/iu;

const BARE =
  /^(?:(?:and|but|so|then),? )?(why|how|when|where|since when|how long|how come|by whom|which|how many)(?: (?:ones?|so|exactly|is that|was that|not))?$/iu;

function bareInterrogative(asked: string, before: string): string | null {
  const interrogative = BARE.exec(asked)?.[1];
  const clause = parseEnglish(before);
  if (interrogative === undefined || clause === null) return null;
  const { auxiliary, rest } = clause;
  const how = /come/iu.test(interrogative) ? 'why' : interrogative;
  const counted = /^(?:how (?:many|much)|what|which) (.+)$/iu.exec(clause.interrogative)?.[1];
  if (/which|many/iu.test(how))
    return counted === undefined ? null : [how, counted, auxiliary, rest].join(' ');
  if (auxiliary === '') return passive(how, rest);
  return [how, auxiliary, rest, ...(counted === undefined ? [] : [counted])].join(' ');
}

const OPENED =
  /^(?:(?:(?:and|but|so|then|ok|okay),? )?(?:what|how) (?:about|of) (?:(?:for|in|by|at) )?|(?:and|but),? (?:for |in |by |at )?|(?=in \d{4}$))/iu;
const MONTH = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
const TIME = `(?:the )?(?:year )?(?:\\d{4}|${MONTH}(?: \\d{4})?|(?:first|second) half(?: of \\d{4})?|(?:last|this|next) (?:year|month|quarter))|now|today`;
const WHOLE_TIME = new RegExp(`^(?:in )?(${TIME})$`, 'iu');
const TIME_IN = new RegExp(` (?:(?:in|during|for) )?(?:${TIME})(?![\\w-])`, 'iu');

function slot(asked: string, before: string): string | null {
  const opening = OPENED.exec(asked)?.[0];
  if (opening === undefined) return null;
  const phrase = asked.slice(opening.length);
  const time = WHOLE_TIME.exec(phrase)?.[1];
  if (time !== undefined) return withTime(before, time);
  if (
    phrase.length > 60 ||
    new RegExp(`\\b(?:${ENGLISH_INTERROGATIVE}|is|are|was|were|do|does|did)\\b`, 'iu').test(phrase)
  )
    return null;
  return withName(before, phrase);
}

function withTime(before: string, time: string): string {
  const dated = /^(?:last|this|next|now|today)/iu.test(time) ? ` ${time}` : ` in ${time}`;
  return TIME_IN.test(before) ? before.replace(TIME_IN, () => dated) : before + dated;
}

const ENDING = 4;

function withName(before: string, phrase: string): string | null {
  if (/^(?:the )?[A-Z\d]/u.test(phrase)) {
    const names = namesIn(before);
    const acronym = (name: string): boolean => /^[A-Z\d]{2,}$/u.test(name);
    const name = names.find((each) => acronym(each) === acronym(phrase)) ?? names[0];
    return name === undefined || name === phrase ? null : before.replace(name, () => phrase);
  }
  const alike = before
    .split(' ')
    .find((word) => word !== phrase && word.slice(-ENDING) === phrase.slice(-ENDING) && word.length > ENDING);
  if (alike !== undefined && !phrase.includes(' ')) return before.replace(alike, () => phrase);
  const topic = parseEnglish(before)?.topic ?? '';
  return topic === '' || !/^(?:the|an?) /u.test(phrase) ? null : before.replace(topic, () => phrase);
}

const PRONOUN = /\b(?:it|its|they|them|their|he|him|his|she|her)\b/iu;
/** May stand before a pronoun without being what it stands for. */
const BEFORE_PRONOUN = new RegExp(
  `^(?:(?:and|but|so|then),? )?(?:(?:in|on|at|by|from|to|since|for) )?(?:(?:${ENGLISH_INTERROGATIVE}) )?(?:(?!(?:the|an?|my|your|our|this|that|these|those|time|day)\\b)[a-z'-]+ ){0,3}$`,
  'iu',
);
/** An “it” that stands for nothing: Is it true that …, How long does it take to … */
const EXPLETIVE =
  /\b(?:is|was|isn't) it (?:\w+ )?(?:true|that|to|for|raining|snowing|possible|safe|legal|better|worth|ok|okay|late|too)\b|\bit (?:takes?|costs?|is|was|seems?|rains?|snows?)\b.* (?:to|that|in)\b|\btime is it\b/iu;

function reference(asked: string, before: string): string | null {
  const match = PRONOUN.exec(asked);
  const topic = parseEnglish(before)?.topic ?? '';
  if (match === null || topic === '' || EXPLETIVE.test(asked) || PRONOUN.test(topic)) return null;
  const opening = asked.slice(0, match.index);
  if (!BEFORE_PRONOUN.test(opening) || / [A-Z]/u.test(opening)) return null;
  const after = asked.slice(match.index + match[0].length);
  const possessive =
    /^(?:its|their|his)$/iu.test(match[0]) || (/^her$/iu.test(match[0]) && /^ \w/u.test(after));
  return `${opening.replace(/^(?:and|but|so|then),? /iu, '')}${topic}${possessive ? (topic.endsWith('s') ? "'" : "'s") : ''}${after}`;
}
