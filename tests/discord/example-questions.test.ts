import { describe, expect, it } from 'vitest';
import { exampleQuestions } from '../../src/discord/example-questions.js';
import type { Article } from '../../src/domain/article.js';
import { FakeApp } from '../support/fake-app.js';
import { sketchArticle } from '../support/fake-articles.js';

const PARAGRAPH = '渔村今年修了新码头，渔船靠岸不再等潮水。';

function article(title: string, heading: string | null = null, language: Article['language'] = 'zh-Hans') {
  const parts = [{ heading, paragraph: `${PARAGRAPH}${title}` }];
  return { ...sketchArticle({ path: `${title.slice(0, 20)}.md`, title, parts }), language };
}

describe('exampleQuestions', () => {
  it('asks about titles in the member’s language', async () => {
    const app = new FakeApp([article('渔村的新码头')]);
    expect(await exampleQuestions(app, 'zh-CN', 3)).toEqual(['关于《渔村的新码头》，文章怎么说？']);
    expect(await exampleQuestions(app, 'en', 3)).toEqual(['What do the articles say about “渔村的新码头”?']);
  });

  it('takes a heading that asks something as it is, without its number', async () => {
    const app = new FakeApp([article('渔村的新码头', '二、码头修了多久')]);
    expect(await exampleQuestions(app, 'zh-CN', 3)).toEqual(['码头修了多久？']);
    expect(await exampleQuestions(app, 'en', 3)).toEqual(['What do the articles say about “渔村的新码头”?']);
  });

  it('passes over a heading that cannot be understood without the title', async () => {
    const app = new FakeApp([article('渔村的新码头', '有多少个泊位')]);
    expect(await exampleQuestions(app, 'zh-CN', 3)).toEqual(['关于《渔村的新码头》，文章怎么说？']);
  });

  it('does not ask twice where a heading ends in a question mark', async () => {
    const app = new FakeApp([article('渔村的新码头', '渔船靠岸要等潮水吗？')]);
    expect(await exampleQuestions(app, 'zh-TW', 3)).toEqual(['渔船靠岸要等潮水吗？']);
  });

  it('prefers articles in the member’s language and script', async () => {
    const app = new FakeApp([
      article('渔村的新码头'),
      article('漁村的新碼頭', null, 'zh-Hant'),
      article('New piers at the fishing village', null, 'en'),
    ]);
    expect(await exampleQuestions(app, 'zh-TW', 1)).toEqual(['關於《漁村的新碼頭》，文章怎麼說？']);
    expect(await exampleQuestions(app, 'en', 1)).toEqual([
      'What do the articles say about “New piers at the fishing village”?',
    ]);
  });

  it('gives only questions that are answered, after a bounded number of tries', async () => {
    const unanswerable = Array.from({ length: 20 }, (_, i) => ({
      ...sketchArticle({ path: `${i}`, title: `${i}`, parts: [{ heading: null, paragraph: '空。' }] }),
    }));
    const app = new FakeApp(unanswerable);
    expect(await exampleQuestions(app, 'en', 3)).toEqual([]);
    expect(app.asked).toHaveLength(9);
  });

  it('passes over titles that are empty or too long to be asked about', async () => {
    const app = new FakeApp([article(''), article('长'.repeat(81)), article('长'.repeat(100_000))]);
    expect(await exampleQuestions(app, 'zh-CN', 3)).toEqual([]);
  });

  it('gives none where there are no articles', async () => {
    expect(await exampleQuestions(new FakeApp([]), 'zh-CN', 3)).toEqual([]);
  });
});
