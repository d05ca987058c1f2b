import { passageContext } from '../content/chunk.js';
import type { Article } from '../domain/article.js';
import type { Embedder, JobOptions, OnProgress, Progress } from '../domain/ports.js';
import { analyse } from '../text/analyse.js';
import { Bm25Index } from './bm25.js';
import type { LexicalDocument } from './bm25.js';
import type { ChunkedArticle } from './corpus.js';
import { HnswIndex } from './hnsw.js';
import type { SavedVectors } from './saved-vectors.js';
import type { TimeSlices } from './slices.js';
import { VectorMatrix } from './vectors.js';
import { vectorKey } from './vectors-file.js';
import type { KeyedVectors, VectorKey } from './vectors-file.js';

/** What an index is assembled from. */
export interface AssembleOptions extends JobOptions {
  readonly chunked: readonly ChunkedArticle[];
  readonly embedder: Embedder;
  /** Vectors of the same model to be used again. */
  readonly known: KeyedVectors | null;
  /** What an interrupted build has embedded, and where this one saves what it embeds. Default: nowhere. */
  readonly saved?: SavedVectors | undefined;
  readonly slices: TimeSlices;
}

/** The searchable parts of an index. */
export interface AssembledIndex {
  readonly lexical: Bm25Index;
  readonly hnsw: HnswIndex;
  readonly keyed: KeyedVectors;
  /** Passages that were embedded, the others' vectors were known. */
  readonly embedded: number;
}

/** Embeds what is not known yet, and builds both indexes over all passages. */
export async function assembleIndex(options: AssembleOptions): Promise<AssembledIndex> {
  const { chunked, slices, onProgress } = options;
  const { keyed, embedded } = await embedAll(options);
  const count = keyed.keys.length;
  const report = indexProgress(count, onProgress);
  const lexical = await Bm25Index.buildInSlices(lexicalDocuments(chunked), slices, report);
  const hnsw = await HnswIndex.build(keyed.vectors, slices, (done) => {
    report(count + done);
  });
  return { lexical, hnsw, keyed, embedded };
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
  const { chunked, embedder, known, saved, slices } = options;
  const vectors = VectorMatrix.zeros(
    embedder.dimensions,
    chunked.reduce((n, c) => n + c.passages.length, 0),
  );
  const rows = new Map(known?.keys.map((key, row) => [key, row]));
  const keys: VectorKey[] = [];
  const missing: MissingVector[] = [];
  for (const text of embeddedTexts(chunked)) {
    const key = vectorKey(text);
    const row = rows.get(key);
    const vector = known !== null && row !== undefined ? known.vectors.row(row) : saved?.get(key);
    if (vector === undefined) missing.push({ id: keys.length, key, text });
    else vectors.set(keys.length, vector);
    keys.push(key);
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
