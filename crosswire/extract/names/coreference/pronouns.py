"""Links he and she to the one person who clearly fits, and leaves them unlinked otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from crosswire.extract.names.coreference.nodes import Node, Nodes, Pointing
from crosswire.extract.names.lexicon import words
from crosswire.extract.names.mentions import Page

REACH = 400
"""Characters back to the last naming. Shorter loses the second sentence after a name, longer crosses topics."""
Near = list[tuple[Node, int]]
"""People spoken of, with where, the nearest first; each as often as spoken of."""


def pronouns(pages: Sequence[Page], nodes: Nodes) -> Iterator[Pointing]:
    """Every pronoun for one person, and "it" where it says something."""
    lists = words()
    for n, page in enumerate(pages):
        for k, word in enumerate(page.words):
            gender = lists.pronouns.get(word.lower())
            if gender:
                start, end = page.passage.offsets(page.doc[k])
                find = _spoken_of if k in page.quoted else _clear
                yield start, end, partial(_link, find, page, pages[n - 1] if n else None, k, gender, nodes)
            elif word.lower() in lists.body_pronouns and k not in page.quoted and page.says(page.offset(k)):
                start, end = page.passage.offsets(page.doc[k])
                yield start, end, partial(_link_body, page, start, end, nodes)


def _link_body(page: Page, start: int, end: int, nodes: Nodes) -> None:
    """The last body of the block that was a subject."""
    for node, at in nodes.backwards(start):
        if not page.holds(at):
            return
        if node.kind in ("organisation", "group") and page.is_subject(at) and not page.is_quoted(at):
            nodes.mention(node, start, end, "pronoun")
            return


Find = Callable[[Page, "Page | None", int, str, Near], "Node | None"]


def _link(find: Find, page: Page, above: Page | None, k: int, gender: str, nodes: Nodes) -> None:
    start, end = page.passage.offsets(page.doc[k])
    near: Near = []
    for node, at in nodes.backwards(start):
        if start - at > REACH:
            break
        if node.kind == "person" and node.gender in ("", gender) and not page.is_quoted(at):
            near.append((node, at))
    clear = find(page, above, k, gender, near)
    if clear is not None:
        clear.gender = clear.gender or gender
        nodes.mention(clear, start, end, "pronoun")


def _spoken_of(page: Page, above: Page | None, k: int, gender: str, near: Near) -> Node | None:
    """Whom words in quotation marks call "she": the only such person near, if it is nobody who speaks in the block."""
    node = _only([(node, at) for node, at in near if node.gender == gender])
    if node is None or any(page.says(at) for one, at in near if one is node and page.holds(at)):
        return None
    if any(page.says(start) for start, _ in node.spans if page.holds(start) and not page.is_quoted(start)):
        return None
    lists = words()
    same = (j for j, word in enumerate(page.words) if lists.pronouns.get(word.lower()) == gender)
    return None if any(page.says(page.offset(j)) for j in same if j not in page.quoted) else node


def _clear(page: Page, above: Page | None, k: int, gender: str, near: Near) -> Node | None:
    """The one person near; or the last subject of the pronoun's own sentence; or of those before it in the block; or
    the only person of the block, or of the block before."""
    rival = _own_subject(page, k)
    if page.doc[k].dep_ in _OBJECTS:
        doers = {id(node) for node, at in near if at == rival}
        near = [(node, at) for node, at in near if id(node) not in doers]
    if len({id(node) for node, _ in near}) <= 1:
        return near[0][0] if near else None
    near = [(node, at) for node, at in near if rival is None or at != rival]
    here = [(node, at) for node, at in near if page.holds(at)]
    subjects = [(node, at) for node, at in here if page.is_subject(at)]
    if subjects:
        return _last_subject(page, k, subjects)
    if here:
        return _only(here)
    told = [(node, at) for node, at in near if above is not None and above.is_subject(at) and not above.is_quoted(at)]
    held = [(node, at) for node, at in near if above is not None and above.holds(at)]
    return _only([(node, at) for node, at in told if node.gender == gender]) or _only(told or held or near)


_OBJECTS = ("dobj", "dative")
"""What the doer of its verb cannot be but as "himself"; behind a preposition it may ("had a gun with him")."""


def _last_subject(page: Page, k: int, subjects: Near) -> Node | None:
    """The nearest subject of the pronoun's own sentence; else, in the last sentence with any, that of its main verb, if
    its main verbs have but one."""
    last = page.sentence(subjects[0][1])
    if last == page.doc[k].sent.start:
        return subjects[0][0]
    main = [(node, at) for node, at in subjects if page.sentence(at) == last and page.is_main(at)]
    return _only(main) if main else subjects[0][0]


def _only(near: Near) -> Node | None:
    people = list({id(node): node for node, _ in near}.values())
    return people[0] if len(people) == 1 else None


def _own_subject(page: Page, k: int) -> int | None:
    """Where the subject of the verb stands whose object the pronoun is: "Njell told him" tells of two."""
    token = page.doc[k]
    if token.dep_ == "pobj":
        token = token.head
    if token.dep_ not in ("dobj", "dative", "prep", "agent") or page.doc[k].dep_ == "poss":
        return None
    subject = next((child for child in token.head.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    name = page.cover.get(subject.i) if subject is not None else None
    if name is not None:
        return name.start
    return page.passage.offsets(subject)[0] if subject is not None else None
