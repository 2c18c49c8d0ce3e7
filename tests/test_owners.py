"""Owners: names, kinds, handover."""


def test_a_name_belongs_to_one_owner(reform):
    reform("owner", "add", "县卫健局", "--other-names", "卫健委")
    refused = reform("owner", "add", "卫健委")
    assert refused.status == 1 and "卫健委 is already a name of 县卫健局" in refused.err


def test_editing_keeps_what_is_not_named(reform):
    reform("owner", "add", "县卫健局", "--contact", "8888")
    reform("owner", "edit", "县卫健局", "--short-name", "卫健局")
    owner = reform("export", "owners", "--json").rows[0]
    assert (owner["contact"], owner["short_name"]) == ("8888", "卫健局")


def test_owners_form_a_tree(reform):
    reform("owner", "add", "红安县")
    reform("owner", "add", "县卫健局", "--parent", "红安县")
    assert "县卫健局" in reform("owner", "show", "红安县").out
    assert reform("owner", "edit", "红安县", "--parent", "红安县").status == 2


def test_handover_moves_open_work_only(reform):
    for title in ("开着的", "做完的"):
        reform("add", title, "--liaison", "张三", "--due", "2026-01-01")
    reform("done", "2")
    moved = reform("owner", "handover", "张三", "李四", "--from", "2026-03-01")
    assert moved.status == 0 and "1 projects go from 张三 to 李四." in moved.err
    duties = [
        (one["project"], one["owner"], one["valid_from"], one["valid_to"])
        for one in reform("export", "duties", "--json").rows
    ]
    assert duties == [
        (1, "张三", None, "2026-02-28"),
        (2, "张三", None, None),
        (1, "李四", "2026-03-01", None),
    ]
    assert reform("owner", "handover", "张三", "李四").status == 1


def test_list_counts_open_and_overdue(reform):
    reform("add", "甲", "--lead", "县教育局", "--due", "2026-01-01")
    reform("add", "乙", "--lead", "县教育局", "--due", "2026-12-31")
    rows = reform("owner", "list", "--json").rows
    assert [(one["name"], one["open"], one["overdue"]) for one in rows] == [("县教育局", 2, 1)]
    assert reform("owner", "list", "--kind", "leader", "--json").rows == []


def test_an_unknown_owner_is_answered_with_those_that_are_close(reform):
    reform("owner", "add", "县卫健局")
    assert reform("owner", "show", "卫健局").err == "reform: There is no owner 卫健局. Did you mean 县卫健局?\n"
    assert reform("overdue", "--owner", "县财政局").status == 1


def test_due_today_is_late_in_no_list(reform):
    reform("add", "甲", "--lead", "县教育局", "--due", "2026-03-15")
    reform("visit", "add", "县教育局")
    reform("finding", "add", "x", "--visit", "V1", "--due", "2026-03-15")
    assert reform("owner", "list", "--json").rows[0]["overdue"] == 0
    assert reform("finding", "list", "--json").rows[0]["days_late"] is None
    assert reform("finding", "list", "--today", "2026-03-16", "--json").rows[0]["days_late"] == 1


def test_a_duty_counts_on_its_first_and_on_its_last_day(reform, home):
    (home / "projects.csv").write_text("number,title,due\n1,甲,2026-01-01\n")
    (home / "duties.csv").write_text("project,owner,role,valid_from,valid_to\n1,甲局,lead,2026-02-01,2026-02-28\n")
    (home / "in").mkdir()
    for name in ("projects.csv", "duties.csv"):
        (home / name).rename(home / "in" / name)
    assert reform("import", "in").status == 0
    for day, lead in (("2026-01-31", []), ("2026-02-01", ["甲局"]), ("2026-02-28", ["甲局"]), ("2026-03-01", [])):
        assert reform("overdue", "--today", day, "--json").rows[0]["lead"] == lead
        assert len(reform("overdue", "--owner", "甲局", "--today", day, "--json").rows) == len(lead)


def test_a_duty_that_ends_today_makes_room_for_the_next_without_overlap(reform):
    reform("add", "甲", "--lead", "甲局")
    reform("edit", "1", "--lead", "乙局")
    duties = [(one["owner"], one["valid_from"], one["valid_to"]) for one in reform("export", "duties", "--json").rows]
    assert duties == [("甲局", None, "2026-03-14"), ("乙局", "2026-03-15", None)]
    reform("edit", "1", "--lead", "丙局")
    assert [one["owner"] for one in reform("export", "duties", "--json").rows] == ["甲局", "丙局"]
