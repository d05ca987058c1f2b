/** The examples that `train-answering.ts` learns from. */
import { readKnowledge } from '../embeddings/training/knowledge.js';
import { findCandidates, type Candidate } from '../src/answering/candidates.js';
import { prepareQuestion } from '../src/answering/features.js';
import { weighTerms, type WeightedTerms } from '../src/answering/terms.js';
import type { Article } from '../src/domain/article.js';
import type { Embedder, LexicalIndex } from '../src/domain/ports.js';
import {
  paragraphArticle,
  readSquadFile,
  type SquadDataset,
  type SquadQuestion,
} from '../src/evaluation/squad.js';
import { createMemoryIndex } from '../src/index/memory.js';
import type { LoadedIndex } from '../src/index/store.js';
import { createSentenceComparer, type SentenceComparer } from '../src/retrieval/compare-sentences.js';
import { createRetriever, type HybridRetriever } from '../src/retrieval/hybrid.js';
import { understandQuestion, type Question } from '../src/retrieval/question.js';
import { indexTerms } from '../src/retrieval/spelling.js';
import { foldString } from '../src/text/fold.js';
import { tagWords } from '../src/text/words.js';

/** A corpus with its questions. */
export interface QuestionSet {
  readonly small: boolean;
  readonly index: LoadedIndex;
  readonly retriever: HybridRetriever;
  readonly compareSentences: SentenceComparer;
  readonly questions: readonly SquadQuestion[];
}

/**
 * How an example came about; only a plain one is sure to have an answer. `other-articles`: the paragraph that
 * answers is taken away. `other-questions`: the question is of another corpus. `altered`: the question's rarest
 * noun is replaced by one of another corpus' question, so that it asks about something near.
 */
export type ExampleKind = 'plain' | 'other-articles' | 'other-questions' | 'altered';

/** One question with the sentences found for it. */
export interface Example {
  readonly kind: ExampleKind;
  readonly squad: SquadQuestion;
  readonly question: Question;
  readonly terms: WeightedTerms;
  readonly candidates: readonly Candidate[];
  readonly lexical: LexicalIndex;
  /** Whether it was asked of a small corpus. */
  readonly small: boolean;
}

/** Passages that are learnt from; fewer than are read when a question is asked, for memory's sake. */
const PASSAGES = 8;
/** One question in so many also teaches the confidence what is no answer. */
const VARIANTS_EVERY = 2;

/** Documents of a small corpus, and one document in so many is part of one. */
const SMALL = { documents: 12, every: 3 };

/** A file's questions over all its paragraphs, and some of them over small corpora. */
export interface QuestionFile {
  readonly whole: QuestionSet;
  /** So that the confidence also learns how sure a folder of a few articles sounds. */
  readonly small: readonly QuestionSet[];
}

/** Reads a file in SQuAD format and indexes its paragraphs. */
export async function openFile(file: string, embedder: Embedder): Promise<QuestionFile> {
  return openSet(await readSquadFile(file), embedder);
}

/** Statements in one article of the knowledge, and one question in so many that was kept back from the model. */
const STATEMENTS = 6;
/** As `HELD_OUT_EVERY` of `embeddings/training/knowledge.py`. */
const HELD_OUT_EVERY = 15;

/**
 * What was written for the model and kept back from it: questions in other words than the statements that answer
 * them, so that the ranker learns what meaning tells where words tell nothing.
 * @param folder - as `readKnowledge` reads it
 */
export async function openKnowledge(folder: string, embedder: Embedder): Promise<QuestionFile> {
  const asked = (await readKnowledge(folder)).flatMap(({ kind, texts }) => (kind === 'asked' ? [texts] : []));
  const articles: Article[] = [];
  const questions: SquadQuestion[] = [];
  for (let start = 0; start < asked.length; start += STATEMENTS) {
    const group = asked.slice(start, start + STATEMENTS);
    const article = paragraphArticle(
      `${start}`,
      '',
      group.map(([, statement = '']) => ended(statement)).join(''),
    );
    articles.push(article);
    group.forEach(([question = '', statement = ''], i) => {
      if ((start + i) % HELD_OUT_EVERY !== 0) return;
      const own = { articleId: article.id, document: `${start}` };
      questions.push({ id: `${start + i}`, question, answers: [statement], ...own });
    });
  }
  return openSet({ articles, questions }, embedder);
}

async function openSet({ articles, questions }: SquadDataset, embedder: Embedder): Promise<QuestionFile> {
  const open = async (documents: ReadonlySet<string> | null): Promise<QuestionSet> => {
    const own = questions.filter(({ document }) => documents?.has(document) ?? true);
    const ids = new Set(own.map(({ articleId }) => articleId));
    const index = await createMemoryIndex(
      articles.filter(({ id }) => documents === null || ids.has(id)),
      embedder,
    );
    return {
      small: documents !== null,
      index,
      questions: own,
      retriever: createRetriever({ ...index, embedder }),
      compareSentences: createSentenceComparer({ corpus: index.corpus, embedder }),
    };
  };
  const some = [...new Set(questions.map(({ document }) => document))].filter(
    (_, i) => i % SMALL.every === 0,
  );
  const small: QuestionSet[] = [];
  for (let i = 0; i < some.length; i += SMALL.documents) {
    small.push(await open(new Set(some.slice(i, i + SMALL.documents))));
  }
  return { whole: await open(null), small };
}

/**
 * Every question of a set as it is, and every other one as it cannot be answered.
 * @param foreign - questions of other files
 */
export async function readExamples(set: QuestionSet, foreign: readonly SquadQuestion[]): Promise<Example[]> {
  const examples: Example[] = [];
  for (const [i, squad] of set.questions.entries()) {
    examples.push(await makeExample('plain', squad, { text: squad.question, set }));
    if (i % VARIANTS_EVERY !== 0) continue;
    examples.push(await makeExample('other-articles', squad, { text: squad.question, set }));
    const other = foreign[i % Math.max(1, foreign.length)];
    if (other === undefined) continue;
    examples.push(await makeExample('other-questions', squad, { text: other.question, set }));
    const altered = alterQuestion(squad.question, other.question, set);
    if (altered !== null) examples.push(await makeExample('altered', squad, { text: altered, set }));
  }
  return examples;
}

async function makeExample(
  kind: ExampleKind,
  squad: SquadQuestion,
  { text, set }: { readonly text: string; readonly set: QuestionSet },
): Promise<Example> {
  const { corpus, lexical } = set.index;
  const understood = understandQuestion(text);
  const question = { ...understood, terms: indexTerms(understood.terms, lexical) };
  const found = (await set.retriever.search(question, 2 * PASSAGES)).filter(
    ({ id }) => kind !== 'other-articles' || corpus.passage(id).articleId !== squad.articleId,
  );
  const ranked = await set.compareSentences(question, found.slice(0, PASSAGES));
  const terms = weighTerms(question.terms, lexical);
  const candidates = findCandidates(prepareQuestion(question, terms), { ranked, corpus });
  return { kind, squad, question, terms, candidates, lexical, small: set.small };
}

/** A question with its rarest noun replaced by the longest noun of another, or `null` where either has none. */
function alterQuestion(text: string, other: string, { index }: QuestionSet): string | null {
  const folded = foldString(text);
  const nouns = nounsOf(folded);
  const [rarest] = nouns.toSorted((a, b) => index.lexical.idf(b) - index.lexical.idf(a));
  const [replacement] = nounsOf(foldString(other)).toSorted((a, b) => b.length - a.length);
  if (rarest === undefined || replacement === undefined || folded.includes(replacement)) return null;
  return folded.replaceAll(rarest, replacement);
}

function nounsOf(folded: string): string[] {
  return tagWords(folded).flatMap(({ word, tag }) => (tag.startsWith('n') && word.length > 1 ? [word] : []));
}

function ended(statement: string): string {
  return /[。！？]$/u.test(statement) ? statement : `${statement}。`;
}
