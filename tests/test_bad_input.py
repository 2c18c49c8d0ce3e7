"""Bad input: one clear line, exit 1 or 2, nothing written; and text that looks like something else is only text."""

import sqlite3

import pytest

BAD_TEXTS = {
    "empty": "",
    "blank": "   ",
    "escape": "a\x1b[31mb",
    "bell": "a\x07",
    "nul": "a\x00b",
    "c1": "a\x9bb",
    "surrogate": "a\udcffb",
    "direction": "a\u202eb",
    "huge": "长" * 1_000_000,
    "two lines": "a\nb",
}

TITLES = [
    ("add", "{}"),
    ("add", "{}", "--to", "1"),
    ("edit", "1", "--title", "{}"),
    ("owner", "add", "{}"),
    ("add", "甲", "--lead", "{}"),
    ("owner", "edit", "县教育局", "--short-name", "{}"),
]


SAID = [
    ("done", "1", "--evidence", "{}"),
    ("done", "1", "--reported", "--evidence", "{}"),
    ("drop", "1", "--reason", "{}"),
    ("reopen", "2", "--reason", "{}"),
    ("done", "F1", "--reported", "--evidence", "{}"),
    ("done", "F1", "--evidence", "{}"),
    ("stage", "F1", "measures", "--evidence", "{}"),
    ("reopen", "F2", "--reason", "{}"),
    ("add", "乙", "--kind", "finding", "--detail", "{}"),
]
"""Passages of text, which may have several lines."""


@pytest.fixture
def ledger(reform):
    reform("add", "甲", "--lead", "县教育局", "--due", "2026-06-30")
    return reform


def unchanged(reform, command):
    before = reform("export", "--json").out
    refused = reform(*command)
    assert refused.status in (1, 2), (command, refused)
    assert refused.out == "" and refused.err.startswith("reform: ") and refused.err.count("\n") == 1, refused.err[:300]
    assert len(refused.err.encode()) < 2000 and not any(ord(character) < 32 for character in refused.err[:-1])
    assert reform("export", "--json").out == before
    return refused.err


@pytest.mark.parametrize("kind", sorted(BAD_TEXTS))
@pytest.mark.parametrize("command", TITLES, ids=lambda command: " ".join(command[:3]))
def test_titles_and_names(ledger, command, kind):
    text = BAD_TEXTS[kind]
    if (kind in ("empty", "blank") and command[0] != "add" and command[-2] == "--short-name") or (
        kind in ("empty", "blank", "two lines") and "--lead" in command
    ):
        pytest.skip("a blank clears or names nobody; a line break separates names")
    unchanged(ledger, [text if part == "{}" else part for part in command])


@pytest.mark.parametrize("kind", sorted({*BAD_TEXTS} - {"empty", "blank", "two lines"}))
@pytest.mark.parametrize("command", SAID, ids=lambda command: " ".join(command[:3]))
def test_evidence_and_reasons(ledger, command, kind):
    ledger("add", "丙")
    ledger("drop", "2", "--reason", "x")
    for _each in ("F1", "F2"):
        assert ledger("add", "x", "--kind", "finding", "--lead", "县教育局").status == 0
    assert ledger("done", "F2", "--all").status == 0
    unchanged(ledger, [BAD_TEXTS[kind] if part == "{}" else part for part in command])


@pytest.mark.parametrize(
    "command",
    [
        ("add", "乙", "--due", "2026-02-30"),
        ("add", "乙", "--due", "someday"),
        ("add", "乙", "--due", "31/31/2026"),
        ("add", "乙", "--start", "2026-06-30", "--due", "2026-01-01"),
        ("add", "乙", "--plan", "twenty"),
        ("add", "乙", "--plan", "99999999999999999999"),
        ("add", "乙", "--kind", "other"),
        ("add", "乙", "--state", "done!"),
        ("add", "乙", "--to", "9"),
        ("add", "乙", "--to", "x"),
        ("add", "乙", "--to", "1", "--weight", "-1"),
        ("add", "乙", "--to", "1", "--weight", "nan"),
        ("add", "乙", "--to", "1", "--leader", "县长"),
        ("add", "乙", "--weight", "2"),
        ("add", "乙", "--goal", "a\x1bb"),
        ("edit", "9", "--title", "x"),
        ("edit", "1"),
        ("edit", "1", "--weight", "2"),
        ("edit", "1", "--state", "done"),
        ("edit", "1", "--start", "2027-01-01"),
        ("edit", "V1", "--title", "x"),
        ("done", "9"),
        ("done", "1.1"),
        ("done", "0"),
        ("done", "-1"),
        ("done", "１７x"),
        ("done", "1", "--on", "2099-01-01"),
        ("done", "1", "--on", "年"),
        ("reopen", "1", "--reason", "x"),
        ("reopen", "1"),
        ("drop", "1"),
        ("extend", "1", "--to", "2026-06-30", "--reason", "x", "--approved-by", "y"),
        ("extend", "1", "--to", "never", "--reason", "x", "--approved-by", "y"),
        ("extend", "1", "--to", "2026-09-30", "--reason", " ", "--approved-by", "y"),
        ("note", "1", "  "),
        ("note", "X", "y"),
        ("why", "V1"),
        ("why", "99999999999999999999"),
        ("show", "1.9"),
        ("visit", "add", "县教育局", "--date", "soon"),
        ("visit", "add", "县教育局", "--hours", "many"),
        ("visit", "add", "县教育局", "--projects", "a,b"),
        ("visit", "show", "V9"),
        ("visit", "add", "县教育局", "--form", "x"),
        ("visit", "edit", "V9", "--date", "2026-03-01"),
        ("add", "x", "--from", "V9"),
        ("add", "x", "--from", "F9"),
        ("add", "x", "--kind", "finding", "--relapse-of", "F9"),
        ("add", "x", "--kind", "finding", "--relapse-of", "1"),
        ("add", " ", "--kind", "finding"),
        ("add", "x", "--kind", "finding", "--project", "9"),
        ("add", "x", "--kind", "finding", "--project", "F1"),
        ("add", "x", "--kind", "nothing"),
        ("add", "x", "--to", "1", "--depends-on", "1"),
        ("add", "x", "--to", "1", "--depends-on", "7.1"),
        ("add", "x", "--to", "1", "--depends-on", "V1"),
        ("add", "x", "--to", "1", "--depends-on", "soon"),
        ("done", "F1"),
        ("edit", "F1", "--title", "x"),
        ("extend", "F1", "--to", "2026-09-30", "--reason", "x", "--approved-by", "y"),
        ("note", "F9", "y"),
        ("stage", "F9", "close"),
        ("stage", "1", "close"),
        ("stage", "V1", "close"),
        ("stage", "X", "close"),
        ("stage", "F1"),
        ("add", "x", "--kind", "finding", "--actor", "\x1b[31m"),
        ("add", "x", "--kind", "finding", "-o", "x.pdf"),
        ("rules", "load", "none.toml", "--valid-from", "2026-01-01"),
        ("rules", "load", ".", "--valid-from", "2026-01-01"),
        ("rules", "load", "none.toml"),
        ("rules", "load", "none.toml", "--valid-from", "someday"),
        ("rules", "show", "--on", "x"),
        ("rules", "remove", "2026-01-01"),
        ("owner", "show", "nobody"),
        ("owner", "edit", "nobody", "--contact", "x"),
        ("owner", "edit", "县教育局"),
        ("owner", "add", "县教育局"),
        ("owner", "edit", "县教育局", "--valid-from", "2026-02-01", "--valid-to", "2026-01-01"),
        ("owner", "handover", "县教育局", "县教育局"),
        ("owner", "handover", "县教育局", "县财政局", "--from", "x"),
        ("owner", "handover", "县教育局", "县财政局", "--project", "9"),
        ("owner", "merge", "县教育局", "县教育局", "--yes"),
        ("owner", "merge", "县教育局", "nobody", "--yes"),
        ("list", "--sort", "password"),
        ("list", "--light", "purple"),
        ("list", "--where", "uid=1"),
        ("list", "--where", "due"),
        ("list", "--where", "due<nothing"),
        ("list", "--where", "1=1; drop table projects"),
        ("list", "--plan", "x"),
        ("list", "--group", "nobody"),
        ("status", "--by", "1"),
        ("due", "--days", "x"),
        ("due", "--days", "-1"),
        ("completed", "--since", "x"),
        ("overdue", "--today", "x"),
        ("overdue", "--csv", "--tsv"),
        ("history", "9"),
        ("history", "--limit", "x"),
        ("undo", "x"),
        ("undo", "9", "--yes"),
        ("export", "secrets"),
        ("export", "--html"),
        ("import", "none.csv"),
        ("import", "none.csv", "--as", "x"),
        ("restore", "none.db", "--yes"),
        ("list", "-o", "x.pdf"),
        ("list", "-o", "no/such/folder/x.csv"),
        ("backup", "/dev/null/x.db"),
        ("add", "\u200b"),
        ("add", "乙", "--state", "done"),
        ("add", "乙", "--actor", "\x1b[31m"),
        ("drop", "1", "--reason", " "),
        ("visit", "add"),
        ("owner", "add", "A,B"),
        ("owner", "handover", "县教育局", "教育局"),
        ("edit", "1", "--due", ""),
        ("undo", "one"),
        ("list", "--where", "title~"),
        ("list", "too", "many"),
        ("nonsense",),
        ("owner", "nonsense"),
        ("add",),
        ("add", "甲", "乙"),
        ("list", "--nonsense"),
        ("list", "--plan"),
        ("demo", "--seed", "none"),
        ("settings", "extra"),
        ("status", "--lang", "fr"),
    ],
    ids=" ".join,
)
def test_every_command(ledger, command, home):
    unchanged(ledger, command)


@pytest.mark.parametrize(
    "text",
    [
        "[red]bold[/red]",
        "=cmd|'/C calc'!A0",
        "+1",
        "@x",
        "<script>alert(1)</script>",
        "{title}",
        "%s %d",
        "'; DROP TABLE projects; --",
        'a,b"c',
        "|a|b|",
        "--help me",
        "{0.__class__}",
    ],
)
def test_text_is_only_text(ledger, text):
    assert ledger("add", "--", text).status == 0
    assert ledger("export", "projects", "--json").rows[1]["title"] == text
    assert text.replace('"', '""') in ledger("export", "projects", "--csv").out
    assert text in ledger("list").out
    assert "<script>" not in ledger("list", "--html").out
    assert ledger("find", "--json", "--", text).rows[0]["text"] == text


FORMATS = ["--csv", "--tsv", "--json", "--ndjson", "--markdown", "--html", None]


@pytest.mark.parametrize("shape", FORMATS)
def test_what_another_tool_put_in_is_shown_escaped(ledger, home, shape):
    with sqlite3.connect(home / "ledger.db") as connection:
        connection.execute("UPDATE projects SET title = ?", ("a\x1b[2Jb\x9b\x07\u202ec\td",))
    for command in (
        ("list",),
        ("show", "1"),
        ("overdue", "--today", "2027-01-01"),
        ("export", "projects"),
        ("find", "2J"),
    ):
        out = ledger(*command, *([shape] if shape else [])).out
        allowed = "\n\t" if shape == "--tsv" else "\n"
        assert not [c for c in out if (ord(c) < 32 and c not in allowed) or 0x7F <= ord(c) < 0xA0 or c == "\u202e"]
        assert "1b" in out


def test_errors_are_objects_where_json_was_asked_for(ledger):
    import json

    error = json.loads(ledger("show", "9", "--json").err)["error"]
    assert error == {"code": "not-found", "what": "There is no project 9.", "where": None, "hint": "See `reform list`."}
    assert json.loads(ledger("list", "--json", "--nonsense").err)["error"]["code"] == "usage"


def test_debug_shows_where(ledger):
    assert "Traceback" in ledger("show", "9", "--debug").err


def test_a_wrong_word_is_answered_with_the_right_one(ledger):
    assert "Did you mean overdue?" in ledger("overdu").err
    assert "Did you mean" in ledger("list", "--lite", "red").err
    assert "Did you mean handover?" in ledger("owner", "handove").err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("due.days = 'soon'", "a whole number"),
        (
            "lights.near = 30",
            "lights.near is no setting: the office decides it",
        ),
        ("[load]\nwork = 3", "in the ledger's rules, as caps.work."),
        ("nonsense = 1", "There is no setting nonsense"),
        ("[", "not TOML"),
        ("due.days: 30", "Line 1 of the settings file is not TOML. Write each as NAME = VALUE"),
        ("lang = 'fr'", "one of en, zh"),
        ("owners.new = 'maybe'", "yes or no"),
    ],
)
def test_bad_settings(ledger, home, monkeypatch, content, said):
    (home / "settings.toml").write_text(content)
    monkeypatch.setenv("REFORM_SETTINGS", str(home / "settings.toml"))
    monkeypatch.delenv("REFORM_LANG")
    refused = ledger("settings")
    assert refused.status == 2 and said in refused.err and "settings.toml" in refused.err


def test_settings_say_where_they_come_from(ledger, home, monkeypatch):
    (home / "settings.toml").write_text("due.days = 30\ncoverage.projects = 7\n")
    monkeypatch.setenv("REFORM_SETTINGS", str(home / "settings.toml"))
    monkeypatch.setenv("REFORM_COVERAGE_PROJECTS", "5")
    given = ledger("settings", "--today", "2026-01-01", "--json").rows
    rows = {row["key"]: (row["value"], row["origin"]) for row in given}
    assert rows["due.days"] == ("30", str(home / "settings.toml"))
    assert rows["coverage.projects"] == ("5", "REFORM_COVERAGE_PROJECTS")
    assert rows["today"] == ("2026-01-01", "flag") and rows["wait"] == ("30", "default")


@pytest.mark.parametrize("command", [("status", "--today", "9999-12-31"), ("due", "--today", "9999-12-31"),
                                     ("due", "--days", "999999999"), ("overdue", "--today", "0001-01-01")])  # fmt: skip
def test_days_at_the_ends_of_the_calendar(ledger, command):
    assert ledger(*command).status == 0


def test_what_people_type_is_understood_in_both_languages(ledger):
    assert ledger("list", "--light", "红", "--today", "2027-01-01", "--json").rows[0]["title"] == "甲"
    assert ledger("edit", "1", "--state", "推进中").status == 0
    assert ledger("export", "projects", "--json").rows[0]["state"] == "started"


def test_not_equal_does_not_leave_out_the_blank(ledger):
    assert len(ledger("list", "--where", "theme!=road", "--json").rows) == 1


def test_a_format_and_a_file_of_another_are_refused(reform, home):
    refused = reform("list", "--json", "-o", "list.csv")
    assert refused.status == 2 and not (home / "list.csv").exists()
    assert "--json and list.csv are different formats." in refused.err
    assert reform("list", "--csv", "-o", "list.csv").status == reform("list", "--csv", "-o", "list.txt").status == 0
    for other in (("--tsv",), ("-o", "list.json")):
        assert "--excel makes CSV fit for a spreadsheet" in reform("list", "--excel", *other).err
    assert reform("list", "--excel", "-o", "list.xlsx").status == 0


def test_a_condition_on_what_has_a_filter_names_the_filter(reform):
    assert "Give --light." in reform("list", "--where", "light=red").err
    assert "Give --owner." in reform("list", "--where", "lead=x").err


def test_a_word_too_many_is_named(reform):
    assert "There is a word too many: 3." in reform("why", "1", "3").err
    assert "There is a word too many: 3 4." in reform("why", "1", "3", "4").err


def test_a_day_that_can_be_read_in_two_ways_is_told_wherever_it_is_given(reform):
    for argv in (
        ("compare", "1/8/2025"),
        ("list", "--as-known", "1/8/2026"),
        ("completed", "--since", "1/8/2026"),
    ):
        told = reform(*argv)
        assert told.status == 0 and "-08-01" in told.err, argv


def test_options_that_hold_the_word_typed_come_before_those_spelled_alike(reform):
    assert "Did you mean --owner-kind?" in reform("owner", "add", "甲", "--kind", "unit").err
    assert "Did you mean --lead?" in reform("add", "甲", "--owner", "乙").err
    assert "Did you mean --lead," in reform("edit", "1", "--leed", "乙").err


def test_fixed_words_are_listed_as_the_reader_types_them(reform):
    assert "It is one of: commission, office, group, liaisons." in reform("meeting", "add", "x").err
    assert "可取：委员会、办公室、专项小组、联络员会议。" in reform("meeting", "add", "x", "--lang", "zh").err
    assert "委员会、办公室" in reform("meeting", "add", "--date", "2026-03-20", "--lang", "zh").err


def test_rules_of_a_day_that_has_none_are_not_there(reform):
    assert reform("rules", "remove", "1").err == "reform: There is no rule set 1. See `reform rules list`.\n"


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (("rules", "load", "no.toml", "--valid-from", "2026-01-01"), "没有这个文件或文件夹"),
        (("rules", "load", ".", "--valid-from", "2026-01-01"), "它是文件夹"),
        (("date", "--batch", "no.txt"), "没有这个文件或文件夹"),
        (("overdue", "-o", "no/x.csv"), "没有这个文件或文件夹"),
    ],
)
def test_what_the_system_says_of_a_file_is_in_the_readers_language(reform, argv, why):
    assert why in reform(*argv, "--lang", "zh").err


def test_conditions_name_fields_as_people_say_them(reform):
    reform("add", "甲", "--due", "2026-06-30")
    assert [row["title"] for row in reform("list", "--where", "进展状态=未启动", "--json").rows] == ["甲"]
    assert [row["title"] for row in reform("list", "--where", "完成时限 < 国庆", "--json").rows] == ["甲"]
    assert "完成时限" in reform("list", "--where", "进展=未启动", "--lang", "zh").err
    assert reform("list", "--where", "due < 国庆").err.startswith("Read 国庆 as")


def test_a_number_below_nothing_is_said_to_be_so(reform):
    assert "'-1' is not a whole number from 0 up" in reform("due", "--days=-1").err


def test_the_example_of_a_setting_is_one(reform, monkeypatch):
    monkeypatch.setenv("REFORM_DUE_DAYS", "30")
    assert reform("due").status == 0
    assert "REFORM_DUE_DAYS=30 reform due" in reform("settings", "--help").out


def test_what_was_meant_is_proposed_whatever_its_case_or_noun(reform):
    assert "Did you mean overdue" in reform("OVERDUE").err
    reform("owner", "add", "县卫健局")
    assert "Did you mean 县卫健局?" in reform("show", "县卫健").err
    assert "is not a ref" in reform("show", "nobody at all").err
