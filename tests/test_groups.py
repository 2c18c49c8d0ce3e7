"""Groups beside each other: claims by date, rank with ties, what is broken down, the four marks."""

import pytest


@pytest.fixture
def groups(reform):
    """Three groups: the first two have finished half of what they claimed, the third nothing."""
    for group in ("甲组", "乙组", "丙组"):
        for n in (1, 2):
            reform("add", f"{group}{n}", "--group", group, "--lead", "县委办", "--due", f"2026-0{2 * n}-28")
    for ref in ("1", "3"):
        reform("done", ref, "--on", "2026-02-01")
    reform("add", "步", "--to", "2", "--due", "2026-03-01")
    reform("owner", "edit", "甲组", "--place", "县委大院", "--rules", "细则", "--platform", "专班")
    reform("owner", "add", "张三", "--owner-kind", "person", "--parent", "甲组")
    return reform


def parts(reform, by, *options):
    rows = reform("status", "--by", by, "--json", *options).rows
    return {row["name"]: row for row in rows if row["section"] == "by"}


def test_equal_shares_have_one_place_and_the_next_is_left_out(groups):
    found = parts(groups, "group")
    assert {name: (row["count"], row["done"], row["rank"]) for name, row in found.items()} == {
        "甲组": (2, 1, 1),
        "乙组": (2, 1, 1),
        "丙组": (2, 0, 3),
    }
    assert {row["rank"] for row in parts(groups, "source").values()} == {1}


def test_broken_down_lights_and_late(groups):
    found = parts(groups, "group")
    assert (found["甲组"]["broken_down"], found["甲组"]["overdue"], found["甲组"]["red"]) == (1, 1, 1)
    assert (found["丙组"]["broken_down"], found["丙组"]["overdue"], found["丙组"]["red"]) == (0, 1, 1)


def test_the_four_marks(groups):
    found = parts(groups, "group")
    assert found["甲组"]["lacks"] == []
    assert found["乙组"]["lacks"] == ["person", "place", "rules", "platform"]
    assert parts(groups, "unit")["县委办"]["lacks"] == ["person"]
    groups("owner", "edit", "张三", "--valid-to", "2026-03-01")
    assert parts(groups, "group")["甲组"]["lacks"] == ["person"]
    shown = groups("status", "--by", "group", "--lang", "zh").out
    assert "名次" in shown and "人员、场所、制度、平台" in shown


def test_a_claim_has_its_day(groups):
    groups("add", "没人认领", "--lead", "县委办", "--due", "2026-12-31")
    unclaimed = groups("coverage", "--check", "no-group", "--json").rows
    assert [row["ref"] for row in unclaimed] == ["7"]
    groups("edit", "7", "--group", "丙组")
    assert groups("coverage", "--check", "no-group", "--json").rows == []
    assert [
        row["ref"] for row in groups("coverage", "--check", "no-group", "--today", "2026-03-14", "--json").rows
    ] == ["7"]
    duties = groups("export", "duties", "--json").rows
    assert [row["valid_from"] for row in duties if row["project"] == 7 and row["role"] == "group"] == ["2026-03-15"]
    assert parts(groups, "group")["丙组"]["count"] == 3
    assert parts(groups, "group", "--today", "2026-03-14")["丙组"]["count"] == 2
