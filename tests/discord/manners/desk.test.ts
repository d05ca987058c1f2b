import { describe, expect, it } from 'vitest';
import { Desk } from '../../../src/discord/manners/desk.js';
import { recordingLogger, type LogLine } from '../../support/recording-logger.js';

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

describe('Desk', () => {
  it('starts a task once per id', () => {
    const desk = new Desk(recordingLogger([]));
    const started: string[] = [];
    for (const id of ['a', 'b', 'a']) {
      desk.take(id, () => {
        started.push(id);
        return Promise.resolve();
      });
    }
    expect(started).toEqual(['a', 'b']);
  });

  it('does what concerns one subject in the order in which it came, whatever becomes of it', async () => {
    const desk = new Desk(recordingLogger([]));
    const work = deferred();
    const order: string[] = [];
    const task = (name: string) => () => {
      order.push(name);
      return Promise.resolve();
    };
    desk.take('a', async () => {
      await work.promise;
      order.push('asked');
      throw new Error('not delivered');
    });
    desk.take('a edited', task('edited'), 'a');
    desk.take('b', task('other'));
    desk.take('a deleted', task('deleted'), 'a');
    work.resolve();
    await desk.close(1_000);
    expect(order).toEqual(['other', 'asked', 'edited', 'deleted']);
  });

  it('closes when everything taken is done, and takes nothing more', async () => {
    const desk = new Desk(recordingLogger([]));
    const work = deferred();
    const order: string[] = [];
    desk.take('a', async () => {
      await work.promise;
      order.push('done');
    });
    const closed = desk.close(10_000).then(() => order.push('closed'));
    desk.take('b', () => Promise.reject(new Error('must not start')));
    work.resolve();
    await closed;
    expect(order).toEqual(['done', 'closed']);
  });

  it('logs what could not be delivered, and goes on', async () => {
    const lines: LogLine[] = [];
    const desk = new Desk(recordingLogger(lines));
    desk.take('a', () => Promise.reject(new Error('gone')));
    await desk.close(10_000);
    expect(lines).toMatchObject([{ level: 'warn', fields: { id: 'a', error: 'gone' } }]);
  });
});
