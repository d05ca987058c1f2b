/**
 * Loaded into the program before itself (`--import`): lets one of its steps on disk fail. YINJU_TEST_FAULT is
 * `kind:step:folder`; steps are, from 1, whatever opens for writing, writes, flushes, renames, makes and removes in the
 * folder, through any function of node:fs, whatever the names of the files.
 *
 * - `full`: the step and all after it that need room fail with ENOSPC; files written by native code are cut short
 * - `kill`: half of the step is done and the process ends as by kill -9
 * - `power`: the same, and besides what was not flushed is lost: contents of files, and names in folders
 * - `torn`: the same, but names in folders are kept: they stand for contents that are lost
 * - `count`: nothing fails; every step is written to standard error as `step: WHAT NAME`
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { halfOf, removeHalf, Storage } from './fs-storage.mjs';

const [kind, at, ...rest] = (process.env.YINJU_TEST_FAULT ?? '').split(':');
const folder = path.resolve(rest.join(':'));

/** What the functions of node:fs do that change something, by what is counted. */
const STEPS = {
  open: 'open',
  write: 'write',
  writev: 'write',
  writeFile: 'write',
  appendFile: 'write',
  truncate: 'write',
  ftruncate: 'write',
  copyFile: 'write',
  link: 'write',
  symlink: 'write',
  cp: 'write',
  fsync: 'sync',
  fdatasync: 'sync',
  sync: 'sync',
  datasync: 'sync',
  rename: 'rename',
  mkdir: 'mkdir',
  rm: 'remove',
  rmdir: 'remove',
  unlink: 'remove',
};
const HANDLE_STEPS = ['write', 'writev', 'writeFile', 'appendFile', 'truncate', 'sync', 'datasync'];
/** A file system that puts off finding room says so when it is told to flush. */
const NEEDS_ROOM = new Set(['open', 'write', 'mkdir', 'sync']);
/** Of two paths these change the second. */
const SECOND = new Set(['rename', 'copyFile', 'cp', 'link', 'symlink']);
const { O_WRONLY, O_RDWR, O_CREAT } = fs.constants;

/** As they were before they are replaced below. */
const { writeSync, writeFileSync } = fs;
const storage = new Storage(folder);
/** Paths of what is open, by descriptor and by handle. Functions of node:fs open more inside themselves. */
const descriptors = new Map();
const ofHandles = new WeakMap();
let step = 0;

/** The path in the folder that an argument stands for: a path, an address, a descriptor or a handle; or null. */
function ours(target) {
  const file = pathOf(target);
  return file === folder || file?.startsWith(folder + path.sep) ? file : null;
}

function pathOf(target) {
  if (typeof target === 'number') return descriptors.get(target);
  if (target instanceof URL) return path.resolve(fileURLToPath(target));
  if (typeof target === 'string' || Buffer.isBuffer(target)) return path.resolve(String(target));
  return ofHandles.get(target);
}

function opensForWriting(flags) {
  if (typeof flags === 'number') return (flags & (O_WRONLY | O_RDWR | O_CREAT)) !== 0;
  return typeof flags === 'string' && flags !== 'r' && flags !== 'rs' && flags !== 'sr';
}

/** Counts a step; throws or ends the process where it is the one. */
function take(what, file, half) {
  step += 1;
  if (kind === 'count') writeSync(2, `step: ${what} ${path.relative(folder, file) || '.'}\n`);
  if (kind === 'full' && step >= Number(at) && NEEDS_ROOM.has(what)) {
    throw Object.assign(new Error(`ENOSPC: no space left on device, ${what}`), {
      code: 'ENOSPC',
      syscall: what,
    });
  }
  if (!['kill', 'power', 'torn'].includes(kind) || step !== Number(at)) return;
  half();
  if (kind !== 'kill') storage.loseWhatIsNotFlushed({ names: kind === 'power' });
  process.kill(process.pid, 'SIGKILL');
}

/** What is to be done before and after one call; null where it is none of ours. */
function plan(name, target, args) {
  const file = ours(target);
  if (name === 'open') return planOpening(file, args);
  if (file === null) return null;
  const what = STEPS[name];
  const existed = fs.existsSync(file);
  const half = () => {
    if (what === 'remove') removeHalf(file);
    const bytes = what === 'write' && !SECOND.has(name) ? halfOf(args[1]) : null;
    if (bytes === null) return;
    const fd = target.fd ?? target;
    if (typeof fd === 'number') writeSync(fd, bytes);
    else writeFileSync(file, bytes);
  };
  let replaced = null;
  const before = () => {
    take(what, file, half);
    if (what === 'rename') replaced = storage.contentOf(file);
  };
  const after = () => {
    if (what === 'rename') storage.renamed(path.resolve(String(args[0])), file, replaced);
    if (what === 'write') storage.wrote(file);
    if (what === 'sync' || args.at(-1)?.flush === true) storage.flushed(file);
    if (!existed && (what === 'write' || what === 'mkdir')) storage.made(file);
  };
  return { before, after };
}

/** Everything that is opened is noted, so that descriptors used again are not taken for what they were. */
function planOpening(file, [, flags]) {
  const writes = file !== null && opensForWriting(flags);
  const existed = file === null || fs.existsSync(file);
  const before = () => {
    if (file === null) return;
    const byNativeCode = existed && storage.isForeign(file);
    if (byNativeCode && kind === 'full' && step >= Number(at)) storage.cut(file);
    if (writes) take('open', file, () => byNativeCode && storage.cut(file));
  };
  const after = (opened) => {
    if (typeof opened !== 'number') ofHandles.set(opened, file);
    else if (file === null) descriptors.delete(opened);
    else descriptors.set(opened, file);
    if (!existed && writes) storage.made(file);
    if (writes) storage.wrote(file);
  };
  return { before, after };
}

/** How the three kinds of functions in node:fs are called, each with a plan around it. */
const STYLES = {
  promise: async (call, args, { before, after }) => {
    before();
    const result = await call(args);
    after(result);
    return result;
  },
  sync: (call, args, { before, after }) => {
    before();
    const result = call(args);
    after(result);
    return result;
  },
  callback: (call, args, { before, after }) => {
    const done = args.at(-1);
    try {
      before();
    } catch (error) {
      process.nextTick(done, error);
      return;
    }
    call([
      ...args.slice(0, -1),
      (error, ...results) => {
        if (!error) after(...results);
        done(error, ...results);
      },
    ]);
  },
};

function replace(object, property, name, style) {
  const original = object[property];
  if (typeof original !== 'function') return;
  object[property] = function (...args) {
    const ofHandle = object === handles;
    const planned = plan(
      name,
      ofHandle ? this : args[SECOND.has(name) ? 1 : 0],
      ofHandle ? [null, ...args] : args,
    );
    const call = (these) => original.apply(this, these);
    return planned === null ? call(args) : STYLES[style](call, args, planned);
  };
}

const some = await fs.promises.open(fileURLToPath(import.meta.url), 'r');
const handles = Object.getPrototypeOf(some);
await some.close();
for (const name of Object.keys(STEPS)) {
  replace(fs.promises, name, name, 'promise');
  replace(fs, name, name, 'callback');
  replace(fs, `${name}Sync`, name, 'sync');
}
for (const name of HANDLE_STEPS) replace(handles, name, name, 'promise');
syncBuiltinESMExports();
