-- Schema 1: the store's identity, scopes, and entries with their history and search index.
-- Times are UTC milliseconds since 1970. The large column is the last of each row, so that the others are read without it.

CREATE TABLE store (
    id         TEXT    NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE scope (
    id      INTEGER PRIMARY KEY,
    project TEXT    NOT NULL UNIQUE          -- '' is the global scope
);
INSERT INTO scope (id, project) VALUES (0, '');

CREATE TABLE entry (
    id         INTEGER PRIMARY KEY,
    scope_id   INTEGER NOT NULL REFERENCES scope (id),
    key        TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    change     INTEGER NOT NULL,             -- StateChange
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    expires_at INTEGER,
    session    TEXT,
    agent      TEXT,
    type       INTEGER,                      -- StateValueType; NULL once removed
    value,
    UNIQUE (scope_id, key)
);

-- What each version was. A text that was appended to keeps only its length in bytes: its text is the beginning of the next.
CREATE TABLE history (
    entry_id   INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    version    INTEGER NOT NULL,
    change     INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    expires_at INTEGER,
    session    TEXT,
    agent      TEXT,
    type       INTEGER,
    length     INTEGER,
    value,
    PRIMARY KEY (entry_id, version)
) WITHOUT ROWID;

-- Version counters of purged keys, so that a number never comes back. The hash is salted with the store's id.
CREATE TABLE purged (
    scope_id INTEGER NOT NULL REFERENCES scope (id),
    key_hash BLOB    NOT NULL,
    version  INTEGER NOT NULL,
    PRIMARY KEY (scope_id, key_hash)
) WITHOUT ROWID;

-- Where copies of the store were put, so that a purge can name those that still hold what it erased.
CREATE TABLE backup (
    path       TEXT    NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE VIRTUAL TABLE entry_text USING fts5 (key, value, tokenize = 'porter unicode61 remove_diacritics 2');

-- What the index does not know yet: every entry after a certain id, and those before it that have changed since.
CREATE TABLE indexed (
    up_to INTEGER NOT NULL
);
INSERT INTO indexed (up_to) VALUES (0);

CREATE TABLE unindexed (
    entry_id INTEGER PRIMARY KEY
);

CREATE TRIGGER entry_changed AFTER UPDATE OF version ON entry
BEGIN
    INSERT INTO history (entry_id, version, change, created_at, updated_at, expires_at, session, agent, type, length, value)
    SELECT
        OLD.id, OLD.version, OLD.change, OLD.created_at, OLD.updated_at, OLD.expires_at, OLD.session, OLD.agent, OLD.type,
        CASE WHEN is_continued THEN length(CAST(OLD.value AS BLOB)) END,
        CASE WHEN is_continued THEN NULL ELSE OLD.value END
    FROM (
        -- An append to an entry that had expired begins a new text.
        SELECT NEW.change = 1 AND typeof(OLD.value) = 'text' AND (OLD.expires_at IS NULL OR OLD.expires_at > NEW.updated_at) AS is_continued);
    -- Not INSERT OR IGNORE: an upsert outside overrides how conflicts are handled in here.
    INSERT INTO unindexed (entry_id)
    SELECT NEW.id WHERE NEW.id <= (SELECT up_to FROM indexed) AND NOT EXISTS (SELECT 1 FROM unindexed WHERE entry_id = NEW.id);
END;
