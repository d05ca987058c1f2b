import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  renderProgress,
  renderReport,
  renderRunning,
  renderStatus,
  renderVerified,
} from '../../../src/discord/rendering/indexing.js';
import { toPayload, type Reply } from '../../../src/discord/rendering/payload.js';
import type { BuildReport, IndexStatus } from '../../../src/domain/build.js';
import { readMarkdown } from '../../support/discord-markdown.js';
import { endlessText } from '../../support/hostile-text.js';

const REPORT: BuildReport = {
  articles: 3,
  passages: 9,
  embedded: 4,
  reused: 5,
  removed: 1,
  skipped: [],
  nearDuplicates: [],
  seconds: 2.04,
  model: 'builtin',
  changed: true,
  fullBuildReason: null,
};

const MISSING: IndexStatus = {
  state: 'missing',
  manifest: null,
  builtAt: null,
  bytes: 0,
  skipped: [],
  problems: [],
};

function textOf(reply: Reply): string {
  return readMarkdown(toPayload(reply, 'en').content).text;
}

describe('renderStatus', () => {
  it('says that nothing has been built', () => {
    expect(
      textOf(
        renderStatus(
          MISSING,
          { building: false, buildCause: null, watching: 'events', buildFailures: [] },
          'en',
        ),
      ),
    ).toBe('Index\nThe index has not been built yet.\nChanged articles: noticed at once');
  });

  it('says that a rebuild runs, and what is wrong with the index', () => {
    const damaged: IndexStatus = {
      ...MISSING,
      state: 'damaged',
      problems: [{ file: 'a.bin', problem: 'is short.' }],
    };
    expect(
      textOf(
        renderStatus(
          damaged,
          { building: true, buildCause: 'request', watching: 'off', buildFailures: [] },
          'en',
        ),
      ),
    ).toBe(
      'Index\nThe index is damaged and has to be rebuilt.\nA rebuild is running.\nChanged articles: not noticed; use /index rebuild\nProblems\n• a.bin: is short.',
    );
  });
});

it('renderStatus says which rebuilds have failed, and when', () => {
  const failure = { at: '2025-04-02T10:00:00.000Z', code: null, message: 'The disk\nis full.' };
  const { content } = toPayload(
    renderStatus(
      MISSING,
      { building: false, buildCause: null, watching: 'events', buildFailures: [failure] },
      'en',
    ),
    'en',
  );
  expect(content).toMatch(/\*\*Rebuilds that failed\*\*\n• <t:1743588000:R> · The disk is full\.$/u);
});

describe('renderVerified', () => {
  it('says that the index is sound, or missing', () => {
    expect(textOf(renderVerified({ ...MISSING, state: 'ready' }, 'en'))).toContain('nothing is wrong');
    expect(textOf(renderVerified(MISSING, 'en'))).toContain('has not been built');
  });

  it('names what is wrong', () => {
    const problems = [{ file: 'hnsw.bin', problem: 'has another checksum.' }];
    const text = textOf(renderVerified({ ...MISSING, state: 'damaged', problems }, 'en'));
    expect(text).toContain('1 problems');
    expect(text).toContain('hnsw.bin: has another checksum.');
  });
});

describe('renderProgress', () => {
  it('draws how far the phase is', () => {
    expect(textOf(renderProgress({ phase: 'embed', done: 5, total: 10 }, 'en'))).toBe(
      'Rebuilding the index\n▰▰▰▰▰▰▱▱▱▱▱▱ embedding passages 5 / 10',
    );
  });

  it('draws an empty bar where nothing is known yet', () => {
    expect(textOf(renderProgress({ phase: 'read', done: 0, total: 0 }, 'en'))).toContain('▱▱▱▱▱▱▱▱▱▱▱▱');
  });
});

describe('renderReport', () => {
  it('says what was done', () => {
    expect(textOf(renderReport(REPORT, 'en'))).toBe(
      'Rebuilt: 3 articles, 9 passages, in 2 s.\n4 passages embedded, 5 reused, 1 articles removed.',
    );
  });

  it('says that nothing had changed', () => {
    expect(textOf(renderReport({ ...REPORT, changed: false }, 'en'))).toContain('No article has changed');
  });

  it('puts the whole list into a file where not all skipped files fit, and only then', () => {
    const skipped = Array.from({ length: 200 }, (_, i) => ({
      path: `folder/${i}.md`,
      code: 'broken' as const,
      reason: 'It is broken.',
    }));
    const { embeds, files } = toPayload(renderReport({ ...REPORT, skipped }, 'en'), 'en');
    const lines = (embeds[0]?.description ?? '').split('\n');
    expect(lines.length).toBeGreaterThan(50);
    expect(lines.at(-1)).toContain(`and ${200 - (lines.length - 1)} more`);
    const text = files?.[0]?.attachment.toString() ?? '';
    expect(text.trimEnd().split('\n')).toEqual(skipped.map(({ path, reason }) => `${path}: ${reason}`));
    const few = toPayload(renderReport({ ...REPORT, skipped: skipped.slice(0, 20) }, 'en'), 'en');
    expect(few).not.toHaveProperty('files');
    expect(few.embeds[0]?.description?.split('\n')).toHaveLength(20);
  });

  it('names skipped files, and counts those that it does not name', () => {
    fc.assert(
      fc.property(fc.array(endlessText(), { minLength: 9, maxLength: 12 }), (paths) => {
        const skipped = paths.map((path) => ({ path, code: 'broken' as const, reason: 'It is broken.' }));
        const { embeds } = toPayload(renderReport({ ...REPORT, skipped }, 'en'), 'en');
        const text = embeds[0]?.description ?? '';
        expect(text.length).toBeLessThanOrEqual(4096);
        expect(readMarkdown(text).active).toEqual([]);
        expect(embeds[0]?.title).toBe(`Skipped files (${paths.length})`);
      }),
      { numRuns: 40 },
    );
  });
});

describe('renderRunning', () => {
  it('names who began it, without effect', () => {
    const running = { name: '**@everyone**', startedAt: 0 };
    expect(toPayload(renderRunning(running, 150_000, 'en'), 'en').content).toBe(
      '\\*\\*\\@everyone\\*\\* is already rebuilding it (started 2 min ago); please wait until that is done.',
    );
  });

  it('says that articles have changed', () => {
    expect(textOf(renderRunning('content-change', 0, 'en'))).toContain('Articles have changed');
    expect(textOf(renderRunning('request', 0, 'en'))).toContain('at start-up or in the terminal');
  });
});
