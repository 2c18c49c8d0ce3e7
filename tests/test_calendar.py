"""Due dates as iCalendar: what calendar programs read, what they know an entry by, what is refused."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from tests.test_processes import start

LONG = "推进县域医共体改革；明确牵头单位，" * 12


def entries(text):
    """The entries of a calendar file, after a look at what every line of it must be."""
    raw = text.encode()
    assert raw.endswith(b"END:VCALENDAR\r\n") and raw.count(b"\n") == raw.count(b"\r") == raw.count(b"\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    for line in raw.split(b"\r\n"):
        line.decode()  # no character is folded through
    assert not set(map(chr, (*range(10), 11, 12, *range(14, 32), *range(127, 160)))) & set(text)
    calendar = Calendar.from_ical(raw)
    assert (str(calendar["version"]), str(calendar["prodid"])) == ("2.0", "-//reform//reform//EN")
    return [part for part in calendar.subcomponents if part.name in ("VEVENT", "VTODO")]


def told(text, name):
    """The texts called `name`, read by the letter of RFC 5545, 3.1 and 3.3.11; icalendar 6 misreads a backslash."""
    lines = text.replace("\r\n ", "").split("\r\n")
    texts = [line.removeprefix(f"{name}:") for line in lines if line.startswith(f"{name}:")]
    return [re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], one) for one in texts]


@pytest.fixture
def office(reform):
    """An open project with a milestone, one without a date, one done, one dropped, one of last year done."""
    reform("add", "甲", "--due", "2026-06-30", "--lead", "县教育局", "--leader", "副县长", "--liaison", "张三")
    reform("add", "节点", "--to", 1, "--due", "2026-04-30")
    reform("add", "undated")
    reform("add", "done", "--due", "2026-03-31")
    reform("add", "dropped", "--due", "2026-05-31")
    reform("add", "carried", "--plan", 2025, "--due", "2025-12-31")
    reform("done", 3, "--on", "2026-03-10")
    reform("drop", 4, "--reason", "x")
    reform("done", 5, "--on", "2026-01-10")
    reform("edit", 2, "--state", "started")
    return reform


@pytest.fixture
def plan(office):
    """The entries of `reform calendar --ics` by title."""
    return lambda *more: {str(one["summary"]): one for one in entries(office("calendar", "--ics", *more).out)}


def test_the_table_has_what_an_entry_is_made_of(office):
    rows = office("calendar", "--json").rows
    assert [(row["ref"], row["title"], row["project"], row["due"]) for row in rows] == [
        ("1.1", "节点", "甲", "2026-04-30"),
        ("1", "甲", None, "2026-06-30"),
    ]
    assert (rows[1]["lead"], rows[1]["leader"], rows[1]["liaison"]) == (["县教育局"], ["副县长"], ["张三"])
    exported = {row["title"]: row["uid"] for noun in ("projects", "milestones") for row in uids(office, noun)}
    assert {row["title"]: row["uid"] for row in rows} == {title: exported[title] for title in ("甲", "节点")}


def uids(office, noun):
    return office("export", noun, "--json").rows


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--from", "2026-04-30", "--to", "2026-06-29"), ["节点"]),
        (("--from", "2026-06-30", "--to", "2026-06-30"), ["甲"]),
        (("--to", "4月底前"), ["节点"]),
        (("--all",), ["done", "节点", "dropped", "甲"]),
        (("--all", "--plan", "2025"), ["carried"]),
        (("--all", "--plan", "all"), ["carried", "done", "节点", "dropped", "甲"]),
        (("--owner", "县教育局"), ["节点", "甲"]),
        (("--light", "grey"), []),
    ],
)
def test_what_a_calendar_holds(office, options, expected):
    assert [row["title"] for row in office("calendar", *options, "--json").rows] == expected


def test_a_due_date_is_an_event_of_the_whole_day(plan):
    entry = plan()["甲"]
    assert entry.name == "VEVENT" and entry["dtstart"].params["VALUE"] == entry["dtend"].params["VALUE"] == "DATE"
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (date(2026, 6, 30), date(2026, 7, 1))
    assert entry["transp"] == "TRANSPARENT" and entry["sequence"] == 0 and not entry.subcomponents
    assert entry["dtstamp"].dt == datetime(2026, 3, 15, tzinfo=UTC)
    told = str(entry["description"]).splitlines()
    assert told == ["Ref: 1", "State: not started", "Lead unit: 县教育局", "Leader: 副县长", "Liaison: 张三"]
    assert "Project: 甲" in str(plan()["节点"]["description"])


def test_the_description_is_in_the_readers_language(plan):
    told = str(plan("--lang", "zh")["节点"]["description"]).splitlines()
    assert told[:2] == ["台账号：1.1", "所属项目：甲"] and "领衔领导：副县长" in told


def test_the_last_day_of_the_calendar(reform):
    reform("add", "甲", "--due", "9999-12-31")
    (entry,) = entries(reform("calendar", "--ics").out)
    assert entry["dtstart"].dt == date.max and "dtend" not in entry


def test_tasks_by_setting(plan, monkeypatch):
    monkeypatch.setenv("REFORM_CALENDAR_AS", "todo")
    found = plan("--all")
    assert {entry.name for entry in found.values()} == {"VTODO"}
    assert found["甲"]["due"].dt == date(2026, 6, 30) and found["甲"]["due"].params["VALUE"] == "DATE"
    states = {title: str(entry["status"]) for title, entry in found.items()}
    assert states == {"甲": "NEEDS-ACTION", "节点": "NEEDS-ACTION", "done": "COMPLETED", "dropped": "CANCELLED"}


def test_work_in_hand_or_reported_done_is_in_process(office, monkeypatch):
    monkeypatch.setenv("REFORM_CALENDAR_AS", "todo")
    office("edit", 1, "--state", "started")
    office("done", "1.1", "--reported")
    assert {str(entry["status"]) for entry in entries(office("calendar", "--ics").out)} == {"IN-PROCESS"}


@pytest.mark.parametrize(("days", "trigger"), [(0, {"hours": 9}), (1, {"hours": -15}), (7, {"days": -6, "hours": -15})])
@pytest.mark.parametrize(("entry", "related"), [("event", None), ("todo", "END")])
def test_alarms_by_setting(plan, monkeypatch, days, trigger, entry, related):
    monkeypatch.setenv("REFORM_CALENDAR_AS", entry)
    monkeypatch.setenv("REFORM_CALENDAR_ALARM", str(days))
    found = plan("--all")
    (alarm,) = found["甲"].subcomponents
    assert (alarm.name, str(alarm["action"]), str(alarm["description"])) == ("VALARM", "DISPLAY", "甲")
    assert alarm["trigger"].dt == timedelta(**trigger) and alarm["trigger"].params.get("RELATED") == related
    assert not found["done"].subcomponents and not found["dropped"].subcomponents


@pytest.mark.parametrize(
    ("name", "value"),
    [("REFORM_CALENDAR_AS", "memo"), ("REFORM_CALENDAR_ALARM", "-1"), ("REFORM_CALENDAR_ALARM", "366")],
)
def test_settings_are_checked_where_they_count(office, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    bad = office("calendar", "--ics")
    assert bad.status == 2 and bad.out == "" and bad.err.startswith(f"reform: {name}: ")
    assert office("calendar").status == 0


def test_an_extension_moves_the_entry(office, plan):
    before = plan("--all")
    office("extend", 1, "--to", "2026-09-30", "--reason", "x", "--approved-by", "y")
    office("extend", "1.1", "--to", "2026-05-30", "--reason", "x", "--approved-by", "y")
    office("extend", "1.1", "--to", "2026-05-31", "--reason", "x", "--approved-by", "y")
    after = plan("--all")
    assert {title: str(one["uid"]) for title, one in before.items()} == {t: str(one["uid"]) for t, one in after.items()}
    assert len({str(one["uid"]) for one in after.values()}) == len(after) == 4
    assert (after["甲"]["sequence"], after["节点"]["sequence"]) == (1, 2)
    assert (after["done"]["sequence"], after["dropped"]["sequence"]) == (1, 1)
    assert after["甲"]["dtstart"].dt == date(2026, 9, 30)
    office("done", 1, "--all")
    assert (plan("--all")["甲"]["sequence"], plan("--all")["节点"]["sequence"]) == (2, 3)


def test_a_copy_of_the_ledger_gives_the_same_entries(office, run, home):
    office("extend", 1, "--to", "2026-09-30", "--reason", "x", "--approved-by", "y")
    office("export", "-o", "copy")
    assert run("init", "--db", home / "copy.db").status == 0
    assert run("import", "copy", "--db", home / "copy.db").status == 0
    assert run("calendar", "--ics", "--all", "--db", home / "copy.db").out == office("calendar", "--ics", "--all").out


def test_what_is_done_and_dropped(plan):
    assert set(plan()) == {"甲", "节点"}
    found = plan("--all")
    assert set(found) == {"甲", "节点", "done", "dropped"}
    assert "Done: 2026-03-10" in str(found["done"]["description"])
    assert str(found["dropped"]["status"]) == "CANCELLED" and "status" not in found["done"]


def test_the_ending_of_a_name_means_the_format(office, home):
    done = office("calendar", "-o", "plan.ics")
    assert (done.status, done.out) == (0, "")
    written = (home / "plan.ics").read_bytes()
    assert written.decode() == office("calendar", "--ics").out and b"\r\r" not in written
    assert len(entries(written.decode())) == 2


def test_the_same_question_gives_the_same_bytes(office, home):
    first, second = (start("calendar", "--ics", "--db", home / "ledger.db").stdout for _again in range(2))
    assert first == second and entries(first.decode())


def test_without_a_day_given_an_entry_bears_the_moment(office, monkeypatch):
    monkeypatch.delenv("REFORM_TODAY")
    stamp = entries(office("calendar", "--ics").out)[0]["dtstamp"].dt
    assert timedelta(0) <= datetime.now(UTC) - stamp < timedelta(minutes=5)


def test_a_calendar_without_entries(reform):
    assert entries(reform("calendar", "--ics").out) == []
    assert reform("calendar").out == ""


@pytest.mark.parametrize("report", ["overdue", "due", "list", "slips", "completed"])
def test_any_answer_with_due_dates_has_the_same_entries(office, plan, report):
    office("add", "late", "--due", "2026-03-01")
    office("add", "soon", "--due", "2026-03-20")
    office("extend", 6, "--to", "2026-03-02", "--reason", "x", "--approved-by", "y")
    office("done", 6) if report == "completed" else None
    known = {str(one["uid"]): one["sequence"] for one in plan("--all", "--plan", "all").values()}
    found = {str(one["uid"]): one["sequence"] for one in entries(office(report, "--ics").out)}
    assert found and found.items() <= known.items()


def test_work_that_stands_in_several_rows_has_one_entry(office):
    office("add", "late", "--due", "2026-03-01", "--leader", "甲县长,乙县长")
    assert len(office("overdue", "--by", "leader", "--json").rows) == 2
    assert len(entries(office("overdue", "--by", "leader", "--ics").out)) == 1


@pytest.mark.parametrize(
    ("arguments", "lacking"),
    [
        (("status",), "title"),
        (("show", "1"), "title, due"),
        (("visit", "list"), "title, due"),
        (("list", "--kind", "note"), "title, due"),
        (("export", "projects"), "ref"),
        (("settings",), "ref, title, due"),
    ],
)
def test_an_answer_without_due_dates_is_refused_in_one_line(office, home, arguments, lacking):
    sentence = (
        f"This answer cannot be written as ics: it has no {lacking}. Due dates come from `reform calendar --ics`."
    )
    for more in (("--ics",), ("-o", "plan.ics")):
        refused = office(*arguments, *more)
        assert (refused.status, refused.out, refused.err) == (2, "", f"reform: {sentence}\n")
    assert not [path for path in home.iterdir() if "plan.ics" in path.name]
    chinese = office(*arguments, "--ics", "--lang", "zh").err
    assert chinese.startswith("reform: 该结果不能写成 ics：没有 ") and chinese.count("\n") == 1


@pytest.mark.parametrize("where", [("--ics",), ("-o", "plan.ics")])
def test_an_entry_that_could_not_be_told_is_not_made(reform, where):
    refused = reform("add", "甲", "--due", "2026-06-30", *where)
    assert refused.status == 2 and refused.err.count("\n") == 1
    assert reform("list", "--json").rows == []


@pytest.mark.parametrize(
    "title",
    [
        LONG,
        '逗号,分号;冒号:引号"反斜杠\\',
        "BEGIN:VEVENT",
        r"\\server\New folder\n\N",
        "x" * 74 + "é" * 40,
        "👩‍👩‍👧" * 30,
        " leading and trailing ",
        "=cmd|' /C calc'!A0",
    ],
)
def test_titles_come_back_as_they_are(reform, title):
    assert reform("add", title, "--due", "2026-06-30").status == 0
    assert reform("add", "节点", "--to", 1, "--due", "2026-05-31").status == 0
    text = reform("calendar", "--ics").out
    assert len(entries(text)) == 2
    assert told(text, "SUMMARY") == ["节点", title.strip()]
    assert f"Project: {title.strip()}\n" in told(text, "DESCRIPTION")[0]


def test_what_another_tool_put_into_the_file_cannot_break_out(reform, home):
    import sqlite3

    reform("add", "甲", "--due", "2026-06-30")
    with sqlite3.connect(home / "ledger.db") as connection:
        hostile = "a\r\nEND:VEVENT\nBEGIN:VEVENT\x1b[31m\x00\u202e\u2028\x85\x7f"
        connection.execute("UPDATE projects SET title = ?, uid = ?", (hostile, "u\r\nX:y"))
    connection.close()
    (entry,) = entries(reform("calendar", "--ics").out)
    assert str(entry["summary"]) == "a\\x0d\nEND:VEVENT\nBEGIN:VEVENT\\x1b[31m\\x00\\u202e\\u2028\\x85\\x7f"
