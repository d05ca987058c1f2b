import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../src/discord/rendering/answer.js';
import { toPayload } from '../../../src/discord/rendering/payload.js';
import { PIECE_SEPARATOR, type Answered, type Citation } from '../../../src/domain/answer.js';
import { answerMessages } from '../../../src/i18n/answers.js';
import { readMarkdown } from '../../support/discord-markdown.js';
import { endlessText, hostileText } from '../../support/hostile-text.js';

const VIEW = { locale: 'zh-CN', withQuestion: true } as const;

function cite(pieces: readonly string[], changes: Partial<Citation> = {}): Citation {
  let start = 0;
  const text = pieces.join(PIECE_SEPARATOR);
  return {
    quote: {
      text,
      pieces: pieces.map((piece) => ({ text: piece, start, end: (start += piece.length) })),
      highlights: [],
    },
    articleId: 'abcdefabcdef',
    passageId: 0,
    path: 'a.md',
    title: '标题',
    publisher: null,
    author: null,
    date: null,
    url: null,
    headingPath: [],
    score: 1,
    alsoReported: [],
    ...changes,
  };
}

function answered(...citations: [Citation, ...Citation[]]): Answered {
  const asked = { question: '问？', completedQuestion: '问？' };
  const found = { confidence: 1, nearest: [], citations, otherwise: null };
  return { ...asked, status: 'answered', level: 'strong', ...found };
}

function embedOf(citation: Citation): NonNullable<ReturnType<typeof toPayload>['embeds'][number]> {
  const [embed] = toPayload(renderAnswer(answered(citation), VIEW), 'zh-CN').embeds;
  if (embed === undefined) throw new Error('a citation has an embed');
  return embed;
}

describe('renderAnswer', () => {
  it('shows title, link, publisher, inferred date and headings of a citation', () => {
    const embed = embedOf(
      cite(['引文。'], {
        url: 'https://a.example/1',
        publisher: '海岸观察',
        date: { value: '2025-08-25', precision: 'inferred', source: 'text' },
        headingPath: ['上', '下'],
      }),
    );
    expect(embed).toMatchObject({
      title: '标题',
      url: 'https://a.example/1',
      description: '引文。',
      footer: { text: '海岸观察 · 2025-08-25（推断） · 上 › 下 · 把握大' },
    });
  });

  it('marks an inferred date in the language of the reader', () => {
    const citation = cite(['x'], { date: { value: '2025-08-25', precision: 'inferred', source: 'text' } });
    const footer = (locale: 'zh-TW' | 'en'): unknown =>
      toPayload(renderAnswer(answered(citation), { locale, withQuestion: false }), locale).embeds[0]?.footer
        ?.text;
    expect(footer('zh-TW')).toContain('推斷');
    expect(footer('en')).toContain('inferred');
  });

  it('shows what matched in bold', () => {
    const quote = cite(['共有四十六艘货轮。']);
    const embed = embedOf({ ...quote, quote: { ...quote.quote, highlights: [{ start: 2, end: 5 }] } });
    expect(embed.description).toBe('共有**四十六**艘货轮。');
  });

  it('shows every piece of a quote as it stands in the article', () => {
    fc.assert(
      fc.property(
        fc.array(hostileText(12), { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(80), fc.nat(80)), { maxLength: 4 }),
        (pieces, ranges) => {
          const citation = cite(pieces);
          const highlights = ranges.map(([start, length]) => ({ start, end: start + length }));
          const embed = embedOf({ ...citation, quote: { ...citation.quote, highlights } });
          expect(readMarkdown(embed.description ?? citation.quote.text).text).toBe(citation.quote.text);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('shows a beginning of a quote that is too long, and never anything else', () => {
    const mark = answerMessages.cut['zh-CN'];
    fc.assert(
      fc.property(fc.array(endlessText(), { minLength: 1, maxLength: 3 }), (pieces) => {
        const citation = cite(pieces);
        const embed = embedOf(citation);
        const shown = readMarkdown(embed.description ?? citation.quote.text).text;
        if (shown === citation.quote.text) return;
        expect(shown.endsWith(mark)).toBe(true);
        expect(citation.quote.text.startsWith(shown.slice(0, -mark.length))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('repeats the question above the answer only where Discord hides it', () => {
    const lines = (withQuestion: boolean): unknown =>
      toPayload(renderAnswer(answered(cite(['x'])), { locale: 'zh-CN', withQuestion }), 'zh-CN').content;
    expect(lines(true)).toBe('**问？**');
    expect(lines(false)).toBe('');
  });

  it('tells how a question was understood that leaned on the one before', () => {
    const completed = { ...answered(cite(['x'])), question: '为什么？', completedQuestion: '桥*为什么*修？' };
    const lines = (withQuestion: boolean): unknown =>
      toPayload(renderAnswer(completed, { locale: 'zh-TW', withQuestion }), 'zh-TW').content;
    expect(lines(true)).toBe('**为什么？**\n理解為：桥\\*为什么\\*修？');
    expect(lines(false)).toBe('理解為：桥\\*为什么\\*修？');
  });

  it('gives what another article says instead a last card that says what it is', () => {
    const dated = (value: string): Partial<Citation> => ({
      date: { value, precision: 'day', source: 'page' },
    });
    const first = cite(['有三十个。'], dated('2024-09-10'));
    const otherwise = cite(['有十二个。'], { ...dated('2019-05-02'), title: '旧闻' });
    const { embeds } = toPayload(renderAnswer({ ...answered(first), otherwise }, VIEW), 'zh-CN');
    expect(embeds).toMatchObject([
      { description: '有三十个。' },
      { title: '更早的文章（2019-05-02）说法不同：旧闻', description: '有十二个。' },
    ]);
  });

  it('names the other articles on an event in one note', () => {
    const other = { articleId: 'b', path: 'b.md', title: '又报', date: null, url: null };
    expect(embedOf(cite(['x'], { alsoReported: [other] })).footer?.text).toContain('另有 1 篇报道：又报');
  });

  it('says where a quote may not answer', () => {
    const possible = { ...answered(cite(['x'])), level: 'possible' } as const;
    const view = { locale: 'en', withQuestion: false } as const;
    expect(toPayload(renderAnswer(possible, view), 'en').content).toContain('Possibly relevant');
  });

  it.each(['empty-question', 'empty-index', 'nothing-relevant', 'not-confident'] as const)(
    'says %s in every language, and offers the nearest titles',
    (reason) => {
      const answer = {
        question: 'q',
        completedQuestion: 'q',
        status: 'unanswered',
        confidence: 0,
        reason,
        nearest: [{ articleId: 'a', title: '**相近**', path: 'b.md' }],
      } as const;
      const contents = (['zh-CN', 'zh-TW', 'en'] as const).map(
        (locale) => toPayload(renderAnswer(answer, { locale, withQuestion: false }), locale).content,
      );
      expect(new Set(contents).size).toBe(3);
      for (const content of contents) expect(content).toContain('\n• \\*\\*相近\\*\\*');
    },
  );

  it('names an article without a title by its path', () => {
    expect(embedOf(cite(['x'], { title: ' ' })).title).toBe('a.md');
  });
});
