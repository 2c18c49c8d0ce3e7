"""Visits and findings, from the visit to the look-back."""


def test_from_visit_to_close_out_and_relapse(reform):
    reform("add", "义务教师“县管校聘”改革", "--lead", "县教育局")
    assert (
        reform("visit", "add", "县教育局", "--purpose", "help", "--projects", "1", "--visitors", "张三、李四").status
        == 0
    )
    assert reform("finding", "add", "台账更新不及时", "--visit", "V1", "--due", "2026-03-10").status == 0
    finding = reform("export", "findings", "--json").rows[0]
    assert (finding["owner"], finding["project"], finding["visit"]) == ("县教育局", 1, 1)
    assert reform("finding", "list", "--json").rows[0]["days_late"] == 5
    assert reform("finding", "fix", "F1", "--on", "2026-03-12", "--evidence", "整改报告").status == 0
    assert reform("finding", "look-back", "F1").status == 1
    assert reform("finding", "close", "F1", "--evidence", "现场查看").status == 0
    assert reform("finding", "list", "--json").rows == []
    assert reform("finding", "look-back", "F1").status == 0
    assert reform("finding", "add", "又不更新", "--relapse-of", "F1", "--owner", "县教育局").status == 0
    kept = reform("export", "findings", "--json").rows
    assert (kept[0]["state"], kept[0]["fixed"], kept[0]["closed"]) == ("closed", "2026-03-12", "2026-03-15")
    assert kept[1]["relapse_of"] == 1


def test_a_visit_does_not_lie_in_the_future(reform):
    assert reform("visit", "add", "县教育局", "--date", "2026-03-16").status == 2
    assert reform("export", "visits", "--json").rows == []


def test_a_visit_to_a_project_that_is_not_there(reform):
    refused = reform("visit", "add", "县教育局", "--projects", "7")
    assert refused.status == 1 and "There is no project 7." in refused.err
    assert reform("export", "owners", "--json").rows == []


def test_papers_asked_for_on_a_visit(reform):
    assert reform("visit", "add", "县教育局", "--papers", "实施方案,半年总结").status == 0
    assert reform("visit", "list", "--json").rows[0]["papers"] == ["实施方案", "半年总结"]
    assert "半年总结" in reform("visit", "show", "V1").out


def test_visits_are_listed_newest_first_and_by_unit(reform):
    reform("visit", "add", "县教育局", "--date", "2026-01-10")
    reform("visit", "add", "县财政局", "--date", "2026-02-10")
    assert [one["ref"] for one in reform("visit", "list", "--json").rows] == ["V2", "V1"]
    assert [one["ref"] for one in reform("visit", "list", "--owner", "县教育局", "--json").rows] == ["V1"]
    assert "县教育局" in reform("visit", "show", "v1").out
