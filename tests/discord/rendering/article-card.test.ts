import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseSection } from '../../../src/discord/components/outline.js';
import { LIMITS } from '../../../src/discord/limits.js';
import { outlineMenu, renderArticleCard } from '../../../src/discord/rendering/article-card.js';
import { toPayload } from '../../../src/discord/rendering/payload.js';
import { LOCALES } from '../../../src/i18n/locale.js';
import { FakeApp } from '../../support/fake-app.js';
import { sketchArticle } from '../../support/fake-articles.js';
import { endlessText } from '../../support/hostile-text.js';

const long = sketchArticle({
  path: 'long.md',
  title: '长文',
  parts: Array.from({ length: 60 }, (_, i) => ({ heading: `第${i + 1}节`, paragraph: `内容${i + 1}。` })),
});
const app = new FakeApp([long]);

describe('the menu of an article’s sections', () => {
  it('leads to every section, also where one menu does not hold them all', () => {
    const reached: string[] = [];
    for (let menu = outlineMenu(long, 0, 'zh-CN'); menu !== null;) {
      const { id, options } = menu;
      expect(options.length).toBeLessThanOrEqual(LIMITS.menuOptions);
      menu = null;
      for (const { value } of options) {
        const reply = chooseSection({ customId: id, value }, app, 'zh-CN');
        if (value.startsWith('+')) menu = reply.menu ?? null;
        else
          reached.push(
            reply.cards[0]?.body
              .map(({ text }) => text)
              .join('')
              .split('\n')[0] ?? '',
          );
      }
    }
    expect(reached).toEqual(long.sections.map(({ heading }) => heading));
  });

  it('is not there where an article has no section, but a button to read it is', () => {
    const plain = sketchArticle({ path: 'a.md', title: 'A', parts: [{ heading: null, paragraph: 'B.' }] });
    const { menu, buttons } = renderArticleCard(plain, [], 'en');
    expect(menu).toBeNull();
    expect(buttons?.flat().map(({ label }) => label)).toEqual(['Read from the beginning ▶']);
  });

  it('says so where the article is gone or has changed', () => {
    const id = outlineMenu(long, 0, 'en')?.id ?? '';
    expect(
      chooseSection({ customId: id, value: '0' }, new FakeApp([]), 'en').lines.flat()[0]?.text,
    ).toContain('no longer in the index');
    const changed = new FakeApp([{ ...long, contentHash: 'f'.repeat(64) }]);
    expect(chooseSection({ customId: id, value: '0' }, changed, 'en').lines.flat()[0]?.text).toContain(
      'has changed',
    );
  });

  it.each([
    ['y1.o.zzz.0.0', '0'],
    ['', ''],
    [outlineMenu(long, 0, 'en')?.id ?? '', '-1'],
    [outlineMenu(long, 0, 'en')?.id ?? '', '9999'],
    [outlineMenu(long, 0, 'en')?.id ?? '', '__proto__'],
  ])('takes %j with %j for one that no longer works', (customId, value) => {
    expect(chooseSection({ customId, value }, app, 'en').lines.flat()[0]?.text).toContain('no longer works');
  });

  it('keeps Discord’s limits whatever the headings are', () => {
    const part = fc.record({ heading: endlessText(), paragraph: endlessText() });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), fc.constantFrom(...LOCALES), (parts, locale) => {
        const article = sketchArticle({ path: 'a.md', title: 'A', parts });
        const { components } = toPayload(renderArticleCard(article, [], locale), locale);
        for (const component of components.flatMap((row) => row.components)) {
          expect(component.custom_id.length).toBeLessThanOrEqual(LIMITS.customId);
          if (!('options' in component)) continue;
          expect(component.options.length).toBeLessThanOrEqual(LIMITS.menuOptions);
          expect(new Set(component.options.map(({ value }) => value)).size).toBe(component.options.length);
          for (const { label } of component.options) {
            expect(label.trim().length).toBeGreaterThan(0);
            expect(label.length).toBeLessThanOrEqual(LIMITS.menuLabel);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
