"""The two parts of a vector: words, which are not trained, and meaning, which is. `graph.ts` computes the same."""

import math

import numpy as np
import torch
from torch.nn.functional import embedding_bag, normalize

from tokens import UNKNOWN

WORD_DIMENSIONS, MEANING_DIMENSIONS = 320, 384
#: Weights are rarity to a power, a character's so many times as high: of words in training, of words in the model that
#: is written (found better on the development sets when it was trained), of meaning before training.
TRAINING_WORDS, WRITTEN_WORDS, MEANING_START = (0.7, 2.0), (1.2, 1.5), (0.7, 1.5)


def weigh(rarity, characters, power, character):
    """Weights of tokens by their rarity, 0 to 1; special tokens have none."""
    weights = torch.tensor(rarity) ** power
    weights[2:characters] *= character
    weights[:2] = 0
    return weights


def offsets(texts):
    lengths = np.array([len(ids) for ids in texts])
    return torch.from_numpy(np.concatenate([[0], np.cumsum(lengths)[:-1]]))


class WordVectors:
    """Random signs for every character and word, and for a pair the product of its characters' signs."""

    def __init__(self, tokenizer, singles, rarity, generator):
        self.size, self.characters = tokenizer.size, tokenizer.characters
        self.signs = torch.randint(0, 2, (singles, WORD_DIMENSIONS), generator=generator).float() * 2 - 1
        self.signs[0] = 0
        self.rarity, self.singles = rarity, singles
        self.weigh(*TRAINING_WORDS)
        self.pairs_of = np.zeros((self.size, 2), dtype=np.int64)
        for token, i in tokenizer.ids.items():
            if i >= singles:
                self.pairs_of[i] = [tokenizer.ids[character] for character in token]

    def weigh(self, power, character):
        weights = weigh(self.rarity, self.characters, power, character)
        self.own, self.pair = weights.clone(), weights.clone()
        self.own[self.singles :] = 0
        self.pair[: self.singles] = 0
        # An unknown pair is as rare as can be.
        self.pair[UNKNOWN] = 1

    def of(self, texts):
        """Unit vectors of lists of ids, unknown pairs among them."""
        codes, rows = np.unique(np.concatenate(texts), return_inverse=True)
        sums = embedding_bag(
            torch.from_numpy(rows.astype(np.int64)), self._rows(codes.astype(np.int64)), offsets(texts), mode="sum"
        )
        return normalize(sums, eps=1e-6)

    def _rows(self, codes):
        known = codes < self.size
        ids = torch.from_numpy(np.where(known, codes, UNKNOWN))
        own = self.signs[ids.clamp(max=self.singles - 1)] * self.own[ids][:, None]
        apart = np.stack([(codes - self.size) // self.characters, (codes - self.size) % self.characters], axis=1)
        a, b = torch.from_numpy(np.where(known[:, None], self.pairs_of[np.where(known, codes, 0)], apart)).T
        return own + self.signs[a] * torch.roll(self.signs[b], -1, 1) * self.pair[ids][:, None]


class Meaning:
    """The trained table, and its steps: AdaGrad with one rate a row."""

    def __init__(self, size, rarity, characters, generator):
        self.size = size
        scale = weigh(rarity, characters, *MEANING_START)
        self.table = torch.randn(size, MEANING_DIMENSIONS, generator=generator) * scale[:, None]
        self.table /= math.sqrt(MEANING_DIMENSIONS)
        self.squares = torch.zeros(size)
        self.bags = []

    def of(self, texts):
        """Unit vectors of lists of ids, of which unknown ones are left out; `step` takes in their gradients."""
        texts = [ids[ids < self.size] for ids in texts]
        ids = np.concatenate(texts).astype(np.int64)
        sums = embedding_bag(torch.from_numpy(ids), self.table, offsets(texts), mode="sum")
        if torch.is_grad_enabled():
            self.bags.append((ids, [len(text) for text in texts], sums.requires_grad_()))
        return normalize(sums, eps=1e-6)

    def step(self, rate):
        """A row's gradient is the sum of those of the texts that it is in."""
        ids = np.concatenate([ids for ids, _, _ in self.bags])
        lengths = np.concatenate([lengths for _, lengths, _ in self.bags])
        gradients = torch.cat([sums.grad for _, _, sums in self.bags])
        self.bags = []
        order = np.argsort(ids, kind="stable")
        texts = torch.from_numpy(np.repeat(np.arange(len(lengths)), lengths)[order])
        rows, first = np.unique(ids[order], return_index=True)
        rows = torch.from_numpy(rows)
        gradient = embedding_bag(texts, gradients, torch.from_numpy(first), mode="sum")
        self.squares[rows] += (gradient**2).mean(1)
        self.table[rows] -= rate * gradient / (self.squares[rows].sqrt() + 1e-10)[:, None]
        self.table[:2] = 0
