"""Work: adding, changing, finishing, dropping, reopening, extending."""

import pytest


def project(reform, number=1):
    return next(one for one in reform("export", "projects", "--json").rows if one["number"] == number)


def milestone(reform, ref="1.1"):
    number, step = map(int, ref.split("."))
    rows = reform("export", "milestones", "--json").rows
    return next(one for one in rows if (one["project"], one["number"]) == (number, step))


def test_the_first_project_brings_its_owners(reform):
    added = reform(
        "add",
        "推进县域医共体改革",
        "--lead",
        "县卫健局",
        "--with",
        "县医保局,县财政局",
        "--leader",
        "副县长",
        "--group",
        "社会体制",
        "--due",
        "2026-12-31",
    )
    assert added.status == 0
    assert added.out == "Added 1  推进县域医共体改革\n"
    assert "New leader: 副县长" in added.err
    duties = {(one["role"], one["owner"]) for one in reform("export", "duties", "--json").rows}
    assert duties == {
        ("lead", "县卫健局"),
        ("supporting", "县医保局"),
        ("supporting", "县财政局"),
        ("leader", "副县长"),
        ("group", "社会体制"),
    }
    kinds = {one["name"]: one["kind"] for one in reform("export", "owners", "--json").rows}
    assert kinds["副县长"] == "leader" and kinds["社会体制"] == "group" and kinds["县卫健局"] == "unit"
    kept = project(reform)
    assert (kept["due"], kept["due_first"], kept["due_said"], kept["plan"]) == ("2026-12-31",) * 3 + (2026,)


def test_a_known_owner_is_found_by_any_of_its_names(reform):
    reform("owner", "add", "县卫健局", "--short-name", "卫健局", "--other-names", "县卫生健康局，县卫计局")
    for position, name in enumerate(("卫健局", "县卫计局", " 县卫健局 "), 1):
        assert reform("add", f"项目{position}", "--lead", name).status == 0
    assert len(reform("export", "owners", "--json").rows) == 1


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("县卫健局", "卫健局"),
        ("县卫健局", "县卫健委"),
        ("县农业农村局", "县农业局"),
        ("Transport", "Transprot"),
    ],
)
def test_a_near_miss_is_refused_off_a_terminal(reform, known, typed):
    reform("add", "甲", "--lead", known)
    refused = reform("add", "乙", "--lead", typed)
    assert refused.status == 1
    assert refused.err == f"reform: {typed} is not known, but close to {known}. Write that name, or give --new-owner.\n"
    assert len(reform("export", "projects", "--json").rows) == 1
    assert reform("add", "乙", "--lead", typed, "--new-owner").status == 0


@pytest.mark.parametrize(
    ("known", "other"),
    [
        ("县财政局", "县民政局"),
        ("县教育局", "县体育局"),
        ("县委组织部", "县委宣传部"),
        ("城关镇第一小学", "城关镇第二小学"),
    ],
)
def test_two_units_with_names_alike_are_two(reform, known, other):
    reform("add", "甲", "--lead", known)
    assert reform("add", "乙", "--lead", other).status == 0


def test_a_leader_and_a_deputy_are_two(reform):
    reform("add", "甲", "--leader", "县长")
    assert reform("add", "乙", "--leader", "副县长").status == 0


def test_milestones_count_within_their_project(reform):
    reform("add", "甲")
    reform("add", "乙")
    assert reform("add", "第一步", "--to", "2", "--due", "2026-06-30", "--weight", "3").out == "Added 2.1  第一步\n"
    assert reform("add", "第二步", "--to", "2").out == "Added 2.2  第二步\n"
    assert reform("add", "另一步", "--to", "1").out == "Added 1.1  另一步\n"
    assert milestone(reform, "2.1")["weight"] == 3


def test_done_stops_the_clock_and_late_stays_late(reform):
    reform("add", "甲", "--due", "2026-03-01")
    assert [row["ref"] for row in reform("overdue", "--json").rows] == ["1"]
    assert reform("done", "1", "--on", "2026-03-10", "--evidence", "批复").status == 0
    assert reform("overdue", "--json").rows == []
    late = reform("completed", "--json").rows[0]
    assert (late["done"], late["days_late"]) == ("2026-03-10", 9)
    assert "done, after its due date" in reform("why", "1").out


def test_reported_done_is_not_verified(reform):
    reform("add", "甲", "--due", "2026-03-01")
    reform("done", "1", "--reported", "--on", "2026-02-28")
    kept = project(reform)
    assert (kept["state"], kept["reported"], kept["done"]) == ("reported", "2026-02-28", None)
    assert len(reform("overdue", "--json").rows) == 1
    reform("done", "1")
    kept = project(reform)
    assert (kept["state"], kept["reported"], kept["done"]) == ("done", "2026-02-28", "2026-03-15")


def test_due_today_is_not_overdue(reform):
    reform("add", "甲", "--due", "2026-03-15")
    assert reform("overdue", "--json").rows == []
    assert [row["days_left"] for row in reform("due", "--json").rows] == [0]
    assert [row["days_late"] for row in reform("overdue", "--today", "2026-03-16", "--json").rows] == [1]


def test_a_project_is_not_done_before_its_milestones(reform):
    reform("add", "甲")
    reform("add", "一", "--to", "1")
    reform("add", "二", "--to", "1")
    refused = reform("done", "1")
    assert refused.status == 1 and "2 milestones of 1 are still open: 1.1, 1.2." in refused.err
    assert reform("done", "1", "--all").status == 0
    assert {one["state"] for one in reform("export", "milestones", "--json").rows} == {"done"}


def test_several_are_done_together_or_not_at_all(reform):
    reform("add", "甲")
    reform("add", "乙")
    reform("done", "2")
    assert reform("done", "1", "2").status == 1
    assert project(reform, 1)["state"] == "planned"


def test_dropped_work_is_kept_and_takes_its_milestones_along(reform):
    reform("add", "甲", "--due", "2026-01-01")
    reform("add", "一", "--to", "1", "--due", "2026-01-01")
    assert reform("drop", "1", "--reason", "并入乙").status == 0
    assert reform("overdue", "--json").rows == []
    kept = project(reform)
    assert (kept["state"], kept["dropped"], kept["reason"]) == ("dropped", "2026-03-15", "并入乙")
    assert milestone(reform)["state"] == "dropped"
    assert reform("reopen", "1", "--reason", "误删").status == 0
    assert project(reform)["state"] == "started"


def test_a_move_needs_reason_and_approver_and_keeps_the_first_date(reform):
    reform("add", "甲", "--due", "2026-03-01")
    refused = reform("edit", "1", "--due", "2026-06-30")
    assert refused.status == 1 and "needs a reason and an approver" in refused.err
    assert reform("extend", "1", "--to", "2026-06-30", "--reason", "疫情").status == 2
    moved = reform(
        "extend", "1", "--to", "2026-06-30", "--reason", "疫情", "--approved-by", "县长", "--document", "7号"
    )
    assert moved.status == 0 and "after expiry" in moved.err
    assert "asked after expiry" in reform("show", "1").out
    assert reform("extend", "1", "--to", "2026-07-31", "--reason", "再延", "--approved-by", "县长").status == 0
    slip = reform("slips", "--json").rows[0]
    assert (slip["due_first"], slip["due"], slip["slip"], slip["extensions"]) == ("2026-03-01", "2026-07-31", 152, 2)
    kept = reform("export", "extensions", "--json").rows
    assert [(one["due_from"], one["due_to"], one["approver"]) for one in kept] == [
        ("2026-03-01", "2026-06-30", "县长"),
        ("2026-06-30", "2026-07-31", "县长"),
    ]


def test_a_due_date_given_later_is_the_first(reform):
    reform("add", "甲")
    assert reform("edit", "1", "--due", "2026-06-30").status == 0
    assert project(reform)["due_first"] == "2026-06-30"


def test_who_leads_changes_from_today(reform):
    reform("add", "甲", "--lead", "县卫健局", "--due", "2026-01-01")
    assert reform("edit", "1", "--lead", "县医保局").status == 0
    duties = [(one["owner"], one["valid_from"], one["valid_to"]) for one in reform("export", "duties", "--json").rows]
    assert duties == [("县卫健局", None, "2026-03-14"), ("县医保局", "2026-03-15", None)]
    assert reform("overdue", "--json").rows[0]["lead"] == ["县医保局"]
    assert reform("overdue", "--today", "2026-03-01", "--json").rows[0]["lead"] == ["县卫健局"]


def test_notes_show_where_they_belong(reform):
    reform("add", "甲")
    assert reform("note", "1", "已会商").status == 0
    assert "已会商" in reform("show", "1").out
    assert reform("note", "9", "x").err == "reform: There is no project 9. See `reform list`.\n"


def test_dry_run_writes_nothing(reform):
    would = reform("add", "甲", "--lead", "县卫健局", "--dry-run")
    assert would.status == 0 and "Would add" in would.out
    assert reform("export", "projects", "--json").rows == []
    assert reform("export", "owners", "--json").rows == []
    assert reform("history", "--json").rows == []


def test_find_looks_everywhere_whatever_the_width(reform):
    reform("add", "推进ＡＩ改革", "--goal", "县域医共体")
    reform("visit", "add", "县教育局", "--conclusion", "医共体进度正常")
    assert {(one["noun"], one["field"]) for one in reform("find", "医共体", "--json").rows} == {
        ("project", "goal"),
        ("visit", "conclusion"),
    }
    assert reform("find", "ai改革", "--json").rows[0]["field"] == "title"
    assert reform("find", "没有", "--json").rows == []


def test_an_approved_date_is_not_taken_away(reform):
    reform("add", "甲", "--due", "2026-06-30")
    assert reform("edit", "1", "--due", "").status == 1
    assert project(reform)["due_first"] == "2026-06-30"


def test_a_leaders_post_may_hold_an_enumeration_comma(reform):
    reform("add", "甲", "--leader", "县委常委、组织部部长,副县长", "--with", "县财政局、县民政局")
    names = {one["name"] for one in reform("export", "owners", "--json").rows}
    assert names == {"县委常委、组织部部长", "副县长", "县财政局", "县民政局"}
