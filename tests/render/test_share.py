"""What is passed on: passages instead of texts, at the same offsets, and no word more; names hidden where asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire import api, rules
from crosswire.base import FORMAT, KINDS, WITHHELD, Block, Disagreement, Entity, EntityMention, Event, Record, Role
from crosswire.dissect import LoadedModel
from crosswire.render import as_json, dossier, withhold
from crosswire.render.private import private_people
from crosswire.render.reading import fragment
from crosswire.render.snippets import SHARE
from tests.making import report as made_report
from tests.render.making_record import record
from tests.render.reading_html import Dossier

replace = msgspec.structs.replace
SAMPLES = Path(__file__).parents[2] / "samples"
WORD = re.compile(r"\w+")


@pytest.fixture(scope="module")
def whole(model: LoadedModel) -> Record:
    return api.make_record([SAMPLES], model=model)


@pytest.fixture(scope="module")
def shared(whole: Record) -> Record:
    return withhold(whole)


def words(text: str) -> set[str]:
    return set(WORD.findall(text.lower()))


def strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from strings(value)
    elif isinstance(node, (list, tuple)):
        for value in node:
            yield from strings(value)


def test_offsets_hashes_and_ids_stay(whole: Record, shared: Record) -> None:
    for before, after in zip(whole.reports, shared.reports, strict=True):
        assert after.withheld
        assert (before.id, before.sha256, len(before.text)) == (after.id, after.sha256, len(after.text))
        assert all(b in (a, WITHHELD) for a, b in zip(before.text, after.text, strict=True))
        assert [m.isspace() for m in before.text] == [m.isspace() for m in after.text]
    for table in msgspec.structs.fields(Record):
        rows = getattr(whole, table.name)
        if isinstance(rows, tuple):
            assert [getattr(r, "id", None) for r in rows] == [
                getattr(r, "id", None) for r in getattr(shared, table.name)
            ]
    texts = {report.id: report.text for report in shared.reports}
    assert all(texts[row.report][row.start : row.end] == row.text for row in shared.times)
    assert all(texts[row.report][row.trigger.start : row.trigger.end] == row.trigger.text for row in shared.mentions)


def test_only_a_part_of_each_text_is_passed_on(whole: Record, shared: Record) -> None:
    cited = {account.report for row in whole.brief for account in row.accounts}
    for before, after in zip(whole.reports, shared.reports, strict=True):
        left = sum(mark != WITHHELD and not mark.isspace() for mark in after.text)
        assert left < (0.7 if before.id in cited else SHARE + 0.1) * len(before.text)


def test_no_withheld_word_stands_anywhere_in_the_files(whole: Record, shared: Record) -> None:
    """Names, titles and questions of the record's own are no words of a text; everything else is searched for."""
    open_words = {word for report in shared.reports for word in words(report.text)}
    withheld = {word for report in whole.reports for word in words(report.text)} - open_words
    ours = [rules.load("en/display"), rules.load("en/ledger_tables"), [str(name) for name in Record.__struct_fields__]]
    named = [[row.name, row.aliases] for row in whole.entities]
    titled = [[row.title for row in rows] for rows in (whole.events, whole.stories, whole.storylines)]
    asked = [[row.question, *(side.value for side in row.sides)] for row in whole.disagreements]
    coded = [[n.unit or "", n.group or ""] for row in whole.mentions for n in row.numbers]
    grouped = [row.group or "" for row in whole.claims]
    placed = [[row.path, row.url or ""] for row in whole.reports]
    codes = [msgspec.to_builtins(row.codes) for row in whole.mentions]
    kinds = [[row.type, (row.subtype or "").split("."), [p.role for p in row.participants]] for row in whole.mentions]
    why = [re.sub(r"“[^“”]*”", "", text) for row in (*whole.events, *whole.disagreements) for text in reasons(row)]
    why += [row.why for row in whole.copies]
    made = msgspec.to_builtins(whole.made)
    steps = [
        [step.state, state.state] for row in whole.processes for step in row.steps for state in row.state_by_source
    ]
    made |= {"steps": steps, "names": [[row.name, row.why] for row in whole.processes]}
    known = {
        word
        for text in strings([ours, named, titled, asked, coded, grouped, placed, codes, kinds, why, made])
        for word in words(text)
    }
    known |= CODES
    searched = {word for word in withheld - known if len(word) > 3 and word.isalpha()}
    assert len(searched) > 200
    for text in (as_json(shared).decode(), without_style(dossier(shared))):
        assert not (found := " ".join(sorted(searched & words(text)))), found


def reasons(row: Event | Disagreement) -> tuple[str, ...]:
    return row.why + row.why_apart if isinstance(row, Event) else row.why


CODES = {
    word
    for text in (
        Path(api.__file__).parent.joinpath("render", "record.schema.json").read_text("utf-8"),
        *(path.read_text("utf-8") for path in Path(api.__file__).parent.joinpath("render", "templates").glob("*.html")),
        " ".join(KINDS),
    )
    for word in words(text)
}
"""Words of the format and of the page itself."""


def without_style(html: str) -> str:
    return re.sub(r"<style>.*?</style>", "", html, flags=re.S)


@given(st.text(alphabet="ab .\n“”█", max_size=80))
def test_any_text_keeps_its_length(text: str) -> None:
    made = made_report(text or "a")
    base = replace(record(), reports=(made,), brief=(), disagreements=(), timeline=(), claims=(), quotes=())
    (after,) = withhold(base).reports
    assert len(after.text) == len(made.text)


def test_a_shared_dossier_leads_to_its_passages_and_to_the_source() -> None:
    base = record()
    reports = tuple(replace(row, url="https://paper.example/a-b") for row in base.reports)
    html = dossier(withhold(replace(base, reports=reports)))
    page = Dossier(html)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert any(link.startswith("https://paper.example/a-b#:~:text=") for link in page.links)
    assert "This file holds short passages with links" in html
    assert "full text of the pages. Check your rights" not in html
    assert all(report.sha256 in html for report in base.reports)


@pytest.mark.parametrize(
    ("url", "text", "link"),
    [
        ("https://a.example/x", "The road was re-opened, he said", "https://a.example/x#:~:text=The%20road%20was%20re%2Dopened%2C%20he%20said"),
        ("https://a.example/x#top", "Yes & no", "https://a.example/x#top:~:text=Yes%20%26%20no"),
        ("https://a.example/x", " ".join("abcdefghijklm"), "https://a.example/x#:~:text=a%20b%20c%20d%20e,i%20j%20k%20l%20m"),
        ("https://a.example/x", "P1···· said so", "https://a.example/x"),
        ("javascript:alert(1)", "Yes", ""),
        (None, "Yes", ""),
    ],
)  # fmt: skip
def test_text_fragments(url: str | None, text: str, link: str) -> None:
    assert fragment(url, text) == link


def people() -> Record:
    """A record with an official, a resident of the same family name and one whose name is a common word too."""
    text = (
        "Minister Ilse Koravan met residents.\n\n"
        "Hope Tarrin, a resident, said Koravan would see rose gardens. Tarrin left with Jon Koravan and Rose Adlo.\n\n"
        "“We stay,” Hope Tarrin said."
    )
    report = replace(made_report(text), url="https://paper.example/hope-tarrin-speaks", path="notes-hope_tarrin.txt")

    def person(key: str, name: str, sector: str | None, *roles: str) -> Entity:
        places = tuple(
            EntityMention(report=report.id, start=found.start(), end=found.end(), form="name")
            for found in re.finditer(re.escape(name), text)
        )
        said = tuple(
            Role(text=role, report=report.id, start=text.index(role), end=text.index(role) + len(role))
            for role in roles
        )
        return Entity(id=key, kind="person", name=name, sector=sector, roles=said, mentions=places)

    entities = (
        person("e-1", "Ilse Koravan", "GOV", "Minister"),
        person("e-2", "Hope Tarrin", "CVL", "a resident"),
        person("e-3", "Jon Koravan", None),
        person("e-4", "Rose Adlo", None),
    )  # fmt: skip
    body = tuple(replace(block, kind="body") for block in report.blocks) or (
        Block(start=0, end=len(text), kind="body"),
    )
    brief = replace(
        record().brief[0],
        text=text.split("\n\n")[1],
        accounts=(
            replace(record().brief[0].accounts[0], report=report.id, start=text.index("Hope"), end=text.index("\n\n“")),
        ),
    )
    return Record(
        format=FORMAT,
        made=record().made,
        reports=(replace(report, blocks=body),),
        entities=entities,
        brief=(brief,),
        stories=(replace(record().stories[0], title="Hope Tarrin speaks", reports=(report.id,)),),
    )


def test_names_of_private_persons_are_hidden_everywhere_and_others_are_not() -> None:
    made = people()
    assert [row.id for row in private_people(made)] == ["e-2", "e-3", "e-4"]
    after = withhold(made, hide_names=True)
    files = as_json(after).decode() + without_style(dossier(after))
    for name in ("Hope", "Tarrin", "hope-tarrin", "hope_tarrin", "Jon Koravan", "Adlo"):
        assert name not in files, name
    assert "Ilse Koravan" in files
    assert "said Koravan would see rose gardens" in files
    assert after.reports[0].url is None
    assert [row.id for row in after.entities] == [row.id for row in made.entities]
    assert [row.name for row in after.entities] == [
        "Ilse Koravan",
        "Private person 1",
        "Private person 2",
        "Private person 3",
    ]
    assert after.brief[0].text.startswith("P1·· ······, a resident")
    assert len(after.brief[0].text) == len(made.brief[0].text)


def test_build_writes_what_is_passed_on(model: LoadedModel, tmp_path: Path, whole: Record) -> None:
    built = api.build([SAMPLES], tmp_path / "out", model=model, share=True)
    assert built.record.made.settings["share"] is True
    assert all(report.withheld for report in built.record.reports)
    assert built.record_path
    written = msgspec.json.decode(built.record_path.read_bytes(), type=Record)
    assert written == built.record
    assert [report.sha256 for report in written.reports] == [report.sha256 for report in whole.reports]
