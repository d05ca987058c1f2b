import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  DEFAULT_GUILD_SETTINGS,
  GuildSettingsStore,
  type GuildSettings,
} from '../../../src/app/records/guild-settings.js';
import { LOCALES } from '../../../src/i18n/locale.js';
import { recordingLogger, type LogLine } from '../../support/recording-logger.js';

const GUILD = '1573916012489736192';
const OTHER = '1573916012489736193';

let folder: string;
let log: LogLine[];

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'yinju-guilds-')), 'guilds');
  log = [];
});

afterEach(() => {
  rmSync(path.dirname(folder), { recursive: true, force: true });
});

/** A clock that goes on by two seconds at every look. */
let time = 0;
const now = (): number => (time += 2_000);

function open(): GuildSettingsStore {
  return new GuildSettingsStore(folder, { logger: recordingLogger(log), now });
}

function damage(text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${GUILD}.json`), text);
}

const id = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String);
const settings = fc.record<GuildSettings>({
  language: fc.constantFrom(null, ...LOCALES),
  channels: fc.array(id, { maxLength: 50 }),
  privateByDefault: fc.boolean(),
  threads: fc.oneof(fc.constant('all' as const), fc.array(id, { maxLength: 50 })),
  cooldown: fc.oneof(
    fc.constant(null),
    fc.constant('none' as const),
    fc.record({ questions: fc.integer({ min: 1, max: 100 }), seconds: fc.integer({ min: 1, max: 3600 }) }),
  ),
  adminRoles: fc.array(id, { maxLength: 25 }),
});

describe('GuildSettingsStore', () => {
  it('has defaults for a server that chose nothing, and for direct messages', async () => {
    expect(await open().read(GUILD)).toEqual(DEFAULT_GUILD_SETTINGS);
    expect(await open().read(null)).toEqual(DEFAULT_GUILD_SETTINGS);
  });

  it('gives another process whatever was chosen, and leaves other servers alone', async () => {
    await fc.assert(
      fc.asyncProperty(settings, async (chosen) => {
        expect(await open().update(GUILD, () => chosen)).toEqual(chosen);
        expect(await open().read(GUILD)).toEqual(chosen);
        expect(await open().read(OTHER)).toEqual(DEFAULT_GUILD_SETTINGS);
      }),
      { numRuns: 20 },
    );
  });

  it('notices what another process has changed or deleted', async () => {
    const [here, there] = [open(), open()];
    for (const language of ['en', 'zh-TW'] as const) {
      await there.update(GUILD, (before) => ({ ...before, language }));
      expect((await here.read(GUILD)).language).toBe(language);
    }
    rmSync(path.join(folder, `${GUILD}.json`));
    expect((await here.read(GUILD)).language).toBeNull();
  });

  it('does not ask the disk more than once a second', async () => {
    const here = new GuildSettingsStore(folder, { now: () => 0 });
    expect((await here.read(GUILD)).language).toBeNull();
    await open().update(GUILD, (before) => ({ ...before, language: 'en' }));
    expect((await here.read(GUILD)).language).toBeNull();
    await here.update(GUILD, (before) => ({ ...before, privateByDefault: true }));
    expect(await here.read(GUILD)).toMatchObject({ language: 'en', privateByDefault: true });
  });

  it('loses none of the changes that are made at once', async () => {
    const store = open();
    const ids = Array.from({ length: 20 }, (_, i) => String(i + 1));
    await Promise.all(
      ids.map((one) => store.update(GUILD, (before) => ({ ...before, channels: [...before.channels, one] }))),
    );
    expect((await store.read(GUILD)).channels).toEqual(ids);
  });

  it('can be read by the operator alone', async () => {
    await open().update(GUILD, (before) => before);
    expect(statSync(path.join(folder, `${GUILD}.json`)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['no JSON', '{"version": 1, "lang'],
    ['another version', '{"version": 2}'],
    ['a role that is none', JSON.stringify({ version: 1, ...DEFAULT_GUILD_SETTINGS, adminRoles: ['x'] })],
  ])('takes the defaults where the file holds %s, and says so once', async (_, text) => {
    damage(text);
    const store = open();
    for (let i = 0; i < 3; i++) expect(await store.read(GUILD)).toEqual(DEFAULT_GUILD_SETTINGS);
    expect(log.map(({ level }) => level)).toEqual(['error']);
    expect(readFileSync(path.join(folder, `${GUILD}.json`), 'utf8')).toBe(text);
  });

  it('keeps a damaged file aside before it writes another', async () => {
    damage('precious');
    await open().update(GUILD, (before) => ({ ...before, language: 'en' }));
    const kept = readdirSync(folder).filter((name) => name.startsWith(`${GUILD}.json.damaged-`));
    expect(kept.map((name) => readFileSync(path.join(folder, name), 'utf8'))).toEqual(['precious']);
    expect((await open().read(GUILD)).language).toBe('en');
  });

  it('goes by what it read last while the disk fails, and refuses to change it', async () => {
    const store = open();
    await store.update(GUILD, (before) => ({ ...before, language: 'en' }));
    await store.read(GUILD);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'no folder');
    expect((await store.read(GUILD)).language).toBe('en');
    await expect(store.update(GUILD, (before) => before)).rejects.toThrow();
    expect(log.at(-1)).toMatchObject({ level: 'warn' });
  });

  it('refuses what does not fit, and ids that lead elsewhere', async () => {
    const many = Array.from({ length: 51 }, () => '1');
    await expect(open().update(GUILD, (before) => ({ ...before, channels: many }))).rejects.toThrow();
    expect(() => open().update('../other', (before) => before)).toThrow(RangeError);
    expect(await open().read('../other')).toEqual(DEFAULT_GUILD_SETTINGS);
  });
});
