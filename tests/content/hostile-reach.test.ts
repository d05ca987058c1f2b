import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

const support = path.resolve(import.meta.dirname, '../support');

/** Reads the hostile corpus in a process that is stopped when it reaches for anything. */
function readWatched(reach = ''): { status: number | null; stdout: string; stderr: string } {
  const loaders = ['tsx', path.join(support, 'watch-reach.mjs')].flatMap((loader) => ['--import', loader]);
  const args = ['--disallow-code-generation-from-strings', ...loaders, path.join(support, 'read-hostile.ts'), reach];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

describe('reading hostile files', () => {
  it('makes no request, starts no process and runs no program', () => {
    const { status, stdout, stderr } = readWatched();
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(Number(stdout)).toBeGreaterThan(150);
  });

  it.each([
    ['connection', 'reached for a connection'],
    ['fetch', 'reached for fetch'],
    ['process', 'reached for a process'],
    ['program', 'Code generation from strings disallowed'],
  ])('would be noticed to reach for a %s', (reach, complaint) => {
    const { status, stderr } = readWatched(reach);
    expect(status).not.toBe(0);
    expect(stderr).toContain(complaint);
  });
});
