import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { readKnowledge } from '../../embeddings/training/knowledge.js';
import { withTemporaryFolder } from '../support/tiny-model.js';

const folder = path.resolve(import.meta.dirname, '../../embeddings/training/knowledge');

async function read(files: Readonly<Record<string, string>>) {
  return withTemporaryFolder(async (temporary) => {
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(temporary, name), text);
    return readKnowledge(temporary);
  });
}

describe('knowledge', () => {
  it('is read file by file: words of one meaning, words that belong together, questions with what answers', async () => {
    const entries = await read({
      'b.words.txt': '= 货柜 | 集装箱 | shipping container\n\n~ 港口 | 泊位\n',
      'a.questions.tsv': '船什么时候开？\t渡轮每日七时启航。\n',
      'notes.md': 'not read',
    });
    expect(entries).toEqual([
      { kind: 'asked', texts: ['船什么时候开？', '渡轮每日七时启航。'] },
      { kind: 'same', texts: ['货柜', '集装箱', 'shipping container'] },
      { kind: 'near', texts: ['港口', '泊位'] },
    ]);
  });

  it.each([
    ['a.words.txt', '货柜 | 集装箱'],
    ['a.words.txt', '= 货柜'],
    ['a.words.txt', '= 货柜 | 货柜'],
    ['a.words.txt', '~ 货柜 | '],
    ['a.questions.tsv', '只有问题'],
    ['a.questions.tsv', '一\t二\t三'],
  ])('is refused with its place where a line of %s is no entry: %s', async (name, line) => {
    await expect(read({ [name]: `\n${line}\n` })).rejects.toThrow(`${name}:2`);
  });

  it('that the model was trained with is whole', async () => {
    const entries = await readKnowledge(folder);
    const count = (kind: string): number => entries.filter((entry) => entry.kind === kind).length;
    expect(count('same')).toBeGreaterThan(10_000);
    expect(count('near')).toBeGreaterThan(5_000);
    expect(count('asked')).toBeGreaterThan(8_000);
  });
});
