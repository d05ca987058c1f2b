import type { TextBasedChannel } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Typing } from '../../../src/discord/messages/typing.js';
import { silentLogger } from '../../../src/domain/logger.js';

let shown: number;
let typing: Typing;

beforeEach(() => {
  vi.useFakeTimers();
  shown = 0;
  typing = new Typing(silentLogger);
});

afterEach(() => {
  vi.useRealTimers();
});

/** As much of a channel as is looked at. */
function channel(outcome: Promise<void> = Promise.resolve()): TextBasedChannel {
  const sendTyping = (): Promise<void> => {
    shown++;
    return outcome;
  };
  return { id: '1', isSendable: () => true, sendTyping } as unknown as TextBasedChannel;
}

describe('“is typing…”', () => {
  it('is shown once for all the answers of a channel, and again before it would go', async () => {
    const ends = [typing.start(channel()), typing.start(channel()), typing.start(channel())];
    await vi.advanceTimersByTimeAsync(7_000);
    expect(shown).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(shown).toBe(2);
    for (const end of ends) end();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(shown).toBe(2);
  });

  it('is shown again soon where an answer has made it go and others are on their way', async () => {
    const [first, second] = [typing.start(channel()), typing.start(channel())];
    await vi.advanceTimersByTimeAsync(600);
    first();
    await vi.advanceTimersByTimeAsync(600);
    expect(shown).toBe(2);
    second();
  });

  it('is not asked for again before Discord has answered', async () => {
    const end = typing.start(channel(new Promise(() => undefined)));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown).toBe(1);
    end();
  });

  it('does no harm where it cannot be shown', async () => {
    const end = typing.start(channel(Promise.reject(new Error('gone'))));
    await vi.advanceTimersByTimeAsync(1_000);
    end();
  });
});
