"""Ideas: from the application to the roll-out or the stop, trials past their end, and the project that one becomes."""

import pytest

from reformcli.rulebook import rulebook
from reformcli.verbs.stages import next_stages
from tests.conftest import load_rules
from tests.stages.conftest import everything, refused, stages


@pytest.fixture
def idea(reform):
    """I1 of a township, applied for on 2026-01-05, to be tried for a month; today is 2026-03-15."""
    reform("owner", "add", "城关镇")
    answer = reform(
        *("idea", "add", "门前三包积分", "--owner", "城关镇", "--places", "胜利街", "--opened", "2026-01-05"),
        *("--due", "1个月内", "--problem", "环境脏乱", "--approach", "以分换物"),
    )
    assert answer.status == 0, answer.err
    return reform


def ideas(reform, *options):
    return {row["ref"]: row for row in reform("idea", "list", "--json", *options).rows}


def held(reform, number=1):
    return reform("export", "ideas", "--json").rows[number - 1]


def go(reform, *keys, ref="I1", on="2026-01-08"):
    for key in keys:
        answer = reform("stage", ref, key, "--on", on)
        assert answer.status == 0, answer.err


def test_from_the_application_to_the_roll_out(idea):
    assert (held(idea)["state"], held(idea)["stage"], held(idea)["process"]) == ("planned", "apply", "idea")
    assert (held(idea)["due"], held(idea)["due_said"]) == ("2026-02-05", "1个月内")
    go(idea, "approve")
    assert held(idea)["state"] == "started" and held(idea)["start"] is None
    go(idea, "试行", on="2026-01-10")
    assert (held(idea)["state"], held(idea)["start"]) == ("started", "2026-01-10")
    go(idea, "evaluate", on="2026-02-06")
    assert (held(idea)["state"], held(idea)["reported"]) == ("reported", "2026-02-06")
    idea("idea", "edit", "I1", "--conditions", "每条街一名管理员")
    go(idea, "roll-out", on="2026-02-10")
    assert (held(idea)["state"], held(idea)["done"], held(idea)["stage"]) == ("done", "2026-02-10", "roll-out")
    assert [(key, by) for key, _day, _result, by in stages(idea, "I1")] == [
        ("apply", "城关镇"),
        ("approve", None),
        ("try", "城关镇"),
        ("evaluate", None),
        ("roll-out", None),
    ]
    assert idea("check").status == 0


def test_it_is_no_debt_but_a_trial_past_its_end_is_told(idea):
    go(idea, "approve")
    assert ideas(idea)["I1"]["days_past"] is None and idea("coverage", "--check", "trial-past", "--json").rows == []
    go(idea, "try", on="2026-01-10")
    assert ideas(idea)["I1"]["days_past"] == 38 and "1 trial is past its end." in idea("idea", "list").out
    (row,) = idea("coverage", "--check", "trial-past", "--json").rows
    assert (row["ref"], row["due"]) == ("I1", "2026-02-05")
    assert idea("coverage", "--check", "trial-past", "--json", "--today", "2026-02-05").rows == []
    assert idea("overdue", "--json").rows == [] and idea("due", "--json").rows == []
    go(idea, "evaluate", on="2026-03-01")
    assert ideas(idea)["I1"]["days_past"] is None and idea("coverage", "--check", "trial-past", "--json").rows == []


def test_filters_leave_the_trials_of_the_owner_named(idea):
    go(idea, "approve", "try")
    idea("owner", "add", "县教育局")
    found = {
        name: idea("coverage", "--check", "trial-past", "--owner", name, "--json").rows
        for name in ("城关镇", "县教育局")
    }
    assert [row["ref"] for row in found["城关镇"]] == ["I1"] and found["县教育局"] == []


def test_one_that_is_stopped_keeps_its_stages_and_goes_no_further(idea):
    go(idea, "approve", "try")
    assert "needs its reason" in refused(idea, "stage", "I1", "stop", status=2)
    assert idea("stage", "I1", "stop", "--evidence", "无人参加", "--on", "2026-02-01").status == 0
    stopped = held(idea)
    assert (stopped["state"], stopped["dropped"], stopped["reason"]) == ("dropped", "2026-02-01", "无人参加")
    assert [key for key, *_rest in stages(idea, "I1")] == ["apply", "approve", "try", "stop"]
    assert "was stopped on 2026-02-01" in refused(idea, "stage", "I1", "evaluate")
    assert "was stopped" in refused(idea, "idea", "promote", "I1")
    assert idea("undo", "--yes").status == 0 and held(idea)["state"] == "started"


def test_one_may_be_stopped_before_it_is_approved_but_not_once_it_is_rolled_out(idea):
    before = everything(idea)
    assert idea("stage", "I1", "stop", "--evidence", "重复").status == 0
    idea("undo", "--yes")
    assert everything(idea) == before
    go(idea, "approve", "try", "evaluate")
    idea("idea", "edit", "I1", "--conditions", "有")
    go(idea, "roll-out")
    assert "I1 is closed" in refused(idea, "stage", "I1", "stop", "--evidence", "晚了")


def test_the_last_day_of_a_trial_may_be_its_first(idea):
    go(idea, "approve")
    go(idea, "try", on="2026-02-05")
    assert held(idea)["start"] == "2026-02-05"


def test_a_stop_is_never_what_comes_next():
    process = rulebook().process["idea"]
    ways = [
        [rule.key for rule in next_stages(process, order)] for order in ([], ["apply", "approve", "try"], ["roll-out"])
    ]
    assert ways == [["apply", "approve"], ["evaluate"], []]


def test_a_return_puts_it_back_to_the_stage_before_its_owners_last(idea):
    go(idea, "approve", "try", "evaluate")
    assert idea("stage", "I1", "roll-out", "--return", "--evidence", "数据不足").status == 0
    assert (held(idea)["state"], held(idea)["stage"], held(idea)["reported"]) == ("started", "approve", None)
    idea("idea", "add", "另一个", "--owner", "城关镇")
    assert idea("stage", "I2", "approve", "--return", "--evidence", "不全").status == 0
    assert (held(idea, 2)["state"], held(idea, 2)["stage"]) == ("planned", None)


@pytest.mark.parametrize(
    ("passed", "command", "status", "what"),
    [
        ((), ("stage", "I1", "try"), 1, "I1 lacks approval"),
        (("approve",), ("stage", "I1", "approve"), 1, "has passed approval already"),
        ((), ("stage", "I1", "approve", "--on", "2026-01-04"), 2, "is before 2026-01-05"),
        ((), ("stage", "I1", "approve", "--on", "2026-03-16"), 2, "has not come yet"),
        ((), ("stage", "I1", "close"), 1, "I1 has no stage close"),
        ((), ("stage", "I1", "approve", "--by", "城关镇"), 1, "城关镇 cannot pass approval"),
        (("approve",), ("stage", "I1", "try", "--on", "2026-03-01"), 1, "after its end"),
        (("approve", "try", "evaluate"), ("stage", "I1", "roll-out"), 1, "what a place needs before I1"),
        (("approve", "try"), ("idea", "promote", "I1"), 1, "I1 has not been evaluated"),
        ((), ("done", "I1"), 1, "I1 is not a project, milestone or matter"),
        (
            (),
            ("extend", "I1", "--to", "2026-05-01", "--reason", "雨", "--approved-by", "县长"),
            1,
            "I1 is not a project",
        ),
        ((), ("idea", "edit", "I1", "--start", "2026-02-06"), 2, "before it starts"),
        ((), ("idea", "edit", "I1", "--due", "2026-01-04"), 2, "before it is applied for"),
        ((), ("idea", "add", "丁", "--owner", "城关镇", "--opened", "2026-03-16"), 2, "has not come yet"),
        ((), ("idea", "edit", "I1", "--title", ""), 2, "cannot be empty"),
    ],
)
def test_what_cannot_be_is_refused(idea, passed, command, status, what):
    go(idea, *passed)
    assert what in refused(idea, *command, status=status)


def test_it_is_promoted_once_and_its_project_keeps_the_link(idea):
    go(idea, "approve", "try", "evaluate")
    before = everything(idea)
    told = idea("idea", "promote", "I1", "--lead", "县城管执法局", "--due", "2026-12-31", "--yes")
    assert told.status == 0 and "Added 1  门前三包积分" in told.out and "keeps its 4 stages" in told.err
    (project,) = idea("export", "projects", "--json").rows
    assert (project["title"], project["kind"], project["measures"], project["local_situation"], project["plan"]) == (
        "门前三包积分",
        "chosen",
        "以分换物",
        "环境脏乱",
        2026,
    )
    assert held(idea)["project"] == 1 and len(stages(idea, "I1")) == 4
    assert [(duty["owner"], duty["role"]) for duty in idea("export", "duties", "--json").rows] == [
        ("县城管执法局", "lead")
    ]
    assert [row["ref"] for row in idea("show", "1", "--json").rows if row["section"] == "ideas"] == ["I1"]
    assert "became project 1 already" in refused(idea, "idea", "promote", "I1")
    assert idea("undo", "--yes").status == 0 and everything(idea) == before


def test_what_a_promotion_would_record_has_no_number_yet(idea):
    go(idea, "approve", "try", "evaluate")
    told = idea("idea", "promote", "I1", "--dry-run")
    assert "Became: - → …" in told.out and held(idea)["project"] is None


def test_its_owner_leads_it_unless_another_is_named(idea):
    go(idea, "approve", "try", "evaluate")
    assert idea("idea", "promote", "I1", "--leader", "副县长").status == 0
    assert [(duty["owner"], duty["role"]) for duty in idea("export", "duties", "--json").rows] == [
        ("副县长", "leader"),
        ("城关镇", "lead"),
    ]


def test_one_that_is_rolled_out_keeps_its_conditions(idea):
    go(idea, "approve", "try", "evaluate")
    idea("idea", "edit", "I1", "--conditions", "有")
    go(idea, "roll-out")
    assert "what a place needs" in refused(idea, "idea", "edit", "I1", "--conditions", "")


def test_an_office_has_its_own_process(idea):
    load_rules(
        idea, '[process]\nidea = [{key="试点", by="owner"}, {key="推开", by="leader", state="done"}]\n', "2026-03-15"
    )
    idea("owner", "add", "县长", "--owner-kind", "leader")
    assert idea("idea", "add", "新的", "--owner", "城关镇", "--conditions", "无").status == 0
    assert held(idea, 2)["stage"] is None
    assert idea("stage", "I2", "试点").status == 0
    assert idea("stage", "I2", "推开", "--by", "县长").status == 0
    assert held(idea, 2)["state"] == "done"


def test_what_comes_out_comes_in_again(idea, home):
    go(idea, "approve", "try")
    (home / "all.json").write_text(everything(idea), encoding="utf-8")
    assert all(row["added"] == row["changed"] == 0 for row in idea("import", "all.json", "--json").rows)


def test_it_comes_from_a_trip(idea):
    idea("event", "add", "赴外县考察", "--kind", "trip", "--date", "2026-02-01", "--with-whom", "某县")
    assert idea("idea", "edit", "I1", "--origin", "elsewhere", "--source", "E1").status == 0
    assert [row["ref"] for row in idea("show", "E1", "--json").rows if row["section"] == "ideas"] == ["I1"]
    assert idea("event", "remove", "E1").status == 1


def test_a_list_is_narrowed_to_the_days_on_which_ideas_were_applied_for_and_to_what_they_refer_to(idea):
    idea("idea", "add", "一次办好", "--owner", "城关镇", "--opened", "2026-03-02")
    assert list(ideas(idea, "--since", "2026-02-01")) == ["I2"]
    assert list(ideas(idea, "--until", "2026-02-01")) == ["I1"]
    assert list(ideas(idea, "--state", "applied for", "--owner", "城关镇")) == ["I1", "I2"]
    go(idea, "approve", "try", "evaluate")
    idea("idea", "promote", "I1", "--plan", "2026")
    assert list(ideas(idea, "--about", "1")) == ["I1"]
    assert refused(idea, "idea", "list", "--about", "99")


def test_the_end_of_a_trial_in_words_counts_from_its_first_day(idea):
    idea("idea", "add", "乙", "--owner", "城关镇", "--opened", "2026-03-02", "--due", "within 3 months")
    start = ("--start", "2026-03-10")
    idea("idea", "add", "丙", "--owner", "城关镇", "--opened", "2026-03-02", *start, "--due", "within 3 months")
    assert [row["due"] for row in idea("export", "ideas", "--json").rows][-2:] == ["2026-06-02", "2026-06-10"]
