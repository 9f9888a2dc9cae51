"""`crosswire export` as a user meets it: files, messages, refusals."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from crosswire import exporting
from crosswire.errors import Exit
from crosswire.render import as_json
from crosswire.terminal import main
from tests.render.making_record import record


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "record.json"
    path.write_bytes(as_json(record()))
    return path


def test_export_writes_each_format(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["export", str(made), "--format", "markdown, csv", "--out", str(out)]) == Exit.OK
    shown = capsys.readouterr()
    assert {str(out / "record.md"), str(out / "csv" / "events.csv")} <= set(shown.out.split())
    assert all(Path(line).is_file() for line in shown.out.split())
    assert "files written" in shown.err


def test_a_folder_with_a_record_will_do(made: Path, tmp_path: Path) -> None:
    assert main(["export", str(made.parent), "-f", "markdown", "-o", str(tmp_path / "out"), "-q"]) == Exit.OK


BAD = [
    ("unknown format", ["--format", "word"], None, "CW101"),
    ("no format", ["--format", ","], None, "CW101"),
    ("newer format", ["--format", "csv"], '{"format": "crosswire-record/999"}', "CW105"),
    ("no record", ["--format", "csv"], '{"format": "something"}', "CW104"),
    ("not json", ["--format", "csv"], "hello", "CW104"),
    ("a list", ["--format", "csv"], "[]", "CW104"),
    ("damaged", ["--format", "csv"], '{"format": "crosswire-record/0", "reports": 5}', "CW104"),
]


@pytest.mark.parametrize(("what", "options", "content", "code"), BAD, ids=[row[0] for row in BAD])
def test_a_bad_call_is_refused_and_writes_nothing(
    what: str,
    options: list[str],
    content: str | None,
    code: str,
    made: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if content is not None:
        made.write_text(content, "utf-8")
    out = tmp_path / "out"
    assert main(["export", str(made), *options, "--out", str(out)]) == Exit.USAGE
    assert code in capsys.readouterr().err
    assert not out.exists()


def test_a_missing_record_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path / "no.json"), "-f", "csv", "-o", str(tmp_path / "out")]) == Exit.USAGE
    assert "CW102" in capsys.readouterr().err


def test_a_missing_library_is_named_with_its_cure(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert main(["export", str(made), "-f", "xlsx", "-o", str(tmp_path / "out")]) == Exit.USAGE
    assert "pip install crosswire[tables]" in capsys.readouterr().err


def test_an_older_record_is_read(made: Path) -> None:
    fields = json.loads(made.read_text("utf-8"))
    fields.pop("utterances")
    made.write_text(json.dumps(fields), "utf-8")
    assert exporting.load(made).utterances == ()


def test_verify_tells_found_from_altered(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "article.txt"
    article.write_text("“The Front accepted the proposal the same evening,” it said.", "utf-8")
    assert main(["verify", str(article), "--record", str(made)]) == Exit.OK
    shown = capsys.readouterr()
    assert shown.out.startswith("found\t")
    assert "1 found, 0 altered" in shown.err
    article.write_text("“The Front rejected the proposal the same evening,” it said.", "utf-8")
    assert main(["verify", str(article), "-r", str(made), "--json"]) == Exit.SOME_SET_ASIDE
    [row] = json.loads(capsys.readouterr().out)["quotations"]
    assert (row["verdict"], "[+rejected+]" in row["difference"]) == ("altered", True)


def test_verify_needs_a_record_for_a_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("“Something was said.”", "utf-8")
    assert main(["verify", str(tmp_path / "a.txt")]) == Exit.USAGE
    assert "--record" in capsys.readouterr().err


def test_verify_catches_a_changed_record(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fields = json.loads(made.read_text("utf-8"))
    fields["quotes"][0]["parts"][0]["end"] = 10**6
    made.write_text(json.dumps(fields), "utf-8")
    assert main(["verify", str(made)]) == Exit.SOME_SET_ASIDE
    assert fields["quotes"][0]["id"] in capsys.readouterr().out


def test_sample_draws_and_scores(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = tmp_path / "sheet.csv"
    assert main(["sample", str(made), "--out", str(sheet), "--tables", "quotes"]) == Exit.OK
    assert "5 reports" in capsys.readouterr().err
    lines = sheet.read_text("utf-8-sig").splitlines()
    sheet.write_text("\n".join([lines[0], *(f"{line[:-1]}y," for line in lines[1:])]), "utf-8")
    assert main(["sample", str(made), "--given-back", str(sheet), "--json"]) == Exit.OK
    rows = json.loads(capsys.readouterr().out)
    assert {row["table"] for row in rows} == {"quotes"}
    assert all(row["precision"] == 1 and row["low"] < 1 for row in rows)


@pytest.mark.parametrize("options", [[], ["--out", "a", "--given-back", "b"], ["--out", "a", "--tables", "nothing"]])
def test_sample_is_told_what_to_do(options: list[str], made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", str(made), *options]) == Exit.USAGE
    assert "CW101" in capsys.readouterr().err


def test_like_ranks_a_pool(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    samples = Path(__file__).parents[2] / "samples" / "pages"
    seed = samples / "01-selmar-courier.txt"
    assert main(["like", str(seed), "--pool", str(samples), "--json", "--most", "3"]) == Exit.OK
    rows = json.loads(capsys.readouterr().out)
    assert rows[0]["path"] == "02-harbour-post.txt"
    assert len(rows) == 3
    assert all(row["shared"] for row in rows)


def test_feeds_take_an_earlier_record(made: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["export", str(made), "-f", "jsonfeed", "--since", str(made), "-o", str(out), "-q"]) == Exit.OK
    assert json.loads((out / "feed.json").read_text("utf-8"))["items"] == []
    assert main(["export", str(made), "-f", "csv", "--since", str(made), "-o", str(out), "-q"]) == Exit.USAGE


def test_share_withholds_texts(made: Path, tmp_path: Path) -> None:
    assert main(["export", str(made), "-f", "jsonl", "-o", str(tmp_path / "out"), "--share", "-q"]) == Exit.OK
    lines = (tmp_path / "out" / "jsonl" / "reports.jsonl").read_text("utf-8").splitlines()
    assert all(json.loads(line)["withheld"] for line in lines)
