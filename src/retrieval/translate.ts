import type { PassageSet } from '../domain/filter.js';
import type { PassageId } from '../domain/passage.js';
import type { Corpus, LexicalIndex } from '../domain/ports.js';
import { analyse } from '../text/analyse.js';
import { foldString } from '../text/fold.js';
import type { Glossary } from '../text/glossary.js';
import { countWords, searchTerms, wordConcepts, type WordedConcept } from './concept-words.js';
import { findConcepts, isEnglish } from './english.js';
import type { Question } from './question.js';
import { hasWord, isHan, makeRewrite, type ConceptWord, type TranslatedConcept } from './translation.js';

/** What a question is translated with. */
export interface TranslatorParts {
  readonly corpus: Corpus;
  readonly lexical: LexicalIndex;
  /** Called at the first English question, and again after it failed. */
  readonly loadGlossary: () => Promise<Glossary>;
  /** Told why a question stays in English. */
  readonly onNoGlossary: (error: unknown) => void;
}

/**
 * Gives a question in Chinese words where it was asked in English, and any other as it is. Never rejects.
 * @param among - passages that may be found; default all
 */
export type Translator = (question: Question, among?: PassageSet) => Promise<Question>;

/** A translator for one generation of an index. */
export function createTranslator({
  corpus,
  lexical,
  loadGlossary,
  onNoGlossary,
}: TranslatorParts): Translator {
  return async (question, among) => {
    if (!isEnglish(question.text)) return question;
    try {
      return translateQuestion(question, { corpus, lexical, among, glossary: await loadGlossary() });
    } catch (error) {
      onNoGlossary(error);
      return question;
    }
  };
}

/** What {@link translateQuestion} looks into. */
export interface TranslationSources {
  readonly corpus: Corpus;
  readonly lexical: LexicalIndex;
  readonly glossary: Glossary;
  /** Passages that may be found. Default all. */
  readonly among?: PassageSet | undefined;
}

/** Passages that are looked at. */
const DEPTH = 80;
/** Of them, those that decide which word stands for a concept. */
const DECIDING = 3;
/** Longest noun that is looked for beside a number, in characters. */
const SLOT_LENGTH = 4;

/**
 * Puts an English question in Chinese words: dictionary-based cross-language retrieval with structured queries
 * (Pirkola, The Effects of Query Structure and Dictionary Setups in Dictionary-Based Cross-Language Information
 * Retrieval, 1998), in which all translations of a word count as one, and of them the one is chosen that stands
 * where those of the other words stand. A question of which the corpus has no word stays as it is.
 */
export function translateQuestion(
  question: Question,
  { corpus, lexical, glossary, among }: TranslationSources,
): Question {
  const counts = countWords(lexical);
  const accepts = (han: string): boolean => counts.frequency(foldString(han)) > 0;
  const worded = wordConcepts(findConcepts(question.text, glossary, accepts), counts);
  if (worded.every(({ words }) => words.length === 0)) return question;
  const passages = scorePassages(worded, { corpus, lexical, among });
  const concepts = worded.map((concept) => settle(concept, passages.slice(0, DECIDING)));
  const keywords = [...new Set(concepts.map(({ word }) => word))].join(' ');
  return {
    ...question,
    folded: keywords,
    terms: analyse(keywords),
    slot: { before: '', after: countedNoun(question.folded, worded, concepts) },
    focus: '',
    phrases: [],
    translation: {
      concepts,
      hits: passages.map(({ id, score }) => ({ id, score })),
      passages: lexical.size,
      rewrite: makeRewrite(concepts),
    },
  };
}

interface ScoredPassage {
  readonly id: PassageId;
  /** Folded, with the year, title and headings. */
  readonly text: string;
  readonly score: number;
}

/** A passage's score is what of the concepts stands in it, and again what stands in its best sentence. */
function scorePassages(
  concepts: readonly WordedConcept[],
  { corpus, lexical, among }: Omit<TranslationSources, 'glossary'>,
): ScoredPassage[] {
  const terms = new Set(concepts.flatMap(({ words }) => words.flatMap(({ word }) => searchTerms(word))));
  const score = (text: string): number =>
    concepts.reduce((sum, { words, weight }) => sum + weight * bestPrior(text, words), 0);
  return lexical
    .search([...terms], DEPTH, among)
    .flatMap(({ id }) => {
      const { sentences, headingPath, articleId } = corpus.passage(id);
      const article = corpus.article(articleId);
      if (article === undefined) return [];
      const year = article.date?.value.slice(0, 4) ?? '';
      const heading = foldString([year, article.title, ...headingPath].join('\n'));
      const folded = sentences.map(({ start, end }) => foldString(article.text.slice(start, end)));
      const text = [heading, ...folded].join('\n');
      return [{ id, text, score: score(text) + Math.max(0, ...folded.map(score)) }];
    })
    .filter(({ score: total }) => total > 0)
    .sort((a, b) => b.score - a.score || a.id - b.id);
}

function bestPrior(text: string, words: readonly ConceptWord[]): number {
  return words.reduce((best, { word, prior }) => (prior > best && hasWord(text, word) ? prior : best), 0);
}

/** Chooses the word for a concept: a Chinese one if there is any, and that which the best passages have. */
function settle(
  { concept, words, weight }: WordedConcept,
  best: readonly ScoredPassage[],
): TranslatedConcept {
  const han = words.filter(({ word }) => isHan(word));
  const evidence = ({ word, prior }: ConceptWord): number =>
    prior *
    best.reduce(
      (sum, { text, score }, i) => sum + (hasWord(text, word) ? score / (i + 1) : 0),
      Number.EPSILON,
    );
  const [chosen] = (han.length > 0 ? han : words).toSorted((a, b) => evidence(b) - evidence(a));
  return { word: chosen?.word ?? concept.english, words, weight };
}

/** What is counted or chosen among (how many departments, which code); empty where nothing is. */
function countedNoun(
  folded: string,
  worded: readonly WordedConcept[],
  concepts: readonly TranslatedConcept[],
): string {
  const noun = /\b(?:how many|what|which)\s+(\S+)/u.exec(folded)?.[1];
  const position = worded.findIndex(({ concept }) => concept.english.split(' ')[0] === noun);
  const word = concepts[position]?.word ?? '';
  return isHan(word) ? word.slice(0, SLOT_LENGTH) : '';
}
