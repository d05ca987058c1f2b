import { afterEach, describe, expect, it } from 'vitest';
import { Metrics } from '../../src/app/metrics.js';
import { type Monitor, startMonitor } from '../../src/app/monitor.js';
import type { Answer } from '../../src/domain/answer.js';
import { silentLogger } from '../../src/domain/logger.js';
import { answered, unanswered } from '../cli/sample.js';

const monitors: Monitor[] = [];

afterEach(async () => {
  await Promise.all(monitors.splice(0).map((monitor) => monitor.close()));
});

/** A monitor whose bot is ready as long as nothing is in the way. */
async function open(reasons: string[] = []) {
  const metrics = new Metrics();
  metrics.watch({
    app: {
      corpus: () => ({ articleCount: 5, passageCount: 31 }) as never,
      status: () => Promise.resolve({ builtAt: new Date(Date.now() - 60_000).toISOString() } as never),
    },
    waiting: () => 3,
    connected: () => true,
  });
  const monitor = await startMonitor({
    host: '127.0.0.1',
    port: 0,
    readiness: () => reasons,
    metrics,
    logger: silentLogger,
  });
  monitors.push(monitor);
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${monitor.port}${path}`);
    return {
      status: response.status,
      text: await response.text(),
      type: response.headers.get('content-type'),
    };
  };
  return { metrics, monitor, get };
}

describe('the monitor', () => {
  it('says that the process is alive, and whether the bot can answer', async () => {
    const reasons: string[] = [];
    const { get } = await open(reasons);
    expect(await get('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
    expect(await get('/readyz')).toMatchObject({ status: 200 });
    reasons.push('no article is served', 'the Discord gateway is not connected');
    expect(await get('/readyz')).toMatchObject({
      status: 503,
      text: 'no article is served\nthe Discord gateway is not connected\n',
    });
    expect(await get('/healthz')).toMatchObject({ status: 200 });
  });

  it('counts questions by outcome, searches and builds, and never says what was asked', async () => {
    const { metrics, get } = await open();
    const possible: Answer = { ...answered, level: 'possible' };
    for (const answer of [answered, answered, possible, unanswered]) metrics.asked(answer, 0.02);
    metrics.searched();
    metrics.built('changed', 4);
    const { text, type } = await get('/metrics');
    expect(type).toContain('text/plain');
    const lines = text.split('\n');
    for (const line of [
      'yinju_questions_total{outcome="strong"} 2',
      'yinju_questions_total{outcome="possible"} 1',
      'yinju_questions_total{outcome="none"} 1',
      'yinju_question_duration_seconds_count 4',
      'yinju_question_duration_seconds_bucket{le="0.01"} 0',
      'yinju_question_duration_seconds_bucket{le="0.025"} 4',
      'yinju_searches_total 1',
      'yinju_builds_total{outcome="changed"} 1',
      'yinju_builds_total{outcome="failed"} 0',
      'yinju_last_build_duration_seconds 4',
      'yinju_questions_waiting 3',
      'yinju_gateway_connected 1',
      'yinju_index_articles 5',
      'yinju_index_passages 31',
    ]) {
      expect(lines).toContain(line);
    }
    expect(Number(/^yinju_index_age_seconds (\S+)$/mu.exec(text)?.[1])).toBeGreaterThanOrEqual(60);
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).not.toContain(answered.question);
  });

  it('knows nothing else', async () => {
    const { get } = await open();
    expect(await get('/../etc/passwd')).toMatchObject({ status: 404 });
  });

  it('says so where it cannot listen', async () => {
    const { monitor, metrics } = await open();
    const again = startMonitor({
      host: '127.0.0.1',
      port: monitor.port,
      readiness: () => [],
      metrics,
      logger: silentLogger,
    });
    await expect(again).rejects.toMatchObject({ code: 'monitor-refused' });
  });
});
