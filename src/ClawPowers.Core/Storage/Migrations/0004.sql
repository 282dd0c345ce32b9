-- Schema 4: plans with their tasks and who works on which, verification runs and what is trusted, and who made which worktree.
-- Times are UTC milliseconds since 1970, durations seconds.

CREATE TABLE plan (
    id          INTEGER PRIMARY KEY,
    scope_id    INTEGER NOT NULL REFERENCES scope (id),
    name        TEXT    NOT NULL,
    goal        TEXT,
    file        TEXT,                        -- where it was read, with slashes: from the project's root, or absolute; NULL for keys of the state
    file_hash   TEXT,                        -- of the text that was read last
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,            -- the last import
    session     TEXT,
    agent       TEXT,
    document    TEXT    NOT NULL,            -- JSON: what else the file says
    UNIQUE (scope_id, name)
);

CREATE TABLE task (
    id           INTEGER PRIMARY KEY,
    plan_id      INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    name         TEXT    NOT NULL,           -- as in the file: T3
    position     INTEGER NOT NULL,           -- its place in the file, from 0
    title        TEXT    NOT NULL,
    status       INTEGER NOT NULL,           -- 0 open, 1 running, 2 done, 3 blocked, 4 dropped
    waiting      INTEGER NOT NULL,           -- how many of its needs are neither done nor dropped; above 0 also where a need is unknown
    rank         INTEGER NOT NULL,           -- the order in which ready ones are given out: the smallest first
    estimate     REAL,
    actual       REAL,                       -- spent on all attempts that have ended
    claim        INTEGER NOT NULL,           -- how many claims there were: the number of the present one
    lease_until  INTEGER,                    -- NULL unless running
    started_at   INTEGER,                    -- of the first claim
    ended_at     INTEGER,                    -- of the last completion; NULL unless done or dropped
    reason       TEXT,                       -- why it is blocked or dropped; NULL unless it is
    detail       TEXT    NOT NULL,           -- JSON: what else the file says of it
    UNIQUE (plan_id, name)
);
CREATE INDEX task_ready ON task (plan_id, rank, position) WHERE status = 0 AND waiting = 0;
CREATE INDEX task_lease ON task (plan_id, lease_until) WHERE status = 1;
CREATE INDEX task_left ON task (plan_id, status) WHERE status IN (0, 1, 3);

CREATE TABLE task_need (
    task_id INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    needs   TEXT    NOT NULL,                -- the name of a task of the same plan, or of none
    need_id INTEGER REFERENCES task (id) ON DELETE SET NULL,
    PRIMARY KEY (task_id, needs)
) WITHOUT ROWID;
CREATE INDEX task_need_of ON task_need (need_id);

-- Each claim of a task, and how it ended.
CREATE TABLE task_attempt (
    task_id     INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    claim       INTEGER NOT NULL,
    session     TEXT,
    agent       TEXT,
    folder      TEXT,                        -- where the work was begun
    claimed_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,            -- the claim or its last renewal
    ended_at    INTEGER,
    ending      INTEGER,                     -- 0 completed, 1 given back, 2 blocked, 3 dropped, 4 its lease ended
    reopened    INTEGER NOT NULL,            -- whether the task was done before
    rework      TEXT,                        -- the cause of rework
    note        TEXT,
    metric_id   INTEGER,
    PRIMARY KEY (task_id, claim)
) WITHOUT ROWID;

-- Which gates of which project somebody has agreed to run.
CREATE TABLE verification_trust (
    project    TEXT    NOT NULL,             -- as in scope, or the folder's path outside of a project
    hash       TEXT    NOT NULL,             -- of what is run
    trusted_at INTEGER NOT NULL,
    session    TEXT,
    agent      TEXT,
    PRIMARY KEY (project, hash)
) WITHOUT ROWID;

CREATE TABLE verification_run (
    id          INTEGER PRIMARY KEY,
    scope_id    INTEGER NOT NULL REFERENCES scope (id),
    folder      TEXT    NOT NULL,            -- the checkout that was verified
    hash        TEXT    NOT NULL,            -- of what was to run
    content     TEXT,                        -- what was there to be verified, as a hash; NULL if unknown
    commit_id   TEXT,
    selected    TEXT,                        -- JSON: the gates that were asked for; NULL for all
    started_at  INTEGER NOT NULL,
    ended_at    INTEGER,                     -- NULL while it runs, and if it was stopped
    passed      INTEGER,                     -- NULL until it has ended
    session     TEXT,
    agent       TEXT
);
CREATE INDEX verification_run_of ON verification_run (scope_id, folder, started_at);

CREATE TABLE verification_gate (
    run_id      INTEGER NOT NULL REFERENCES verification_run (id) ON DELETE CASCADE,
    gate        TEXT    NOT NULL,
    state       INTEGER NOT NULL,            -- GateState
    started_at  INTEGER,
    duration    REAL,
    exit_code   INTEGER,
    output      TEXT,                        -- the file of what it printed; it may have expired
    reason      TEXT,
    metric_id   INTEGER,
    PRIMARY KEY (run_id, gate)
) WITHOUT ROWID;

-- Who made which worktree, for what, and what became of it. What it is like, Git knows.
CREATE TABLE worktree (
    id          INTEGER PRIMARY KEY,
    scope_id    INTEGER NOT NULL REFERENCES scope (id),
    name        TEXT    NOT NULL,
    folder      TEXT    NOT NULL,
    branch      TEXT,
    base        TEXT,                        -- the commit it began from
    plan        TEXT,
    task        TEXT,
    created_at  INTEGER NOT NULL,
    session     TEXT,
    agent       TEXT,
    removed_at  INTEGER,
    ending      INTEGER                      -- 0 merged, 1 given up, 2 gone; NULL while it is there
);
CREATE INDEX worktree_of ON worktree (scope_id, name);
