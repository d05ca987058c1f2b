import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Answer } from '../domain/answer.js';
import type { App } from './app.js';
import type { AppObserver, BuildOutcome } from './observer.js';

/** What is looked up when the figures are asked for. */
export interface MetricsSources {
  readonly app: Pick<App, 'corpus' | 'status'>;
  /** Questions that wait or are being answered. */
  readonly waiting: () => number;
  /** Whether Discord's gateway is connected. */
  readonly connected: () => boolean;
}

/** Upper ends of the latency histogram's classes, in seconds: a question takes about 20 ms, at worst some seconds. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Figures about the bot in Prometheus's text format. Names end in their unit, counters in `total`
 * (https://prometheus.io/docs/practices/naming/).
 */
export class Metrics implements AppObserver {
  readonly #registry = new Registry();
  readonly #questions = new Counter({
    name: 'yinju_questions_total',
    help: 'Questions answered, by how sure the answer was (strong, possible), or that there was none.',
    labelNames: ['outcome'] as const,
    registers: [this.#registry],
  });
  readonly #seconds = new Histogram({
    name: 'yinju_question_duration_seconds',
    help: 'Time from a question’s turn to its answer.',
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #searches = new Counter({
    name: 'yinju_searches_total',
    help: 'Searches for passages.',
    registers: [this.#registry],
  });
  readonly #builds = new Counter({
    name: 'yinju_builds_total',
    help: 'Builds of the index, by how they ended.',
    labelNames: ['outcome'] as const,
    registers: [this.#registry],
  });
  readonly #buildSeconds = new Gauge({
    name: 'yinju_last_build_duration_seconds',
    help: 'Time that the last build took.',
    registers: [this.#registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
    for (const outcome of ['strong', 'possible', 'none']) this.#questions.inc({ outcome }, 0);
    for (const outcome of ['changed', 'unchanged', 'failed', 'cancelled']) this.#builds.inc({ outcome }, 0);
  }

  asked(answer: Answer, seconds: number): void {
    this.#questions.inc({ outcome: answer.status === 'answered' ? answer.level : 'none' });
    this.#seconds.observe(seconds);
  }

  searched(): void {
    this.#searches.inc();
  }

  built(outcome: BuildOutcome, seconds: number): void {
    this.#builds.inc({ outcome });
    this.#buildSeconds.set(seconds);
  }

  /**
   * Adds figures that are looked up whenever they are asked for. Once for each instance.
   * @param sources - where they are looked up
   */
  watch({ app, waiting, connected }: MetricsSources): void {
    this.#gauge('yinju_questions_waiting', 'Questions that wait or are being answered.', waiting);
    this.#gauge('yinju_gateway_connected', 'Whether Discord’s gateway is connected: 1 or 0.', () =>
      Number(connected()),
    );
    this.#gauge('yinju_index_articles', 'Articles served.', () => app.corpus().articleCount);
    this.#gauge('yinju_index_passages', 'Passages served.', () => app.corpus().passageCount);
    this.#gauge('yinju_index_age_seconds', 'Time since the stored index was built.', async () => {
      const { builtAt } = await app.status();
      return builtAt === null ? NaN : (Date.now() - Date.parse(builtAt)) / 1000;
    });
  }

  /** All figures as they are now. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** What {@link text} is, for HTTP. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  #gauge(name: string, help: string, read: () => number | Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      async collect() {
        this.set(await read());
      },
    });
  }
}
