import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shownOf } from '../../src/sandbox/exchange.js';
import { INTENTS } from '../../src/sandbox/protocol.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { expectContractKept } from '../support/discord-fixture.js';
import { call } from './client.js';
import { GatewayClient } from './gateway-client.js';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.start();
});

afterEach(async () => {
  await sandbox.close();
});

const OPTION = { label: 'Prices', value: 'p', description: 'from 2021' };

function select(changes: object = {}): object {
  return { type: 3, custom_id: 's', options: [OPTION], placeholder: 'Contents', ...changes };
}

function row(...components: readonly object[]): object {
  return { type: 1, components };
}

function send(...components: readonly object[]): ReturnType<typeof call> {
  const { general } = sandbox.world;
  return call(sandbox, 'POST', `/channels/${general.id}/messages`, { content: 'x', components });
}

describe('a select menu', () => {
  it('is shown with its entries, and chosen from', async () => {
    const client = await GatewayClient.connect(sandbox);
    await client.identify({ intents: INTENTS.guilds });
    const { status } = await send(row(select()));
    expect(status).toBe(200);
    const message = [...sandbox.world.messages.values()][0];
    if (message === undefined) throw new Error('there is a message');
    const shown = shownOf(message);
    expect(shown.selects).toEqual([
      {
        customId: 's',
        placeholder: 'Contents',
        disabled: false,
        options: [{ label: 'Prices', value: 'p', description: 'from 2021', chosen: false }],
      },
    ]);
    sandbox.driver.select(shown, 'Prices');
    const told = await client.until('INTERACTION_CREATE');
    expect(told).toMatchObject({ type: 3, data: { custom_id: 's', component_type: 3, values: ['p'] } });
    expect(() => sandbox.driver.select(shown, 'Nothing')).toThrow(/No option Nothing/u);
    expectContractKept(sandbox);
    client.close();
  });

  it.each([
    ['no entries', [row(select({ options: [] }))]],
    [
      'too many entries',
      [row(select({ options: Array.from({ length: 26 }, (_, i) => ({ label: 'x', value: `${i}` })) }))],
    ],
    ['the same value twice', [row(select({ options: [OPTION, OPTION] }))]],
    ['too long a label', [row(select({ options: [{ ...OPTION, label: 'x'.repeat(101) }] }))]],
    ['an empty value', [row(select({ options: [{ ...OPTION, value: '' }] }))]],
    ['too long a description', [row(select({ options: [{ ...OPTION, description: 'x'.repeat(101) }] }))]],
    ['too long a placeholder', [row(select({ placeholder: 'x'.repeat(151) }))]],
    ['no custom_id', [row(select({ custom_id: '' }))]],
    ['more to choose than there is', [row(select({ max_values: 2 }))]],
    ['company in its row', [row(select(), { type: 2, style: 2, label: 'x', custom_id: 'b' })]],
    ['a custom_id that is there twice', [row(select()), row(select())]],
  ])('is refused with %s', async (_, components) => {
    expect(await send(...components)).toMatchObject({ status: 400, body: { code: 50035 } });
  });
});
