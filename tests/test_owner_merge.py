"""Merging owners: what was entered twice becomes one, with all that refers to it, and can be taken apart again."""

import pytest

from reformcli.model.noun import nouns


@pytest.fixture
def twice(reform):
    """A bureau that was entered twice, each with duties, a matter, a visit and an office of its own."""
    reform("owner", "add", "红安县")
    reform("owner", "add", "县卫健局", "--short-name", "卫健局", "--contact", "8888")
    reform(
        *(
            "owner",
            "add",
            "卫生健康局",
            "--short-name",
            "卫健",
            "--other-names",
            "县卫健委,县卫生局",
            "--parent",
            "红安县",
        ),
        *("--contact", "9999", "--place", "三楼"),
    )
    reform("owner", "add", "医政股", "--parent", "县卫健局")
    reform("owner", "add", "妇幼股", "--parent", "卫生健康局")
    reform("add", "甲", "--lead", "县卫健局", "--due", "2026-06-30")
    reform("add", "乙", "--lead", "卫生健康局", "--with", "县卫健局", "--due", "2026-06-30")
    for owner in ("县卫健局", "卫生健康局"):
        assert reform("visit", "add", owner, "--held-by", owner).status == 0
        matter = ("add", "漏", "--kind", "finding", "--lead", owner, "--with", "卫生健康局", "--raised-by", owner)
        assert reform(*matter).status == 0
    return reform


def merge(reform, *argv):
    return reform("owner", "merge", "卫生健康局", "县卫健局", "--yes", *argv)


def everything(reform):
    return {kind.plural: reform("export", kind.plural, "--csv").out for kind in nouns()}


def owner(reform, name):
    return next(one for one in reform("export", "owners", "--json").rows if one["name"] == name)


def test_everything_that_referred_to_the_first_refers_to_the_second(twice):
    assert merge(twice).status == 0
    for kind in nouns():
        keys = [field.key for field in kind.references if field.to == "owner"]
        cells = [one[key] for one in twice("export", kind.plural, "--json").rows for key in keys]
        named = [name for cell in cells for name in (cell if isinstance(cell, list) else [cell])]
        assert "卫生健康局" not in named
        if kind.key in ("duty", "visit", "matter"):
            assert named and set(named) == {"县卫健局"}
    assert owner(twice, "妇幼股")["parent"] == owner(twice, "医政股")["parent"] == "县卫健局"
    assert "卫生健康局" not in [one["name"] for one in twice("owner", "list", "--json").rows]


def test_the_second_takes_what_it_does_not_know_and_keeps_the_rest(twice):
    merge(twice)
    merged = owner(twice, "县卫健局")
    assert (merged["short_name"], merged["contact"], merged["place"], merged["parent"]) == (
        "卫健局",
        "8888",
        "三楼",
        "红安县",
    )
    assert merged["other_names"] == ["卫生健康局", "卫健", "县卫健委", "县卫生局"]


def test_names_are_kept_once(reform):
    reform("owner", "add", "县卫健局")
    reform("owner", "add", "卫健委", "--short-name", "卫健", "--other-names", "县医疗局,县 医疗局,ABC")
    merged = reform("owner", "merge", "卫健委", "县卫健局", "--yes")
    assert merged.status == 0
    known = owner(reform, "县卫健局")
    assert (known["short_name"], known["other_names"]) == ("卫健", ["卫健委", "县 医疗局", "ABC"])


def test_what_both_have_is_kept_once_and_other_columns_are_joined(reform, home):
    (home / "in").mkdir()
    (home / "in" / "owners.csv").write_text(
        'name,other_names,extra.级别,extra.电话\n甲局,"旧名,前名",正科,1\n乙局,新名,,2\n'
    )
    (home / "in" / "projects.csv").write_text("number,title\n1,甲\n")
    (home / "in" / "duties.csv").write_text(
        "project,owner,role,extra.依据,extra.页\n1,甲局,lead,文件,1\n1,乙局,lead,,2\n"
    )
    assert reform("import", "in").status == 0
    assert reform("owner", "merge", "甲局", "乙局", "--yes").status == 0
    merged = owner(reform, "乙局")
    assert merged["other_names"] == ["新名", "甲局", "旧名", "前名"]
    assert merged["extra"] == {"级别": "正科", "电话": "2"}
    assert [one["extra"] for one in reform("export", "duties", "--json").rows] == [{"依据": "文件", "页": "2"}]


def test_the_name_is_understood_everywhere(twice, home):
    merge(twice)
    for name in ("卫生健康局", "卫健", "县卫健委"):
        assert len(twice("list", "--owner", name, "--json").rows) == 2
    twice("add", "丙", "--lead", "卫生健康局")
    (home / "owners.csv").write_text("name,contact\n卫生健康局,7777\n")
    assert twice("import", "owners.csv").status == 0
    assert owner(twice, "县卫健局")["contact"] == "8888"
    assert [one["name"] for one in twice("owner", "list", "--json").rows] == ["红安县", "县卫健局", "医政股", "妇幼股"]
    assert twice("list", "--where", "number=3", "--json").rows[0]["lead"] == ["县卫健局"]


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [
        ((None, "2026-02-28"), ("2026-02-01", None), [(None, None)]),
        ((None, "2026-01-31"), ("2026-02-01", "2026-03-31"), [(None, "2026-03-31")]),
        (("2026-02-01", "2026-03-31"), (None, "2026-01-31"), [(None, "2026-03-31")]),
        (("2026-01-01", "2026-12-31"), ("2026-02-01", "2026-03-31"), [("2026-01-01", "2026-12-31")]),
        ((None, "2026-01-30"), ("2026-02-01", None), [(None, "2026-01-30"), ("2026-02-01", None)]),
    ],
)
def test_the_same_duties_become_one_where_they_meet(reform, home, first, second, merged):
    (home / "in").mkdir()
    (home / "in" / "projects.csv").write_text("number,title\n1,甲\n")
    rows = "".join(
        f"1,{name},lead,{start or ''},{end or ''}\n" for name, (start, end) in (("甲局", first), ("乙局", second))
    )
    (home / "in" / "duties.csv").write_text(f"project,owner,role,valid_from,valid_to\n{rows}")
    assert reform("import", "in").status == 0
    before = everything(reform)
    assert reform("owner", "merge", "甲局", "乙局", "--yes").status == 0
    duties = [(one["owner"], one["valid_from"], one["valid_to"]) for one in reform("export", "duties", "--json").rows]
    assert sorted(duties, key=str) == sorted((("乙局", *period) for period in merged), key=str)
    assert reform("check").status == 0
    reform("undo", "--yes")
    assert everything(reform) == before


def test_undo_gives_back_every_export_byte_for_byte(twice):
    before = everything(twice)
    assert merge(twice).status == 0
    assert everything(twice) != before
    assert twice("check").status == 0
    assert twice("undo", "--yes").status == 0
    assert everything(twice) == before
    assert twice("check").status == 0


def test_a_dry_run_says_what_would_be(twice):
    before = everything(twice)
    shown = twice("owner", "merge", "卫生健康局", "县卫健局", "--dry-run")
    assert shown.status == 0 and "Would remove 卫生健康局" in shown.out and "Nothing was recorded." in shown.err
    assert everything(twice) == before
    done = merge(twice)
    assert done.out == shown.out.replace("Would change", "Changed").replace("Would remove", "Removed")


def test_it_asks_first(twice):
    refused = twice("owner", "merge", "卫生健康局", "县卫健局")
    assert refused.status == 2 and "Make 卫生健康局 another name of 县卫健局?" in refused.err
    assert owner(twice, "卫生健康局")


@pytest.mark.parametrize(
    "names", [("县卫健局", "县卫健局"), ("卫健局", "县卫健局"), ("县卫健局", "副县长"), ("县卫健局", "x")]
)
def test_owners_that_cannot_be_one(twice, names):
    twice("owner", "add", "副县长", "--owner-kind", "leader")
    before = everything(twice)
    refused = twice("owner", "merge", *names, "--yes")
    assert refused.status == 1 and refused.err.startswith("reform: ") and everything(twice) == before


@pytest.mark.parametrize(
    ("old", "new", "parents"),
    [
        ("局", "股", {"县": None, "股": "县", "员": "股"}),
        ("股", "局", {"县": None, "局": "县", "员": "局"}),
        ("县", "股", {"局": "股", "股": None, "员": "股"}),
        ("股", "县", {"县": None, "局": "县", "员": "县"}),
        ("员", "县", {"县": None, "局": "县", "股": "局"}),
        ("县", "员", {"局": "员", "股": "局", "员": None}),
    ],
)
def test_a_part_and_its_whole_become_one_without_a_ring(reform, old, new, parents):
    for name, parent in (("县", None), ("局", "县"), ("股", "局"), ("员", "股")):
        reform("owner", "add", name, *(("--parent", parent) if parent else ()))
    before = everything(reform)
    assert reform("owner", "merge", old, new, "--yes").status == 0
    assert {one["name"]: one["parent"] for one in reform("export", "owners", "--json").rows} == parents
    assert reform("check").status == 0
    reform("undo", "--yes")
    assert everything(reform) == before


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [
        ("lead,,", "supporting,,", [("lead", None, None)]),
        ("supporting,,", "lead,,", [("lead", None, None)]),
        ("lead,2026-02-01,2026-02-28", "supporting,,2026-02-10", ["lead", ("supporting", None, "2026-01-31")]),
        ("supporting,2026-02-10,", "lead,2026-02-01,2026-02-28", ["lead", ("supporting", "2026-03-01", None)]),
        (
            "responsible,2026-02-01,2026-02-28",
            "supporting,,",
            ["responsible", ("supporting", "2026-03-01", None), ("supporting", None, "2026-01-31")],
        ),
        ("lead,2026-02-01,2026-02-28", "supporting,2026-02-28,", ["lead", ("supporting", "2026-03-01", None)]),
        ("lead,2026-02-01,2026-02-28", "supporting,,2026-02-01", ["lead", ("supporting", None, "2026-01-31")]),
        ("liaison,,", "lead,,", [("lead", None, None), ("liaison", None, None)]),
    ],
)
def test_of_two_roles_of_units_at_once_the_higher_one_stays(reform, home, first, second, merged):
    (home / "in").mkdir()
    (home / "in" / "projects.csv").write_text("number,title\n1,甲\n")
    (home / "in" / "duties.csv").write_text(
        f"project,owner,role,valid_from,valid_to\n1,甲局,{first}\n1,乙局,{second}\n"
    )
    assert reform("import", "in").status == 0
    before = everything(reform)
    assert reform("owner", "merge", "甲局", "乙局", "--yes").status == 0
    rows = reform("export", "duties", "--json").rows
    duties = [(one["role"], one["valid_from"], one["valid_to"]) for one in rows if one["owner"] == "乙局"]
    expected = [(one, "2026-02-01", "2026-02-28") if isinstance(one, str) else one for one in merged]
    assert sorted(duties, key=str) == sorted(expected, key=str) and len(rows) == len(duties)
    assert reform("check").status == 0
    reform("undo", "--yes")
    assert everything(reform) == before


def test_a_name_that_holds_a_comma_does_not_become_another_name(reform, home):
    reform("owner", "add", "Water Bureau")
    (home / "owners.csv").write_text('name,short_name,other_names\n"Water, Roads",WR,Roads\n')
    assert reform("import", "owners.csv", "--new-owner").status == 0
    done = reform("owner", "merge", "Water, Roads", "Water Bureau", "--yes")
    assert done.status == 0 and "Water, Roads and Water Bureau are one now." in done.err
    assert "Water, Roads cannot be another name, since it holds a mark that stands between names." in done.err
    merged = owner(reform, "Water Bureau")
    assert (merged["short_name"], merged["other_names"]) == ("WR", ["Roads"])
    exported = reform("export", "owners", "--csv", "-o", "again.csv")
    assert exported.status == 0
    before = reform("export", "owners", "--csv").out
    assert reform("import", "again.csv").status == 0 and reform("export", "owners", "--csv").out == before
    reform("owner", "add", "Bureau of Water")
    done = reform("owner", "merge", "Water Bureau", "Bureau of Water", "--yes")
    assert done.err == "Water Bureau is another name of Bureau of Water now.\n"
