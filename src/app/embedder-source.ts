import { YinjuError } from '../domain/errors.js';
import type { IndexManifest } from '../domain/manifest.js';
import type { Embedder } from '../domain/ports.js';

/** Opens the model when it is first needed, and once only. */
export interface EmbedderSource {
  /** The open model. A failure is not remembered: the next call tries again. */
  get(): Promise<Embedder>;
  /** Opens the model without waiting for it; whatever fails is said where it is needed. */
  warmUp(): void;
  /** Whether the configured model is that of `manifest`, told without opening it; false where that cannot be told. */
  isOf(manifest: IndexManifest): Promise<boolean>;
  /**
   * An embedder for an index that was built with the model of `manifest`. It opens the model with its first
   * call, which rejects with code `model-changed` where the configured model gives other vectors.
   */
  forIndex(manifest: IndexManifest): Embedder;
  /** Closes the model if it was opened. Idempotent; `get` rejects afterwards. */
  close(): Promise<void>;
}

/**
 * @param modelId - what the operator configured
 * @param open - loads the model; takes seconds, or minutes where it must be downloaded
 * @param identify - tells which model that would be. Default: it cannot be told
 */
export function createEmbedderSource(
  modelId: string,
  open: () => Promise<Embedder>,
  identify: () => Promise<Pick<Embedder, 'modelId' | 'fingerprint'> | null> = () => Promise.resolve(null),
): EmbedderSource {
  let opened: Promise<Embedder> | null = null;
  let closed = false;

  async function get(): Promise<Embedder> {
    if (closed) throw closedError();
    const attempt = (opened ??= open());
    try {
      return await attempt;
    } catch (error) {
      if (opened === attempt) opened = null;
      throw error;
    }
  }

  return {
    get,
    warmUp() {
      get().catch(() => undefined);
    },
    async isOf({ model }) {
      const identity = await identify();
      return identity?.fingerprint === model.fingerprint && identity.modelId === model.id;
    },
    forIndex(manifest) {
      const matching = async (): Promise<Embedder> => {
        const embedder = await get();
        if (embedder.fingerprint !== manifest.model.fingerprint) throw modelChanged(modelId, manifest);
        return embedder;
      };
      return {
        modelId: manifest.model.id,
        fingerprint: manifest.model.fingerprint,
        dimensions: manifest.model.dimensions,
        embedQuery: async (text) => (await matching()).embedQuery(text),
        embedPassages: async (texts, options) => (await matching()).embedPassages(texts, options),
        close: () => Promise.resolve(),
      };
    },
    async close() {
      closed = true;
      const embedder = await opened?.catch(() => null);
      await embedder?.close();
    },
  };
}

function modelChanged(modelId: string, manifest: IndexManifest): YinjuError {
  return new YinjuError({
    part: 'index',
    code: 'model-changed',
    message: `The index was built with the model "${manifest.model.id}", and EMBEDDING_MODEL is now "${modelId}" or set up otherwise.`,
    remedy: 'Rebuild the index with `yinju index`.',
  });
}

function closedError(): YinjuError {
  return new YinjuError({ part: 'embedding', code: 'closed', message: 'The application has been closed.' });
}
