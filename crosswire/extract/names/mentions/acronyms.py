"""Short forms that a report defines."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.extract.names.mentions.page import Found, Page


def acronyms_in(found: Sequence[Found], pages: Sequence[Page]) -> dict[str, str]:
    """Acronyms that the text defines in brackets: "Harbour Relief Network (HRN)"."""
    defined: dict[str, str] = {}
    for one in found:
        if one.kind == "person" or one.j - one.i < 2:
            continue
        listed = pages[one.page].words
        if one.j + 2 < len(listed) and listed[one.j] == "(" and listed[one.j + 2] == ")":
            short = listed[one.j + 1]
            if short.isupper() and short.isalpha() and 2 <= len(short) <= 8:
                defined[short] = one.known.name if one.known else one.text
    return defined
