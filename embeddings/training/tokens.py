"""What the model sees of a folded text. `features.ts` and the tokenizer it writes do the same: every Han character,
every pair of neighbouring Han characters, and the pieces of words and numbers of other scripts."""

import re
import string

import numpy as np

HAN_RANGES = "⺀-⿕々〇〡-〩〸-〻㐀-䶿一-鿿豈-龎\U00020000-\U0003134f"
HAN = re.compile(f"[{HAN_RANGES}]")
TOKEN = re.compile(f"[{HAN_RANGES}]+|[^\\W_{HAN_RANGES}]+")
SPECIAL = ["[PAD]", "[UNK]"]
UNKNOWN = 1
MAX_WORD = 32
ALPHABET = string.digits + string.ascii_lowercase


def runs(text):
    """Runs of Han characters, and of other letters and digits."""
    return TOKEN.findall(text)


def is_han(text):
    return HAN.match(text) is not None


def features(text):
    """Characters, pairs of them, and whole words of other scripts."""
    for run in runs(text):
        if is_han(run):
            for i, character in enumerate(run):
                yield character
                if i + 1 < len(run):
                    yield run[i : i + 2]
        elif len(run) <= MAX_WORD:
            yield run


def word_pieces():
    """Pieces that any word of Latin letters and digits can be made of."""
    for a in ALPHABET:
        yield from (a, "##" + a)
        for b in ALPHABET:
            yield from (a + b, "##" + a + b)


class Tokenizer:
    """Ids of a text's tokens. A pair outside the vocabulary is `size + a * characters + b`, of its characters' ids."""

    def __init__(self, vocabulary):
        self.ids = {token: i for i, token in enumerate(vocabulary)}
        self.size = len(vocabulary)
        # Characters come right after the special tokens.
        self.characters = 2 + sum(len(token) == 1 and is_han(token) for token in vocabulary)
        self._words = {}

    def encode(self, text):
        ids, out = self.ids, []
        for run in runs(text):
            if not is_han(run):
                if len(run) <= MAX_WORD:
                    out += self._word(run)
                continue
            single = [ids.get(character, UNKNOWN) for character in run]
            for i, a in enumerate(single):
                if a != UNKNOWN:
                    out.append(a)
                if i + 1 < len(run):
                    pair = ids.get(run[i : i + 2])
                    out.append(self.size + a * self.characters + single[i + 1] if pair is None else pair)
        return np.array(out, dtype=np.int32)

    def _word(self, word):
        """Greedily the longest pieces, as WordPiece takes them; nothing where a piece is missing."""
        known = self._words.get(word)
        if known is None:
            known = self._words[word] = self._pieces(word)
        return known

    def _pieces(self, word):
        found, start = [], 0
        while start < len(word):
            prefix = "" if start == 0 else "##"
            ends = range(len(word), start, -1)
            end = next((e for e in ends if prefix + word[start:e] in self.ids), None)
            if end is None:
                return []
            found.append(self.ids[prefix + word[start:end]])
            start = end
        return found
