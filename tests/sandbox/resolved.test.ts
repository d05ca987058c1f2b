import { describe, expect, it } from 'vitest';
import { withResolved } from '../../src/sandbox/resolved.js';
import { World } from '../../src/sandbox/world.js';

describe('withResolved', () => {
  const world = new World('en-US');
  const below = (type: number, value: string) => ({
    options: [{ type: 1, name: 'sub', options: [{ type, name: 'x', value }] }],
  });

  it('sends the channel or role beside its id, as Discord does', () => {
    const { id } = world.general;
    expect(withResolved(world, below(7, id)).resolved).toMatchObject({ channels: { [id]: { id, type: 0 } } });
    const role = world.moderatorRoleId;
    expect(withResolved(world, below(8, role)).resolved).toMatchObject({ roles: { [role]: { id: role } } });
  });

  it('adds nothing where no option names one', () => {
    const data = below(3, 'text');
    expect(withResolved(world, data)).toBe(data);
  });

  it.each([
    ['channel', 7],
    ['role', 8],
  ])('refuses a %s that there is not', (kind, type) => {
    expect(() => withResolved(world, below(type, '1'))).toThrow(`There is no ${kind} 1.`);
  });

  it('refuses a direct channel, which no client offers', () => {
    const { id } = world.directChannel(world.member);
    expect(() => withResolved(world, below(7, id))).toThrow(/no channel/u);
  });
});
