"""Makes nouns for tests in one line each."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from crosswire.base import Block, Dated, Report, row_id


def report(text: str, *, published: str | None = None, kind: str = "body", **fields: Any) -> Report:
    """A report whose every paragraph (run of lines without a blank line between) is one block of `kind`."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    made: dict[str, Any] = {
        "id": row_id("r", sha),
        "path": "made.txt",
        "sha256": sha,
        "encoding": "utf-8",
        "text": text,
        "language": "en",
        "blocks": tuple(
            Block(start=m.start(), end=m.end(), kind=kind)  # type: ignore[arg-type]
            for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)
            if m.group().strip()
        ),
    }
    if published:
        made["published"] = Dated(value=published, basis="given")
    return Report(**made | fields)
