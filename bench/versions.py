"""How well later versions of a report are told from reports of their own, over the thresholds that decide.

    python -m bench.versions

The pairs are made from the samples by what outlets do: a typing error mended, a toll raised, a brief grown to a report,
a new lead over the old text, paragraphs cut, added or put in another order, words put otherwise; and by what is no
version: a wire copy in another outlet, a follow-up with the background of the day before, a sidebar, a situation report
of the week after, a round-up, a front page at one address. All stand in one story, so that nothing else keeps them
apart.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from bench.scale import SAMPLES
from crosswire.base import Block, Dated, Limits, Page, Report, Stated, Story, row_id
from crosswire.collect import clean, read
from crosswire.group import versions

ROUNDS = 5
"""Pairs of each kind made of each sample."""
NAMES = ("SAME", "WHOLE", "TITLED", "GROWN", "ADDRESSED")
STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


class Draft(NamedTuple):
    """A report before it is one."""

    paragraphs: list[str]
    headline: str
    outlet: str = "Varenne Courier"
    day: int = 3
    url: str = ""


Edited = Callable[[Draft, list[str], random.Random], Draft]
"""Another report made of one; the paragraphs are those of another sample."""


def _mended(one: Draft, other: list[str], chance: random.Random) -> Draft:
    return one._replace(paragraphs=_reworded(one.paragraphs, 0.01, chance))


def _raised(one: Draft, other: list[str], chance: random.Random) -> Draft:
    told = [re.sub(r"\d+", lambda m: str(int(m[0]) + chance.randrange(9)), text) for text in one.paragraphs]
    at = chance.randrange(len(told))
    return one._replace(paragraphs=[*told[:at], chance.choice(other), *told[at:]], day=one.day + chance.randrange(2))


def _grown(one: Draft, other: list[str], chance: random.Random) -> Draft:
    """From the brief that `_first` gives to the whole."""
    return one._replace(paragraphs=one.paragraphs + chance.sample(other, min(4, len(other))))


def _led_anew(one: Draft, other: list[str], chance: random.Random) -> Draft:
    cut = chance.randrange(1, 3)
    return one._replace(paragraphs=other[:cut] + one.paragraphs[cut:], headline=f"{one.headline} as talks go on")


def _cut(one: Draft, other: list[str], chance: random.Random) -> Draft:
    return one._replace(paragraphs=one.paragraphs[: -max(1, len(one.paragraphs) // chance.choice((3, 4, 5)))])


def _moved(one: Draft, other: list[str], chance: random.Random) -> Draft:
    at = chance.randrange(1, len(one.paragraphs))
    return one._replace(paragraphs=one.paragraphs[at:] + one.paragraphs[:at])


def _put_otherwise(one: Draft, other: list[str], chance: random.Random) -> Draft:
    words = _reworded(one.paragraphs, chance.choice((0.02, 0.04, 0.06, 0.08)), chance)
    return one._replace(paragraphs=words, headline="The same in other words")


def _all_new(one: Draft, other: list[str], chance: random.Random) -> Draft:
    return one._replace(paragraphs=other)


def _copied(one: Draft, other: list[str], chance: random.Random) -> Draft:
    return one._replace(outlet="Northern Ledger", url=f"https://ledger.example/{chance.random()}")


def _followed(one: Draft, other: list[str], chance: random.Random) -> Draft:
    kept = max(1, round(len(one.paragraphs) * chance.choice((0.2, 0.3, 0.4, 0.5))))
    new = other[: max(2, len(one.paragraphs) - kept)]
    return one._replace(paragraphs=new + one.paragraphs[-kept:], headline="What came of it", day=one.day + 1)


def _beside(one: Draft, other: list[str], chance: random.Random) -> Draft:
    quoted = chance.sample(one.paragraphs, max(1, len(one.paragraphs) // 4))
    return one._replace(paragraphs=other[:5] + quoted, headline="Who stands where")


def _weekly(one: Draft, other: list[str], chance: random.Random) -> Draft:
    return _raised(one, other, chance)._replace(paragraphs=_reworded(one.paragraphs, 0.02, chance), day=one.day + 7)


def _rounded_up(one: Draft, other: list[str], chance: random.Random) -> Draft:
    brief = one.paragraphs[:2]
    return one._replace(paragraphs=[*other, *brief, *(text[::-1] for text in other)], headline="The day in short")


VERSIONS: dict[str, Edited] = {
    "mended": _mended,
    "raised": _raised,
    "grown": _grown,
    "led anew": _led_anew,
    "cut": _cut,
    "moved": _moved,
    "put otherwise": _put_otherwise,
}
REPORTS: dict[str, Edited] = {
    "copied": _copied,
    "followed": _followed,
    "beside": _beside,
    "weekly": _weekly,
    "rounded up": _rounded_up,
}


def _reworded(texts: Sequence[str], share: float, chance: random.Random) -> list[str]:
    """The texts with that share of their words, at least one, in another form."""
    words = [text.split() for text in texts]
    places = [(at, n) for at, row in enumerate(words) for n in range(len(row))]
    for at, n in chance.sample(places, max(1, round(share * len(places)))):
        words[at][n] += chance.choice(("er", "st", "ing"))
    return [" ".join(row) for row in words]


class Pair(NamedTuple):
    """Two reports; `kind` says what was done, `address` whether they have one in common."""

    kind: str
    address: bool
    is_version: bool
    one: Report
    other: Report


def pairs(seed: int = 1) -> Iterator[Pair]:
    """Every kind, some with and some without a common address."""
    chance = random.Random(seed)
    drafts = list(_drafts())
    for at, draft in enumerate(drafts):
        for turn in range(ROUNDS):
            other = drafts[(at + 1 + turn) % len(drafts)].paragraphs
            for kind, edit in (VERSIONS | REPORTS).items():
                is_version = kind in VERSIONS
                one = draft if kind not in ("grown", "rounded up") else _brief(draft, chance)
                yield _pair(kind, one, edit(one, other, chance), is_version=is_version)
                if is_version or kind == "followed":
                    there = one._replace(url="https://courier.example/a")
                    later = edit(there, other, chance)
                    yield (
                        _pair(kind, there, later, is_version=True)
                        if is_version
                        else _pair(kind, there, later._replace(url="https://courier.example/b"), is_version=False)
                    )
            front = draft._replace(url="https://courier.example/")
            yield _pair(
                "front page", front, _all_new(front, other, chance)._replace(headline="Today"), is_version=False
            )
            yield _pair("all new", front, _all_new(front, other, chance), is_version=True)


def _brief(draft: Draft, chance: random.Random) -> Draft:
    return draft._replace(paragraphs=draft.paragraphs[: chance.choice((2, 3, 4))])


def _drafts() -> Iterator[Draft]:
    for page in read([SAMPLES], Limits()):
        report = clean(page, Limits()) if isinstance(page, Page) else None
        if report is None:
            continue
        body = [report.text[block.start : block.end] for block in report.blocks if block.kind == "body"]
        if len(body) >= 6:
            yield Draft(body, report.headline.text if report.headline else "Talks")


def _pair(kind: str, one: Draft, other: Draft, *, is_version: bool) -> Pair:
    return Pair(kind, bool(one.url and one.url == other.url), is_version, _report(one, "1"), _report(other, "2"))


def _report(draft: Draft, name: str) -> Report:
    text, blocks = "", []
    for paragraph in draft.paragraphs:
        blocks.append(Block(start=len(text), end=len(text) + len(paragraph), kind="body"))
        text += paragraph + "\n\n"
    return Report(
        id=row_id("r", name, text), path=name, sha256=name, encoding="utf-8", text=text, language="en",
        url=draft.url or None, headline=Stated(text=draft.headline, basis="given"),
        outlet=Stated(text=draft.outlet, basis="given"), blocks=tuple(blocks),
        published=Dated(value=f"2021-03-{draft.day:02}", basis="given"),
    )  # fmt: skip


def is_found(pair: Pair) -> bool:
    """Whether one counts as a version of the other, both in one story."""
    both = [pair.one, pair.other]
    story = Story(id="s", title="", reports=tuple(report.id for report in both))
    return any(report.version_of for report in versions.with_versions(both, [story]))


def counted(made: Sequence[Pair]) -> tuple[Counter[tuple[bool, str, bool]], Counter[tuple[bool, str, bool]]]:
    """Pairs of each kind, and those found to be versions."""
    every = Counter((pair.is_version, pair.kind, pair.address) for pair in made)
    found = Counter((pair.is_version, pair.kind, pair.address) for pair in made if is_found(pair))
    return every, found


def rates(made: Sequence[Pair]) -> tuple[float, float]:
    """Recall and precision."""
    every, found = counted(made)
    right = sum(count for key, count in found.items() if key[0])
    return right / sum(count for key, count in every.items() if key[0]), right / max(1, sum(found.values()))


def main() -> None:
    made = list(pairs())
    every, found = counted(made)
    print("| pair | is a version | one address | pairs | taken for one |\n|---|---|---|---|---|")
    for is_version, kind, address in sorted(every, reverse=True):
        key = (is_version, kind, address)
        print(
            f"| {kind} | {'yes' if is_version else 'no'} | {'yes' if address else 'no'} | {every[key]} | {found[key]} |"
        )
    recall, precision = rates(made)
    print(f"\nrecall {recall:.3f}, precision {precision:.3f}\n")
    print("| threshold | value | recall | precision |\n|---|---|---|---|")
    for name in NAMES:
        usual = getattr(versions, name)
        for step in STEPS:
            setattr(versions, name, step)
            recall, precision = rates(made)
            print(f"| {name} | {step:.2f}{' (now)' if step == usual else ''} | {recall:.3f} | {precision:.3f} |")
        setattr(versions, name, usual)


if __name__ == "__main__":
    main()
