"""The kinds of list that offices keep, each with what makes it hard."""

from datetime import date

import pytest
from openpyxl import load_workbook

from tests.importers.books import answering, book, facts, rows_of

BREAKDOWN = {
    "封面": [["岚川县深化改革工作台账"], [None], ["二〇二六年三月"]],
    "任务分解": [
        ["附件2"],
        ["岚川县2026年改革任务分解表"],
        [None],
        ["序号", "改革任务", "主要举措", "成果形式", "牵头单位", "责任单位", "完成时限", "备注"],
        ["一、经济体制改革（2项）"],
        [1, "投融资改革", "制定实施方案", "方案", "县发改局", "县财政局、县人社局", "3月底前", None],
        [None, None, "建立项目储备库", "制度", None, "县财政局", "6月底前", "重点"],
        [None, None, "开展试点", "试点经验", None, "县财政局", "年底前", None],
        [2, "国企改革", "出台管理办法", "办法", "县国资局", "县财政局", "9月底前", None],
        ["小计", None, "4项"],
        ["序号", "改革任务", "主要举措", "成果形式", "牵头单位", "责任单位", "完成时限", "备注"],
        ["二、社会体制改革"],
        [3, "医保支付改革", "落实按病种付费", "制度", "县医保局", "县卫健局", "长期坚持", None],
        [None, None, "建立评价机制", "机制", None, "县卫健局", "12月底前", None],
        ["合计", None, "6项"],
        ["注：完成时限未注明年份的为2026年。"],
        ["填表人：张三", None, "审核人：李四", None, "2026年3月15日"],
    ],
    "字典": [["单位", "简称"], ["县发改局", "发改"]],
    "空表": [],
}
MERGED = {
    "任务分解": [
        "A2:H2",
        "A5:H5",
        "A12:H12",
        "A16:H16",
        "A6:A8",
        "B6:B8",
        "E6:E8",
        "A13:A14",
        "B13:B14",
        "E13:E14",
    ]
}


def test_a_breakdown_into_measures(reform, home):
    taken = reform("import", book(home / "分解.xlsx", BREAKDOWN, merged=MERGED, hidden=["字典"]))
    assert taken.status == 0, taken.err
    projects, steps = rows_of(reform, "projects"), rows_of(reform, "milestones")
    assert [(one["title"], one["theme"], one["due"]) for one in projects] == [
        ("投融资改革", "经济体制改革", "2026-12-31"),
        ("国企改革", "经济体制改革", "2026-09-30"),
        ("医保支付改革", "社会体制改革", "2026-12-31"),
    ]
    assert [(one["project"], one["title"], one["due"], one["output"]) for one in steps] == [
        (1, "制定实施方案", "2026-03-31", "方案"),
        (1, "建立项目储备库", "2026-06-30", "制度"),
        (1, "开展试点", "2026-12-31", "试点经验"),
        (2, "出台管理办法", "2026-09-30", "办法"),
        (3, "落实按病种付费", None, "制度"),
        (3, "建立评价机制", "2026-12-31", "机制"),
    ]
    assert answering(reform, 1, "lead") == ["县发改局"]
    assert answering(reform, 1, "responsible") == ["县财政局", "县人社局"]
    for said in (
        "broken down",
        "hidden sheets left out: 字典",
        "no table in 封面",
        "totals in rows 10, 15",
        "headings in rows 11",
    ):
        assert said in taken.err, said


def test_a_rectification_list(reform, home):
    rows = [
        ["2026年改革督察反馈问题整改清单"],
        ["序号", "存在问题", "整改措施", "整改单位", "责任人", "整改时限", "整改进展", "是否销号"],
        [1, "台账更新不及时", "每月25日前更新", "县教育局", "张三", "4月底前", "已完成更新", "是"],
        [2, "方案迟迟未印发", "立即印发", "县人社局、县财政局", "李四", "立行立改", "正在会签", "否"],
        [3, "试点进展缓慢", "加大力度", "县卫健局", "王五", "2026年9月30日", None, "×"],
    ]
    taken = reform("import", book(home / "整改.xlsx", {"整改清单": rows}))
    assert taken.status == 0, taken.err
    assert "findings to be put right" in taken.err
    found = rows_of(reform, "matters")
    assert [(one["kind"], one["title"], one["owner"], one["due"], one["state"]) for one in found] == [
        ("finding", "台账更新不及时", "县教育局", "2026-04-30", "done"),
        ("finding", "方案迟迟未印发", "县人社局", None, "started"),
        ("finding", "试点进展缓慢", "县卫健局", "2026-09-30", "planned"),
    ]
    assert found[0]["measures"] == "每月25日前更新" and found[1]["supporting"] == ["县财政局"]
    assert "整改进展" not in found[0]["extra"]
    assert [(note["about"], note["author"], note["text"], note["kind"]) for note in rows_of(reform, "notes")] == [
        ("F1", "县教育局", "已完成更新", "progress"),
        ("F2", "县人社局", "正在会签", "progress"),
    ]
    again = reform("import", "整改.xlsx", "--json")
    assert all((row["added"], row["changed"]) == (0, 0) for row in again.rows)


def test_a_log_of_visits(reform, home):
    rows = [
        ["督查工作记录（2026年）"],
        [
            "序号",
            "督查日期",
            "督查方式",
            "督查对象",
            "督查人员",
            "督查内容",
            "发现问题",
            "整改要求",
            "整改时限",
            "整改情况",
        ],
        [
            1,
            "2026-02-10",
            "实地督查",
            "县教育局",
            "周一、郑二",
            "县管校聘",
            "方案未印发",
            "尽快印发",
            "收到通知后10日内",
            "已整改",
        ],
        [None, None, None, None, None, None, "台账不全", "补齐台账", "2月底前", None],
        [2, "2026年3月2日", "电话", "柳河镇", "周一", "积分超市", "无", None, None, None],
        [3, "3月5日", "暗访", "县住建局", "郑二", "物业改革", "责任不清", "明确分工", "长期坚持", None],
    ]
    areas = [f"{letter}3:{letter}4" for letter in "ABCDEF"]
    taken = reform("import", book(home / "督查.xlsx", {"记录": rows}, merged={"记录": areas}))
    assert taken.status == 0, taken.err
    visits, found = rows_of(reform, "visits"), rows_of(reform, "matters")
    assert [(one["date"], one["owner"], one["form"]) for one in visits] == [
        ("2026-02-10", "县教育局", "on-site"),
        ("2026-03-02", "柳河镇", "phone"),
        ("2026-03-05", "县住建局", "unannounced"),
    ]
    assert visits[0]["visitors"] == ["周一", "郑二"]
    assert [(one["source"], one["title"], one["owner"], one["opened"], one["due"]) for one in found] == [
        ("V1", "方案未印发", "县教育局", "2026-02-10", "2026-02-20"),
        ("V1", "台账不全", "县教育局", "2026-02-10", "2026-02-28"),
        ("V3", "责任不清", "县住建局", "2026-03-05", None),
    ]
    assert [one["state"] for one in found] == ["reported", "planned", "planned"]
    again = reform("import", "督查.xlsx", "--json")
    assert all((row["added"], row["changed"]) == (0, 0) for row in again.rows)


def test_a_groups_return_updates_what_is_there(reform, home):
    reform("add", "县管校聘改革", "--lead", "县教育局", "--due", "2026-09-30")
    reform("done", "1", "--on", "2026-03-01")
    rows = [
        ["2026年改革任务进展情况报送表"],
        ["填报单位：社会事业改革专项小组", None, None, None, "填报时间：2026年3月15日"],
        ["序号", "改革事项", "牵头单位", "工作推进情况", "存在问题", "下一步打算", "完成时限", "自评分"],
        [1, "县管校聘改革", "县教育局", "正常推进", "编制不足", "加快", "9月底前", 90],
        [2, "医共体改革", "县卫健局", "已完成", "/", "/", "6月底前", "95"],
    ]
    taken = reform("import", book(home / "小组.xlsx", {"Sheet1": rows}))
    assert taken.status == 0, taken.err
    assert "a group's return" in taken.err
    projects = rows_of(reform, "projects")
    assert [(one["title"], one["state"]) for one in projects] == [("县管校聘改革", "done"), ("医共体改革", "done")]
    assert projects[0]["extra"]["自评分"] == "90" and "存在问题" not in projects[0]["extra"]
    notes = [note for note in rows_of(reform, "notes") if note["about"] == "1"]
    assert [(note["kind"], note["text"]) for note in notes] == [
        ("progress", "正常推进"),
        ("problem", "编制不足"),
        ("next-step", "加快"),
    ]
    assert {(note["author"], note["date"]) for note in notes} == {("社会事业改革专项小组", "2026-03-15")}
    assert answering(reform, 1, "group") == ["社会事业改革专项小组"]


def test_a_progress_chart_with_months(reform, home):
    months = [f"{number}月" for number in range(1, 13)]
    rows = [
        ["重点改革项目进度图"],
        ["序号", "项目名称", "责任单位", "2026年", *[None] * 11, "亮灯"],
        [None, None, None, *months, None],
        [1, "甲项目", "县发改局", "调研", None, "形成方案", *[None] * 8, "验收", None],
        [2, "乙项目", "县财政局", "√", "√", "×", "●", *[None] * 8, "黄灯"],
    ]
    areas = ["D2:O2", "A2:A3", "B2:B3", "C2:C3", "P2:P3"]
    taken = reform("import", book(home / "进度.xlsx", {"进度图": rows}, merged={"进度图": areas}))
    assert taken.status == 0, taken.err
    assert "progress chart" in taken.err
    steps = rows_of(reform, "milestones")
    assert [(one["project"], one["title"], one["due"], one["state"]) for one in steps] == [
        (1, "调研", "2026-01-31", "planned"),
        (1, "形成方案", "2026-03-31", "planned"),
        (1, "验收", "2026-12-31", "planned"),
        (2, "2026年 1月", "2026-01-31", "done"),
        (2, "2026年 2月", "2026-02-28", "done"),
        (2, "2026年 3月", "2026-03-31", "planned"),
        (2, "2026年 4月", "2026-04-30", "planned"),
    ]
    assert rows_of(reform, "projects")[1]["extra"]["亮灯"] == "黄灯"


def test_a_sheet_for_each_source(reform, home):
    heading = ["序号", "改革项目", "责任单位", "完成时间"]
    sheets = {
        "汇总": [["来源", "数量"], ["省级", 2], ["合计", 2]],
        "1.省级部署": [["省级部署改革项目"], heading, [1, "甲", "县教育局", "2026-06-30"]],
        "2.县级自选": [["县级自选改革项目"], heading, [1, "乙", "县人社局", "46387"], [2, "丙", "县人社局", 46387]],
    }
    taken = reform("import", book(home / "来源.xlsx", sheets))
    assert taken.status == 0, taken.err
    assert [(one["title"], one["source"], one["due"]) for one in rows_of(reform, "projects")] == [
        ("甲", "省级部署", "2026-06-30"),
        ("乙", "县级自选", "2026-12-31"),
        ("丙", "县级自选", "2026-12-31"),
    ]


def test_the_year_of_the_title_is_the_plan_year(reform, home):
    rows = [["岚川县2025年改革台账"], ["序号", "改革事项", "责任单位", "完成时限"], [1, "甲改革", "县教育局", "年底前"]]
    taken = reform("import", book(home / "旧.xlsx", {"台账": rows}))
    assert taken.status == 0 and "plan year 2025" in taken.err
    row = rows_of(reform, "projects")[0]
    assert (row["plan"], row["due"]) == (2025, "2025-12-31")


PORTFOLIO = """Project Name;Department;Senior Responsible Owner;Start Date;End Date;Delivery Confidence;Cost (£m)
Café Modernisation;Department for Business, Energy and Industrial Strategy;Zoë O’Neill;01/04/2024;31/03/2027;Amber;12.5
Rail Upgrade;DfT;José Díaz;03/02/2025;05/06/2028;Red;1,200
"""


@pytest.mark.parametrize("dots", [False, True])
def test_an_english_portfolio_list(reform, home, dots):
    text = PORTFOLIO.replace("/", ".") if dots else PORTFOLIO
    (home / "portfolio.csv").write_bytes(text.encode("cp1252"))
    taken = reform("import", "portfolio.csv")
    assert taken.status == 0, taken.err
    rows = rows_of(reform, "projects")
    assert [(one["title"], one["start"], one["due"]) for one in rows] == [
        ("Café Modernisation", "2024-04-01", "2027-03-31"),
        ("Rail Upgrade", "2025-02-03", "2028-06-05"),
    ]
    assert answering(reform, 1, "lead") == ["Department for Business, Energy and Industrial Strategy"]
    assert answering(reform, 1, "leader") == ["Zoë O’Neill"]
    assert rows[1]["extra"] == {"Delivery Confidence": "Red", "Cost (£m)": "1,200"}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimited_lists_of_offices(reform, home, encoding, delimiter):
    lines = [
        ["岚川县改革台账"],
        [],
        ["序号", "改革事项", "牵头领导", "责任单位", "完成时限"],
        ["1", "营商环境改革", "县委副书记、县长", "县发改局牵头，县财政局、县人社局配合", "12月底前"],
        ["2", "数据共享", "副县长（分管数据）", "县大数据中心（牵头）、县公安局等", "6月30日"],
        ["合计", "2项"],
    ]
    (home / "台账.txt").write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    taken = reform("import", "台账.txt")
    assert taken.status == 0, taken.err
    assert [one["due"] for one in rows_of(reform, "projects")] == ["2026-12-31", "2026-06-30"]
    assert answering(reform, 1, "leader") == ["县委副书记、县长"]
    assert (answering(reform, 1, "lead"), answering(reform, 1, "supporting")) == (
        ["县发改局"],
        ["县财政局", "县人社局"],
    )
    assert (answering(reform, 2, "lead"), answering(reform, 2, "responsible")) == (["县大数据中心"], ["县公安局"])


def test_a_day_of_which_only_the_month_is_shown_is_that_month(reform, tmp_path):
    path = book(tmp_path / "台账.xlsx", {"台账": [["任务", "责任单位", "完成时限"]]})
    made = load_workbook(path)
    for row, (title, day, code) in enumerate(
        [
            ("甲事", date(2026, 6, 1), 'yyyy"年"m"月"'),
            ("乙事", date(2026, 6, 1), "mmm-yy"),
            ("丙事", date(2026, 6, 1), 'yyyy"年"m"月"d"日"'),
            ("丁事", date(2026, 6, 8), 'yyyy"年"m"月"'),
        ],
        2,
    ):
        for column, value in enumerate((title, "县水利局", day), 1):
            made["台账"].cell(row, column).value = value
        made["台账"].cell(row, 3).number_format = code
    made.save(path)
    assert reform("import", path, "--new-owner").status == 0
    assert facts(reform, "due") == [("2026-06-30",), ("2026-06-30",), ("2026-06-01",), ("2026-06-08",)]


def test_the_labels_of_a_form_are_no_items(reform, tmp_path):
    form = [
        ["项目名称", "筹建医疗中心", "责任单位", "县卫健局"],
        ["完成时限", "2026年8月底", "当前状态", "推进中"],
        ["建设内容", "新建门诊综合楼"],
    ]
    assert reform("import", book(tmp_path / "项目表.xlsx", {"表": form}), "--new-owner").status == 1
    assert rows_of(reform, "projects") == []
