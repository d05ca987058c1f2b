import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, vi } from 'vitest';
import { openRecords, type Records } from '../../src/app/records/records.js';
import { silentLogger, type Logger } from '../../src/domain/logger.js';
import { startDiscord, type DiscordBot, type DiscordOptions } from '../../src/discord/bot.js';
import { Sandbox, SANDBOX_TOKEN, type SandboxOptions } from '../../src/sandbox/sandbox.js';
import { FakeApp } from './fake-app.js';
import { hasOpenApi, OpenApiCheck } from './openapi.js';
import { recordingLogger, type LogLine } from './recording-logger.js';

/** A bot at work on a sandbox, with an application that a test can make slow or broken. */
export interface Fixture {
  readonly sandbox: Sandbox;
  readonly app: FakeApp;
  readonly bot: DiscordBot;
  readonly log: readonly LogLine[];
}

/** What a test may set up differently. */
export interface FixtureOptions {
  readonly sandbox?: SandboxOptions;
  readonly bot?: Partial<DiscordOptions>;
  readonly app?: FakeApp;
}

// Reading the description takes a moment: once per file of tests.
let check: OpenApiCheck | null = null;

/** Starts the real client against a sandbox, over sockets of this machine. */
export async function startFixture(options: FixtureOptions = {}): Promise<Fixture> {
  // Generous: the machine that runs the tests may be busy.
  const sandbox = await Sandbox.start({
    acknowledgeWithinMs: 30_000,
    patienceMs: 20_000,
    ...options.sandbox,
  });
  const app = options.app ?? new FakeApp();
  const log: LogLine[] = [];
  const bot = await startDiscord(app, {
    ...optionsFor(sandbox),
    logger: recordingLogger(log),
    ...options.bot,
  });
  return { sandbox, app, bot, log };
}

// One folder for all the records of a file of tests.
let recordsFolder: string | null = null;

/** Records in a folder of their own, which goes with the process. */
export function temporaryRecords(logger: Logger = silentLogger): Records {
  if (recordsFolder === null) {
    const made = mkdtempSync(path.join(tmpdir(), 'yinju-records-'));
    process.once('exit', () => {
      rmSync(made, { recursive: true, force: true });
    });
    recordsFolder = made;
  }
  return openRecords(mkdtempSync(path.join(recordsFolder, 'r-')), { logger, recordGaps: false });
}

/** How a bot reaches the sandbox. */
export function optionsFor(sandbox: Sandbox): DiscordOptions {
  return {
    token: SANDBOX_TOKEN,
    apiUrl: sandbox.apiUrl,
    guildId: null,
    defaultLocale: 'zh-CN',
    adminRoleIds: [],
    // Short, so that no test waits for long.
    backoff: { firstMs: 1, mostMs: 20 },
    // One member asks a test's questions, as fast as they are answered.
    admission: { cooldown: null, queue: 256 },
    records: temporaryRecords(),
    logger: recordingLogger([]),
  };
}

/**
 * Stops bot and sandbox, and holds every request that was made, and every answer that the sandbox gave,
 * against Discord's own description (where it is at hand).
 */
export async function stopFixture({ sandbox, bot }: Fixture): Promise<void> {
  await bot.stop();
  await sandbox.close();
  expectContractKept(sandbox);
}

/**
 * Waits until no connection to the gateway is open: its end of one that a bot has closed goes a moment later.
 * @param sandbox - that the bot was connected to
 */
export async function expectNoConnection({ gateway }: Sandbox): Promise<void> {
  await vi.waitFor(
    () => {
      expect(gateway.open).toBe(0);
    },
    { timeout: 10_000 },
  );
}

/** Holds the sandbox's requests and answers against Discord's own description, where it is at hand. */
export function expectContractKept({ requests }: Sandbox): void {
  if (!hasOpenApi) return;
  check ??= new OpenApiCheck();
  for (const request of requests) {
    expect(check.request(request)).toEqual([]);
    expect(check.response(request)).toEqual([]);
  }
}
