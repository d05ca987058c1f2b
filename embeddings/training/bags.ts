import type { Random } from './random.js';
import { features } from './features.js';
import type { Section } from './corpus.js';
import { sentences } from './corpus.js';

/**
 * A corpus as token ids, laid out flat: passage `p` holds the sentences `passageStart[p]` up to
 * `passageStart[p + 1]`, sentence `s` the tokens `sentenceStart[s]` up to `sentenceStart[s + 1]`. Unknown
 * tokens are left out.
 */
export interface Bags {
  readonly passageCount: number;
  readonly passageStart: Uint32Array;
  readonly sentenceStart: Uint32Array;
  readonly tokens: Uint16Array;
  /** Number of the section that a passage comes from. Passages of a section stand together. */
  readonly section: Uint32Array;
  /** Section `s` has the title tokens `titleStart[s]` up to `titleStart[s + 1]` of `titleTokens`. */
  readonly titleStart: Uint32Array;
  readonly titleTokens: Uint16Array;
}

/** A section's passages have about so many characters, drawn anew for each section. */
const MIN_PASSAGE = 100;
const MAX_PASSAGE = 450;

/** Gathers sections into {@link Bags}. */
export class BagsBuilder {
  private readonly tokens = new Growing();
  private readonly titleTokens = new Growing();
  private readonly sentenceStart = [0];
  private readonly passageStart = [0];
  private readonly titleStart = [0];
  private readonly section: number[] = [];

  constructor(
    private readonly ids: ReadonlyMap<string, number>,
    private readonly random: Random,
  ) {}

  /** Appends one section: consecutive paragraphs are joined into passages, longer ones are split. */
  add({ title, paragraphs }: Section): void {
    const section = this.titleStart.length - 1;
    this.push(this.titleTokens, title);
    this.titleStart.push(this.titleTokens.length);
    const target = MIN_PASSAGE + this.random.integer(MAX_PASSAGE - MIN_PASSAGE);
    let characters = 0;
    for (const sentence of paragraphs.flatMap(sentences)) {
      if (characters >= target) {
        this.closePassage(section);
        characters = 0;
      }
      this.push(this.tokens, sentence);
      this.sentenceStart.push(this.tokens.length);
      characters += sentence.length;
    }
    this.closePassage(section);
  }

  build(): Bags {
    return {
      passageCount: this.section.length,
      passageStart: Uint32Array.from(this.passageStart),
      sentenceStart: Uint32Array.from(this.sentenceStart),
      tokens: this.tokens.toArray(),
      section: Uint32Array.from(this.section),
      titleStart: Uint32Array.from(this.titleStart),
      titleTokens: this.titleTokens.toArray(),
    };
  }

  private closePassage(section: number): void {
    const end = this.sentenceStart.length - 1;
    if (end === this.passageStart[this.passageStart.length - 1]) return;
    this.passageStart.push(end);
    this.section.push(section);
  }

  private push(target: Growing, text: string): void {
    for (const feature of features(text)) {
      const id = this.ids.get(feature);
      if (id !== undefined) target.push(id);
    }
  }
}

/** A list of 16-bit numbers that doubles its room as it grows. */
class Growing {
  length = 0;
  private items = new Uint16Array(1 << 16);

  push(item: number): void {
    if (this.length === this.items.length) {
      const larger = new Uint16Array(this.items.length * 2);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.length++] = item;
  }

  toArray(): Uint16Array {
    return this.items.slice(0, this.length);
  }
}
