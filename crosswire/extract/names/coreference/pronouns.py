"""Links he and she to the one person who clearly fits, and leaves them unlinked otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.extract.names.coreference.nodes import Node, Nodes
from crosswire.extract.names.lexicon import words
from crosswire.extract.names.mentions import Page

REACH = 400
"""Characters back to the last naming. Shorter loses the second sentence after a name, longer crosses topics."""
_OPEN, _CLOSE = "“«„", "”»"


def join_pronouns(pages: Sequence[Page], nodes: Nodes) -> None:
    """Adds pronoun mentions in the order of the text. One inside quotation marks speaks for the quoted and is left."""
    lists = words()
    said: set[int] = set()
    for page in pages:
        quoted = False
        for k, word in enumerate(page.words):
            quoted = _quoted(word, quoted)
            if quoted and k in page.cover:
                said.add(page.cover[k].start)
            gender = lists.pronouns.get(word.lower()) if not quoted else None
            if gender:
                _link(page, k, gender, nodes, said)


def _quoted(word: str, quoted: bool) -> bool:
    if word in _OPEN:
        return True
    if word in _CLOSE:
        return False
    return not quoted if word == '"' else quoted


def _link(page: Page, k: int, gender: str, nodes: Nodes, said: set[int]) -> None:
    """`said` are starts of names within quotation marks: who is only spoken of there is not the next to be "he"."""
    start, end = page.passage.offsets(page.doc[k])
    sentence = page.passage.start + page.doc[k].sent.start_char
    near: dict[int, tuple[Node, int]] = {}
    for node, at in nodes.backwards(start):
        if start - at > REACH:
            break
        if at not in said and node.kind == "person" and node.gender in ("", gender):
            near.setdefault(id(node), (node, at))
    clear = _clear(page, list(near.values()), sentence)
    if clear is not None:
        clear.gender = clear.gender or gender
        nodes.mention(clear, start, end, "pronoun")


def _clear(page: Page, near: list[tuple[Node, int]], sentence: int) -> Node | None:
    """The one person near, or the only one who is a subject in this or the last sentence."""
    if len(near) <= 1:
        return near[0][0] if near else None
    here = [(node, at) for node, at in near if at >= sentence]
    subjects = [node for node, at in here if _is_subject(page, at)]
    if len(subjects) == 1:
        return subjects[0]
    if here:
        return None
    previous = _sentence_before(page, sentence)
    subjects = [node for node, at in near if at >= previous and _is_subject(page, at)]
    return subjects[0] if len(subjects) == 1 else None


def _sentence_before(page: Page, sentence: int) -> int:
    k = page.at(sentence)
    return page.passage.start + page.doc[k - 1].sent.start_char if k else sentence


def _is_subject(page: Page, at: int) -> bool:
    if not page.passage.start <= at <= page.passage.start + page.starts[-1]:
        return False
    token = page.doc[page.at(at)]
    while token.dep_ in ("compound", "amod", "flat", "appos") and token.head.i != token.i:
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")
