/**
 * Entry of the child process that reads long files: one after the other, as it is asked. It ends when its
 * parent does.
 */
import { splitSentences } from '../text/sentences.js';
import { chunkArticle } from './chunk.js';
import { readContentFile } from './read.js';
import type { ReadReply, ReadRequest } from './reader-messages.js';
import { isArticle } from './reader-messages.js';
import { shownPath } from './shown-path.js';

/** So many blocks, sections or passages in one message: a few milliseconds' work for who takes it in. */
const PART = 2000;

/** More than a book of 10 MiB has, which only a file that is read here can exceed. */
const MAX_SENTENCES = 200_000;

process.on('disconnect', () => {
  process.exit(0);
});

// A terminal's Ctrl-C reaches the children too, but it is the parent that decides when they end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

process.on('message', ({ file, options }: ReadRequest) => {
  void answer(file, options);
});

async function answer(file: ReadRequest['file'], options: ReadRequest['options']): Promise<void> {
  const { sha256, result } = await readContentFile(file, options, (known) => {
    send({ type: 'bytes', sha256: known });
  });
  if (sha256 === null || !isArticle(result)) {
    send({ type: 'result', result });
    return;
  }
  const { article, warnings } = result;
  const sentences = splitSentences(article.text).length;
  if (sentences > MAX_SENTENCES) {
    const found = `falls into ${sentences} sentences, more than the ${MAX_SENTENCES} that an article may have`;
    const reason = `${shownPath(file.path)} ${found}; split it.`;
    send({ type: 'result', result: { skipped: { path: file.path, code: 'broken', reason } } });
    return;
  }
  for (const items of parts(article.blocks)) send({ type: 'blocks', items });
  for (const items of parts(article.sections)) send({ type: 'sections', items });
  for (const items of parts(chunkArticle(article))) send({ type: 'passages', items });
  send({ type: 'result', result: { article: { ...article, blocks: [], sections: [] }, warnings } });
}

function* parts<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < items.length; i += PART) yield items.slice(i, i + PART);
}

function send(reply: ReadReply): void {
  // A parent that is gone needs no answer; `disconnect` ends this process.
  process.send?.(reply, undefined, undefined, () => undefined);
}
