import { describe, expect, it } from 'vitest';

import { findSoon } from '../../../src/discord/messages/find-soon.js';

describe('findSoon', () => {
  it('looks again while nothing is there, and no further once it is', async () => {
    const looks: (string | null)[] = [null, null, 'answer', 'never asked for'];
    expect(await findSoon(() => Promise.resolve(looks.shift() ?? null), [1, 1, 1])).toBe('answer');
    expect(looks).toEqual(['never asked for']);
  });

  it('gives up after the last pause', async () => {
    let looks = 0;
    const find = (): Promise<null> => {
      looks++;
      return Promise.resolve(null);
    };
    expect(await findSoon(find, [1, 1])).toBeNull();
    expect(looks).toBe(3);
  });
});
