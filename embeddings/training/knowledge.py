"""What was written down for the model: words that mean the same or belong together, and questions with sentences that
answer them in other words."""

import json
from dataclasses import dataclass

from tokens import features

#: A feature counts for the vocabulary as if a line of it stood in so many sections, and at most so many lines do.
SECTIONS_PER_LINE, MAX_LINES = 2, 50
#: One question in so many, counted from the first, is kept back: the curve and the ranker learn from those.
HELD_OUT_EVERY = 15


@dataclass
class Knowledge:
    #: Groups of words that may stand for one another.
    same: list
    #: A word, and what belongs to it.
    near: list
    #: Pairs of a question and a sentence.
    asked: list
    held_out: list

    def count_features(self):
        """Number of sections that each feature counts for."""
        lines = {}
        for texts in (*self.same, *self.near, *self.asked, *self.held_out):
            for feature in {feature for text in texts for feature in features(text)}:
                lines[feature] = lines.get(feature, 0) + 1
        return {feature: SECTIONS_PER_LINE * min(n, MAX_LINES) for feature, n in lines.items()}


def read_knowledge(file):
    """From lines of `[kind, text, text, …]`, kind `same`, `near` or `asked`."""
    kinds = {"same": [], "near": [], "asked": []}
    for line in open(file, encoding="utf-8"):
        kind, *texts = json.loads(line)
        kinds[kind].append(texts)
    asked = kinds["asked"]
    kept_back = asked[::HELD_OUT_EVERY]
    return Knowledge(kinds["same"], kinds["near"], [a for i, a in enumerate(asked) if i % HELD_OUT_EVERY], kept_back)
