import { Marked } from 'marked';

import { isHardWrapped } from './line-wrap.js';

const marked = new Marked({
  async: false,
  gfm: true,
  tokenizer: {
    // Chinese writers indent paragraphs, and scraped HTML is indented: neither is code.
    code(source) {
      const indented = /^(?: {4}[^\n]*(?:\n|$))+/u.exec(source)?.[0] ?? '';
      return /\p{Script=Han}|<[a-z]/iu.test(indented) ? undefined : false;
    },
  },
});

/**
 * Markdown (GitHub's flavour, HTML inside it as it is) as HTML. Line ends within a paragraph stay line ends, as
 * Hexo renders them, unless the text is wrapped to a width. Hexo's tags (`{% … %}`) are taken out.
 */
export function markdownToHtml(markdown: string): string {
  const source = markdown
    .replace(/\{%[^%\n]{0,300}%\}/gu, '')
    // Lists and quotes are read recursively, and take quadratic time in their depth.
    .replace(/^([ \t]{40})[ \t]+/gmu, '$1')
    .replace(/^(?:[ \t]{0,3}>[ \t]?){10,}/gmu, '>>>>>>>>>> ');
  return marked.parse(source, { async: false, breaks: !isHardWrapped(markdown) });
}
