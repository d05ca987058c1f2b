import { setImmediate as nextLoop } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inTurns, Turns } from '../../../src/discord/manners/turns.js';
import { FakeApp } from '../../support/fake-app.js';

describe('Turns', () => {
  it('are taken in order, never by more tasks than allowed', async () => {
    const turns = new Turns(2);
    const order: number[] = [];
    let [running, most] = [0, 0];
    const tasks = [0, 1, 2, 3, 4].map((i) =>
      turns.take(async () => {
        most = Math.max(most, ++running);
        order.push(i);
        await nextLoop();
        running--;
        return i;
      }),
    );
    expect(await Promise.all(tasks)).toEqual([0, 1, 2, 3, 4]);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect(most).toBe(2);
  });

  it('go on after a task that fails', async () => {
    const turns = new Turns(1);
    await expect(turns.take(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await turns.take(() => Promise.resolve('next'))).toBe('next');
  });

  it('let whatever has come meanwhile be seen to between two tasks', async () => {
    const turns = new Turns(1);
    const order: string[] = [];
    const note = (text: string) => (): Promise<unknown> => Promise.resolve(order.push(text));
    const first = turns.take(note('first'));
    const second = turns.take(note('second'));
    setImmediate(() => order.push('came meanwhile'));
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'came meanwhile', 'second']);
  });
});

describe('inTurns', () => {
  it('answers a few questions at once, and passes everything else through', async () => {
    const app = new FakeApp();
    let open = (): void => undefined;
    app.gate = new Promise<void>((resolve) => (open = resolve));
    const turned = inTurns(app);
    const answers = ['a', 'b', 'c', 'd', 'e'].map((question) => turned.ask(question));
    for (let i = 0; i < 10; i++) await nextLoop();
    expect(app.asked).toEqual(['a', 'b', 'c']);
    app.building = true;
    expect(turned.building).toBe(true);
    expect(turned.findArticles('', 1)).toHaveLength(1);
    open();
    await Promise.all(answers);
    expect(app.asked).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});
