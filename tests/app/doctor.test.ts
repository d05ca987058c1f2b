import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSettings } from '../../src/app/config.js';
import { type DoctorFinding, type DoctorParts, examineSetup } from '../../src/app/doctor.js';
import { YinjuError } from '../../src/domain/errors.js';
import { doctorFindings, doctorRemedies } from '../../src/i18n/doctor.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';

let cwd: string;

beforeEach(() => {
  cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'yinju-doctor-')));
  mkdirSync(path.join(cwd, 'content'));
  writeFileSync(path.join(cwd, 'content', 'a.md'), '# 港口\n\n今日开航。\n');
});

afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const uncalled = {
  openEmbedder: () => Promise.reject(new Error('The model was not expected.')),
  checkDiscord: () => Promise.reject(new Error('Discord was not expected.')),
};

async function examine(env: NodeJS.Dict<string> = {}, parts: Partial<DoctorParts> = {}) {
  const findings: DoctorFinding[] = [];
  const all = examineSetup({
    loadSettings: () => loadSettings({ env, cwd }),
    ...uncalled,
    openEmbedder: () => Promise.resolve(new HashingEmbedder()),
    probeModule: () => Promise.resolve(null),
    ...parts,
  });
  for await (const finding of all) findings.push(finding);
  return findings;
}

const line = ({ check, state, code }: DoctorFinding) => `${check} ${state} ${code}`;

describe('examineSetup', () => {
  it('goes through everything that the bot needs', async () => {
    expect((await examine()).map(line)).toEqual([
      'node ok node-ok',
      'native ok native-ok',
      'native ok native-ok',
      'native ok native-ok',
      'settings ok settings-ok',
      'model ok model-ok',
      'content ok content-ok',
      'content ok watch-events-ok',
      'index warn index-missing',
      'discord warn discord-no-token',
    ]);
  });

  it('loads the native modules that are really installed', async () => {
    const loadSettings = () => {
      throw new Error('Not of interest here.');
    };
    const findings: DoctorFinding[] = [];
    for await (const finding of examineSetup({ ...uncalled, loadSettings })) findings.push(finding);
    expect(findings.filter(({ check }) => check === 'native').map(line)).toEqual(
      Array.from({ length: 3 }, () => 'native ok native-ok'),
    );
  });

  it('names a Node that is too old', async () => {
    expect((await examine({}, { nodeVersion: '20.18.3' })).map(line)[0]).toBe('node fail node-old');
    expect((await examine({}, { nodeVersion: '22.0.0' })).map(line)[0]).toBe('node ok node-ok');
  });

  it('names a native module that cannot be loaded, and why', async () => {
    const probeModule = (name: string) =>
      Promise.resolve(name === 'hnswlib-node' ? 'Error: no binding' : null);
    expect(await examine({}, { probeModule })).toContainEqual({
      check: 'native',
      state: 'fail',
      code: 'native-broken',
      detail: 'hnswlib-node: Error: no binding',
      count: 0,
    });
  });

  it('stops at settings that are not valid, after what does not need them', async () => {
    const findings = await examine({ LOCALE: 'fr' });
    expect(findings.map(line).at(-1)).toBe('settings fail settings-invalid');
    expect(JSON.stringify(findings)).toContain('LOCALE is \\"fr\\"');
  });

  it('passes on a hint at a misspelt setting', async () => {
    writeFileSync(path.join(cwd, '.env'), 'LOCAL=en\n');
    expect((await examine()).map(line)).toContain('settings warn settings-warning');
  });

  it('names a model that cannot be opened, and goes on', async () => {
    const openEmbedder = () => Promise.reject(new Error('There is no model folder.'));
    const findings = await examine({}, { openEmbedder });
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'model-broken', detail: 'There is no model folder.' }),
    );
    expect(findings.map(line)).toContain('content ok content-ok');
  });

  it('tells an empty content folder from a missing one', async () => {
    mkdirSync(path.join(cwd, 'empty'));
    expect((await examine({ CONTENT_DIR: 'empty' })).map(line)).toContain('content warn content-empty');
    expect((await examine({ CONTENT_DIR: 'nowhere' })).map(line)).toContain('content fail content-missing');
  });

  it('asks Discord where there is a token, and passes on what it says', async () => {
    const checkDiscord: DoctorParts['checkDiscord'] = (_, token) =>
      Promise.resolve([
        { ok: true, code: 'token', message: `It knows ${token.length} characters.` },
        { ok: false, code: 'permissions', message: 'Two are missing.', remedy: 'Invite it again.' },
      ]);
    const findings = await examine({ DISCORD_TOKEN: 'abc.def' }, { checkDiscord });
    expect(findings.map(line).slice(-2)).toEqual(['discord ok token', 'discord fail permissions']);
    expect(findings.at(-1)).toMatchObject({ remedy: 'Invite it again.' });
  });

  it('says so when Discord cannot be asked', async () => {
    const checkDiscord = () =>
      Promise.reject(
        new YinjuError({ part: 'discord', code: 'discord-unreachable', message: 'No way there.' }),
      );
    expect((await examine({ DISCORD_TOKEN: 'abc.def' }, { checkDiscord })).map(line).at(-1)).toBe(
      'discord fail discord-unreachable',
    );
  });
});

describe('sentences', () => {
  it('say how to mend everything that can fail, or carry an error that says it', () => {
    const selfExplaining = ['settings-invalid', 'settings-warning', 'model-broken'];
    const wanting = Object.keys(doctorFindings).filter((code) => !/-(ok|ready)$/.test(code));
    expect([...Object.keys(doctorRemedies), ...selfExplaining].sort()).toEqual(wanting.sort());
  });
});
