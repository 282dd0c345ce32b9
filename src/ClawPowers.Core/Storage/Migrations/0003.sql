-- Schema 3: which process is whose session, as session-start hooks registered it. Commands started below it find theirs here.

CREATE TABLE session (
    host          TEXT    NOT NULL,          -- where and since when the number of a process means this one: boot, container
    process_id    INTEGER NOT NULL,
    started       INTEGER NOT NULL,          -- when the process did, as its system counts
    id            TEXT    NOT NULL,
    agent         TEXT,                      -- the agent's name on a command line; NULL for a person's terminal
    registered_at INTEGER NOT NULL,          -- UTC milliseconds since 1970
    project       TEXT,                      -- as in scope; NULL outside of a project
    reason        TEXT,                      -- why it began, in the agent's word
    PRIMARY KEY (host, process_id)
) WITHOUT ROWID;
