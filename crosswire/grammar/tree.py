"""A parse as plain lists: read from spaCy's arrays once, so that rooms never pay for token attributes again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crosswire import rules

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})

# What stands to the right of a noun inside its own phrase. Clauses, appositions and further conjuncts do not.
_PHRASE_RIGHT = frozenset({"compound", "nummod", "nmod", "quantmod", "npadvmod", "flat"})
# What is cut from the left of a phrase: marks and the conjunctions before it.
_TRIMMED_LEFT = frozenset({"punct", "preconj", "cc", "predet"})


class Tree:
    """One parsed block as lists, one entry a token: `lower`, `lemma` (lower case), `tag`, `pos`, `dep`, `entity` (label
    or ""), `begin`, `end` (characters in the block), `head`, `sentence` (number), `children`, and `first`, `last`, the
    edges of each token's subtree."""

    __slots__ = (
        "begin",
        "children",
        "dep",
        "doc",
        "end",
        "entity",
        "first",
        "head",
        "last",
        "lemma",
        "lower",
        "pos",
        "sentence",
        "tag",
    )

    def __init__(self, doc: Doc) -> None:
        table = doc.to_array(["HEAD", "SENT_START", "DEP", "TAG", "POS", "LEMMA", "LOWER", "ENT_TYPE", "IDX", "LENGTH"])
        table = table.reshape(len(doc), 10)
        strings = doc.vocab.strings
        self.doc = doc
        heads = np.arange(len(doc)) + table[:, 0].astype(np.int64)
        self.head: list[int] = heads.tolist()
        self.sentence: list[int] = np.cumsum(table[:, 1].astype(np.int64) == 1).tolist()
        self.begin: list[int] = table[:, 8].tolist()
        self.end: list[int] = (table[:, 8] + table[:, 9]).tolist()
        named: list[list[str]] = []
        for column in range(2, 8):
            ids: list[int] = table[:, column].tolist()
            text = {key: strings[key] for key in set(ids)}
            named.append([text[key] for key in ids])
        self.dep, self.tag, self.pos, lemmas, self.lower, self.entity = named
        wrong: dict[str, str] = rules.load("en/grammar")["lemmas"]
        self.lemma = [wrong.get(word, lemma.lower()) for word, lemma in zip(self.lower, lemmas, strict=True)]
        self.children: list[list[int]] = [[] for _ in self.head]
        for token, head in enumerate(self.head):
            if head != token:
                self.children[head].append(token)
        self._part_charges()
        self.first, self.last = list(range(len(doc))), list(range(len(doc)))
        self._widen()

    def _part_charges(self) -> None:
        """In "accused the army of the raid" parsers hang "of" on the army; it belongs to the verb."""
        charging = rules.words("en/grammar", "control", "charging")
        for verb, lemma in enumerate(self.lemma):
            if lemma in charging and self.pos[verb] == "VERB":
                for noun in self.below(verb, "dobj", "nsubjpass"):
                    last = self.children[noun][-1] if self.children[noun] else noun
                    if last > noun and self.dep[last] == "prep" and self.lower[last] == "of":
                        self.children[noun].pop()
                        self.head[last] = verb
                        self.children[verb] = sorted((*self.children[verb], last))

    def _widen(self) -> None:
        head, first, last = self.head, self.first, self.last
        for token in range(len(head)):
            above = head[token]
            while first[above] > token:
                first[above] = token
                above = head[above]
        for token in range(len(head) - 1, -1, -1):
            above = head[token]
            while last[above] < token:
                last[above] = token
                above = head[above]

    def downwards(self) -> list[int]:
        """All tokens, each after the one it hangs on."""
        found = [token for token, head in enumerate(self.head) if head == token]
        for token in found:
            found.extend(self.children[token])
        return found

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of these relations."""
        dep = self.dep
        for below in self.children[token]:
            if dep[below] in deps:
                return below
        return None

    def below(self, token: int, *deps: str) -> list[int]:
        """All children with one of these relations, in order."""
        dep = self.dep
        return [below for below in self.children[token] if dep[below] in deps]

    def conjuncts(self, token: int) -> list[int]:
        """The token and what is coordinated with it below, nouns with nouns and verbs with verbs."""
        found = [token]
        verbal = self.pos[token] in ("VERB", "AUX")
        for other in found:
            for below in self.children[other]:
                if self.dep[below] == "conj" and (self.pos[below] in ("VERB", "AUX")) == verbal:
                    found.append(below)
        return found

    def phrase(self, noun: int) -> tuple[int, int]:
        """The noun phrase of a noun as token indexes, end excluded: its modifiers and what hangs on it by "of", without
        relative clauses, appositions and further conjuncts."""
        left, right = self.first[noun], noun + 1
        while left < noun and (self.dep[left] in _TRIMMED_LEFT or self.pos[left] == "PUNCT"):
            left += 1
        for below in self.children[noun]:
            if below < noun:
                continue
            if self.dep[below] in _PHRASE_RIGHT or (self.dep[below] == "prep" and self.lower[below] == "of"):
                if below > right:
                    break
                right = self._of_end(below) + 1
            else:
                break
        return left, right

    def _of_end(self, below: int) -> int:
        """Where an "of" phrase ends: with its own noun, not with clauses that hang on that noun."""
        if self.dep[below] != "prep":
            return self.last[below]
        noun = self.child(below, "pobj")
        return self.phrase(noun)[1] - 1 if noun is not None else below

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the block's text of the tokens start..end (end excluded)."""
        return self.begin[start], self.end[end - 1]


def is_finite(tree: Tree, token: int) -> bool:
    """Whether a verb carries its own tense, by its form or an auxiliary."""
    if tree.tag[token] in ("VBD", "VBZ", "VBP"):
        return True
    return any(tree.tag[below] in ("MD", "VBD", "VBZ", "VBP") for below in tree.below(token, "aux", "auxpass"))
