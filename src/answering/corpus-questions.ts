import type { Article } from '../domain/article.js';
import type { Passage } from '../domain/passage.js';
import type { Corpus } from '../domain/ports.js';
import { foldString } from '../text/fold.js';
import { tagWords, type TaggedWord } from '../text/words.js';

/** Questions that are drawn; at some 10 ms each, more would be felt when an index is built. */
const QUESTIONS = 60;
/** Passages that are tried for each before it is given up: a table or a list of links gives none. */
const TRIES = 5;
/**
 * Words of two characters or more that a question needs. Single ones may be the pieces of a name that the dictionary
 * does not have.
 */
const LEAST_WORDS = 3;
/** Content words that are taken from a clause: a question of more is seldom asked. */
const MOST_WORDS = 12;

/** Nouns, verbs, adjectives, abbreviations, idioms, times, places and Latin words. */
const CONTENT_TAG = /^(?:n|v|a|b|j|l|i|t|s|eng)/;
/** Verbs that say nothing, prepositions and the like that the dictionary takes for content. */
const EMPTY_WORD = /^(?:是|有|为|被|使|让|会|能|可|要|于|其|之|该|此|并|以|等|上|下|中|内|后|前)$/u;
const CLAUSE_END = /[，,；;：:。！？!?（）()]/u;
const DIGITS = /^[\d０-９][\d,.]*$|^[〇零一二三四五六七八九十百千万亿两]{2,}$/u;
const DEFINITION = '是什么';
const HAN = /\p{Script=Han}/u;

/**
 * Questions that a corpus is sure to answer, made by rule from sentences of passages that are evenly spread over it:
 * a number becomes 多少, a person 谁, a place 哪里, what follows 是 becomes 什么, anything else is asked 怎么样. Of the
 * other words function words are left out, and every third content word, so that the sentence is not simply
 * said again. At most 60, fewer from a corpus of fewer passages or without Chinese sentences. Equal corpora give
 * equal questions.
 */
export function corpusQuestions(corpus: Corpus): string[] {
  const count = Math.min(QUESTIONS, corpus.passageCount);
  const questions = new Set<string>();
  for (let i = 0; i < count; i++) {
    const first = Math.floor((i * corpus.passageCount) / count);
    const end = Math.floor(((i + 1) * corpus.passageCount) / count);
    for (let id = first; id < Math.min(end, first + TRIES); id++) {
      const passage = corpus.passage(id);
      const article = corpus.article(passage.articleId);
      const question = article === undefined ? null : passageQuestion(article, passage, i);
      if (question === null) continue;
      questions.add(question);
      break;
    }
  }
  return [...questions];
}

/** A question on one of the sentences; `turn` chooses which comes first, so that not all are openings. */
function passageQuestion({ text }: Article, { sentences }: Passage, turn: number): string | null {
  for (let i = 0; i < sentences.length; i++) {
    const sentence = sentences[(turn + i) % sentences.length];
    if (sentence === undefined) continue;
    for (const clause of foldString(text.slice(sentence.start, sentence.end)).split(CLAUSE_END)) {
      const question = clauseQuestion(clause);
      if (question !== null) return question;
    }
  }
  return null;
}

/** A question that a folded clause answers, or `null` where too little is said in it. */
export function clauseQuestion(clause: string): string | null {
  if (!HAN.test(clause)) return null;
  const words = tagWords(clause);
  const asked = chooseAsked(words);
  return (
    (asked === null ? null : askFor(asked, words)) ?? askFor({ index: words.length, asks: '怎么样' }, words)
  );
}

function askFor({ index, asks }: Asked, words: readonly TaggedWord[]): string | null {
  const said = words.flatMap(({ word, tag }, i) =>
    i !== index && CONTENT_TAG.test(tag) && !EMPTY_WORD.test(word) ? [{ word, i }] : [],
  );
  const kept = said.filter(({ i }) => asks !== DEFINITION || i < index).slice(0, MOST_WORDS);
  const thinned = kept.filter((_, i) => i % 3 !== 1);
  if (thinned.filter(({ word }) => word.length > 1).length < LEAST_WORDS) return null;
  const join = (some: typeof thinned): string => some.map(({ word }) => word).join('');
  return `${join(thinned.filter(({ i }) => i < index))}${asks}${join(thinned.filter(({ i }) => i > index))}？`;
}

interface Asked {
  /** Of the word that the interrogative stands for. */
  readonly index: number;
  readonly asks: string;
}

/** What a clause can be asked for. In order: the first that it has. */
function chooseAsked(words: readonly TaggedWord[]): Asked | null {
  const find = (asks: string, fits: (word: TaggedWord) => boolean): Asked | null => {
    const index = words.findIndex(fits);
    return index === -1 ? null : { index, asks };
  };
  return (
    find('多少', ({ word }) => DIGITS.test(word)) ??
    find('谁', ({ word, tag }) => tag === 'nr' && word.length > 1) ??
    find('哪里', ({ word, tag }) => tag === 'ns' && word.length > 1) ??
    find(DEFINITION, ({ word }) => word === '是')
  );
}
