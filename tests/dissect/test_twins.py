"""A paragraph that comes again is parsed once, and its clauses are read once."""

from __future__ import annotations

from crosswire import flow
from crosswire.dissect import LoadedModel, dissect, dissect_many
from tests.making import report

AGAIN = "Minister Ilse Koravan said on Monday that shells had hit a market in Port Sarrow and killed nine people."
FIRST = report(f"The ferry to Hask was late.\n\n{AGAIN}", id="r-1")
SECOND = report(f"{AGAIN}\n\nNobody answered the mayor.\n\n{AGAIN}", id="r-2")


def test_passages_of_one_text_share_parse_and_clauses(model: LoadedModel) -> None:
    (_, one), (two, other, three) = dissect_many([FIRST, SECOND], model)
    assert one.doc is two.doc is three.doc
    assert one.frames is two.frames is three.frames
    assert two.frames is not other.frames
    assert (two.text, two.start, three.start) == (AGAIN, 0, SECOND.text.rindex(AGAIN))


def test_reports_are_read_as_each_by_itself(model: LoadedModel) -> None:
    together = [
        flow.extract(one, passages)
        for one, passages in zip((FIRST, SECOND), dissect_many([FIRST, SECOND], model), strict=True)
    ]
    assert together == [flow.extract(one, dissect(one, model)) for one in (FIRST, SECOND)]
    assert together[1].mentions
