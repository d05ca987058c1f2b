import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INTENTS } from '../../src/sandbox/protocol.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { expectContractKept } from '../support/discord-fixture.js';
import { call } from './client.js';
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

/** The bot writes; gives the message's id. */
async function botWrites(content: string): Promise<string> {
  const { body } = await call(sandbox, 'POST', `/channels/${sandbox.world.general.id}/messages`, { content });
  await client.until('MESSAGE_CREATE');
  return String(body.id);
}

describe('a member', () => {
  it('changes what they wrote, and the bot is told', async () => {
    const written = sandbox.driver.mention('one');
    sandbox.driver.edit(written, `<@${sandbox.world.bot.id}> two`);
    expect(await client.until('MESSAGE_UPDATE')).toMatchObject({
      id: written.id,
      content: `<@${sandbox.world.bot.id}> two`,
      edited_timestamp: expect.any(String) as string,
    });
    sandbox.driver.edit(written, 'for nobody');
    expect(await client.until('MESSAGE_UPDATE')).toMatchObject({ content: '', mentions: [] });
  });

  it('deletes what they wrote, and a moderator what the bot wrote', async () => {
    const written = sandbox.driver.mention('one');
    sandbox.driver.remove(written);
    const { id: channelId, guildId } = sandbox.world.general;
    const place = { channel_id: channelId, guild_id: guildId };
    expect(await client.until('MESSAGE_DELETE')).toEqual({ id: written.id, ...place });
    const id = await botWrites('an answer');
    sandbox.driver.remove(id);
    expect(await client.until('MESSAGE_DELETE')).toEqual({ id, ...place });
    const path = `/channels/${channelId}/messages/${id}`;
    expect(await call(sandbox, 'PATCH', path, { content: 'x' })).toMatchObject({ body: { code: 10008 } });
    expect(() => {
      sandbox.driver.remove(id);
    }).toThrow(/There is no message/u);
  });

  it('is told of by MESSAGE_DELETE when the bot deletes its own', async () => {
    const id = await botWrites('an answer');
    await call(sandbox, 'DELETE', `/channels/${sandbox.world.general.id}/messages/${id}`);
    expect(await client.until('MESSAGE_DELETE')).toMatchObject({ id });
  });

  it('replies: the bot reads the text only where it is pinged, and always what it wrote itself', async () => {
    const id = await botWrites('an answer');
    sandbox.driver.reply(id, 'and then?');
    const reference = { message_id: id, channel_id: sandbox.world.general.id };
    expect(await client.until('MESSAGE_CREATE')).toMatchObject({
      type: 19,
      content: 'and then?',
      mentions: [{ id: sandbox.world.bot.id }],
      message_reference: reference,
      referenced_message: { id, content: 'an answer' },
    });
    sandbox.driver.reply({ messageId: id }, 'and then?', { ping: false });
    expect(await client.until('MESSAGE_CREATE')).toMatchObject({
      content: '',
      mentions: [],
      message_reference: reference,
      referenced_message: { id, content: 'an answer' },
    });
  });

  it('replies to another member: the bot reads neither, nor what was deleted', async () => {
    const said = sandbox.driver.say('between us');
    sandbox.driver.reply(said.id, 'yes');
    await client.until('MESSAGE_CREATE');
    expect(await client.until('MESSAGE_CREATE')).toMatchObject({
      content: '',
      referenced_message: { content: '' },
    });
    const reply = sandbox.driver.reply(said.id, 'yes');
    await client.until('MESSAGE_CREATE');
    sandbox.driver.remove(said);
    sandbox.driver.edit(reply, 'no');
    expect(await client.until('MESSAGE_UPDATE')).toMatchObject({ referenced_message: null });
  });

  it('replies in a direct channel, where everything is read', async () => {
    const said = sandbox.driver.directMessage('one');
    await client.until('MESSAGE_CREATE');
    sandbox.driver.reply(said.id, 'two', { ping: false });
    expect(await client.until('MESSAGE_CREATE')).toMatchObject({
      content: 'two',
      referenced_message: { content: 'one' },
    });
  });
});

describe('the bot', () => {
  it('reads every text with the message-content intent', async () => {
    const other = await Sandbox.start({ allowedIntents: INTENTS.messageContent });
    const reader = await GatewayClient.connect(other);
    await reader.identify({ intents: INTENTS.guildMessages | INTENTS.messageContent });
    other.driver.say('for everybody');
    expect(await reader.until('MESSAGE_CREATE')).toMatchObject({ content: 'for everybody' });
    reader.close();
    await other.close();
  });

  it('deletes what others wrote only with the permission', async () => {
    const { world, driver } = sandbox;
    const said = driver.say('x');
    const path = `/channels/${world.general.id}/messages/${said.id}`;
    expect(await call(sandbox, 'DELETE', path)).toMatchObject({ status: 403, body: { code: 50013 } });
  });
});
