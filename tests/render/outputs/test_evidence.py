"""Evidence: every anchor finds its words again, the archive proves itself, the dossier's sources are schema.org."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from typing import Any

import pytest

from crosswire.base import WITHHELD, Record
from crosswire.render import as_json, dossier
from crosswire.render.anchors import anchored
from crosswire.render.formats import make
from crosswire.render.linked import linked


def items(made: Record) -> list[dict[str, Any]]:
    [file] = make("annotations", made)
    content = json.loads(file.content)
    assert content["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert content["type"] == "AnnotationCollection"
    assert content["total"] == len(content["first"]["items"])
    found: list[dict[str, Any]] = content["first"]["items"]
    return found


def test_every_anchor_is_an_annotation_that_finds_its_words(whole: Record) -> None:
    texts = {report.id: report.text for report in whole.reports}
    seen = set()
    for item in items(whole):
        report, start, end = item["id"].removeprefix("urn:crosswire:").split(":")
        position, quote = item["target"]["selector"]
        text = texts[report]
        assert (position["start"], position["end"]) == (int(start), int(end))
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
        seen.update((body["value"], report, int(start), int(end)) for body in item["body"])
    wanted = {
        (" ".join(filter(None, (row.table, row.row, row.field))), row.report, row.start, row.end)
        for row in anchored(whole)
        if row.start < row.end
    }
    assert wanted <= seen
    assert len(wanted) > 2000


def test_annotations_of_a_shared_record_hold_no_withheld_words(whole: Record, shared: Record) -> None:
    kinds = [len(item["target"]["selector"]) for item in items(shared)]
    assert {1, 2} == set(kinds)
    assert WITHHELD not in json.dumps(items(shared), ensure_ascii=False)
    assert len(kinds) == len(items(whole))


def unpacked(made: Record) -> dict[str, bytes]:
    [file] = make("evidence", made)
    with zipfile.ZipFile(io.BytesIO(file.content)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_archive_holds_texts_hashes_record_and_dossier(whole: Record) -> None:
    members = unpacked(whole)
    assert members["record.json"] == as_json(whole)
    sums = dict(reversed(line.split("  ")) for line in members["SHA256SUMS"].decode().splitlines())
    assert set(sums) == set(members) - {"SHA256SUMS"}
    assert all(hashlib.sha256(members[name]).hexdigest() == told for name, told in sums.items())
    for row in json.loads(members["manifest.json"]):
        report = next(r for r in whole.reports if r.id == row["report"])
        assert members[row["text"]].decode("utf-8") == report.text
        assert row["sha256_received"] == report.sha256


def test_a_shared_archive_holds_no_full_text(shared: Record) -> None:
    members = unpacked(shared)
    texts = [content.decode() for name, content in members.items() if name.startswith("texts/")]
    assert len(texts) == len(shared.reports)
    assert all(WITHHELD in text for text in texts)


def test_the_dossier_cites_its_sources_in_a_block_that_stays_data(whole: Record, hostile: Record) -> None:
    for made in (whole, hostile):
        html = dossier(made)
        [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
        assert not set("<>&") & set(block)
        given = linked(made)
        assert json.loads(block)["citation"][0]["@id"] == given["citation"][0]["@id"]
        assert len(json.loads(block)["citation"]) == len(made.reports)
    assert "ClaimReview" not in json.dumps(linked(whole))


@pytest.mark.parametrize("name", ["annotations", "evidence", "jsonld"])
def test_the_same_record_gives_the_same_bytes(name: str, whole: Record) -> None:
    assert list(make(name, whole)) == list(make(name, whole))
