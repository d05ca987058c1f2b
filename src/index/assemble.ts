import { passageContext } from '../content/chunk.js';
import type { Article } from '../domain/article.js';
import type { Embedder, JobOptions, OnProgress, Progress } from '../domain/ports.js';
import { analyse } from '../text/analyse.js';
import type { ChunkedArticle } from './catalog.js';
import { HnswIndex } from './hnsw.js';
import { type InvertedIndex, invertDocuments, type LexicalDocument } from './inverted-index.js';
import type { SavedVectors } from './saved-vectors.js';
import type { TimeSlices } from './slices.js';
import type { VectorSource } from './stored-vectors.js';
import { VectorMatrix } from './vectors.js';
import { vectorKey } from './vectors-file.js';
import type { KeyedVectors, VectorKey } from './vectors-file.js';

/** What is assembled, and what with. */
export interface AssembleOptions extends JobOptions {
  readonly chunked: readonly ChunkedArticle[];
  readonly embedder: Embedder;
  /** Vectors of the same model to be used again. Default: none. */
  readonly known?: VectorSource | null;
  /** What an interrupted build has embedded, and where this one saves what it embeds. Default: nowhere. */
  readonly saved?: SavedVectors | undefined;
  readonly slices: TimeSlices;
}

/** What articles are searched by. */
export interface AssembledIndex {
  readonly lexical: InvertedIndex;
  /** `null` where so few vectors are compared one by one. */
  readonly graph: HnswIndex | null;
  readonly keyed: KeyedVectors;
  /** Passages that were embedded, the others' vectors were known. */
  readonly embedded: number;
}

/**
 * Up to so many passages every vector is compared: in 0.7 ms, where a graph takes about 0.4, but nothing has to be built
 * for it, and nothing is missed.
 */
export const EXACT_PASSAGES = 4_096;

/** Embeds what is not known yet, and builds both indexes over all passages. */
export async function assembleIndex(options: AssembleOptions): Promise<AssembledIndex> {
  const { chunked, slices, onProgress } = options;
  const { keyed, embedded } = await embedAll(options);
  const count = keyed.keys.length;
  const report = indexProgress(count, onProgress);
  const lexical = await slices.run(invertDocuments(lexicalDocuments(chunked)), report);
  const graph =
    count <= EXACT_PASSAGES
      ? null
      : await HnswIndex.build(keyed.vectors, slices, (done) => {
          report(count + done);
        });
  report(2 * count);
  return { lexical, graph, keyed, embedded };
}

/** Words and vectors are inserted one after the other: twice the number of passages. */
function indexProgress(passages: number, onProgress: OnProgress | undefined): (done: number) => void {
  return (done) => onProgress?.({ phase: 'index', done, total: 2 * passages });
}

/** Passages that are embedded between two saves: seconds or a few minutes, by the model. */
const SAVED_AT_ONCE = 512;

interface MissingVector {
  readonly id: number;
  readonly key: VectorKey;
  readonly text: string;
}

async function embedAll(options: AssembleOptions): Promise<{ keyed: KeyedVectors; embedded: number }> {
  const { chunked, embedder, known = null, saved, slices } = options;
  const texts: string[] = [];
  const keys: VectorKey[] = [];
  for (const text of embeddedTexts(chunked)) {
    texts.push(text);
    keys.push(vectorKey(text));
    await slices.turn();
  }
  const vectors = VectorMatrix.zeros(embedder.dimensions, keys.length);
  const stored = await known?.find(new Set(keys));
  const missing: MissingVector[] = [];
  for (const [id, key] of keys.entries()) {
    const vector = stored?.get(key) ?? saved?.get(key);
    if (vector === undefined) missing.push({ id, key, text: texts[id] ?? '' });
    else vectors.set(id, vector);
    await slices.turn();
  }
  await embedMissing(missing, vectors, options);
  return { keyed: { keys, vectors }, embedded: missing.length };
}

async function embedMissing(
  missing: readonly MissingVector[],
  vectors: VectorMatrix,
  { embedder, saved, slices, signal, onProgress }: AssembleOptions,
): Promise<void> {
  const total = missing.length;
  // A short job is not worth saving.
  const step = saved === undefined || total <= SAVED_AT_ONCE ? Math.max(1, total) : SAVED_AT_ONCE;
  for (let start = 0; start < total; start += step) {
    const part = missing.slice(start, start + step);
    const report = onProgress && {
      onProgress: (progress: Progress) => {
        onProgress(
          progress.phase === 'embed' ? { ...progress, done: start + progress.done, total } : progress,
        );
      },
    };
    const embedded = await embedder.embedPassages(
      part.map(({ text }) => text),
      { ...(signal && { signal }), ...report },
    );
    for (const [i, { id }] of part.entries()) {
      vectors.set(id, embedded[i] ?? new Float32Array());
      await slices.turn();
    }
    if (step < total)
      await saved?.add(
        part.map(({ key }) => key),
        embedded,
      );
  }
}

function* embeddedTexts(chunked: readonly ChunkedArticle[]): Generator<string> {
  for (const { article, passages } of chunked) {
    for (const passage of passages) yield passageContext(article, passage);
  }
}

/** Passages as the lexical index sees them. What holds for a whole article or section is analysed once. */
function* lexicalDocuments(chunked: readonly ChunkedArticle[]): Generator<LexicalDocument> {
  for (const { article, passages } of chunked) {
    const title = analyse(article.title);
    const date = analyse(spokenDate(article));
    const headingTerms = new Map<string, string[]>();
    for (const { headingPath, start, end } of passages) {
      const headings = headingPath.join('\n');
      const terms = headingTerms.get(headings) ?? [...analyse(headings), ...date];
      headingTerms.set(headings, terms);
      yield { title, headings: terms, body: analyse(article.text.slice(start, end)) };
    }
  }
}

/** `2024年7月31日`, as a text or a question would say it; empty where there is no date. */
function spokenDate({ date }: Article): string {
  const [year, month, day] = date?.value.slice(0, 10).split('-').map(Number) ?? [];
  return year === undefined ? '' : `${year}年${month ?? ''}月${day ?? ''}日`;
}
