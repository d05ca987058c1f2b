/** What of a folder a disk has really stored, as far as it was told to, for fs-faults. */
import fs from 'node:fs';
import path from 'node:path';

const { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } =
  fs;

/** The first half of what is written: text, bytes, or several of them; null where it is none of these. */
export function halfOf(data) {
  const pieces = [data].flat();
  if (!pieces.every((piece) => typeof piece === 'string' || ArrayBuffer.isView(piece))) return null;
  const bytes = Buffer.concat(pieces.map(bytesOf));
  return bytes.subarray(0, bytes.length >> 1);
}

function bytesOf(piece) {
  if (typeof piece === 'string') return Buffer.from(piece);
  return Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
}

/** Removes every other file of a folder. */
export function removeHalf(file) {
  for (const [i, each] of filesIn(file).entries()) if (i % 2 === 0) rmSync(each);
}

/** All files of a folder, or the file itself; none where it does not exist. */
function filesIn(file) {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (!stats.isDirectory()) return [file];
  return readdirSync(file).flatMap((name) => filesIn(path.join(file, name)));
}

/** Tells one state of a file from another, whoever writes it. */
function stateOf(file) {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats === undefined
    ? { ino: 0n, state: 'none' }
    : { ino: stats.ino, state: `${stats.size} ${stats.mtimeNs}` };
}

/** Keeps account of contents, by inode, and of names, by folder. What is there at first is stored. */
export class Storage {
  /** State of each file when it was flushed. */
  #flushed = new Map();
  /** Files that were written here, not by native code. */
  #written = new Set();
  /** Names made and changed that their folder was not flushed after, oldest first. */
  #names = [];

  constructor(folder) {
    this.folder = folder;
    for (const file of filesIn(folder)) this.#note(file);
  }

  #note(file) {
    const { ino, state } = stateOf(file);
    this.#flushed.set(ino, state);
    this.#written.add(ino);
  }

  wrote(file) {
    const { ino } = stateOf(file);
    this.#flushed.delete(ino);
    this.#written.add(ino);
  }

  /** Of a folder the names are stored, of a file the content. */
  flushed(file) {
    if (!statSync(file, { throwIfNoEntry: false })?.isDirectory()) this.#note(file);
    else this.#names = this.#names.filter(({ to }) => path.dirname(to) !== file);
  }

  made(to) {
    this.#names.push({ to });
  }

  /** What a renaming is about to replace; null where it is no file. */
  contentOf(file) {
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : null;
  }

  renamed(from, to, replaced) {
    const moved = (file) =>
      file === from || file.startsWith(from + path.sep) ? to + file.slice(from.length) : file;
    // What was made under the old name, and is not stored, has the new one now; the renaming itself is undone first.
    this.#names = this.#names.map((each) =>
      path.dirname(each.to) === path.dirname(from) ? each : { ...each, to: moved(each.to) },
    );
    this.#names.push({ to, from, replaced });
  }

  /** Whether code that cannot be watched has written it. */
  isForeign(file) {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats?.isFile() === true && !this.#written.has(stateOf(file).ino);
  }

  cut(file) {
    truncateSync(file, statSync(file).size >> 1);
  }

  /** @param names - lose names, too; otherwise they are as they were when the power failed */
  loseWhatIsNotFlushed({ names }) {
    for (const file of filesIn(this.folder)) {
      const { ino, state } = stateOf(file);
      if (this.#flushed.get(ino) !== state)
        truncateSync(file, Math.floor(Math.random() * statSync(file).size));
    }
    if (names) for (const change of this.#names.reverse()) this.#undo(change);
  }

  #undo({ to, from, replaced }) {
    if (!existsSync(to)) return;
    if (from === undefined) rmSync(to, { recursive: true });
    else if (existsSync(path.dirname(from))) renameSync(to, from);
    if (replaced != null) writeFileSync(to, replaced);
  }
}
