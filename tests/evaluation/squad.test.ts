import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readSquadFile, type SquadDataset } from '../../src/evaluation/squad.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'yinju-squad-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function read(qas: readonly object[]): Promise<SquadDataset> {
  const file = path.join(folder, 'squad.json');
  const paragraphs = [{ context: ' 石桥修缮用去三千块青砖。 ', qas }];
  writeFileSync(file, JSON.stringify({ data: [{ title: '工程', paragraphs }] }));
  return readSquadFile(file);
}

describe('readSquadFile', () => {
  it('makes an article of a paragraph and drops repeated answers', async () => {
    const answers = [{ text: '三千块' }, { text: '三千块' }];
    const { articles, questions } = await read([{ id: 7, question: '几块？', answers }]);
    expect(articles).toMatchObject([{ title: '工程', text: '石桥修缮用去三千块青砖。' }]);
    expect(questions).toMatchObject([{ id: '7', answers: ['三千块'], articleId: articles[0]?.id }]);
  });

  it.each([
    { is_impossible: true, answers: [], plausible_answers: [{ text: '青砖' }] },
    { is_impossible: true, answers: [{ text: '青砖' }] },
    { answers: [{ text: '', answer_start: -1 }] },
    { answers: [] },
    {},
  ])('reads %j as a question without an answer', async (more) => {
    const { questions } = await read([{ id: 'q', question: '几块？', ...more }]);
    expect(questions).toMatchObject([{ answers: [] }]);
  });

  it('refuses a file of another form, and names it', async () => {
    await expect(read([{ id: 'q' }])).rejects.toThrow('squad.json');
  });
});
