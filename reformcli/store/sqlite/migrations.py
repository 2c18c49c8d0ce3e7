"""The migrations, in order. Add one at the end, and add one to `schema.VERSION`."""

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
