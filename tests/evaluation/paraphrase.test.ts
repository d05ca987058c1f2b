import { existsSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import type { ParaphraseQuestion } from '../../embeddings/training/paraphrase-set.js';
import { readNamedFolder, readParaphraseSet } from '../../embeddings/training/paraphrase-set.js';
import type { Article } from '../../src/domain/article.js';
import { foldString } from '../../src/text/fold.js';

const root = path.resolve(import.meta.dirname, '../..');
const corpus = path.resolve(root, '../shared/corpus/xwlb');

/** Characters of an article on either side of the answer that a reader would look at. */
const AROUND = 150;
/** Share of a question's pairs of characters that may stand around the answer. */
const MAX_OVERLAP = 0.34;

let questions: ParaphraseQuestion[];
let tuning: ParaphraseQuestion[];
beforeAll(async () => {
  questions = await readParaphraseSet(path.join(import.meta.dirname, 'data/paraphrase.jsonl'));
  tuning = await readParaphraseSet(path.join(import.meta.dirname, 'data/paraphrase-tuning.jsonl'));
});

function pairs(text: string): Set<string> {
  const characters = Array.from(foldString(text).replace(/[^\p{L}\p{N}]/gu, ''));
  return new Set(characters.slice(1).map((character, i) => `${characters[i] ?? ''}${character}`));
}

/** The largest share of the question's pairs that stand around one occurrence of the answer; `null` without any. */
function overlap({ question, answer }: ParaphraseQuestion, { text }: Article): number | null {
  const asked = [...pairs(question)];
  const folded = foldString(text);
  const sought = foldString(answer);
  let largest: number | null = null;
  for (let at = folded.indexOf(sought); at !== -1; at = folded.indexOf(sought, at + 1)) {
    const found = pairs(folded.slice(Math.max(0, at - AROUND), at + sought.length + AROUND));
    largest = Math.max(largest ?? 0, asked.filter((pair) => found.has(pair)).length / asked.length);
  }
  return largest;
}

async function expectOtherWords(folder: string): Promise<void> {
  const articles = new Map((await readNamedFolder(folder)).map((article) => [article.path, article]));
  const asked = questions.filter(({ article }) => article.startsWith(`${path.basename(folder)}/`));
  expect(asked.length).toBeGreaterThan(0);
  for (const question of asked) {
    const article = articles.get(question.article);
    const share = article === undefined ? null : overlap(question, article);
    expect(share, `${question.id}: the answer does not stand in ${question.article}`).not.toBeNull();
    expect(share, `${question.id} repeats its passage`).toBeLessThanOrEqual(MAX_OVERLAP);
  }
}

describe('the paraphrased questions', () => {
  it('are a hundred, each with an id of its own', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(100);
    expect(new Set(questions.map(({ question }) => question)).size).toBe(100);
  });

  it('are answered by the sample articles in other words', async () => {
    await expectOtherWords(path.join(root, 'content'));
  });

  it.skipIf(!existsSync(corpus))(
    'are answered by the corpus beside the project in other words',
    async () => {
      await expectOtherWords(corpus);
    },
    60_000,
  );
});

describe('the questions that weights are chosen on', () => {
  it('are a hundred others, on other articles than those that are measured with', () => {
    expect(new Set(tuning.map(({ id }) => id)).size).toBe(100);
    const measured = new Set(questions.map(({ article }) => article));
    expect(tuning.filter(({ article }) => measured.has(article))).toEqual([]);
  });
});
