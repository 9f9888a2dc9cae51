"""Settings: file, environment, option, in that order of rising precedence."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswire.base import Limits
from crosswire.errors import UsageError
from crosswire.settings import Settings, describe, load


def test_later_origins_win(tmp_path: Path) -> None:
    file = tmp_path / "crosswire.toml"
    file.write_text("report_chars = 5000\nblock_chars = 5000\nmin_body_words = 7\n")
    environment = {"CROSSWIRE_BLOCK_CHARS": "6000", "CROSSWIRE_MIN_BODY_WORDS": "8"}
    chosen = load(file, ["min_body_words=9"], environment)
    assert (chosen.report_chars, chosen.block_chars, chosen.min_body_words) == (5000, 6000, 9)
    assert chosen.limits == Limits(report_chars=5000, block_chars=6000, min_body_words=9)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["colour=red"], "colour"),
        (["report_chars"], "report_chars"),
        (["report_chars=many"], "many"),
        (["report_chars=-1"], "-1"),
    ],
)
def test_a_wrong_option_names_itself_and_the_cure(options: list[str], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        load(None, options, {})
    assert caught.value.code == "CW101"
    assert said in caught.value.error
    assert caught.value.cure


@pytest.mark.parametrize("content", ["report_chars = ", "nonsense = 3", "report_chars = true"])
def test_a_wrong_file_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "crosswire.toml"
    file.write_text(content)
    with pytest.raises(UsageError) as caught:
        load(file, [], {})
    assert caught.value.code == "CW103"


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="CW103"):
        load(tmp_path / "none.toml", [], {})


def test_every_setting_says_what_it_does() -> None:
    described = describe()
    assert [item.name for item in described] == list(Settings.__struct_fields__)
    assert all(item.help and item.default is not None for item in described)
