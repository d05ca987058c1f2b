import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';

import { indexDamaged } from './errors.js';

/** What the header of hnswlib's file says, and what follows from it. */
interface HnswHeader {
  readonly count: number;
  readonly dimensions: number;
  /** Bytes of one element on the lowest layer: links, vector, label. */
  readonly elementBytes: number;
}

/**
 * The header of hnswlib 0.8 on a 64-bit machine, little-endian: offsetLevel0, max_elements,
 * cur_element_count, size_data_per_element, label_offset, offsetData (8 bytes each), maxlevel,
 * enterpoint_node (4 each), maxM, maxM0, M, mult, ef_construction (8 each).
 */
const HEADER_BYTES = 96;
const COUNT_AT = 16;
const ELEMENT_BYTES_AT = 24;
const LABEL_OFFSET_AT = 32;
const DATA_OFFSET_AT = 40;
const FLOAT_BYTES = 4;
/** Before the links of each element on the higher layers stands their length. */
const LINKS_LENGTH_BYTES = 4;

/**
 * Throws {@link YinjuError} (code `index-damaged`) unless the file is a whole graph of so many vectors of so
 * many dimensions. hnswlib itself compares neither, and does not notice when a disk is full.
 */
export async function assertHnswFile(
  path: string,
  expected: { readonly size: number; readonly dimensions: number },
): Promise<void> {
  const file = await open(path, 'r');
  try {
    const { size: bytes } = await file.stat();
    const problem = expected.size === 0 ? emptyProblem(bytes) : await graphProblem(file, bytes, expected);
    if (problem === null) return;
    throw indexDamaged({ file: path, problem });
  } finally {
    await file.close();
  }
}

/** An index without vectors is an empty file. */
function emptyProblem(bytes: number): string | null {
  return bytes === 0 ? null : `It has ${bytes} bytes where it should be empty.`;
}

async function graphProblem(
  file: FileHandle,
  bytes: number,
  expected: { readonly size: number; readonly dimensions: number },
): Promise<string | null> {
  if (bytes < HEADER_BYTES) return `It has ${bytes} bytes, less than a header.`;
  const header = parseHeader(await readAt(file, 0, HEADER_BYTES));
  if (header.count !== expected.size) return `It has ${header.count} vectors instead of ${expected.size}.`;
  if (header.dimensions !== expected.dimensions) {
    return `Its vectors have ${header.dimensions} dimensions instead of ${expected.dimensions}.`;
  }
  const upperLayers = HEADER_BYTES + header.count * header.elementBytes;
  const complete = upperLayers <= bytes && isWholeList(await readAt(file, upperLayers, bytes), header.count);
  return complete ? null : `Its ${bytes} bytes are not all that its header announces.`;
}

function parseHeader(header: Buffer): HnswHeader {
  const at = (offset: number): number => Number(header.readBigUInt64LE(offset));
  return {
    count: at(COUNT_AT),
    elementBytes: at(ELEMENT_BYTES_AT),
    dimensions: (at(LABEL_OFFSET_AT) - at(DATA_OFFSET_AT)) / FLOAT_BYTES,
  };
}

/** Whether the bytes are exactly `count` entries of a length and so many bytes. */
function isWholeList(bytes: Buffer, count: number): boolean {
  let offset = 0;
  for (let i = 0; i < count; i++) {
    if (offset + LINKS_LENGTH_BYTES > bytes.length) return false;
    offset += LINKS_LENGTH_BYTES + bytes.readUInt32LE(offset);
  }
  return offset === bytes.length;
}

/** Bytes from `start` to `end`, or to the end of the file. */
async function readAt(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(end - start);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
  return buffer.subarray(0, bytesRead);
}
