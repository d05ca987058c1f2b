import { describe, expect, it } from 'vitest';

import { translatedEvidence } from '../../src/answering/translated-evidence.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { understandQuestion } from '../../src/retrieval/question.js';
import { translateQuestion } from '../../src/retrieval/translate.js';
import { sketchArticle } from '../support/fake-articles.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';
import { sampleGlossary } from '../support/sample-glossary.js';

const filler = ['春分', '谷雨', '立夏', '小满', '芒种', '夏至'].map((title) =>
  sketchArticle({ path: `${title}.md`, title, parts: [{ heading: null, paragraph: '田里的活多起来了。' }] }),
);
const window = sketchArticle({
  path: 'window.md',
  title: '鹭岛港的电子窗口',
  parts: [{ heading: null, paragraph: '电子窗口与31个单位的系统相连。' }],
});

async function evidenceFor(text: string): Promise<number> {
  const index = await createMemoryIndex([window, ...filler], new HashingEmbedder());
  const question = translateQuestion(understandQuestion(text), { ...index, glossary: sampleGlossary });
  const [id = 0] = index.corpus.passagesOf(window.id);
  return translatedEvidence(question, window, index.corpus.passage(id));
}

describe('the evidence for a translated question', () => {
  it('is nearly 1 where all that it names stands together', async () => {
    expect(await evidenceFor('How many units is the electronic window linked to?')).toBeGreaterThan(0.9);
  });

  it('is little where most of it is missing', async () => {
    expect(await evidenceFor('Which zebras slept at the bakery window?')).toBeLessThan(0.1);
  });

  it('is 1 for a question in Chinese', async () => {
    expect(await evidenceFor('电子窗口与多少个单位相连？')).toBe(1);
  });
});
