import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds between one look and the next. */
const PAUSES = [100, 300, 1000];

/**
 * Looks for what may be about to be written down: an answer is on Discord a moment before it is in the records, and a
 * reply to it can be quicker than that.
 * @param find - `null` where it is not there yet
 * @param pauses - milliseconds before each further look
 */
export async function findSoon<T>(
  find: () => Promise<T | null>,
  pauses: readonly number[] = PAUSES,
): Promise<T | null> {
  for (const pause of pauses) {
    const found = await find();
    if (found !== null) return found;
    await sleep(pause);
  }
  return find();
}
