import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../src/sandbox/protocol.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { expectContractKept } from '../support/discord-fixture.js';
import { call, type Answer } from './client.js';
import { GatewayClient } from './gateway-client.js';

let sandbox: Sandbox;
let client: GatewayClient;

beforeEach(async () => {
  sandbox = await Sandbox.start();
  client = await GatewayClient.connect(sandbox);
  await client.identify();
});

afterEach(async () => {
  client.close();
  await sandbox.close();
  expectContractKept(sandbox);
});

function open(messageId: string, body: object = { name: 'prices' }): Promise<Answer> {
  const path = `/channels/${sandbox.world.general.id}/messages/${messageId}/threads`;
  return call(sandbox, 'POST', path, body);
}

function send(channelId: string): Promise<Answer> {
  return call(sandbox, 'POST', `/channels/${channelId}/messages`, { content: 'x' });
}

describe('a thread', () => {
  it('begins at a message, has its id, and is told of', async () => {
    const { id } = sandbox.driver.mention('prices?');
    const { status, body } = await open(id);
    expect(status).toBe(201);
    expect(body).toMatchObject({ id, type: 11, parent_id: sandbox.world.general.id, name: 'prices' });
    expect(await client.until('THREAD_CREATE')).toMatchObject({
      id,
      owner_id: sandbox.world.bot.id,
      newly_created: true,
    });
    expect(await client.until('MESSAGE_CREATE')).toMatchObject({ type: 21, channel_id: id });
    const asked = await call(sandbox, 'GET', `/channels/${sandbox.world.general.id}/messages/${id}`);
    expect(asked.body).toMatchObject({ flags: 32, thread: { id } });
    sandbox.driver.edit(id, 'for nobody');
    expect(await client.until('MESSAGE_UPDATE')).toMatchObject({ content: '', flags: 32, thread: { id } });
    expect(await open(id)).toMatchObject({ status: 400, body: { code: 160_004 } });
    expect(await open('1')).toMatchObject({ status: 404, body: { code: 10008 } });
  });

  it('stands for itself, too, whoever opened it', async () => {
    const path = `/channels/${sandbox.world.general.id}/threads`;
    const opened = await call(sandbox, 'POST', path, { name: 'alone', type: 11, auto_archive_duration: 60 });
    expect(opened).toMatchObject({ status: 201, body: { thread_metadata: { auto_archive_duration: 60 } } });
    await client.until('THREAD_CREATE');
    const thread = sandbox.driver.openThread('by a member');
    expect(await client.until('THREAD_CREATE')).toMatchObject({
      id: thread.id,
      owner_id: sandbox.world.member.id,
    });
    const priv = await call(sandbox, 'POST', path, { name: 'hidden', type: 12 });
    expect(priv).toMatchObject({ status: 403, body: { code: 50013 } });
  });

  it.each([
    ['no name', { name: ' ' }],
    ['too long a name', { name: 'x'.repeat(101) }],
    ['another duration', { name: 'x', auto_archive_duration: 61 }],
  ])('is refused with %s', async (_, body) => {
    const { id } = sandbox.driver.mention('x');
    // Refused before the description is asked: such a request is not held against it.
    const refused = await open(id, body);
    sandbox.requests.length = 0;
    expect(refused).toMatchObject({ status: 400, body: { code: 50035 } });
  });

  it('takes messages of members and of the bot', async () => {
    const thread = sandbox.driver.openThread('prices');
    sandbox.driver.mention('and now?', { where: thread });
    expect(await client.until('THREAD_CREATE')).toBeDefined();
    await client.until('MESSAGE_CREATE');
    const told = await client.until('MESSAGE_CREATE');
    expect(told).toMatchObject({ channel_id: thread.id, channel_type: 11 });
    expect(await send(thread.id)).toMatchObject({ status: 200 });
  });

  it('is introduced with its server unless it is archived', async () => {
    const thread = sandbox.driver.openThread('open');
    const old = sandbox.driver.openThread('old');
    sandbox.world.changeChannel(old, { thread: { archived: true } });
    const other = await GatewayClient.connect(sandbox);
    await other.identify();
    const { threads } = await other.until('GUILD_CREATE');
    expect(threads).toMatchObject([{ id: thread.id, parent_id: sandbox.world.general.id }]);
    other.close();
  });

  it('comes back from the archive when somebody writes, but not while it is locked', async () => {
    const thread = sandbox.driver.openThread('prices');
    const { body } = await send(thread.id);
    sandbox.world.changeChannel(thread, { thread: { archived: true } });
    expect(await client.until('THREAD_UPDATE')).toMatchObject({ thread_metadata: { archived: true } });
    const edit = await call(sandbox, 'PATCH', `/channels/${thread.id}/messages/${String(body.id)}`, {
      content: 'y',
    });
    expect(edit).toMatchObject({ status: 400, body: { code: 50083 } });
    expect(await send(thread.id)).toMatchObject({ status: 200 });
    expect(await client.until('THREAD_UPDATE')).toMatchObject({ thread_metadata: { archived: false } });
    sandbox.world.changeChannel(thread, { thread: { archived: true, locked: true } });
    expect(await send(thread.id)).toMatchObject({ status: 403, body: { code: 160_005 } });
    expect(() => sandbox.driver.say('x', { where: thread })).toThrow(/is locked/u);
  });

  it('is named and archived by whoever opened it, and locked by who manages threads', async () => {
    const { id } = sandbox.driver.mention('x');
    await open(id);
    const path = `/channels/${id}`;
    expect(await call(sandbox, 'PATCH', path, { locked: true })).toMatchObject({ body: { code: 50013 } });
    expect(await call(sandbox, 'PATCH', path, { name: 'other' })).toMatchObject({ body: { name: 'other' } });
    expect(await call(sandbox, 'PATCH', path, { archived: true })).toMatchObject({ status: 200 });
    expect(await call(sandbox, 'PATCH', path, { name: 'z' })).toMatchObject({ body: { code: 50083 } });
    const theirs = sandbox.driver.openThread('theirs');
    expect(await call(sandbox, 'PATCH', `/channels/${theirs.id}`, { name: 'mine' })).toMatchObject({
      status: 403,
    });
    expect(await call(sandbox, 'DELETE', path)).toMatchObject({ body: { code: 50013 } });
    sandbox.world.setBotPermissions(sandbox.world.bot.permissions | PERMISSIONS.manageThreads);
    expect(await call(sandbox, 'DELETE', path)).toMatchObject({ status: 200, body: { id } });
    expect(await client.until('THREAD_DELETE')).toMatchObject({ id, type: 11 });
    expect(await send(id)).toMatchObject({ status: 404, body: { code: 10003 } });
  });

  it.each<[string, bigint]>([
    ['CreatePublicThreads', PERMISSIONS.createPublicThreads],
    ['SendMessagesInThreads', PERMISSIONS.sendMessagesInThreads],
  ])('needs %s', async (name, deny) => {
    const { id } = sandbox.driver.mention('x');
    const thread = sandbox.driver.openThread('theirs');
    sandbox.world.overwriteBot(sandbox.world.general, { deny });
    const answer = name === 'CreatePublicThreads' ? await open(id) : await send(thread.id);
    expect(answer).toMatchObject({ status: 403, body: { code: 50013 } });
  });
});
