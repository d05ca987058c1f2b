import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * What was written down for the model, one entry of `knowledge/`:
 *
 * - `same`: words that may stand for one another (`= a | b | c` in a `.words.txt`)
 * - `near`: a word, and what belongs to it (`~ a | b | c`)
 * - `asked`: a question, and a sentence that answers it in other words (a line of a `.questions.tsv`)
 */
export interface KnowledgeEntry {
  readonly kind: 'same' | 'near' | 'asked';
  /** Two or more, all different. */
  readonly texts: readonly string[];
}

/**
 * Reads a folder of knowledge, file by file in the order of their names.
 * @throws {SyntaxError} for a line of another form, with its file and number
 */
export async function readKnowledge(folder: string): Promise<KnowledgeEntry[]> {
  const names = (await readdir(folder)).filter((name) => /\.(?:words\.txt|questions\.tsv)$/u.test(name)).sort();
  const files = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return files.flatMap((text, i) => readEntries(text, names[i] ?? ''));
}

function readEntries(text: string, name: string): KnowledgeEntry[] {
  const parse = name.endsWith('.tsv') ? readQuestion : readGroup;
  return text.split('\n').flatMap((line, i) => {
    if (line === '') return [];
    const entry = parse(line);
    if (new Set(entry.texts).size < Math.max(2, entry.texts.length) || entry.texts.includes('')) {
      throw new SyntaxError(`${name}:${i + 1}: “${line}” is no entry.`);
    }
    return [entry];
  });
}

function readGroup(line: string): KnowledgeEntry {
  const texts = line.slice(2).split(' | ');
  if (line.startsWith('= ')) return { kind: 'same', texts };
  return { kind: 'near', texts: line.startsWith('~ ') ? texts : [] };
}

function readQuestion(line: string): KnowledgeEntry {
  const texts = line.split('\t');
  return { kind: 'asked', texts: texts.length === 2 ? texts : [] };
}
