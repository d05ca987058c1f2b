/** How a text is written. */
export type TextFormat = 'html' | 'markdown' | 'plain';

/** How much of a text is looked at, in UTF-16 code units. */
const SAMPLE = 50_000;
const BLOCK_TAG =
  /<\/?(?:p|div|br|h[1-6]|table|tr|td|ul|ol|li|section|article|main|body|html|head|span|center|blockquote|figure|img)(?:\s[^<>]*)?\/?>/giu;
const HEADING = /^ {0,3}#{1,6}[ \t]+\S/mu;
const MARKDOWN: readonly RegExp[] = [
  HEADING,
  /^ {0,3}(?:```|~~~)/mu,
  /\[[^\]\n]{1,200}\]\((?:https?:|\/|\.|#|mailto:)[^)\n]{0,1000}\)/u,
  /^\S[^\n]{0,200}\n(?:={3,}|-{3,})[ \t]*$/mu,
  /^\|.{1,500}\|[ \t]*\n\|[ :|-]{3,200}\|/mu,
  /\*\*[^*\n]{1,200}\*\*/u,
];
const MARKDOWN_LIST = /^ {0,3}[-*+] +\S/gmu;

/**
 * How a text is written, by what it holds; the extension decides where both readings are possible. Text with
 * tags is HTML unless it has Markdown's headings (or, called Markdown, any sign of it, since that may hold
 * HTML); text without them is Markdown if it has such headings, or two other signs of it.
 * @param body - without front matter
 * @param path - of the file
 */
export function detectFormat(body: string, path: string): TextFormat {
  const sample = body.slice(0, SAMPLE).trimStart();
  const tags = sample.match(BLOCK_TAG)?.length ?? 0;
  const extension = /\.([a-z]+)$/iu.exec(path)?.[1]?.toLowerCase() ?? '';
  if (/^(?:<!doctype\s+html|<html|<head|<body|<\?xml)[\s>]/iu.test(sample)) return 'html';
  const signs = MARKDOWN.filter((pattern) => pattern.test(sample)).length;
  const isMarkdown = HEADING.test(sample) || signs >= 2;
  if (extension.startsWith('htm') && /<[a-z!/]/iu.test(sample)) return 'html';
  const isNamedMarkdown = extension === 'md' || extension === 'markdown';
  const opensWithTag = /^(?:<!--.{0,200}?-->\s*)?<[a-z]/isu.test(sample);
  if (tags >= 2 && !HEADING.test(sample) && (isNamedMarkdown ? opensWithTag && signs === 0 : true)) return 'html';
  if (isNamedMarkdown) return 'markdown';
  return isMarkdown || (signs === 1 && (sample.match(MARKDOWN_LIST)?.length ?? 0) >= 2) ? 'markdown' : 'plain';
}
