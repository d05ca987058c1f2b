import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Sandbox, SANDBOX_TOKEN } from '../../src/sandbox/sandbox.js';
import { noWorldOfItsOwn, withFilesUpTo, worldWith } from '../support/starved.js';
import { type Running, startYinju, yinju } from './cli-process.js';

/** Starts of the program, on a busy machine. */
const TIMEOUT_MS = 120_000;
const BRIDGE = '石桥修缮用去多少青砖？';
const GARDEN = '茶园修缮用去多少青砖？';
const READ_ONLY = worldWith(
  'mount --bind embeddings/index embeddings/index; mount -o remount,ro,bind embeddings/index',
);

let home: string;
let sandbox: Sandbox | null;
let bot: Running | null;

beforeEach(() => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), 'yinju-starved-')));
  mkdirSync(path.join(home, 'content'));
  writeFileSync(at('content/bridge.md'), '# 石桥修缮\n\n石桥修缮用去三千块青砖，工期四个月。\n');
  sandbox = null;
  bot = null;
});

afterEach(async () => {
  bot?.kill('SIGKILL');
  await bot?.outcome;
  await sandbox?.close();
  rmSync(home, { recursive: true, force: true });
});

function at(file: string): string {
  return path.join(home, file);
}

function addGarden(): void {
  writeFileSync(at('content/garden.md'), '# 茶园修缮\n\n茶园修缮用去五千块青砖，工期九个月。\n');
}

/** Starts the bot; it is logged in by then. */
async function start(through: readonly string[] = []): Promise<Sandbox> {
  const discord = await Sandbox.start({ acknowledgeWithinMs: 30_000, patienceMs: 20_000 });
  sandbox = discord;
  const env = { DISCORD_TOKEN: SANDBOX_TOKEN, DISCORD_API_URL: discord.apiUrl };
  bot = startYinju(['start'], { cwd: home, through, env });
  await bot.wrote('Invite the bot');
  return discord;
}

async function answer(discord: Sandbox, question: string): Promise<string> {
  const shown = await discord.driver.command('ask', { question }).shown();
  return (shown.embeds[0]?.description ?? shown.content).replaceAll('*', '');
}

async function expectAnswer(discord: Sandbox, question: string, text: string): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(await answer(discord, question)).toContain(text);
    },
    { timeout: 60_000, interval: 1_000 },
  );
}

async function expectSaid(text: string | RegExp): Promise<void> {
  await vi.waitFor(
    () => {
      expect(bot?.written.stderr).toMatch(text);
    },
    { timeout: 30_000, interval: 100 },
  );
}

/** Names in the index folder, but for the generations, their segments and what belongs there besides them. */
function leftovers(folder = at('embeddings/index')): string[] {
  const names = readdirSync(folder);
  const manifests = names
    .filter((name) => name.startsWith('g-'))
    .map((name) => readFileSync(path.join(folder, name, 'manifest.json'), 'utf8'))
    .join();
  return names.filter((name) => !/^(?:g-\w+|current\.json|locks)$/u.test(name) && !manifests.includes(name));
}

describe('an index folder that can be read only', () => {
  it.skipIf(noWorldOfItsOwn !== null)(
    'is answered from, with the reason why it is not brought up to date',
    async () => {
      expect((await yinju(['index'], { cwd: home })).code).toBe(0);
      addGarden();
      const built = await yinju(['index'], { cwd: home, through: READ_ONLY });
      expect(built.code).toBe(1);
      expect(built.stderr).toMatch(/cannot be written.*EROFS/u);
      const asked = await yinju(['ask', BRIDGE], { cwd: home, through: READ_ONLY });
      expect(asked.stdout).toContain('三千块青砖');
      expect(asked.stderr).toMatch(/the one before it is served:\n.*EROFS/u);
    },
    TIMEOUT_MS,
  );
});

describe('a limit on the size of files', () => {
  it(
    'stops a build with the reason, leaves the index before, and nothing that the next build does not remove',
    async () => {
      expect((await yinju(['index'], { cwd: home })).code).toBe(0);
      addGarden();
      const through = withFilesUpTo(1);
      const built = await yinju(['index'], { cwd: home, through });
      expect(built.code).toBe(1);
      expect(built.signal).toBeNull();
      expect(built.stderr).toMatch(/EFBIG|damaged/u);
      const asked = await yinju(['ask', '--no-refresh', BRIDGE], { cwd: home });
      expect(asked.stdout).toContain('三千块青砖');
      expect((await yinju(['index'], { cwd: home })).code).toBe(0);
      expect(leftovers()).toEqual([]);
      expect((await yinju(['ask', '--no-refresh', GARDEN], { cwd: home })).stdout).toContain('五千块青砖');
    },
    TIMEOUT_MS,
  );
});

describe.skipIf(noWorldOfItsOwn !== null)('a bot on a machine that has run out', () => {
  it.each([
    ['of watches', 'echo 0 > /proc/sys/user/max_inotify_watches', 'ENOSPC'],
    ['of watchers', 'echo 0 > /proc/sys/user/max_inotify_instances', 'EMFILE'],
  ])(
    '%s looks for changed articles instead, and says why',
    async (_, script, reason) => {
      mkdirSync(at('content/a/b'), { recursive: true });
      const discord = await start(worldWith(script));
      await expectSaid(new RegExp(`looked for every few seconds.*${reason}`, 'u'));
      addGarden();
      await expectAnswer(discord, GARDEN, '五千块青砖');
    },
    TIMEOUT_MS,
  );

  it(
    'of watches while it runs looks for changed articles instead, too',
    async () => {
      const discord = await start(worldWith('echo 2 > /proc/sys/user/max_inotify_watches'));
      for (let i = 0; i < 4; i++) mkdirSync(at(`content/later/${i}`), { recursive: true });
      await expectSaid(/looked for every few seconds.*ENOSPC/u);
      writeFileSync(at('content/later/3/mill.md'), '# 磨坊修缮\n\n磨坊修缮用去七千块青砖。\n');
      await expectAnswer(discord, '磨坊修缮用去多少青砖？', '七千块青砖');
    },
    TIMEOUT_MS,
  );

  it(
    'of room on its disk answers from the index before, says why, and goes on when there is room',
    async () => {
      mkdirSync(at('embeddings'));
      const discord = await start(worldWith('mount -t tmpfs -o size=400k tmpfs embeddings'));
      // What only that process sees can be reached through it.
      const disk = `/proc/${bot?.pid ?? 0}/root${at('embeddings')}`;
      await expectAnswer(discord, BRIDGE, '三千块青砖');
      expect(() => {
        writeFileSync(path.join(disk, 'filler'), Buffer.alloc(1 << 20));
      }).toThrow('ENOSPC');
      addGarden();
      await expectSaid(/the one before is served.*ENOSPC/u);
      expect(await answer(discord, BRIDGE)).toContain('三千块青砖');
      rmSync(path.join(disk, 'filler'));
      await expectAnswer(discord, GARDEN, '五千块青砖');
      expect(leftovers(path.join(disk, 'index'))).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe('a model folder that is copied by half', () => {
  const DAMAGES: readonly (readonly [string, () => void, RegExp])[] = [
    [
      'without its weights',
      () => {
        rmSync(at('model/onnx'), { recursive: true });
      },
      /has no onnx/u,
    ],
    [
      'with its weights cut short',
      () => {
        truncateSync(at('model/onnx/model_quantized.onnx'), 300_000);
      },
      /does not load/u,
    ],
    [
      'with its tokenizer cut short',
      () => {
        truncateSync(at('model/tokenizer.json'), 3_000);
      },
      /does not load/u,
    ],
    [
      'with its configuration cut short',
      () => {
        truncateSync(at('model/config.json'), 20);
      },
      /does not load/u,
    ],
  ];

  function copyModel(): void {
    cpSync(path.join(import.meta.dirname, '../../embeddings/builtin'), at('model'), { recursive: true });
  }

  beforeEach(() => {
    writeFileSync(at('.env'), 'EMBEDDING_MODEL=./model\n');
    copyModel();
  });

  it(
    'leaves the index before, which is answered from by words, and what is wrong is said',
    async () => {
      expect((await yinju(['index'], { cwd: home })).code).toBe(0);
      addGarden();
      for (const [damaged, damage, reason] of DAMAGES) {
        damage();
        const { code, stdout, stderr } = await yinju(['ask', BRIDGE], { cwd: home });
        expect(code, `${damaged}: ${stderr}`).toBe(0);
        expect(stdout, damaged).toContain('三千块青砖');
        expect(stderr, damaged).toMatch(reason);
        copyModel();
      }
    },
    TIMEOUT_MS,
  );

  it(
    'ends the program with what is wrong where there is no index',
    async () => {
      rmSync(at('model/onnx'), { recursive: true });
      const { code, stderr } = await yinju(['ask', BRIDGE], { cwd: home });
      expect(code).toBe(1);
      expect(stderr).toContain('Copy the whole model');
    },
    TIMEOUT_MS,
  );

  it(
    'that becomes whole while the bot runs is taken into use',
    async () => {
      expect((await yinju(['index'], { cwd: home })).code).toBe(0);
      truncateSync(at('model/onnx/model_quantized.onnx'), 300_000);
      addGarden();
      const discord = await start();
      expect(await answer(discord, BRIDGE)).toContain('三千块青砖');
      await expectSaid('searching by words alone');
      copyModel();
      await expectAnswer(discord, GARDEN, '五千块青砖');
    },
    TIMEOUT_MS,
  );
});
