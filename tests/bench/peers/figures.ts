import type { DatasetInfo } from './dataset.js';

/** What one process measured of one engine. Memory is what came on top of the process before the index was there. */
interface MemoryFigures {
  /** Memory that is no mapped file, resident. */
  readonly rssBytes: number;
  /** JavaScript's heap and array buffers. */
  readonly heapBytes: number;
  /** Load average of the machine over the last minute. */
  readonly load: number;
}

/** Of a build. */
export interface BuildFigures extends MemoryFigures {
  /** Indexing alone, from terms; without reading them from disk. */
  readonly buildSeconds: number;
  /** The same of the processor. */
  readonly buildProcessorSeconds: number;
  readonly optimiseSeconds: number;
  readonly saveSeconds: number;
  /** `null` where the engine could not store it. */
  readonly diskBytes: number | null;
  readonly notSaved: string | null;
  readonly peakRssBytes: number;
}

/** Of a process that answers. */
export interface ServeFigures extends MemoryFigures {
  /** False: it could not be stored, and was built anew. */
  readonly loaded: boolean;
  /** From an empty engine to the first answer. */
  readonly firstAnswerSeconds: number;
  /** Of each question; of an engine that takes longer than a minute for all, only of the first. */
  readonly milliseconds: readonly number[];
  /** Of the processor, all its threads, a question on average. Without the model's process. */
  readonly processorMilliseconds: number;
  /** Place of the right passage, 1 the first; `null` beyond the tenth. */
  readonly ranks: readonly (number | null)[];
}

/** Of one way to search vectors. */
export interface RecallFigures {
  readonly name: string;
  /** Share of the exact ten nearest that are found, 0 to 1. */
  readonly recall: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
}

/** Of one engine at one size: a figure for each round. */
export interface EngineFigures {
  readonly name: string;
  readonly builds: readonly BuildFigures[];
  readonly serves: readonly ServeFigures[];
  /** Why it was not measured to the end; `null`: it was. */
  readonly failure: string | null;
}

/** Of one size. */
export interface SizeFigures {
  readonly dataset: Omit<DatasetInfo, 'questions'> & { readonly questionCount: number };
  readonly engines: readonly EngineFigures[];
  readonly recall: readonly RecallFigures[];
}
