"""Rectification lists as offices keep them: they come in as matters, by themselves or as what a visit found."""

import pytest

LIST = """序号,发现问题,整改责任单位,责任人,涉及项目,整改措施,整改时限,整改进展,是否销号,销号时间
1,台账更新不及时,县人社局,张三,老旧小区改造,每周更新,2026年3月底,正在整改,×,
2,公示栏未设置,县住建局,李四,某某工程,立即设置,2026年3月10日,已完成,√,2026年3月9日
3,资料缺失,,,,补齐资料,立行立改,,否,
4,群众不知晓,城关镇,赵六,老旧小区改造,入户宣传,长期坚持,已整改,是,
"""


@pytest.fixture
def visited(reform, home):
    """A project of one unit, and a visit to see it; a list of what was found."""
    reform("add", "老旧小区改造", "--lead", "县住建局", "--due", "2026-12-31")
    reform("visit", "add", "县住建局", "--projects", "1", "--date", "2026-03-01")
    (home / "list.csv").write_text(LIST, encoding="utf-8")
    return reform


def matters(reform, *keys):
    return [tuple(row[key] for key in keys) for row in reform("export", "matters", "--json").rows]


def stages(reform):
    return [
        tuple(row[key] for key in ("about", "key", "date", "result", "by"))
        for row in reform("export", "stages", "--json").rows
    ]


@pytest.mark.parametrize("source", [(), ("--from", "V1")])
def test_a_list_comes_in_as_matters(visited, source):
    taken = visited("import", "list.csv", *source, "--new-owner")
    assert taken.status == 0, taken.err
    assert matters(visited, "title", "kind", "owner", "project", "measures", "due", "state", "done") == [
        ("台账更新不及时", "finding", "县人社局", 1, "每周更新", "2026-03-31", "started", None),
        ("公示栏未设置", "finding", "县住建局", None, "立即设置", "2026-03-10", "done", "2026-03-09"),
        ("资料缺失", "finding", "县住建局" if source else None, None, "补齐资料", None, "planned", None),
        ("群众不知晓", "finding", "城关镇", 1, "入户宣传", None, "done", None),
    ]
    extra = [row["extra"] for row in visited("export", "matters", "--json").rows]
    assert "张三" in str(extra[0]) and "某某工程" in str(extra[1]) and "没有项目" not in str(extra)
    assert "某某工程" in taken.err
    assert {row[0] for row in matters(visited, "source")} == {"V1" if source else None}
    assert matters(visited, "opened")[0] == ("2026-03-01" if source else None,)
    assert stages(visited) == [("F2", "close", "2026-03-09", "passed", None)]
    assert visited("check").status == 0
    again = visited("import", "list.csv", *source, "--json", "--new-owner")
    assert {row["noun"]: row["added"] for row in again.rows}["matter"] == 0
    assert len(matters(visited, "title")) == 4 and len(stages(visited)) == 1


def test_what_a_list_closed_goes_on_as_any_matter(visited):
    """Nobody knows through which stages it went: it has the process of what was there before."""
    visited("import", "list.csv", "--from", "V1", "--new-owner")
    assert matters(visited, "process", "stage")[1:] == [
        ("finding-before", "close"),
        ("finding", None),
        ("finding-before", None),
    ]
    assert visited("stage", "F2", "look-back").status == 0
    assert visited("reopen", "F4", "--reason", "仍不知晓").status == 0
    assert visited("done", "F4", "--on", "2026-03-15").status == 0
    assert visited("reopen", "F2", "--reason", "反弹").status == 0
    assert matters(visited, "state", "stage", "done") == [
        ("started", None, None),
        ("started", None, None),
        ("planned", None, None),
        ("done", "close", "2026-03-15"),
    ]
    assert visited("check").status == 0
    assert visited("stage", "F1", "measures").status == 0


def test_the_day_that_a_list_did_not_have_is_recorded_later(visited):
    visited("import", "list.csv", "--from", "V1", "--new-owner")
    assert visited("stage", "F4", "close", "--on", "2026-03-12").status == 0
    assert matters(visited, "state", "stage", "done")[3] == ("done", "close", "2026-03-12")
    assert visited("check").status == 0


def test_a_list_does_not_close_what_its_stages_say_is_open(visited, home):
    """The list of next month has it closed; which stages it passed only the office can say."""
    visited("import", "list.csv", "--from", "V1", "--new-owner")
    visited("stage", "F1", "measures", "--on", "2026-03-05")
    (home / "list.csv").write_text(LIST.replace("正在整改,×,", "已完成,√,2026年3月12日"), encoding="utf-8")
    told = visited("import", "list.csv", "--from", "V1")
    assert told.status == 0
    assert "The list has it done; its stages say in hand, which stays. Try `reform stage F1`." in told.err
    assert matters(visited, "state", "stage", "done")[0] == ("started", "measures", None)
    assert visited("check").status == 0
    assert visited("import", "list.csv", "--from", "V1", "--strict").status == 2
    chinese = visited("import", "list.csv", "--from", "V1", "--lang", "zh").err
    assert "清单写“已完成”，其环节为“推进中”" in chinese


def test_what_a_list_gives_no_time_limit_has_that_of_the_rules(visited, home):
    """It counts from the day of the visit, and is told; nothing counts where no day is known, or all is done."""
    rows = "发现问题,整改责任单位,整改时限,是否销号\n甲,县住建局,,×\n乙,县住建局,,√\n丙,县住建局,长期坚持,×\n"
    (home / "list.csv").write_text(rows, encoding="utf-8")
    told = visited("import", "list.csv", "--from", "V1")
    assert told.err.count("by the rule limit.finding, within 30 days, it is due on 2026-03-31") == 1
    assert matters(visited, "title", "due", "due_said", "due_first") == [
        ("甲", "2026-03-31", "within 30 days", "2026-03-31"),
        ("乙", None, None, None),
        ("丙", None, "长期坚持", None),
    ]
    again = visited("import", "list.csv", "--from", "V1", "--json")
    assert {row["noun"]: row["changed"] for row in again.rows}["matter"] == 0
    (home / "other.csv").write_text(rows.replace("甲", "丁"), encoding="utf-8")
    assert "limit.finding" not in visited("import", "other.csv").err


def test_what_was_closed_before_it_was_found_is_doubted(visited, home):
    (home / "list.csv").write_text(LIST.replace("2026年3月9日", "2026年2月20日"), encoding="utf-8")
    told = visited("import", "list.csv", "--from", "V1", "--new-owner")
    assert "2026-02-20 is before 2026-03-01, when 公示栏未设置 began." in told.err


@pytest.mark.parametrize("rows", ["matters", "stages"])
def test_rows_of_the_ledger_s_own_that_contradict_stages_are_doubted(visited, home, rows):
    visited("add", "漏", "--from", "V1")
    visited("stage", "F1", "measures", "--on", "2026-03-05")
    visited("done", "F1", "--reported", "--on", "2026-03-06")
    assert visited("export", "matters", "--csv", "-o", "matters.csv").status == 0
    assert visited("export", "stages", "--csv", "-o", "stages.csv").status == 0
    assert visited("undo", "--yes").status == 0
    told = visited("import", f"{rows}.csv")
    assert told.status == 0 and "by its stages it is" in told.err, told
    assert visited("check").status == 4
    assert "by its stages" not in visited("import", "matters.csv", "stages.csv").err
    assert visited("check").status == 0
