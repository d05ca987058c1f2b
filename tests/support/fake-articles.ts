import { createHash } from 'node:crypto';
import type { Article, ArticleDate, Block, Section } from '../../src/domain/article.js';

/** What a made-up article says; everything else follows from it. */
export interface ArticleSketch {
  readonly path: string;
  readonly title: string;
  readonly date?: ArticleDate | null;
  readonly publisher?: string | null;
  readonly url?: string | null;
  /** Headings (level 2, `null` for none) with the paragraph below each. */
  readonly parts: readonly { readonly heading: string | null; readonly paragraph: string }[];
}

/** An article with consistent offsets. */
export function sketchArticle(sketch: ArticleSketch): Article {
  const { path, title, date = null, publisher = null, url = null, parts } = sketch;
  const blocks: Block[] = [];
  const sections: Section[] = [];
  let text = '';
  const add = (kind: 'heading' | 'paragraph', content: string): void => {
    if (text !== '') text += '\n\n';
    const start = text.length;
    text += content;
    blocks.push({ kind, start, end: text.length, ...(kind === 'heading' && { level: 2 }) });
  };
  for (const { heading, paragraph } of parts) {
    const start = text === '' ? 0 : text.length + 2;
    if (heading !== null) add('heading', heading);
    add('paragraph', paragraph);
    if (heading !== null) {
      sections.push({ level: 2, heading, headingPath: [heading], start, end: text.length });
    }
  }
  return {
    id: createHash('sha256').update(path).digest('hex').slice(0, 12),
    path,
    title,
    date,
    publisher,
    author: null,
    url,
    categories: [],
    language: 'zh-Hans',
    text,
    blocks,
    sections,
    captions: [],
    contentHash: createHash('sha256').update(text).digest('hex'),
  };
}

/** Three short articles, made up. */
export const SAMPLE_ARTICLES: readonly Article[] = [
  sketchArticle({
    path: 'ports/lanwan.md',
    title: '蓝湾港夜航试运行满月',
    date: { value: '2024-03-18T09:30:00+08:00', precision: 'time', source: 'front-matter' },
    publisher: '海岸观察',
    url: 'https://news.example.com/ports/lanwan?from=list',
    parts: [
      { heading: null, paragraph: '蓝湾港从二月起试开夜航。港方说，夜里进出的船由引航艇全程带路。' },
      {
        heading: '一个月的数字',
        paragraph: '试运行首月共有 46 艘货轮在夜间靠泊。平均每艘少等 5 个小时。没有发生事故。',
      },
    ],
  }),
  sketchArticle({
    path: 'tea/white-peak.txt',
    title: '白峰茶农改种晚熟品种',
    date: { value: '2025-04-02', precision: 'inferred', source: 'text' },
    publisher: null,
    url: null,
    parts: [{ heading: null, paragraph: '白峰镇的茶农今年改种晚熟茶树。采摘因此推迟到四月中旬。' }],
  }),
  sketchArticle({
    path: 'rail/east-line.html',
    title: 'East Line opens its night depot',
    date: { value: '2023-11-05', precision: 'day', source: 'page' },
    publisher: 'Harbour Weekly',
    url: 'http://harbour.example.org/east-line',
    parts: [
      {
        heading: null,
        paragraph: 'The night depot of the East Line opened on Sunday. It holds 24 trains under one roof.',
      },
    ],
  }),
];
