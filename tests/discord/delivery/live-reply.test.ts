import { DiscordAPIError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { LiveReply } from '../../../src/discord/delivery/live-reply.js';
import { toPayload, type Payload } from '../../../src/discord/rendering/payload.js';
import { plain } from '../../../src/discord/rendering/rich-text.js';
import { recordingLogger, type LogLine } from '../../support/recording-logger.js';

function payload(text: string): Payload {
  return toPayload({ lines: [plain(text)], cards: [] }, 'en');
}

describe('LiveReply', () => {
  it('shows the first state at once, passes over those that follow too soon, and always shows the end', async () => {
    const shown: string[] = [];
    const live = new LiveReply(
      ({ content }) => Promise.resolve(void shown.push(content)),
      recordingLogger([]),
    );
    for (const text of ['one', 'two', 'three']) live.update(() => payload(text));
    await live.finish(payload('end'));
    expect(shown).toEqual(['one', 'end']);
  });

  it('shows the end after the edit that is under way, never before it', async () => {
    const shown: string[] = [];
    let release = (): void => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    const live = new LiveReply(async ({ content }) => {
      if (content === 'one') await slow;
      shown.push(content);
    }, recordingLogger([]));
    live.update(() => payload('one'));
    const finished = live.finish(payload('end'));
    release();
    await finished;
    expect(shown).toEqual(['one', 'end']);
  });

  it('goes on in silence when the message was deleted on the way', async () => {
    const lines: LogLine[] = [];
    const gone = new DiscordAPIError(
      { code: 10_008, message: 'Unknown Message' },
      10_008,
      404,
      'PATCH',
      'https://discord.test/',
      {},
    );
    let writes = 0;
    const live = new LiveReply(
      () => (writes++ === 0 ? Promise.resolve() : Promise.reject(gone)),
      recordingLogger(lines),
    );
    live.update(() => payload('one'));
    await live.finish(payload('end'));
    expect(lines.map(({ level }) => level)).toEqual(['warn']);
  });

  it('goes on when a state on the way cannot be shown, and rejects when the end cannot', async () => {
    const lines: LogLine[] = [];
    const live = new LiveReply(() => Promise.reject(new Error('gone')), recordingLogger(lines));
    live.update(() => payload('one'));
    await expect(live.finish(payload('end'))).rejects.toThrow('gone');
    expect(lines).toMatchObject([{ level: 'warn', fields: { error: 'gone' } }]);
  });
});
