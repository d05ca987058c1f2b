/**
 * Text drawn from the statistics of a corpus: words follow each other as they do there, and articles have the shape of
 * articles there.
 */
import { createRandom, type Random } from '../../embeddings/training/random.js';
import type { Article, Block } from '../../src/domain/article.js';
import { splitSentences } from '../../src/text/sentences.js';
import { splitWords } from '../../src/text/words.js';

/** A block of an article as its shape: what it is, and how many sentences it has. */
interface BlockShape {
  readonly kind: Block['kind'];
  readonly level: number;
  readonly sentences: number;
}

const TOKEN = /\p{Script=Han}+|\d+(?:\.\d+)?|[^\p{Script=Han}\d]/gu;
const HAN = /^\p{Script=Han}/u;
const DIGITS = /^\d/u;
/** Stands before and after every sentence. */
const END = 0;
/**
 * Share of words that are drawn without looking at the one before: of new texts of a corpus, some bigrams are new,
 * so that the vocabulary goes on growing.
 */
const JUMPS = 0.02;
/** A sentence that has not ended by then is ended. In words. */
const LONGEST = 200;
/** A heading is that much of a sentence at most, in UTF-16 code units. */
const HEADING = 24;

/** Learns from articles, and writes others like them. The same seed gives the same texts. */
export class TextModel {
  readonly #words: string[] = ['\n'];
  readonly #numbers = new Map<string, number>();
  readonly #shapes: BlockShape[][] = [];
  /** All words of the corpus, one after the other. */
  readonly #corpus: Uint32Array;
  /** Word `w` stands at the places `places[starts[w]]` to `places[starts[w + 1] - 1]` of the corpus. */
  readonly #starts: Uint32Array;
  readonly #places: Uint32Array;
  readonly #random: Random;

  constructor(articles: readonly Article[], seed = 1) {
    this.#random = createRandom(seed);
    const corpus: number[] = [END];
    for (const article of articles) this.#learn(article, corpus);
    this.#corpus = Uint32Array.from(corpus);
    [this.#starts, this.#places] = placesOf(this.#corpus, this.#words.length);
  }

  /** One article as Markdown. */
  article(): string {
    const shape = this.#shapes[this.#random.integer(this.#shapes.length)] ?? [];
    const title = this.sentence().slice(0, HEADING);
    const blocks = shape.map(({ kind, level, sentences }) => {
      if (kind === 'heading') return `${'#'.repeat(level)} ${this.sentence().slice(0, HEADING)}`;
      const text = Array.from({ length: sentences }, () => this.sentence()).join('');
      return kind === 'list-item' ? `- ${text}` : text;
    });
    return [`# ${title} (${this.#day()})`, ...blocks, ''].join('\n\n');
  }

  /** One sentence, with the mark that ends it; never empty. */
  sentence(): string {
    const words: string[] = [];
    for (let word = this.#after(END); word !== END && words.length < LONGEST; word = this.#after(word)) {
      const written = this.#words[word] ?? '';
      words.push(DIGITS.test(written) ? this.#otherDigits(written) : written);
    }
    return words.length === 0 ? '。' : words.join('');
  }

  #learn(article: Article, corpus: number[]): void {
    this.#shapes.push(
      article.blocks.map(({ kind, level = 1, start, end }) => {
        const sentences = splitSentences(article.text, { start, end });
        for (const span of sentences) {
          for (const word of wordsOf(article.text.slice(span.start, span.end))) {
            corpus.push(this.#numberOf(word));
          }
          corpus.push(END);
        }
        return { kind, level, sentences: sentences.length };
      }),
    );
  }

  #numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#numbers.set(word, this.#words.length);
    return this.#words.push(word) - 1;
  }

  #after(word: number): number {
    const first = this.#starts[word] ?? 0;
    const count = (this.#starts[word + 1] ?? 0) - first;
    const jumps = word !== END && this.#random.next() < JUMPS;
    const place = jumps
      ? this.#random.integer(this.#corpus.length)
      : this.#places[first + this.#random.integer(count)];
    return this.#corpus[(place ?? 0) + 1] ?? END;
  }

  /** Another number of as many digits. */
  #otherDigits(number: string): string {
    return number.replace(/\d/gu, (digit, at: number) =>
      at === 0 ? String(digit === '0' ? 0 : 1 + this.#random.integer(9)) : String(this.#random.integer(10)),
    );
  }

  #day(): string {
    const day = new Date(Date.UTC(2000, 0, 1 + this.#random.integer(9000)));
    return day.toISOString().slice(0, 10).replaceAll('-', '');
  }
}

function* wordsOf(sentence: string): Generator<string> {
  for (const [token] of sentence.matchAll(TOKEN)) {
    if (!HAN.test(token)) yield token;
    else yield* splitWords(token);
  }
}

function placesOf(corpus: Uint32Array, words: number): [starts: Uint32Array, places: Uint32Array] {
  const starts = new Uint32Array(words + 1);
  for (const word of corpus) starts[word + 1] = (starts[word + 1] ?? 0) + 1;
  for (let word = 0; word < words; word++) starts[word + 1] = (starts[word + 1] ?? 0) + (starts[word] ?? 0);
  const next = starts.slice();
  const places = new Uint32Array(corpus.length);
  corpus.forEach((word, place) => {
    places[next[word] ?? 0] = place;
    next[word] = (next[word] ?? 0) + 1;
  });
  return [starts, places];
}
