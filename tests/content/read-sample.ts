import type { Article } from '../../src/domain/article.js';
import type { ReadOptions } from '../../src/content/read.js';
import { DEFAULT_READ_OPTIONS, readArticle } from '../../src/content/read.js';

/** The article of a file that holds `content`; throws where the reader skips it. */
export function read(
  path: string,
  content: string | Uint8Array,
  options: ReadOptions = DEFAULT_READ_OPTIONS,
): Article & { readonly warnings: readonly string[] } {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const result = readArticle(path, bytes, options);
  if ('skipped' in result) throw new Error(`${result.skipped.code}: ${result.skipped.reason}`);
  return { ...result.article, warnings: result.warnings };
}

/** The blocks of an article, each as its kind's (and level's) initial and its text: `h2 标题`. */
export function outline({ text, blocks }: Article): string[] {
  const initials = { heading: 'h', paragraph: 'p', 'list-item': 'l', 'table-row': 't', code: 'c' };
  return blocks.map(
    ({ kind, level, start, end }) => `${initials[kind]}${level ?? ''} ${text.slice(start, end)}`,
  );
}
