"""The first migrations, up to matters and stages; the later ones stand in `migrations`."""

import json
import re

from sqlite_utils import Database, Migrations

migrations = Migrations("reform")

_THING = "number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE"
_OPEN = "state IN ('planned', 'started', 'reported')"
_PROGRESS = """
    start TEXT, due TEXT, due_said TEXT, due_first TEXT, state TEXT NOT NULL,
    reported TEXT, done TEXT, dropped TEXT, reason TEXT, evidence TEXT"""

_FIRST_TABLES = f"""
CREATE TABLE owners ({_THING}, name TEXT NOT NULL UNIQUE CHECK (name <> ''), short_name TEXT,
    other_names TEXT NOT NULL, kind TEXT NOT NULL, parent INTEGER REFERENCES owners(number) {{later}},
    contact TEXT, valid_from TEXT, valid_to TEXT, extra TEXT NOT NULL) STRICT;
CREATE TABLE projects ({_THING}, title TEXT NOT NULL CHECK (title <> ''), code TEXT, plan INTEGER, source TEXT,
    kind TEXT, theme TEXT, key INTEGER NOT NULL, goal TEXT, measures TEXT, result TEXT, policy_basis TEXT,
    local_situation TEXT, {_PROGRESS}, extra TEXT NOT NULL) STRICT;
CREATE TABLE milestones (project INTEGER NOT NULL REFERENCES projects(number) {{later}}, number INTEGER NOT NULL,
    uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL CHECK (title <> ''), output TEXT, weight REAL NOT NULL,
    depends_on TEXT NOT NULL, {_PROGRESS}, extra TEXT NOT NULL, PRIMARY KEY (project, number)) STRICT, WITHOUT ROWID;
CREATE TABLE duties ({_THING}, project INTEGER NOT NULL REFERENCES projects(number) {{later}},
    owner INTEGER NOT NULL REFERENCES owners(number) {{later}}, role TEXT NOT NULL, valid_from TEXT, valid_to TEXT,
    extra TEXT NOT NULL) STRICT;
CREATE TABLE extensions ({_THING}, project INTEGER NOT NULL REFERENCES projects(number) {{later}}, milestone INTEGER,
    due_from TEXT, due_to TEXT NOT NULL, due_said TEXT, reason TEXT NOT NULL, approver TEXT NOT NULL, document TEXT,
    asked TEXT, extra TEXT NOT NULL,
    FOREIGN KEY (project, milestone) REFERENCES milestones(project, number) {{later}}) STRICT;
CREATE TABLE visits ({_THING}, date TEXT NOT NULL, owner INTEGER REFERENCES owners(number) {{later}},
    form TEXT NOT NULL, purpose TEXT NOT NULL, visitors TEXT NOT NULL, met TEXT NOT NULL, projects TEXT NOT NULL,
    conclusion TEXT, hours REAL, extra TEXT NOT NULL) STRICT;
CREATE TABLE findings ({_THING}, visit INTEGER REFERENCES visits(number) {{later}},
    project INTEGER REFERENCES projects(number) {{later}}, owner INTEGER REFERENCES owners(number) {{later}},
    problem TEXT NOT NULL, measures TEXT, due TEXT, due_said TEXT, due_first TEXT, state TEXT NOT NULL, fixed TEXT,
    fixed_evidence TEXT, closed TEXT, closed_evidence TEXT, looked_back TEXT,
    relapse_of INTEGER REFERENCES findings(number) {{later}}, extra TEXT NOT NULL) STRICT;
CREATE TABLE notes ({_THING}, about TEXT NOT NULL, date TEXT NOT NULL, author TEXT, text TEXT NOT NULL,
    extra TEXT NOT NULL) STRICT;

CREATE TABLE batches (number INTEGER PRIMARY KEY AUTOINCREMENT, verb TEXT NOT NULL, actor TEXT NOT NULL,
    at TEXT NOT NULL, today TEXT NOT NULL, undoes INTEGER REFERENCES batches(number)) STRICT;
CREATE TABLE history (sequence INTEGER PRIMARY KEY AUTOINCREMENT, batch INTEGER NOT NULL REFERENCES batches(number),
    noun TEXT NOT NULL, uid TEXT NOT NULL, ref TEXT NOT NULL, before TEXT, after TEXT, digest TEXT NOT NULL) STRICT;
"""

_INDEXES = f"""
CREATE INDEX projects_open ON projects (due) WHERE {_OPEN};
CREATE INDEX projects_done ON projects (done) WHERE done IS NOT NULL;
CREATE INDEX projects_plan ON projects (plan);
CREATE INDEX milestones_open ON milestones (due) WHERE {_OPEN};
CREATE INDEX milestones_done ON milestones (done) WHERE done IS NOT NULL;
CREATE INDEX duties_project ON duties (project, role);
CREATE INDEX duties_owner ON duties (owner);
CREATE INDEX extensions_project ON extensions (project, milestone);
CREATE INDEX visits_owner ON visits (owner);
CREATE INDEX findings_open ON findings (due) WHERE state <> 'closed';
CREATE INDEX findings_project ON findings (project);
CREATE INDEX notes_about ON notes (about);
CREATE INDEX history_batch ON history (batch);
CREATE INDEX history_uid ON history (uid);
"""

_UNCHANGING = """
CREATE TRIGGER {table}_keeps_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, 'the history cannot be changed'); END;
"""


@migrations()
def m001_first(db: Database) -> None:
    """The first nouns, and the history, which can only grow."""
    later = "DEFERRABLE INITIALLY DEFERRED"
    for statement in (_FIRST_TABLES.format(later=later) + _INDEXES).split(";\n"):
        if statement.strip():
            db.execute(statement)
    for table in ("batches", "history"):
        for event in ("UPDATE", "DELETE"):
            db.execute(_UNCHANGING.format(table=table, event=event))


@migrations()
def m002_days(db: Database) -> None:
    """Days that the ledger declares as worked or not."""
    db.execute(
        "CREATE TABLE days (number INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE,"
        " date TEXT NOT NULL UNIQUE, working INTEGER NOT NULL, name TEXT, extra TEXT NOT NULL) STRICT"
    )


@migrations()
def m003_lights_and_assignments(db: Database) -> None:
    """Lights set by hand, items that documents hand down, what groups have, papers asked for, and indexes by which a
    day in the past is asked about."""
    references = "REFERENCES projects(number) DEFERRABLE INITIALLY DEFERRED"
    statements = (
        f"CREATE TABLE assignments ({_THING}, document TEXT NOT NULL, item TEXT, title TEXT NOT NULL, plan INTEGER,"
        f" unit TEXT, due TEXT, due_said TEXT, project INTEGER {references}, extra TEXT NOT NULL) STRICT",
        f"CREATE TABLE overrides ({_THING}, project INTEGER NOT NULL {references}, milestone INTEGER,"
        " light TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL, valid_from TEXT NOT NULL,"
        " valid_to TEXT NOT NULL, extra TEXT NOT NULL, FOREIGN KEY (project, milestone) REFERENCES"
        " milestones(project, number) DEFERRABLE INITIALLY DEFERRED) STRICT",
        "ALTER TABLE owners ADD COLUMN place TEXT",
        "ALTER TABLE owners ADD COLUMN rules TEXT",
        "ALTER TABLE owners ADD COLUMN platform TEXT",
        "ALTER TABLE visits ADD COLUMN papers TEXT NOT NULL DEFAULT '[]'",
        "CREATE INDEX assignments_project ON assignments (project)",
        "CREATE INDEX overrides_project ON overrides (project, milestone)",
        "CREATE INDEX extensions_asked ON extensions (asked)",
        "CREATE INDEX projects_dropped ON projects (dropped) WHERE dropped IS NOT NULL",
        "CREATE INDEX milestones_dropped ON milestones (dropped) WHERE dropped IS NOT NULL",
        "CREATE INDEX projects_reported ON projects (reported) WHERE reported IS NOT NULL",
        "CREATE INDEX milestones_reported ON milestones (reported) WHERE reported IS NOT NULL",
    )
    for statement in statements:
        db.execute(statement)


_MATTERS = """
CREATE TABLE matters (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''), detail TEXT, source_noun TEXT, source_within INTEGER,
    source_number INTEGER, document TEXT, project INTEGER REFERENCES projects(number) {later},
    owner INTEGER REFERENCES owners(number) {later}, supporting TEXT NOT NULL,
    raised_by INTEGER REFERENCES owners(number) {later}, measures TEXT, opened TEXT, due TEXT, due_said TEXT,
    due_first TEXT, state TEXT NOT NULL, reported TEXT, done TEXT, dropped TEXT, reason TEXT, evidence TEXT,
    process TEXT, stage TEXT, relapse_of INTEGER REFERENCES matters(number) {later}, extra TEXT NOT NULL) STRICT;
CREATE TABLE stages (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, about_noun TEXT NOT NULL,
    about_within INTEGER, about_number INTEGER NOT NULL, key TEXT NOT NULL CHECK (key <> ''), date TEXT NOT NULL,
    result TEXT NOT NULL, by INTEGER REFERENCES owners(number) {later}, evidence TEXT, document TEXT,
    extra TEXT NOT NULL) STRICT;
INSERT INTO matters SELECT number, uid, 'finding',
    substr(substr(problem, 1, instr(problem || char(10), char(10)) - 1), 1, 500),
    CASE WHEN length(problem) > 500 OR instr(problem, char(10)) > 0 THEN problem END,
    CASE WHEN visit IS NULL THEN NULL ELSE 'visit' END, NULL, visit, NULL, project, owner, '[]', NULL, measures, NULL,
    due, due_said, due_first, CASE state WHEN 'open' THEN 'planned' WHEN 'fixed' THEN 'reported' ELSE 'done' END,
    fixed, closed, NULL, NULL,
    nullif(trim(CASE WHEN fixed IS NULL THEN coalesce(fixed_evidence, '') ELSE '' END || char(10)
        || CASE WHEN closed IS NULL THEN coalesce(closed_evidence, '') ELSE '' END, char(10)), ''),
    'finding-before', CASE WHEN looked_back IS NOT NULL THEN 'look-back'
        WHEN state = 'closed' THEN 'close' WHEN state = 'fixed' THEN 'self-check' END, relapse_of, extra
    FROM findings;
INSERT INTO stages SELECT 3 * (number - 1) + 1, uid || '-self-check', 'matter', NULL, number, 'self-check', fixed,
    'passed', NULL, nullif(fixed_evidence, ''), NULL, '{{}}' FROM findings WHERE fixed IS NOT NULL;
INSERT INTO stages SELECT 3 * (number - 1) + 2, uid || '-close', 'matter', NULL, number, 'close', closed,
    'passed', NULL, nullif(closed_evidence, ''), NULL, '{{}}' FROM findings WHERE closed IS NOT NULL;
INSERT INTO stages SELECT 3 * (number - 1) + 3, uid || '-look-back', 'matter', NULL, number, 'look-back', looked_back,
    'passed', NULL, NULL, NULL, '{{}}' FROM findings WHERE looked_back IS NOT NULL;
CREATE TABLE numbers (noun TEXT NOT NULL, within INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (noun, within)) STRICT, WITHOUT ROWID;
INSERT INTO numbers SELECT CASE name WHEN 'duties' THEN 'duty' WHEN 'findings' THEN 'matter'
    ELSE substr(name, 1, length(name) - 1) END, 0, seq FROM sqlite_sequence
    WHERE name NOT IN ('batches', 'history') AND name IN (SELECT name FROM sqlite_master WHERE type = 'table');
INSERT INTO numbers SELECT 'stage', 0, 3 * last FROM numbers WHERE noun = 'matter';
INSERT INTO numbers SELECT 'milestone', CAST(substr(ref, 1, instr(ref, '.') - 1) AS INTEGER) AS project,
    max(CAST(substr(ref, instr(ref, '.') + 1) AS INTEGER)) FROM history WHERE noun = 'milestone' GROUP BY project;
DROP TABLE findings;
"""

_ABOUT = """
CREATE TABLE {table}_new ({columns}) STRICT;
INSERT INTO {table}_new SELECT number, uid, CASE WHEN milestone IS NULL THEN 'project' ELSE 'milestone' END,
    CASE WHEN milestone IS NULL THEN NULL ELSE project END, coalesce(milestone, project), {rest} FROM {table};
DROP TABLE {table};
ALTER TABLE {table}_new RENAME TO {table};
CREATE INDEX {table}_about ON {table} (about_noun, about_number, about_within);
"""

_KEYS = (
    "number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, about_noun TEXT NOT NULL, about_within INTEGER,"
    " about_number INTEGER NOT NULL"
)

_NOTES = f"""
CREATE TABLE notes_new ({_KEYS}, date TEXT NOT NULL, author TEXT, text TEXT NOT NULL, extra TEXT NOT NULL) STRICT;
INSERT INTO notes_new SELECT number, uid,
    CASE substr(about, 1, 1) WHEN 'V' THEN 'visit' WHEN 'F' THEN 'matter' WHEN 'N' THEN 'note'
        WHEN 'A' THEN 'assignment' ELSE CASE WHEN instr(about, '.') > 0 THEN 'milestone' ELSE 'project' END END,
    CASE WHEN instr(about, '.') > 0 THEN CAST(substr(about, 1, instr(about, '.') - 1) AS INTEGER) END,
    CASE WHEN instr(about, '.') > 0 THEN CAST(substr(about, instr(about, '.') + 1) AS INTEGER)
        WHEN substr(about, 1, 1) BETWEEN '0' AND '9' THEN CAST(about AS INTEGER)
        ELSE CAST(substr(about, 2) AS INTEGER) END,
    date, author, text, extra FROM notes;
DROP TABLE notes;
ALTER TABLE notes_new RENAME TO notes;
CREATE INDEX notes_about ON notes (about_noun, about_number, about_within);
CREATE INDEX matters_open ON matters (due) WHERE {_OPEN};
CREATE INDEX matters_done ON matters (done) WHERE done IS NOT NULL;
CREATE INDEX matters_dropped ON matters (dropped) WHERE dropped IS NOT NULL;
CREATE INDEX matters_reported ON matters (reported) WHERE reported IS NOT NULL;
CREATE INDEX matters_project ON matters (project);
CREATE INDEX matters_owner ON matters (owner);
CREATE INDEX matters_source ON matters (source_noun, source_number, source_within);
CREATE INDEX stages_about ON stages (about_noun, about_number, about_within);
CREATE INDEX extensions_asked ON extensions (asked);
"""


@migrations()
def m004_matters(db: Database) -> None:
    """Findings become matters with stages; refs are noun and number; no number is ever given twice."""
    later = "DEFERRABLE INITIALLY DEFERRED"
    extensions = _ABOUT.format(
        table="extensions",
        columns=f"{_KEYS}, due_from TEXT, due_to TEXT NOT NULL, due_said TEXT, reason TEXT NOT NULL,"
        " approver TEXT NOT NULL, document TEXT, asked TEXT, extra TEXT NOT NULL",
        rest="due_from, due_to, due_said, reason, approver, document, asked, extra",
    )
    overrides = _ABOUT.format(
        table="overrides",
        columns=f"{_KEYS}, light TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL, valid_from TEXT NOT NULL,"
        " valid_to TEXT NOT NULL, extra TEXT NOT NULL",
        rest="light, reason, author, valid_from, valid_to, extra",
    )
    for statement in (_MATTERS.format(later=later) + extensions + overrides + _NOTES).split(";\n"):
        if statement.strip():
            db.execute(statement)
    db.execute(f"ALTER TABLE visits ADD COLUMN held_by INTEGER REFERENCES owners(number) {later}")
    for project, number, names in db.execute(
        "SELECT project, number, depends_on FROM milestones WHERE depends_on <> '[]'"
    ).fetchall():
        pairs = [
            [int(outer or project), int(inner)] for outer, inner in re.findall(r'"\s*(?:(\d+)\.)?(\d+)\s*"', names)
        ]
        db.execute(
            "UPDATE milestones SET depends_on = ? WHERE project = ? AND number = ?",
            [json.dumps(pairs, separators=(",", ":")), project, number],
        )
