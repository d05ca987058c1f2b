import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Conversations } from '../../../src/app/conversations.js';
import { openRecords, type Records } from '../../../src/app/records/records.js';
import type { ActionPath, OptionsOf } from '../../../src/discord/commands/definitions.js';
import type { Press } from '../../../src/discord/components/component.js';
import { componentCode } from '../../../src/discord/components/component-id.js';
import { createComponents, type Components } from '../../../src/discord/components/table.js';
import type { Handler, Request } from '../../../src/discord/handlers/handler.js';
import { completers, createHandlers } from '../../../src/discord/handlers/table.js';
import { LIMITS } from '../../../src/discord/limits.js';
import { Rebuilds } from '../../../src/discord/rebuilds.js';
import type { Payload, Reply } from '../../../src/discord/rendering/payload.js';
import type { Service } from '../../../src/discord/service.js';
import { silentLogger } from '../../../src/domain/logger.js';
import { LOCALES, type Locale } from '../../../src/i18n/locale.js';
import { FakeApp } from '../../support/fake-app.js';
import { expectHarmless, expectVisible } from '../../support/harmless.js';
import { everywhere, EXTREMES, FOUND_BY, hostileArticle } from '../../support/hostile-articles.js';
import { endlessText } from '../../support/hostile-text.js';

/** Enough here: how long texts are cut is seen to where they are rendered. */
const TEXT_MAX = 4_000;
const GUILD = '81384788765712384';
const LOCALE_OF: Readonly<Record<string, Locale>> = Object.fromEntries(
  EXTREMES.map(([name], i) => [name, LOCALES[i % LOCALES.length] ?? 'en']),
);

let folder: string;
let records: Records;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'yinju-hostile-'));
  records = openRecords(folder, { logger: silentLogger, recordGaps: true, recordUsage: true });
});

afterEach(async () => {
  await records.flush();
  rmSync(folder, { recursive: true, force: true });
});

/** Questions that found nothing, on two pages. */
async function recordGaps(text: string): Promise<void> {
  for (const letter of ['q', 'w', 'e', 'r', 't', 'z', 'u', 'i', 'o', 'p', 'a', 's', text]) {
    const question = letter.repeat(3).slice(0, 1000);
    const asked = { question, completedQuestion: question, nearest: [], confidence: 0 };
    records.gaps?.record({ ...asked, status: 'unanswered', reason: 'nothing-relevant' }, GUILD);
  }
  await records.flush();
}

/** What members enter into every option of every command, where others than they could have written it. */
function inputs(text: string): { readonly [P in ActionPath]: readonly OptionsOf<P>[] } {
  const period = { since: null, until: null };
  return {
    ask: [
      { question: FOUND_BY, ...period, private: true },
      { question: `zzz ${text}`.slice(0, 1000), ...period, private: null },
      { question: FOUND_BY, since: text.slice(0, 40), until: null, private: null },
    ],
    search: [
      { query: FOUND_BY, ...period, publisher: null },
      { query: FOUND_BY, ...period, publisher: text.slice(0, 200) },
    ],
    article: [{ name: FOUND_BY }, { name: text.slice(0, 200) }, { name: 'zzz' }],
    latest: [{ count: null }, { count: 1 }],
    help: [{}],
    'index status': [{}],
    'index rebuild': [{}],
    'index verify': [{}],
    gaps: [{}],
    stats: [{ days: null }],
    'settings show': [{}],
    'settings language': [{ language: 'en' }],
    'settings channels': [{ change: 'add', channel: '1111' }],
    'settings threads': [{ change: 'add', channel: '1111' }],
    'settings private': [{ on: true }],
    'settings cooldown': [{ questions: 3, seconds: null }],
    'settings roles': [{ change: 'add', role: '2222' }],
    'settings reset': [{}],
  };
}

/** A bot of which everything that others have written is one text. */
class HostileBot {
  readonly service: Service;
  readonly handlers = createHandlers();
  readonly components: Components = createComponents();
  /** Letters of the components that were pressed. */
  readonly pressed = new Set<string>();
  #id = BigInt(GUILD);

  constructor(
    readonly text: string,
    readonly locale: Locale,
  ) {
    const articles = Array.from({ length: 7 }, (_, i) => hostileArticle(everywhere(text), i));
    const app = new FakeApp(articles);
    app.skipped = articles.map(({ path: file }) => ({ path: file, code: 'empty', reason: text }));
    app.problems = articles.map(({ path: file }) => ({ file, problem: text }));
    app.buildFailures = [{ at: '2025-05-01T08:00:00Z', code: null, message: text }];
    const parts: Partial<Service> = {
      app,
      records,
      rebuilds: new Rebuilds(),
      logger: silentLogger,
    };
    // Handlers and components use no more of it.
    this.service = { ...parts, conversations: new Conversations(app) } as Service;
  }

  newId(): string {
    return String((this.#id += 1n << 22n));
  }

  /** Has something done by every command, and gives what is shown, with the message's id. */
  async *commands(): AsyncGenerator<{ readonly reply: Reply; readonly replyId: string }> {
    const all = inputs(this.text);
    for (const command of Object.keys(all) as ActionPath[]) {
      for (const options of all[command]) {
        const replyId = this.newId();
        const shown: Reply[] = [];
        const request = this.#request(replyId, options, shown);
        const handler = this.handlers[command] as Handler<ActionPath>;
        shown.push(await handler(request));
        for (const reply of shown) yield { reply, replyId };
      }
    }
  }

  #request(replyId: string, options: object, shown: Reply[]): Request<ActionPath> {
    const { service, locale, text } = this;
    const place = { channelId: '1', guildId: GUILD, userId: '2', hidden: true, ownThread: false };
    return {
      ...{ app: service.app, service, place, homeChannelId: '1', locale, replyId, askerName: text },
      ask: async (question) => {
        const answer = await service.app.ask(question);
        records.gaps?.record(answer, GUILD);
        records.usage?.record({ server: GUILD, by: 'command', milliseconds: 5 }, answer);
        const given = { questionId: this.newId(), replyId, channelId: '1', guildId: GUILD, userId: '2' };
        const shownArticles = answer.status === 'answered' ? answer.citations : [];
        await records.answers.add({
          ...{ ...given, hidden: true, threadId: null, question, filter: null },
          shown: shownArticles.map(({ articleId }) => articleId),
        });
        await records.flush();
        return answer;
      },
      options,
      signal: new AbortController().signal,
      progress: (reply) => shown.push(reply),
    };
  }

  /** Presses everything on a message, and whatever that shows. */
  async pressAll(message: Payload, messageId: string, depth: number): Promise<void> {
    for (const part of message.components.flatMap((row) => row.components)) {
      const values = 'options' in part ? part.options.map(({ value }) => value) : [];
      const chosen = values.length === 0 ? [[]] : [values.slice(0, 1), values.slice(-1)];
      for (const one of chosen) await this.#press({ message, messageId, depth }, part.custom_id, one);
    }
  }

  async #press(
    { message, messageId, depth }: { message: Payload; messageId: string; depth: number },
    customId: string,
    values: readonly string[],
  ): Promise<void> {
    const { service, locale, text } = this;
    const code = componentCode(customId) ?? '';
    this.pressed.add(code);
    const press: Press = {
      ...{ service, customId, values, locale, messageId, message, name: text, userId: '2' },
      ...{ maySend: true, administrator: true, hidden: true, channelId: '1', guildId: GUILD },
      interactionId: this.newId(),
      post: (reply) => {
        expectHarmless(reply, locale);
        return Promise.resolve(this.newId());
      },
    };
    const outcome = await this.components.get(code)?.press(press);
    if (outcome === undefined) throw new Error(`nothing deals with ${customId}`);
    const replyId = this.newId();
    await outcome.onShown?.(replyId);
    const payload = expectHarmless(outcome.reply, locale);
    if (depth > 1) await this.pressAll(payload, replyId, depth - 1);
  }
}

describe('every command, and every button and menu that it leads to', () => {
  it.each(EXTREMES)('keeps limits, has no effect and says what it says, be it %s', async (name, text) => {
    const bot = new HostileBot(text.slice(0, TEXT_MAX), LOCALE_OF[name] ?? 'en');
    await recordGaps(text);
    for await (const { reply, replyId } of bot.commands()) {
      await bot.pressAll(expectHarmless(reply, bot.locale), replyId, 2);
    }
    const known = [...bot.components.keys()];
    // Every kind of component must have been come by.
    expect([...bot.pressed].sort()).toEqual(known.sort());
  });
});

describe('every completion', () => {
  it.each(EXTREMES)('keeps limits and shows what can be seen, be it %s', (name, text) => {
    const { service, locale } = new HostileBot(text, LOCALE_OF[name] ?? 'en');
    for (const byOption of Object.values(completers)) {
      for (const complete of Object.values(byOption)) {
        for (const typed of ['', FOUND_BY, text.slice(0, 200)]) {
          const choices = complete(service.app, typed, locale);
          expect(choices.length).toBeLessThanOrEqual(LIMITS.choices);
          for (const choice of choices) expectChoice(choice);
        }
      }
    }
  });
});

function expectChoice({ name, value }: { readonly name: string; readonly value: string }): void {
  expectVisible(name);
  expect(name.trim()).not.toBe('');
  expect(name.length).toBeLessThanOrEqual(LIMITS.choiceName);
  expect(value.isWellFormed()).toBe(true);
  expect(value.trim()).toBe(value);
  expect(value).not.toBe('');
  expect(value.length).toBeLessThanOrEqual(LIMITS.choiceValue);
}

describe('every component', () => {
  it('answers whatever stands in a custom_id, without fail', async () => {
    const bot = new HostileBot('港', 'zh-CN');
    const codes = [...bot.components.keys()];
    const part = fc.oneof(
      endlessText(),
      fc.string({ maxLength: 12 }),
      fc.constant('1'),
      fc.constant('999999'),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...codes), fc.array(part, { maxLength: 4 }), async (code, parts) => {
        const customId = ['y1', code, ...parts].join('.').slice(0, 100);
        const message = expectHarmless(
          { lines: [], cards: [], buttons: [[{ label: '港', id: customId }]] },
          'en',
        );
        await bot.pressAll(message, bot.newId(), 1);
      }),
      { numRuns: 200 },
    );
  });
});
