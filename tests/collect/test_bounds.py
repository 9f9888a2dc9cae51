"""What is looked at of texts made to cost the square of their length: a bounded part, counted here instead of timed."""

from __future__ import annotations

import json
import re

import pytest

from crosswire.collect.html.facts import facts_of
from crosswire.collect.html.source import tree_of
from crosswire.collect.layout import Layout
from crosswire.collect.lines.units import Unit
from crosswire.collect.particulars.credits import credit_of
from crosswire.collect.particulars.rights import domain_in
from crosswire.collect.whole.splices import _NAME, dangling

ADDRESS = "portsarrow-post.example"


def test_a_long_line_is_not_searched_for_an_address() -> None:
    for size, found in ((100, True), (300, False)):
        line = "-" * (size - len(ADDRESS) - 1) + " " + ADDRESS
        assert (domain_in(line, 0, len(line)) is not None) is found


def test_no_address_begins_inside_a_run_of_dashes() -> None:
    """Else each dash would be tried as the first letter of one."""
    line = f"{'-' * 70}a.example"
    assert domain_in(line, 0, len(line)) is None


def _name(n: int) -> str:
    return f"Mara {chr(65 + n % 26)}{chr(97 + n // 26)}stin"


def test_of_a_line_of_names_the_first_hundred_are_read() -> None:
    line = ", ".join(_name(n) for n in range(150))
    assert [name.text for name in credit_of(line, 0, len(line)).authors] == [_name(n) for n in range(100)]


def test_of_stated_authors_the_first_sixty_are_looked_for() -> None:
    script = json.dumps({"@type": "NewsArticle", "author": [{"name": _name(n)} for n in range(150)]})
    root = tree_of(f'<html><head><script type="application/ld+json">{script}</script></head><body>x</body></html>')
    assert facts_of(root).authors == [_name(n) for n in range(60)]


@pytest.mark.parametrize(("before", "found"), [(10, 1), (400, 0)])
def test_names_that_come_late_are_looked_for_in_the_first_paragraphs(before: int, found: int) -> None:
    plain = "nobody was hurt and the road was open."
    texts = [plain] * before + ["Koravan said that it was so.", "there, minister Ilse Koravan spoke."]
    page = "\n".join(texts)
    units, at = [], 0
    for text in texts:
        unit = Unit(at, at + len(text), text, True)
        unit.kind = "body"
        units.append(unit)
        at += len(text) + 1
    assert len(list(dangling(page, units))) == found


@pytest.mark.parametrize("run", ["A", "A-", "A’", "Aa-"])
def test_a_name_is_tried_once_in_a_run_of_letters(run: str) -> None:
    """A search that could begin again at each letter of a run would cost the square of its length."""
    edges = re.findall(_NAME.replace(r"(?=[\w’'-]{0,40}?[a-z])", "").replace(r"[\w’'-]*+", ""), run * 500)
    assert len(edges) == 1


def test_the_words_of_a_body_are_gone_through_once_for_all_names_in_it() -> None:
    text = "Mara Ostin told reporters in Merrow that the road was open again."
    layout = Layout(units=[Unit(0, len(text), text, True)], marks=[""], dates=[[]])
    assert ("mara", "ostin") in layout.pairs()
    assert layout.pairs() is layout.pairs()
