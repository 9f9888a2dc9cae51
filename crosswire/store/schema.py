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
        id INTEGER PRIMARY KEY,       -- the number by which other tables know it
        origin TEXT NOT NULL,         -- absolute path or address it came from
        path TEXT NOT NULL,           -- as the report names it
        line INTEGER NOT NULL,        -- line in a file of many, or 0
        given_id TEXT NOT NULL,       -- the user's own id, or ""
        sha256 TEXT NOT NULL,         -- of the bytes received, or "" where none could be read
        maker TEXT NOT NULL REFERENCES makers (id),  -- what made its row
        added_at TEXT NOT NULL,       -- UTC, ISO 8601
        set_aside TEXT,               -- reason, as a JSON row of the record's set_aside, or null
        unread TEXT,                  -- reason, as a JSON row of the record's unread, or null
        page BLOB,                    -- the page as received: MessagePack, zlib; null where none could be read
        UNIQUE (origin, line, given_id)
    );

    -- One row for each input that was read. The same report given under two names stands here twice.
    CREATE TABLE reports (
        input INTEGER PRIMARY KEY REFERENCES inputs (id) ON DELETE CASCADE,  -- number of the input
        id TEXT NOT NULL,             -- the record's report id
        published TEXT,               -- as far as the page itself says, ISO 8601
        outlet TEXT,                  -- who published it, as far as known
        agency TEXT,                  -- that it credits
        language TEXT NOT NULL,       -- ISO 639-1
        headline TEXT,                -- without the name of the site
        words INTEGER NOT NULL,       -- words of body
        whole BLOB NOT NULL           -- report and reading: MessagePack, zlib
    );
    CREATE INDEX reports_by_id ON reports (id);
    CREATE INDEX reports_by_day ON reports (published, id);

    -- One row for each thing that can be searched for: reports, quotations, mentions, events, disagreements.
    CREATE TABLE found (
        id INTEGER PRIMARY KEY,       -- the number by which `words` knows it
        input INTEGER REFERENCES inputs (id) ON DELETE CASCADE,  -- null for rows of the record made last
        kind TEXT NOT NULL,           -- report, quote, mention, event, disagreement
        row TEXT NOT NULL,            -- id of the row in the record
        report TEXT,                  -- id of the report it stands in
        day TEXT,                     -- published, said or happened, ISO 8601
        type TEXT,                    -- of an event or disagreement; of a quotation direct, mixed, indirect
        actuality TEXT,               -- of an event; status of a disagreement; act of a quotation
        disputed INTEGER NOT NULL,    -- 1 where reports or parties disagree about it
        start INTEGER,                -- where its words stand in the report
        stop INTEGER,                 -- where they end
        text TEXT NOT NULL,           -- its words
        speaker TEXT NOT NULL,        -- names with their variants, one a line
        outlet TEXT NOT NULL,         -- of the report
        agency TEXT NOT NULL,         -- that the report credits
        place TEXT NOT NULL,          -- names of the place with their variants, one a line
        person TEXT NOT NULL          -- names of persons with their variants, one a line
    );
    CREATE INDEX found_by_input ON found (input);
    -- The full-text index over the words of `found`, in SQLite's FTS5: `WHERE words MATCH '…'`.
    CREATE VIRTUAL TABLE words USING fts5 (
        text, speaker, outlet, agency, place, person,
        content = 'found', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
    );
    CREATE TRIGGER found_put AFTER INSERT ON found BEGIN
        INSERT INTO words (rowid, text, speaker, outlet, agency, place, person)
        VALUES (new.id, new.text, new.speaker, new.outlet, new.agency, new.place, new.person);
    END;
    CREATE TRIGGER found_gone AFTER DELETE ON found BEGIN
        INSERT INTO words (words, rowid, text, speaker, outlet, agency, place, person)
        VALUES ('delete', old.id, old.text, old.speaker, old.outlet, old.agency, old.place, old.person);
    END;

    -- Parses by body block: what is never done twice.
    CREATE TABLE parses (
        key BLOB PRIMARY KEY,         -- hash of model and text
        content BLOB NOT NULL         -- spaCy DocBin
    );

    -- What people decided. Lines are only ever added; an undo is a line of its own.
    CREATE TABLE decisions (
        seq INTEGER PRIMARY KEY,      -- order of arrival
        id TEXT NOT NULL UNIQUE,      -- hash of the decision
        at TEXT NOT NULL,             -- UTC, ISO 8601
        who TEXT NOT NULL,            -- as they name themselves
        kind TEXT NOT NULL,           -- merge, split, reject, correct, note and the like
        content TEXT NOT NULL         -- the whole decision, as JSON
    );

    -- Records as they were made, for comparing.
    CREATE TABLE records (
        seq INTEGER PRIMARY KEY,      -- order in which they were made
        made_at TEXT NOT NULL,        -- UTC, ISO 8601
        story TEXT NOT NULL,          -- id of the story it is of, or "" for all
        hash TEXT NOT NULL,           -- SHA-256 of the record but for `made`
        content BLOB NOT NULL         -- record.json, zlib
    );

    -- What was done to the store, one line for each command that changed it.
    CREATE TABLE history (
        seq INTEGER PRIMARY KEY,      -- order of the lines
        at TEXT NOT NULL,             -- UTC, ISO 8601
        verb TEXT NOT NULL,           -- add, remove, decide, undo, record, import, refresh
        detail TEXT NOT NULL          -- JSON: counts and names
    );
    """,
    """
    -- What servers said of addresses when they were last fetched, by which to ask whether anything has changed.
    CREATE TABLE addresses (
        url TEXT PRIMARY KEY,         -- as it was asked for, before redirects
        etag TEXT,                    -- the server's mark of what it sent, or null
        modified TEXT,                -- when the server says it last changed, as it wrote it, or null
        followed INTEGER NOT NULL,    -- 1 where the addresses that it names were to be fetched too
        fetched_at TEXT NOT NULL      -- UTC, ISO 8601
    );

    -- One row for each input given: a page, a line of a file; of an address one for each version of its words. An input
    -- that could not be read keeps its reason.
    CREATE TABLE inputs_with_versions (
        id INTEGER PRIMARY KEY,       -- rises with each version
        origin TEXT NOT NULL,         -- absolute path or address it came from
        path TEXT NOT NULL,           -- as the report names it
        line INTEGER NOT NULL,        -- line in a file of many, or 0; always 0 for what a feed names by an id
        given_id TEXT NOT NULL,       -- the user's own id, or ""
        sha256 TEXT NOT NULL,         -- of the bytes received, or "" where none could be read
        maker TEXT NOT NULL REFERENCES makers (id),  -- what made its row
        added_at TEXT NOT NULL,       -- UTC, ISO 8601
        set_aside TEXT,               -- reason, as a JSON row of the record's set_aside, or null
        unread TEXT,                  -- reason, as a JSON row of the record's unread, or null
        page BLOB,                    -- the page as received: MessagePack, zlib; null where none could be read
        UNIQUE (origin, line, given_id, sha256)
    );
    INSERT OR IGNORE INTO inputs_with_versions
        SELECT id, origin, path,
            CASE WHEN given_id <> '' AND (origin LIKE 'http://%' OR origin LIKE 'https://%') THEN 0 ELSE line END,
            given_id, sha256, maker, added_at, set_aside, unread, page
        FROM inputs ORDER BY id DESC;
    DROP TABLE inputs;
    ALTER TABLE inputs_with_versions RENAME TO inputs;
    DELETE FROM reports WHERE input NOT IN (SELECT id FROM inputs);
    DELETE FROM found WHERE input IS NOT NULL AND input NOT IN (SELECT id FROM inputs);
    """,
    """
    -- What was found in the reports of one storyline, or in reports that share wording, when the last record was made.
    -- Nothing is lost with these rows: what is not here is made again.
    CREATE TABLE portions (
        key TEXT PRIMARY KEY,         -- SHA-256 of everything it is made from
        content BLOB NOT NULL         -- MessagePack, zlib
    ) WITHOUT ROWID;
    """,
    """
    -- What the store's first readings have in common, with which zlib packs the later ones. Never changed.
    CREATE TABLE learnt (
        id INTEGER PRIMARY KEY,       -- from 1; the second byte of what was packed with it
        content BLOB NOT NULL         -- the dictionary
    );
    """,
    """
    -- What the store's first reports have in common, with which the later ones are packed. Never changed.
    ALTER TABLE learnt ADD COLUMN kind TEXT NOT NULL DEFAULT 'readings';  -- texts columns shapes parses; once readings

    -- One row for each input that was read. The same report given under two names stands here twice.
    CREATE TABLE reports_but_text (
        input INTEGER PRIMARY KEY REFERENCES inputs (id) ON DELETE CASCADE,  -- number of the input
        id TEXT NOT NULL,             -- the record's report id
        published TEXT,               -- as far as the page itself says, ISO 8601
        outlet TEXT,                  -- who published it, as far as known
        agency TEXT,                  -- that it credits
        language TEXT NOT NULL,       -- ISO 639-1
        headline TEXT,                -- without the name of the site
        words INTEGER NOT NULL,       -- words of body
        reading BLOB NOT NULL         -- report and reading but for the text, in columns
    );
    INSERT INTO reports_but_text SELECT * FROM reports;
    DROP TABLE reports;
    ALTER TABLE reports_but_text RENAME TO reports;
    CREATE INDEX reports_by_id ON reports (id);
    CREATE INDEX reports_by_day ON reports (published, id);

    -- The text of each report, and what else its rows in `found` are found by. Numbers from 8,589,934,592 on stand for
    -- rows of the record made last, which have no text in one piece.
    CREATE TABLE texts (
        input INTEGER PRIMARY KEY,    -- number of the input
        content BLOB NOT NULL         -- text in UTF-8 behind its length, then names; deflate, see `store/packing`
    );

    -- Inputs that were put in before tables number 5, and are still to be packed anew and made findable.
    CREATE TABLE older (
        input INTEGER PRIMARY KEY     -- number of the input
    );
    INSERT INTO older SELECT id FROM inputs
        WHERE id IN (SELECT input FROM reports) OR unread LIKE '%"report":{%';
    DROP TABLE words;
    DROP TABLE found;
    -- What rows of `found` are, each combination once.
    CREATE TABLE sorts (
        id INTEGER PRIMARY KEY,       -- the number by which `found` knows it
        kind TEXT NOT NULL,           -- report, quote, mention, claim, event, disagreement
        letters TEXT NOT NULL,        -- with which ids of that kind begin
        type TEXT,                    -- of an event or disagreement; of a quotation direct, mixed, indirect
        actuality TEXT,               -- of an event; status of a disagreement; act of a quotation; stance of a claim
        disputed INTEGER NOT NULL     -- 1 where reports or parties disagree about it
    );
    -- One row for each thing that can be searched for: reports, quotations, mentions, claims, events, disagreements.
    CREATE TABLE found (
        id INTEGER PRIMARY KEY,       -- 2^20 times the input, plus 8 for each row, plus 1 to 7 for its claims
        sort INTEGER NOT NULL,        -- number in `sorts`
        row INTEGER NOT NULL,         -- the last 12 digits of its id in the record, less 2^47
        day INTEGER,                  -- published, said or happened, in days since 1970-01-01
        start INTEGER,                -- where its words stand in the report
        size INTEGER,                 -- how many characters there are from `start` to their end
        told INTEGER NOT NULL         -- which of the names in `texts` are its own, from 0
    );
    -- The full-text index over the words of `found`, in SQLite's FTS5: `WHERE words MATCH '…'`. Its `rowid` is the `id`
    -- in `found`; claims have the words of the row they are about and do not stand in it. It gives no text back.
    CREATE VIRTUAL TABLE words USING fts5 (
        text, speaker, place, person, outlet, agency,
        content = '', tokenize = 'unicode61 remove_diacritics 2'
    );
    -- Names in the record made last that have other spellings there, by which a search for one finds all.
    CREATE TABLE spellings (
        spelling TEXT PRIMARY KEY,    -- a name without what spellings vary
        names TEXT NOT NULL           -- it and the others as they are written, as JSON
    ) WITHOUT ROWID;
    CREATE VIEW readable AS
        SELECT found.id, sorts.kind,
            CASE typeof(found.row) WHEN 'text' THEN found.row
                ELSE sorts.letters || '-' || printf('%012x', found.row + 140737488355328) END AS row,
            reports.id AS report, date(found.day * 86400, 'unixepoch') AS day, sorts.type, sorts.actuality,
            sorts.disputed, found.start, found.start + found.size AS stop, reports.outlet, reports.agency
        FROM found JOIN sorts ON sorts.id = found.sort LEFT JOIN reports ON reports.input = found.id >> 20;
    """,
)
"""`MIGRATIONS[n]` brings a store of number n to n + 1."""
