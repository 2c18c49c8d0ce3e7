"""Options of all commands: names, repetition, fixed words, dates, where they stand, what help says of them."""

from collections import Counter
from functools import cache

import pytest

from reformcli import i18n
from reformcli.commands import DAILY, DIRECTORY, commands
from reformcli.output.texts import width
from reformcli.shell.build import Command, build
from reformcli.shell.options import PLACEHOLDERS
from reformcli.shell.words import Words
from tests.test_terminal import on_terminal


@cache
def every_command() -> dict[str, Command]:
    """Every command by what is typed for it."""
    return {
        " ".join(filter(None, (one.name, sub))): build(sub or one.name, one.summary, DIRECTORY.spec(one, sub))
        for one in commands()
        for sub in [name for name, _summary in one.group] or [None]
    }


def options(command: Command):
    return [one for one in command.params if one.param_type_name == "option"]


def test_no_two_options_of_a_command_share_a_name():
    for words, command in every_command().items():
        flags = Counter(flag for one in options(command) for flag in (*one.opts, *one.secondary_opts))
        flags.update(["--help", "-h"])
        assert [flag for flag, times in flags.items() if times > 1] == [], words
        names = Counter(one.name for one in command.params)
        assert [name for name, times in names.items() if times > 1] == [], words


def test_placeholders_are_translated():
    for words, command in every_command().items():
        for one in command.params:
            for word in (one.metavar or "").strip("[].").split("="):
                assert not word or word in PLACEHOLDERS, (words, one.metavar)


def test_what_a_milestone_delivers_is_no_file(reform, home):
    reform("add", "甲")
    assert reform("add", "乙", "--to", "1", "--delivers", "办法一份").status == 0
    assert reform("export", "milestones", "--json").rows[0]["output"] == "办法一份"
    reform("edit", "1.1", "--delivers", "办法两份", "--output", "written.json")
    assert (home / "written.json").exists()
    assert reform("export", "milestones", "--json").rows[0]["output"] == "办法两份"


@pytest.mark.parametrize(
    "typed", [("--with", "乙局", "--with", "丙局"), ("--with", "乙局,丙局"), ("--with=乙局，丙局",)]
)
def test_names_add_up(reform, typed):
    reform("add", "甲", *typed)
    duties = reform("export", "duties", "--json").rows
    assert [(one["role"], one["owner"]) for one in duties] == [("supporting", "乙局"), ("supporting", "丙局")]


def test_refs_and_words_add_up(reform):
    reform("add", "甲", "--due", "2026-01-31")
    reform("add", "乙", "--due", "2026-12-31")
    reform("add", "丙")
    for step in "一二":
        reform("add", step, "--to", "1")
    reform("add", "三", "--to", "1", "--depends-on", "1", "--depends-on", "2")
    assert reform("export", "milestones", "--json").rows[2]["depends_on"] == ["1.1", "1.2"]
    reform("visit", "add", "甲局", "--projects", "1", "--projects", "2")
    assert reform("export", "visits", "--json").rows[0]["projects"] == ["1", "2"]
    for lights in (("--light", "red", "--light", "grey"), ("--light", "red,grey"), ("--light", "红、灰")):
        assert [one["ref"] for one in reform("list", "--json", *lights).rows] == ["1", "3"]
    assert reform("compare", "--light", "red", "--light", "green", "--json").status == 0


@pytest.mark.parametrize(
    ("argv", "flag"),
    [
        (("add", "甲", "--due", "2026-12-31", "--due", "2027-01-31"), "--due"),
        (("add", "甲", "--key", "--no-key"), "--key"),
        (("overdue", "--leader", "甲", "--leader", "乙"), "--leader"),
        (("overdue", "-o", "a.csv", "--output", "b.csv"), "-o"),
        (("owner", "list", "--owner-kind", "unit", "--owner-kind", "group"), "--owner-kind"),
        (("--today", "2026-03-15", "overdue", "--today", "2026-03-16"), "--today"),
    ],
)
def test_one_value_is_not_given_twice(reform, argv, flag):
    refused = reform(*argv)
    assert refused.status == 2 and f"{flag} is given twice." in refused.err and refused.out == ""
    assert reform("--lang", "zh", *argv).err.startswith(f"reform: {flag} 写了两次。")


def test_a_switch_may_be_given_twice(reform):
    assert reform("list", "--json", "--json", "-q", "-q").status == 0


# Fixed words


def of_fixed_words():
    for words, command in every_command().items():
        for one in command.params:
            if isinstance(one.type, Words):
                yield words, command, one


def test_words_that_are_fixed_are_declared_so():
    declared = {(words, one.opts[0]) for words, _command, one in of_fixed_words()}
    assert {
        ("overdue", "--by"),
        ("status", "--by"),
        ("list", "--sort"),
        ("list", "--light"),
        ("edit", "--state"),
        ("edit", "--kind"),
        ("owner list", "--owner-kind"),
        ("list", "--kind"),
        ("add", "--kind"),
        ("forms send", "--owner-kind"),
        ("export", "what"),
        ("import", "--as"),
        ("light", "colour"),
        ("coverage", "--check"),
    } <= declared
    undeclared = [
        (words, one.opts[0])
        for words, command in every_command().items()
        for one in command.params
        if one.metavar == "WORD" and not isinstance(one.type, Words)
    ]
    assert undeclared == []


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_fixed_words_are_understood_in_every_language_and_listed_in_help(lang, monkeypatch):
    monkeypatch.setattr(i18n, "_language", i18n.DEFAULT)
    monkeypatch.setattr(i18n, "_catalog", {})
    i18n.use(lang)
    for words, command, one in of_fixed_words():
        for code, label in one.type.labels.items():
            for typed in (code, code.upper(), *i18n.in_every_language(label)):
                assert one.type.convert(typed, one, None) == code, (words, typed)
        context = command.context_class(command, info_name=words)
        page = "".join(command.get_help(context).split())
        if one.rich_help_panel != "Filters":
            assert all("".join(word.split()) in page for word in one.type.shown()), (words, one.opts)
        assert [word for word, _meaning in one.type.beginning("")] == one.type.shown()


@pytest.mark.parametrize(
    "argv",
    [
        ("overdue", "--by", "colour"),
        ("list", "--sort", "colour"),
        ("list", "--light", "red,pink"),
        ("export", "colours"),
        ("import", "x.csv", "--as", "colours"),
        ("owner", "list", "--owner-kind", "colour"),
        ("list", "--kind", "colour"),
        ("edit", "1", "--state", "colour"),
        ("light", "1", "blue"),
    ],
)
def test_other_words_are_refused_with_those_there_are(reform, argv):
    reform("add", "甲")
    refused = reform(*argv)
    assert refused.status == 2 and "cannot be" in refused.err and "It is one of: " in refused.err, refused.err


def test_chinese_words_do(reform):
    reform("add", "甲", "--state", "推进中", "--due", "2026-01-31")
    assert reform("export", "项目", "--json").rows[0]["state"] == "started"
    assert [one["ref"] for one in reform("list", "--light", "红", "--json").rows] == ["1"]
    assert reform("owner", "list", "--owner-kind", "单位").status == 0


# Dates

WITH_DATES = [
    ("add", "乙", "--start", "05/04/2026"),
    ("edit", "1", "--start", "05/04/2026"),
    ("done", "1", "--on", "03/02/2026"),
    ("extend", "1", "--to", "2027-01-31", "--reason", "x", "--approved-by", "y", "--asked", "03/02/2026"),
    ("extend", "1", "--to", "05/04/2027", "--reason", "x", "--approved-by", "y"),
    ("light", "1", "red", "--reason", "x", "--until", "05/04/2026"),
    ("owner", "edit", "甲局", "--valid-to", "05/04/2026"),
    ("owner", "handover", "甲局", "乙局", "--from", "05/04/2026"),
    ("visit", "add", "甲局", "--date", "03/02/2026"),
    ("completed", "--since", "05/01/2026"),
    ("calendar", "--from", "05/04/2026"),
    ("load", "--since", "03/02/2026"),
    ("compare", "01/02/2026"),
    ("list", "--where", "due<05/04/2026"),
    ("owner", "list", "--where", "due<05/04/2026"),
]


@pytest.mark.parametrize("argv", WITH_DATES, ids=" ".join)
def test_a_date_that_is_doubtful_is_told_and_with_strict_refused(reform, argv):
    reform("add", "甲", "--due", "2026-12-31", "--lead", "甲局")
    before = reform("export", "--json").out
    refused = reform(*argv, "--strict")
    assert refused.status == 2 and "can be read in two ways" in refused.err and refused.out == ""
    assert reform("export", "--json").out == before
    day = next(word for part in argv for word in part.split("<") if word.count("/") == 2)
    told = reform(*argv)
    assert told.status == 0, told.err
    assert f"Read {day} as " in told.err and "may also mean" in told.err, told.err
    reform("undo", "--yes")
    assert "could also mean" in reform(*argv, "-q").err


def test_words_are_told_and_dates_are_not(reform):
    assert "Read 3月底 as 2026-03-31" in reform("add", "甲", "--start", "3月底").err
    assert "Read" not in reform("add", "乙", "--start", "2026-03-31", "--due", "2026-06-30").err


def test_every_command_with_a_date_can_be_strict():
    for words, command in every_command().items():
        dates = [one for one in options(command) if one.metavar in ("DATE", "TEST") and one.opts[0] != "--today"]
        assert not dates or any("--strict" in one.opts for one in options(command)), words


def test_work_without_a_date_is_told(reform):
    assert "It has no due date" in reform("add", "甲", "--due", "").err
    assert "no due date" not in reform("add", "甲").err


# Where options stand


@pytest.mark.parametrize(
    "argv",
    [
        ("--db", "other.db", "list", "--json"),
        ("--json", "--db=other.db", "list"),
        ("--plan", "2026", "--json", "--db", "other.db", "list"),
        ("--sort", "title", "--json", "list", "--db", "other.db"),
    ],
)
def test_options_may_stand_before_the_command(run, home, argv):
    run("init", "--db", "other.db")
    run("--db", "other.db", "add", "甲")
    assert [one["title"] for one in run(*argv).rows] == ["甲"]


def test_options_may_stand_before_a_group(reform):
    reform("owner", "add", "甲局")
    assert reform("--json", "owner", "list").rows == reform("owner", "--json", "list").rows
    assert reform("--lang", "zh", "overdue", "--help").out.startswith("用法")
    assert reform("--lang", "zh").out.startswith("用法")


def test_h_is_help_everywhere(reform):
    for words in every_command():
        assert reform(*words.split(), "-h").out.startswith("Usage: reform " + words)
    for argv in (("-h",), ("owner", "-h"), ("-h", "owner", "list"), ("owner", "-h", "list")):
        assert reform(*argv).out.startswith("Usage: reform")


def test_help_explains_commands_and_topics(reform):
    assert reform("help").out == reform("--help").out == reform().out == reform("help", "help").out
    for words in every_command():
        assert reform("help", *words.split()).out == reform(*words.split(), "--help").out
    assert reform("help", "owner").out == reform("owner").out
    listed = reform("help", "commands").out
    assert all(f"\n  {one.name}  " in listed and one.section in listed for one in commands())
    explained = reform("help", "options").out
    shared = {flag for command in every_command().values() for one in command.shared for flag in one.flags}
    assert all(flag in explained for flag in shared - {"--strict", "--with-hash", "--exit-code"})


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("overdu",), "overdue"),
        (("owner", "lst"), "list"),
        (("help", "overdu"), "overdue"),
        (("help", "option"), "options"),
        (("help", "owner", "lst"), "list"),
        (("list", "--srt", "due"), "--sort"),
        (("--jsn", "list"), "--json"),
    ],
)
def test_unknown_words_suggest(reform, argv, says):
    refused = reform(*argv)
    assert refused.status == 2 and "Did you mean" in refused.err and says in refused.err


# What is missing


def test_all_that_is_missing_is_named_at_once(reform):
    refused = reform("extend")
    assert refused.status == 2
    assert refused.err.startswith("reform: REF, --to, --reason, --approved-by are missing. See `reform extend --help`")
    assert reform("extend", "1", "--to", "x", "--reason", "y").err.startswith("reform: --approved-by is missing.")
    assert reform("extend", "--lang", "zh").err.startswith("reform: 缺少 台账号、--to")
    reform("add", "甲")
    assert reform("light", "1").err.startswith("reform: LIGHT, --reason, --until are missing.")


def test_what_is_missing_is_asked_for(reform):
    reform("add", "甲", "--due", "2026-01-31")
    answers = ["2027-01-31", "tender failed", "A. Director"]
    status, screen = on_terminal("extend", "1", answers=answers, prompt="– ")
    assert status == 0, screen
    extension = reform("export", "extensions", "--json").rows[0]
    assert (extension["due_to"], extension["reason"], extension["approver"]) == tuple(answers)
    status, screen = on_terminal("extend", "1", "--no-input")
    assert status == 2 and "--to, --reason, --approved-by are missing." in screen
    status, screen = on_terminal("light", "1", answers=["red", "x", "2026-12-31"], prompt="– ")
    assert status == 0 and reform("export", "overrides", "--json").rows[0]["light"] == "red"


# Help that fits


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_the_first_page_fits_a_terminal(reform, lang, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    lines = reform("--help", "--lang", lang).out.splitlines()
    assert len(lines) <= 24 and max(map(width, lines)) <= 80
    assert all(f"  {name} " in "\n".join(lines) for name in DAILY)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_help_of_commands_fits_a_screen(reform, lang, monkeypatch):
    """All but those that give a noun's fields."""
    monkeypatch.setenv("COLUMNS", "80")
    for words, command in every_command().items():
        lines = reform(*words.split(), "--help", "--lang", lang).out.splitlines()
        assert max(width(line) for line in lines if "$ " not in line) <= 80, words
        own = [one for one in command.params if (one.rich_help_panel or "Options") not in ("Filters", "Output options")]
        assert len(lines) <= 36 or len(own) > 20, (words, len(lines))
        assert len(lines) - lines.index("Examples" if lang == "en" else "示例") <= 7
