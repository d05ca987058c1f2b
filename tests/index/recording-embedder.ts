import type { JobOptions } from '../../src/domain/ports.js';
import { HashingEmbedder } from '../support/hashing-embedder.js';

/** Remembers what it was asked for, and fails when told to. */
export class RecordingEmbedder extends HashingEmbedder {
  /** Every passage that was embedded, in order. */
  readonly passages: string[] = [];
  /** Called before passages are embedded. */
  beforePassages: () => void = () => undefined;

  override embedPassages(texts: readonly string[], options?: JobOptions): Promise<Float32Array[]> {
    this.beforePassages();
    this.passages.push(...texts);
    return super.embedPassages(texts, options);
  }
}
