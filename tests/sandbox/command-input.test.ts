import { describe, expect, it } from 'vitest';
import { findCommand, interactionData } from '../../src/sandbox/command-input.js';
import { World, type RegisteredCommand } from '../../src/sandbox/world.js';

const ASK: RegisteredCommand = {
  id: '1',
  name: 'ask',
  type: 1,
  options: [
    { type: 3, name: 'question', required: true, min_length: 1, max_length: 10 },
    { type: 5, name: 'private' },
    { type: 4, name: 'count', min_value: 1, max_value: 10 },
    { type: 3, name: 'way', choices: [{ name: 'Left', value: 'l' }] },
    { type: 7, name: 'channel' },
  ],
};
const FIND: RegisteredCommand = { id: '3', name: 'Find here', type: 3 };
const INDEX: RegisteredCommand = { id: '2', name: 'index', type: 1, options: [{ type: 1, name: 'status' }] };

describe('interactionData', () => {
  it('sends values with the types that were registered', () => {
    expect(interactionData(ASK, undefined, { question: 'why', private: true })).toEqual({
      id: '1',
      name: 'ask',
      type: 1,
      options: [
        { name: 'question', type: 3, value: 'why' },
        { name: 'private', type: 5, value: true },
      ],
    });
  });

  it('puts options below their subcommand', () => {
    expect(interactionData(INDEX, 'status', {})).toMatchObject({
      options: [{ type: 1, name: 'status', options: [] }],
    });
  });

  it('marks the option that is being typed, which may be of any length', () => {
    const data = interactionData(ASK, undefined, { question: '' }, { focused: 'question' });
    expect(data).toMatchObject({ options: [{ name: 'question', value: '', focused: true }] });
  });

  it.each([
    ['a missing value', {}, /needs the option question/u],
    ['an unknown option', { question: 'x', gone: 'x' }, /no option gone/u],
    ['a value of another type', { question: true }, /must be a string/u],
    ['too long a value', { question: 'x'.repeat(11) }, /1 to 10 characters, not 11/u],
    ['a number that is not whole', { question: 'x', count: 1.5 }, /whole number, not 1.5/u],
    ['no number', { question: 'x', count: NaN }, /whole number, not NaN/u],
    ['too small a number', { question: 'x', count: 0 }, /1 to 10, not 0/u],
    ['too great a number', { question: 'x', count: 11 }, /1 to 10, not 11/u],
    ['a value that is not offered', { question: 'x', way: 'r' }, /must be one of l, not r/u],
    ['a channel that is no id', { question: 'x', channel: 1 }, /must be a string/u],
    ['too short a value', { question: '' }, /1 to 10 characters, not 0/u],
  ])('refuses %s, as a Discord client does', (_, values, message) => {
    expect(() => interactionData(ASK, undefined, values)).toThrow(message);
  });

  it('refuses a subcommand that there is not', () => {
    expect(() => interactionData(INDEX, 'gone', {})).toThrow(/no subcommand gone/u);
  });
});

describe('findCommand', () => {
  it('says which commands there are', () => {
    const world = new World('en-US');
    expect(() => findCommand(world, 'ask')).toThrow(/there is none/u);
    world.commands.set('global', [INDEX]);
    expect(() => findCommand(world, 'ask')).toThrow(/there is \/index/u);
  });

  it('tells commands on messages from those behind a slash', () => {
    const world = new World('en-US');
    world.commands.set('global', [INDEX, FIND]);
    expect(findCommand(world, 'Find here', 3)).toBe(FIND);
    expect(() => findCommand(world, 'Find here')).toThrow(/there is \/index/u);
    expect(() => findCommand(world, 'index', 3)).toThrow(/there is Find here/u);
  });
});
