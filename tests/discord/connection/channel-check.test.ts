import { OverwriteType, PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { permissionsIn } from '../../../src/discord/connection/channel-check.js';

const GUILD = '1';
const bot = { userId: '9', roleIds: ['5', '6'], permissions: PermissionsBitField.Default };
const send = PermissionFlagsBits.SendMessages;

function overwrite(id: string, type: OverwriteType, allow: bigint, deny: bigint) {
  return { id, type, allow: allow.toString(), deny: deny.toString() };
}

function maySend(...overwrites: ReturnType<typeof overwrite>[]): boolean {
  return (permissionsIn(overwrites, bot, GUILD) & send) !== 0n;
}

describe('permissionsIn', () => {
  it('are the server’s where a channel says nothing', () => {
    expect(permissionsIn([], bot, GUILD)).toBe(bot.permissions);
  });

  it('are changed for everybody, then by roles, then for the member', () => {
    const nobody = overwrite(GUILD, OverwriteType.Role, 0n, send);
    expect(maySend(nobody)).toBe(false);
    expect(maySend(overwrite('5', OverwriteType.Role, send, 0n), nobody)).toBe(true);
    expect(
      maySend(
        overwrite('9', OverwriteType.Member, 0n, send),
        overwrite('5', OverwriteType.Role, send, 0n),
        nobody,
      ),
    ).toBe(false);
  });

  it('are given where one of the roles gives what another takes', () => {
    expect(
      maySend(overwrite('5', OverwriteType.Role, 0n, send), overwrite('6', OverwriteType.Role, send, 0n)),
    ).toBe(true);
  });

  it('are not changed for others, nor for an administrator', () => {
    expect(
      maySend(
        overwrite('7', OverwriteType.Role, 0n, send),
        overwrite('8', OverwriteType.Member, 0n, send),
        overwrite('9', OverwriteType.Role, 0n, send),
      ),
    ).toBe(true);
    const administrator = { ...bot, permissions: PermissionFlagsBits.Administrator };
    expect(permissionsIn([overwrite(GUILD, OverwriteType.Role, 0n, send)], administrator, GUILD)).toBe(
      administrator.permissions,
    );
  });
});
