/**
 * Loaded into the program before itself (`--import`): lets one of its steps on disk fail. YINJU_TEST_FAULT is
 * `kind:step:folder`; steps are what opens for writing, writes, flushes, renames, makes and removes in the folder, from 1.
 *
 * - `full`: the step and all after it that need room fail with ENOSPC
 * - `kill`: half of the step is done and the process ends as by kill -9
 * - `power`: the same, and besides what was not flushed is lost: contents of files, and renames
 * - `count`: nothing fails; the number of steps is written to standard error at the end
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

const [kind, at, ...rest] = (process.env.YINJU_TEST_FAULT ?? '').split(':');
const folder = rest.join(':');
const NEEDS_ROOM = new Set(['open', 'write', 'mkdir']);
let step = 0;
/** Files whose content is not flushed, and renames that are not, with what undoes them. */
const dirty = new Set();
let renames = [];

const isOurs = (file) => typeof file === 'string' && path.resolve(file).startsWith(folder);
const full = () =>
  Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', syscall: 'write' });

/** Counts a step; throws or ends the process where it is the one. */
function take(what, half = () => undefined) {
  step += 1;
  if (kind === 'full' && step >= Number(at) && NEEDS_ROOM.has(what)) throw full();
  if ((kind === 'kill' || kind === 'power') && step === Number(at)) {
    half();
    if (kind === 'power') loseWhatIsNotFlushed();
    process.kill(process.pid, 'SIGKILL');
  }
}

function loseWhatIsNotFlushed() {
  for (const { undo } of renames.reverse()) undo();
  for (const file of dirty) {
    try {
      fs.truncateSync(file, Math.floor(Math.random() * fs.statSync(file).size));
    } catch {
      // It was removed.
    }
  }
}

function noteRename(from, to) {
  let before = null;
  try {
    before = fs.statSync(to).isFile() ? fs.readFileSync(to) : null;
  } catch {
    // There was none.
  }
  const undo = () => {
    try {
      fs.renameSync(to, from);
      if (before !== null) fs.writeFileSync(to, before);
    } catch {
      // It was moved on.
    }
  };
  renames.push({ folder: path.dirname(path.resolve(to)), undo });
}

function noteFlushed(file) {
  dirty.delete(file);
  renames = renames.filter((each) => each.folder !== path.resolve(file));
}

const { promises } = fs;
const original = {
  open: promises.open,
  rename: promises.rename,
  mkdir: promises.mkdir,
  rm: promises.rm,
  writeFile: promises.writeFile,
};

promises.open = async (file, flags, ...more) => {
  if (!isOurs(file)) return original.open(file, flags, ...more);
  if (flags !== 'r' && flags !== undefined) take('open');
  const handle = await original.open(file, flags, ...more);
  const { write, writeFile, sync, datasync } = handle;
  handle.write = async (bytes, ...args) => {
    take('write', () => fs.writeSync(handle.fd, bytes.subarray(0, bytes.length >> 1)));
    dirty.add(file);
    return write.call(handle, bytes, ...args);
  };
  handle.writeFile = async (text, ...args) => {
    take('write', () => fs.writeSync(handle.fd, String(text).slice(0, String(text).length >> 1)));
    dirty.add(file);
    return writeFile.call(handle, text, ...args);
  };
  handle.sync = async () => {
    take('sync');
    await sync.call(handle);
    noteFlushed(file);
  };
  handle.datasync = async () => {
    take('sync');
    await datasync.call(handle);
    noteFlushed(file);
  };
  return handle;
};
promises.writeFile = async (file, text, options) => {
  if (!isOurs(file)) return original.writeFile(file, text, options);
  take('write', () => fs.writeFileSync(file, text.slice(0, text.length >> 1)));
  await original.writeFile(file, text, options);
  if (options?.flush !== true) dirty.add(file);
};
promises.rename = async (from, to) => {
  if (!isOurs(to)) return original.rename(from, to);
  take('rename');
  noteRename(from, to);
  return original.rename(from, to);
};
promises.mkdir = async (file, ...more) => {
  if (isOurs(file)) take('mkdir');
  return original.mkdir(file, ...more);
};
promises.rm = async (file, ...more) => {
  if (isOurs(file)) take('rm');
  return original.rm(file, ...more);
};

// What write-file-atomic uses.
const { open, write, fsync, rename } = fs;
const files = new Map();
const guarded = (what, done, act, half) => {
  try {
    take(what, half);
  } catch (error) {
    done(error);
    return;
  }
  act();
};
fs.open = (file, flags, ...more) => {
  if (!isOurs(file) || flags === 'r') return open(file, flags, ...more);
  const done = more.pop();
  const opened = (error, fd) => {
    if (fd !== undefined) files.set(fd, file);
    done(error, fd);
  };
  return guarded('open', done, () => open(file, flags, ...more, opened));
};
fs.write = (fd, ...more) => {
  if (!files.has(fd)) return write(fd, ...more);
  const half = () => fs.writeSync(fd, String(more[0]).slice(0, 9));
  dirty.add(files.get(fd));
  return guarded('write', more.at(-1), () => write(fd, ...more), half);
};
fs.fsync = (fd, done) => {
  if (!files.has(fd)) return fsync(fd, done);
  return guarded('sync', done, () =>
    fsync(fd, (error) => {
      noteFlushed(files.get(fd));
      files.delete(fd);
      done(error);
    }),
  );
};
fs.rename = (from, to, done) => {
  if (!isOurs(to)) return rename(from, to, done);
  return guarded('rename', done, () => {
    noteRename(from, to);
    rename(from, to, done);
  });
};
syncBuiltinESMExports();

if (kind === 'count') process.on('exit', () => fs.writeSync(2, `steps=${step}\n`));
