import { describe, expect, it } from 'vitest';
import { parseLine, printMessage } from '../../src/sandbox/terminal.js';
import { World, type RegisteredCommand } from '../../src/sandbox/world.js';

const COMMANDS: readonly RegisteredCommand[] = [
  {
    id: '1',
    name: 'ask',
    options: [
      { type: 3, name: 'question' },
      { type: 5, name: 'private' },
    ],
  },
  { id: '2', name: 'article', options: [{ type: 3, name: 'name', autocomplete: true }] },
  { id: '3', name: 'index', options: [{ type: 1, name: 'status' }] },
];

describe('parseLine', () => {
  it.each([
    ['/ask what is new?', { kind: 'command', path: 'ask', values: { question: 'what is new?' } }],
    [
      '/ask question:at 10:30 what? private:true',
      { kind: 'command', path: 'ask', values: { question: 'at 10:30 what?', private: true } },
    ],
    ['/ask why private:false', { kind: 'command', path: 'ask', values: { question: 'why', private: false } }],
    ['/index status', { kind: 'command', path: 'index status', values: {} }],
    ['/gone', { kind: 'command', path: 'gone', values: {} }],
    ['?article har', { kind: 'autocomplete', path: 'article', option: 'name', typed: 'har' }],
    ['^ Find in articles', { kind: 'message-command', name: 'Find in articles' }],
    ['@ hello there', { kind: 'mention', text: 'hello there' }],
    ['$ Prices', { kind: 'select', label: 'Prices' }],
    ['! After', { kind: 'press', label: 'After' }],
    ['> hello', { kind: 'direct', text: 'hello' }],
    [':locale zh-TW', { kind: 'setting', name: 'locale', value: 'zh-TW' }],
    ['hello', { kind: 'say', text: 'hello' }],
    ['   ', { kind: 'nothing' }],
  ])('reads %j', (line, read) => {
    expect(parseLine(line, COMMANDS)).toEqual(read);
  });
});

describe('printMessage', () => {
  it('shows buttons and select menus row by row', () => {
    const world = new World('en-US');
    const row = [
      { type: 2, label: '◀', disabled: true },
      { type: 2, label: '▶' },
    ];
    const menu = { type: 3, placeholder: 'Go to', options: [{ label: 'One' }, { label: 'Two' }] };
    const components = [
      { type: 1, components: row },
      { type: 1, components: [menu] },
    ];
    const message = world.write({ channelId: world.general.id, author: world.bot, content: 'x', components });
    expect(printMessage(message)).toBe('x\n[◀ ✗] [▶]\n▾ Go to: [One] [Two]');
  });

  it('shows a message without Discord’s backslashes, and its embeds', () => {
    const world = new World('en-US');
    const message = world.write({
      channelId: world.general.id,
      author: world.bot,
      content: 'a\\*b',
      flags: 64,
      embeds: [{ title: 'T', url: 'https://a.example', description: 'one\ntwo', footer: { text: 'F' } }],
    });
    expect(printMessage(message)).toBe('(only you see this)\na*b\n┌ T  https://a.example\n│ one\n│ two\n└ F');
  });
});
