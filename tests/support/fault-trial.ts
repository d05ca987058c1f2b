import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import { createApp } from '../../src/app/compose.js';
import { loadSettings } from '../../src/app/config.js';
import type { Embedder } from '../../src/domain/ports.js';
import { LOCK_FOLDER } from '../../src/index/lock.js';
import { type Outcome, type ProcessOptions, startYinju, yinju } from '../e2e/cli-process.js';

/** What may befall a step on disk; fs-faults.mjs says what each is. */
export const STEP_FAULTS = ['kill', 'power', 'torn', 'full'] as const;
/** One of {@link STEP_FAULTS}. */
export type StepFault = (typeof STEP_FAULTS)[number];

/** What is done to a build. */
export type BuildFault =
  | { readonly kind: 'kill-after'; readonly ms: number }
  | { readonly kind: StepFault | 'count'; readonly step: number };

/** What came of a fault. `lost`: nothing is served. `wrong`: neither the index before nor the new one answers. */
export type Verdict = 'before' | 'new' | 'lost' | 'wrong';

const ARTICLES = 12;
const TODAY = '2025-06-18';
const TOPICS = [
  '石桥',
  '码头',
  '仓库',
  '粮站',
  '渡口',
  '钟楼',
  '苗圃',
  '水塔',
  '磨坊',
  '茶园',
  '窑厂',
  '灯塔',
];
const QUESTIONS = [
  ...TOPICS.map((topic) => `${topic}修缮用去多少青砖？`),
  '修缮工程由谁负责？',
  '火星上有几座茶园？',
];

/** A small index of its own, which the real program builds and answers from. */
export class FaultTrial {
  readonly home = realpathSync(mkdtempSync(path.join(tmpdir(), 'yinju-faults-')));
  readonly indexDir = path.join(this.home, 'embeddings', 'index');
  readonly #options: ProcessOptions;
  readonly #model: Embedder | null;
  #variant = 0;
  #before = '';
  /** What builds leave that do not fail, and how much of it at most. */
  readonly #kinds = new Set<string>();
  #most = 0;

  /** @param model - to start in this process; otherwise every start is one of the program */
  constructor(program: 'source' | 'built', model: Embedder | null = null) {
    this.#model = model;
    this.#options = { cwd: this.home, program };
    mkdirSync(path.join(this.home, 'content'));
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  /** Builds the first index, and the second, which is what folders look like where nothing ever fails. */
  async begin(): Promise<void> {
    for (this.#variant = 0; ; this.#variant++) {
      this.#write(this.#variant);
      this.#before = await this.answers(true);
      this.#noteKinds();
      if (this.#variant === 1) return;
    }
  }

  #noteKinds(): void {
    const kinds = kindsIn(this.indexDir);
    for (const kind of kinds) this.#kinds.add(kind);
    this.#most = Math.max(this.#most, kinds.length);
  }

  /**
   * What failed builds have left in the index folder: what no other build leaves, or everything where it is more than
   * twice as much. A generation too many after a kill goes with the next build that writes.
   */
  leftovers(): readonly string[] {
    const kinds = kindsIn(this.indexDir);
    return kinds.length > 2 * this.#most ? kinds : kinds.filter((kind) => !this.#kinds.has(kind));
  }

  /**
   * Answers to all questions as the program gives them when it starts with the stored index; empty where it serves none.
   * With a model, it is started in this process, which takes a tenth of the time.
   * @param refresh - build before, without faults
   */
  async answers(refresh = false): Promise<string> {
    if (this.#model !== null) return this.#answersHere(this.#model, refresh);
    const args = ['chat', ...(refresh ? [] : ['--no-refresh']), '--today', TODAY];
    const outcome = await yinju(args, { ...this.#options, input: `${QUESTIONS.join('\n')}\n` });
    return outcome.code === 0 ? outcome.stdout : '';
  }

  async #answersHere(model: Embedder, refresh: boolean): Promise<string> {
    const openEmbedder = (): Promise<Embedder> =>
      Promise.resolve({
        modelId: model.modelId,
        fingerprint: model.fingerprint,
        dimensions: model.dimensions,
        embedQuery: (text) => model.embedQuery(text),
        embedPassages: (texts, options) => model.embedPassages(texts, options),
        close: () => Promise.resolve(),
      });
    const app = await createApp(loadSettings({ env: {}, cwd: this.home }), { openEmbedder });
    try {
      if (refresh) await app.build();
      if (app.corpus().articleCount === 0) return '';
      const answers = await Promise.all(QUESTIONS.map((question) => app.ask(question, { today: TODAY })));
      // A passage's number holds within one generation only.
      return JSON.stringify(answers, (key, value: unknown) => (key === 'passageId' ? undefined : value));
    } finally {
      await app.close();
    }
  }

  /** The steps on disk of a build that has something to do, in order: what is done, and to which file. */
  async listSteps(): Promise<readonly string[]> {
    this.#write(++this.#variant);
    const { stderr } = await this.#faulty({ kind: 'count', step: 0 });
    this.#before = await this.answers();
    this.#noteKinds();
    return [...stderr.matchAll(/^step: (.+)$/gmu)].map(([, step = '']) => step);
  }

  /** Changes the articles, lets the build of them fail, and asks; then builds without fault, and asks again. */
  async suffer(fault: BuildFault): Promise<Verdict> {
    this.#write(++this.#variant);
    await this.#faulty(fault);
    const after = await this.answers();
    const fresh = await this.answers(true);
    const before = this.#before;
    this.#before = fresh;
    if (!fresh.includes(bricks(this.#variant, 0)) || this.leftovers().length > 0) return 'wrong';
    if (after === '') return 'lost';
    if (after === before) return 'before';
    return after === fresh ? 'new' : 'wrong';
  }

  async #faulty(fault: BuildFault): Promise<Outcome> {
    if (fault.kind === 'kill-after') {
      const build = startYinju(['index'], this.#options);
      await Promise.race([sleep(fault.ms), build.outcome]);
      build.kill('SIGKILL');
      return build.outcome;
    }
    const preload = pathToFileURL(path.join(import.meta.dirname, 'fs-faults.mjs')).href;
    const env = {
      NODE_OPTIONS: `--import=${preload}`,
      YINJU_TEST_FAULT: `${fault.kind}:${fault.step}:${this.indexDir}`,
    };
    return yinju(['index'], { ...this.#options, env });
  }

  /** Some articles are changed, one comes and goes. */
  #write(variant: number): void {
    const content = path.join(this.home, 'content');
    for (const [i, topic] of TOPICS.slice(0, ARTICLES).entries()) {
      const text = `# ${topic}修缮\n\n${topic}修缮用去${bricks(variant, i)}块青砖，工期${i + 3}个月，由第${i + 1}工程队负责。\n`;
      writeFileSync(path.join(content, `${i}.md`), text);
    }
    rmSync(path.join(content, 'guest.md'), { force: true });
    if (variant % 2 === 1)
      writeFileSync(path.join(content, 'guest.md'), `# 来客\n\n第${variant}位来客住在东楼。\n`);
  }
}

/** The same for every variant where the topic's number is odd, so that some passages are taken over. */
function bricks(variant: number, topic: number): string {
  return String(1_000 * (topic + 1) + (topic % 2 === 0 ? variant : 0));
}

/**
 * Names of everything in an index folder, with a sign for what differs from one build to the next. The lock of a build
 * that was killed stays for one more, on purpose.
 */
function kindsIn(indexDir: string): string[] {
  return readdirSync(indexDir, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith(LOCK_FOLDER))
    .map((name) => name.replaceAll(/[0-9a-f]{8,}|\d+/gu, '#'));
}
