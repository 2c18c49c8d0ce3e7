"""Work: adding, changing, finishing, dropping, reopening, extending."""

import pytest

from reformcli.errors import NotFound
from reformcli.model.milestone import Milestone
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.verbs.work import add_milestones


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


def test_a_group_is_known_by_what_it_is_for(reform):
    reform("add", "甲", "--group", "社会体制改革专项小组")
    refused = reform("add", "乙", "--group", "社会体制")
    assert refused.err.startswith("reform: 社会体制 is not known, but close to 社会体制改革专项小组.")
    assert reform("add", "丙", "--group", "经济体制专项小组").status == 0
    reform("add", "丁", "--lead", "红安县教育局")
    assert reform("add", "戊", "--lead", "麻城县教育局").status == 0


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


def test_find_looks_into_the_columns_that_a_list_had_besides(reform, tmp_path):
    findings = tmp_path / "findings.csv"
    findings.write_text("Finding,Finding ID,Root Cause,Due\nDoors open,IA-7,training gap,2026-06-30\n")
    assert reform("import", str(findings)).status == 0
    assert [(row["ref"], row["field"], row["text"]) for row in reform("find", "ia-7", "--json").rows] == [
        ("F1", "extra", "Finding ID: IA-7")
    ]


def test_an_approved_date_is_not_taken_away(reform):
    reform("add", "甲", "--due", "2026-06-30")
    assert reform("edit", "1", "--due", "").status == 1
    assert project(reform)["due_first"] == "2026-06-30"


def test_a_leaders_post_may_hold_an_enumeration_comma(reform):
    reform("add", "甲", "--leader", "县委常委、组织部部长,副县长", "--with", "县财政局、县民政局")
    names = {one["name"] for one in reform("export", "owners", "--json").rows}
    assert names == {"县委常委、组织部部长", "副县长", "县财政局", "县民政局"}


def depends_on(reform):
    return {
        f"{one['project']}.{one['number']}": one["depends_on"] for one in reform("export", "milestones", "--json").rows
    }


def test_what_a_milestone_depends_on_is_a_whole_ref(reform):
    for title in ("甲", "乙"):
        reform("add", title)
    reform("add", "一", "--to", "1")
    assert reform("add", "二", "--to", "1", "--depends-on", "1").status == 0
    assert reform("add", "三", "--to", "2", "--depends-on", "1.2、1.1,1.2").status == 0
    assert reform("edit", "1.1", "--depends-on", "").status == 0
    assert depends_on(reform) == {"1.1": [], "1.2": ["1.1"], "2.1": ["1.2", "1.1"]}
    assert reform("edit", "2.1", "--depends-on", "").status == 0
    assert depends_on(reform)["2.1"] == []


@pytest.mark.parametrize(
    ("ref", "option", "said"),
    [
        ("1.1", "1", "1.1 comes back to itself by Depends on: 1.1 → 1.1."),
        ("1.1", "1.3", "1.1 comes back to itself by Depends on: 1.1 → 1.3 → 1.2 → 1.1."),
        ("1.2", "9", "There is no milestone 1.9."),
        ("1.2", "9.1", "There is no"),
    ],
)
def test_a_milestone_does_not_wait_for_itself_nor_for_nothing(reform, ref, option, said):
    reform("add", "甲")
    for title, before in (("一", ""), ("二", "1"), ("三", "2")):
        reform("add", title, "--to", "1", "--depends-on", before)
    before = depends_on(reform)
    refused = reform("edit", ref, "--depends-on", option)
    assert refused.status == 1 and said in refused.err, refused.err
    assert depends_on(reform) == before


def test_what_is_not_there_comes_before_nothing():
    """Without the milestones that it may depend on, one is refused rather than taken unseen."""
    values = {"title": "二", "depends_on": (Ref("milestone", 1),)}
    with pytest.raises(NotFound):
        add_milestones(Project(number=1, title="甲"), values)
    added = add_milestones(Project(number=1, title="甲"), values, None, [Milestone(number=1, project=1, title="一")])
    assert [change.thing.depends_on for change in added] == [(Ref("milestone", 1, 1),)]


def test_an_undo_makes_no_ring(reform):
    reform("add", "甲")
    for title in ("一", "二"):
        reform("add", title, "--to", "1")
    reform("edit", "1.1", "--depends-on", "2")
    reform("edit", "1.1", "--depends-on", "")
    cleared = max(row["batch"] for row in reform("history", "--json").rows)
    reform("edit", "1.2", "--depends-on", "1")
    refused = reform("undo", cleared, "--yes")
    assert refused.status == 1 and "1.1 comes back to itself by Depends on: 1.1 → 1.2 → 1.1." in refused.err
    assert depends_on(reform) == {"1.1": [], "1.2": ["1.1"]}


def test_a_role_is_cleared_from_today(reform):
    reform("add", "甲", "--lead", "县卫健局", "--with", "县医保局,县财政局")
    reform("add", "乙", "--lead", "县卫健局")
    reform("edit", "2", "--with", "县医保局", "--today", "2026-03-14")
    assert reform("edit", "1", "2", "--with", "").status == 0
    duties = {
        (one["project"], one["role"], one["owner"], one["valid_to"])
        for one in reform("export", "duties", "--json").rows
    }
    assert duties == {
        (1, "lead", "县卫健局", None),
        (1, "supporting", "县医保局", "2026-03-14"),
        (1, "supporting", "县财政局", "2026-03-14"),
        (2, "lead", "县卫健局", None),
        (2, "supporting", "县医保局", "2026-03-14"),
    }
    reform("edit", "1", "--with", "县民政局")
    reform("edit", "1", "--with", "")
    assert "县民政局" not in [one["owner"] for one in reform("export", "duties", "--json").rows]


@pytest.mark.parametrize(
    "command",
    [
        ("done", "1", "--on", "2026-03-16"),
        ("done", "1", "--on", "2026-03-16", "--reported"),
        ("extend", "1", "--to", "2026-09-30", "--reason", "x", "--approved-by", "y", "--asked", "2026-03-16"),
    ],
)
def test_nothing_is_recorded_before_it_has_happened(reform, command):
    reform("add", "甲", "--due", "2026-06-30")
    before = project(reform)
    refused = reform(*command)
    assert refused.status == 2 and "2026-03-16 has not come yet." in refused.err
    assert project(reform) == before and reform(*command, "--today", "2026-03-16").status == 0


def test_what_was_reported_is_not_reported_again(reform):
    reform("add", "甲", "--due", "2026-03-20")
    reform("done", "1", "--reported", "--on", "2026-03-10")
    refused = reform("done", "1", "--reported")
    assert refused.status == 1
    assert refused.err.startswith("reform: 1 was reported done on 2026-03-10. `reform done 1` verifies it")
    assert project(reform)["reported"] == "2026-03-10"


def test_a_change_that_leaves_a_thing_as_it_is_is_none(reform):
    from reformcli.model.change import Change
    from reformcli.settings import Settings
    from reformcli.shell.answer import Choices
    from reformcli.shell.run import Context
    from reformcli.shell.written import write

    reform("add", "甲")
    context = Context(Settings({}, {"db": "ledger.db"}), Choices(), {})
    kept = context.ledger.get(Ref("project", 1))
    write(context, "edit", [Change(kept, kept)])
    context.close()


def test_new_owners_are_told_once_they_are_there(reform):
    refused = reform("add", "甲", "--lead", "Transport", "--due", "31 June 2026")
    assert refused.status == 2 and "New lead unit" not in refused.err
    reform("meeting", "add", "commission", "--date", "2026-03-20")
    refused = reform("add", "乙", "--from", "M1", "--lead", "Transport")
    assert refused.status == 1 and "New" not in refused.err
    assert reform("owner", "list", "--json").rows == []


def test_words_that_count_do_so_from_the_day_on_which_a_matter_was_opened(reform):
    """Words such as 下周五 are of the day on which they are typed."""
    reform("visit", "add", "县教育局", "--date", "2026-03-02")
    for words in ("15日内", "下周五", "10天内"):
        opened = ["--opened", "2026-03-05"] if words == "10天内" else []
        assert reform("add", f"问题{words}", "--from", "V1", "--due", words, *opened).status == 0
    dues = [one["due"] for one in reform("export", "matters", "--json").rows]
    assert dues == ["2026-03-17", "2026-03-20", "2026-03-15"]
    reform("add", "无时限", "--from", "V1", "--due", "")
    reform("edit", "F4", "--due", "15日内")
    assert reform("export", "matters", "--json").rows[-1]["due"] == "2026-03-17"


def test_a_matter_due_on_the_day_on_which_it_was_opened_is_nothing_to_tell(reform):
    told = reform("add", "甲", "--kind", "finding", "--opened", "2026-03-20", "--due", "2026-03-20")
    assert "before the day" not in told.err


def test_a_matter_due_before_it_was_opened_is_told(reform):
    told = reform("add", "甲", "--kind", "finding", "--opened", "2026-03-10", "--due", "2026-03-01")
    assert told.status == 0
    assert "甲 is due on 2026-03-01, before the day on which it was opened (2026-03-10)." in told.err


def test_a_time_limit_that_names_no_day_is_told_to_be_none(reform):
    told = reform("add", "甲", "--due", "长期坚持")
    assert told.err == (
        "长期坚持 names no day: standing work: no end date\nIt has no due date, so that it is never overdue.\n"
    )
    assert "never overdue" not in reform("add", "乙", "--due", "年底前").err
