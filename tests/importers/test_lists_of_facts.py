"""Lists of what was adopted, of honours and of small reforms, as offices keep them, become those nouns."""

import openpyxl
import pytest

ADOPTED = """红安县改革信息采用情况统计表,,,,,,,
（2025年）,,,,,,,
序号,信息标题,报送单位,报送时间,采用刊物,期数,采用级别,采用时间
1,积分超市做法,七里坪镇,2025-05-20,黄冈改革,18,市级,2025-06-01
2,积分超市做法,七里坪镇,2025-05-20,湖北改革,31,省部级,2025.6.10
3,县管校聘做法,县教育局,2025-06-20,湖北改革,33,国家级,7月1日
4,未采用的一条,县民政局,2025-07-02,,,,
合计,,,,,,,3
注：截至7月,,,,,,,
"""

HONOURS = """序号,荣誉名称,获奖单位,授予单位,获奖时间,级别,表彰文号,荣誉类别
1,全国农业产业强镇,二程镇,农业农村部,2025-09-01,国家级,农产发〔2025〕3号,集体
"""

IDEAS = """微改革名称,申报单位,申报时间,解决问题,主要做法,试点地点,取得成效
门前三包积分,城关镇,2025-06-01,占道经营,积分管理,"胜利街、和平街",
"""


def brought_in(reform, home, name, text, *options):
    (home / name).write_text(text, encoding="utf-8")
    answer = reform("import", name, "--new-owner", *options)
    assert answer.status == 0, answer.err
    return answer


def exported(reform, plural):
    return reform("export", plural, "--json").rows


def test_what_was_adopted_is_told_by_its_headings(reform, home):
    told = brought_in(reform, home, "清单.csv", ADOPTED)
    assert "rows left out, which are no items: 8, 9" in told.err
    submissions = exported(reform, "submissions")
    assert [(one["title"], one["owner"], one["date"]) for one in submissions] == [
        ("积分超市做法", "七里坪镇", "2025-05-20"),
        ("县管校聘做法", "县教育局", "2025-06-20"),
        ("未采用的一条", "县民政局", "2025-07-02"),
    ]
    assert [
        (one["submission"], one["journal"], one["issue"], one["level"], one["date"], one["kind"])
        for one in exported(reform, "adoptions")
    ] == [
        (1, "黄冈改革", "18", "city", "2025-06-01", "printed"),
        (1, "湖北改革", "31", "province", "2025-06-10", "printed"),
        (2, "湖北改革", "33", "centre", "2025-07-01", "printed"),
    ]
    assert all(not one["extra"] for one in submissions)


def test_the_same_list_again_adds_nothing(reform, home):
    for name, text in (("信息采用.csv", ADOPTED), ("荣誉.csv", HONOURS), ("微改革.csv", IDEAS)):
        brought_in(reform, home, name, text)
        again = reform("import", name, "--json").rows
        assert all(row["added"] == row["changed"] == 0 for row in again), again
    assert reform("check").status == 0


def test_a_list_without_days_is_found_again_by_title_and_writer(reform, home):
    text = "信息标题,报送单位,刊物名称,采用时间\n某条,县教育局,湖北改革,2025-05-01\n某条,县教育局,黄冈改革,2025-05-02\n"
    brought_in(reform, home, "信息采用.csv", text)
    assert len(exported(reform, "submissions")) == 1 and len(exported(reform, "adoptions")) == 2
    assert exported(reform, "submissions")[0]["date"] is None
    assert all(row["added"] == 0 for row in reform("import", "信息采用.csv", "--json").rows)


def test_a_day_without_year_is_of_the_lists_year_or_in_doubt(reform, home):
    text = "信息标题,报送单位,报送时间\n某条,县教育局,5月1日\n"
    told = brought_in(reform, home, "2024年信息报送.csv", text)
    assert exported(reform, "submissions")[0]["date"] == "2024-05-01" and "names no year" not in told.err
    strict = (home / "信息报送.csv").write_text(text.replace("某条", "另一条").replace("5月", "2月"), encoding="utf-8")
    assert strict and reform("import", "信息报送.csv", "--strict").status != 0
    told = reform("import", "信息报送.csv")
    assert "2月1日 names no year; read as 2026年2月1日" in told.err
    assert exported(reform, "submissions")[1]["date"] == "2026-02-01"


def test_somebody_whose_instruction_it_is(reform, home):
    text = "信息标题,报送单位,报送时间,批示人,级别,采用时间\n某条,县教育局,2025-05-01,市长,市级,2025-05-04\n"
    brought_in(reform, home, "信息采用.csv", text)
    (adoption,) = exported(reform, "adoptions")
    assert (adoption["kind"], adoption["by"], adoption["level"]) == ("instruction", "市长", "city")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("信息标题,报送单位,报送时间,采用刊物,采用时间\n甲,乙局,2025-05-02,丙刊,2025-05-01\n", "is before 2025-05-02"),
        ("信息标题,报送单位,报送时间,采用刊物,采用时间\n甲,乙局,2025-05-02,丙刊,\n", "is missing"),
        ("信息标题,报送单位,报送时间\n甲,乙局,2026-05-02\n", "has not come yet"),
        ("信息标题,报送单位,采用级别,采用时间\n甲,乙局,村级,2025-05-02\n", "cannot be '村级'"),
    ],
)
def test_what_cannot_be_is_refused_with_its_row(reform, home, text, what):
    (home / "信息采用.csv").write_text(text, encoding="utf-8")
    answer = reform("import", "信息采用.csv", "--new-owner")
    assert answer.status != 0 and what in answer.err and "row 2" in answer.err, answer.err
    assert exported(reform, "submissions") == []


def test_honours_are_awards_unless_a_column_says_more(reform, home):
    told = brought_in(reform, home, "荣誉台账.csv", HONOURS)
    assert "no column for Kind; taken as award" in told.err
    (event,) = exported(reform, "events")
    assert (event["kind"], event["level"], event["owners"], event["with_whom"], event["document"]) == (
        "award",
        "centre",
        ["二程镇"],
        "农业农村部",
        "农产发〔2025〕3号",
    )
    assert event["extra"] == {"荣誉类别": "集体"}
    brought_in(reform, home, "大事记.csv", "名称,种类,日期\n党校讲座,讲座,2025-03-01\n现场会,现场推进会,2025-04-01\n")
    assert [one["kind"] for one in exported(reform, "events")[1:]] == ["talk", "on-site"]


def test_a_list_that_names_no_award_is_none(reform, home):
    """Without a name or a kind, a title and a day say nothing of an event."""
    (home / "清单.csv").write_text("名称,日期\n某事,2025-03-01\n", encoding="utf-8")
    reform("import", "清单.csv", "--new-owner")
    assert exported(reform, "events") == []


def test_applications_become_ideas_that_go_on_from_there(reform, home):
    brought_in(reform, home, "微改革申报表.csv", IDEAS)
    (idea,) = exported(reform, "ideas")
    assert (idea["title"], idea["owner"], idea["opened"], idea["problem"], idea["approach"], idea["places"]) == (
        "门前三包积分",
        "城关镇",
        "2025-06-01",
        "占道经营",
        "积分管理",
        ["胜利街", "和平街"],
    )
    assert (idea["state"], idea["process"], idea["stage"]) == ("planned", "idea", None)
    assert reform("stage", "I1", "approve").status == 0


def test_a_sheet_of_a_workbook_and_as(reform, home):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for line in ADOPTED.splitlines()[:7]:
        sheet.append(line.split(","))
    book.save(home / "信息采用.xlsx")
    assert reform("import", "信息采用.xlsx", "--new-owner").status == 0
    assert len(exported(reform, "adoptions")) == 3
    (home / "a.csv").write_text("标题,供稿单位,备注\n丁,县教育局,无\n", encoding="utf-8")
    assert reform("import", "a.csv", "--as", "submissions").status == 0
    assert exported(reform, "submissions")[-1]["title"] == "丁"


MARKS = """红安县改革工作加减分登记表,,,,,
序号,单位,加减分类别,加减分事由,分值,加减分日期
1,县教育局,加分,点题汇报充分,1,2025-05-12
2,县供销社,减分,任务推进迟缓,1,2025-08-31
3,县医保局,批评,推进迟缓,-1,2025-08-31
合计,,,,,
"""


def test_points_that_were_given_and_taken_are_marks(reform, home):
    brought_in(reform, home, "加减分.csv", MARKS)
    marks = exported(reform, "marks")
    assert [(one["rule"], one["owner"], one["date"], one["points"], one["reason"]) for one in marks] == [
        ("praise", "县教育局", "2025-05-12", None, "点题汇报充分"),
        ("criticism", "县供销社", "2025-08-31", None, "任务推进迟缓"),
        ("criticism", "县医保局", "2025-08-31", None, "推进迟缓"),
    ]
    again = reform("import", "加减分.csv", "--json").rows
    assert all(row["added"] == row["changed"] == 0 for row in again)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("充分,1,", "充分,2,", "The rule praise gives 1, the list says 2."),
        ("加分,点题", "加分,,", "need a reason"),
        ("1,县教育局,加分", "1,县教育局,游泳", "There is no rule 游泳."),
        ("1,县教育局,加分", "1,县教育局,逾期", "There is no rule 逾期."),
        ("2025-05-12", "2027-05-12", "has not come yet"),
    ],
)
def test_points_that_no_rule_gives_are_left_out(reform, home, before, after, what):
    text = MARKS.replace(before, after)
    if after.endswith(",,"):
        text = text.replace(",,汇报充分,", ",,")
    (home / "加减分.csv").write_text(text, encoding="utf-8")
    refused = reform("import", "加减分.csv", "--new-owner")
    assert refused.status != 0 and what in refused.err, refused.err
    assert exported(reform, "marks") == []


def test_a_list_without_days_asks_which_of_several_it_means(reform, home):
    for day in ("2025-05-01", "2025-06-01"):
        brought_in(reform, home, "信息报送.csv", f"信息标题,报送单位,报送时间\n某条,县教育局,{day}\n")
    (home / "信息采用.csv").write_text(
        "信息标题,报送单位,刊物名称,采用时间\n某条,县教育局,丙刊,2025-07-01\n", encoding="utf-8"
    )
    answer = reform("import", "信息采用.csv")
    assert answer.status != 0 and "There are 2 submissions of this title and owner" in answer.err


def test_a_name_of_two_years_tells_none(reform, home):
    told = brought_in(reform, home, "2024-2025 信息报送.csv", "信息标题,报送单位,报送时间\n某条,县教育局,2月1日\n")
    assert "2月1日 names no year; read as 2026年2月1日" in told.err
