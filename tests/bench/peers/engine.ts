/** What every engine is asked to do: to index passages whose terms are known, to be stored, and to rank. */

/** A passage: the terms of its fields, separated by single spaces. */
export interface BenchPassage {
  readonly title: string;
  readonly headings: string;
  readonly body: string;
}

/** The same with the terms one by one. */
export interface PassageTerms {
  readonly title: readonly string[];
  readonly headings: readonly string[];
  readonly body: readonly string[];
}

/** A question whose right passages are known. */
export interface BenchQuestion {
  readonly text: string;
  /** Of `understandQuestion`. */
  readonly terms: readonly string[];
  readonly vector: Float32Array;
  /** Passages of the right paragraph that hold an accepted answer. */
  readonly right: readonly number[];
}

/** What is to be indexed. */
export interface BenchSource {
  readonly passageCount: number;
  readonly dimensions: number;
  passages(): Iterable<BenchPassage>;
  /** The same for an engine that takes terms one by one, as our analyser gives them; splitting counts as reading. */
  terms(): Iterable<PassageTerms>;
  /** One vector of length 1 for each passage, one after the other. */
  vectors(): Float32Array;
}

/** One engine in one process. Passages are numbered as they come. */
export interface Engine {
  build(source: BenchSource): Promise<void> | void;
  /** What helps searches and is not needed for them; timed apart from `build`. */
  optimise?(): Promise<void> | void;
  /** Rejects where this engine cannot store so much. */
  save(directory: string): Promise<void> | void;
  /** Reads what `save` wrote, in another process. */
  load(directory: string, source: BenchSource): Promise<void> | void;
  /** The best `k`, best first. */
  search(question: BenchQuestion, k: number): Promise<number[]> | number[];
  close?(): Promise<void> | void;
}

/** What an engine ranks by. Only engines of one kind are compared. */
export type EngineKind = 'words' | 'vectors' | 'question';

/** An engine by its name. */
export interface EngineEntry {
  readonly name: string;
  readonly kind: EngineKind;
  /** Part of Yinju: what the others of its kind are divided by. */
  readonly own: boolean;
  /** What a reader of the figures must know of its settings. */
  readonly settings: string;
  open(): Promise<Engine>;
}
