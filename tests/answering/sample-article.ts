import { DEFAULT_READ_OPTIONS, readArticle } from '../../src/content/read.js';
import type { Article } from '../../src/domain/article.js';

/** An article as it is read from a file of that name with that text. */
export function articleOf(path: string, text: string): Article {
  const result = readArticle(path, Buffer.from(text), DEFAULT_READ_OPTIONS);
  if ('skipped' in result) throw new Error(result.skipped.reason);
  return result.article;
}
