import { beforeEach, describe, expect, it } from 'vitest';
import type { Handler, Request } from '../../../src/discord/handlers/handler.js';
import { createHelp } from '../../../src/discord/handlers/help.js';
import { textOf } from '../../../src/discord/rendering/rich-text.js';
import type { Locale } from '../../../src/i18n/locale.js';
import { FakeApp } from '../../support/fake-app.js';

let app: FakeApp;
let help: Handler<'help'>;

beforeEach(() => {
  app = new FakeApp();
  help = createHelp();
});

async function show(locale: Locale = 'zh-CN'): Promise<string[]> {
  // It uses no more of a request.
  const request: Partial<Request<'help'>> = { app, locale };
  const reply = await help(request as Request<'help'>);
  return reply.lines.map(textOf);
}

describe('/help', () => {
  it('asks its examples once for each index and language', async () => {
    const first = await show();
    const asked = app.asked.length;
    expect(asked).toBeGreaterThan(0);
    expect(await show()).toEqual(first);
    expect(app.asked).toHaveLength(asked);
    await show('en');
    expect(app.asked.length).toBeGreaterThan(asked);
    const before = app.asked.length;
    app.generation = 'g-2';
    expect(await show()).toEqual(first);
    expect(app.asked.length).toBeGreaterThan(before);
  });

  it('asks them once where many want to know at the same time', async () => {
    await show();
    const asked = app.asked.length;
    app.generation = 'g-2';
    await Promise.all([show(), show(), show()]);
    expect(app.asked).toHaveLength(2 * asked);
  });

  it('asks them again where that failed', async () => {
    app.failure = new Error('broken');
    await expect(show()).rejects.toThrow('broken');
    app.failure = null;
    expect((await show()).at(-1)).toMatch(/^• /u);
  });
});
