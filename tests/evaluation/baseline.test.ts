import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readBaseline, requireSameQuestions } from '../../src/evaluation/baseline.js';
import { summarise } from '../../src/evaluation/report.js';
import { refused, result } from './results.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'yinju-baseline-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(text: string): string {
  const file = path.join(folder, 'run.json');
  writeFileSync(file, text);
  return file;
}

describe('readBaseline', () => {
  it('gives back the results of a report', async () => {
    const results = [result({ rank: 3 }), result({ rank: null }), refused];
    expect((await readBaseline(write(JSON.stringify(summarise(results))))).results).toEqual(results);
  });

  it.each(['', '[]', '{"results": [{}]}', '{"questions": 3}'])('refuses a file of “%s”', async (text) => {
    await expect(readBaseline(write(text))).rejects.toMatchObject({ code: 'file-invalid' });
  });

  it('says which file is not there', async () => {
    await expect(readBaseline(path.join(folder, 'none.json'))).rejects.toThrow('none.json');
  });
});

describe('requireSameQuestions', () => {
  const baseline = { file: 'run.json', results: [result({ id: 'a' }), result({ id: 'b' })] };
  const question = (id: string, answers = ['三千块']) => ({ id, question: '換了說法', answers });

  it('takes the same questions in other words', () => {
    expect(() => {
      requireSameQuestions(baseline, [question('a'), question('b')]);
    }).not.toThrow();
  });

  it.each([
    ['fewer questions', [question('a')], 'it has 2 questions, this run 1'],
    ['another order', [question('b'), question('a')], 'question 1 is "a" there and "b" here'],
    ['other answers', [question('a'), question('b', ['四千块'])], 'other answers are accepted'],
  ])('refuses %s, and says so', (_, questions, message) => {
    expect(() => {
      requireSameQuestions(baseline, questions);
    }).toThrow(message);
  });
});
