"""Marks and targets change nothing in the text, and every target can be jumped to."""

import re
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crosswire.render.highlight import KINDS, SLOTS, Mark, Target, highlight

TEXT = 'She said "no" on Monday & left <b>for</b> Vinterhavn; 14 people stayed.'


def bare(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


class Reader(HTMLParser):
    """Which words stand inside the element of each id or slot; fails where elements are not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str | None] = []
        self.words: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        name = named.get("id")
        if name in self.words:
            raise AssertionError(f"the id {name} stands twice")
        slot = next((c for c in (named.get("class") or "").split() if re.fullmatch(r"[sc]\d+", c)), None)
        key = f"slot{slot[1:]}" if slot else name
        self.open.append(key)
        if name:
            self.words.setdefault(name, "")

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for key in set(self.open):
            if key:
                self.words[key] = self.words.get(key, "") + data


def read(pieces: list[str]) -> dict[str, str]:
    reader = Reader()
    for piece in pieces:
        reader.feed(piece)
        assert not reader.open
    reader.close()
    return reader.words


def test_overlapping_marks_are_split() -> None:
    (made,) = highlight(TEXT, [(0, len(TEXT))], [Mark(0, 13, "quote"), Mark(9, 23, "entity"), Mark(17, 23, "time")], [])
    assert bare(made) == TEXT
    assert '<span class="quote">She said </span>' in made
    assert '<span class="quote"><span class="entity">&#34;no&#34;</span></span>' in made
    assert '<span class="entity"><span class="time">Monday</span></span>' in made


def test_a_note_is_escaped_and_stands_once_a_run() -> None:
    (made,) = highlight(TEXT, [(0, 20)], [Mark(0, 3, "entity", '"><script>'), Mark(0, 3, "quote")], [])
    assert "<script>" not in made
    assert made.count("title=") == 1


def test_nested_targets_are_nested_elements() -> None:
    made = highlight(TEXT, [(0, len(TEXT))], [], [Target(0, 23, "outer"), Target(9, 13, "inner")])
    assert read([str(m) for m in made]) == {"outer": 'She said "no" on Monday', "inner": '"no"'}


def test_crossing_targets_share_a_slot() -> None:
    made = highlight(TEXT, [(0, len(TEXT))], [], [Target(0, 13, "a"), Target(9, 23, "b")])
    assert read([str(m) for m in made]) == {"a": 'She said "no"', "b": "", "slot0": '"no" on Monday'}


def test_a_target_over_two_stretches_shares_a_slot() -> None:
    made = highlight(TEXT, [(0, 13), (13, len(TEXT))], [], [Target(9, 23, "b")])
    assert read([str(m) for m in made])["slot0"] == '"no" on Monday'


def test_what_lies_outside_or_covers_nothing_is_left_out() -> None:
    marks = [Mark(5, 5, "time"), Mark(9, 2, "time"), Mark(500, 600, "time"), Mark(-4, 0, "time")]
    assert highlight(TEXT, [(0, 10)], marks, [Target(3, 3, "x")]) == ["She said &#34;"]


spots = st.tuples(st.integers(-3, 40), st.integers(-3, 40))
mark_lists = st.lists(
    st.builds(lambda s, k: Mark(s[0], s[1], k, f"{k} {s}"), spots, st.sampled_from(KINDS)), max_size=12
)
target_lists = st.lists(spots.map(lambda s: Target(s[0], s[1], f"r-{s[0]}-{s[1]}")), max_size=SLOTS)


@given(
    st.text(alphabet="ab <>&\"'\n“é😀", max_size=36), st.sets(st.integers(1, 35), max_size=4), mark_lists, target_lists
)
def test_the_text_without_tags_is_the_text(text: str, cuts: set[int], marks: list[Mark], targets: list[Target]) -> None:
    borders = [0, *sorted(cut for cut in cuts if cut < len(text)), len(text)]
    stretches = [(a, b) for a, b in pairwise(borders) if a < b]
    made = [str(piece) for piece in highlight(text, stretches, marks, targets)]
    assert [bare(piece) for piece in made] == [text[a:b] for a, b in stretches]
    words = read(made)
    for start, end, name in targets:
        if max(start, 0) < min(end, len(text)):
            assert name in words


@given(target_lists)
def test_each_target_lights_exactly_its_words(targets: list[Target]) -> None:
    text = "abcdefghijklmnopqrstuvwxyz0123456789"
    (made,) = highlight(text, [(0, len(text))], [], targets)
    lit = sorted(words for name, words in read([str(made)]).items() if words)
    wanted = {t: text[max(t.start, 0) : t.end] for t in set(targets) if max(t.start, 0) < min(t.end, len(text))}
    assert lit == sorted(wanted.values())
