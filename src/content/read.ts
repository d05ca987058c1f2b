import { createHash } from 'node:crypto';

import type { Article, SkipCode, SkippedFile } from '../domain/article.js';
import { describeError } from '../domain/errors.js';
import { detectLanguage } from '../text/language.js';
import { assembleText } from './article-text.js';
import { cleanBlocks } from './clean-blocks.js';
import { cleanCharacters } from './clean-characters.js';
import type { Clues } from './clues.js';
import { firstClues, NO_CLUES, toUrl } from './clues.js';
import { decodeText } from './decode.js';
import type { ContentFile } from './files.js';
import { frontMatterClues } from './front-matter-clues.js';
import { splitFrontMatter } from './front-matter.js';
import { leadTitle, recogniseBoldHeadings, recogniseHeadings, withoutTitle } from './headings.js';
import { MAX_BLOCKS, saySomething, TooManyBlocksError } from './raw-block.js';
import { readRegularFile } from './read-file.js';
import { shownPath } from './shown-path.js';
import type { Source } from './source.js';
import { readSource } from './source.js';
import { creditClues, textClues } from './text-clues.js';
import { titleFromText } from './title.js';

/** Changes whenever {@link readArticle} gives another article for any file: indexes of others are rebuilt. */
export const READER_VERSION = 3;

/** How files are read. */
export interface ReadOptions {
  /** Larger files are skipped, in bytes. */
  readonly maxFileBytes: number;
  /** IANA name of the zone that a time without one means, and in which times are given. */
  readonly timeZone: string;
}

/** 10 MiB and China's time zone. */
export const DEFAULT_READ_OPTIONS: ReadOptions = { maxFileBytes: 10 * 1024 * 1024, timeZone: 'Asia/Shanghai' };

/** An article with what the operator should know of it (English sentences), or why there is none. */
export type ReadResult =
  | { readonly article: Article; readonly warnings: readonly string[] }
  | { readonly skipped: SkippedFile };

/**
 * Reads a file of the content folder.
 * @param onBytes - receives the SHA-256 before anything is made of the bytes
 * @returns the SHA-256 of its bytes in hexadecimal (`null` if they were not read) and what was read
 */
export async function readContentFile(
  file: ContentFile,
  options: ReadOptions,
  onBytes?: (sha256: string) => void,
): Promise<{ sha256: string | null; result: ReadResult }> {
  try {
    const read = await readRegularFile(file.absolutePath, options.maxFileBytes);
    if ('tooLarge' in read) return { sha256: null, result: tooLarge(file.path, read.tooLarge, options) };
    const sha256 = createHash('sha256').update(read.bytes).digest('hex');
    onBytes?.(sha256);
    return { sha256, result: readArticle(file.path, read.bytes, options) };
  } catch (error) {
    const reason = `${shownPath(file.path)} cannot be read (${describeError(error)}); check that it exists and may be read.`;
    return { sha256: null, result: skip(file.path, 'unreadable', reason) };
  }
}

/**
 * Makes an article of a file's bytes. Never throws: whatever cannot be read is skipped with the reason.
 * What the bytes hold decides how they are read, the extension only where they allow two readings.
 * @param path - relative to the content folder, with `/` between folders; the article's id derives from it
 */
export function readArticle(path: string, bytes: Uint8Array, options: ReadOptions): ReadResult {
  if (bytes.length > options.maxFileBytes) return tooLarge(path, bytes.length, options);
  try {
    return readBytes(path, bytes, options);
  } catch (error) {
    if (error instanceof TooManyBlocksError) return skip(path, 'broken', `${shownPath(path)} ${error.message}; split it.`);
    // What overflows the stack of a regular expression or of a parser.
    const problem = error instanceof RangeError ? 'something in it repeats or nests without end' : describeError(error);
    const reason = `${shownPath(path)} could not be made sense of (${problem}); save it as plain text.`;
    return skip(path, 'broken', reason);
  }
}

function readBytes(path: string, bytes: Uint8Array, { timeZone }: ReadOptions): ReadResult {
  if (bytes.length === 0) return skip(path, 'empty', `${shownPath(path)} is empty; fill or remove it.`);
  const decoded = decodeText(bytes);
  if ('code' in decoded) return skip(path, decoded.code, `${shownPath(path)} ${decoded.found}; save it as text in UTF-8.`);
  const text = cleanCharacters(decoded.text);
  if (text.trim() === '') return skip(path, 'empty', `${shownPath(path)} holds nothing but white space; fill or remove it.`);
  const frontMatter = splitFrontMatter(text);
  const warnings = frontMatter.warning === null ? [] : [frontMatter.warning];
  if (decoded.replaced > 0) {
    warnings.push(`${decoded.replaced} characters could not be decoded as ${decoded.encoding}.`);
  }
  const source = readSource(frontMatter.body, path, timeZone);
  if (!saySomething(source.blocks)) {
    return skip(path, 'no-text', `${shownPath(path)} holds no text besides markup and metadata; check that it is an article.`);
  }
  if (source.blocks.length > MAX_BLOCKS) throw new TooManyBlocksError();
  const article = makeArticle(path, source, frontMatterClues(frontMatter, timeZone), timeZone);
  // A copy: strings that were cut out of the file would keep all of it in memory.
  return { article: structuredClone(article), warnings };
}

function makeArticle(path: string, source: Source, stated: Clues, timeZone: string): Article {
  const clean = cleanBlocks(source, source.format === 'markdown');
  const isPlain = source.format === 'plain';
  const { marked, declared } = source.page;
  const headline = stated.title ?? marked.title ?? declared.title ?? leadTitle(clean.blocks, isPlain);
  const own = withoutTitle(clean.blocks, headline);
  const body = assembleText(isPlain ? recogniseHeadings(own) : recogniseBoldHeadings(own));
  const prose = body.blocks.find(({ kind }) => kind !== 'heading')?.start ?? 0;
  const credits = creditClues([...clean.credits, ...source.credits], timeZone, isPlain ? 'text' : 'page');
  const said = textClues({ title: headline ?? '', text: body.text.slice(prose), path, timeZone });
  const links = new Set(clean.originals.map(toUrl).filter((url) => url !== null));
  // Several originals are those of several parts.
  const original = links.size === 1 ? ([...links][0] ?? null) : null;
  const article: Omit<Article, 'contentHash'> = {
    id: sha256(path).slice(0, 12),
    path,
    ...firstClues([stated, marked, credits, declared, said, { ...NO_CLUES, url: original }]),
    title: headline ?? titleFromText(body.text),
    language: detectLanguage(body.text),
    ...body,
    captions: clean.captions,
  };
  return { ...article, contentHash: sha256(JSON.stringify(article)) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function tooLarge(path: string, size: number, { maxFileBytes }: ReadOptions): ReadResult {
  const reason = `${shownPath(path)} has ${size} bytes, more than the ${maxFileBytes} allowed; split it or raise the limit.`;
  return skip(path, 'too-large', reason);
}

function skip(path: string, code: SkipCode, reason: string): ReadResult {
  return { skipped: { path, code, reason } };
}
