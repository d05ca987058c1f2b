"""Trains the built-in model on one processor core:

    python3 embeddings/training/train.py --data FOLDER --out FOLDER [--epochs N] [--seed N]

FOLDER holds what `prepare.ts` wrote; `train.ts` makes a model folder of what this writes. See
embeddings/builtin/README.md. Equal data, seed and versions give equal results.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

from corpus import Passages, read_sections
from dictionary import read_dictionary
from knowledge import read_knowledge
from sampler import Sampler
from tokens import Tokenizer
from vectors import WRITTEN_WORDS, Meaning, WordVectors
from vocabulary import choose, count_sections, rarity

#: Share of the words in a cosine, in training and in the model that is written.
TRAINING_SHARE, WORD_SHARE = 0.35, 0.35
#: Pairs of a step: of passages, of the dictionary, of words that belong together, of written questions.
PASSAGES, ENTRIES, RELATIONS, QUESTIONS = 512, 512, 512, 128
TEMPERATURE = 0.05
LEARNING_RATE = 0.03
started = time.time()


def log(message):
    print(f"{time.time() - started:6.0f} s  {message}", flush=True)


class Model:
    def __init__(self, words, meaning):
        self.words, self.meaning = words, meaning

    def similarities(self, left, right):
        """Cosines of the whole vectors."""
        by_words = self.words.of(left) @ self.words.of(right).T
        return TRAINING_SHARE * by_words + (1 - TRAINING_SHARE) * self.meanings(left, right)

    def meanings(self, left, right):
        return self.meaning.of(left) @ self.meaning.of(right).T


def contrast(similarity):
    """Each text must find its own among the others', both ways."""
    right = torch.arange(len(similarity))
    loss = torch.nn.functional.cross_entropy
    return (loss(similarity / TEMPERATURE, right) + loss(similarity.T / TEMPERATURE, right)) / 2


def first_found(similarity):
    """Share of the texts that find their own first of all."""
    return (similarity.argmax(1) == torch.arange(len(similarity))).float().mean().item()


def held_out_recall(sampler, model):
    """Of questions made of held-out passages by the same rules, and of held-out written ones."""
    state = sampler.rng.getstate()
    sampler.rng.seed(0)
    drawn = [sampler.question(passage) for passage in sampler.held_out]
    sampler.rng.setstate(state)
    drawn = [(q, a) for q, a in drawn if sampler.has_known(q) and sampler.has_known(a)]
    knowledge = sampler.knowledge
    questions = [sampler.encode(question) for question, _ in knowledge.held_out]
    sentences = [sampler.encode(sentence) for _, sentence in knowledge.held_out + knowledge.asked]
    with torch.no_grad():
        made = first_found(model.similarities([q for q, _ in drawn], [a for _, a in drawn]))
        return f"{made:.3f} of made, {first_found(model.similarities(questions, sentences)):.3f} of written"


def train(sampler, model, epochs):
    steps = max(1, int(epochs * len(sampler.training) / PASSAGES))
    written = min(QUESTIONS, len(sampler.knowledge.asked))
    losses = []
    log(f"{steps} steps; right first: {held_out_recall(sampler, model)}")
    for step in range(steps):
        parts = [
            contrast(model.similarities(*sampler.questions(PASSAGES))),
            contrast(model.meanings(*sampler.entries_of(ENTRIES))),
            contrast(model.meanings(*sampler.related(RELATIONS))),
            contrast(model.similarities(*sampler.asked(written))),
        ]
        sum(parts).backward()
        model.meaning.step(LEARNING_RATE * (1 - 0.9 * step / steps))
        losses.append([part.item() for part in parts])
        if (step + 1) % max(1, steps // 10) == 0:
            now = ", ".join(f"{loss:.3f}" for loss in np.mean(losses[-50:], axis=0))
            log(f"step {step + 1}, losses {now}; right first: {held_out_recall(sampler, model)}")


def write(folder, vocabulary, words, meaning):
    words.weigh(*WRITTEN_WORDS)
    folder.mkdir(parents=True, exist_ok=True)
    described = {"vocabulary": vocabulary, "signRows": words.singles, "wordShare": WORD_SHARE}
    (folder / "model.json").write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")
    meaning.table.numpy().astype("<f4").tofile(folder / "meaning.f32")
    words.signs.numpy().astype("i1").tofile(folder / "signs.i8")
    words.own.numpy().astype("<f4").tofile(folder / "own-weights.f32")
    words.pair.numpy().astype("<f4").tofile(folder / "pair-weights.f32")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(options.seed)

    sections = read_sections(options.data / "sections.jsonl")
    glosses, synonyms = read_dictionary(options.data / "dictionary.jsonl")
    knowledge = read_knowledge(options.data / "knowledge.jsonl")
    counts = count_sections(sections)
    counts.update(knowledge.count_features())
    vocabulary, singles = choose(counts, glosses, synonyms)
    rarities = [r / 10 for r in rarity(vocabulary, counts, len(sections))]
    log(f"{len(sections)} sections, {len(vocabulary)} tokens, {singles} of them no pairs")
    log(f"{len(knowledge.same)} + {len(knowledge.near)} groups of words, {len(knowledge.asked)} written questions")
    tokenizer = Tokenizer(vocabulary)
    passages = Passages(sections, tokenizer, options.seed)
    log(f"{len(passages.all)} passages")
    sampler = Sampler(passages, tokenizer, glosses, synonyms, knowledge, options.seed)
    words = WordVectors(tokenizer, singles, rarities, generator)
    meaning = Meaning(tokenizer.size, rarities, tokenizer.characters, generator)
    train(sampler, Model(words, meaning), options.epochs)
    write(options.out, vocabulary, words, meaning)
    log(f"written to {options.out}")


if __name__ == "__main__":
    main()
