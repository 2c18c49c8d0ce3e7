"""The migrations, in order. Add one at the end, and add one to `schema.VERSION`."""

from sqlite_utils import Database

from reformcli.store.sqlite.first_migrations import migrations

__all__ = ["migrations"]


@migrations()
def m005_rules(db: Database) -> None:
    """The office's rules, by their first day."""
    db.execute(
        "CREATE TABLE rules (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, valid_from TEXT NOT NULL UNIQUE,"
        " title TEXT NOT NULL CHECK (title <> ''), text TEXT NOT NULL, extra TEXT NOT NULL) STRICT"
    )


_LATER = "DEFERRABLE INITIALLY DEFERRED"

_MEETINGS_AND_ORDERS = f"""
CREATE TABLE meetings (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, body TEXT NOT NULL,
    owner INTEGER REFERENCES owners(number) {_LATER}, session INTEGER, date TEXT NOT NULL, place TEXT,
    chair INTEGER REFERENCES owners(number) {_LATER}, present TEXT NOT NULL, absent TEXT NOT NULL, minutes TEXT,
    extra TEXT NOT NULL) STRICT;
CREATE TABLE topics (number INTEGER NOT NULL, uid TEXT NOT NULL UNIQUE,
    meeting INTEGER NOT NULL REFERENCES meetings(number) {_LATER}, kind TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''), project INTEGER REFERENCES projects(number) {_LATER},
    owner INTEGER REFERENCES owners(number) {_LATER}, document TEXT, minutes INTEGER, outcome TEXT, comment TEXT,
    extra TEXT NOT NULL, PRIMARY KEY (meeting, number)) STRICT;
CREATE TABLE orders (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, level TEXT,
    code TEXT, about_noun TEXT NOT NULL, about_within INTEGER, about_number INTEGER NOT NULL,
    owner INTEGER REFERENCES owners(number) {_LATER}, requirement TEXT, date TEXT NOT NULL, due TEXT NOT NULL,
    due_said TEXT, signed_by INTEGER REFERENCES owners(number) {_LATER},
    follows INTEGER REFERENCES orders(number) {_LATER}, answered TEXT, answer TEXT, accepted INTEGER NOT NULL,
    withdrawn TEXT, reason TEXT, extra TEXT NOT NULL) STRICT;
CREATE INDEX topics_project ON topics (project);
CREATE INDEX orders_about ON orders (about_noun, about_number, about_within)
"""


@migrations()
def m006_meetings_and_orders(db: Database) -> None:
    """Meetings with their topics, and orders."""
    for statement in _MEETINGS_AND_ORDERS.split(";\n"):
        db.execute(statement)


@migrations()
def m007_reports(db: Database) -> None:
    """Corrections beside extensions, kinds of notes, forms that were sent."""
    statements = (
        "ALTER TABLE extensions ADD COLUMN kind TEXT NOT NULL DEFAULT 'extension'",
        "ALTER TABLE notes ADD COLUMN kind TEXT",
        "ALTER TABLE notes ADD COLUMN percent REAL",
        "CREATE TABLE sendings (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, owner INTEGER NOT NULL"
        " REFERENCES owners(number) DEFERRABLE INITIALLY DEFERRED, date TEXT NOT NULL, report_by TEXT, file TEXT,"
        " works TEXT NOT NULL, returned TEXT, sequence INTEGER, hash TEXT, taken TEXT NOT NULL,"
        " extra TEXT NOT NULL) STRICT",
        "CREATE INDEX sendings_owner ON sendings (owner)",
        "CREATE INDEX notes_kind ON notes (kind, date) WHERE kind IS NOT NULL",
    )
    for statement in statements:
        db.execute(statement)


_SUBMISSIONS = f"""
ALTER TABLE owners ADD COLUMN category TEXT;
CREATE TABLE submissions (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL CHECK (title <> ''), owner INTEGER NOT NULL REFERENCES owners(number) {_LATER},
    shared TEXT NOT NULL, "group" INTEGER REFERENCES owners(number) {_LATER}, date TEXT, form TEXT, due TEXT,
    due_said TEXT, projects TEXT NOT NULL, extra TEXT NOT NULL) STRICT;
CREATE TABLE adoptions (number INTEGER NOT NULL, uid TEXT NOT NULL UNIQUE,
    submission INTEGER NOT NULL REFERENCES submissions(number) {_LATER}, level TEXT, kind TEXT NOT NULL, journal TEXT,
    issue TEXT, by TEXT, date TEXT NOT NULL, document TEXT, extra TEXT NOT NULL,
    PRIMARY KEY (submission, number)) STRICT;
CREATE TABLE events (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''), level TEXT, date TEXT NOT NULL, until TEXT, document TEXT,
    owners TEXT NOT NULL, fed TEXT NOT NULL, with_whom TEXT, lessons TEXT, extra TEXT NOT NULL) STRICT;
CREATE TABLE ideas (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL CHECK (title <> ''),
    owner INTEGER NOT NULL REFERENCES owners(number) {_LATER}, origin TEXT, source_noun TEXT, source_within INTEGER,
    source_number INTEGER, document TEXT, problem TEXT, approach TEXT, places TEXT NOT NULL, opened TEXT, start TEXT,
    due TEXT, due_said TEXT, result TEXT, conditions TEXT, state TEXT NOT NULL, reported TEXT, done TEXT, dropped TEXT,
    reason TEXT, process TEXT, stage TEXT, project INTEGER REFERENCES projects(number) {_LATER},
    extra TEXT NOT NULL) STRICT;
CREATE INDEX submissions_owner ON submissions (owner);
CREATE INDEX adoptions_date ON adoptions (date);
CREATE INDEX events_date ON events (date);
CREATE INDEX ideas_project ON ideas (project)
"""


@migrations()
def m008_submissions_ideas_events(db: Database) -> None:
    """Submissions with their adoptions, events, ideas, and classes of units."""
    for statement in _SUBMISSIONS.split(";\n"):
        db.execute(statement)


_MARKS = f"""
ALTER TABLE matters ADD COLUMN against TEXT;
CREATE TABLE marks (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, rule TEXT NOT NULL,
    owner INTEGER NOT NULL REFERENCES owners(number) {_LATER}, date TEXT NOT NULL, points REAL, evidence_noun TEXT,
    evidence_within INTEGER, evidence_number INTEGER, reason TEXT,
    author INTEGER REFERENCES owners(number) {_LATER}, against TEXT, extra TEXT NOT NULL) STRICT;
CREATE INDEX marks_date ON marks (date)
"""


@migrations()
def m009_marks(db: Database) -> None:
    """Judgements that score, and the score line that an appeal is against."""
    for statement in _MARKS.split(";\n"):
        db.execute(statement)
