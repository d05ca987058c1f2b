"""The training texts as passages of token ids."""

import json
import random
import re
from dataclasses import dataclass

import numpy as np

SENTENCE = re.compile(r"[^。!?;\n]+[。!?;\n]*")
#: A section's passages have about so many characters, drawn anew for each section.
MIN_PASSAGE, MAX_PASSAGE = 100, 450


def read_sections(file):
    """Lists of a title and paragraphs."""
    return [json.loads(line) for line in open(file, encoding="utf-8")]


@dataclass
class Passage:
    section: int
    #: From the first sentence's number up to the last one's, and their tokens.
    first: int
    last: int


class Passages:
    """Sections cut into passages. Sentences are numbered through; `tokens(a, b)` are those of sentences a to b - 1."""

    def __init__(self, sections, tokenizer, seed):
        rng = random.Random(seed)
        self.titles, self.sentences, self.all = [], [], []
        starts, ids = [0], []
        for number, (title, *paragraphs) in enumerate(sections):
            self.titles.append(title)
            target = rng.randrange(MIN_PASSAGE, MAX_PASSAGE)
            first = len(self.sentences)
            length = 0
            for sentence in (s for paragraph in paragraphs for s in SENTENCE.findall(paragraph)):
                if length >= target:
                    self.all.append(Passage(number, first, len(self.sentences)))
                    first, length = len(self.sentences), 0
                encoded = tokenizer.encode(sentence)
                self.sentences.append(sentence)
                ids.append(encoded)
                starts.append(starts[-1] + len(encoded))
                length += len(sentence)
            if first < len(self.sentences):
                self.all.append(Passage(number, first, len(self.sentences)))
        self._starts, self._ids = np.array(starts), np.concatenate(ids)

    def tokens(self, first, last):
        return self._ids[self._starts[first] : self._starts[last]]
