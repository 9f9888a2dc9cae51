"""The linear rendering: what stands on which line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.collect.html.rendering import render
from crosswire.collect.html.source import tree_of


def rendered(inside: str) -> str:
    return render(tree_of(f"<html><body>{inside}</body></html>")).text


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo.\n"),
        ("<ul><li>One<li>Two</ul>", "One\nTwo\n"),
        ("One<br>two", "One\ntwo\n"),
        ("<p>One <b>bold</b>\n  word</p>", "One bold word\n"),
        ("<p><b>W</b>ord</p>", "Word\n"),
        ("<p><span>Jane Doe</span><time>3 March</time></p>", "Jane Doe 3 March\n"),
        ("<p>The<span> word</span><span>s</span></p>", "The words\n"),
        ("<table><tr><td>Dead<td>12<tr><td>Hurt<td>30</table>", "Dead 12\nHurt 30\n"),
        ("<pre>one\ntwo</pre>", "one\ntwo\n"),
        ("<p>Heli\u00adkopter\u200b</p>", "Helikopter\n"),
        ("<p hidden>no</p><p style='DISPLAY : none'>no</p><p class='sr-only'>no</p>yes", "yes\n"),
        ("<dialog>no</dialog><dialog open>yes</dialog>", "yes\n"),
        ("<noscript>no</noscript><template>no</template><svg><text>no</text></svg><p>yes", "yes\n"),
        ("<script>no</script>tail", "tail\n"),
    ],
)
def test_lines(inside: str, text: str) -> None:
    assert rendered(inside) == text


def test_a_line_knows_its_innermost_element_and_what_of_it_is_linked() -> None:
    root = tree_of("<div class=a><p class=b>One <i>two</i></p><span class=c><a>three</a></span> four</div>")
    first, second = render(root).lines
    assert (first.element.get("class"), first.link_share) == ("b", 0.0)
    assert (second.element.get("class"), second.text, second.linked) == ("a", "three four", 5)


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<br>",
        "<li>",
        "<b>",
        "</b>",
        "<td>",
        "<tr>",
        "<table>",
        " ",
        "\n",
        "Talks",
        "é",
        "a\tb",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_every_line_is_its_span_of_the_text(pieces: list[str]) -> None:
    root = tree_of("<html><body>" + "".join(pieces) + "</body></html>")
    rendering = render(root)
    for line in rendering.lines:
        assert rendering.text[line.start : line.end] == line.text == line.text.strip()
    assert "".join(line.text for line in rendering.lines) == rendering.text.replace("\n", "")
