"""Coverage: what the plan lacks, check by check."""

import pytest

WHOLE = (
    *("--due", "2026-12-31", "--lead", "甲局", "--group", "经济", "--leader", "副县长", "--liaison", "张三"),
    *("--goal", "建成", "--source", "省级"),
)

READY = ("--place", "县委大院", "--rules", "工作规则", "--platform", "微信群")
"""What a group has besides its liaison."""


@pytest.fixture
def plan(reform):
    """A plan of one project that lacks nothing."""
    reform("add", "全", *WHOLE, "--key")
    reform("add", "步", "--to", "1", "--due", "2026-06-30")
    reform("owner", "edit", "张三", "--parent", "经济")
    reform("owner", "edit", "经济", *READY)
    assert found(reform) == {}
    return reform


def found(reform, *argv):
    """What fails, by check: refs, or names where there is none."""
    failing = {}
    for row in reform("coverage", *argv, "--json").rows:
        failing.setdefault(row["check"], []).append(row["ref"] or row["name"])
    return failing


def without(*left_out):
    """The options of a whole project but some."""
    pairs = zip(WHOLE[::2], WHOLE[1::2], strict=True)
    return [word for flag, value in pairs if flag not in left_out for word in (flag, value)]


@pytest.mark.parametrize(
    ("flag", "check"),
    [
        ("--lead", "no-lead"),
        ("--group", "no-group"),
        ("--liaison", "no-liaison"),
        ("--due", "no-deadline"),
        ("--goal", "no-goal"),
        ("--source", "no-source"),
    ],
)
def test_what_a_project_lacks(plan, flag, check):
    plan("add", "缺", *without(flag))
    plan("add", "步", "--to", "2", "--due", "2026-06-30")
    assert found(plan) == {check: ["2"]}
    assert found(plan, "--check", check) == {check: ["2"]}
    other = "no-goal" if check == "no-lead" else "no-lead"
    assert found(plan, "--check", other) == {}


def test_a_project_without_milestone(plan):
    plan("add", "缺", *WHOLE)
    assert found(plan) == {"no-milestone": ["2"]}
    plan("add", "步", "--to", "2", "--due", "2026-06-30")
    plan("drop", "2.1", "--reason", "不办")
    assert found(plan) == {"no-milestone": ["2"]}


def test_a_responsible_unit_leads_where_none_is_marked(plan):
    plan("add", "缺", *without("--lead"), "--responsible", "乙局")
    assert "no-lead" not in found(plan)


def test_words_without_a_date_are_a_limit_only_where_they_say_when(plan):
    plan("add", "长", *without("--due"), "--due", "长期坚持")
    assert "no-deadline" not in found(plan)


def test_finished_and_dropped_work_lacks_nothing(plan):
    plan("add", "完", "--source", "省级")
    plan("done", "2")
    plan("add", "弃")
    plan("drop", "3", "--reason", "不办")
    assert found(plan) == {}


def test_key_projects_have_exactly_one_leader(plan):
    plan("add", "无", *without("--leader"), "--key")
    plan("add", "双", *without("--leader"), "--key", "--leader", "县长,副县长")
    plan("add", "轻", *without("--leader"))
    rows = plan("coverage", "--check", "key-leader", "--json").rows
    assert [(row["ref"], row["owner"]) for row in rows] == [("2", []), ("3", ["县长", "副县长"])]


def test_leaders_have_their_minimum(plan, monkeypatch):
    plan("owner", "add", "县长", "--owner-kind", "leader")
    plan("owner", "add", "前县长", "--owner-kind", "leader", "--valid-to", "2026-03-14")
    plan("owner", "add", "现县长", "--owner-kind", "leader", "--valid-to", "2026-03-15")
    assert found(plan) == {"leader-minimum": ["县长", "现县长"]}
    monkeypatch.setenv("REFORM_COVERAGE_PROJECTS", "2")
    rows = plan("coverage", "--check", "leader-minimum", "--json").rows
    assert [(row["name"], row["count"], row["minimum"]) for row in rows] == [
        ("副县长", 1, 2),
        ("县长", 0, 2),
        ("现县长", 0, 2),
    ]
    monkeypatch.setenv("REFORM_COVERAGE_PROJECTS", "0")
    assert found(plan) == {}


def test_the_minimum_is_the_year_s_whatever_the_filter(plan, monkeypatch):
    monkeypatch.setenv("REFORM_COVERAGE_PROJECTS", "2")
    plan("owner", "add", "县长", "--owner-kind", "leader")
    plan("add", "红", *WHOLE, "--theme", "红")
    assert "leader-minimum" not in found(plan, "--theme", "红")
    plan("done", "1", "--all")
    assert "leader-minimum" not in found(plan, "--theme", "红")
    plan("drop", "1", "--reason", "不办")
    monkeypatch.setenv("REFORM_COVERAGE_PROJECTS", "3")
    assert found(plan, "--theme", "红")["leader-minimum"] == ["副县长"]


def test_groups_have_a_liaison_in_post(plan):
    plan("owner", "add", "社会", "--owner-kind", "group", *READY)
    assert found(plan) == {"group-liaison": ["社会"]}
    assert found(plan, "--key") == {}
    plan("owner", "add", "李四", "--owner-kind", "person", "--parent", "社会", "--valid-to", "2026-03-31")
    assert found(plan) == {}
    assert found(plan, "--today", "2026-04-01") == {"group-liaison": ["社会"]}


@pytest.mark.parametrize("key", ["place", "rules", "platform"])
def test_groups_have_place_rules_and_platform(plan, key):
    plan("owner", "edit", "经济", f"--{key}", "")
    assert found(plan) == {f"group-{key}": ["经济"]}
    assert found(plan, "--group", "经济") == {f"group-{key}": ["经济"]}
    plan("add", "红", *without("--group"), "--theme", "红")
    assert f"group-{key}" not in found(plan, "--theme", "红")
    plan("owner", "edit", "经济", "--valid-to", "2026-03-14")
    assert f"group-{key}" not in found(plan)


def test_assigned_items_have_a_project(plan):
    plan("assignment", "add", "医共体", "--document", "甲文", "--item", "4", "--unit", "县卫健局", "--due", "年底前")
    plan("assignment", "add", "全", "--document", "甲文", "--project", "1")
    (row,) = plan("coverage", "--check", "uncarried", "--json").rows
    assert (row["ref"], row["name"], row["document"], row["item"]) == ("A1", "医共体", "甲文", "4")
    assert (row["owner"], row["due_said"]) == (["县卫健局"], "年底前")
    assert plan("coverage", "--check", "uncarried", "--exit-code").status == 3
    plan("assignment", "carry", "A1", "1")
    assert found(plan) == {}
    assert plan("coverage", "--check", "uncarried", "--exit-code").status == 0
    plan("drop", "1", "--reason", "不办")
    assert found(plan, "--check", "uncarried") == {"uncarried": ["A1", "A2"]}


def test_items_are_of_the_plan_year_or_of_every_year(plan):
    plan("add", "旧", "--plan", "2025")
    plan("assignment", "add", "今", "--document", "甲文")
    plan("assignment", "add", "去", "--document", "甲文", "--plan", "2025")
    plan("assignment", "add", "常", "--document", "甲文", "--plan", "")
    plan("assignment", "add", "旧", "--document", "甲文", "--project", "2")
    assert found(plan, "--check", "uncarried") == {"uncarried": ["A1", "A3"]}
    assert found(plan, "--check", "uncarried", "--plan", "2025") == {"uncarried": ["A2", "A3"]}
    assert found(plan, "--check", "uncarried", "--plan", "all") == {"uncarried": ["A1", "A2", "A3"]}


def test_filters_leave_items_that_they_can_concern(plan):
    plan("owner", "edit", "甲局", "--other-names", "甲委")
    plan("assignment", "add", "提名", "--document", "甲文", "--unit", "牵头单位：甲委；主管部门：乙局")
    plan("assignment", "add", "未提", "--document", "甲文", "--unit", "丙局")
    plan("add", "弃", *WHOLE, "--theme", "红")
    plan("assignment", "add", "弃", "--document", "甲文", "--project", "2")
    plan("drop", "2", "--reason", "不办")

    def left(*argv):
        return found(plan, "--check", "uncarried", *argv).get("uncarried", [])

    assert left() == left("--plan", "2026") == ["A1", "A2", "A3"]
    assert left("--owner", "甲局") == ["A1", "A3"]
    assert left("--group", "经济") == left("--theme", "红") == left("--source", "省级") == ["A3"]
    assert left("--owner", "甲局", "--theme", "绿") == []


def test_assigned_projects_carry_an_item_where_items_are_kept(plan):
    plan("edit", "1", "--assigned")
    plan("assignment", "add", "别", "--document", "甲文", "--plan", "2025")
    assert "no-item" not in found(plan)
    plan("assignment", "add", "甲", "--document", "甲文")
    assert found(plan)["no-item"] == ["1"]
    assert found(plan, "--theme", "红") == {}
    plan("edit", "1", "--chosen")
    assert "no-item" not in found(plan)
    plan("edit", "1", "--assigned")
    plan("assignment", "carry", "A2", "1")
    assert found(plan) == {}


def test_counts_by_source_add_up(plan):
    plan("add", "缺", *without("--source"))
    answer = plan("coverage", "--check", "no-source")
    assert "By source: 省级 1 = 1; in all 2." in answer.out


def test_a_plan_without_any_source_is_not_counted_by_source(reform):
    reform("add", "甲")
    assert "no-source" not in found(reform)


def test_duties_of_those_no_longer_in_post(plan):
    plan("owner", "edit", "副县长", "--valid-to", "2026-03-14")
    rows = plan("coverage", "--check", "out-of-post", "--json").rows
    assert [(row["ref"], row["owner"], row["role"], row["valid_to"]) for row in rows] == [
        ("1", ["副县长"], "leader", "2026-03-14")
    ]
    assert found(plan, "--today", "2026-03-14") == {}
    plan("owner", "handover", "副县长", "县长", "--from", "2026-03-15")
    assert found(plan) == {}


def test_it_is_about_the_plan_year(plan):
    plan("add", "旧", "--plan", "2025")
    assert found(plan) == {}
    assert "no-lead" in found(plan, "--plan", "all")


def test_exit_code_tells_a_script(plan):
    assert plan("coverage", "--exit-code").status == 0
    plan("add", "缺", *without("--goal"))
    assert plan("coverage", "--exit-code").status == 3
    assert plan("coverage", "--exit-code", "--check", "no-lead").status == 0
    assert plan("coverage", "--check", "nothing").status == 2


def test_a_carrier_is_one_on_the_day_asked_about(plan):
    plan("assignment", "add", "全", "--document", "甲文", "--project", "1")
    plan("drop", "1", "--reason", "不办")
    assert found(plan, "--check", "uncarried") == {"uncarried": ["A1"]}
    assert found(plan, "--check", "uncarried", "--today", "2026-03-14") == {}
    assert plan("assignment", "list", "--open", "--today", "2026-03-14", "--json").rows == []


def test_the_group_of_a_filter_and_wholes_of_groups_are_checked(plan):
    plan("owner", "add", "总组", "--owner-kind", "group")
    plan("owner", "add", "别组", "--owner-kind", "group")
    plan("owner", "edit", "经济", "--parent", "总组")
    lacking = {f"group-{key}": ["总组"] for key in ("liaison", "place", "rules", "platform")}
    assert (
        found(plan, "--group", "总组") == found(plan, "--group", "经济") == found(plan, "--source", "省级") == lacking
    )
    plan("add", "无", *without("--group"), "--theme", "红")
    assert not {key for key in found(plan, "--theme", "红") if key.startswith("group-")}
    assert found(plan, "--group", "别组")["group-place"] == ["别组"]


def test_a_filter_by_a_whole_leaves_what_names_its_parts(plan):
    plan("owner", "add", "县政府")
    plan("owner", "edit", "甲局", "--parent", "县政府")
    plan("assignment", "add", "甲", "--document", "甲文", "--unit", "牵头单位：甲局；责任单位：丙局")
    plan("assignment", "add", "乙", "--document", "甲文", "--unit", "丙局")
    assert found(plan, "--check", "uncarried", "--owner", "县政府") == {"uncarried": ["A1"]}


def test_whole_names_claim_an_item(plan):
    plan("owner", "add", "城关乡宣传部", "--short-name", "宣传部")
    plan("owner", "add", "县委常委、组织部部长", "--owner-kind", "leader")
    plan("assignment", "add", "甲", "--document", "甲文", "--unit", "县委宣传部、乙局")
    plan("assignment", "add", "乙", "--document", "甲文", "--unit", "乙局牵头，宣传部配合")
    plan("assignment", "add", "丙", "--document", "甲文", "--unit", "分管领导：县委常委、组织部部长")
    assert found(plan, "--check", "uncarried", "--owner", "宣传部") == {"uncarried": ["A2"]}
    assert found(plan, "--check", "uncarried", "--leader", "县委常委、组织部部长") == {"uncarried": ["A3"]}


def test_several_checks_at_a_time(plan):
    plan("add", "缺", *without("--goal", "--lead", "--group"))
    plan("add", "步", "--to", "2", "--due", "2026-06-30")
    assert found(plan, "--check", "no-lead", "--check", "no-goal") == {"no-lead": ["2"], "no-goal": ["2"]}
    assert found(plan, "--check", "no-goal") == {"no-goal": ["2"]}
    assert plan("coverage", "--check", "no-lead", "--check", "nothing").status == 2


# Dual duty: heads of units


@pytest.fixture
def heads(plan):
    """A unit with work and its head, one without any; today is 2026-03-15."""
    plan("owner", "add", "甲局局长", "--owner-kind", "leader", "--parent", "甲局")
    plan("owner", "add", "乙局")
    plan("owner", "add", "乙局局长", "--owner-kind", "leader", "--parent", "乙局")
    return plan


def test_a_head_whose_unit_answers_for_nothing_has_no_reform_work(heads):
    assert found(heads) == {"head-without-work": ["乙局局长"]}
    (row,) = heads("coverage", "--check", "head-without-work", "--json").rows
    assert row["owner"] == ["乙局"]
    heads("edit", "1", "--with", "乙局")
    assert found(heads) == {}


def test_work_that_a_head_leads_or_a_part_of_its_unit_has_counts(heads):
    heads("owner", "add", "乙股", "--parent", "乙局")
    heads("edit", "1", "--responsible", "乙股")
    assert found(heads) == {}
    heads("edit", "1", "--responsible", "")
    assert found(heads) == {"head-without-work": ["乙局局长"]}


def test_a_head_who_left_is_not_asked_for(heads):
    heads("owner", "edit", "乙局局长", "--valid-to", "2026-02-28")
    assert found(heads) == {}


def test_a_project_whose_head_left_and_nobody_took_over(heads, home):
    heads("add", "甲", *without("--leader"), "--leader", "甲局局长")
    heads("add", "步", "--to", "2", "--due", "2026-06-30")
    heads("owner", "edit", "甲局局长", "--valid-to", "2026-02-28")
    assert found(heads)["out-of-post"] == ["2"] and "head-changed" not in found(heads)
    duties = heads("export", "duties", "--csv").out
    old = next(line for line in duties.splitlines() if "甲局局长" in line)
    rows = [duties.splitlines()[0], old.replace(",leader,,", ",leader,,2026-02-28")]
    (home / "duties.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert heads("import", "duties.csv").status == 0
    assert found(heads)["head-changed"] == ["2"] and "out-of-post" not in found(heads)
    same_day = ["project,owner,role,valid_from", "2,副县长,leader,2026-02-28"]
    (home / "duties.csv").write_text("\n".join(same_day) + "\n", encoding="utf-8")
    assert heads("import", "duties.csv").status == 0
    assert "head-changed" not in found(heads)


def test_a_handover_leaves_nothing_to_tell(heads):
    heads("add", "甲", *without("--leader"), "--leader", "甲局局长")
    heads("add", "步", "--to", "2", "--due", "2026-06-30")
    heads("owner", "add", "甲局新局长", "--owner-kind", "leader", "--parent", "甲局")
    assert heads("owner", "handover", "甲局局长", "甲局新局长", "--from", "2026-03-01", "--yes").status == 0
    heads("owner", "edit", "甲局局长", "--valid-to", "2026-02-28")
    assert found(heads) == {"head-without-work": ["乙局局长"]}


def test_a_heads_page_has_the_work_of_its_unit_beside_its_own(heads):
    heads("add", "乙", *without("--leader", "--lead"), "--lead", "县委办", "--leader", "甲局局长")
    rows = heads("owner", "show", "甲局局长", "--json").rows
    by_section = {name: [row["ref"] for row in rows if row["section"] == name] for name in ("work", "unit_work")}
    assert by_section["work"] == ["2"] and sorted(by_section["unit_work"]) == ["1", "1.1"]
    assert "Open work of its unit" in heads("owner", "show", "甲局局长").out
