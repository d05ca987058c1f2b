import type { Section } from './corpus.js';
import { features, isRepresentable, SPECIAL_TOKENS } from './features.js';

/** Features with the number of sections that contain them. */
export class DocumentFrequencies {
  private readonly counts = new Map<string, number>();
  /** Number of sections counted. */
  documents = 0;

  /** Counts one section's features, each once. */
  add({ title, paragraphs }: Section): void {
    this.documents++;
    for (const feature of new Set(features(`${title}\n${paragraphs.join('\n')}`))) {
      this.counts.set(feature, (this.counts.get(feature) ?? 0) + 1);
    }
  }

  /** Number of sections with this feature. */
  of(feature: string): number {
    return this.counts.get(feature) ?? 0;
  }

  /**
   * The features found in most sections, ties by code point, after {@link SPECIAL_TOKENS}.
   * @param size - of the vocabulary, special tokens included
   */
  vocabulary(size: number): string[] {
    const ranked = [...this.counts].filter(([feature]) => isRepresentable(feature));
    ranked.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    return [...SPECIAL_TOKENS, ...ranked.slice(0, size - SPECIAL_TOKENS.length).map(([feature]) => feature)];
  }
}
