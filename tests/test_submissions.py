"""Submissions: what was sent up or commissioned, who took it, and what that brings whom by the office's table."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformcli.model.adoption import INSTRUCTION, KINDS, LEVELS, Adoption
from reformcli.model.submission import FORMS, STUDY, Submission
from reformcli.rulebook import rulebook
from reformcli.rulebook.submission import ADD, HIGHEST, SubmissionRules
from reformcli.scoring.points import gains, missed, year_is_lost
from tests.conftest import load_rules
from tests.stages.conftest import everything, refused

DEFAULT = rulebook().submission


@pytest.fixture
def office(reform):
    """Two units of their classes and a project; today is 2026-03-15."""
    reform("owner", "add", "七里坪镇", "--category", "乡镇")
    reform("owner", "add", "县教育局", "--category", "county")
    reform("add", "积分超市", "--lead", "七里坪镇", "--due", "2026-12-31")
    return reform


def send(reform, title, *options, owner="七里坪镇"):
    answer = reform("submission", "add", title, "--owner", owner, *options)
    assert answer.status == 0, answer.err
    return answer


def listed(reform, *options):
    return {row["ref"]: row for row in reform("submission", "list", "--json", *options).rows}


def test_a_class_is_stored_by_its_code_whatever_it_is_called(office):
    classes = {row["name"]: row["category"] for row in office("export", "owners", "--json").rows}
    assert classes == {"七里坪镇": "township", "县教育局": "county"}
    office("owner", "edit", "县教育局", "--category", "园区")
    assert office("export", "owners", "--json").rows[1]["category"] == "园区"


def test_what_is_sent_is_of_today_and_what_is_commissioned_to_come(office):
    send(office, "积分超市做法", "--projects", "1")
    send(office, "约稿", "--form", "commissioned", "--due", "2026-03-20")
    rows = listed(office)
    assert (rows["S1"]["date"], rows["S1"]["state"], rows["S2"]["date"], rows["S2"]["state"]) == (
        "2026-03-15",
        "sent",
        None,
        "to-come",
    )
    late = listed(office, "--today", "2026-03-25")["S2"]
    assert (late["state"], late["days_late"]) == ("missed", 5)
    assert list(listed(office, "--today", "2026-03-25", "--state", "missed")) == ["S2"]
    office("submission", "edit", "S2", "--date", "2026-03-22", "--today", "2026-03-25")
    sent = listed(office, "--today", "2026-03-25")["S2"]
    assert (sent["state"], sent["days_late"]) == ("sent", 2)
    assert listed(office, "--today", "2026-03-21")["S2"]["state"] == "missed"


def test_the_limit_itself_is_in_time(office):
    send(office, "约稿", "--form", "commissioned", "--due", "2026-03-20")
    assert listed(office, "--today", "2026-03-20")["S1"]["state"] == "to-come"


def test_points_are_told_by_the_table_and_shared(office):
    send(office, "独写")
    send(office, "合写", "--shared", "县教育局")
    told = office("submission", "adopted", "S1", "--level", "province", "--journal", "湖北改革", "--issue", "31")
    assert told.out == "Added S1.1  湖北改革 31\n" and told.err == "20 points for each writer.\n"
    assert office("submission", "adopted", "S2", "--level", "province", "--kind", "sent-on").err.startswith("12 points")
    told = office("submission", "adopted", "S2", "--level", "centre", "--kind", "instruction", "--by", "部长")
    assert told.err == "30 points for each writer.\n"
    rows = listed(office)
    assert [(rows[ref]["points"], rows[ref]["highest"], rows[ref]["adopted"]) for ref in ("S1", "S2")] == [
        (20, "province", 1),
        (42, "centre", 2),
    ]


def test_a_level_that_is_not_known_brings_nothing_and_is_told(office):
    send(office, "某条")
    assert "not known" in office("submission", "adopted", "S1").err
    answer = office("submission", "list", "--json")
    assert answer.rows[0]["points"] == 0 and answer.rows[0]["highest"] is None
    assert "1 adoption is of a level that is not known" in office("submission", "list").out


def test_each_adoption_goes_by_the_rules_of_its_own_day(office):
    load_rules(office, "[submission]\npoints = {city=7}", "2026-03-10")
    send(office, "某条", "--date", "2026-03-01")
    office("submission", "adopted", "S1", "--level", "city", "--date", "2026-03-09")
    assert listed(office)["S1"]["points"] == 10
    office("submission", "adopted", "S1", "--level", "city", "--date", "2026-03-10")
    assert listed(office)["S1"]["points"] == 17
    assert listed(office, "--today", "2026-03-09")["S1"]["points"] == 10


def test_where_the_highest_counts_the_rest_is_told_as_what_it_adds(office):
    load_rules(office, '[submission]\npoints = {county=5, city=10}\nseveral = "highest"')
    send(office, "某条", "--date", "2026-03-01")
    office("submission", "adopted", "S1", "--level", "county", "--date", "2026-03-02")
    told = office("submission", "adopted", "S1", "--level", "city", "--date", "2026-03-03").err
    assert told == "5 points for each writer: it is worth 10, and the highest counts.\n"
    assert listed(office)["S1"]["points"] == 10


@pytest.mark.parametrize(
    ("command", "what"),
    [
        (("add", "甲", "--owner", "七里坪镇", "--date", "2026-03-16"), "has not come yet"),
        (("add", "甲", "--owner", "七里坪镇", "--shared", "七里坪镇"), "does not share it with itself"),
        (("add", "甲", "--owner", "七里坪镇", "--form", "commissioned"), "needs the day by which"),
        (("adopted", "S1", "--level", "city", "--date", "2026-02-28"), "is before 2026-03-01, when S1 was sent"),
        (("adopted", "S1", "--level", "city", "--date", "2026-03-16"), "has not come yet"),
        (("adopted", "S1", "--journal", " 湖北 改革 ", "--issue", "３１"), "S1.1 says the same already"),
        (("adopted", "S1", "--level", "city", "--by", "市长"), "Only an instruction"),
        (("adopted", "S2", "--level", "city"), "S2 has not been sent yet"),
        (("adopted", "1"), "neither a submission nor an adoption"),
        (("edit", "S1", "--date", "2026-03-03"), "is before 2026-03-03, when S1 was sent"),
    ],
)
def test_what_cannot_be_is_refused(office, command, what):
    send(office, "某条", "--date", "2026-03-01")
    send(office, "约稿", "--form", "commissioned", "--due", "2026-03-20")
    office("submission", "adopted", "S1", "--journal", "湖北改革", "--issue", "31", "--date", "2026-03-02")
    before = everything(office)
    answer = office("submission", *command)
    assert answer.status != 0 and what in answer.err and everything(office) == before, answer


def test_another_issue_is_another_adoption_and_one_is_corrected_by_its_ref(office):
    send(office, "某条", "--date", "2026-03-01")
    office("submission", "adopted", "S1", "--journal", "湖北改革", "--issue", "31")
    assert office("submission", "adopted", "S1", "--journal", "湖北改革", "--issue", "32").status == 0
    assert "S1.1 says the same" in refused(office, "submission", "adopted", "S1.2", "--issue", "31")
    assert office("submission", "adopted", "S1.2", "--level", "city").err == "10 points for each writer.\n"


def test_a_journal_without_issue_may_print_it_on_another_day(office):
    send(office, "某条", "--date", "2026-03-01")
    office("submission", "adopted", "S1", "--journal", "湖北改革", "--date", "2026-03-02")
    assert "S1.1 says the same" in refused(
        office, "submission", "adopted", "S1", "--journal", "湖北改革", "--date", "2026-03-02"
    )
    assert office("submission", "adopted", "S1", "--journal", "湖北改革", "--date", "2026-03-03").status == 0


def test_the_same_title_of_the_same_unit_is_told(office):
    send(office, "红安“积分超市”做法")
    assert "S1 has this title and writer too" in send(office, "红安积分超市做法").err
    assert "too" not in send(office, "红安积分超市做法", owner="县教育局").err


def test_writers_that_become_one_owner_share_no_more(office):
    send(office, "合写", "--shared", "县教育局", "--date", "2026-03-01")
    office("submission", "adopted", "S1", "--level", "city")
    assert listed(office)["S1"]["points"] == 6
    merged = office("owner", "merge", "县教育局", "七里坪镇", "--yes")
    assert merged.status == 0, merged.err
    (row,) = office("export", "submissions", "--json").rows
    assert (row["owner"], row["shared"]) == ("七里坪镇", []) and listed(office)["S1"]["points"] == 10
    assert office("submission", "edit", "S1", "--form", "short").status == 0


def test_an_instruction_becomes_a_matter(office):
    send(office, "某条")
    office("submission", "adopted", "S1", "--level", "city", "--kind", "instruction", "--by", "市长")
    answer = office("add", "落实市长批示", "--from", "S1.1", "--lead", "七里坪镇")
    assert answer.status == 0, answer.err
    (matter,) = office("export", "matters", "--json").rows
    assert (matter["kind"], matter["source"], matter["due"]) == ("instruction", "S1.1", "2026-03-30")
    assert office("submission", "remove", "S1").status == 1


def test_it_is_news_of_its_projects(office):
    send(office, "某条", "--projects", "1", "--date", "2026-03-10")
    answer = office("paper", "roll-call", "--json").rows
    assert answer["groups"][0]["projects"][0]["news"] == "2026-03-10"


def test_what_comes_out_comes_in_again(office, home):
    send(office, "合写", "--shared", "县教育局", "--projects", "1", "--form", "study")
    send(office, "约稿", "--form", "commissioned", "--due", "3个工作日内")
    office("submission", "adopted", "S1", "--level", "province", "--journal", "湖北改革")
    (home / "all.json").write_text(everything(office), encoding="utf-8")
    assert all(row["added"] == row["changed"] == 0 for row in office("import", "all.json", "--json").rows)


# Points, as laws

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
TABLES = st.dictionaries(st.sampled_from(list(LEVELS)), st.integers(0, 100).map(Decimal))


@st.composite
def adopted(draw):
    """A submission and its adoptions."""
    form = draw(st.sampled_from([None, *FORMS]))
    submission = Submission(number=1, owner=1, shared=draw(st.sampled_from([(), (2,), (2, 3)])), form=form)
    facts = st.tuples(st.sampled_from([None, *LEVELS]), st.sampled_from(list(KINDS)), DAYS)
    made = enumerate(draw(st.lists(facts, max_size=6)), 1)
    return submission, [
        Adoption(number=number, submission=1, level=level, kind=kind, date=day) for number, (level, kind, day) in made
    ]


@st.composite
def tables(draw):
    """Rules that count what there is."""
    factor = st.sampled_from([Decimal("0.5"), Decimal(1), Decimal(2)])
    part = st.sampled_from([Decimal(0), Decimal("0.6"), Decimal(1)])
    return SubmissionRules(draw(TABLES), draw(TABLES), draw(st.none() | TABLES), draw(factor), draw(part))


def total(submission, adoptions, rules):
    return sum(gain.points for gain in gains(submission, adoptions, lambda _day: rules))


@given(adopted(), tables())
def test_highest_is_never_more_than_add(case, rules):
    submission, adoptions = case
    highest = total(submission, adoptions, rules._replace(several=HIGHEST))
    added = total(submission, adoptions, rules._replace(several=ADD))
    worths = [gain.worth or Decimal(0) for gain in gains(submission, adoptions, lambda _day: rules)]
    assert 0 <= highest <= added == sum(worths)
    assert highest == max(worths, default=0)


@given(adopted(), tables(), st.randoms())
def test_the_order_of_entry_changes_no_total(case, rules, random):
    submission, adoptions = case
    mixed = [*adoptions]
    random.shuffle(mixed)
    for several in (ADD, HIGHEST):
        assert total(submission, adoptions, rules._replace(several=several)) == total(
            submission, mixed, rules._replace(several=several)
        )


@given(adopted())
def test_each_part_of_the_default_table(case):
    submission, adoptions = case
    for gain in gains(submission, adoptions, lambda _day: DEFAULT):
        level, kind = gain.adoption.level, gain.adoption.kind
        if level is None:
            assert gain.worth is None and gain.points == 0
            continue
        table = DEFAULT.instruction if kind == INSTRUCTION else DEFAULT.points
        doubled = 2 if submission.form == STUDY and kind != INSTRUCTION else 1
        assert gain.worth == table[level] * doubled * (Decimal("0.6") if submission.shared else 1)


def test_the_year_is_lost_by_the_rule_alone():
    asked = [
        Submission(number=number, owner=1, form="commissioned", due=date(2026, 3, number), date=sent)
        for number, sent in ((1, None), (2, date(2026, 3, 2)), (3, date(2026, 3, 9)), (4, None))
    ]
    on = date(2026, 3, 20)
    assert [one.number for one in missed(asked, 2026, on)] == [1, 4] and missed(asked, 2025, on) == []
    assert [one.number for one in missed(asked, 2026, date(2026, 3, 4))] == [1, 3]
    assert year_is_lost(asked, 2026, on, DEFAULT) and not year_is_lost(asked[:3], 2026, on, DEFAULT)
    assert not year_is_lost(asked, 2026, on, DEFAULT._replace(commissioned_missed=None))


# The rules


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("shared = 1", "[submission] lacks points"),
        ("points = {county=-1}", "submission.points.county: it takes a number from 0"),
        ("points = {county=nan}", "submission.points.county: it takes a number"),
        ("points = {county=1e999}", "submission.points.county: it takes a number"),
        ("points = {county=true}", "submission.points.county: it takes a number"),
        ("points = {village=1}", "submission.points.village: there is no such key"),
        ('points = {city=1, "市级"=2}', "submission.points.市级: it is given twice"),
        ("points = {}", "a table, such as {county=5}"),
        ("points = 5", "a table, such as {county=5}"),
        ("points = {city=1}\nshared = 1.5", "submission.shared cannot be 1.5"),
        ('points = {city=1}\nseveral = "most"', "submission.several cannot be"),
        ("points = {city=1}\ntargets = {county=1.5}", "submission.targets.county: it takes a whole number"),
        ("points = {city=1}\ncommissioned_missed = 0", "submission.commissioned_missed cannot be 0"),
    ],
)
def test_rules_that_cannot_be_are_refused_by_place(office, home, text, what):
    (home / "r.toml").write_text(f"[submission]\n{text}\n", encoding="utf-8")
    answer = office("rules", "load", "r.toml", "--valid-from", "2026-01-01")
    assert answer.status == 2 and what in answer.err, answer.err


def test_what_is_no_month_is_named_as_one(reform):
    assert reform("paper", "monthly", "13月", "--lang", "zh").err.startswith("reform: 通报月份：'13月'")


def test_a_month_for_which_nothing_was_commissioned_says_so(reform):
    assert "Nothing was commissioned for the month." in reform("paper", "monthly", "2026-02").out
    reform("submission", "add", "甲", "--owner", "甲局", "--form", "commissioned", "--due", "2026-02-10")
    assert "Nothing was commissioned" not in reform("paper", "monthly", "2026-02").out


@pytest.mark.parametrize(("word", "level"), [("省", "province"), ("市级", "city"), ("national", "centre")])
def test_a_level_is_typed_as_people_call_it(reform, word, level):
    reform("submission", "add", "甲稿", "--owner", "甲镇")
    assert reform("submission", "adopted", "S1", "--level", word).status == 0
    assert reform("export", "adoptions", "--json").rows[0]["level"] == level
