import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openEmbedder } from '../../src/app/compose.js';
import { loadSettings } from '../../src/app/config.js';
import { silentLogger } from '../../src/domain/logger.js';
import type { Embedder } from '../../src/domain/ports.js';
import { type BuildFault, FaultTrial } from '../support/fault-trial.js';

/** Far more than a trial takes: the program's start, and two builds. */
const TIMEOUT_MS = 240_000;

describe('a build that is interrupted', () => {
  let trial: FaultTrial;
  let model: Embedder;
  beforeAll(async () => {
    model = await openEmbedder(loadSettings({ env: {} }), silentLogger);
    trial = new FaultTrial('source', model);
    await trial.begin();
  }, TIMEOUT_MS);
  afterAll(async () => {
    trial.remove();
    await model.close();
  });

  const faults: readonly BuildFault[] = [
    { kind: 'kill-after', ms: Math.random() * 4_000 },
    // While it writes its files, when it publishes them, and when it clears away.
    { kind: 'kill', step: 9 },
    { kind: 'kill', step: 20 },
    { kind: 'kill', step: 24 },
    { kind: 'kill', step: 30 },
    { kind: 'power', step: 26 },
    { kind: 'full', step: 8 },
  ];

  it.each(faults)(
    'leaves the index before, or the new one, and no other: $kind',
    async (fault) => {
      expect(['before', 'new']).toContain(await trial.suffer(fault));
    },
    TIMEOUT_MS,
  );
});
