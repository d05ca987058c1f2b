import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shownOf, type Shown } from '../../src/sandbox/exchange.js';
import { PERMISSIONS } from '../../src/sandbox/protocol.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { printMessage } from '../../src/sandbox/terminal.js';
import { expectContractKept } from '../support/discord-fixture.js';
import { call } from './client.js';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.start();
});

afterEach(async () => {
  await sandbox.close();
  expectContractKept(sandbox);
});

function form(payload: object, files: Readonly<Record<string, string>>): FormData {
  const made = new FormData();
  made.append('payload_json', JSON.stringify(payload));
  for (const [i, [name, text]] of Object.entries(files).entries()) {
    made.append(`files[${i}]`, new Blob([text], { type: 'text/csv' }), name);
  }
  return made;
}

function last(): Shown {
  const message = [...sandbox.world.messages.values()].at(-1);
  if (message === undefined) throw new Error('there is a message');
  return shownOf(message);
}

describe('a file', () => {
  it('comes with a message and is shown by name, size and content', async () => {
    const path = `/channels/${sandbox.world.general.id}/messages`;
    const named = { attachments: [{ id: '0', description: 'what was asked' }] };
    const { body } = await call(sandbox, 'POST', path, form(named, { 'gaps.csv': '问题,次数' }));
    expect(body.attachments).toMatchObject([
      { filename: 'gaps.csv', size: 13, content_type: 'text/csv', description: 'what was asked' },
    ]);
    const [file] = last().attachments;
    expect(file).toMatchObject({ name: 'gaps.csv', size: 13, contentType: 'text/csv' });
    expect(file?.text()).toBe('问题,次数');
    const message = [...sandbox.world.messages.values()][0];
    expect(message === undefined ? '' : printMessage(message)).toBe('📎 gaps.csv (13 bytes)');
  });

  it('answers an interaction, at once or later', async () => {
    const { world } = sandbox;
    const [soon, later] = [
      world.startInteraction(world.general.id),
      world.startInteraction(world.general.id),
    ];
    const callback = (id: string, token: string): string => `/interactions/${id}/${token}/callback`;
    const message = form({ type: 4, data: { content: 'here' } }, { 'a.csv': 'a' });
    await call(sandbox, 'POST', callback(soon.id, soon.token), message);
    expect(last()).toMatchObject({ content: 'here', attachments: [{ name: 'a.csv' }] });
    await call(sandbox, 'POST', callback(later.id, later.token), { type: 5 });
    const original = `/webhooks/${world.applicationId}/${later.token}/messages/@original`;
    await call(sandbox, 'PATCH', original, form({ content: 'now' }, { 'b.csv': 'b' }));
    expect(last()).toMatchObject({ content: 'now', loading: false, attachments: [{ name: 'b.csv' }] });
    const followUp = `/webhooks/${world.applicationId}/${later.token}`;
    await call(sandbox, 'POST', followUp, form({}, { 'c.csv': 'c' }));
    expect(last().attachments[0]?.text()).toBe('c');
  });

  it('stays through an edit unless the edit names the others only', async () => {
    const path = `/channels/${sandbox.world.general.id}/messages`;
    const { body } = await call(sandbox, 'POST', path, form({ content: 'x' }, { a: '1', b: '2' }));
    const at = `${path}/${String(body.id)}`;
    const [, second] = body.attachments as { id: string }[];
    await call(sandbox, 'PATCH', at, { content: 'y' });
    expect(last().attachments.map(({ name }) => name)).toEqual(['a', 'b']);
    await call(sandbox, 'PATCH', at, { attachments: [{ id: second?.id }] });
    expect(last().attachments.map(({ name }) => name)).toEqual(['b']);
  });

  it('is refused without the permission, and where there are too many', async () => {
    const { world } = sandbox;
    const path = `/channels/${world.general.id}/messages`;
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`${i}.csv`, 'x']));
    expect(await call(sandbox, 'POST', path, form({}, many))).toMatchObject({ body: { code: 50035 } });
    // The description has no eleventh file.
    sandbox.requests.length = 0;
    world.setBotPermissions(world.bot.permissions & ~PERMISSIONS.attachFiles);
    expect(await call(sandbox, 'POST', path, form({}, { a: 'a' }))).toMatchObject({ body: { code: 50013 } });
  });
});
