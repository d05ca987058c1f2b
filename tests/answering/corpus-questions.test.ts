import { describe, expect, it } from 'vitest';

import { clauseQuestion, corpusQuestions } from '../../src/answering/corpus-questions.js';
import type { Article } from '../../src/domain/article.js';
import type { Corpus } from '../../src/domain/ports.js';
import { createMemoryIndex } from '../../src/index/memory.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';
import { articleOf } from './sample-article.js';

async function corpusOf(articles: readonly Article[]): Promise<Corpus> {
  return (await createMemoryIndex(articles, new HashingEmbedder())).corpus;
}

describe('clauseQuestion', () => {
  it.each([
    ['a number', '磨坊每年磨出面粉80吨供应城市', '多少'],
    ['a number in Han digits', '磨坊每年磨出面粉八十吨供应城市', '多少'],
    ['a place', '工程师计划在南京修建博物馆展览机器', '哪里'],
    ['a definition', '水力磨坊加工粮食的石头机器是乡村农民共同财产', '是什么'],
    ['anything else', '农民早晨运送粮食到磨坊加工', '怎么样'],
  ])('asks for %s', (_, clause, interrogative) => {
    const question = clauseQuestion(clause);
    expect(question).toContain(interrogative);
    expect(question).toMatch(/？$/u);
  });

  it('does not give the answer away', () => {
    expect(clauseQuestion('磨坊每年磨出面粉80吨供应城市')).not.toContain('80');
    expect(clauseQuestion('工程师计划在南京修建博物馆展览机器')).not.toContain('南京');
    expect(clauseQuestion('水力磨坊加工粮食的石头机器是乡村农民共同财产')).not.toContain('财产');
  });

  it('leaves words out, so that the sentence is not said again', () => {
    const clause = '农民早晨运送粮食到磨坊加工';
    const question = clauseQuestion(clause) ?? '';
    expect(question.length).toBeLessThan(clause.length + '怎么样？'.length);
    expect(question).not.toContain('到');
  });

  it.each(['', '是的', '谢谢大家', '一二三四', 'the mill by the river'])('asks nothing of %j', (clause) => {
    expect(clauseQuestion(clause)).toBeNull();
  });
});

describe('corpusQuestions', () => {
  const sentence = (i: number): string =>
    `第${i}号渡船公司购买电动渡船运送乘客，早晨过河只要${i + 2}分钟时间。`;
  const articles = Array.from({ length: 200 }, (_, i) =>
    articleOf(`${String(i).padStart(3, '0')}.md`, `# 渡船${i}\n\n${sentence(i)}\n`),
  );

  it('asks at most sixty, from all over the corpus', async () => {
    const asked = corpusQuestions(await corpusOf(articles));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThanOrEqual(60);
  });

  it('asks the same of equal corpora', async () => {
    const some = articles.slice(0, 5);
    expect(corpusQuestions(await corpusOf(some))).toEqual(corpusQuestions(await corpusOf(some)));
  });

  it('passes over what gives no question', async () => {
    const corpus = await corpusOf([
      articleOf('a.md', '# 表\n\n12 34 56\n'),
      articleOf('b.md', '# English\n\nThe ferry crosses the river in twelve minutes.\n'),
    ]);
    expect(corpusQuestions(corpus)).toEqual([]);
    expect(corpusQuestions(await corpusOf([]))).toEqual([]);
  });

  it('asks Traditional articles in Simplified words', async () => {
    const corpus = await corpusOf([
      articleOf('a.md', '# 渡船\n\n渡船公司購買電動渡船運送學校乘客，早晨過河時間縮短。\n'),
    ]);
    expect(corpusQuestions(corpus).join()).toContain('渡船');
    expect(corpusQuestions(corpus).join()).not.toMatch(/[購買電動運學]/u);
  });
});
