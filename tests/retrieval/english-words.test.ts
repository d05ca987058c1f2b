import { describe, expect, it } from 'vitest';

import { baseForms, familyForms } from '../../src/retrieval/english-words.js';

describe('the dictionary forms of an English word', () => {
  it.each([
    ['cities', 'city'],
    ['boxes', 'box'],
    ['measures', 'measure'],
    ['shipping', 'ship'],
    ['increased', 'increase'],
    ['carried', 'carry'],
    ['grew', 'grow'],
  ])('of %s have %s among them, after the word itself', (word, base) => {
    const forms = baseForms(word);
    expect(forms[0]).toBe(word);
    expect(forms).toContain(base);
  });

  it.each(['customs', 'goods', 'gas', 'bus', 'access'])('leave %s as it is', (word) => {
    expect(baseForms(word)).toEqual([word]);
  });
});

describe('the family of an English word', () => {
  it.each([
    ['facilitation', 'facilitate'],
    ['agricultural', 'agriculture'],
    ['construction', 'construct'],
    ['harbour', 'harbor'],
    ['centre', 'center'],
    ['organisation', 'organization'],
  ])('of %s has %s in it', (word, relative) => {
    expect(familyForms(word)).toContain(relative);
  });
});
