import { describe, expect, it } from 'vitest';

import { comparesSentences, textToEmbed } from '../../src/retrieval/model-use.js';
import { understandQuestion } from '../../src/retrieval/question.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';

describe('the use of a model', () => {
  it('compares sentence by sentence with the built-in model only, which is quick enough', () => {
    expect(comparesSentences('builtin')).toBe(true);
    expect(comparesSentences('someone/some-model')).toBe(false);
  });

  it('gives a model the question as it was asked', () => {
    const question = understandQuestion('ＡＢＣ是什么？');
    expect(textToEmbed(question, new HashingEmbedder())).toBe(question.text);
    expect(textToEmbed(question, new HashingEmbedder({ modelId: 'builtin' }))).toBe(question.text);
  });
});
