import { describe } from 'vitest';

import { silentLogger } from '../../src/domain/logger.js';
import { createEmbedder } from '../../src/embedding/create.js';
import { describeEmbedderContract } from '../contracts/embedder.js';
import { builtinDir } from '../support/builtin-model.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';
import { withTemporaryFolder, writeTinyModel } from '../support/tiny-model.js';

describeEmbedderContract('the fake', () => Promise.resolve(new HashingEmbedder()));

describe('in child processes', () => {
  const common = { builtinDir, cacheDir: '/nowhere', logger: silentLogger };

  describeEmbedderContract('the built-in model', () => createEmbedder({ ...common, model: 'builtin' }));

  describeEmbedderContract('the built-in model, in two processes', () =>
    createEmbedder({ ...common, model: 'builtin', processes: 2 }),
  );

  // The folder may go as soon as the model is loaded: no process is started a second time.
  describeEmbedderContract('a small transformer layout in a folder', () =>
    withTemporaryFolder(async (folder) => {
      await writeTinyModel(folder, { declared: { pooling: 'cls' } });
      return createEmbedder({ ...common, model: folder, pooling: 'mean' });
    }),
  );
});
