"""Statements: of a unit, of its head while in post, of a leader; each sentence ends in its refs; who has handed in."""

import re

import pytest

TODAY = ("--today", "2026-11-30")
REFS = re.compile(r"\((?:[A-Z]?\d+(?:\.\d+)?(?:, )?)+\)\.$")


@pytest.fixture
def office(reform):
    """甲局 with projects in time, late and open; a head from July on; what came to it in a year."""
    for name, *more in (
        ("甲局",),
        ("李局长", "--owner-kind", "person", "--parent", "甲局", "--valid-from", "2026-07-01"),
        ("副县长", "--owner-kind", "leader"),
        ("丙组", "--owner-kind", "group"),
    ):
        assert reform("owner", "add", name, *more).status == 0
    who = ("--lead", "甲局", "--leader", "副县长")
    for title, due in (("春", "2026-03-31"), ("夏", "2026-06-30"), ("秋", "2026-09-30"), ("冬", "2026-12-31")):
        assert reform("add", title, *who, "--due", due, "--today", "2026-01-05").status == 0
    reform("done", "1", "--on", "2026-03-20", "--today", "2026-03-20")
    reform("done", "2", "--on", "2026-07-10", "--today", "2026-07-10")
    reform("extend", "4", "--to", "2027-01-31", "--reason", "r", "--approved-by", "a", *TODAY)
    reform("visit", "add", "甲局", "--purpose", "help", "--date", "2026-05-05", *TODAY)
    reform("visit", "add", "甲局", "--purpose", "check", "--date", "2026-08-05", *TODAY)
    reform("add", "整改", "--from", "V2", "--due", "2026-08-20", "--today", "2026-08-05")
    reform("order", "add", "3", "--level", "red", "--date", "2026-10-12", "--due", "2026-10-15", *TODAY)
    reform("submission", "add", "做法", "--owner", "甲局", "--date", "2026-08-08", *TODAY)
    reform("submission", "adopted", "S1", "--level", "city", "--journal", "改革", "--date", "2026-08-20", *TODAY)
    reform(
        "event",
        "add",
        "示范",
        "--kind",
        "award",
        "--level",
        "province",
        "--owners",
        "甲局",
        "--date",
        "2026-02-02",
        *TODAY,
    )
    return reform


def fields(office, name, *more, today=TODAY):
    return office("paper", "statement", name, "--json", *today, *more).rows


def test_a_units_year_in_sentences_that_end_in_refs(office):
    made = fields(office, "甲局")
    assert made["work"] == [
        "1 project was done in time (1).",
        "1 project was done late (2).",
        "1 project is late and open (3).",
        "1 project goes on (4).",
        "1 due date was moved by approval (4).",
    ]
    assert made["matters"] == [
        "1 matter is late and open (F1).",
        "1 order was received (O1).",
        "1 order was not answered in time (O1).",
    ]
    assert made["help"] == ["1 visit came to help (V1)."]
    assert made["records"] == [
        "1 submission was sent up (S1).",
        "1 was adopted, 10 points (S1.1).",
        "1 honour was won (E1).",
    ]
    assert all(REFS.search(told) for key in ("work", "matters", "help", "records") for told in made[key])
    assert made["score"] and "rank 1 of 1" in made["score"][0]
    assert {row["line"] for row in made["lines"]} >= {
        "late@2",
        "late@3",
        "overdue@F1",
        "red@O1",
        "adopted@S1",
        "honour@E1",
    }
    receipt = {row["line"]: row["points"] for row in office("score", "show", "甲局", "--json", *TODAY).rows}
    assert all(row["points"] == pytest.approx(receipt[row["line"]], abs=0.05) for row in made["lines"])


def test_a_heads_covers_the_days_in_post(office):
    made = fields(office, "李局长")
    assert (made["unit"], made["in_post"], made["first"], made["last"]) == ("甲局", True, "2026-07-01", "2026-11-30")
    assert made["work"][:2] == ["1 project is late and open (3).", "1 project goes on (4)."]
    assert made["help"] == [] and "1 honour was won (E1)." not in made["records"]
    assert made["score"] == [] and "late@2" not in {row["line"] for row in made["lines"]}
    assert "In post" not in office("paper", "statement", "甲局", *TODAY).out
    assert "in post from 1 July 2026 to 30 November 2026" in office("paper", "statement", "李局长", *TODAY).out


def test_a_leaders_tells_what_was_led(office):
    made = fields(office, "副县长")
    assert made["is_leader"] and made["score"] == [] and made["lines"] == []
    assert "1 project is late and open (3)." in made["work"]
    assert "________" in office("paper", "statement", "副县长", *TODAY).out
    assert "述职述廉述改" in office("paper", "statement", "副县长", "--lang", "zh", *TODAY).out


@pytest.mark.parametrize(
    ("name", "what"),
    [("丙组", "neither a unit"), ("1", "A statement is of an owner."), ("李局长", "was not in post in 2025")],
)
def test_who_has_no_statement(office, name, what):
    more = ("--plan", "2025") if "2025" in what else ()
    refused = office("paper", "statement", name, *more, *TODAY)
    assert refused.status == 1 and what in refused.err


def test_it_writes_nothing_and_comes_as_a_word_file(office, home):
    before = office("history", "--json").out
    assert office("paper", "statement", "甲局", "-o", "s.docx", *TODAY).status == 0
    assert (home / "s.docx").read_bytes()[:2] == b"PK" and office("history", "--json").out == before


def test_who_has_handed_in_their_statement(office):
    def states(*more):
        rows = office("reporting", "--statements", "--all", "--json", *(more or TODAY)).rows
        return {row["unit"]: (row["state"], row["handed_in"]) for row in rows}

    assert states() == {"甲局": ("missing", None)}
    (row,) = office("reporting", "--statements", "--json", *TODAY).rows
    assert row["reminder"] == "甲局: please hand in the statement of 甲局 of 2026."
    office("note", "1", "去年的", "--kind", "statement", "--by", "甲局", "--today", "2026-09-30")
    assert states() == {"甲局": ("missing", None)}
    assert office("note", "1", "交来", "--kind", "述职报告", "--by", "李局长", "--today", "2026-11-20").status == 0
    assert states() == {"甲局": ("handed-in", "2026-11-20")}
    assert states("--today", "2026-11-19") == {"甲局": ("missing", None)}
    done = office("reporting", "--statements", *TODAY)
    assert done.status == 0 and done.out == ""


def test_in_january_the_statement_is_that_of_the_year_before(office):
    new_year = ("--today", "2027-01-04")
    (row,) = office("reporting", "--statements", "--json", *new_year).rows
    made = fields(office, "甲局", today=new_year)
    assert "of 2026" in row["reminder"] and (made["year"], made["last"]) == (2026, "2026-12-31")
    assert fields(office, "甲局", "--plan", "2027", today=new_year)["year"] == 2027


def test_what_was_due_on_the_last_day_and_was_not_done_is_late_once_it_is_over(office):
    assert office("add", "尾", "--lead", "甲局", "--due", "2026-12-31", *TODAY).status == 0
    last_day = fields(office, "甲局", today=("--today", "2026-12-31"))
    made = fields(office, "甲局", today=("--today", "2027-01-04"))
    assert "2 projects go on (4, 5)." in last_day["work"] and "2 projects are late and open (3, 5)." in made["work"]
    assert made["score"][0].endswith("as of 2027-01-04.")


def test_work_that_another_year_took_over_is_still_of_the_year_in_which_it_was_due(office):
    before = fields(office, "甲局")["work"]
    office("edit", "1", "2", "3", "--plan", "2027", *TODAY)
    assert fields(office, "甲局")["work"] == before
