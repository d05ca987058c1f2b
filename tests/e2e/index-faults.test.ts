import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openEmbedder } from '../../src/app/compose.js';
import { loadSettings } from '../../src/app/config.js';
import { silentLogger } from '../../src/domain/logger.js';
import type { Embedder } from '../../src/domain/ports.js';
import { FaultTrial } from '../support/fault-trial.js';

/** Far more than a trial takes: the program's start, and two builds. */
const TIMEOUT_MS = 240_000;

describe('a build that is interrupted', () => {
  let trial: FaultTrial;
  let model: Embedder;
  let steps: readonly string[];
  beforeAll(async () => {
    model = await openEmbedder(loadSettings({ env: {} }), silentLogger);
    trial = new FaultTrial('source', model);
    await trial.begin();
    steps = await trial.listSteps();
  }, TIMEOUT_MS);
  afterAll(async () => {
    trial.remove();
    await model.close();
  });

  it(
    'leaves the index before, or the new one, and no other, whenever it is killed',
    async () => {
      expect(['before', 'new']).toContain(
        await trial.suffer({ kind: 'kill-after', ms: Math.random() * 4_000 }),
      );
    },
    TIMEOUT_MS,
  );

  // While it writes its files, when it publishes them, and when it clears away. tests/bench/faults tries every step.
  it.each([
    { kind: 'kill', after: 0.3 },
    { kind: 'kill', after: 0.7 },
    { kind: 'kill', after: 0.85 },
    { kind: 'kill', after: 1 },
    { kind: 'power', after: 0.75 },
    { kind: 'torn', after: 0.9 },
    { kind: 'full', after: 0.25 },
  ] as const)(
    'leaves one of them, and nothing else on the disk, where $kind comes after $after of its steps',
    async ({ kind, after }) => {
      expect(steps.length).toBeGreaterThan(10);
      expect(['before', 'new']).toContain(
        await trial.suffer({ kind, step: Math.ceil(after * steps.length) }),
      );
    },
    TIMEOUT_MS,
  );
});
