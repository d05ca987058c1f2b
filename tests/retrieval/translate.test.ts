import { describe, expect, it } from 'vitest';

import { createMemoryIndex } from '../../src/index/memory.js';
import { understandQuestion, type Question } from '../../src/retrieval/question.js';
import {
  createTranslator,
  translateQuestion,
  type TranslationSources,
} from '../../src/retrieval/translate.js';
import { sketchArticle } from '../support/fake-articles.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';
import { sampleGlossary } from '../support/sample-glossary.js';

const articles = [
  sketchArticle({
    path: 'window.md',
    title: '鹭岛港的电子窗口',
    parts: [
      { heading: '系统', paragraph: '电子窗口与31个单位的系统相连。船东在网上递交单证。' },
      { heading: '名单', paragraph: '民间组织另有一份名单。' },
    ],
  }),
  sketchArticle({
    path: 'tea.md',
    title: '山里的茶园',
    parts: [{ heading: null, paragraph: '窗口外是茶园。茶农天不亮就上山。' }],
  }),
  sketchArticle({
    path: 'english.md',
    title: 'The electronic window of Ludao',
    parts: [{ heading: null, paragraph: 'The window has links to 31 organizations and a bank.' }],
  }),
];

async function makeSources(): Promise<TranslationSources> {
  return { ...(await createMemoryIndex(articles, new HashingEmbedder())), glossary: sampleGlossary };
}

async function translate(text: string): Promise<Question> {
  return translateQuestion(understandQuestion(text), await makeSources());
}

describe('translating a question', () => {
  const asked = 'How many organizations is the electronic window linked to?';

  it('chooses of the translations those that stand together', async () => {
    const { folded, terms } = await translate(asked);
    expect(folded).toBe('单位 电子 窗口 相连');
    expect(terms).toContain('窗口');
    expect(terms).not.toContain('组织');
  });

  it('ranks the passage first that has most of the question', async () => {
    const { corpus } = await makeSources();
    const { translation } = await translate(asked);
    const passage = corpus.passage(translation?.hits[0]?.id ?? -1);
    expect(corpus.article(passage.articleId)?.path).toBe('window.md');
  });

  it('keeps what the question asks for, and finds the noun beside the number', async () => {
    expect(await translate(asked)).toMatchObject({ kind: 'number', text: asked, slot: { after: '单位' } });
  });

  it('finds the words of English articles beside the Chinese ones', async () => {
    const { translation } = await translate(asked);
    expect(translation?.rewrite('31 organizations')).toBe('31 单位');
  });

  it('keeps a word as it is that the corpus has no translation of', async () => {
    const { folded, translation } = await translate('Who built the electronic window?');
    expect(folded).toBe('built 电子 窗口');
    expect(translation?.concepts[0]?.words).toEqual([]);
  });

  it('leaves a question alone of which the corpus has no word', async () => {
    const question = understandQuestion('How do zebras sleep?');
    expect(translateQuestion(question, await makeSources())).toBe(question);
  });
});

describe('the translator', () => {
  async function makeTranslator(load = () => Promise.resolve(sampleGlossary)): Promise<{
    translate: (text: string) => Promise<Question>;
    problems: unknown[];
    loads: () => number;
  }> {
    const problems: unknown[] = [];
    let loads = 0;
    const translator = createTranslator({
      ...(await makeSources()),
      loadGlossary: () => {
        loads++;
        return load();
      },
      onNoGlossary: (error) => problems.push(error),
    });
    return { translate: (text) => translator(understandQuestion(text)), problems, loads: () => loads };
  }

  it.each(['电子窗口与多少个单位相连？', 'AEO互认', '2021'])(
    'neither changes nor loads for %s',
    async (text) => {
      const { translate: ask, loads } = await makeTranslator();
      expect(await ask(text)).toEqual(understandQuestion(text));
      expect(loads()).toBe(0);
    },
  );

  it('tells why it has no glossary and gives the question as it is', async () => {
    const { translate: ask, problems } = await makeTranslator(() => Promise.reject(new Error('gone')));
    expect(await ask('electronic window')).toEqual(understandQuestion('electronic window'));
    expect(problems).toEqual([new Error('gone')]);
  });
});
