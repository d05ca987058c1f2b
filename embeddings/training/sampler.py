"""Draws what the model learns from: pairs of texts that belong together, as lists of token ids."""

import random

import numpy as np

from questions import QuestionMaker
from tokens import is_han

#: Passages of a section that stand together in a batch, so that its subject alone does not tell.
NEIGHBOURS = 3
#: Shares of questions that are titles, whose sentence is taken out of the passage, whose passage opens with its title,
#: whose passage is without the words that it has in common with the question.
TITLES, REMOVED, TITLED, OTHER_WORDS = 0.15, 0.4, 0.3, 0.3
MAX_PASSAGE_TOKENS = 1200
#: Shares of dictionary pairs that are two words, and, of the others, a word with all its glosses.
SYNONYM_PAIRS, WHOLE_ENTRIES = 0.5, 0.4
#: Of what belongs together: shares of groups of the same, of two things that belong to a third, of pairs without the
#: characters that they have in common.
SAME, SIBLINGS, APART = 0.5, 0.2, 0.5
#: Share of written questions that stay as they are, and of their sentences that others stand beside.
AS_WRITTEN, AMONG_OTHERS = 0.75, 0.5
MAX_SYNONYMS = 8
HELD_OUT = 0.01


class Sampler:
    def __init__(self, passages, tokenizer, glosses, synonyms, knowledge, seed):
        self.rng = random.Random(seed)
        self.passages, self.tokenizer, self.knowledge = passages, tokenizer, knowledge
        self.glosses, self.synonyms = glosses, synonyms
        self.entries = sorted(glosses)
        self.maker = QuestionMaker(*exchangeable(glosses, synonyms, knowledge.same), self.rng)
        self._encoded = {}
        apart = random.Random(seed)
        sections = {passage.section for passage in passages.all}
        held_out = {section for section in sorted(sections) if apart.random() < HELD_OUT}
        self.training = [p for p in passages.all if p.section not in held_out]
        self.held_out = [p for p in passages.all if p.section in held_out]

    def questions(self, count):
        """Questions made of passages' sentences, and the passages."""
        pairs = []
        while len(pairs) < count:
            at = self.rng.randrange(len(self.training))
            passage = self.training[at]
            for other in self.training[at : at + NEIGHBOURS]:
                if other.section != passage.section:
                    break
                question, answer = self.question(other, may_be_title=other is passage)
                rest = without(answer, question) if self.rng.random() < OTHER_WORDS else answer
                self._take(pairs, question, rest if self.has_known(rest) else answer)
        return unzip(pairs[:count])

    def question(self, passage, may_be_title=False):
        title = self.passages.titles[passage.section]
        body = self.passages.tokens(passage.first, passage.last)
        if may_be_title and self.rng.random() < TITLES:
            return self.tokenizer.encode(title), body[:MAX_PASSAGE_TOKENS]
        sentence = self.rng.randrange(passage.first, passage.last)
        question = self.tokenizer.encode(self.maker.make(self.passages.sentences[sentence]))
        if self.rng.random() < REMOVED and passage.last - passage.first > 2:
            before = self.passages.tokens(passage.first, sentence)
            body = np.concatenate([before, self.passages.tokens(sentence + 1, passage.last)])
        if self.rng.random() < TITLED:
            body = np.concatenate([self.tokenizer.encode(title), body])
        return question, body[:MAX_PASSAGE_TOKENS]

    def entries_of(self, count):
        """Words of the dictionary, and their glosses or other words of the same gloss."""
        pairs = []
        while len(pairs) < count:
            word = self.rng.choice(self.entries)
            self._take(pairs, self.tokenizer.encode(word), self.tokenizer.encode(self._other(word)))
        return unzip(pairs)

    def related(self, count):
        """Words that mean the same or belong together."""
        pairs = []
        while len(pairs) < count:
            a, b = (self.encode(text) for text in self._relation())
            self._take(pairs, a, without(b, a) if self.rng.random() < APART else b)
        return unzip(pairs)

    def asked(self, count):
        """Questions that were written, and sentences that answer them."""
        pairs = []
        for question, sentence in self.rng.sample(self.knowledge.asked, count):
            if self.rng.random() < AS_WRITTEN:
                asked = self.encode(question)
            else:
                asked = self.tokenizer.encode(self.maker.make(question))
            answer = self.encode(sentence)
            if self.rng.random() < AMONG_OTHERS:
                passage = self.rng.choice(self.training)
                at = self.rng.randrange(passage.first, passage.last)
                answer = np.concatenate([answer, self.passages.tokens(at, min(at + 2, passage.last))])
            self._take(pairs, asked, without(answer, asked) if self.rng.random() < OTHER_WORDS else answer)
        return unzip(pairs)

    def encode(self, text):
        known = self._encoded.get(text)
        if known is None:
            known = self._encoded[text] = self.tokenizer.encode(text)
        return known

    def has_known(self, ids):
        return bool((ids < self.tokenizer.size).any())

    def _take(self, pairs, a, b):
        if self.has_known(a) and self.has_known(b):
            pairs.append((a, b))

    def _other(self, word):
        if self.synonyms.get(word) and self.rng.random() < SYNONYM_PAIRS:
            found = self.synonyms[word]
            return found[min(int(self.rng.expovariate(1)), len(found) - 1)]
        glosses = self.glosses[word]
        return " ".join(glosses) if self.rng.random() < WHOLE_ENTRIES else self.rng.choice(glosses)

    def _relation(self):
        if self.rng.random() < SAME:
            return self.rng.sample(self.rng.choice(self.knowledge.same), 2)
        head, *others = self.rng.choice(self.knowledge.near)
        if len(others) > 1 and self.rng.random() < SIBLINGS:
            return self.rng.sample(others, 2)
        pair = [head, " ".join(self.rng.sample(others, self.rng.randint(1, len(others))))]
        self.rng.shuffle(pair)
        return pair


def without(ids, others):
    """Ids that are not among others."""
    return ids[~np.isin(ids, others)]


def unzip(pairs):
    return [a for a, _ in pairs], [b for _, b in pairs]


def exchangeable(glosses, synonyms, same):
    """(words, synonyms): what words are told apart in a sentence, and what may take their place, likeliest first."""
    found = dict(synonyms)
    for group in same:
        words = [word for word in group if all(map(is_han, word))]
        for word in words:
            others = [other for other in words if other != word]
            if others:
                found[word] = list(dict.fromkeys(others + found.get(word, [])))[:MAX_SYNONYMS]
    return {word for word in glosses.keys() | found.keys() if len(word) > 1}, found
