"""The nouns of one report: what was received, and what each part of the page is."""

from __future__ import annotations

from typing import Literal

from crosswire.base.spans import Anchor, Noun, Stated

BlockKind = Literal[
    "headline", "standfirst", "body", "caption", "subhead", "pullquote", "byline", "dateline", "date", "credit", "noise"
]
ReportKind = Literal["news", "agency_copy", "statement", "official_document", "field_report", "social"]
Basis = Literal["given", "stated", "markup", "url", "story", "inferred"]

WITHHELD = "█"
"""Stands for each character withheld from the text of a report that is passed on without it."""

READ_KINDS: frozenset[str] = frozenset({"headline", "standfirst", "body", "subhead", "caption", "pullquote"})
"""Block kinds whose words are parsed and annotated. Everything else is page furniture."""


class Block(Noun, frozen=True, kw_only=True):
    """One run of lines of one kind. `sub` names the kind of noise: navigation share related advert comment legal
    duplicate repeated, or null.

    What is "repeated" was read as a part of the text until other reports of the outlet were seen: `elsewhere` is how
    many of those print the same words.
    """

    start: int
    end: int
    kind: BlockKind
    sub: str | None = None
    elsewhere: int = 0


class Dated(Noun, frozen=True, kw_only=True):
    """A date of the report itself. `value` is ISO 8601: a day, or a moment with its zone where one is stated.

    `zone` is the zone as printed or null, never invented. `readings` holds every possible value when day and month
    cannot be told apart, or when several days fit the story. A date of basis "story" is inferred; `anchor` is then the
    words of another report that it rests on.
    """

    value: str
    basis: Basis
    zone: str | None = None
    readings: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    anchor: Anchor | None = None


class Completeness(Noun, frozen=True, kw_only=True):
    """How much of the story the page carries, with the words that show it."""

    value: Literal["full", "partial", "stitched"] = "full"
    kinds: tuple[str, ...] = ()
    why: tuple[Stated, ...] = ()


class Unusable(Noun, frozen=True, kw_only=True):
    """A value given for a report that could not be understood: kept as given, and not used."""

    field: str
    value: str
    why: str


class Edit(Noun, frozen=True, kw_only=True):
    """One change between two versions of a report: the words taken out of the earlier one, and those put in.

    Each anchor lies in one block; one side is empty where words were only put in or only taken out.
    """

    before: tuple[Anchor, ...] = ()
    after: tuple[Anchor, ...] = ()


class Page(Noun, frozen=True, kw_only=True):
    """One input as received, decoded but not yet understood.

    `text` is the bytes decoded, without a byte order mark and without newline translation. `form` says whether that is
    plain text, the source of a web page, or markup that holds an article and nothing around it (a feed's entry);
    `clean` renders the latter two. `is_page` is false for clean body text (a JSON line), where no noise is looked for.
    `given_*` are the user's own columns, or what a feed or an archive says of the report. `excerpt` is true where the
    source gives only a summary.

    `path` is what people know it by; `origin` is the absolute path or address it came from (for a row of a file, the
    file's). `etag` and `modified` are what a server said by which to ask again whether an address has changed.
    """

    path: str
    text: str
    sha256: str
    encoding: str
    origin: str = ""
    form: Literal["text", "html", "fragment"] = "text"
    is_page: bool = True
    excerpt: bool = False
    line: int | None = None
    given_id: str | None = None
    given_title: str | None = None
    given_published: str | None = None
    given_updated: str | None = None
    given_fetched: str | None = None
    given_authors: tuple[str, ...] = ()
    given_outlet: str | None = None
    given_url: str | None = None
    given_language: str | None = None
    etag: str | None = None
    modified: str | None = None


class Report(Noun, frozen=True, kw_only=True):
    """One report: the whole page as `text`, noise included, and what each part of it is.

    Where `withheld`, `text` has its full length but holds only the passages cited: every other character that is no
    space or line break is a full block. `sha256` is then still that of the whole original.

    A report that is a later version of another names the first in `version_of`, its number in `version` (from 2) and in
    `changed` what it has otherwise than the version before.
    """

    id: str
    path: str
    sha256: str
    encoding: str
    text: str
    language: str
    kind: ReportKind = "news"
    given_id: str | None = None
    url: str | None = None
    version_of: str | None = None
    version: int = 1
    changed: tuple[Edit, ...] = ()
    headline: Stated | None = None
    standfirst: Stated | None = None
    byline: Stated | None = None
    outlet: Stated | None = None
    place: Stated | None = None
    authors: tuple[Stated, ...] = ()
    agency: Stated | None = None
    credits: tuple[Stated, ...] = ()
    published: Dated | None = None
    updated: Dated | None = None
    fetched: Dated | None = None
    unusable: tuple[Unusable, ...] = ()
    completeness: Completeness = Completeness()
    blocks: tuple[Block, ...] = ()
    withheld: bool = False

    def standing(self, start: int) -> str:
        """Where the words at `start` stand: headline, caption, or the page's own completeness (full partial stitched).

        A stitched, caption or headline account never weighs like a full one.
        """
        for block in self.blocks:
            if block.start <= start < block.end and block.kind in {"headline", "caption"}:
                return block.kind
        return self.completeness.value
