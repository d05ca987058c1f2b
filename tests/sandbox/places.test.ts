import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../src/sandbox/protocol.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { expectContractKept } from '../support/discord-fixture.js';
import { call, type Answer } from './client.js';
import { GatewayClient } from './gateway-client.js';

let sandbox: Sandbox;
let client: GatewayClient;

beforeEach(async () => {
  sandbox = await Sandbox.start({ guilds: 3 });
  client = await GatewayClient.connect(sandbox);
  await client.identify();
  await client.eventsUpTo('GUILD_CREATE');
});

afterEach(async () => {
  client.close();
  await sandbox.close();
  expectContractKept(sandbox);
});

function send(body: object = { content: 'x' }): Promise<Answer> {
  return call(sandbox, 'POST', `/channels/${sandbox.world.general.id}/messages`, body);
}

describe('the bot’s permissions', () => {
  it('are taken by its role, which it is told of', async () => {
    const { world } = sandbox;
    world.setBotPermissions(world.bot.permissions & ~PERMISSIONS.sendMessages);
    expect(await client.until('GUILD_ROLE_UPDATE')).toMatchObject({
      guild_id: world.guildId,
      role: {
        id: world.home.roles.bot.id,
        permissions: world.home.roles.bot.permissions.toString(),
      },
    });
    expect(await send()).toMatchObject({ status: 403, body: { code: 50013 } });
    const typing = await call(sandbox, 'POST', `/channels/${world.general.id}/typing`);
    expect(typing).toMatchObject({ status: 403, body: { code: 50013 } });
    world.setBotPermissions(world.bot.permissions);
    expect(await send()).toMatchObject({ status: 200 });
  });

  it('are denied in one channel, which it is told of', async () => {
    const { world, driver } = sandbox;
    world.overwriteBot(world.general, { deny: PERMISSIONS.viewChannel });
    expect(await client.until('CHANNEL_UPDATE')).toMatchObject({
      id: world.general.id,
      permission_overwrites: [{ id: world.bot.id, type: 1, deny: PERMISSIONS.viewChannel.toString() }],
    });
    expect(await send()).toMatchObject({ status: 403, body: { code: 50001 } });
    driver.mention('not heard');
    world.overwriteBot(world.general, {});
    expect(await client.next()).toMatchObject({ t: 'CHANNEL_UPDATE' });
    expect(await send()).toMatchObject({ status: 200 });
  });

  it.each<[string, bigint, object, number]>([
    ['embeds', PERMISSIONS.embedLinks, { embeds: [{ title: 'x' }] }, 50013],
    [
      'a reply',
      PERMISSIONS.readMessageHistory,
      { content: 'x', message_reference: { message_id: '1' } },
      160_002,
    ],
  ])('decide over %s', async (_, deny, body, code) => {
    sandbox.world.overwriteBot(sandbox.world.general, { deny });
    expect(await send(body)).toMatchObject({ body: { code } });
  });

  it('stand in interactions as they are in the channel', async () => {
    const { world, driver } = sandbox;
    world.commands.set('global', [{ id: '1', name: 'help', type: 1 }]);
    world.overwriteBot(world.general, { deny: PERMISSIONS.embedLinks });
    driver.command('help');
    const { app_permissions: granted } = await client.until('INTERACTION_CREATE');
    expect(BigInt(String(granted)) & PERMISSIONS.embedLinks).toBe(0n);
  });
});

describe('a channel', () => {
  it('that is deleted takes its messages and threads along, and the bot is told', async () => {
    const { world, driver } = sandbox;
    const thread = driver.openThread('in it');
    const { body } = await send();
    world.deleteChannel(world.general);
    expect(await client.until('THREAD_DELETE')).toMatchObject({ id: thread.id });
    expect(await client.until('CHANNEL_DELETE')).toMatchObject({ id: world.general.id });
    expect(await send()).toMatchObject({ status: 404, body: { code: 10003 } });
    expect(world.messages.has(String(body.id))).toBe(false);
  });

  it('is opened, spoken in and told of', async () => {
    const { world, driver } = sandbox;
    const opened = world.openChannel({ guildId: world.guildId, name: 'questions' });
    expect(await client.until('CHANNEL_CREATE')).toMatchObject({ id: opened.id, name: 'questions' });
    driver.mention('x', { where: opened });
    expect(await client.until('MESSAGE_CREATE')).toMatchObject({ channel_id: opened.id });
  });
});

describe('several servers', () => {
  it('are introduced one by one, each with its own channels', async () => {
    const other = await GatewayClient.connect(sandbox);
    const { guilds } = await other.identify();
    const [first, second, third] = [...sandbox.world.guilds.values()];
    expect(guilds).toMatchObject([{ id: first?.id }, { id: second?.id }, { id: third?.id }]);
    await other.until('GUILD_CREATE');
    expect(await other.until('GUILD_CREATE')).toMatchObject({
      id: second?.id,
      channels: [{ id: second?.general.id }],
    });
    const listed = await call(sandbox, 'GET', '/users/@me/guilds');
    expect(listed.body).toMatchObject([{ name: 'Sandbox' }, { name: 'Sandbox 2' }, { name: 'Sandbox 3' }]);
    other.close();
  });

  it('have interactions and messages of their own', async () => {
    const { world, driver } = sandbox;
    const second = [...world.guilds.values()][1];
    if (second === undefined) throw new Error('there is a second');
    driver.mention('x', { in: second });
    const place = { guild_id: second.id, channel_id: second.general.id };
    expect(await client.until('MESSAGE_CREATE')).toMatchObject(place);
    world.commands.set('global', [{ id: '1', name: 'help', type: 1 }]);
    driver.command('help', {}, { in: second, by: world.addPerson('newcomer') });
    expect(await client.until('INTERACTION_CREATE')).toMatchObject({
      ...place,
      member: { user: { username: 'newcomer' } },
    });
  });

  it('come and go', async () => {
    const { world } = sandbox;
    world.removeBot(world.home);
    expect(await client.until('GUILD_DELETE')).toEqual({ id: world.guildId });
    expect(await send()).toMatchObject({ status: 403, body: { code: 50001 } });
    expect(await call(sandbox, 'GET', `/guilds/${world.guildId}`)).toMatchObject({ body: { code: 10004 } });
    const put = await call(
      sandbox,
      'PUT',
      `/applications/${world.applicationId}/guilds/${world.guildId}/commands`,
      [],
    );
    expect(put).toMatchObject({ body: { code: 50001 } });
    const fourth = world.addGuild('Sandbox 4');
    expect(await client.until('GUILD_CREATE')).toMatchObject({ id: fourth.id });
  });
});
