"""Bounds on what one report may cost, as values the settings fill in."""

from __future__ import annotations

from crosswire.base.spans import Noun


class Limits(Noun, frozen=True, kw_only=True):
    """Sizes beyond which an input is set aside or a block is cut at a sentence end."""

    report_chars: int = 2_000_000
    block_chars: int = 100_000
    file_bytes: int = 2_000_000_000
    min_body_words: int = 5
