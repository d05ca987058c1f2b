import { describe, expect, it } from 'vitest';

import { DEFAULT_READ_OPTIONS } from '../../src/content/read.js';
import { outline, read } from './read-sample.js';

const TEXT = '正文的第一段，说明事情的经过。';

/** A post with front matter. */
function post(frontMatter: string, body = TEXT): string {
  return `---\n${frontMatter}\n---\n\n${body}\n`;
}

describe('front matter', () => {
  it('gives title, date, author, address and categories', () => {
    const article = read(
      'a.md',
      post(`title: '港口：见闻'
date: 2023-05-06 07:08:09
categories:
  - [经济, 外贸]
  - 观察
author:
  name: 赵一
source: 某某周刊
link: https://example.org/1`),
    );
    expect(article).toMatchObject({
      title: '港口：见闻',
      date: { value: '2023-05-06T07:08:09+08:00', precision: 'time', source: 'front-matter' },
      publisher: '某某周刊',
      author: '赵一',
      url: 'https://example.org/1',
      categories: ['经济', '外贸', '观察'],
      text: TEXT,
    });
  });

  it.each([
    ['date: 2023-05-06', '2023-05-06', 'day'],
    ['date: 2023-05-06 07:08:09', '2023-05-06T07:08:09+08:00', 'time'],
    ['date: 2023-05-06T07:08:09Z', '2023-05-06T15:08:09+08:00', 'time'],
    ['date: 2023-05-06 07:08:09 +09:00', '2023-05-06T06:08:09+08:00', 'time'],
    ['date: Wed, 08 Jun 2022 05:08:00 GMT', '2022-06-08T13:08:00+08:00', 'time'],
    ['date: 20230506', '2023-05-06', 'day'],
    ['date: 1683328089', '2023-05-06T07:08:09+08:00', 'time'],
    ["date: '2023年5月6日'", '2023-05-06', 'day'],
    ['pubDate: 2023/05/06', '2023-05-06', 'day'],
  ])('reads `%s`', (line, value, precision) => {
    expect(read('a.md', post(`title: 题\n${line}`)).date).toEqual({ value, precision, source: 'front-matter' });
  });

  it('understands times in the configured zone', () => {
    const options = { ...DEFAULT_READ_OPTIONS, timeZone: 'Europe/Paris' };
    expect(read('a.md', post('date: 2023-05-06 07:08:09'), options).date?.value).toBe('2023-05-06T07:08:09+02:00');
  });

  it('is passed over where its date is invalid, and the page is asked', () => {
    const body = `<div><p class="u-time"><span class="source">某某日报</span> <span class="time">2021-07-13 20:59:04</span></p><p>${TEXT}</p></div>`;
    const article = read('a.txt', `\n${post('title: 题\ndate: Invalid Date', body)}`);
    expect(article).toMatchObject({
      title: '题',
      publisher: '某某日报',
      date: { value: '2021-07-13T20:59:04+08:00', precision: 'time', source: 'page' },
      text: TEXT,
    });
  });

  it('takes an outlet in the place of the author for the publisher too', () => {
    expect(read('a.md', post('author: 示例财经')).publisher).toBe('示例财经');
    expect(read('a.md', post('author: 三六氪\ncategories: [三六氪]')).publisher).toBe('三六氪');
    expect(read('a.md', post('author: 赵一')).publisher).toBeNull();
  });

  it.each(['---js\n({ title: (globalThis.hacked = true) })', '---javascript\nmodule.exports = {}', '---coffee\ntitle: 1'])(
    'is never executed: %s',
    (opening) => {
      const article = read('a.md', `${opening}\n---\n${TEXT}`);
      expect(article.text).toBe(TEXT);
      expect(article.warnings).toHaveLength(1);
      expect(globalThis).not.toHaveProperty('hacked');
    },
  );

  it('costs itself, not the article, where it is broken', () => {
    const broken = post('title: 一个: 坏的: [标题\ndate: 2024-01-01', `# 页面的标题\n\n${TEXT}`);
    // Twice: the parser must not answer the second reading from a cache.
    for (const article of [read('a.md', broken), read('a.md', broken)]) {
      expect(article).toMatchObject({ title: '页面的标题', text: TEXT, date: null });
      expect(article.warnings).toHaveLength(1);
    }
  });

  it('is bounded against anchors that multiply', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [i, name] of 'bcdefgh'.split('').entries()) {
      const above = 'abcdefg'[i] ?? '';
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${above}`).join(',')}]`);
    }
    const article = read('a.md', post(`${bomb.join('\n')}\ntitle: *h`));
    expect(article.text).toBe(TEXT);
    expect(article.warnings).toHaveLength(1);
  });

  it('takes values of any type', () => {
    const article = read('a.md', post('title: 12:30:45\nauthor: [张三, 李四]\ncategories: 42\nurl: {a: 1}\npublisher: null'));
    expect(article).toMatchObject({ title: '12:30:45', author: '张三、李四', categories: ['42'], url: null });
  });

  it('is recognised after blank lines, a byte order mark, and without its first line', () => {
    for (const opening of ['\n\n---\n', '\uFEFF---\n', '\uFEFF\r\n---\r\n', '']) {
      expect(read('a.md', `${opening}title: 题目\ndate: 2020-02-03\n---\n${TEXT}`)).toMatchObject({
        title: '题目',
        text: TEXT,
      });
    }
  });

  it('is not seen in a text between two rules', () => {
    expect(outline(read('a.md', '---\n\n第一段在这里。\n\n---\n\n第二段在这里。'))).toEqual([
      'p 第一段在这里。',
      'p 第二段在这里。',
    ]);
  });

  it('holds no half characters and no control characters', () => {
    const article = read('a.md', post('title: "a\\uD800b\\0c\\u202Ed"'));
    expect(article.title).toBe('a\uFFFDbcd');
  });
});

describe('a page', () => {
  it('is asked in the order heading, elements, meta, JSON-LD', () => {
    const jsonLd = '{"@graph":[{"@type":"NewsArticle","headline":"数据里的标题","datePublished":"2023-11-02T03:04:05Z","author":[{"name":"王五"}],"publisher":{"name":"数据网"}}]}';
    const head = `<title>头里的标题 - 某某网</title><meta property="og:title" content="元数据的标题">
      <script type="application/ld+json">${jsonLd}</script><link rel="canonical" href="https://example.org/a">`;
    const page = (extra: string): string => `<html><head>${head}</head><body>${extra}<p>${TEXT}</p></body></html>`;
    expect(read('a.html', page('<h1>正文的标题</h1><time datetime="2024-01-02">去年</time>'))).toMatchObject({
      title: '正文的标题',
      date: { value: '2024-01-02', precision: 'day' },
      publisher: '数据网',
      author: '王五',
      url: 'https://example.org/a',
    });
    expect(read('a.html', page(''))).toMatchObject({
      title: '元数据的标题',
      date: { value: '2023-11-02T11:04:05+08:00', precision: 'time', source: 'page' },
    });
  });

  it('adds the time to a day where another statement of the same day has it', () => {
    const html = `<html><head><meta property="article:published_time" content="2024-01-02T08:00:00+08:00"></head>
      <body><span class="date">2024-01-02</span><p>${TEXT}</p></body></html>`;
    expect(read('a.html', html).date?.value).toBe('2024-01-02T08:00:00+08:00');
  });

  it('is read all the same where its JSON-LD is broken', () => {
    const html = `<script type="application/ld+json">{"@type": </script><h1>标题在此</h1><p>${TEXT}</p>`;
    expect(read('a.html', html).title).toBe('标题在此');
  });

  it('gives no address that is not absolute, and no script', () => {
    expect(read('a.md', post('url: /relative')).url).toBeNull();
    expect(read('a.md', post('url: javascript:alert(1)')).url).toBeNull();
  });
});

describe('the text', () => {
  it('gives the date in its title', () => {
    expect(read('x.md', `# 《某节目》 (20220924)\n\n${TEXT}`)).toMatchObject({
      title: '《某节目》 (20220924)',
      date: { value: '2022-09-24', precision: 'day', source: 'text' },
      publisher: null,
    });
  });

  it('gives the agency and the reporter of its dateline', () => {
    const article = read('a.txt', '新华社北京2024年3月6日电（记者 王某某）记者获悉，口岸运行平稳。\n第二段。');
    expect(article).toMatchObject({ publisher: '新华社', author: '王某某', date: { value: '2024-03-06' } });
    expect(article.title).toBe('记者获悉，口岸运行平稳');
  });

  it('invents no publisher and no date', () => {
    expect(read('a.txt', '港口运行平稳，货物进出有序。\n自8月1日起，新的办法开始施行。')).toMatchObject({
      publisher: null,
      author: null,
      date: null,
    });
  });

  it('gives way to the date in the name of its file only where it states none', () => {
    expect(read('posts/2021-07-13-port.md', `# 题\n\n${TEXT}`).date).toEqual({
      value: '2021-07-13',
      precision: 'day',
      source: 'path',
    });
    expect(read('2021-07-13.txt', `港口见闻\n2022年1月2日\n\n${TEXT}`).date?.value).toBe('2022-01-02');
  });

  it('does not take a date of history for its own', () => {
    const text = '1949年10月1日，这座港口恢复通航。1978年以后，它迅速发展，2001年成为大港。';
    expect(read('a.txt', text).date).toBeNull();
  });
});
