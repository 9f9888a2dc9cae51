"""What kind of deed it was and what became of whom, in words of one dimension that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from crosswire.reconcile.against.statements import Sentence
from crosswire.reconcile.evidence import Evidence
from crosswire.reconcile.tellings import Kind, Value, dimensions_of, told_by, told_in
from crosswire.reconcile.values.facts import Fact, beside


def kinds_in(sentences: Sequence[Sentence], lead: Sequence[Sentence], evidence: Evidence) -> Iterator[Fact]:
    """Of each dimension by which deeds are known the value that a report has first, if its sentence has one alone; of
    others every value with the words beside it, which must show of whom it is told."""
    for name, dimension in dimensions_of().items():
        if dimension.get("lead"):
            told = next(
                (
                    told
                    for one in (sentences if dimension.get("whole") else lead)
                    if (told := _told(name, one, evidence))
                ),
                [],
            )
            rows = told if len(told) == 1 else []
        elif dimension.get("close"):
            rows = [row for one in sentences for row in _told(name, one, evidence)]
        else:
            continue
        also = told_by(name, sentences[0].report, evidence) if rows else frozenset()
        for key, (value, sentence) in rows:
            yield Fact(
                kind=cast(Kind, dimension["kind"]),
                key=("kind", name),
                value=value,
                sentence=sentence,
                beside=beside(value.start, value.start + len(value.text), sentence, evidence),
                label=key,
                also=also if dimension.get("lead") else frozenset(),
                close=bool(dimension.get("close")),
                least=float(dimension.get("least", 0)),
                sure=True,
                lead=True,
            )


def _told(name: str, one: Sentence, evidence: Evidence) -> list[tuple[str, tuple[Value, Sentence]]]:
    """The values of a dimension that a sentence has."""
    return [(key, (value, one)) for key, value in told_in(name, one, evidence).items()]
