import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../src/app/config.js';
import { SETTING_NAMES } from '../../src/app/settings-schema.js';

const project = path.resolve(import.meta.dirname, '../..');
const example = readFileSync(path.join(project, '.env.example'), 'utf8');
const readme = readFileSync(path.join(project, 'README.md'), 'utf8');

/** `NAME=value` and `# NAME=value` alike: a setting that is shown but not set is commented out. */
function assignments(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/^(?:# ?)?([A-Z][A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

describe('.env.example', () => {
  it('names every setting, and nothing else', () => {
    expect([...assignments(example).keys()].sort()).toEqual([...SETTING_NAMES].sort());
  });

  it('explains each setting in a comment right above it', () => {
    const lines = example.split('\n');
    for (const name of SETTING_NAMES) {
      const line = lines.findIndex((each) => new RegExp(`^(# ?)?${name}=`).test(each));
      expect(lines[line - 1], name).toMatch(/^# \S/);
    }
  });

  it('gives values that are allowed when every line is switched on', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'yinju-env-'));
    try {
      const settings = [...assignments(example)].map(([name, value]) => `${name}=${value}`).join('\n');
      writeFileSync(path.join(folder, '.env'), settings);
      expect(loadSettings({ env: {}, cwd: folder }).warnings).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('README.md', () => {
  it('names every setting', () => {
    for (const name of SETTING_NAMES) expect(readme).toContain(`\`${name}\``);
  });

  it('opens with the two commands that do everything', () => {
    expect(readme).toContain('npm ci && npm start');
    expect(readme).toContain('npm ci && npm test');
  });
});
