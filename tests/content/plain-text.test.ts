import { describe, expect, it } from 'vitest';

import { outline, read } from './read-sample.js';

const PAPER = `第05版:经济

示例日报图文数据库(1950-2020)

示例日报 2024年03月07日 星期四

返回目录 | 上一篇 | 下一篇 | 放大+ 缩小- 全文复制

让绿色成为港口底色(开局之问)

岸电覆盖率超过九成

本报记者 王一 李二三 《 示例日报 》( 2024年03月07日   第 05 版)

　　春日的港口，岸电设施整齐排列。船舶靠港以后，不再依靠燃油发电。

　　减排看得见

　　据介绍，全港每年减少排放两万多吨，空气质量明显好转。

　　“我们把风机建到了码头上。”负责人说。

　　港区里的风机。 赵四 摄

　　绿电用得更多

　　目前绿电占比已经超过一半，明年还要提高。

版权声明

示例日报（电子版）的内容未经书面授权不得转载、复制或建立镜像，违者将被追究责任。

示例日报手机报

移动用户 发送SLRB10650000

  • ios版

  • 微信小程序
`;

describe('plain text becomes clean text', () => {
  it('takes the page of a newspaper apart', () => {
    const article = read('paper.txt', PAPER);
    expect(article).toMatchObject({
      title: '让绿色成为港口底色(开局之问)',
      date: { value: '2024-03-07', precision: 'day', source: 'text' },
      publisher: '示例日报',
      author: '王一、李二三',
      captions: ['港区里的风机。 赵四 摄'],
    });
    expect(outline(article)).toEqual([
      'h2 岸电覆盖率超过九成',
      'p 春日的港口，岸电设施整齐排列。船舶靠港以后，不再依靠燃油发电。',
      'h2 减排看得见',
      'p 据介绍，全港每年减少排放两万多吨，空气质量明显好转。',
      'p “我们把风机建到了码头上。”负责人说。',
      'h2 绿电用得更多',
      'p 目前绿电占比已经超过一半，明年还要提高。',
    ]);
  });

  it('makes a title of whole clauses where the text has none', () => {
    const { title, text } = read(
      'a.txt',
      '近日，示例港务集团宣布，旗下三个码头全部完成自动化改造，装卸效率提高两成以上，司机等候时间缩短一半。\n第二段在这里。',
    );
    expect(title).toBe('近日，示例港务集团宣布，旗下三个码头全部完成自动化改造，装卸效率提高两成以上');
    expect(text.startsWith(title)).toBe(true);
  });

  it('cuts a long sentence without clauses between words', () => {
    const sentence = '示例港务集团宣布旗下三个码头全部完成自动化改造并且装卸效率提高两成以上同时司机等候时间缩短一半。';
    const { title } = read('a.txt', `${sentence}\n第二段在这里。`);
    expect(title.length).toBeLessThanOrEqual(40);
    const ends = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(sentence)].map(
      ({ index, segment }) => index + segment.length,
    );
    expect(ends).toContain(title.length);
  });

  it('numbers the outline by its numbering', () => {
    const article = read(
      'a.txt',
      '港口规划说明\n\n一、总体情况\n\n这里说明总体的情况，内容比较长。\n\n（一）岸线\n\n这里说明岸线的情况，内容比较长。\n\n二、保障措施\n\n这里说明保障的措施，内容比较长。',
    );
    expect(article.sections.map(({ headingPath }) => headingPath.join(' > '))).toEqual([
      '一、总体情况',
      '一、总体情况 > （一）岸线',
      '二、保障措施',
    ]);
  });

  it('does not make headings of the lines of a list', () => {
    const article = read('a.txt', '参会名单公布。\n\n甲公司\n乙公司\n丙公司\n\n以上公司请于本周内确认，逾期视为放弃。');
    expect(article.sections).toEqual([]);
  });

  it('reads labels at the beginning', () => {
    const article = read('a.txt', '标题：港口提速\n来源：某某晚报\n作者：张三\n日期：2024年5月6日\n链接：https://example.org/a\n\n正文一段。\n');
    expect(article).toMatchObject({
      title: '港口提速',
      publisher: '某某晚报',
      author: '张三',
      date: { value: '2024-05-06' },
      url: 'https://example.org/a',
      text: '正文一段。',
    });
  });

  it('joins lines that were wrapped to a width', () => {
    const article = read(
      'a.txt',
      `Clearance times fall again

By Jane Doe

SHANGHAI, July 13, 2021 (Example News) -- Clearance times at the city's ports
fell by a fifth in the first half of the year, the local office said on
Tuesday, as more companies filed their papers before ships arrived.
`,
    );
    expect(article).toMatchObject({
      title: 'Clearance times fall again',
      author: 'Jane Doe',
      language: 'en',
      date: { value: '2021-07-13' },
    });
    expect(article.blocks).toHaveLength(1);
  });

  it('keeps a text that is all one line', () => {
    expect(read('a.txt', '现在互认的国家有五十七个').text).toBe('现在互认的国家有五十七个');
  });
});
