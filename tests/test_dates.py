"""Words about time in use: echoed, several in one cell, recurring, standing, ambiguous; and `reform date`."""

import json

import pytest


def due_days(reform, noun="milestones"):
    return [row["due"] for row in reform("export", noun, "--json").rows]


def test_every_reading_is_said_and_the_words_are_kept(reform):
    added = reform("add", "甲", "--due", "三季度末前")
    assert added.err == "Read 三季度末前 as 2026-09-30: last day of Q3 2026\n"
    row = reform("export", "projects", "--json").rows[0]
    assert (row["due"], row["due_said"], row["due_first"]) == ("2026-09-30", "三季度末前", "2026-09-30")


def test_a_range_sets_start_and_due(reform):
    reform("add", "甲", "--due", "2026年5月—10月")
    row = reform("export", "projects", "--json").rows[0]
    assert (row["start"], row["due"]) == ("2026-05-01", "2026-10-31")


def test_several_dates_in_one_cell_become_milestones(reform):
    reform("add", "甲", "--due", "6月底完成方案，9月底完成试点，12月底全面推开")
    assert due_days(reform) == ["2026-06-30", "2026-09-30", "2026-12-31"]
    assert due_days(reform, "projects") == ["2026-12-31"]
    reform("undo", "--yes")
    assert due_days(reform) == []


def test_a_recurring_one_makes_milestones_for_the_plan_year(reform):
    reform("add", "月报", "--due", "每月5日前", "--plan", "2027")
    assert due_days(reform) == [f"2027-{month:02}-05" for month in range(1, 13)]
    reform("done", "1.1", "--on", "2026-03-01")
    assert [row["state"] for row in reform("export", "milestones", "--json").rows].count("done") == 1
    reform("add", "周报", "--to", "1", "--due", "每季度末月20日")
    assert due_days(reform)[12:] == ["2027-03-20", "2027-06-20", "2027-09-20", "2027-12-20"]


def test_nothing_is_born_overdue(reform):
    reform("add", "月报", "--due", "每月5日前", "--today", "2026-03-15", "--plan", "2026")
    assert due_days(reform)[0] == "2026-04-05"
    assert reform("overdue", "--today", "2026-03-15", "--json").rows == []


def test_an_import_makes_the_same_milestones_once(reform, home):
    (home / "projects.csv").write_text('title,due\n甲,"6月底完成方案，12月底完成"\n月报,每月5日前\n')
    reform("import", "projects.csv")
    assert len(due_days(reform)) == 2 + 9
    assert all((row["added"], row["changed"]) == (0, 0) for row in reform("import", "projects.csv", "--json").rows)


def test_standing_work_is_never_overdue_but_reviewed(reform):
    reform("add", "甲", "--due", "长期坚持")
    assert reform("overdue", "--today", "2030-01-01", "--json").rows == []
    assert reform("due", "--days", "3000", "--json").rows == []
    row = reform("due", "--standing", "--json").rows[0]
    assert (row["title"], row["due"], row["review"]) == ("甲", None, "2026-12-31")


def test_the_ambiguous_takes_the_safe_reading_and_says_so(reform):
    added = reform("add", "甲", "--due", "12月前")
    assert "2026-11-30" in added.err and "2026-12-31" in added.err
    assert "could also mean 2026-12-31" in reform("add", "乙", "--due", "12月前", "-q").err
    assert due_days(reform, "projects") == ["2026-11-30", "2026-11-30"]
    refused = reform("add", "丙", "--due", "12月前", "--strict")
    assert refused.status == 2 and "Write 2026-11-30 or 2026-12-31." in refused.err


def test_a_strict_import_refuses_the_ambiguous(reform, home):
    (home / "projects.csv").write_text("title,due\n甲,12月前\n")
    refused = reform("import", "projects.csv", "--strict")
    assert refused.status == 2 and "projects.csv, row 2" in refused.err
    taken = reform("import", "projects.csv")
    assert taken.status == 0 and "row 2: 12月前 is read as 2026-11-30; it could also mean 2026-12-31." in taken.err


def test_date_explains_and_writes_nothing(reform):
    assert reform("date", "三季度末前").out == "2026-09-30  last day of Q3 2026\n"
    assert reform("date", "同上").status == 2
    reading = reform("date", "12月前", "--json").rows[0]
    assert list(reading) == ["phrase", "kind", "start", "end", "other_end", "ambiguous", "milestones", "windows",
                             "rule", "then", "workdays_of", "warnings", "sentence"]  # fmt: skip
    assert (reading["end"], reading["other_end"], reading["ambiguous"]) == ("2026-11-30", "2026-12-31", True)
    assert reform("history", "--json").rows == []


def test_every_phrase_is_answered_and_the_status_comes_at_the_end(reform):
    told = reform("date", "12月底前", "同上", "10 working days", "--country", "gb-eng")
    assert told.out.splitlines()[0].startswith("2026-12-31")
    assert "Working days of GB-ENG." in told.out
    assert told.status == 2 and "1 of 3 phrases" in told.err and "同上" in told.err
    assert reform("date", "6月底", "12月底").status == 0
    assert reform("date", "6月底", "--country", "Britain").status == 2


def test_day_and_month_in_the_order_of_the_option(reform):
    assert reform("date", "--day-first", "01/02/2026").out.startswith("2026-02-01")
    assert reform("date", "--month-first", "01/02/2026").out.startswith("2026-01-02")


def test_a_missing_ledger_is_said_before_the_first_row(reform, home):
    (home / "phrases.csv").write_text("phrase\n12月底前\n10个工作日内\n")
    refused = reform("--db", "none.db", "date", "--batch", "phrases.csv")
    assert refused.status != 0 and refused.out == ""


def test_a_batch_of_phrases_gives_an_object_a_row(reform, home):
    (home / "phrases.csv").write_text(
        'phrase,base,plan_year\n12月底前,2026-03-15,2025\n"6月底前完成,\n12月底前验收",,\n同上,,\n4月~6月/9月~11月,2026-03-15,2026\n'
    )
    done = reform("date", "--batch", "phrases.csv")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [row["end"] for row in rows] == ["2025-12-31", "2026-12-31", None, "2026-11-30"]
    assert rows[1]["milestones"] == ["2026-06-30", "2026-12-31"] and rows[2]["kind"] == "unparseable"
    assert rows[3]["windows"] == [["2026-04-01", "2026-06-30"], ["2026-09-01", "2026-11-30"]]
    assert done.status == 2 and "1 of 4 phrases" in done.err and "同上" in done.err


def test_the_status_says_that_a_phrase_was_no_date(reform, home):
    (home / "phrases.csv").write_text("phrase\n12月底前\n6月底\n")
    assert reform("date", "--batch", "phrases.csv").status == 0
    told = reform("date", "--json", "12月底前", "同上")
    assert told.status == 2 and len(told.rows) == 2
    assert reform("date", "--json", "同上").status == 2 and reform("date", "--json", "12月底前").status == 0


@pytest.mark.parametrize("content", ["x\n1\n", "phrase,base\n年底,soon\n", "phrase,plan_year\n年底,x\n"])
def test_a_batch_that_cannot_be_read(reform, home, content):
    (home / "phrases.csv").write_text(content)
    refused = reform("date", "--batch", "phrases.csv")
    assert refused.status == 1 and "phrases.csv" in refused.err
    assert reform("date").status == 2 and reform("date", "--batch", "none.csv").status == 1


def test_recurring_working_days_follow_the_ledgers_own_calendar(reform, home):
    (home / "days.csv").write_text("date,working,name\n2026-07-01,no,建党节\n")
    reform("workdays", "load", "days.csv")
    reform("add", "月报", "--due", "每月第1个工作日")
    assert "2026-07-02" in due_days(reform) and "2026-07-01" not in due_days(reform)


@pytest.mark.parametrize(
    ("today", "words", "plan", "end", "other"),
    [
        ("2026-11-27", "end of January", "2026", "2026-01-31", "2027-01-31"),
        ("2026-11-27", "1月底前", "2026", "2026-01-31", "2027-01-31"),
        ("2026-03-15", "end of January", "2026", "2026-01-31", None),
        ("2026-11-27", "end of October", "2026", "2026-10-31", None),
        ("2026-11-27", "end of January 2026", "2026", "2026-01-31", None),
        ("2026-11-27", "end of January", "2027", "2027-01-31", None),
        ("2026-11-27", "2026-01-31", "2026", "2026-01-31", None),
    ],
)
def test_a_month_long_past_may_be_that_of_the_next_year(reform, today, words, plan, end, other):
    add = ("add", "Publish the standard", "--plan", plan, "--due", words, "--today", today)
    said = reform(*add).err
    assert (other is not None) == ("it may also mean" in said)
    assert other is None or f"it may also mean {other}" in said
    assert reform("export", "projects", "--json").rows[0]["due"] == end
    assert reform(*add, "--strict").status == (0 if other is None else 2)


def test_date_says_the_doubt_of_an_addition_about_a_day_long_past(reform):
    """January, said in November without its year, may be the next one: in both commands alike."""
    november = ("--today", "2026-11-28")
    assert "it may also mean 2027-01-31" in reform("date", "end of January", *november).out
    assert "2027-01-31" in reform("add", "甲", "--due", "end of January", *november).err
    assert "2027-01-31" not in reform("date", "end of January 2026", *november).out


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2025-12-31", "2025-12-31 has passed already."),
        ("2026-03-14", "2026-03-14 has passed already."),
        ("2026-03-15", ""),
        ("2045-12-31", ""),
        ("2062-03-31", "2062-03-31 is 36 years ahead."),
    ],
)
def test_a_due_date_that_is_odd_is_said_once_it_is_entered(reform, day, told):
    added = reform("add", "甲", "--due", day)
    assert added.status == 0 and added.err.strip() == told
    refused = reform("add", "乙", "--due", day, "--start", "2099-01-01")
    assert refused.status == 2 and "has passed" not in refused.err


@pytest.mark.parametrize(("lang", "end"), [("en", "does not exist."), ("zh", "这一日期。")])
def test_why_a_date_is_none_ends_in_a_full_stop(reform, lang, end):
    assert reform("add", "甲", "--due", "2026-06-31", "--lang", lang).err.endswith(f"{end}\n")


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("June 2026", None),
        ("三季度", None),
        ("上半年", "2026-01-01"),
        ("4月-6月", "2026-04-01"),
        ("May to June", "2026-05-01"),
    ],
)
def test_a_month_or_a_quarter_does_not_say_when_work_begins(reform, words, start):
    assert reform("add", "甲", "--due", words).status == 0
    assert reform("export", "projects", "--json").rows[0]["start"] == start
