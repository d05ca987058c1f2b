import { describe, expect, it } from 'vitest';

import { chooseProfile } from '../../src/embedding/profiles.js';

const BGE_ZH_PREFIX = '为这个句子生成表示以用于检索相关文章：';

describe('chooseProfile', () => {
  it.each([
    ['bge-small-zh-v1.5', 'bge-zh', { pooling: 'cls', queryPrefix: BGE_ZH_PREFIX, passagePrefix: '' }],
    ['BGE-large-ZH', 'bge-zh', { pooling: 'cls', queryPrefix: BGE_ZH_PREFIX, passagePrefix: '' }],
    [
      'bge-base-en-v1.5',
      'bge-en',
      {
        pooling: 'cls',
        queryPrefix: 'Represent this sentence for searching relevant passages: ',
        passagePrefix: '',
      },
    ],
    ['bge-m3', 'bge-m3', { pooling: 'cls', queryPrefix: '', passagePrefix: '' }],
    ['multilingual-e5-small', 'e5', { pooling: 'mean', queryPrefix: 'query: ', passagePrefix: 'passage: ' }],
    ['e5-base-v2', 'e5', { pooling: 'mean', queryPrefix: 'query: ', passagePrefix: 'passage: ' }],
    [
      'paraphrase-multilingual-MiniLM-L12-v2',
      'sentence-transformers',
      { pooling: 'mean', queryPrefix: '', passagePrefix: '' },
    ],
    ['all-MiniLM-L6-v2', 'sentence-transformers', { pooling: 'mean', queryPrefix: '', passagePrefix: '' }],
    [
      'text2vec-base-chinese',
      'sentence-transformers',
      { pooling: 'mean', queryPrefix: '', passagePrefix: '' },
    ],
    ['gte-small', null, { pooling: 'mean', queryPrefix: '', passagePrefix: '' }],
    ['code5-base', null, { pooling: 'mean', queryPrefix: '', passagePrefix: '' }],
  ])('knows what %s wants', (model, family, expected) => {
    const chosen = chooseProfile({ model });
    expect(chosen.family).toBe(family);
    expect(chosen.profile).toMatchObject(expected);
  });

  it('takes the model folder’s own word before the family’s, and the operator’s before both', () => {
    const { profile } = chooseProfile({
      model: 'bge-small-zh',
      declared: { queryPrefix: '问：', maxTokens: 100, fold: true },
      overrides: { maxTokens: 50, passagePrefix: undefined },
    });
    expect(profile).toEqual({
      pooling: 'cls',
      queryPrefix: '问：',
      passagePrefix: '',
      maxTokens: 50,
      fold: true,
    });
  });

  it('lets the operator remove a prefix', () => {
    const { profile } = chooseProfile({ model: 'e5-small', overrides: { queryPrefix: '' } });
    expect(profile.queryPrefix).toBe('');
    expect(profile.passagePrefix).toBe('passage: ');
  });
});
