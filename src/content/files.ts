import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

import type { SkippedFile } from '../domain/article.js';
import { describeError, YinjuError } from '../domain/errors.js';
import { shownPath } from './shown-path.js';

/** A file of the content folder that may hold an article. */
export interface ContentFile {
  /** Relative to the content folder, with `/` between folders. */
  readonly path: string;
  /** Without links on its way. */
  readonly absolutePath: string;
  readonly bytes: number;
}

/** What a content folder holds. */
export interface ContentListing {
  /** By path, in the order of its UTF-16 code units. */
  readonly files: ContentFile[];
  readonly skipped: SkippedFile[];
}

const EXTENSION = /\.(?:md|markdown|html?|txt)$/iu;
/** Folders nested deeper than this are not entered. */
const MAX_DEPTH = 64;

/**
 * Lists the articles' files (`.md .markdown .html .htm .txt`, in any case) of a folder and the folders in it.
 * Names that begin with a dot and `node_modules` are passed over. Links are followed within the folder; those
 * that leave it, lead nowhere or to a folder that is listed already are skipped with the reason.
 * @throws {@link YinjuError} `content-folder-missing` where the folder cannot be listed
 */
export async function listContentFiles(contentDir: string): Promise<ContentListing> {
  const listing: ContentListing = { files: [], skipped: [] };
  let root: string;
  try {
    root = await realpath(contentDir);
    await readdir(root);
  } catch (error) {
    throw new YinjuError({
      part: 'content',
      code: 'content-folder-missing',
      message: `The content folder ${contentDir} cannot be listed.`,
      remedy: 'Create it and put articles into it, or name another one.',
      cause: error,
    });
  }
  await listFolder({ root, seen: new Set(), listing }, root, '');
  const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
  listing.files.sort(byPath);
  listing.skipped.sort(byPath);
  return listing;
}

interface Walk {
  readonly root: string;
  /** Real paths of the folders that were entered. */
  readonly seen: Set<string>;
  readonly listing: ContentListing;
}

async function listFolder(walk: Walk, folder: string, prefix: string): Promise<void> {
  walk.seen.add(folder);
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    skip(walk, prefix.slice(0, -1), 'unreadable', `cannot be listed (${describeError(error)}); check its permissions`);
    return;
  }
  // Links last, so that a folder is listed where it lies rather than where a link shows it.
  const rank = (entry: Dirent): number => (entry.isSymbolicLink() ? 1 : 0);
  entries.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isDirectory() || entry.isSymbolicLink() || EXTENSION.test(entry.name)) {
      await listEntry(walk, path.join(folder, entry.name), { relative: prefix + entry.name, isLink: entry.isSymbolicLink() });
    }
  }
}

/** @param location - without links on the way to it; it may be one itself */
async function listEntry(
  walk: Walk,
  location: string,
  { relative, isLink }: { readonly relative: string; readonly isLink: boolean },
): Promise<void> {
  try {
    const real = isLink ? await realpath(location) : location;
    const stats = await stat(real);
    if (!isInside(walk.root, real)) {
      const remedy = 'copy the file into it';
      skip(walk, relative, 'outside-content-folder', `is a link that leaves the content folder; ${remedy}`);
    } else if (stats.isDirectory()) {
      if (walk.seen.has(real)) skip(walk, relative, 'unreadable', 'is a link to a folder that is listed already; remove it');
      else if (relative.split('/').length > MAX_DEPTH) skip(walk, relative, 'unreadable', 'lies too deep; move it up');
      else await listFolder(walk, real, `${relative}/`);
    } else if (EXTENSION.test(relative)) {
      if (stats.isFile()) walk.listing.files.push({ path: relative, absolutePath: real, bytes: stats.size });
      else skip(walk, relative, 'unreadable', 'is no regular file; remove it');
    }
  } catch (error) {
    if (relative.includes('\uFFFD')) skip(walk, relative, 'unreadable', 'has a name that is no UTF-8; rename it');
    else skip(walk, relative, 'unreadable', `cannot be reached (${describeError(error)}); remove it or check its permissions`);
  }
}

function isInside(root: string, real: string): boolean {
  return real === root || real.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}

function skip(walk: Walk, relative: string, code: SkippedFile['code'], problem: string): void {
  walk.listing.skipped.push({ path: relative, code, reason: `${shownPath(relative)} ${problem}.` });
}
