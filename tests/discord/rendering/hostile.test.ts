import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchResult } from '../../../src/app/app.js';
import { DEFAULT_GUILD_SETTINGS } from '../../../src/app/records/guild-settings.js';
import type { Gap } from '../../../src/app/records/gaps.js';
import { renderAnswerWithButtons } from '../../../src/discord/rendering/answer-buttons.js';
import { renderAnswer } from '../../../src/discord/rendering/answer.js';
import { renderArticleCard } from '../../../src/discord/rendering/article-card.js';
import * as articles from '../../../src/discord/rendering/article.js';
import { renderFilterProblem } from '../../../src/discord/rendering/filter.js';
import { renderGaps, renderGapsFile } from '../../../src/discord/rendering/gaps.js';
import { renderHelp } from '../../../src/discord/rendering/help.js';
import * as indexing from '../../../src/discord/rendering/indexing.js';
import { renderPage } from '../../../src/discord/rendering/page.js';
import { toPayload, type Reply } from '../../../src/discord/rendering/payload.js';
import { renderSearch } from '../../../src/discord/rendering/search.js';
import { renderElsewhere, renderSettings } from '../../../src/discord/rendering/settings.js';
import { readShown } from '../../../src/discord/rendering/shown.js';
import { renderStats } from '../../../src/discord/rendering/stats.js';
import { withoutEmbeds } from '../../../src/discord/rendering/without-embeds.js';
import type { Article } from '../../../src/domain/article.js';
import type { BuildReport, IndexStatus } from '../../../src/domain/build.js';
import { LOCALES, type Locale } from '../../../src/i18n/locale.js';
import { spanAfter } from '../../../src/text/neighbours.js';
import { expectHarmless } from '../../support/harmless.js';
import {
  everywhere,
  EXTREMES,
  hostileAnswer,
  hostileArticle,
  hostileTexts,
} from '../../support/hostile-articles.js';
import { endlessText } from '../../support/hostile-text.js';

/** Everything that other people have written. */
interface Hostile {
  readonly articles: readonly Article[];
  /** A question, a member's name, a file's name, a message of an error, a publisher. */
  readonly text: string;
  readonly locale: Locale;
}

const hostile: fc.Arbitrary<Hostile> = fc.record({
  articles: fc
    .array(hostileTexts, { minLength: 1, maxLength: 6 })
    .map((texts) => texts.map((one, i) => hostileArticle(one, i))),
  text: endlessText(),
  locale: fc.constantFrom(...LOCALES),
});

const IDS = ['1111', '2222', '3333', '4444', '5555', '6666', '7777'];

function resultsOf({ articles: found }: Hostile): SearchResult[] {
  return found.map((article) => ({
    article,
    passage: { articleId: article.id, headingPath: [article.title], sentences: [], start: 0, end: 900 },
    text: article.text.slice(0, 900),
    score: 1,
  }));
}

function gapsOf({ text, articles: found }: Hostile): Gap[] {
  const base = { count: 2, lastAt: '2025-05-03T10:00:00Z' };
  const wordings = [text, ...found.map(({ title }) => title)].map((question) => ({ ...base, question }));
  return Array.from({ length: 12 }, (_, i) => ({ ...base, question: `${i}${text}`, wordings }));
}

function statusOf({ text }: Hostile): IndexStatus {
  const files = Array.from({ length: 40 }, (_, i) => `${i}${text.slice(0, 5_000)}`);
  return {
    ...{ state: 'damaged', builtAt: '2025-05-01T08:00:00Z', bytes: 7 },
    manifest: {
      ...{ formatVersion: 2, space: 'cosine', readerVersion: 1, chunkerVersion: 1, analyserVersion: 1 },
      ...{ contentHash: '00', calibration: null, segments: [], files: {} },
      model: { id: text, fingerprint: 'ab', dimensions: 2 },
      counts: { articles: 3, passages: 5, characters: 900 },
    },
    skipped: files.map((file) => ({ path: file, code: 'empty', reason: text.slice(0, 5_000) })),
    problems: files.map((file) => ({ file, problem: text })),
  };
}

const REPORT: BuildReport = {
  ...{ articles: 3, passages: 5, embedded: 2, reused: 3, removed: 0, skipped: [], nearDuplicates: [] },
  ...{ seconds: 1.25, model: 'builtin', changed: true, fullBuildReason: null },
};

type Renderer = (hostile: Hostile) => Reply[];

/** Every function that makes something for members to see, with whatever others have written in every place. */
const RENDERERS: Readonly<Record<string, Renderer>> = {
  renderAnswer: ({ articles: found, text, locale }) =>
    [found, []].map((cited) =>
      renderAnswer(hostileAnswer(cited, text), { locale, withQuestion: true, filter: { publisher: text } }),
    ),
  renderAnswerWithButtons: ({ articles: found, text, locale }) => {
    const source = { article: (id: string) => found.find((one) => one.id === id) };
    const nowhere = { article: () => undefined };
    const nearest = found.map(({ id, title, path: file }) => ({ articleId: id, title, path: file }));
    return [source, nowhere].flatMap((from) => [
      renderAnswerWithButtons(hostileAnswer(found, text), { locale, withQuestion: true }, from),
      renderAnswerWithButtons({ ...hostileAnswer([], text), nearest }, { locale, withQuestion: true }, from),
    ]);
  },
  renderArticle: ({ articles: found, locale }) =>
    found.map((one) => articles.renderArticle(one, found, locale)),
  renderArticleCard: ({ articles: found, locale }) =>
    found.map((one) => renderArticleCard(one, found, locale)),
  renderElsewhere: ({ locale }) => [renderElsewhere(IDS, locale)],
  renderFilterProblem: ({ text, locale }) => [
    renderFilterProblem({ kind: 'unreadable', value: text }, locale),
    renderFilterProblem({ kind: 'backwards', since: '2024-01-01', until: '2023-01-01' }, locale),
  ],
  renderGaps: (all) => [0, 1, 99].map((page) => renderGaps(gapsOf(all), { page, locale: all.locale })),
  renderGapsFile: (all) => [renderGapsFile(gapsOf(all), all.locale), renderGapsFile([], all.locale)],
  renderHelp: ({ text, articles: found, locale }) => [
    renderHelp([text, ...found.map(({ title }) => title)], locale),
  ],
  renderLatest: ({ articles: found, locale }) => [
    articles.renderLatest(found, { page: 0, count: found.length, all: found.length + 1, locale }),
    articles.renderLatest([], { page: 0, count: 5, all: 0, locale }),
  ],
  renderNoArticle: ({ articles: found, locale }) => [articles.renderNoArticle(found, locale)],
  renderPage: ({ articles: found, locale }) =>
    found.flatMap((one) => {
      const span = spanAfter(one.text, 0, 500);
      return span === null ? [] : [renderPage(one, span, locale)];
    }),
  renderSearch: (all) => {
    const view = { locale: all.locale, filter: { publisher: all.text, since: '2024-01-01' }, turns: true };
    return [
      renderSearch(resultsOf(all), view),
      renderSearch(resultsOf(all), { ...view, page: 1, changed: true }),
    ];
  },
  renderSettings: ({ text, locale }) => [
    renderSettings({ ...DEFAULT_GUILD_SETTINGS, channels: IDS, threads: IDS, adminRoles: IDS }, text, locale),
  ],
  renderStats: ({ articles: found, locale }) => {
    const quoted = found.map(({ id }) => ({ articleId: id, count: 3 }));
    const usage = { strong: 1, possible: 2, none: 3, latency: { p50: 1, p95: 2 }, quoted };
    const source = { article: (id: string) => found.find((one) => one.id === id) };
    return [renderStats({ days: 3, usage, votes: { up: 1, down: 0 } }, source, locale)];
  },
  renderStatus: (all) => {
    const buildFailures = IDS.slice(0, 5).map(() => ({
      at: '2025-05-01T08:00:00Z',
      code: null,
      message: all.text,
    }));
    const history = { building: true, buildCause: 'request', watching: 'off', buildFailures } as const;
    return [indexing.renderStatus(statusOf(all), history, all.locale)];
  },
  renderVerified: (all) => [indexing.renderVerified(statusOf(all), all.locale)],
  renderProgress: ({ locale }) => [
    indexing.renderProgress(null, locale),
    indexing.renderProgress({ phase: 'embed', done: 7, total: 3 }, locale),
  ],
  renderReport: (all) => [indexing.renderReport({ ...REPORT, skipped: statusOf(all).skipped }, all.locale)],
  renderCancelled: ({ locale }) => [indexing.renderCancelled('1111', locale)],
  renderRunning: ({ text, locale }) => [
    indexing.renderRunning({ name: text, startedAt: 0 }, 90_000, locale),
    indexing.renderRunning(null, 0, locale),
  ],
};

/** Choices have texts of their own kind, and are tested beside the function. */
const ELSEWHERE = ['renderChoices'];

function expectAllHarmless(all: Hostile, render: Renderer): void {
  for (const reply of render(all)) {
    const payload = expectHarmless(reply, all.locale);
    expectHarmless(withoutEmbeds(reply), all.locale);
    // As it is shared: read back from Discord, and said again.
    expectHarmless(readShown(payload), all.locale);
    expect(toPayload(readShown(payload), all.locale).embeds).toHaveLength(payload.embeds.length);
  }
}

describe('everything that members are shown', () => {
  it('is in this table', async () => {
    const folder = path.resolve(import.meta.dirname, '../../../src/discord/rendering');
    const names: string[] = [];
    for (const file of readdirSync(folder)) {
      const module = (await import(path.join(folder, file))) as object;
      names.push(...Object.keys(module).filter((name) => name.startsWith('render')));
    }
    expect([...Object.keys(RENDERERS), ...ELSEWHERE].sort()).toEqual(names.sort());
  });

  const rendererRows = Object.entries(RENDERERS);

  it.each(EXTREMES)('keeps limits, has no effect and says what it says, be it %s', (_, text) => {
    const made = [1, 2, 3, 4].map((i) => hostileArticle(everywhere(text), i));
    for (const [i, [, render]] of rendererRows.entries()) {
      const locale = LOCALES[i % LOCALES.length] ?? 'en';
      expectAllHarmless({ articles: made, text, locale }, render);
    }
  });

  it.each(rendererRows)('keeps limits, has no effect and says what it says: %s', (_, render) => {
    fc.assert(
      fc.property(hostile, (all) => {
        expectAllHarmless(all, render);
      }),
      { numRuns: 10 },
    );
  });
});
