"""Papers of the month's submissions, of ideas and of what happened: what they count, rank and leave out."""

import pytest

from tests.conftest import load_rules


@pytest.fixture
def office(reform):
    """Three townships; today is 2026-03-15."""
    for name in ("甲镇", "乙镇", "丙镇"):
        reform("owner", "add", name, "--category", "township")
    return reform


def fields(reform, *arguments):
    answer = reform("paper", *arguments, "--json")
    assert answer.status == 0, answer.err
    return answer.rows


def sent(reform, title, owner, day, *levels, adopted=None):
    """A submission that levels printed; its number."""
    number = len(reform("export", "submissions", "--json").rows) + 1
    assert reform("submission", "add", title, "--owner", owner, "--date", day).status == 0
    for level in levels:
        answer = reform("submission", "adopted", f"S{number}", "--level", level, "--date", adopted or day)
        assert answer.status == 0, answer.err


def ranks(paper):
    (townships,) = paper["classes"]
    return [
        (row["rank"], row["unit"], row["points"], row["year_rank"], row["year_points"]) for row in townships["units"]
    ]


def test_units_are_ranked_by_month_and_year_and_ties_share_a_place(office):
    sent(office, "一", "甲镇", "2026-01-10", "centre")
    sent(office, "二", "乙镇", "2026-02-03", "city")
    sent(office, "三", "丙镇", "2026-02-20", "city")
    sent(office, "四", "甲镇", "2026-02-26", "county", adopted="2026-03-02")
    february = fields(office, "monthly", "2026-02")
    assert ranks(february) == [(1, "乙镇", 10, 2, 10), (1, "丙镇", 10, 2, 10), (3, "甲镇", 0, 1, 30)]
    assert (february["sent"], february["adopted"], february["until"]) == (3, 2, "2026-02-28")
    march = fields(office, "monthly", "2026-03")
    assert ranks(march)[0] == (1, "甲镇", 5, 1, 35) and march["until"] == "2026-03-15"
    assert fields(office, "monthly") == february | {"day": "2026-03-15"}


def test_a_unit_that_missed_too_many_has_no_points_this_year(office):
    sent(office, "一", "甲镇", "2026-02-03", "city")
    for number, due in enumerate(("2026-02-10", "2026-02-20"), 2):
        office("submission", "add", f"约稿{number}", "--owner", "甲镇", "--form", "commissioned", "--due", due)
    paper = fields(office, "monthly", "2026-02")
    assert paper["lost"] == ["甲镇"] and paper["lost_at"] == 2
    assert {row[1]: row[2] for row in ranks(paper)} == {"甲镇": 0, "乙镇": 0, "丙镇": 0}
    assert [(row["ref"], row["state"], row["days_late"]) for row in paper["missed"]] == [
        ("S2", "missed", 33),
        ("S3", "missed", 23),
    ]
    load_rules(office, "[submission]\npoints = {city=10}")
    paper = fields(office, "monthly", "2026-02")
    assert paper["lost"] == [] and ranks(paper)[0][:3] == (1, "甲镇", 10)


def test_what_came_late_in_the_month_is_told_and_not_lost(office):
    office("submission", "add", "约稿", "--owner", "甲镇", "--form", "commissioned", "--due", "2026-02-10")
    office("submission", "edit", "S1", "--date", "2026-02-12")
    (late,) = fields(office, "monthly", "2026-02")["missed"]
    assert (late["state"], late["days_late"]) == ("sent", 2)
    assert fields(office, "monthly", "2026-01")["missed"] == []


def test_what_is_due_on_the_last_day_of_a_month_is_late_in_that_months_notice(office):
    office("submission", "add", "约稿", "--owner", "甲镇", "--form", "commissioned", "--due", "2026-02-28")
    (late,) = fields(office, "monthly", "2026-02")["missed"]
    assert (late["state"], late["days_late"]) == ("missed", 15)
    assert fields(office, "monthly", "2026-02", "--today", "2026-02-28")["missed"] == []


def test_what_is_still_to_come_in_the_month_is_not_said_to_have_come_in_time(office):
    office("submission", "add", "约稿", "--owner", "甲镇", "--form", "commissioned", "--due", "2026-03-20")
    answer = office("paper", "monthly", "2026-03", "--lang", "zh")
    assert "本月约稿 1 条，其中 1 条尚未到期。" in answer.out and "均按时报送" not in answer.out


def test_shares_targets_and_what_is_not_known(office):
    office("submission", "add", "合写", "--owner", "甲镇", "--shared", "乙镇", "--date", "2026-02-01")
    office("submission", "adopted", "S1", "--level", "city", "--date", "2026-02-02")
    office("submission", "adopted", "S1", "--date", "2026-02-03")
    paper = fields(office, "monthly", "2026-02")
    assert ranks(paper)[:2] == [(1, "甲镇", 6, 1, 6), (1, "乙镇", 6, 1, 6)]
    assert paper["unknown"] == 1 and paper["adopted"] == 2
    assert {(row["unit"], row["year_sent"], row["target"]) for row in paper["classes"][0]["units"]} == {
        ("甲镇", 1, 8),
        ("乙镇", 1, 8),
        ("丙镇", 0, 8),
    }


def test_what_was_adopted_on_no_known_day_of_sending_is_told(office):
    office("submission", "add", "旧稿", "--owner", "甲镇", "--date", "2026-02-01")
    assert office("submission", "edit", "S1", "--date", "").status == 0
    paper = fields(office, "monthly", "2026-02")
    assert (paper["undated"], paper["sent"]) == (1, 0)


@pytest.mark.parametrize(
    ("month", "what"), [("2026-04", "has not come yet"), ("2026", "not a month"), ("3月1日", "not a month")]
)
def test_what_is_no_month_that_has_begun_is_refused(office, month, what):
    answer = office("paper", "monthly", month)
    assert answer.status == 2 and what in answer.err and answer.err.count("\n") == 1


def rolled_out(reform, title, day):
    number = len(reform("export", "ideas", "--json").rows) + 1
    reform("idea", "add", title, "--owner", "甲镇", "--opened", "2026-01-05", "--conditions", "有专人")
    for key in ("approve", "try", "evaluate", "roll-out"):
        assert reform("stage", f"I{number}", key, "--on", day, "--evidence", key).status == 0


def test_the_casebook_has_what_was_rolled_out_by_the_day(office):
    rolled_out(office, "后", "2026-03-10")
    rolled_out(office, "先", "2026-02-10")
    office("idea", "add", "未批", "--owner", "甲镇")
    assert [case["title"] for case in fields(office, "casebook")["ideas"]] == ["先", "后"]
    assert [case["title"] for case in fields(office, "casebook", "--today", "2026-03-09")["ideas"]] == ["先"]
    assert [case["title"] for case in fields(office, "casebook", "--since", "2026-03-10")["ideas"]] == ["后"]
    (case,) = fields(office, "casebook", "--since", "2026-03-01")["ideas"]
    assert case["evidence"] == ["approve", "try", "evaluate", "roll-out"]
    assert (case["start"], case["rolled_out"], case["conditions"]) == ("2026-03-10", "2026-03-10", "有专人")


def test_the_chronicle_has_its_first_and_last_day_and_no_other(office):
    office("add", "甲项", "--lead", "甲镇", "--due", "2026-12-31")
    office("add", "乙项", "--lead", "甲镇", "--due", "2026-12-31")
    office("done", "1", "--on", "2026-02-28")
    office("drop", "2", "--reason", "并入")
    office("meeting", "add", "--body", "commission", "--date", "2026-02-01")
    office("meeting", "topic", "M1", "审议方案")
    office("meeting", "add", "--body", "commission", "--date", "2026-04-01")
    office("event", "add", "讲座", "--kind", "talk", "--date", "2026-01-31")
    office("event", "add", "考察", "--kind", "trip", "--date", "2026-02-01", "--until", "2026-02-02")

    def refs(*options):
        months = fields(office, "chronicle", *options)["months"]
        return [(entry["date"], entry["ref"]) for month in months for entry in month["entries"]]

    february = [("2026-02-01", "M1"), ("2026-02-01", "E2"), ("2026-02-28", "1")]
    assert refs("--since", "2026-02-01", "--until", "2026-02-28") == february
    assert refs() == [("2026-01-31", "E1"), *february]
    assert refs("--until", "2026-12-31") == refs()
    entry = fields(office, "chronicle", "--since", "2026-02-01")["months"][0]["entries"][0]
    assert entry["topics"] == ["审议方案"] and entry["noun"] == "meeting"
    assert office("paper", "chronicle", "--since", "2026-03-01", "--until", "2026-02-01").status == 2


def test_a_bulletin_names_matters_in_order_and_one_day_once(reform):
    reform("visit", "add", "Health", "--date", "2026-03-02")
    for due in ("2026-03-12", "2026-03-05", ""):
        reform("add", f"问题{due}", "--from", "V1", "--due", due)
    fields = reform("paper", "bulletin", "--since", "2026-03-01", "--json").rows
    assert fields["matters"][0]["open"] == ["F1", "F2", "F3"]
    assert "On 2 March 2026: visits 1" in reform("paper", "bulletin", "--since", "2026-03-01").out


def test_nobody_is_asked_for_a_day(reform):
    reform("add", "无主", "--due", "2026-03-01")
    assert reform("paper", "bulletin", "--json").rows["requirements"] == [
        "It is to be settled who answers for it, and by which day it will be done (1)"
    ]


def test_what_is_due_today_is_asked_about_today(reform):
    reform("add", "甲", "--lead", "Health", "--due", "2026-03-15")
    assert "“甲” is due today: is it done, and what shows it? (1)" in reform("paper", "brief", "1").out


def test_a_paper_about_an_owner_asks_for_a_name(reform):
    for name in ("reminder", "statement"):
        assert reform("paper", name, "--lang", "zh").err.startswith("reform: 缺少 名称。")
        assert f"reform paper {name} [NAME]" in reform("paper", name, "--help").out


def test_a_group_without_liaison_has_none_on_the_roll_call(reform):
    reform("add", "甲", "--group", "Mission")
    assert "Liaisons: none" in reform("paper", "roll-call").out
