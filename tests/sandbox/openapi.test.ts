import { describe, expect, it } from 'vitest';
import type { RecordedRequest } from '../../src/sandbox/recorded.js';
import { hasOpenApi, OpenApiCheck } from '../support/openapi.js';

const FILE = {
  field: 'files[0]',
  name: 'a',
  bytes: 1,
  contentType: 'text/plain',
  content: new Uint8Array(1),
};
const CALLBACK = '/api/v10/interactions/1573916012489736192/token/callback';
const MESSAGES = '/api/v10/channels/1573916012489736192/messages';

function request(changes: Partial<RecordedRequest>): RecordedRequest {
  return {
    method: 'POST',
    path: MESSAGES,
    query: {},
    contentType: 'application/json',
    body: { content: 'x' },
    files: [],
    authorised: true,
    status: 200,
    response: null,
    at: 0,
    ...changes,
  };
}

function row(button: object): object {
  return { type: 1, components: [{ type: 2, ...button }] };
}

describe.skipIf(!hasOpenApi)('the check against Discord’s description (needs ../shared)', () => {
  const check = hasOpenApi ? new OpenApiCheck() : null;
  const faults = (changes: Partial<RecordedRequest>): string[] => check?.request(request(changes)) ?? [];

  it.each<[string, Partial<RecordedRequest>]>([
    ['a message', {}],
    [
      'a deferral',
      { path: CALLBACK, body: { type: 5, data: { flags: 64 } }, query: { with_response: 'true' } },
    ],
    ['buttons', { body: { components: [row({ style: 2, label: 'x', custom_id: 'y' })] } }],
    ['a page turned', { path: CALLBACK, body: { type: 7, data: { content: 'x' } } }],
    ['choices', { path: CALLBACK, body: { type: 8, data: { choices: [{ name: 'a', value: 'b' }] } } }],
    ['a file', { contentType: 'multipart/form-data', files: [FILE] }],
    ['no body where none is needed', { path: MESSAGES.replace('messages', 'typing'), contentType: null }],
  ])('passes %s', (_, changes) => {
    expect(faults(changes)).toEqual([]);
  });

  it.each<[string, Partial<RecordedRequest>]>([
    ['a path that there is not', { path: '/api/v10/nothing' }],
    ['another version', { path: MESSAGES.replace('v10', 'v9') }],
    ['a method that there is not', { method: 'PUT' }],
    ['an id that is none', { path: '/api/v10/channels/general/messages' }],
    ['an unknown query parameter', { query: { wait: 'true' } }],
    [
      'a query parameter of another type',
      { path: CALLBACK, body: { type: 5 }, query: { with_response: 'yes' } },
    ],
    ['a missing body', { contentType: null, body: null }],
    ['a body of another kind', { contentType: 'text/plain' }],
    ['too long a text', { body: { content: 'x'.repeat(4001) } }],
    ['too long a title', { body: { embeds: [{ title: 'x'.repeat(257) }] } }],
    ['a link that is none', { body: { embeds: [{ url: 'not a link' }] } }],
    ['mentions of everything there is', { body: { allowed_mentions: { parse: ['all'] } } }],
    [
      'a button of an unknown style',
      { body: { components: [row({ style: 99, label: 'x', custom_id: 'y' })] } },
    ],
    [
      'too long a label',
      { body: { components: [row({ style: 2, label: 'x'.repeat(81), custom_id: 'y' })] } },
    ],
    [
      'too long a custom_id',
      { body: { components: [row({ style: 2, label: 'x', custom_id: 'y'.repeat(101) })] } },
    ],
    ['an unknown kind of callback', { path: CALLBACK, body: { type: 99 } }],
    [
      'too many choices',
      { path: CALLBACK, body: { type: 8, data: { choices: Array(26).fill({ name: 'a', value: 'b' }) } } },
    ],
    [
      'a command without a name',
      { method: 'PUT', path: '/api/v10/applications/1/commands', body: [{ description: 'x' }] },
    ],
  ])('finds fault with %s', (_, changes) => {
    expect(faults(changes)).not.toEqual([]);
  });

  it('finds fault with an answer that Discord would not give', () => {
    const answer = request({ response: { id: '1', content: 'only half a message' } });
    expect(check?.response(answer)).not.toEqual([]);
  });
});
