"""What stories and storylines are called: by template where most reports bear it out, else by a headline."""

from __future__ import annotations

from msgspec.structs import replace

from crosswire.base import Entity, Event, Participant, Report, Story, Storyline, Where
from crosswire.group.naming import rename
from crosswire.group.shelf import Shelf
from tests.group.making import entity, told

HEADLINE = "Ministers come and go"


def reports(count: int) -> list[Report]:
    body = "Ilse Koravan met Dag Teslo in Lindholm. Varenne waits."
    return [told(HEADLINE, f"{body} Report {n}.", published=f"2031-12-0{n + 1}") for n in range(count)]


def titles(
    pages: list[Report], of_event: list[Report], countries: tuple[str | None, str | None], stories: int = 1
) -> tuple[str, str]:
    """The titles of the (first) story and the storyline of these reports, of which some tell of a meeting."""
    shelf = Shelf(pages, ())
    found: list[Entity] = []
    named_here: tuple[tuple[str, str, dict[str, object]], ...] = (
        ("Ilse Koravan", "person", {"country": countries[0]}),
        ("Dag Teslo", "person", {"country": countries[1]}),
        ("Lindholm", "place", {"precision": 1}),
        ("Varenne", "place", {"precision": 6, "country": "VAR"}),
    )
    for name, kind, more in named_here:
        each = [entity(page, name, kind, **more) for page in pages]
        mentions = tuple(mention for one in each for mention in one.mentions)
        found.append(replace(each[0], mentions=mentions))
    koravan, teslo, town, _ = found
    parts = tuple(Participant(role="party", text=one.name, start=0, end=1, entity=one.id) for one in (koravan, teslo))
    names = tuple(page.id for page in pages)
    rows = tuple(
        Story(id=f"s-{n}", title=HEADLINE, reports=names, from_="2031-12-01", to="2031-12-09") for n in range(stories)
    )
    event = Event(
        id="ev-1",
        type="TALK",
        subtype="talk.meeting",
        title="Meeting of Koravan and Teslo",
        story="s-0",
        where=Where(entity=town.id, precision=1),
        participants=parts,
        reports=tuple(page.id for page in of_event),
    )
    line = Storyline(id="sl-1", title=HEADLINE, stories=tuple(row.id for row in rows))
    named, lines = rename(shelf, rows, (line,), (event,), found)
    return named[0].title, lines[0].title


def test_talks_of_two_give_the_title() -> None:
    pages = reports(3)
    assert titles(pages, pages, ("EST", "TAM"), stories=2) == (
        "Koravan–Teslo talks, Lindholm, December 2031",
        "Varenne: Koravan–Teslo talks",
    )


def test_a_storyline_of_one_story_is_called_like_it() -> None:
    pages = reports(2)
    story, line = titles(pages, pages, (None, None))
    assert story == line == "Koravan–Teslo talks, Lindholm, December 2031"


def test_the_headline_stays_where_few_tell_of_the_talks() -> None:
    pages = reports(5)
    assert titles(pages, pages[:1], ("EST", "TAM")) == (HEADLINE, HEADLINE)


def test_colleagues_hold_no_talks() -> None:
    pages = reports(3)
    assert titles(pages, pages, ("EST", "EST"))[0] == HEADLINE
