import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { findDuplicates } from './find-duplicates.js';
import { listContentFiles } from '../../src/content/files.js';
import { read } from './read-sample.js';

const folder = path.resolve(import.meta.dirname, '../../content');
const seeds = path.resolve(import.meta.dirname, '../../../shared/seeds');
const samples = readdirSync(folder).map((name) => ({
  name,
  source: readFileSync(path.join(folder, name), 'utf8'),
  article: read(name, readFileSync(path.join(folder, name))),
}));

describe('the sample articles', () => {
  it('are all read, without a warning or a duplicate', async () => {
    const { files, skipped } = await listContentFiles(folder);
    expect(skipped).toEqual([]);
    expect(files).toHaveLength(samples.length);
    expect(samples.flatMap(({ article }) => article.warnings)).toEqual([]);
    expect(findDuplicates(samples.map(({ article }) => article))).toEqual({ exact: [], near: [] });
  });

  it.each(samples)('$name names its source and date and says that it is a summary', ({ source, article }) => {
    expect(article.publisher).toMatch(/（摘要）|\(summary\)/u);
    expect(article.date).not.toBeNull();
    expect(source).toMatch(/用我们自己的话|用我們自己的話|in our own words/u);
  });

  it('have no markup and no furniture in their text', () => {
    for (const { article } of samples) expect(article.text).not.toMatch(/[<>&]|责任编辑|二维码|版权|返回目录/u);
  });

  it('come in Simplified and Traditional Chinese and English, with exact, daily and inferred dates', () => {
    const languages = new Set(samples.map(({ article }) => article.language));
    const precisions = new Set(samples.map(({ article }) => article.date?.precision));
    expect(languages).toEqual(new Set(['zh-Hans', 'zh-Hant', 'en']));
    expect(precisions).toEqual(new Set(['time', 'day', 'inferred']));
  });

  it.skipIf(!existsSync(seeds))('are in our own words (needs ../shared)', () => {
    const bare = (text: string): string =>
      text.replace(/<[^>]*>/gu, '').normalize('NFKC').replace(/[^\p{Script=Han}0-9]/gu, '');
    const runs = (text: string): string[] =>
      Array.from({ length: Math.max(0, text.length - 25) }, (_, i) => text.slice(i, i + 26));
    const known = new Set(
      readdirSync(seeds).flatMap((name) => runs(bare(readFileSync(path.join(seeds, name), 'utf8')))),
    );
    for (const { source } of samples) expect(runs(bare(source)).filter((run) => known.has(run))).toEqual([]);
  });
});
