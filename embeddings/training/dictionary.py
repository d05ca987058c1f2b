"""What CC-CEDICT says of words: their English glosses, and which words share one."""

import json
import re
from collections import Counter, defaultdict

from tokens import HAN_RANGES, is_han

MAX_SYNONYMS = 6
#: A gloss of more words is a definition, and one that more words share says little.
MAX_GLOSS_WORDS = 5
MAX_SHARING = 12
#: Senses after these are seldom meant.
MAX_SENSES = 6
REFERENCE = re.compile(f"([{HAN_RANGES}]+)\\[")
REFERENCES = re.compile(f"[{HAN_RANGES}|]+\\[[^\\]]*\\]")
#: Glosses that are not about a meaning.
FORMAL = re.compile(r"^(cl:|surname |variant of|old variant|\(old|archaic|used in|see also|radical)")
ARTICLE = re.compile(r"^(to be|to|a|an|the|lit\.|fig\.) ")


def senses(gloss):
    """The meanings of a gloss, without brackets, articles and signs of the infinitive."""
    for part in re.sub(r"\([^)]*\)", "", gloss).split(";"):
        part = ARTICLE.sub("", part.strip(" .,")).strip()
        if part and len(part.split()) <= MAX_GLOSS_WORDS:
            yield part


def read_dictionary(file):
    """(glosses, synonyms) by word, from lines of `[word, glosses]`; the likeliest synonym first."""
    glosses, meant, sharing, named = defaultdict(list), defaultdict(list), defaultdict(set), defaultdict(dict)
    for line in open(file, encoding="utf-8"):
        word, given = json.loads(line)
        if not all(map(is_han, word)):
            continue
        for gloss in given:
            if not gloss.startswith("cl:"):
                named[word].update((other, None) for other in REFERENCE.findall(gloss) if other != word)
            if FORMAL.match(gloss):
                continue
            gloss = REFERENCES.sub("", gloss)
            glosses[word].append(gloss)
            for sense in senses(gloss):
                sharing[sense].add(word)
                meant[word].append(sense)
    return dict(glosses), synonyms(meant, sharing, named)


def synonyms(meant, sharing, named):
    scores = defaultdict(Counter)
    for word, found in meant.items():
        for sense in found[:MAX_SENSES]:
            if 2 <= len(sharing[sense]) <= MAX_SHARING:
                for other in sorted(sharing[sense] - {word}):
                    scores[word][other] += 1 / len(sharing[sense])
    for word, others in named.items():
        for other in others:
            scores[word][other] += 1
            if len(word) > 1:
                scores[other][word] += 0.5
    return {word: [other for other, _ in found.most_common(MAX_SYNONYMS)] for word, found in scores.items()}
