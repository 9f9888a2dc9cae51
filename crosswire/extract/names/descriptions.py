"""Links descriptions to names: titles and appositions first, then descriptions that stand alone."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.base import Role
from crosswire.extract.names.actor import Actor, actor
from crosswire.extract.names.bodies import government
from crosswire.extract.names.lexicon import ADJECTIVE, STATE, lexicon
from crosswire.extract.names.nodes import Node, Nodes
from crosswire.extract.names.phrases import Phrase
from crosswire.extract.names.scan import Found, Page
from crosswire.extract.names.words import words


def attach_roles(
    said: Sequence[Phrase], pages: Sequence[Page], people: dict[int, Node], nodes: Nodes, report: str
) -> set[int]:
    """Gives people the roles that stand right beside their names. Returns the indices of the phrases used.

    `people` maps the `start` of a name to its node.
    """
    used: set[int] = set()
    for at, phrase in enumerate(said):
        if phrase.sort != "role" or phrase.plural:
            continue
        page = pages[phrase.page]
        name, apposed = _beside(phrase, page)
        if name is None or name.start not in people:
            continue
        used.add(at)
        node = people[name.start]
        learn(node, phrase, report)
        if phrase.noun in words().same_office:
            node.like = nodes.before(phrase.start, lambda n, own=node: n.kind == "person" and n is not own)  # type: ignore[misc]
        if apposed:
            nodes.mention(node, phrase.start, phrase.end, "title")
    return used


def learn(node: Node, phrase: Phrase, report: str) -> None:
    """Adds a role and what it tells of country, sector and gender."""
    node.roles.append(Role(text=phrase.text, report=report, start=phrase.start, end=phrase.end))
    node.heads.add(phrase.noun)
    who = actor(phrase.text)
    node.country = node.country or who.country or ""
    node.sector = node.sector or who.sector or words().roles.get(phrase.noun, "")
    node.gender = node.gender or words().gendered.get(phrase.noun, "")


def _beside(phrase: Phrase, page: Page) -> tuple[Found | None, bool]:
    """The person's name a description stands beside, and whether as an apposition."""
    k = page.on(phrase.j)
    if page.word(k) in words().honorifics:
        k = page.on(k + 1)
    after = page.cover.get(k)
    if _person(after):
        return after, False
    mark = page.back(phrase.i)
    before = page.cover.get(page.back(mark)) if page.word(mark) in _OPENS else None
    if before is not None and _person(before) and page.on(before.j) == mark and page.word(k) in _SHUTS:
        return before, True
    after = page.cover.get(page.on(k + 1)) if page.word(k) == "," else None
    if after is not None and _person(after) and _closes(page, page.on(after.j)):
        return after, True
    return None, False


_OPENS = frozenset({",", "(", "–", "—"})
_SHUTS = frozenset({",", ")", ".", ";", "–", "—", ":", "who", ""})


def _person(name: Found | None) -> bool:
    return name is not None and name.kind == "person"


def _closes(page: Page, k: int) -> bool:
    """After "the minister, A B" a comma, a stop or a verb must come: "the minister, A B and C D" is a list."""
    return k >= len(page.words) or page.words[k] in (",", ".", ")", ";") or page.doc[k].pos_ in ("VERB", "AUX")


def resolve_role(phrase: Phrase, page: Page, nodes: Nodes, report: str) -> None:
    """A description of one person on its own: the person it fits, else a person of its own if it names an office."""
    who = actor(phrase.text)
    if not _definite(phrase, page, who):
        return
    node = nodes.before(phrase.start, lambda n: _fits(n, phrase, who)) or next(
        (n for n in nodes.all if _fits(n, phrase, who)), None
    )
    if node is not None:
        nodes.mention(node, phrase.start, phrase.end, "title")
        node.country = node.country or (who.country or "")
        return
    if phrase.noun in words().unnamed or not who.country:
        return
    text = key_text(phrase, page)
    node = nodes.open("person", text.lower())
    learn(node, phrase, report)
    nodes.mention(node, phrase.start, phrase.end, "title", text)


def _definite(phrase: Phrase, page: Page, who: Actor) -> bool:
    first = page.words[phrase.i].lower()
    lists = words()
    if phrase.plural:
        return False
    if first in lists.possessive:
        return phrase.noun not in lists.unnamed
    if first in lists.definite:
        return True
    if first in lists.determiners:
        return False
    return bool(who.country) and any(page.words[k] in ("'s", "’s") for k in range(phrase.i, phrase.head))


def _fits(node: Node, phrase: Phrase, who: Actor) -> bool:
    if node.kind != "person" or not node.heads:
        return False
    wider = words().wider.get(phrase.noun, frozenset())
    heads = node.heads | node.like.heads if node.like else node.heads
    same = phrase.noun in heads
    if not same and wider.isdisjoint(heads):
        return False
    if who.country and node.country and who.country != node.country:
        return False
    if who.country and not node.country and not same:
        return False
    gender = words().gendered.get(phrase.noun)
    if gender and node.gender and gender != node.gender:
        return False
    return _qualified(node, phrase)


def _qualified(node: Node, phrase: Phrase) -> bool:
    """ "the defence minister" is not the foreign minister; "the minister" can be either."""
    roles = [*node.roles, *(node.like.roles if node.like else ())]
    heads = node.heads | {phrase.noun} | (node.like.heads if node.like else set())
    telling = _telling(phrase.text) - heads
    lesser = words().lesser
    roles = [role for role in roles if lesser & _telling(role.text) == lesser & telling]
    if not telling:
        return bool(roles)
    known = [_telling(role.text) - heads for role in roles]
    return any(words_ and (telling <= words_ or words_ <= telling) for words_ in known)


def _telling(text: str) -> frozenset[str]:
    """The words of a description that tell offices apart: not its state, not words of rank."""
    lists, by_first = words(), lexicon().by_first
    told = []
    for word in text.replace("-", " ").split():
        word = word.strip(",()").removesuffix("'s").removesuffix("’s")
        state = any(p == word and known.sort in (STATE, ADJECTIVE) for p, known in by_first.get(word, ()))
        if word and not state and word not in lists.rank and word.lower() not in lists.determiners | lists.cut:
            told.append(word.lower())
    return frozenset(told)


def key_text(phrase: Phrase, page: Page) -> str:
    """A description on one line, without determiners, numbers, adjectives of rank or manner, or who helps."""
    helped = _helped(phrase, page)
    kept = [
        k for k in range(phrase.i, phrase.j) if k > phrase.head - 1 or (k not in helped and _tells(page, k, phrase))
    ]
    first = next((k for k in kept if page.words[k] not in _LINKS), phrase.head)
    if phrase.sort == "force":
        return " ".join(page.words[k] for k in kept if k >= first and page.words[k] not in _LINKS[1:])
    return " ".join(page.doc[first : phrase.j].text.split())


_LINKS = ("-", "'s", "’s")


def _helped(phrase: Phrase, page: Page) -> set[int]:
    """The tokens of "Tamberia-backed" in a description."""
    helped: set[int] = set()
    for k in range(phrase.i + 1, phrase.head - 1):
        if page.words[k] == "-" and page.words[k + 1].lower() in words().helped:
            name = page.cover.get(k - 1)
            helped.update(range(name.i if name else k - 1, k + 2))
    return helped


def _tells(page: Page, k: int, phrase: Phrase) -> bool:
    word = page.words[k]
    low = word.lower()
    if low in words().determiners or word in words().rank or page.doc[k].pos_ == "NUM":
        return False
    if k in page.cover or low in words().qualifiers or word[:1].isupper():
        return True
    if page.word(k + 1) == "-" or page.word(k - 1) == "-":
        return True
    return phrase.sort == "role" or (phrase.sort == "body" and page.doc[k].pos_ != "ADJ")


def resolve_body(phrase: Phrase, page: Page, nodes: Nodes, people: dict[int, Node]) -> None:
    """A body or group described: by state and noun one of its own, by bare noun the last one that may be called so.

    What a person owns ("Orvane's forces") belongs to that person's state.
    """
    if phrase.plural and phrase.sort != "force":
        return
    text = key_text(phrase, page)
    who = actor(text)
    owner = people.get(phrase.owner.start) if phrase.owner else None
    country = who.country or (owner.country if owner else "")
    bare = text.lower() == phrase.noun
    if who.known is not None and phrase.sort == "body":
        if not _indefinite(phrase, page):
            _of_known(phrase, page, text, who, nodes)
    elif country and phrase.noun in words().state_power and len(_telling(text)) <= 1:
        node = government(nodes, country)
        node.heads.add(phrase.noun)
        nodes.mention(node, phrase.start, phrase.end, "nominal", "" if bare else text)
    elif country and (phrase.sort == "force" or not _indefinite(phrase, page)):
        if owner and not who.country:
            text = f"{lexicon().adjective.get(country, country)} {text}"
        _of_state(phrase, text, Actor(country, who.sector), nodes)
    elif phrase.owner is not None:
        return
    elif phrase.sort == "force":
        _force(phrase, page, text, who, nodes)
    elif page.words[phrase.i].lower() in words().definite:
        _nominal(phrase, text, nodes)


def _indefinite(phrase: Phrase, page: Page) -> bool:
    """ "a Tamberian bank": one of many, so not the same as the next one."""
    first = page.words[phrase.i].lower()
    return first in words().determiners and first not in words().definite


def _of_known(phrase: Phrase, page: Page, text: str, who: Actor, nodes: Nodes) -> None:
    """ "the AFP news agency" is AFP; "UN human rights office" is a body of its own; "the AFP website" is neither."""
    node = next((n for n in nodes.all if n.known is not None and n.known.name == who.known), None)
    outside = " ".join(page.words[k] for k in range(phrase.i, phrase.j) if k not in page.cover)
    rest = _telling(outside) - set(phrase.noun.split()) - words().qualifiers.keys()
    if node is not None and phrase.noun.split()[-1] in node.heads and not rest:
        nodes.mention(node, phrase.start, phrase.end, "nominal")
    elif len(_telling(text)) >= 2:
        _of_state(phrase, text, who, nodes)


def _of_state(phrase: Phrase, text: str, who: Actor, nodes: Nodes) -> None:
    force = phrase.sort == "force"
    node = nodes.open("group" if force else "organisation", f"{who.country} {_remainder(text)}")
    node.country, node.sector = who.country or "", node.sector or who.sector or ""
    node.heads.add(phrase.noun)
    named = not force and text[:1].isupper() and text.split()[-1][:1].isupper()
    nodes.mention(node, phrase.start, phrase.end, "name" if named else "nominal", text)


def _remainder(text: str) -> str:
    return " ".join(sorted(_telling(text))) or text.lower()


def _force(phrase: Phrase, page: Page, text: str, who: Actor, nodes: Nodes) -> None:
    """ "the rebels" are the last such group spoken of; with none, "rebel forces" is one of its own."""
    wanted = _telling(text)
    node = nodes.before(
        phrase.start, lambda n: n.kind == "group" and phrase.noun in n.heads and wanted <= _words_of(n, phrase)
    )
    if node is None:
        counted = any(page.doc[k].pos_ == "NUM" for k in range(phrase.i, phrase.head))
        if phrase.noun in words().machines or text.lower() == "forces" or counted:
            return
        node = nodes.open("group", " ".join(sorted(wanted)) or text.lower())
        node.sector = who.sector or ""
        node.heads.add(phrase.noun)
    nodes.mention(node, phrase.start, phrase.end, "nominal", text)


def _words_of(node: Node, phrase: Phrase) -> frozenset[str]:
    return _telling(node.key) | {phrase.noun} | frozenset(phrase.noun.split())


def _called(node: Node, noun: str) -> bool:
    """Whether a body or group may be called so: by its name or the lists, or by a noun for any named body."""
    if node.kind not in ("organisation", "group"):
        return False
    lists = words()
    if noun in node.heads:
        return True
    return noun in lists.any_body and node.sector in lists.any_sectors and "name" in node.spans.values()


NEAR = 1500
"""Characters back that "the ministry" may reach: some ten sentences. Longer reaches join more wrongly than rightly."""


def _nominal(phrase: Phrase, text: str, nodes: Nodes) -> None:
    wanted = _telling(text) - {phrase.noun}
    for node, start in nodes.backwards(phrase.start):
        if phrase.start - start > NEAR:
            return
        if _called(node, phrase.noun) and wanted <= _telling(node.key):
            nodes.mention(node, phrase.start, phrase.end, "nominal")
            return
