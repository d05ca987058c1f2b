"""Chooses the tokens that have a row of their own."""

import math
import re
from collections import Counter

from tokens import SPECIAL, features, is_han, word_pieces

SIZE = 64_000
#: Rows kept free for frequent pairs that are no words of the dictionary.
FREE_FOR_PAIRS = 7_000
WORDS = 5_000
#: An English word in so many glosses.
ENGLISH_GLOSSES = 12
#: Sections that a character, a word of the dictionary, and a synonym's word must be in.
CHARACTER_SECTIONS, DICTIONARY_SECTIONS, SYNONYM_SECTIONS = 2, 2, 5


def count_sections(sections):
    """Number of sections with a feature."""
    counts = Counter()
    for section in sections:
        counts.update(set(features("\n".join(section))))
    return counts


def choose(counts, glosses, synonyms):
    """(tokens by id, number of those that are no pairs)"""
    chosen = dict.fromkeys(SPECIAL)

    def add(tokens, most=SIZE):
        for token in tokens:
            if len(chosen) < most:
                chosen.setdefault(token)

    def ranked(length, least, han=True):
        found = [t for t, n in counts.items() if n >= least and is_han(t) == han and (not han or len(t) == length)]
        return sorted(found, key=lambda token: (-counts[token], token))

    add(ranked(1, CHARACTER_SECTIONS))
    characters = set(chosen)
    english = Counter(w for given in glosses.values() for g in given for w in set(re.findall("[a-z]{2,}", g)))
    add(sorted((w for w, n in english.items() if n >= ENGLISH_GLOSSES), key=lambda w: (-english[w], w)))
    add(word_pieces())
    add(ranked(0, 1, han=False)[:WORDS])
    singles = len(chosen)
    words = sorted(w for w in glosses.keys() | synonyms.keys() if len(w) == 2 and set(w) <= characters)
    add(w for w in words if counts[w] >= DICTIONARY_SECTIONS)
    add(
        (w for w in words if any(counts[o] >= SYNONYM_SECTIONS for o in synonyms.get(w, ()))),
        most=SIZE - FREE_FOR_PAIRS,
    )
    add(pair for pair in ranked(2, 1) if set(pair) <= characters)
    return list(chosen), singles


def rarity(vocabulary, counts, sections):
    """Inverse document frequency of each token, 0.3 to 10; a token that is hardly there as one in three sections."""
    return [min(10.0, max(0.3, math.log((sections + 1) / (max(counts[t], 3) + 1)))) for t in vocabulary]
