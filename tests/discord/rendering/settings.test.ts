import { describe, expect, it } from 'vitest';
import {
  CHANNELS_MAX,
  DEFAULT_GUILD_SETTINGS,
  ROLES_MAX,
  type GuildSettings,
} from '../../../src/app/records/guild-settings.js';
import { toPayload } from '../../../src/discord/rendering/payload.js';
import { renderElsewhere, renderSettings } from '../../../src/discord/rendering/settings.js';
import { LOCALES } from '../../../src/i18n/locale.js';
import { readMessageBody } from '../../../src/sandbox/message-rules.js';

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, i) => String(18_446_744_073_709_551_000n + BigInt(i)));
}

const FULL: GuildSettings = {
  language: 'zh-TW',
  channels: ids(CHANNELS_MAX),
  privateByDefault: true,
  threads: ids(CHANNELS_MAX),
  cooldown: { questions: 100, seconds: 3600 },
  adminRoles: ids(ROLES_MAX),
};

describe('renderSettings', () => {
  it('says what holds where nothing was chosen', () => {
    const { content, embeds } = toPayload(renderSettings(DEFAULT_GUILD_SETTINGS, null, 'en'), 'en');
    expect(content).toBe('');
    expect(embeds[0]?.description?.split('\n')).toEqual([
      'Language: The server’s preferred language (a member’s own language comes first)',
      'Members may ask in: every channel',
      'Every question gets a thread in: no channel',
      'Answers of /ask are by default shown to: everyone in the channel',
      'Each member may ask: as fast as the bot’s own rule allows',
      'The bot is run by: members who may manage the server',
    ]);
  });

  it('names channels and roles so that Discord shows them by their names', () => {
    const settings = { ...DEFAULT_GUILD_SETTINGS, channels: ['1', '2'], adminRoles: ['3'] };
    const [embed] = toPayload(renderSettings(settings, null, 'zh-CN'), 'zh-CN').embeds;
    expect(embed?.description).toContain('可以提问的频道：<#1> <#2>\n');
    expect(embed?.description).toMatch(/成员 · <@&3>$/u);
  });

  it.each(LOCALES)('has room for as many channels and roles as there can be (%s)', (locale) => {
    const payload = toPayload(renderSettings(FULL, null, locale), locale);
    expect(() => readMessageBody(payload as never)).not.toThrow();
    const shown = payload.embeds[0]?.description ?? '';
    expect(shown.match(/<#\d{20}>/gu)).toHaveLength(2 * CHANNELS_MAX);
    expect(shown.match(/<@&\d{20}>/gu)).toHaveLength(ROLES_MAX);
  });
});

describe('renderElsewhere', () => {
  it('names a few of the channels, and counts the others', () => {
    const { content, allowedMentions } = toPayload(
      renderElsewhere(['1', '2', '3', '4', '5', '6'], 'en'),
      'en',
    );
    expect(content).toMatch(/: <#1> <#2> <#3> <#4> <#5> and 1 more$/u);
    expect(allowedMentions.parse).toEqual([]);
  });
});
