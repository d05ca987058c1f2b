import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findList } from '../../src/answering/list-quote.js';
import type { Article } from '../../src/domain/article.js';
import { read } from '../content/read-sample.js';

function quoted(article: Article, sentence: string, maxLength = 160): string[] | null {
  const start = article.text.indexOf(sentence);
  const spans = findList(article, { start, end: start + sentence.length }, maxLength);
  return spans?.map((span) => article.text.slice(span.start, span.end)) ?? null;
}

const readContent = (body: string): Article => read('a.md', `---\ntitle: 港口\n---\n${body}`);

describe('findList', () => {
  it('quotes a short list over several paragraphs whole, with the sentence that leads it in', () => {
    const article = readContent(
      '港口推出三项措施：\n\n一是延长窗口时间。\n\n二是减免堆存费用。\n\n三是增开夜间航班。\n\n措施下月起实行。',
    );
    const whole = '港口推出三项措施：\n\n一是延长窗口时间。\n\n二是减免堆存费用。\n\n三是增开夜间航班。';
    expect(quoted(article, '二是减免堆存费用。')).toEqual([whole]);
    expect(quoted(article, '港口推出三项措施：')).toEqual([whole]);
  });

  it('quotes the heads of a long one', () => {
    const article = readContent(
      ['一是延长窗口时间，', '二是减免堆存费用，', '三是增开夜间航班，']
        .map((head) => `${head}${'具体办法由港口另行公布，各方照此执行'.repeat(4)}。`)
        .join('\n\n'),
    );
    expect(quoted(article, '三是增开夜间航班')).toEqual([
      '一是延长窗口时间',
      '二是减免堆存费用',
      '三是增开夜间航班',
    ]);
  });

  it('takes the items of a marked-up list', () => {
    const article = readContent('需要的材料有：\n\n- 身份证明\n- 委托书\n- 缴费凭证\n\n其他材料不必带。');
    expect(quoted(article, '委托书')).toEqual([article.text.slice(0, article.text.indexOf('缴费凭证') + 4)]);
  });

  it('takes the items of a list within one paragraph with the sentences that belong to them', () => {
    const article = readContent('首先登记信息。登记只要几分钟。其次上传文件。最后等候审核。');
    expect(quoted(article, '其次上传文件。')).toEqual([
      '首先登记信息。登记只要几分钟。其次上传文件。最后等候审核。',
    ]);
  });

  it('parts a sentence that leads in the list and has its first item', () => {
    const article = readContent('港口推出三项措施：一是延长窗口时间。二是减免堆存费用。三是增开夜间航班。');
    for (const sentence of ['港口推出三项措施：一是延长窗口时间。', '三是增开夜间航班。']) {
      expect(quoted(article, sentence)).toEqual([article.text]);
    }
    expect(quoted(article, '二是减免堆存费用。', 20)).toEqual([
      '港口推出三项措施：',
      '一是延长窗口时间。',
      '二是减免堆存费用。',
      '三是增开夜间航班。',
    ]);
  });

  it('holds what was quoted, also where that does not lead in by a colon', () => {
    const article = readContent('措施有三项。港口都在推行。一是延长窗口时间。二是减免堆存费用。');
    expect(quoted(article, '港口都在推行。')).toEqual([article.text.slice(article.text.indexOf('港口'))]);
    expect(quoted(article, '措施有三项。港口都在推行。一是延长窗口时间。')).toEqual([article.text]);
    expect(quoted(article, '二是减免堆存费用。')).toEqual([article.text.slice(article.text.indexOf('一是'))]);
  });

  it('finds none where nothing is counted, and no list beside the paragraph that was quoted', () => {
    const article = readContent('港口很忙。\n\n窗口延长了。\n\n一是船多。\n\n二是货多。');
    expect(quoted(article, '港口很忙。')).toBeNull();
    expect(quoted(readContent('一是船多。\n\n别的事情。'), '一是船多。')).toBeNull();
  });

  it('gives spans of the text, in order and without overlap, whatever comes in', () => {
    const pieces = fc.constantFrom(
      '一是甲乙丙丁。',
      '二是',
      '- 项目\n',
      '\n\n',
      '说明：',
      '首先，',
      '长句子，'.repeat(20),
      '🚢',
      '1. 条目\n',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), fc.nat(), (parts, at) => {
        const article = readContent(`题目正文。\n\n${parts.join('')}`);
        const start = at % article.text.length;
        const spans = findList(article, { start, end: start + 1 }, 40) ?? [];
        let end = 0;
        for (const span of spans) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          expect(article.text.slice(span.start, span.end).isWellFormed()).toBe(true);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(article.text.length);
      }),
    );
  });
});
