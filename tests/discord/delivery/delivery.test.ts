import { DiscordAPIError, HTTPError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { deliver, mayPass, respond } from '../../../src/discord/delivery/delivery.js';

const failing = new HTTPError(503, 'Service Unavailable', 'POST', 'https://discord.example', {
  files: undefined,
  body: {},
});

function refusal(code: number, status = 400): DiscordAPIError {
  return new DiscordAPIError({ code, message: 'No' }, code, status, 'POST', 'https://discord.example', {
    files: undefined,
    body: {},
  });
}

/** Fails so many times, then gives how often it was called. */
function sender(failures: number, error: unknown = failing): () => Promise<number> {
  let calls = 0;
  return () =>
    ++calls <= failures
      ? Promise.reject(error instanceof Error ? error : new Error('?'))
      : Promise.resolve(calls);
}

const quick = {
  withinMs: 60_000,
  backoff: { sleep: () => Promise.resolve() },
  leaving: new AbortController().signal,
};

describe('deliver', () => {
  it('tries until Discord takes it', async () => {
    expect(await deliver(sender(7), quick)).toBe(8);
  });

  it('does not try what will not pass', async () => {
    const refused = refusal(50035);
    await expect(deliver(sender(1, refused), quick)).rejects.toBe(refused);
  });

  it('gives up before it would be too late', async () => {
    await expect(deliver(sender(2), { ...quick, withinMs: 10 })).rejects.toBe(failing);
  });

  it('tries once more when the bot leaves, and not again', async () => {
    const leave = new AbortController();
    const sleep = (): Promise<never> => {
      leave.abort();
      return Promise.reject(new Error('left'));
    };
    expect(await deliver(sender(1), { ...quick, backoff: { sleep }, leaving: leave.signal })).toBe(2);
    await expect(deliver(sender(1), { ...quick, backoff: { sleep }, leaving: leave.signal })).rejects.toBe(
      failing,
    );
  });
});

describe('respond', () => {
  it('takes an interaction that is acknowledged already for acknowledged', async () => {
    expect(await respond(sender(1, refusal(40060)), quick)).toBeNull();
    await expect(respond(sender(1, refusal(10062, 404)), quick)).rejects.toThrow('No');
  });
});

describe('mayPass', () => {
  it.each([
    ['a failing Discord', failing, true],
    ['a refusal', refusal(50013, 403), false],
    ['a lost connection', Object.assign(new Error('x'), { code: 'ECONNRESET' }), true],
    [
      'a lost connection below another error',
      new Error('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ENOTFOUND' }) }),
      true,
    ],
    ['a request that took too long', Object.assign(new Error('x'), { name: 'AbortError' }), true],
    ['a mistake in the program', new TypeError('x'), false],
    ['anything else', 'x', false],
  ])('tells %s', (_, error, expected) => {
    expect(mayPass(error)).toBe(expected);
  });
});
