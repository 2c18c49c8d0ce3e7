"""iCalendar and todo.txt: what other programs wrote, and what the ledger wrote itself."""

import pytest

from tests.importers.books import rows_of

ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//other//EN
BEGIN:VTODO
UID:a-1
SUMMARY:Write the brief\\, twice
DTSTART;VALUE=DATE:20260302
DUE;VALUE=DATE:20260331
STATUS:IN-PROCESS
CATEGORIES:Archive,Work
DESCRIPTION:First line\\nsecond line that is so long that it is fol
 ded
BEGIN:VALARM
ACTION:DISPLAY
SUMMARY:not the task
END:VALARM
END:VTODO
BEGIN:VTODO
UID:a-2
SUMMARY:Book the hall
COMPLETED:20260220T093000Z
PERCENT-COMPLETE:100
END:VTODO
BEGIN:VEVENT
UID:a-3
SUMMARY:Open days
DTSTART;VALUE=DATE:20260601
DTEND;VALUE=DATE:20260604
END:VEVENT
BEGIN:VEVENT
UID:a-4
SUMMARY:Board
DTSTART;TZID=Asia/Shanghai:20260605T090000
DTEND;TZID=Asia/Shanghai:20260605T110000
STATUS:CANCELLED
RRULE:FREQ=MONTHLY
END:VEVENT
END:VCALENDAR
"""


def test_tasks_and_events_of_another_program(reform, home):
    (home / "tasks.ics").write_bytes(ICS.replace("\n", "\r\n").encode())
    taken = reform("import", "tasks.ics")
    assert taken.status == 0 and "repeated are taken once: 1" in taken.err
    rows = rows_of(reform, "projects")
    assert [(row["title"], row["start"], row["due"], row["state"], row["done"]) for row in rows] == [
        ("Write the brief, twice", "2026-03-02", "2026-03-31", "started", None),
        ("Book the hall", None, None, "done", "2026-02-20"),
        ("Open days", "2026-06-01", "2026-06-03", "planned", None),
        ("Board", None, "2026-06-05", "dropped", None),
    ]
    assert rows[0]["theme"] == "Archive" and "folded" in rows[0]["extra"]["description"]
    again = reform("import", "tasks.ics", "--json")
    assert all((row["added"], row["changed"]) == (0, 0) for row in again.rows), again.out


@pytest.mark.parametrize("shape", ["event", "todo"])
def test_what_the_ledger_wrote_comes_back_to_the_same_work(reform, home, shape):
    reform("settings", "set", "calendar.as", shape)
    reform("add", "甲", "--due", "2026-06-30", "--lead", "县教育局")
    reform("add", "一", "--to", "1", "--due", "2026-05-01")
    reform("visit", "add", "县教育局", "--date", "2026-02-20")
    reform("add", "不实", "--from", "V1", "--due", "2026-04-01")
    before = reform("export", "--json").out
    assert reform("list", "-o", home / "w.ics").status == 0 and reform("calendar", "-o", home / "c.ics").status == 0
    for name in ("w.ics", "c.ics"):
        again = reform("import", name, "--json")
        assert again.status == 0, again.err
        assert all((row["added"], row["changed"]) == (0, 0) for row in again.rows), again.out
    assert reform("export", "--json").out == before


def test_a_calendar_moves_no_limit_of_the_ledgers_work(reform, home):
    reform("add", "甲", "--due", "2026-06-30")
    assert reform("list", "-o", home / "w.ics").status == 0
    text = (home / "w.ics").read_text("utf-8")
    (home / "w.ics").write_text(text.replace("20260630", "20261230"), encoding="utf-8", newline="")
    assert reform("import", "w.ics").status == 0
    assert rows_of(reform, "projects")[0]["due"] == "2026-06-30"


TODO = """(A) 2026-03-01 Call the mayor +OpenDay @phone due:2026-04-01
x 2026-02-20 2026-02-01 Book the hall +OpenDay
Buy the paint @shop t:2026-03-20 see https://example.org/paint
"""


@pytest.mark.parametrize("name", ["todo.txt", "work.txt"])
def test_todotxt(reform, home, name):
    (home / name).write_text(TODO, encoding="utf-8")
    assert reform("import", name).status == 0
    rows = rows_of(reform, "projects")
    assert [(row["title"], row["theme"], row["due"], row["state"], row["done"]) for row in rows] == [
        ("Call the mayor", "OpenDay", "2026-04-01", "planned", None),
        ("Book the hall", "OpenDay", None, "done", "2026-02-20"),
        ("Buy the paint see https://example.org/paint", None, None, "planned", None),
    ]
    assert rows[0]["extra"] == {"contexts": "phone", "priority": "A"} and rows[2]["start"] == "2026-03-20"


@pytest.mark.parametrize(("name", "content"), [("bad.ics", b"hello"), ("bad2.ics", b"BEGIN:VCALENDAR\r\n\xff\xfe")])
def test_what_is_no_calendar_is_refused(reform, home, name, content):
    (home / name).write_bytes(content)
    refused = reform("import", name)
    assert refused.status == 1 and name in refused.err and refused.err.count("\n") == 1
