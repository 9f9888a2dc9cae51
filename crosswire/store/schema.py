"""The tables, as a list of migrations: each brings a store of one number to the next and is never changed again.

The data dictionary in the guide is read from the comments here; `PRAGMA user_version` holds the number.
"""

from __future__ import annotations

APPLICATION_ID = 0x43524F53  # "CROS": tells our files from other SQLite files

MIGRATIONS: tuple[str, ...] = (
    """
    -- What made the rows: Crosswire's version, its rules, the model and the settings that change what is read.
    CREATE TABLE makers (
        id TEXT PRIMARY KEY,          -- hash of the columns below
        crosswire TEXT NOT NULL,      -- version
        rules TEXT NOT NULL,          -- hash of the rules
        model TEXT NOT NULL,          -- name, version and hash of the language model, as JSON
        settings TEXT NOT NULL        -- settings that change what is read, as JSON
    );

    -- One row for each input given: a page, a line of a file. An input that could not be read keeps its reason.
    CREATE TABLE inputs (
        id INTEGER PRIMARY KEY,
        origin TEXT NOT NULL,         -- absolute path or address it came from
        path TEXT NOT NULL,           -- as the report names it
        line INTEGER NOT NULL,        -- line in a file of many, or 0
        given_id TEXT NOT NULL,       -- the user's own id, or ""
        sha256 TEXT NOT NULL,         -- of the bytes received, or "" where none could be read
        maker TEXT NOT NULL REFERENCES makers (id),
        added_at TEXT NOT NULL,       -- UTC, ISO 8601
        set_aside TEXT,               -- reason, as a JSON row of the record's set_aside, or null
        unread TEXT,                  -- reason, as a JSON row of the record's unread, or null
        page BLOB,                    -- the page as received: MessagePack, zlib; null where none could be read
        UNIQUE (origin, line, given_id)
    );

    -- One row for each input that was read. The same report given under two names stands here twice.
    CREATE TABLE reports (
        input INTEGER PRIMARY KEY REFERENCES inputs (id) ON DELETE CASCADE,
        id TEXT NOT NULL,             -- the record's report id
        published TEXT,               -- as far as the page itself says, ISO 8601
        outlet TEXT,
        agency TEXT,
        language TEXT NOT NULL,
        headline TEXT,
        words INTEGER NOT NULL,       -- words of body
        whole BLOB NOT NULL           -- report and reading: MessagePack, zlib
    );
    CREATE INDEX reports_by_id ON reports (id);
    CREATE INDEX reports_by_day ON reports (published, id);

    -- Parses by body block: what is never done twice.
    CREATE TABLE parses (
        key BLOB PRIMARY KEY,         -- hash of model and text
        content BLOB NOT NULL         -- spaCy DocBin
    ) WITHOUT ROWID;

    -- What people decided. Lines are only ever added; an undo is a line of its own.
    CREATE TABLE decisions (
        seq INTEGER PRIMARY KEY,      -- order of arrival
        id TEXT NOT NULL UNIQUE,
        at TEXT NOT NULL,             -- UTC, ISO 8601
        who TEXT NOT NULL,
        kind TEXT NOT NULL,
        content TEXT NOT NULL         -- the whole decision, as JSON
    );

    -- Records as they were made, for comparing.
    CREATE TABLE records (
        seq INTEGER PRIMARY KEY,
        made_at TEXT NOT NULL,        -- UTC, ISO 8601
        story TEXT NOT NULL,          -- id of the story it is of, or "" for all
        hash TEXT NOT NULL,           -- SHA-256 of the record but for `made`
        content BLOB NOT NULL         -- record.json, zlib
    );

    -- What was done to the store, one line for each command that changed it.
    CREATE TABLE history (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,             -- UTC, ISO 8601
        verb TEXT NOT NULL,           -- add, remove, decide, undo, record, import, refresh
        detail TEXT NOT NULL          -- JSON: counts and names
    );
    """,
)
"""`MIGRATIONS[n]` brings a store of number n to n + 1."""
