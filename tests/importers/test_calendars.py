"""iCalendar and todo.txt: what other programs wrote, and what the ledger wrote itself."""

from random import Random

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
    assert taken.status == 0 and "taken once, with their next day: 1" in taken.err
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
    taken = reform("import", "w.ics")
    assert taken.status == 0 and "2026-12-30 is held back" in taken.err
    assert rows_of(reform, "projects")[0]["due"] == "2026-06-30"
    assert reform("import", "w.ics", "--reason", "清产核资", "--approved-by", "县委改革委").status == 0
    assert rows_of(reform, "projects")[0]["due"] == "2026-12-30" and len(rows_of(reform, "extensions")) == 1


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
    assert (
        rows[0]["extra"] == {"contexts": "phone", "priority": "A", "created": "2026-03-01"}
        and rows[2]["start"] == "2026-03-20"
    )


@pytest.mark.parametrize(("name", "content"), [("bad.ics", b"hello"), ("bad2.ics", b"BEGIN:VCALENDAR\r\n\xff\xfe")])
def test_what_is_no_calendar_is_refused(reform, home, name, content):
    (home / name).write_bytes(content)
    refused = reform("import", name)
    assert refused.status == 1 and name in refused.err and refused.err.count("\n") == 1


def calendar(*entries, head=()):
    """A calendar of entries, each the name of its component and its lines."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//other//EN", *head]
    for kind, *properties in entries:
        lines += [f"BEGIN:{kind}", *properties, f"END:{kind}"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def dates_of(reform, home, *entries, head=()):
    (home / "other.ics").write_text(calendar(*entries, head=head), encoding="utf-8", newline="")
    assert reform("import", "other.ics", "--yes").status == 0
    return [(row["start"], row["due"]) for row in rows_of(reform, "projects")]


@pytest.mark.parametrize(
    ("properties", "start", "due"),
    [
        (["DTSTART;VALUE=DATE:20260601", "DTEND;VALUE=DATE:20260602"], None, "2026-06-01"),
        (["DTSTART;VALUE=DATE:20260601", "DURATION:P3D"], "2026-06-01", "2026-06-03"),
        (["DTSTART;VALUE=DATE:20260601", "DURATION:P1W"], "2026-06-01", "2026-06-07"),
        (["DTSTART:20260601T200000", "DTEND:20260602T000000"], None, "2026-06-01"),
        (["DTSTART:20260601T235960"], None, "2026-06-01"),
        (["DTSTART:20260601T220000", "DURATION:PT4H"], "2026-06-01", "2026-06-02"),
        (["DTSTART:20260601T220000", "DURATION:PT2H"], None, "2026-06-01"),
        (
            ["DTSTART;TZID=America/New_York:20260601T230000", "DTEND;TZID=America/New_York:20260601T233000"],
            None,
            "2026-06-01",
        ),
        (["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=MONTHLY;BYMONTHDAY=5"], None, "2026-04-05"),
        (["DTSTART;VALUE=DATE:20250106", "RRULE:FREQ=WEEKLY;UNTIL=20250201T000000Z"], None, "2025-01-27"),
        (["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=NONSENSE"], None, "2026-01-01"),
        (["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"], None, "2026-01-01"),
    ],
)
def test_the_days_of_an_event(reform, home, properties, start, due):
    reform("settings", "set", "today", "2026-03-15")
    assert dates_of(reform, home, ("VEVENT", "UID:e", "SUMMARY:Board", *properties)) == [(start, due)]


def test_moments_in_utc_are_days_of_the_calendars_own_zone(reform, home):
    event = ("VEVENT", "UID:e", "SUMMARY:Board", "DTSTART:20260604T170000Z", "DTEND:20260604T180000Z")
    assert dates_of(reform, home, event, head=("X-WR-TIMEZONE:Asia/Shanghai",)) == [(None, "2026-06-05")]


def test_tasks_below_another_are_milestones_of_its_project(reform, home):
    text = calendar(
        ("VTODO", "UID:c", "SUMMARY:Buy paint", "RELATED-TO:b", "DUE;VALUE=DATE:20260401", "STATUS:COMPLETED"),
        (
            "VTODO",
            "UID:a",
            "SUMMARY:Renew the hall",
            "DUE;VALUE=DATE:20260601",
            "CATEGORIES:Works,Hall\\, old",
            "CATEGORIES:2026",
        ),
        ("VTODO", "UID:b", "SUMMARY:Paint", "RELATED-TO;RELTYPE=PARENT:a", "DUE;VALUE=DATE:20260501"),
        ("VTODO", "UID:s", "SUMMARY:Beside it", "RELATED-TO;RELTYPE=SIBLING:a"),
        ("VTODO", "UID:x", "SUMMARY:Ring one", "RELATED-TO:y"),
        ("VTODO", "UID:y", "SUMMARY:Ring two", "RELATED-TO:x"),
    )
    (home / "tasks.ics").write_text(text, encoding="utf-8", newline="")
    assert reform("import", "tasks.ics").status == 0
    projects = rows_of(reform, "projects")
    assert [row["title"] for row in projects] == ["Renew the hall", "Beside it", "Ring one", "Ring two"]
    assert projects[0]["theme"] == "Works" and projects[0]["extra"] == {"categories": "Works, Hall, old, 2026"}
    milestones = [(row["project"], row["title"], row["due"], row["state"]) for row in rows_of(reform, "milestones")]
    assert milestones == [(1, "Buy paint", "2026-04-01", "done"), (1, "Paint", "2026-05-01", "planned")]
    again = reform("import", "tasks.ics", "--json")
    assert all((row["added"], row["changed"]) == (0, 0) for row in again.rows), again.out


def test_events_that_are_over_are_doubted(reform, home):
    entries = [("VEVENT", f"UID:e{n}", f"SUMMARY:Board {n}", f"DTSTART;VALUE=DATE:2025010{n}") for n in (1, 2)]
    (home / "old.ics").write_text(calendar(*entries), encoding="utf-8", newline="")
    assert reform("import", "old.ics", "--strict").status != 0
    assert "2 events are over" in reform("import", "old.ics").err


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("shape", ["event", "todo"])
@pytest.mark.parametrize("seed", range(3))
def test_what_was_written_of_any_work_changes_nothing(reform, home, language, shape, seed):
    chance = Random(seed)
    reform("settings", "set", "calendar.as", shape)
    reform("settings", "set", "lang", language)
    titles = ["甲，乙；丙", "a\\b, c; d", "长" * 150, "Say: “no”", "x:y=z", " 前后 ", "\\n", "第1项 (A)"]

    def done(*argv):
        run = reform(*argv)
        assert run.status == 0, run.err

    for number, title in enumerate(chance.sample(titles, 5), 1):
        done("add", title, "--due", f"2026-{chance.randint(4, 12):02}-15", "--lead", chance.choice("甲乙") + "县教育局")
        done("add", chance.choice(titles), "--to", number, "--due", f"2026-04-{chance.randint(10, 28)}")
        match chance.randrange(4):
            case 0:
                done("done", number, "--on", "2026-03-01", "--all", "--yes")
            case 1:
                done("drop", number, "--reason", "不再需要", "--yes")
            case 2:
                done("extend", number, "--to", "2027-01-31", "--reason", "清产核资", "--approved-by", "县委")
    before = reform("export", "--json").out
    for command in ("list", "calendar", "due", "overdue"):
        if reform(command, "-o", home / f"{command}.ics").status == 0:
            again = reform("import", f"{command}.ics")
            assert again.status == 0 and "held back" not in again.err and "暂不采用" not in again.err, again.err
    assert reform("export", "--json").out == before


SAMPLES = {
    "google": (
        ("X-WR-CALNAME:Office", "X-WR-TIMEZONE:Europe/London"),
        ("VEVENT", "DTSTART:20260710T223000Z", "DTEND:20260710T233000Z", "DTSTAMP:20260101T000000Z",
         "UID:7kukuqrfedlm2f9t0vr5v2@google.com", "CREATED:20260101T000000Z", "DESCRIPTION:", "SEQUENCE:0",
         "STATUS:CONFIRMED", "SUMMARY:Review of the plan", "TRANSP:OPAQUE"),
        ("Review of the plan", "2026-07-11", "planned"),
    ),
    "outlook": (
        ("METHOD:PUBLISH",),
        ("VEVENT", "CLASS:PUBLIC", 'DTSTART;TZID="China Standard Time":20260710T090000',
         'DTEND;TZID="China Standard Time":20260710T103000', "UID:040000008200E00074C5B7101A82E008",
         "SUMMARY;LANGUAGE=zh-cn:督查调度会", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "PRIORITY:5"),
        ("督查调度会", "2026-07-10", "planned"),
    ),
    "nextcloud": (
        ("X-WR-CALNAME:Tasks",),
        ("VTODO", "UID:20f1a1e2-0000-4000-8000-1", "SUMMARY:Write the brief", "PERCENT-COMPLETE:40", "PRIORITY:1",
         "STATUS:IN-PROCESS", "DUE;TZID=Europe/Berlin:20260710T170000", "X-APPLE-SORT-ORDER:1"),
        ("Write the brief", "2026-07-10", "started"),
    ),
    "todoist": (
        ("NAME:Todoist",),
        ("VEVENT", "UID:6X7rM8997g3RQmvh@todoist", "SUMMARY:Send the minutes", "DTSTART;VALUE=DATE:20260710",
         "DTEND;VALUE=DATE:20260711", "DESCRIPTION:https://todoist.com/app/task/1"),
        ("Send the minutes", "2026-07-10", "planned"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", SAMPLES)
def test_what_other_programs_write(reform, home, program):
    head, entry, expected = SAMPLES[program]
    (home / "other.ics").write_text(calendar(entry, head=head), encoding="utf-8", newline="")
    assert reform("import", "other.ics", "--strict").status == 0
    row = rows_of(reform, "projects")[0]
    assert (row["title"], row["due"], row["state"]) == expected
    again = reform("import", "other.ics", "--json")
    assert all((row["added"], row["changed"]) == (0, 0) for row in again.rows), again.out


def test_tasks_that_are_alike_in_todotxt(reform, home):
    lines = (
        "x 2026-01-05 Weekly report +A", "x 2026-01-12 Weekly report +A", "Buy paint +A", "Buy paint +B due:tomorrow",
        "x 2026-02-01 Send minutes", "Send minutes due:2026-04-01",
    )  # fmt: skip
    (home / "todo.txt").write_text("\n".join(lines), encoding="utf-8")
    taken = reform("import", "todo.txt")
    assert taken.status == 0 and "line 4: due:tomorrow is not read" in taken.err and "left out: 2" in taken.err
    rows = rows_of(reform, "projects")
    assert [(row["title"], row["state"], row["done"], row["due"]) for row in rows] == [
        ("Weekly report", "done", "2026-01-12", None),
        ("Buy paint (A)", "planned", None, None),
        ("Buy paint (B)", "planned", None, None),
        ("Send minutes", "planned", None, "2026-04-01"),
    ]
    assert rows[2]["extra"] == {"due": "tomorrow"}
    again = reform("import", "todo.txt", "--json")
    assert all((row["added"], row["changed"]) == (0, 0) for row in again.rows), again.out


@pytest.mark.parametrize("language", ["en", "zh"])
def test_meetings_of_the_ledger_are_no_work(reform, language):
    reform("add", "更换锅炉", "--due", "2026-12-31")
    reform("meeting", "add", "--body", "commission", "--date", "2026-12-10")
    assert reform("calendar", "--ics", "-o", "c.ics").status == 0
    taken = reform("import", "c.ics", "--lang", language)
    said = {"en": "c.ics: meetings stay as the ledger has them: ", "zh": "c.ics：会议以台账为准，未改动："}
    assert taken.status == 0 and said[language] in taken.out + taken.err
    assert len(reform("list", "--json").rows) == 1
