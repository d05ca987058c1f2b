import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchResult } from '../../../src/app/app.js';
import { renderSearch, RESULTS_MAX, type SearchView } from '../../../src/discord/rendering/search.js';
import { textOf } from '../../../src/discord/rendering/rich-text.js';
import { readTurn } from '../../../src/discord/rendering/turn-buttons.js';
import { sketchArticle } from '../../support/fake-articles.js';

function results(count: number): SearchResult[] {
  return Array.from({ length: count }, (_, i) => {
    const text = `第${i}段。`;
    const article = sketchArticle({
      path: `${i}.md`,
      title: `${i}`,
      parts: [{ heading: null, paragraph: text }],
    });
    const passage = { articleId: article.id, headingPath: [], sentences: [], start: 0, end: text.length };
    return { article, passage, text, score: 1 };
  });
}

function page(count: number, view: Partial<SearchView> = {}) {
  return renderSearch(results(count), { locale: 'zh-CN', turns: true, ...view });
}

function titles({ cards }: ReturnType<typeof page>): string[] {
  return cards.map(({ title }) => title);
}

/** The pages that ◀ and ▶ lead to; `null` for one that cannot be pressed. */
function turns({ buttons = [] }: ReturnType<typeof page>): (number | null)[] {
  return (buttons[0] ?? []).map(({ id, disabled }) =>
    disabled === true ? null : (readTurn(id)?.page ?? null),
  );
}

describe('renderSearch', () => {
  it('shows everything once, whoever turns all pages', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: RESULTS_MAX }), (count) => {
        const seen: string[] = [];
        for (let at: number | null = 0; at !== null;) {
          const shown = page(count, { page: at });
          seen.push(...titles(shown));
          at = turns(shown)[1] ?? null;
        }
        expect(seen).toEqual(results(count).map(({ article }) => article.title));
      }),
    );
  });

  it('says which passages of how many stand on a page', () => {
    const shown = page(12, { page: 2 });
    expect(shown.lines.map(textOf)).toEqual(['最相关的 12 段，这里是第 11～12 段：']);
    expect(turns(shown)).toEqual([1, null]);
    expect(turns(page(12))).toEqual([null, 1]);
  });

  it('has nothing to turn where one page holds all, or what was searched for is not remembered', () => {
    expect(page(5).lines.map(textOf)).toEqual(['最相关的 5 段：']);
    expect(
      page(5)
        .buttons?.flat()
        .map(({ label }) => label),
    ).toEqual(['0', '1', '2', '3', '4']);
    expect(page(12, { turns: false }).buttons?.flat()).toHaveLength(5);
  });

  it('shows the last page in place of one that is no longer there', () => {
    const shown = page(7, { page: 9, changed: true });
    expect(titles(shown)).toEqual(['5', '6']);
    expect(turns(shown)).toEqual([0, null]);
    expect(shown.lines.map(textOf)[0]).toContain('索引在那之后更新过');
    expect(page(0, { page: 9 }).lines.map(textOf)).toEqual(['没有找到相关的段落。']);
  });

  it('gives every button of a page an id of its own', () => {
    for (const at of [0, 1, 9]) {
      const ids = (page(RESULTS_MAX, { page: at }).buttons ?? []).flat().map(({ id }) => id);
      expect(new Set(ids).size).toBe(7);
    }
  });
});

describe('readTurn', () => {
  it('reads no page out of anything else', () => {
    for (const id of ['', 'y1.q', 'y1.q.', 'y1.q.-1', 'y1.q.1.', 'y2.q.1', 'y1.q.9999999']) {
      expect(readTurn(id)).toBeNull();
    }
  });
});
