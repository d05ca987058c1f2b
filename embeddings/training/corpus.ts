import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

import { foldString } from '../../src/text/fold.js';

/** A section of a text: its heading and its paragraphs, folded. */
export interface Section {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/**
 * Sections of a gzipped file with one `{"title": string, "paragraphs": string[]}` a line, folded as the
 * embedder folds.
 * @throws {SyntaxError} for a line that is not JSON
 */
export async function* readSections(file: string): AsyncGenerator<Section> {
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity });
  for await (const line of lines) {
    if (line === '') continue;
    const { title, paragraphs } = JSON.parse(line) as Section;
    yield { title: foldString(title), paragraphs: paragraphs.map(foldString) };
  }
}

/** The sentences of a paragraph, each with the mark that closes it. */
export function sentences(paragraph: string): string[] {
  return paragraph.match(/[^。!?;\n]+[。!?;\n]*/g) ?? [];
}
