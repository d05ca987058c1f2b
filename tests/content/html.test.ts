import { describe, expect, it } from 'vitest';

import { outline, read } from './read-sample.js';

const PARAGRAPHS = [
  '码头的自动化改造已经完成，装卸效率比去年同期提高了两成。',
  '货主可以在网上预约提货的时间，司机到场以后不必再排队等候。',
  '负责人表示，下一步还要把这套办法推广到内河的几个港口。',
];
const BODY = PARAGRAPHS.map((text) => `<p>${text}</p>`).join('\n');
const PLAIN = PARAGRAPHS.map((text) => `p ${text}`);

describe('HTML becomes clean text', () => {
  it('keeps headings, paragraphs, items of lists, rows of tables and code apart', () => {
    const article = read(
      'a.html',
      `<h1>港口见闻</h1><h2>概况</h2><p>第一段。<br>换行以后。</p><ul><li>甲<ul><li>乙</li></ul></li></ul>
       <table><tr><th>港口</th><th>箱量</th></tr><tr><td>甲港</td><td>100</td></tr></table><pre><code>a = 1
b = 2</code></pre>`,
    );
    expect(article.title).toBe('港口见闻');
    expect(outline(article)).toEqual([
      'h2 概况',
      'p 第一段。',
      'p 换行以后。',
      'l 甲',
      'l 乙',
      't 港口 | 箱量',
      't 甲港 | 100',
      'c a = 1\nb = 2',
    ]);
  });

  it('drops scripts, styles, comments, forms and hidden parts', () => {
    const article = read(
      'a.html',
      `<div><!-- <p>注释里的话。</p> --><style>p&#123;color:red&#125;</style><script>var x = '<p>脚本</p>';</script>
       <noscript>没有脚本</noscript><template><p>模板</p></template><iframe>框架</iframe>
       <p hidden>隐藏一。</p><p style="display: none">隐藏二。</p><p aria-hidden="true">隐藏三。</p>
       <select><option>选项</option></select><button>按钮</button>${BODY}</div>`,
    );
    expect(outline(article)).toEqual(PLAIN);
  });

  it('drops menus, share bars, QR codes, breadcrumbs, adverts and editors', () => {
    const article = read(
      'a.html',
      `<nav><a href="/">首页</a></nav><div class="breadcrumb">首页 &gt; 新闻 &gt; 正文</div>${BODY}
       <div class="shareBox">分享到微博</div><div class="clearfix appendQr_wrap">海量消息，尽在示例客户端</div>
       <p>扫描二维码下载客户端</p><p class="article-editor">责任编辑：张三 AB012</p><footer>版权所有</footer>
       <h3>相关阅读</h3><ul><li><a href="1">另一篇文章的标题</a></li><li><a href="2">又一篇文章的标题</a></li></ul>`,
    );
    expect(outline(article)).toEqual(PLAIN);
  });

  it('keeps the text where the class of its parent sounds like furniture', () => {
    expect(outline(read('a.html', `<div class="article-share-news">${BODY}</div>`))).toEqual(PLAIN);
    const each = PARAGRAPHS.map((text) => `<p class="news-share comment">${text}</p>`).join('');
    expect(outline(read('a.html', each))).toEqual(PLAIN);
    expect(outline(read('a.html', `<body class="nav-open has-sidebar">${BODY}</body>`))).toEqual(PLAIN);
  });

  it('keeps captions apart', () => {
    const article = read(
      'a.html',
      `<figure><img src="1.jpg" alt="岸桥作业的场面"><figcaption>岸桥在夜间作业</figcaption></figure>
       <div class="img_wrapper"><img alt=""><span class="img_descr">工人检查设备</span></div>
       <p>图为堆场一角。 王五 摄</p><p>封面图片来源：某某图片社</p>${BODY}`,
    );
    expect(outline(article)).toEqual(PLAIN);
    expect(article.captions).toEqual([
      '岸桥作业的场面',
      '岸桥在夜间作业',
      '工人检查设备',
      '图为堆场一角。 王五 摄',
      '封面图片来源：某某图片社',
    ]);
  });

  it('joins inline elements without spaces and trims indentation', () => {
    const html = '<p>　　据<span class="a">海关</span>统计，<b>出口</b>&nbsp;增长&lt;两成&gt;，\n      进口持平。</p>';
    expect(read('a.html', html).text).toBe('据海关统计，出口 增长<两成>，进口持平。');
  });

  it('makes headings of bold lines of their own', () => {
    const html = `<p><strong>航线更密</strong></p><p>新增航线十条，覆盖二十个国家。</p>
      <p><b>成本更低</b></p><p>单箱费用下降一成，等候时间缩短。</p>`;
    expect(outline(read('a.html', html)).filter((line) => line.startsWith('h'))).toEqual([
      'h2 航线更密',
      'h2 成本更低',
    ]);
  });

  it('takes layout tables for text', () => {
    const html = `<table><tr><td><p>${PARAGRAPHS[0] ?? ''}</p><p>${PARAGRAPHS[1] ?? ''}</p></td></tr></table>`;
    expect(outline(read('a.html', html))).toEqual(PLAIN.slice(0, 2));
  });

  it('finds the article in a whole page', () => {
    const article = read(
      'page.html',
      `<!DOCTYPE html><html><head><title>港口装卸提速_某某新闻网</title><meta name="author" content="李四"></head>
       <body><div class="top"><a href="/">首页</a><a href="/n">新闻</a></div>
       <div id="wrap"><h1>港口装卸提速</h1><div class="info">2024-03-05 09:12　来源：某某日报　作者：李四　阅读：12次</div>
       <div class="content">${BODY}</div></div>
       <div class="side"><ul><li><a href="1">今天的天气预报来了</a></li><li><a href="2">周末去哪里游玩</a></li></ul></div>
       </body></html>`,
    );
    expect(outline(article)).toEqual(PLAIN);
    expect(article).toMatchObject({
      title: '港口装卸提速',
      publisher: '某某日报',
      author: '李四',
      date: { value: '2024-03-05T09:12:00+08:00', precision: 'time' },
    });
  });

  it('takes paragraphs that stand twice once', () => {
    const abstract = `◎${PARAGRAPHS[0] ?? ''}这一句让这一段更长一些，长到超过四十个字。`;
    const article = read('a.html', `<div><p>${abstract}</p></div><p>导语。</p><p>${abstract.slice(1)}</p>`);
    expect(outline(article)).toEqual(['p 导语。', `p ${abstract.slice(1)}`]);
  });

  it.each([
    ['elements', '<div>'.repeat(100_000) + BODY],
    ['lists', '<ul><li>'.repeat(20_000) + BODY],
    ['bold type', '<b><p>'.repeat(20_000) + BODY],
  ])('survives %s that are nested without end', (_, html) => {
    expect(read('a.html', html).text).toContain(PARAGRAPHS[2]);
  });
});
