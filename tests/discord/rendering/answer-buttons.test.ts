import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/domain/answer.js';
import type { Article } from '../../../src/domain/article.js';
import { renderAnswerWithButtons } from '../../../src/discord/rendering/answer-buttons.js';
import { toPayload, type Reply } from '../../../src/discord/rendering/payload.js';
import { readMessageBody } from '../../../src/sandbox/message-rules.js';
import { FakeApp } from '../../support/fake-app.js';

const VIEW = { locale: 'zh-CN', withQuestion: false } as const;

/** What is said to a question about every article, changed as a test wants it. */
async function rendered(question: string, change: (answer: Answer) => Answer): Promise<Reply> {
  const app = new FakeApp();
  return renderAnswerWithButtons(change(await app.ask(question)), VIEW, app);
}

const same = (answer: Answer): Answer => answer;
const labels = ({ buttons = [] }: Reply): string[][] => buttons.map((row) => row.map(({ label }) => label));

describe('renderAnswerWithButtons', () => {
  it('gives one citation a row without a mark', async () => {
    expect(labels(await rendered('货轮夜间靠泊', same))).toEqual([
      ['◀ 前文', '后文 ▶', '全文出处'],
      ['👍', '👎'],
    ]);
  });

  it('gives each of several citations a row with a mark, and every button an id of its own', async () => {
    const twice = (answer: Answer): Answer =>
      answer.status === 'answered'
        ? { ...answer, citations: Array.from({ length: 5 }, () => answer.citations).flat() }
        : answer;
    const reply = await rendered('货轮夜间靠泊', twice);
    expect(labels(reply).map(([first]) => first)).toEqual(['① ◀ 前文', '② ◀ 前文', '③ ◀ 前文', '👍']);
    const ids = (reply.buttons ?? []).flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(12);
  });

  it('gives what another date says a row with a mark, too, within five rows of distinct buttons', async () => {
    const withOtherwise =
      (citations: number) =>
      (answer: Answer): Answer => {
        if (answer.status !== 'answered') return answer;
        const [first] = answer.citations;
        if (first === undefined) return answer;
        return { ...answer, citations: Array.from({ length: citations }, () => first), otherwise: first };
      };
    const one = await rendered('货轮夜间靠泊', withOtherwise(1));
    expect(labels(one)).toEqual([
      ['① ◀ 前文', '① 后文 ▶', '① 全文出处'],
      ['② ◀ 前文', '② 后文 ▶', '② 全文出处'],
      ['👍', '👎'],
    ]);
    const three = await rendered('货轮夜间靠泊', withOtherwise(3));
    expect(labels(three)[3]).toEqual(['④ ◀ 前文', '④ 后文 ▶', '④ 全文出处']);
    expect(() => readMessageBody(toPayload(three, 'zh-CN') as never)).not.toThrow();
    expect(toPayload(three, 'zh-CN').components).toHaveLength(5);
  });

  it('offers no button for a quote that is no longer in its article', async () => {
    const moved = (answer: Answer): Answer =>
      answer.status === 'answered'
        ? {
            ...answer,
            citations: answer.citations.map((citation) => ({
              ...citation,
              quote: { ...citation.quote, pieces: [{ start: 0, end: 3, text: '旧文字' }] },
            })),
          }
        : answer;
    expect(labels(await rendered('货轮夜间靠泊', moved))).toEqual([['👍', '👎']]);
  });

  it('names the nearest article in the text where it has no button', async () => {
    const app = new FakeApp();
    const [gone] = app.articles as readonly [Article];
    const source = {
      article: (id: string) => (id === gone.id ? undefined : app.article(id)),
    };
    const reply = renderAnswerWithButtons(await app.ask('zzz'), VIEW, source);
    expect(labels(reply)).toEqual([['白峰茶农改种晚熟品种']]);
    expect(reply.lines.flat().map(({ text }) => text)).toEqual([
      '文章里没有找到能回答这个问题的内容。',
      '题目相近的文章：',
      '• 蓝湾港夜航试运行满月',
    ]);
  });
});
