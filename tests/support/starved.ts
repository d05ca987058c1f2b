import { execFileSync } from 'node:child_process';

/** Whether a command can be run by `unshare`, as nobody in particular: Linux, and not forbidden by its container. */
function canUnshare(...command: string[]): boolean {
  try {
    execFileSync('unshare', command, { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

/** Why programs cannot be given a world of their own here; `null` where they can. */
export const noWorldOfItsOwn = canUnshare('-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt')
  ? null
  : 'needs unshare(1) and user namespaces';

/**
 * Runs a program in a world of its own, in which something is lacking; nothing of it can be seen outside, and it goes
 * with the program.
 * @param script - for `sh`, in the program's working folder, as its administrator
 */
export function worldWith(script: string): string[] {
  return ['unshare', '-rm', 'sh', '-ec', `${script}\ncd .\nexec "$@"`, 'sh'];
}

/** Files that a process writes may have no more bytes than this. */
export function withFilesUpTo(blocks: number): string[] {
  return ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh'];
}
