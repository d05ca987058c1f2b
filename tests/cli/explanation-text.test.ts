import { describe, expect, it } from 'vitest';
import { renderExplanation } from '../../src/cli/explanation-text.js';
import { createPainter } from '../../src/cli/terminal-text.js';
import type { Explanation } from '../../src/domain/explanation.js';
import { LOCALES } from '../../src/i18n/locale.js';
import { explanation } from './sample.js';

const plain = createPainter(false);
const { question, sentence, confidence } = explanation;

function render(changes: Partial<Explanation> = {}): string {
  return renderExplanation({ ...explanation, ...changes }, 'zh-CN', plain);
}

describe('renderExplanation', () => {
  it('tells of the question, the passages, the sentences and the confidence', () => {
    expect(render()).toBe(
      [
        '问题',
        '理解为        放行用时多久？',
        '所问类型      number',
        '所问之物      用时',
        '所问时间      2024-01-01 至 2024-12-31, 以最新的为准',
        '检索词及权重  放行 2.50, 用时 1.25',
        '更正          aoe → aeo',
        '译词          窗口 ← 窗口, 视窗',
        '',
        '段落',
        '  词  向量  逐句复核  文章',
        '4.50     –    90.0 %  口岸新闻  port/news.md',
        '',
        '首选句子',
        '货物放行平均用时两小时。',
        '文章    port/news.md',
        '得分    3.25',
        '可能性  80.0 %',
        '特征        值  权重  贡献',
        'coverage  0.50  6.50  3.25',
        '',
        '其次的句子',
        ' 得分  可能性  原文                    文章',
        '-0.50  10.0 %  口岸今年新增三条航线。  port/news.md',
        '',
        '把握',
        '特征     值  权重  贡献',
        'names  1.00  2.00  2.00',
        '起点          -1.00',
        '把握程度      73.1 %',
        '作答门槛      1.2 %',
        '明确作答门槛  40.0 %',
        '结论          明确作答',
      ].join('\n'),
    );
  });

  it('leaves out what a question does not have', () => {
    const bare = { ...question, focus: '', periods: [], wantsLatest: false, corrected: null, translated: [] };
    expect(render({ question: bare }).split('\n\n')[0]).toBe(
      [
        '问题',
        '理解为        放行用时多久？',
        '所问类型      number',
        '检索词及权重  放行 2.50, 用时 1.25',
      ].join('\n'),
    );
  });

  it('says that an English word has no translation', () => {
    const english = { ...question, translated: [{ word: 'zebra', words: [] }] };
    expect(render({ question: english })).toContain('译词          zebra ← –');
  });

  it('tells the evidence for a translation where there is one', () => {
    expect(render()).not.toContain('译词相符程度');
    if (confidence === null) throw new Error('the sample is judged');
    expect(render({ confidence: { ...confidence, evidence: 0.25 } })).toContain('译词相符程度  25.0 %');
  });

  it('says where nothing was judged, or nothing was found', () => {
    expect(render({ confidence: null })).toContain('把握\n首选句子与问题没有共同的词，不作判断。');
    const nothing = render({ passages: [], sentence: null, runnersUp: [], confidence: null });
    expect(nothing).toMatch(/首选句子\n没有找到任何句子。$/u);
    expect(nothing).not.toContain('段落');
  });

  it('keeps names as they are in code, whatever the language', () => {
    for (const locale of LOCALES) {
      const text = renderExplanation(explanation, locale, plain);
      for (const name of ['number', 'coverage', 'names']) expect(text).toContain(name);
    }
    expect(renderExplanation(explanation, 'en', plain)).toContain('2024-01-01 to 2024-12-31, the latest');
  });

  it('cuts long sentences and long lists of terms', () => {
    const terms = Array.from({ length: 40 }, (_, i) => ({ term: `词${i}`, weight: 1 }));
    const long = explanation.runnersUp.map((each) => ({ ...each, text: '长'.repeat(500) }));
    const text = render({ question: { ...question, terms }, runnersUp: long });
    expect(text).not.toContain('词39');
    expect(text).not.toContain('长'.repeat(40));
  });

  it('lets nothing in an article or a question reach the terminal as a command', () => {
    const hostile = '\u001b]0;owned\u0007\u202eabc\n';
    if (sentence === null) throw new Error('the sample has a sentence');
    const text = render({
      question: {
        ...question,
        text: hostile,
        focus: hostile,
        terms: [{ term: hostile, weight: 1 }],
        corrected: { from: [hostile], to: [hostile] },
        translated: [{ word: hostile, words: [hostile] }],
      },
      passages: explanation.passages.map((each) => ({ ...each, title: hostile, path: hostile })),
      sentence: { ...sentence, text: hostile, path: hostile },
      runnersUp: explanation.runnersUp.map((each) => ({ ...each, text: hostile, path: hostile })),
    });
    expect(text).toContain('owned');
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
    expect(text.split('\n').length).toBe(render().split('\n').length);
  });
});
