-- Schema 2: the log of skills' runs with its daily totals, and what feedback made of it.
-- Times are UTC milliseconds since 1970, days are whole UTC days since 1970, durations are seconds.

CREATE TABLE skill (
    id   INTEGER PRIMARY KEY,
    name TEXT    NOT NULL UNIQUE
);

-- One use of a skill. The long columns are the last, so that the others are read without them.
CREATE TABLE metric (
    id           INTEGER PRIMARY KEY,
    scope_id     INTEGER NOT NULL REFERENCES scope (id),
    skill_id     INTEGER NOT NULL REFERENCES skill (id),
    at           INTEGER NOT NULL,
    outcome      INTEGER NOT NULL,           -- SkillOutcome
    source       INTEGER NOT NULL,           -- MetricSource
    version      INTEGER NOT NULL,
    written_at   INTEGER NOT NULL,           -- when this version was written
    duration     REAL,
    skill_hash   TEXT,
    lessons_hash TEXT,
    session      TEXT,
    agent        TEXT,
    model        TEXT,
    git_commit   TEXT,
    origin       TEXT,                       -- where an imported run came from, so that it comes only once
    measures     TEXT,                       -- a flat JSON object
    notes        TEXT
);

CREATE INDEX metric_skill ON metric (scope_id, skill_id, at);
CREATE INDEX metric_at ON metric (scope_id, at);
CREATE UNIQUE INDEX metric_origin ON metric (origin) WHERE origin IS NOT NULL;

-- What an amended run said before. Session and agent are those that amended it, written_at is when it was written itself.
CREATE TABLE metric_history (
    metric_id  INTEGER NOT NULL REFERENCES metric (id) ON DELETE CASCADE,
    version    INTEGER NOT NULL,
    written_at INTEGER NOT NULL,
    outcome    INTEGER NOT NULL,
    source     INTEGER NOT NULL,
    duration   REAL,
    session    TEXT,
    agent      TEXT,
    measures   TEXT,
    notes      TEXT,
    PRIMARY KEY (metric_id, version)
) WITHOUT ROWID;

-- The highest id that was ever removed: ids are cited as evidence, so none is given twice.
CREATE TABLE metric_removed (
    up_to INTEGER NOT NULL
);
INSERT INTO metric_removed (up_to) VALUES (0);

-- Totals by UTC day, kept in the transaction that changes the log.
CREATE TABLE metric_day (
    scope_id     INTEGER NOT NULL REFERENCES scope (id),
    skill_id     INTEGER NOT NULL REFERENCES skill (id),
    day          INTEGER NOT NULL,
    successes    INTEGER NOT NULL,
    failures     INTEGER NOT NULL,
    partials     INTEGER NOT NULL,
    skipped      INTEGER NOT NULL,
    timed        INTEGER NOT NULL,           -- how many of them have a duration
    duration_sum REAL    NOT NULL,
    PRIMARY KEY (scope_id, skill_id, day)
) WITHOUT ROWID;

-- One call for feedback: what was asked, and what was said about each skill, so that the next can say what changed.
CREATE TABLE feedback (
    id       INTEGER PRIMARY KEY,
    scope_id INTEGER NOT NULL REFERENCES scope (id),
    at       INTEGER NOT NULL,
    session  TEXT,
    agent    TEXT,
    request  TEXT    NOT NULL,               -- JSON
    reports  TEXT    NOT NULL                -- JSON
);

CREATE TABLE recommendation (
    id            INTEGER PRIMARY KEY,
    scope_id      INTEGER NOT NULL REFERENCES scope (id),
    skill_id      INTEGER NOT NULL REFERENCES skill (id),
    kind          INTEGER NOT NULL,          -- RecommendationKind
    state         INTEGER NOT NULL,          -- RecommendationState
    analyzer      TEXT    NOT NULL,
    fingerprint   TEXT    NOT NULL,          -- what it is about, so that it is not made twice
    target_id     INTEGER REFERENCES recommendation (id),  -- what a Keep or Revert is about
    parameter     TEXT,
    value         REAL,
    minimum       REAL,
    maximum       REAL,
    proposed_at   INTEGER NOT NULL,
    decided_at    INTEGER,
    session       TEXT,                      -- who decided
    agent         TEXT,
    reason        TEXT,
    evidence      TEXT    NOT NULL,          -- JSON
    text          TEXT    NOT NULL
);

CREATE INDEX recommendation_subject ON recommendation (skill_id, scope_id, fingerprint);
CREATE INDEX recommendation_target ON recommendation (target_id) WHERE target_id IS NOT NULL;

-- What was approved: a text or a parameter's value. A change of it is a new version; retired_at ends it.
-- Which lessons stood at a moment, and so the lessons_hash of a run at that moment, follows from the two times.
CREATE TABLE lesson (
    recommendation_id INTEGER NOT NULL REFERENCES recommendation (id),
    version           INTEGER NOT NULL,
    scope_id          INTEGER NOT NULL REFERENCES scope (id),
    skill_id          INTEGER NOT NULL REFERENCES skill (id),
    approved_at       INTEGER NOT NULL,
    retired_at        INTEGER,
    session           TEXT,                  -- who approved it, and why
    agent             TEXT,
    reason            TEXT,
    parameter         TEXT,
    value             REAL,
    text              TEXT    NOT NULL,
    PRIMARY KEY (recommendation_id, version)
) WITHOUT ROWID;

CREATE INDEX lesson_skill ON lesson (skill_id, scope_id);
