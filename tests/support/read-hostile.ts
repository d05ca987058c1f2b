/**
 * Program of a test: reads every file of the hostile corpus, and files that ask for requests and programs, in a
 * process that is watched by `watch-reach.mjs`. An argument names something that it reaches for, to show that it
 * is noticed. Prints how many files it read.
 */
import { execFileSync } from 'node:child_process';
import { createConnection } from 'node:net';

import { DEFAULT_READ_OPTIONS, readArticle } from '../../src/content/read.js';
import { HOSTILE_FILES } from './hostile-files.js';

const LENGTH = 2000;
const ADDRESS = 'http://127.0.0.1:9/x';
const PROGRAM = 'process.exit(87)';

/** Files that name addresses and programs wherever their formats allow it. */
const ASKING: readonly (readonly [path: string, text: string])[] = [
  [
    'a.html',
    `<!DOCTYPE html SYSTEM "${ADDRESS}"><html><head><base href="${ADDRESS}"><meta http-equiv="refresh" content="0;url=${ADDRESS}">` +
      `<link rel="stylesheet" href="${ADDRESS}"><link rel="canonical" href="${ADDRESS}"><script src="${ADDRESS}"></script>` +
      `<script>${PROGRAM}</script><style>@import url(${ADDRESS})</style></head><body onload="${PROGRAM}"><p>正文一段。</p>` +
      `<img src="${ADDRESS}" onerror="${PROGRAM}"><iframe src="${ADDRESS}"></iframe><object data="${ADDRESS}"></object></body></html>`,
  ],
  [
    'a.html',
    `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><html><p>正文&b;。</p></html>`,
  ],
  [
    'a.html',
    `<script type="application/ld+json">{"@context":"${ADDRESS}","@type":"Article","url":"${ADDRESS}"}</script><p>正文。</p>`,
  ],
  [
    'a.md',
    `# 题\n\n![图](${ADDRESS}) [链接](javascript:${PROGRAM}) <${ADDRESS}>\n\n正文一段。\n\n{% include ${ADDRESS} %}\n`,
  ],
  ...['js', 'javascript', 'coffee', 'cson', 'json', 'yaml', 'toml'].map(
    (language) => ['a.md', `---${language}\ntitle: ${PROGRAM}\n---\n正文一段。\n`] as const,
  ),
  ['a.md', `---\ntitle: !!js/function "function () { ${PROGRAM} }"\n---\n正文一段。\n`],
];

const REACHES: Readonly<Record<string, () => unknown>> = {
  connection: () => createConnection(9, '127.0.0.1'),
  fetch: () => fetch(ADDRESS),
  process: () => execFileSync(process.execPath, ['--version']),
  program: () => {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what must not be possible
    (new Function(PROGRAM) as () => void)();
  },
};

(globalThis as unknown as { watchReach: () => void }).watchReach();
const files = [...ASKING, ...HOSTILE_FILES.map(({ path, make }) => [path, make(LENGTH)] as const)];
for (const [path, text] of files) readArticle(path, Buffer.from(text), DEFAULT_READ_OPTIONS);
REACHES[process.argv[2] ?? '']?.();
process.stdout.write(`${files.length}\n`);
