import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INTENTS, OPCODES } from '../../src/sandbox/protocol.js';
import { Sandbox, SANDBOX_TOKEN } from '../../src/sandbox/sandbox.js';
import { IdentifyTurns, readShard, shardOf } from '../../src/sandbox/shards.js';
import { expectContractKept } from '../support/discord-fixture.js';
import { call } from './client.js';
import { GatewayClient } from './gateway-client.js';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.start({ guilds: 3, recommendedShards: 2, maxConcurrency: 16 });
});

afterEach(async () => {
  await sandbox.close();
  expectContractKept(sandbox);
});

describe('shards', () => {
  it('are each told of their own servers; the first of direct messages', async () => {
    const { world, driver } = sandbox;
    const shards = await Promise.all([0, 1].map(() => GatewayClient.connect(sandbox)));
    const ready = await Promise.all(shards.map((shard, id) => shard.identify({ shard: [id, 2] })));
    expect(ready.map(({ shard }) => shard)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    const known = ready.map(({ guilds }) => (guilds as { id: string }[]).map(({ id }) => id));
    expect(known.flat().sort()).toEqual([...world.guilds.keys()].sort());
    expect(known.map((ids) => ids.length).sort()).toEqual([1, 2]);
    for (const [i, ids] of known.entries()) {
      expect(ids.every((id) => Number((BigInt(id) >> 22n) % 2n) === i)).toBe(true);
    }
    for (const guild of world.guilds.values()) driver.mention('x', { in: guild });
    driver.directMessage('only for the first');
    const first = await shards[0]?.until('MESSAGE_CREATE');
    expect(known[0]).toContain(first?.guild_id);
    let told = first;
    while (told?.guild_id !== undefined) told = await shards[0]?.until('MESSAGE_CREATE');
    expect(told).toMatchObject({ content: 'only for the first' });
    for (const shard of shards) shard.close();
  });

  it.each([[[2, 2]], [[-1, 2]], [['0', '1']], [7]])('that cannot be are refused: %j', async (shard) => {
    const other = await GatewayClient.connect(sandbox);
    const closed = other.closed();
    void other.identify({ shard, intents: INTENTS.guilds });
    expect(await closed).toBe(4010);
  });

  it('are recommended with how many may identify at once', async () => {
    const { body } = await call(sandbox, 'GET', '/gateway/bot');
    expect(body).toMatchObject({ shards: 2, session_start_limit: { max_concurrency: 16 } });
  });

  it('resume each their own session', async () => {
    const [first, second] = await Promise.all([0, 1].map(() => GatewayClient.connect(sandbox)));
    await first?.identify({ shard: [0, 2] });
    const ready = await second?.identify({ shard: [1, 2] });
    const own = [...sandbox.world.guilds.values()].find(({ id }) => shardOf(id, 2) === 1);
    if (own === undefined) throw new Error('a server is of the second shard');
    await second?.until('GUILD_CREATE');
    second?.close();
    sandbox.driver.directMessage('not for it');
    sandbox.world.openChannel({ guildId: own.id, name: 'new' });
    const again = await GatewayClient.connect(sandbox);
    await again.next();
    again.send({
      op: OPCODES.resume,
      d: { token: SANDBOX_TOKEN, session_id: ready?.session_id, seq: 1 + (ready?.guilds as []).length },
    });
    expect(await again.eventsUpTo('RESUMED')).toEqual(['CHANNEL_CREATE', 'RESUMED']);
    first?.close();
    again.close();
  });

  it('that identify out of turn are told that their session is invalid', async () => {
    const strict = await Sandbox.start({ identifyEveryMs: 60_000 });
    const [first, second] = await Promise.all([0, 1].map(() => GatewayClient.connect(strict)));
    await first?.identify({ shard: [0, 2] });
    expect(await second?.next()).toMatchObject({ op: OPCODES.hello });
    const d = { token: SANDBOX_TOKEN, intents: INTENTS.guilds, properties: {}, shard: [1, 2] };
    second?.send({ op: OPCODES.identify, d });
    expect(await second?.next()).toEqual({ op: OPCODES.invalidSession, d: false });
    expect(strict.gateway.identified).toEqual([[0, 2]]);
    first?.close();
    second?.close();
    await strict.close();
  });
});

describe('IdentifyTurns', () => {
  it('lets one shard of each remainder identify in so much time', () => {
    let now = 0;
    const turns = new IdentifyTurns({ maxConcurrency: 2, everyMs: 5000, now: () => now });
    expect([0, 1, 2, 3].map((id) => turns.take([id, 4]))).toEqual([true, true, false, false]);
    now = 5000;
    expect([2, 3].map((id) => turns.take([id, 4]))).toEqual([true, true]);
  });
});

describe('shardOf', () => {
  it('follows the time in the id; direct messages are the first shard’s', () => {
    expect(shardOf('197038439483310086', 10)).toBe(Number((197038439483310086n >> 22n) % 10n));
    expect(shardOf(null, 10)).toBe(0);
    expect(readShard(undefined)).toEqual([0, 1]);
  });
});
