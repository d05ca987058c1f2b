/**
 * What the model sees of a text, and the tokenizer that makes transformers.js see the same: every Han
 * character, every pair of neighbouring Han characters, and every word or number of other scripts. They
 * overlap, so that a text needs no segmentation into words. `tokens.py` does the same for training.
 */

/** Fills a batch; its row is zero. */
export const PAD_TOKEN = '[PAD]';
/** Stands for every feature outside the vocabulary; its row is zero. */
export const UNKNOWN_TOKEN = '[UNK]';
/** Tokens that every vocabulary begins with, in the order of their ids. */
export const SPECIAL_TOKENS: readonly string[] = [PAD_TOKEN, UNKNOWN_TOKEN];

/** A longer word is unknown, as in the tokenizer below. */
const MAX_WORD_CHARACTERS = 32;
const HAN_PAIR = '(\\p{Script=Han})(?=(\\p{Script=Han}))';
const TOKEN = '\\p{Script=Han}+|(?:(?!\\p{Script=Han})[\\p{L}\\p{N}])+';

const hanPair = new RegExp(HAN_PAIR, 'gu');
const token = new RegExp(TOKEN, 'gu');

/**
 * Features of a folded text, in the order in which the tokenizer gives them.
 * @param folded - as `foldString` returns it
 */
export function features(folded: string): string[] {
  return folded.replace(hanPair, ' $1 $1$2 ').match(token) ?? [];
}

/**
 * `tokenizer.json` for a vocabulary, in the format of Hugging Face's tokenizers as transformers.js 2.17 reads
 * it. `$1$2` in the normalizer is JavaScript's notation for groups: other readers of the format would take it
 * literally, so the tokenizer is for transformers.js alone. WordPiece takes an unknown word of Latin letters and
 * digits apart into pieces; a pair of Han characters it takes whole or not at all, because no `##` piece is Han.
 * @param vocabulary - tokens by id, {@link SPECIAL_TOKENS} first
 */
export function tokenizerJson(vocabulary: readonly string[]): object {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL_TOKENS.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: { type: 'Replace', pattern: { Regex: HAN_PAIR }, content: ' $1 $1$2 ' },
    pre_tokenizer: { type: 'Split', pattern: { Regex: TOKEN }, behavior: 'Removed', invert: true },
    post_processor: null,
    decoder: null,
    model: {
      type: 'WordPiece',
      unk_token: UNKNOWN_TOKEN,
      continuing_subword_prefix: '##',
      max_input_chars_per_word: MAX_WORD_CHARACTERS,
      vocab: Object.fromEntries(vocabulary.map((content, id) => [content, id])),
    },
  };
}
