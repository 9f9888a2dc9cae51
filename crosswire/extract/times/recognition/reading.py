"""From words to candidates: a text's tokens, and what the patterns make of them, level by level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crosswire.extract.times.recognition.counts import COUNTS
from crosswire.extract.times.recognition.lexicon import MADE, NOTHING, Lexicon, Pattern, figures, lexicon
from crosswire.extract.times.recognition.shapes import Values

PASSES = 3
"""How often the third level runs: each pass may build on what the last one gave ("late on | the evening of Friday")."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression says before anything is known of when it was said: the function that resolves it
    (in `normalisation`) and the values of its parts, which may be meanings themselves."""

    make: str
    slots: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Node:
    """A token, or several that a pattern has joined. `start`, `end` are offsets in the text read."""

    start: int
    end: int
    letter: str
    values: Values
    word: str

    @property
    def made(self) -> str | None:
        """DATE, TIME, DUR, SET or REF, or null for a bare token."""
        return next((name for name in MADE if name in self.values), None)


def candidates(text: str, language: str = "en") -> Iterator[Node]:
    """Every time expression the patterns see in a text, in its order, none overlapping another."""
    lex = lexicon(language)
    nodes = _tokens(text, lex)
    letters = "".join(node.letter for node in nodes)
    if lex.triggers.search(letters) is None:
        return
    for run in lex.runs.finditer(letters):
        if lex.triggers.search(letters, run.start(), run.end()):
            yield from (node for node in _read(nodes[run.start() : run.end()], lex) if node.made)


def candidate(text: str, language: str = "en") -> Node | None:
    """The one expression that a whole text is, or null when it is none or several."""
    found = list(candidates(text, language))
    return found[0] if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) else None


def _tokens(text: str, lex: Lexicon) -> list[Node]:
    nodes: list[Node] = []
    words, other = lex.words, lex.other
    for found in lex.tokens.finditer(text):
        written, kind = found.group(), found.lastgroup
        word = written.lower()
        if kind is None or kind == "short":
            if kind == "short":
                word = word.replace(".", "").replace(" ", "")
            letter, values = words.get(word, (other, NOTHING))
            if letter != other and _is_no_time(word, written, nodes, lex):
                letter, values = other, NOTHING
        else:
            values = figures(kind, written)
            letter = lex.alphabet.letter(values)
        nodes.append(Node(found.start(), found.end(), letter, values, word))
    return nodes


def _is_no_time(word: str, written: str, before: list[Node], lex: Lexicon) -> bool:
    """ "May" without its capital, "last" as a verb."""
    if word in lex.doubtful:
        return not written[0].isupper()
    return word in lex.verbs and bool(before) and before[-1].word in lex.verbs[word]


def _read(nodes: list[Node], lex: Lexicon) -> list[Node]:
    nodes = _joined(nodes, lex)
    for number, level in enumerate(lex.levels, start=1):
        for _ in range(PASSES if number == 3 else 1):
            before, nodes = nodes, _reduced(nodes, level, lex, number)
            if nodes == before:
                break
    return nodes


def _joined(nodes: list[Node], lex: Lexicon) -> list[Node]:
    """Expressions of several words ("new year's eve") as one token."""
    out, at = [], 0
    while at < len(nodes):
        parts = next((p for p in lex.phrases.get(nodes[at].word, ()) if _stands(p, nodes, at)), None)
        if parts is None:
            out.append(nodes[at])
            at += 1
            continue
        letter, values = lex.words[" ".join(parts)]
        out.append(Node(nodes[at].start, nodes[at + len(parts) - 1].end, letter, values, " ".join(parts)))
        at += len(parts)
    return out


def _stands(parts: tuple[str, ...], nodes: list[Node], at: int) -> bool:
    return len(nodes) - at >= len(parts) and all(nodes[at + n].word.replace("’", "'") == p for n, p in enumerate(parts))


def _reduced(nodes: list[Node], level: dict[str, tuple[Pattern, ...]], lex: Lexicon, number: int) -> list[Node]:
    """The nodes with every longest match of one level's patterns joined into one, from left to right."""
    letters = "".join(node.letter for node in nodes)
    out, at = [], 0
    while at < len(nodes):
        best, end = None, at
        for pattern in level.get(letters[at], ()):
            found = pattern.shape.regex.match(letters, at)
            if found is None or found.end() <= end:
                continue
            node = _made(pattern, found.regs, nodes[at : found.end()], at, lex, number)
            if node is not None:
                best, end = node, found.end()
        out.append(best or nodes[at])
        at = end if best else at + 1
    return out


def _made(
    pattern: Pattern, spans: tuple[tuple[int, int], ...], nodes: list[Node], at: int, lex: Lexicon, number: int
) -> Node | None:
    """The node a match gives, or null when its words make no number."""
    slots = dict(pattern.extra)
    for (slot, groups), (start, _) in zip(pattern.shape.slots, spans[1:], strict=True):
        if start >= 0:
            values = nodes[start - at].values
            slots[slot] = next((values[group] for group in groups.split("|") if group in values), None)
    value: Any = Meaning(pattern.make, slots)
    if number == 1:
        value = COUNTS[pattern.make](nodes)
        if value is None:
            return None
    values = dict.fromkeys(pattern.gives, value)
    word = " ".join(node.word for node in nodes)
    return Node(nodes[0].start, nodes[-1].end, lex.alphabet.letter(values), values, word)
