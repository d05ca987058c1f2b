import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { matchPath } from '../../src/sandbox/http.js';
import { PERMISSIONS } from '../../src/sandbox/protocol.js';
import { Sandbox, SANDBOX_TOKEN } from '../../src/sandbox/sandbox.js';
import type { Interaction } from '../../src/sandbox/world.js';
import { expectContractKept } from '../support/discord-fixture.js';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.start();
});

afterEach(async () => {
  await sandbox.close();
});

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** A request with the bot's token. */
async function call(method: string, path: string, body?: unknown, token = SANDBOX_TOKEN): Promise<Answer> {
  const response = await fetch(`${sandbox.apiUrl}/v10${path}`, {
    method,
    headers: {
      authorization: `Bot ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

function button(id: string): object {
  return { type: 2, style: 2, label: 'x', custom_id: id };
}

function row(...components: readonly object[]): object {
  return { type: 1, components };
}

describe('the HTTP API', () => {
  it('knows who asks', async () => {
    expect(await call('GET', '/users/@me')).toMatchObject({
      status: 200,
      body: { id: sandbox.world.bot.id },
    });
    expect(await call('GET', '/users/@me', undefined, 'wrong')).toMatchObject({ status: 401 });
    expect(sandbox.requests.map(({ authorised }) => authorised)).toEqual([true, false]);
    expect(JSON.stringify(sandbox.requests)).not.toContain(SANDBOX_TOKEN);
  });

  it('gives bot, application, servers and channels in the form that Discord describes', async () => {
    const { guildId, general, member } = sandbox.world;
    const paths = [
      '/gateway/bot',
      '/users/@me',
      '/users/@me/guilds',
      '/applications/@me',
      `/guilds/${guildId}`,
    ];
    for (const path of [...paths, `/guilds/${guildId}/channels`, `/channels/${general.id}`]) {
      expect(await call('GET', path)).toMatchObject({ status: 200 });
    }
    const opened = await call('POST', '/users/@me/channels', { recipient_id: member.id });
    expect(opened).toMatchObject({ status: 200, body: { type: 1, recipients: [{ id: member.id }] } });
    expectContractKept(sandbox);
  });

  it('writes, edits, reads and deletes a message', async () => {
    const path = `/channels/${sandbox.world.general.id}/messages`;
    const { body } = await call('POST', path, { content: 'one' });
    const id = String(body.id);
    expect(await call('PATCH', `${path}/${id}`, { content: 'two' })).toMatchObject({
      body: { content: 'two' },
    });
    expect(await call('GET', `${path}/${id}`)).toMatchObject({ body: { content: 'two' } });
    expect(await call('DELETE', `${path}/${id}`)).toMatchObject({ status: 204 });
    expect(await call('GET', `${path}/${id}`)).toMatchObject({ status: 404, body: { code: 10008 } });
    expectContractKept(sandbox);
  });

  it('changes the message that was pressed, at once or later, and no other', async () => {
    const { world } = sandbox;
    const { id } = world.write({ channelId: world.general.id, author: world.bot, content: 'one' });
    const answer = (interaction: Interaction, body: object): Promise<Answer> =>
      call('POST', `/interactions/${interaction.id}/${interaction.token}/callback?with_response=true`, body);
    const press = world.startInteraction(world.general.id, id);
    const update = { type: 7, data: { content: 'two' } };
    expect(await answer(press, update)).toMatchObject({ body: { resource: { type: 7, message: { id } } } });
    expect(await answer(press, update)).toMatchObject({ status: 400, body: { code: 40060 } });
    const slow = world.startInteraction(world.general.id, id);
    expect(await answer(slow, { type: 6 })).toMatchObject({ body: { interaction: { type: 3 } } });
    expect(world.messages.get(id)?.content).toBe('two');
    await call('PATCH', `/webhooks/${world.applicationId}/${slow.token}/messages/@original`, {
      content: 'three',
    });
    expect(world.messages.get(id)?.content).toBe('three');
    const command = world.startInteraction(world.general.id);
    expect(await answer(command, update)).toMatchObject({ status: 400, body: { code: 50035 } });
    expectContractKept(sandbox);
  });

  it.each([
    ['an empty message', {}, 50006],
    ['too long a text', { content: 'x'.repeat(2001) }, 50035],
    ['too many embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) }, 50035],
    ['an empty embed', { embeds: [{ color: 1 }] }, 50035],
    ['too long a title', { embeds: [{ title: 'x'.repeat(257) }] }, 50035],
    ['too much in all embeds', { embeds: [1, 2].map(() => ({ description: 'x'.repeat(3001) })) }, 50035],
    ['a field without a value', { embeds: [{ fields: [{ name: 'x' }] }] }, 50035],
    ['a link that is none', { embeds: [{ title: 'x', url: 'javascript:x' }] }, 50035],
    ['two buttons of one id', { components: [row(button('a'), button('a'))] }, 50035],
    ['too many buttons in a row', { components: [row(...'abcdef'.split('').map(button))] }, 50035],
    ['too many rows', { components: 'abcdef'.split('').map((id) => row(button(id))) }, 50035],
    ['too long a custom_id', { components: [row(button('x'.repeat(101)))] }, 50035],
    ['a button without a label', { components: [row({ ...button('a'), label: ' ' })] }, 50035],
    ['a button outside a row', { components: [button('a')] }, 50035],
    ['a reply to nothing', { content: 'x', message_reference: { message_id: '1' } }, 50035],
  ])('refuses %s', async (_, body, code) => {
    const answer = await call('POST', `/channels/${sandbox.world.general.id}/messages`, body);
    expect(answer).toMatchObject({ status: 400, body: { code } });
  });

  it('counts characters as Discord does, not their code units', async () => {
    const answer = await call('POST', `/channels/${sandbox.world.general.id}/messages`, {
      content: '😀'.repeat(2000),
    });
    expect(answer.status).toBe(200);
  });

  it.each([
    ['GET', '/nothing', 404],
    ['GET', '/channels/1', 404],
    ['GET', '/guilds/1', 404],
    ['POST', '/interactions/1/x/callback', 404],
    ['PATCH', '/webhooks/1/x/messages/@original', 404],
    ['PUT', '/applications/1/commands', 403],
  ])('refuses %s %s', async (method, path, status) => {
    expect((await call(method, path, method === 'GET' ? undefined : {})).status).toBe(status);
  });

  it('refuses names that no command may have', async () => {
    const path = `/applications/${sandbox.world.applicationId}/commands`;
    const command = { name: 'Ask', description: 'x', options: [{ name: 'a b', type: 3, description: 'x' }] };
    expect(await call('PUT', path, [command])).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(await call('PUT', path, [{ name: '提问', description: 'x' }])).toMatchObject({ status: 200 });
  });

  it('refuses what is not JSON', async () => {
    const response = await fetch(`${sandbox.apiUrl}/v10/channels/${sandbox.world.general.id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${SANDBOX_TOKEN}`, 'content-type': 'application/json' },
      body: '{',
    });
    expect(response.status).toBe(400);
  });

  it('reads forms with files', async () => {
    const form = new FormData();
    form.append('payload_json', JSON.stringify({ content: 'with a file' }));
    form.append('files[0]', new Blob(['a,b']), 'gaps.csv');
    const path = `/channels/${sandbox.world.general.id}/messages`;
    const response = await fetch(`${sandbox.apiUrl}/v10${path}`, {
      method: 'POST',
      headers: { authorization: `Bot ${SANDBOX_TOKEN}` },
      body: form,
    });
    expect(response.status).toBe(200);
    expect(sandbox.requests[0]).toMatchObject({
      contentType: 'multipart/form-data',
      body: { content: 'with a file' },
      files: [{ field: 'files[0]', name: 'gaps.csv', bytes: 3 }],
    });
    expectContractKept(sandbox);
  });

  it('answers what a test wants it to', async () => {
    sandbox.interruptWith(() => ({ status: 503, body: { message: 'down' } }));
    expect(await call('GET', '/users/@me')).toEqual({ status: 503, body: { message: 'down' } });
  });
});

describe('matchPath', () => {
  it('reads values out of a path', () => {
    expect(matchPath('/a/{x}/b/{y}', '/a/1/b/%402')).toEqual({ x: '1', y: '@2' });
    expect(matchPath('/a/{x}', '/a/1/b')).toBeNull();
    expect(matchPath('/a/@me', '/a/%40me')).toEqual({});
    expect(matchPath('/a/@me', '/a/you')).toBeNull();
  });
});

describe('messages that are written twice', () => {
  const write = (body: object): Promise<Answer> =>
    call('POST', `/channels/${sandbox.world.general.id}/messages`, { content: 'x', ...body });

  it('are one where the nonce is to be enforced, and two otherwise', async () => {
    const [first, second] = [
      await write({ nonce: '1', enforce_nonce: true }),
      await write({ nonce: '1', enforce_nonce: true }),
    ];
    expect(second).toMatchObject({ status: 200, body: { id: first.body.id, nonce: '1' } });
    expect((await write({ nonce: '2', enforce_nonce: true })).body.id).not.toBe(first.body.id);
    expect((await write({ nonce: '1' })).body.id).not.toBe(first.body.id);
    expectContractKept(sandbox);
  });
});

describe('what the bot may not do in a channel', () => {
  const write = (body: object = { content: 'x' }): Promise<Answer> =>
    call('POST', `/channels/${sandbox.world.general.id}/messages`, body);

  it('is refused as Discord refuses it', async () => {
    const { world } = sandbox;
    world.overwriteBot(world.general, { deny: PERMISSIONS.viewChannel });
    expect(await write()).toMatchObject({ status: 403, body: { code: 50001 } });
    world.overwriteBot(world.general, { deny: PERMISSIONS.sendMessages });
    expect(await write()).toMatchObject({ status: 403, body: { code: 50013 } });
    world.overwriteBot(world.general, { deny: PERMISSIONS.readMessageHistory });
    const { id } = world.write({ channelId: world.general.id, author: world.member, content: 'x' });
    expect(await write({ content: 'x', message_reference: { message_id: id } })).toMatchObject({
      body: { code: 160002 },
    });
    expect(await write()).toMatchObject({ status: 200 });
  });
});

describe('rate limits', () => {
  const ask = (): Promise<Response> =>
    fetch(`${sandbox.apiUrl}/v10/users/@me`, { headers: { authorization: `Bot ${SANDBOX_TOKEN}` } });

  it('are told of in headers, used up, and counted anew when their time is over', async () => {
    sandbox.rateLimits.add({ method: 'GET', path: /users/u, limit: 2, perMs: 300 });
    const first = await ask();
    expect(first.headers.get('x-ratelimit-limit')).toBe('2');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('1');
    expect(Number(first.headers.get('x-ratelimit-reset-after'))).toBeLessThanOrEqual(0.3);
    expect((await ask()).headers.get('x-ratelimit-remaining')).toBe('0');
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({ global: false });
    expect(sandbox.rateLimits.exceeded).toBe(1);
    await vi.waitFor(async () => {
      expect((await ask()).status).toBe(200);
    });
  });

  it('can stop everything that the bot’s token is needed for', async () => {
    sandbox.rateLimits.stopEverything(60_000);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-ratelimit-global')).toBe('true');
    expect((await fetch(`${sandbox.apiUrl}/v10/users/@me`)).status).toBe(401);
  });
});
