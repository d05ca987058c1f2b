import path from 'node:path';
import { crc32 } from 'node:zlib';

import type { ArticleSignature } from '../content/duplicates.js';
import type { StoredArticle } from './article-file.js';
import { encodeInvertedIndex } from './bm25-file.js';
import { type ChunkedArticle, catalogEntry } from './catalog.js';
import { indexUnwritable } from './errors.js';
import { FolderWriter } from './folder-writer.js';
import type { HnswIndex } from './hnsw.js';
import type { InvertedIndex } from './inverted-index.js';
import { describeSegment, SEGMENT_DESCRIPTION, type StoredSegment } from './segment.js';
import { encodeSignatures } from './signatures-file.js';
import type { TimeSlices } from './slices.js';
import { encodeVectors, type KeyedVectors } from './vectors-file.js';

/** What a segment is written from. */
export interface SegmentContent {
  readonly chunked: readonly ChunkedArticle[];
  /** Of the model that the vectors are of. */
  readonly fingerprint: string;
  /** In the order of the articles. */
  readonly signatures: readonly ArticleSignature[];
  readonly lexical: InvertedIndex;
  /** In the order of the passages. */
  readonly keyed: KeyedVectors;
  /** `null` where vectors are to be compared one by one. */
  readonly graph: HnswIndex | null;
}

/** How a segment is written. */
export interface WriteSegmentOptions {
  readonly indexDir: string;
  readonly slices: TimeSlices;
  /** Called before each file. */
  readonly onFile?: () => void;
}

/** Writes a segment into an index folder. Equal content gives an equal name; nothing refers to it yet. */
export async function writeSegment(
  content: SegmentContent,
  { indexDir, slices, onFile = () => undefined }: WriteSegmentOptions,
): Promise<StoredSegment> {
  const { chunked, fingerprint, signatures, lexical, keyed, graph } = content;
  const writer = await FolderWriter.create(indexDir, slices);
  try {
    onFile();
    const catalog = await writeArticles(writer, chunked);
    onFile();
    await writer.writeBytes('bm25.bin', encodeInvertedIndex(lexical));
    onFile();
    await writer.writeLines('catalog.jsonl', catalog);
    onFile();
    if (graph === null) await writer.writeBytes('hnsw.bin', new Uint8Array());
    else {
      // hnswlib does not notice that a disk is full; the file that it leaves is short.
      await graph.save(writer.pathOf('hnsw.bin')).catch((cause: unknown) => {
        throw indexUnwritable(indexDir, cause);
      });
      await writer.adopt('hnsw.bin');
    }
    onFile();
    await writer.writeBytes('signatures.bin', encodeSignatures(signatures));
    onFile();
    await writer.writeBytes('vectors.bin', encodeVectors(keyed));
    const segment = {
      articles: chunked.length,
      passages: keyed.keys.length,
      fingerprint,
      dimensions: keyed.vectors.dimensions,
      files: writer.files,
    };
    const { text, name } = describeSegment(segment);
    await writer.finish({ file: SEGMENT_DESCRIPTION, text }, name);
    return { ...segment, name, directory: path.join(indexDir, name) };
  } finally {
    await writer.discard();
  }
}

/** Writes the articles, a line each, and gives what the catalog says of them. */
async function writeArticles(
  writer: FolderWriter,
  chunked: readonly ChunkedArticle[],
): Promise<StoredArticle[]> {
  const lines: Pick<StoredArticle, 'at' | 'bytes' | 'crc'>[] = [];
  let at = 0;
  await writer.writeLines('articles.jsonl', chunked, (line) => {
    lines.push({ at, bytes: line.length, crc: crc32(line) });
    at += line.length + 1;
  });
  return chunked.map((article, i) => ({
    ...catalogEntry(article),
    ...(lines[i] ?? { at: 0, bytes: 0, crc: 0 }),
  }));
}
