"""The docs are true: the reference is what the code makes, and every command, sample and link in them works."""

from __future__ import annotations

import json
import re
import runpy
import shlex
import shutil
from pathlib import Path

import pytest

from crosswire import api
from crosswire.errors import Exit
from crosswire.terminal import main

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def blocks(language: str) -> list[tuple[str, str]]:
    return [(p.name, body) for p in PAGES for lang, body in BLOCK.findall(p.read_text("utf-8")) if lang == language]


def test_the_reference_is_current() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "generate.py"))["reference"]()
    assert (ROOT / "docs" / "reference.md").read_text("utf-8") == made, "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"


def test_every_make_target_in_the_docs_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in PAGES:
        for name in re.findall(r"`make ([a-z]+)`", page.read_text("utf-8")):
            assert name in targets, f"{page.name} names `make {name}`"


COMMANDS = sorted(
    {
        line.split("#")[0].strip()
        for _, body in blocks("sh")
        for line in body.splitlines()
        if line.startswith("crosswire ")
    }
)


NEEDS_A_STORE = {"search", "record", "list", "show", "remove", "history", "stats", "backup", "decisions"}
NEEDS_A_RECORD = {"export", "diff", "verify", "sample"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_in_the_docs_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = next((ROOT / "samples" / "pages").glob("01-*.txt"))
    (tmp_path / "page.txt").write_bytes(page.read_bytes())
    row = {"id": "a", "published": "2019-03-13", "text": "Shells hit Lindre on Tuesday, the Red Cross said."}
    (tmp_path / "article.txt").write_text("Nothing is quoted here.", "utf-8")
    heads = "table,row,stratum,stratum_rows,field,value,words,report,outlet,published,right,note\n"
    (tmp_path / "filled.csv").write_text(f"{heads}times,t-1,DATE,3,value,2019,,1,,,y,\n", "utf-8")
    (tmp_path / "in.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    stand_ins = {
        "PAGES...": "page.txt",
        "PAGE...": "page.txt",
        "DIR": "out",
        "IN.jsonl": "in.jsonl",
        "OUT.jsonl": "out.jsonl",
        "RECORD": "made",
        "EARLIER": "made",
        "LATER": "made",
    }
    words = [stand_ins.get(word, word) for word in shlex.split(command)[1:]]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CROSSWIRE_STORE", str(tmp_path / "store.db"))
    if words[0] in NEEDS_A_STORE:
        assert main(["add", "page.txt", "--quiet"]) == Exit.OK
    if words[0] in NEEDS_A_RECORD:
        assert main(["build", "page.txt", "--out", "made", "--quiet"]) == Exit.OK
    assert main(words) == Exit.OK


def test_the_worked_example_of_decisions_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commands of the guide one after the other, on the samples, with ids in place of the words for them."""
    [(_, body)] = [block for block in blocks("console") if "crosswire decide" in block[1]]
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CROSSWIRE_STORE", str(tmp_path / "store.db"))
    ids = {"DIR": "out"}
    for line in body.splitlines():
        words = [ids.get(word, word) for word in shlex.split(line.removeprefix("$ "))[1:]]
        assert main(words) in (Exit.OK, Exit.SOME_SET_ASIDE), line
        said = capsys.readouterr()
        if words[0] == "search":
            ids["EVENT"], ids["OTHER"] = [row.split("\t")[0] for row in said.out.splitlines()][:2]
            quotes = json.loads((tmp_path / "out" / "record.json").read_text("utf-8"))["quotes"]
            ids["QUOTE"] = next(quote["id"] for quote in quotes if quote["kind"] == "direct")
        if words[:2] == ["decide", "retitle"]:
            ids["DECISION"] = said.err.split()[0]
    made = json.loads((tmp_path / "out" / "record.json").read_text("utf-8"))["decisions"]
    assert [row["applied"] for row in made] == [True] * 5 + [False, True]
    assert "Hask, autumn 2019" not in (tmp_path / "out" / "index.html").read_text("utf-8").split("<h1>")[1][:40]


def test_the_python_sample_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    [(_, code)] = blocks("python")
    monkeypatch.chdir(ROOT)
    exec(compile(code.replace('"dossier"', repr(str(tmp_path))), "README.md", "exec"), {})
    assert "happened" in capsys.readouterr().out


def test_the_example_in_the_readme_is_what_comes_out(tmp_path: Path) -> None:
    given, shown = (body for name, body in blocks("json") if name == "README.md")
    (tmp_path / "article.txt").write_text("Nothing is quoted here.", "utf-8")
    heads = "table,row,stratum,stratum_rows,field,value,words,report,outlet,published,right,note\n"
    (tmp_path / "filled.csv").write_text(f"{heads}times,t-1,DATE,3,value,2019,,1,,,y,\n", "utf-8")
    (tmp_path / "in.jsonl").write_text(given, "utf-8")
    api.annotate(tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    row = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    assert any(holds(mention, json.loads(shown)) for mention in row["mentions"])


def holds(row: object, part: object) -> bool:
    """Whether everything in `part` stands in `row`, at any depth."""
    if isinstance(part, dict):
        return isinstance(row, dict) and all(key in row and holds(row[key], value) for key, value in part.items())
    if isinstance(part, list):
        return isinstance(row, list) and all(any(holds(item, wanted) for item in row) for wanted in part)
    return row == part


def test_the_exit_codes_of_the_guide_are_those_of_the_code() -> None:
    guide = " ".join((ROOT / "docs" / "guide.md").read_text("utf-8").split())
    named = re.search(r"The exit code says how it ended: ([^.]*)\.", guide)
    assert named is not None
    assert [int(number) for number in re.findall(r"\b(\d+) ", named[1])] == [int(code) for code in Exit]
