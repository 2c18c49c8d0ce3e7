"""Owners: names, kinds, the tree they form."""

import sqlite3

import pytest

from reformcli.merging.owner_rows import wholes_first
from reformcli.merging.record import Place, Record
from tests.conftest import cap_of_visits, load_rules

WHOLES = ("红安县", "县卫健局", "医政股")


@pytest.fixture
def county(reform, home):
    """A county, a bureau of it, an office of that, each leading a project; the first and the last are overdue."""
    reform("owner", "add", "红安县")
    reform("owner", "add", "县卫健局", "--parent", "红安县")
    reform("owner", "add", "医政股", "--parent", "县卫健局")
    for title, lead, due in (
        ("县里", "红安县", "2026-01-01"),
        ("局里", "县卫健局", "2026-12-31"),
        ("股里", "医政股", "2026-02-01"),
    ):
        assert reform("add", title, "--lead", lead, "--due", due).status == 0
    reform.home = home
    return reform


def test_a_name_belongs_to_one_owner(reform):
    reform("owner", "add", "县卫健局", "--other-names", "卫健委")
    refused = reform("owner", "add", "卫健委")
    assert refused.status == 1 and "卫健委 is already a name of 县卫健局" in refused.err


def test_editing_keeps_what_is_not_named(reform):
    reform("owner", "add", "县卫健局", "--contact", "8888")
    reform("owner", "edit", "县卫健局", "--short-name", "卫健局")
    owner = reform("export", "owners", "--json").rows[0]
    assert (owner["contact"], owner["short_name"]) == ("8888", "卫健局")


def test_an_owner_that_is_renamed_is_known_by_its_old_name(reform, home):
    reform("add", "医改", "--lead", "县卫生局", "--due", "2026-06-30")
    renamed = reform("owner", "edit", "县卫生局", "--name", "县卫生健康局")
    assert "Other names: - → 县卫生局" in renamed.out
    (home / "next.csv").write_text("title,due,lead\n医改,2026-06-30,县卫生局\n")
    assert reform("import", "next.csv").status == 0
    assert [row["name"] for row in reform("export", "owners", "--json").rows] == ["县卫生健康局"]
    reform("owner", "edit", "县卫生局", "--name", "县卫生局")
    assert reform("export", "owners", "--json").rows[0]["other_names"] == ["县卫生健康局"]
    reform("owner", "edit", "县卫生局", "--name", "县卫生委", "--other-names", "")
    assert "There is no owner 县卫生健康局" in reform("owner", "show", "县卫生健康局").err


@pytest.mark.parametrize(
    "typed",
    [
        ("add", "新事", "--lead", "县审计局"),
        ("edit", "1", "--with", "县审计局"),
        ("add", "问题", "--kind", "finding", "--lead", "县审计局"),
    ],
)
def test_work_that_falls_to_an_owner_who_is_not_in_post_is_said(reform, typed):
    reform("add", "医改", "--lead", "县卫健局", "--due", "2026-06-30")
    reform("owner", "add", "县审计局", "--valid-to", "2026-03-14")
    assert "县审计局 is in post only until 2026-03-14." in reform(*typed).err
    reform("owner", "edit", "县审计局", "--valid-to", "2026-03-15")
    assert "in post" not in reform("add", "另一事", "--lead", "县审计局").err


def test_owners_form_a_tree(reform):
    reform("owner", "add", "红安县")
    reform("owner", "add", "县卫健局", "--parent", "红安县")
    assert "县卫健局" in reform("owner", "show", "红安县").out
    assert [(one["name"], one["parent"]) for one in reform("owner", "list", "--json").rows] == [
        ("红安县", None),
        ("县卫健局", "红安县"),
    ]


@pytest.mark.parametrize("whole", ["红安县", "县卫健局", "医政股"])
def test_nothing_is_part_of_itself_at_any_depth(county, whole):
    before = county("export", "owners", "--csv").out
    refused = county("owner", "edit", "红安县", "--parent", whole)
    assert refused.status == 2 and "红安县 cannot be part of itself, nor of one of its own parts." in refused.err
    (county.home / "owners.csv").write_text(f"name,parent\n红安县,{whole}\n")
    refused = county("import", county.home / "owners.csv")
    assert refused.status == 2 and "cannot be part of itself" in refused.err
    assert county("export", "owners", "--csv").out == before


def test_an_import_cannot_close_a_ring(reform, home):
    (home / "owners.csv").write_text("name,parent\n甲,乙\n乙,丙\n丙,甲\n")
    refused = reform("import", home / "owners.csv")
    assert refused.status == 2 and "丙 cannot be part of itself" in refused.err
    assert reform("owner", "list", "--json").rows == []


def test_an_undo_cannot_close_a_ring(reform):
    reform("owner", "add", "甲")
    reform("owner", "add", "乙", "--parent", "甲")
    reform("owner", "edit", "乙", "--parent", "")
    reform("owner", "edit", "甲", "--parent", "乙")
    before = reform("export", "owners", "--csv").out
    refused = reform("undo", "3", "--yes")
    assert refused.status == 1 and "乙 cannot be part of itself" in refused.err
    assert reform("export", "owners", "--csv").out == before
    assert reform("undo", "4", "--yes").status == reform("undo", "3", "--yes").status == 0


def test_an_import_takes_parts_that_stand_before_their_wholes(county, home, run, monkeypatch):
    county("owner", "add", "黄冈市", "--contact", "8888", "--short-name", "市里")
    county("owner", "edit", "红安县", "--parent", "黄冈市")
    county("export", "--json", "-o", "all.json")
    exported = county("export", "owners", "--csv").out
    (home / "list.csv").write_text("name,parent\n甲局,市委\n市委,\n")
    assert county("import", "list.csv").status == 0
    monkeypatch.setenv("REFORM_DB", str(home / "copy.db"))
    run("init")
    assert run("import", "all.json").status == 0
    numbered = [line.partition(",")[2] for line in exported.splitlines()]
    assert sorted(line.partition(",")[2] for line in run("export", "owners", "--csv").out.splitlines()) == sorted(
        numbered
    )


@pytest.mark.parametrize("key", ["short_name", "other_names"])
def test_a_part_comes_after_the_row_whose_full_name_it_gives(key):
    rows = ({"name": "股", "parent": "局"}, {"name": "局"}, {"name": "县", key: "局"})
    records = [Record("owner", cells, Place("", "", place)) for place, cells in enumerate(rows)]
    for order in (records, records[::-1]):
        names = [one.cells["name"] for one in wholes_first(order)]
        assert names.index("局") < names.index("股")
    assert [one.cells["name"] for one in wholes_first(records)] == ["局", "股", "县"]


def test_an_import_that_calls_an_owner_by_another_name_leaves_its_names(reform, home):
    reform("owner", "add", "县卫健局", "--other-names", "卫健委", "--short-name", "卫健")
    (home / "owners.csv").write_text("name,short_name,other_names,contact\n卫健委,,,8888\n")
    assert reform("import", "owners.csv").status == 0
    owner = reform("export", "owners", "--json").rows[0]
    assert (owner["name"], owner["short_name"], owner["other_names"], owner["contact"]) == (
        "县卫健局",
        "卫健",
        ["卫健委"],
        "8888",
    )


def test_a_row_under_another_name_fills_only_what_is_blank(reform, home):
    reform("owner", "add", "黄冈市")
    reform("owner", "add", "甲局", "--contact", "1")
    reform("owner", "add", "甲委", "--valid-to", "2025-12-31")
    assert reform("owner", "merge", "甲委", "甲局", "--yes").status == 0
    (home / "owners.csv").write_text(
        "name,kind,parent,place,contact,valid_from,valid_to,extra\n"
        '甲委,leader,黄冈市,三楼,2,2020-01-01,2025-12-31,"{""级别"": ""正科""}"\n'
    )
    assert reform("import", "owners.csv").status == 0
    owner = next(one for one in reform("export", "owners", "--json").rows if one["name"] == "甲局")
    keys = ("kind", "parent", "place", "contact", "valid_from", "valid_to", "extra")
    assert [owner[key] for key in keys] == ["unit", None, "三楼", "1", None, None, {"级别": "正科"}]
    (home / "owners.csv").write_text('name,extra\n甲委,"{""级别"": ""副科"", ""电话"": ""5""}"\n')
    assert reform("import", "owners.csv").status == 0
    owner = next(one for one in reform("export", "owners", "--json").rows if one["name"] == "甲局")
    assert owner["extra"] == {"级别": "正科", "电话": "5"}
    (home / "owners.csv").write_text('name,place,contact,extra\n甲 局,四楼,3,"{""级别"": ""副科""}"\n')
    assert reform("import", "owners.csv").status == 0
    owner = next(one for one in reform("export", "owners", "--json").rows if one["name"] == "甲局")
    assert [owner[key] for key in ("place", "contact", "extra")] == ["四楼", "3", {"级别": "副科"}]


@pytest.mark.parametrize(
    "known", [(), ("--other-names", "甲委"), ("--other-names", "甲委", "--contact", "1")], ids=["new", "known", "full"]
)
def test_two_rows_for_one_owner_by_two_of_its_names(reform, home, known):
    if known:
        reform("owner", "add", "甲局", *known)
    (home / "owners.csv").write_text("name,other_names,place,contact\n甲局,甲委,三楼,\n甲委,,四楼,2\n")
    if known:
        (home / "owners.csv").write_text("name,place\n甲局,三楼\n甲委,四楼\n")
    dry = reform("import", "owners.csv", "--dry-run")
    done = reform("import", "owners.csv")
    assert (dry.status, done.status) == (0, 0), done.err
    assert [(one["name"], one["place"], one["contact"]) for one in reform("export", "owners", "--json").rows] == [
        ("甲局", "三楼", "1" if len(known) > 2 else None if known else "2")
    ]
    assert reform("check").status == 0
    assert reform("undo", "--yes").status == 0 and reform("check").status == 0


def test_the_second_of_two_rows_adds_to_what_the_first_changed(reform, home):
    reform("owner", "add", "甲局", "--other-names", "甲委")
    (home / "owners.csv").write_text("name,place,contact\n甲局,三楼,\n甲委,四楼,2\n")
    assert reform("import", "owners.csv").status == 0
    assert [(one["place"], one["contact"]) for one in reform("export", "owners", "--json").rows] == [("三楼", "2")]
    reform("owner", "edit", "甲局", "--contact", "")
    (home / "owners.csv").write_text("name,place,contact\n甲委,四楼,3\n甲局,五楼,4\n")
    assert reform("import", "owners.csv").status == 0
    assert [(one["place"], one["contact"]) for one in reform("export", "owners", "--json").rows] == [("五楼", "4")]


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        (("甲局,共名", "乙局,共名"), "row 3: 共名 is already a name of 甲局."),
        (("乙局,", "甲局,乙局"), "row 3: There is an owner 乙局 already."),
        (("丙局,", "甲局,丁 委"), "row 3: 丁 委 is already a name of 丁局."),
        (("丁局,丁委", "戊局,丁委"), "row 3: 丁委 is already a name of 丁局."),
        (("丙局,", "丁局,戊局"), "row 3: There is an owner 戊局 already."),
    ],
)
def test_an_import_gives_a_name_to_one_owner_only(reform, home, rows, where):
    reform("owner", "add", "丁局", "--other-names", "丁委")
    reform("owner", "add", "戊局")
    before = reform("export", "--json").out
    (home / "owners.csv").write_text("name,other_names\n" + "".join(f"{row}\n" for row in rows))
    refused = reform("import", "owners.csv", "--new-owner")
    assert refused.status == 1 and where in refused.err and reform("export", "--json").out == before


def test_names_shared_by_other_means_stay_where_a_row_changes_none(county, home):
    connection = sqlite3.connect(county.home / "ledger.db")
    connection.execute("UPDATE owners SET other_names = '[\"共名\"]'")
    connection.commit()
    connection.close()
    (home / "owners.csv").write_text("name,contact\n红安县,1\n")
    assert county("import", "owners.csv").status == 0
    assert county("owner", "edit", "红安县", "--other-names", "医政股").status == 1


def test_a_ring_made_by_other_means_does_not_hang(county):
    connection = sqlite3.connect(county.home / "ledger.db")
    connection.execute("UPDATE owners SET parent = (SELECT number FROM owners WHERE name = '医政股') WHERE number = 1")
    connection.commit()
    connection.close()
    assert len(county("list", "--owner", "县卫健局", "--json").rows) == 3
    for command in (
        ("load",),
        ("status", "--by", "unit"),
        ("owner", "list"),
        ("list", "--kind", "matter", "--owner", "红安县"),
    ):
        assert county(*command).status == 0


def test_filters_mean_an_owner_and_all_that_is_part_of_it(county):
    titles = {name: [row["title"] for row in county("list", "--owner", name, "--json").rows] for name in WHOLES}
    assert titles == {
        "红安县": ["县里", "局里", "股里"],
        "县卫健局": ["局里", "股里"],
        "医政股": ["股里"],
    }
    county("edit", "1", "--leader", "副县长", "--group", "社会体制")
    county("owner", "add", "县长", "--owner-kind", "leader")
    county("owner", "add", "改革办", "--owner-kind", "group")
    for option, part, whole in (("--leader", "副县长", "县长"), ("--group", "社会体制", "改革办")):
        assert county("list", option, whole, "--json").rows == []
        county("owner", "edit", part, "--parent", whole)
        assert [row["ref"] for row in county("list", option, whole, "--json").rows] == ["1"]


@pytest.mark.parametrize("command", [("status", "--by", "unit"), ("load",), ("owner", "list")])
def test_an_owner_that_comes_while_a_report_is_read_does_not_stop_it(county, monkeypatch, command):
    from reformcli.store.ledger import Store

    county("visit", "add", "医政股")
    known = Store.owners
    monkeypatch.setattr(Store, "owners", lambda self: tuple(one for one in known(self) if one.name != "医政股"))
    done = county(*command, "--json")
    assert done.status == 0
    if command != ("owner", "list"):
        open_ = {row.get("unit", row.get("name")): row.get("open", row.get("count")) for row in done.rows}
        assert open_["医政股"] == 1 and open_["红安县"] == 2


def test_a_piece_with_several_parts_of_a_whole_counts_once_in_the_row_of_the_whole(county):
    county("owner", "add", "妇幼股", "--parent", "县卫健局")
    county("edit", "3", "--lead", "医政股,妇幼股")
    rows = county("status", "--by", "unit", "--json").rows
    counted = {row["name"]: row["count"] for row in rows if row["section"] == "by"}
    assert counted == {"红安县": 3, "县卫健局": 2, "医政股": 1, "妇幼股": 1}


def test_caps_are_held_against_what_a_unit_carries_itself(county):
    load_rules(county, "[caps]\nwork = 1\npapers = 2\n" + cap_of_visits(1))
    for unit in ("医政股", "县卫健局"):
        county("visit", "add", unit, "--papers", "台账,总结")
    assert county("load", "--over", "--exit-code").status == 0
    assert {row["unit"]: (row["open"], row["visits"], row["papers"]) for row in county("load", "--json").rows} == {
        "红安县": (3, 2, 4),
        "县卫健局": (2, 2, 4),
        "医政股": (1, 1, 2),
    }
    county("edit", "2", "--with", "医政股")
    county("visit", "add", "红安县")
    county("visit", "add", "红安县", "--papers", "一,二,三")
    rows = county("load", "--over", "--json").rows
    assert {row["unit"]: row["over"] for row in rows} == {"红安县": ["visits", "papers"], "医政股": ["work"]}


def test_a_whole_counts_its_parts_each_piece_once(county):
    county("edit", "3", "--with", "县卫健局")
    status = county("status", "--by", "unit", "--json").rows
    assert [(row["name"], row["count"], row["overdue"]) for row in status if row["section"] == "by"] == [
        ("红安县", 3, 2),
        ("县卫健局", 2, 1),
        ("医政股", 1, 1),
    ]
    load = county("load", "--json").rows
    assert [(row["unit"], row["open"], row["leads"], row["overdue"]) for row in load] == [
        ("红安县", 3, 3, 2),
        ("县卫健局", 2, 2, 1),
        ("医政股", 1, 1, 1),
    ]
    listed = county("owner", "list", "--json").rows
    assert [(row["name"], row["parent"], row["open"], row["overdue"]) for row in listed] == [
        ("红安县", None, 3, 2),
        ("县卫健局", "红安县", 2, 1),
        ("医政股", "县卫健局", 1, 1),
    ]


def test_visits_and_matters_of_parts_count_too(county):
    county("visit", "add", "医政股", "--hours", "2")
    county("add", "漏", "--from", "V1")
    load = {row["unit"]: (row["visits"], row["hours"], row["matters"]) for row in county("load", "--json").rows}
    assert load == dict.fromkeys(WHOLES, (1, 2, 1))
    assert [row["unit"] for row in county("load", "--owner", "县卫健局", "--json").rows] == ["县卫健局", "医政股"]
    for command in (("visit", "list"), ("list", "--kind", "matter")):
        assert len(county(*command, "--owner", "红安县", "--json").rows) == 1


def test_overdue_work_stands_under_who_answers_alone(county):
    rows = county("overdue", "--by", "owner", "--json").rows
    assert [(row["by"], row["ref"]) for row in rows] == [("红安县", "1"), ("医政股", "3")]


def test_a_whole_of_another_kind_has_no_row(county):
    county("owner", "add", "社会体制", "--owner-kind", "group")
    county("owner", "edit", "红安县", "--parent", "社会体制")
    status = county("status", "--by", "unit", "--json").rows
    assert [row["name"] for row in status if row["section"] == "by"] == list(WHOLES)
    assert [row["unit"] for row in county("load", "--json").rows] == list(WHOLES)
    assert county("owner", "list", "--owner-kind", "group", "--json").rows[0]["open"] == 3


def test_a_group_counts_what_its_liaisons_report_where_all_roles_count(reform):
    reform("owner", "add", "社会体制", "--owner-kind", "group")
    reform("owner", "add", "张三", "--owner-kind", "person", "--parent", "社会体制")
    reform("add", "甲", "--liaison", "张三", "--due", "2026-01-01")
    assert [(row["name"], row["open"]) for row in reform("owner", "list", "--json").rows] == [
        ("社会体制", 1),
        ("张三", 1),
    ]
    assert [row["title"] for row in reform("list", "--owner", "社会体制", "--json").rows] == ["甲"]
    status = reform("status", "--by", "group", "--json").rows
    assert [(row["name"], row["count"]) for row in status if row["section"] == "by"] == [(None, 1)]


def test_list_counts_open_and_overdue(reform):
    reform("add", "甲", "--lead", "县教育局", "--due", "2026-01-01")
    reform("add", "乙", "--lead", "县教育局", "--due", "2026-12-31")
    rows = reform("owner", "list", "--json").rows
    assert [(one["name"], one["open"], one["overdue"]) for one in rows] == [("县教育局", 2, 1)]
    assert reform("owner", "list", "--owner-kind", "leader", "--json").rows == []


def test_an_unknown_owner_is_answered_with_those_that_are_close(reform):
    reform("owner", "add", "县卫健局")
    assert reform("owner", "show", "卫健局").err == "reform: There is no owner 卫健局. Did you mean 县卫健局?\n"
    assert reform("overdue", "--owner", "县财政局").status == 1


def test_due_today_is_late_in_no_list(reform):
    reform("add", "甲", "--lead", "县教育局", "--due", "2026-03-15")
    reform("visit", "add", "县教育局")
    reform("add", "x", "--from", "V1", "--due", "2026-03-15")
    assert [(row["open"], row["overdue"]) for row in reform("owner", "list", "--json").rows] == [(2, 0)]
    assert reform("list", "--kind", "matter", "--json").rows[0]["days_late"] is None
    assert reform("list", "--kind", "matter", "--today", "2026-03-16", "--json").rows[0]["days_late"] == 1


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


def test_a_class_that_no_other_unit_is_of_is_told(reform):
    assert reform("owner", "add", "县教育局", "--category", "county body").err == ""
    told = reform("owner", "add", "县财政局", "--category", "县直")
    assert told.err == "县直 is a class of its own so far; there are: county, township.\n"
    assert reform("owner", "add", "县民政局", "--category", "县直").err == ""


def test_a_command_that_is_shown_can_be_run_as_it_stands(reform):
    reform("owner", "add", "Jo Smith")
    reform("owner", "add", "县教育局")
    assert "`reform owner edit 'Jo Smith'`" in reform("owner", "add", "jo smith").err
    assert "`reform owner edit 县教育局`" in reform("owner", "add", "县教育局").err
