import type { YinjuError } from '../domain/errors.js';
import { indexDamaged, indexFormat } from './errors.js';
import { type InvertedIndex, LENGTH_MAX, LEXICAL_FIELDS } from './inverted-index.js';
import { TermDictionary } from './term-dictionary.js';

/** `YJBM`, read as a little-endian number: a machine of the other byte order refuses the file by it. */
const MAGIC = 0x4d424a59;
const VERSION = 1;
/** Header: magic, version, then the counts of documents, terms, postings and code units; the rest is 0. */
const HEADER_WORDS = 8;
const WORD = Uint32Array.BYTES_PER_ELEMENT;
const HALF = Uint16Array.BYTES_PER_ELEMENT;

interface Counts {
  readonly documents: number;
  readonly terms: number;
  readonly postings: number;
  readonly units: number;
}

/**
 * An inverted index as bytes: a header of counts, then the typed arrays as they are in memory, the 32-bit ones
 * before the 16-bit ones so that each is aligned. Equal indexes give equal bytes.
 */
export function encodeInvertedIndex(index: InvertedIndex): Uint8Array {
  const counts: Counts = {
    documents: index.documents,
    terms: index.dictionary.size,
    postings: index.postingDocuments.length,
    units: index.dictionary.units.length,
  };
  const bytes = new Uint8Array(byteLength(counts));
  new Uint32Array(bytes.buffer, 0, HEADER_WORDS).set([
    MAGIC,
    VERSION,
    counts.documents,
    counts.terms,
    counts.postings,
    counts.units,
  ]);
  const written = arraysIn(bytes, counts);
  written.lengths.title.set(index.lengths.title);
  written.lengths.headings.set(index.lengths.headings);
  written.lengths.body.set(index.lengths.body);
  written.dictionary.offsets.set(index.dictionary.offsets);
  written.postingOffsets.set(index.postingOffsets);
  written.postingDocuments.set(index.postingDocuments);
  written.postingFrequencies.set(index.postingFrequencies);
  written.dictionary.units.set(index.dictionary.units);
  return bytes;
}

/**
 * The inverted index in some bytes, without copying it where the bytes are aligned. Throws {@link YinjuError}
 * (code `index-format` or `index-damaged`) unless every offset and document number lies where it must, so that
 * no search can leave the arrays. Bytes changed within those bounds are the checksum's business.
 */
export function decodeInvertedIndex(bytes: Uint8Array): InvertedIndex {
  const aligned = bytes.byteOffset % WORD === 0 ? bytes : Uint8Array.from(bytes);
  const counts = readCounts(aligned);
  if (byteLength(counts) !== bytes.length) {
    throw damaged(`it has ${bytes.length} bytes where its header asks for ${byteLength(counts)}`);
  }
  const index = arraysIn(aligned, counts);
  checkOffsets(index.dictionary.offsets, counts.units, 'dictionary');
  checkOffsets(index.postingOffsets, counts.postings, 'postings');
  checkDocuments(index);
  checkLengths(index);
  return index;
}

function readCounts(bytes: Uint8Array): Counts {
  if (bytes.length < HEADER_WORDS * WORD) throw damaged(`it has ${bytes.length} bytes, less than a header`);
  const header = new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER_WORDS);
  const [magic, version, documents = 0, terms = 0, postings = 0, units = 0, ...rest] = header;
  if (magic !== MAGIC) throw damaged('it does not begin as a lexical index does');
  if (version !== VERSION) {
    throw indexFormat('The lexical index', version ?? 0, VERSION);
  }
  if (rest.some((word) => word !== 0)) throw damaged('its header has more in it than this version knows');
  return { documents, terms, postings, units };
}

function byteLength({ documents, terms, postings, units }: Counts): number {
  const words = HEADER_WORDS + 3 * documents + 2 * (terms + 1) + postings;
  return words * WORD + (postings + units) * HALF;
}

/** Views on the parts of an encoded index. */
function arraysIn(bytes: Uint8Array, { documents, terms, postings, units }: Counts): InvertedIndex {
  let offset = bytes.byteOffset + HEADER_WORDS * WORD;
  const words = (length: number): Uint32Array => {
    const array = new Uint32Array(bytes.buffer, offset, length);
    offset += array.byteLength;
    return array;
  };
  const halves = (length: number): Uint16Array => {
    const array = new Uint16Array(bytes.buffer, offset, length);
    offset += array.byteLength;
    return array;
  };
  const lengths = { title: words(documents), headings: words(documents), body: words(documents) };
  const termOffsets = words(terms + 1);
  const postingOffsets = words(terms + 1);
  const postingDocuments = words(postings);
  const postingFrequencies = halves(postings);
  const dictionary = new TermDictionary(halves(units), termOffsets);
  return { documents, dictionary, postingOffsets, postingDocuments, postingFrequencies, lengths };
}

/** Offsets begin at 0, never fall, and end at the length of what they point into. */
function checkOffsets(offsets: Uint32Array, length: number, what: string): void {
  let before = 0;
  for (const offset of offsets) {
    if (offset < before) throw damaged(`the offsets of its ${what} fall`);
    before = offset;
  }
  if (offsets[0] !== 0 || before !== length) throw damaged(`the offsets of its ${what} do not cover them`);
}

/** Within a term document numbers rise and stay below the number of documents. */
function checkDocuments({ documents, postingOffsets, postingDocuments }: InvertedIndex): void {
  for (let term = 0; term + 1 < postingOffsets.length; term++) {
    const end = postingOffsets[term + 1] ?? 0;
    let before = -1;
    for (let posting = postingOffsets[term] ?? 0; posting < end; posting++) {
      const document = postingDocuments[posting] ?? 0;
      if (document <= before || document >= documents) throw damaged('a posting names a wrong passage');
      before = document;
    }
  }
}

function checkLengths({ lengths }: InvertedIndex): void {
  for (const field of LEXICAL_FIELDS) {
    if (lengths[field].some((length) => length > LENGTH_MAX)) throw damaged('a field is too long');
  }
}

function damaged(problem: string): YinjuError {
  return indexDamaged({ file: 'bm25.bin', problem: `It cannot be read: ${problem}.` });
}
