import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../src/app/logger.js';
import type { LogFormat, LogLevel } from '../../src/app/settings.js';

function collect(format: LogFormat, level: LogLevel) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  return {
    text: () => written.join(''),
    logger: createLogger({ format, level, stream, secrets: ['opensesame'] }),
  };
}

describe('createLogger', () => {
  it('writes a JSON object a line, with the fields of its parents', () => {
    const { text, logger } = collect('json', 'info');
    logger.child({ room: 'index' }).warn({ articles: 3 }, 'built');
    logger.debug({}, 'not shown');
    expect(JSON.parse(text())).toMatchObject({ level: 40, room: 'index', articles: 3, msg: 'built' });
  });

  it('writes lines that people read', async () => {
    const { text, logger } = collect('pretty', 'debug');
    logger.debug({ articles: 3 }, 'built');
    await new Promise(setImmediate);
    expect(text()).toContain('DEBUG');
    expect(text()).toContain('built {"articles":3}');
  });

  it.each(['json', 'pretty'] as const)('masks secrets wherever they hide (%s)', async (format) => {
    const { text, logger } = collect(format, 'info');
    const error = new Error('refused opensesame', { cause: new Error('because of opensesame') });
    logger.error({ error, headers: { authorization: ['Bot opensesame'] } }, 'token opensesame');
    await new Promise(setImmediate);
    expect(text()).toContain('[secret]');
    expect(text()).not.toContain('opensesame');
  });

  it('is silent when asked to be', () => {
    const { text, logger } = collect('json', 'silent');
    logger.error({}, 'lost');
    expect(text()).toBe('');
  });
});
