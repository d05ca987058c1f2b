import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange } from '../../src/sandbox/exchange.js';
import { SANDBOX_TOKEN, type Sandbox } from '../../src/sandbox/sandbox.js';
import type { Channel } from '../../src/sandbox/places.js';
import type { Person } from '../../src/sandbox/world.js';

/** A folder in which the bot is run, with articles of its own. */
export interface Home {
  readonly folder: string;
  /** The articles' files, as paths. */
  readonly articles: readonly string[];
  /** What the articles' headings ask for. */
  readonly questions: readonly string[];
}

const HEADING = /^#{1,4}\s+(.{6,60}?)\s*$/gmu;

/**
 * Lays out a folder for the program, with settings that reach the sandbox.
 * @param sandbox - its Discord
 * @param content - folder whose articles are copied
 * @param most - at most so many of them
 */
export function layOut(sandbox: Sandbox, content: string, most = Infinity): Home {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'yinju-load-')));
  mkdirSync(path.join(folder, 'content'));
  const names = readdirSync(content).filter((name) => /\.(?:md|txt)$/u.test(name));
  const articles = names.slice(0, most).map((name) => {
    const copy = path.join(folder, 'content', name);
    cpSync(path.join(content, name), copy);
    return copy;
  });
  const headings = articles.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(HEADING)]);
  const questions = [...new Set(headings.map(([, heading = '']) => `${heading}？`))];
  writeFileSync(
    path.join(folder, '.env'),
    // The rebuild is asked for; a watch would begin one first.
    `DISCORD_TOKEN=${SANDBOX_TOKEN}\nDISCORD_API_URL=${sandbox.apiUrl}\nLOG_LEVEL=info\nWATCH_CONTENT=no\n`,
  );
  return { folder, articles, questions };
}

/** Who asks where what. */
export interface Crowd {
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly questions: readonly string[];
  /** Time over which they ask, in milliseconds. Default one second. */
  readonly spreadMs?: number;
}

/**
 * Has every member of a crowd ask once, by command and by mention in turn.
 * @param sandbox - where
 * @param crowd - who asks where what
 * @param first - number of the first question, so that no two crowds ask the same
 */
export async function askAtOnce(
  sandbox: Sandbox,
  { people, channels, questions, spreadMs = 1_000 }: Crowd,
  first = 0,
): Promise<Exchange[]> {
  const begun = performance.now();
  const exchanges: Exchange[] = [];
  for (const [i, by] of people.entries()) {
    const due = begun + (i * spreadMs) / people.length;
    if (performance.now() < due) await sleep(due - performance.now());
    const question = at(questions, first + i);
    const context = { by, where: at(channels, i) };
    exchanges.push(
      i % 2 === 0
        ? sandbox.driver.command('ask', { question }, context)
        : sandbox.driver.mention(question, context),
    );
  }
  return exchanges;
}

/** The `i`th entry, beginning again after the last. */
function at<T>(list: readonly T[], i: number): T {
  const entry = list[i % list.length];
  if (entry === undefined) throw new Error('the list is empty');
  return entry;
}

/** Milliseconds from the asking to the first reaction, and to the answer, of those that were given. */
export function delays(exchanges: readonly Exchange[]): { acknowledged: number[]; shown: number[] } {
  const since = (pick: (exchange: Exchange) => number | null): number[] =>
    exchanges.flatMap((exchange) => {
      const moment = pick(exchange);
      return moment === null ? [] : [moment - exchange.startedAt];
    });
  return { acknowledged: since((one) => one.acknowledgedAt), shown: since((one) => one.shownAt) };
}

/** Memory that a process takes up now, without that of its children, in MiB; 0 where that cannot be read. */
export function residentMiB(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
