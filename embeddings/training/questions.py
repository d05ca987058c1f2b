"""Makes questions of statements by rule: words are left out or exchanged for synonyms, and numbers and dates asked
for."""

import re

CLAUSE = re.compile(r"[,、:。!?;\n]")
DATE = re.compile(r"\d{2,4}年(\d{1,2}月(\d{1,2}日)?)?|\d{1,2}月(\d{1,2}日)?")
NUMBER = re.compile(r"\d[\d.,]*[%万亿多余]*")
ASK_DATE, ASK_NUMBER = ["什么时候", "哪年", "哪一天", ""], ["多少", "几", ""]
DATE_SHARE, NUMBER_SHARE = 0.5, 0.6
#: What people put before and after what they ask about, which tells nothing of it.
OPENINGS = ["请问", "我想知道", "到底", "听说", "现在", "如今", "一共", "总共", "我们", "咱们", "那个", "有没有", "能不能", "为什么"]
CLOSINGS = ["吗", "呢", "是什么", "叫什么", "是谁", "是多少", "有多少", "有哪些", "在哪里", "在哪儿", "怎么样", "怎么办", "如何"]
CLOSINGS += ["多久", "几个", "几次", "哪一个", "哪位", "哪家", "是哪年", "是真的吗", "怎么说的", "什么意思", "了没有"]
OPENED, CLOSED = 0.3, 0.5
MIN_CLAUSE, MIN_QUESTION, MAX_QUESTION = 4, 10, 40
LONGEST_WORD = 8


class QuestionMaker:
    """`dropped`: mean share of words left out; `exchanged`: share of words exchanged where they have synonyms."""

    def __init__(self, words, synonyms, rng, dropped=0.3, exchanged=0.4):
        self.words, self.synonyms, self.rng = words, synonyms, rng
        self.dropped, self.exchanged = dropped, exchanged

    def make(self, sentence):
        question = self._clauses(sentence)[:MAX_QUESTION]
        if self.rng.random() < DATE_SHARE:
            question = DATE.sub(lambda _: self.rng.choice(ASK_DATE), question)
        if self.rng.random() < NUMBER_SHARE:
            question = NUMBER.sub(lambda _: self.rng.choice(ASK_NUMBER), question)
        dropped = self.dropped * self.rng.random() * 2
        kept = "".join(self._word(word, dropped) for word in self.segment(question))
        opening = self.rng.choice(OPENINGS) if self.rng.random() < OPENED else ""
        return opening + kept + (self.rng.choice(CLOSINGS) if self.rng.random() < CLOSED else "")

    def synonym(self, word):
        """One of its synonyms, the likelier the sooner."""
        found = self.synonyms[word]
        return found[min(int(self.rng.expovariate(1)), len(found) - 1)]

    def segment(self, text):
        """Greedily the longest words of the dictionary."""
        at = 0
        while at < len(text):
            lengths = range(min(LONGEST_WORD, len(text) - at), 1, -1)
            length = next((n for n in lengths if text[at : at + n] in self.words), 1)
            yield text[at : at + length]
            at += length

    def _clauses(self, sentence):
        """One clause, with those after it while they are short."""
        clauses = [clause for clause in CLAUSE.split(sentence) if len(clause) >= MIN_CLAUSE] or [sentence]
        at = self.rng.randrange(len(clauses))
        question = clauses[at]
        while len(question) < MIN_QUESTION and at + 1 < len(clauses):
            at += 1
            question += "," + clauses[at]
        return question

    def _word(self, word, dropped):
        chance = self.rng.random()
        if chance < dropped:
            return " "
        if chance > 1 - self.exchanged and len(word) > 1 and self.synonyms.get(word):
            return self.synonym(word)
        return word
