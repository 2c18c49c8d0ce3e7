"""What a person can say about an import: maps, previews, what to do with rows that cannot be taken; other sources."""

import csv
import io
import json
import sys

import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from reformcli.names import leaders, names_of
from tests.importers.books import answering, book, rows_of

LIST = [
    ["序号", "改革事项", "责任单位", "完成时限", "备注"],
    [1, "营商环境改革", "县发改局", "12月前", None],
    [2, "县管校聘改革", "县教育局", "待定", "重点"],
    [3, "医共体改革", "县卫健局", "6月底前", None],
]


@pytest.fixture
def sheet(home):
    return book(home / "台账.xlsx", {"台账": LIST})


def test_a_preview_shows_every_row_reading_and_doubt(reform, sheet):
    would = reform("import", sheet, "--dry-run", "--json")
    assert would.status == 0, would.err
    adds = [row for row in would.rows if row["action"] == "add"]
    assert [(row["title"], row["sheet"], row["row"], row["due"]) for row in adds] == [
        ("营商环境改革", "台账", 2, "2026-11-30"),
        ("县管校聘改革", "台账", 3, None),
        ("医共体改革", "台账", 4, "2026-06-30"),
    ]
    assert adds[2]["due_said"] == "6月底前" and adds[2]["reading"] and adds[2]["cell"] == "D4"
    assert adds[0]["owners"] == ["lead unit 县发改局"]  # as it is recorded
    doubts = [(row["row"], row["cell"]) for row in would.rows if row["action"] == "doubt"]
    assert doubts == [(2, "D2"), (3, "D3")]
    assert rows_of(reform, "projects") == [] and "Nothing was recorded." in would.err


def test_a_preview_of_a_corrected_file_shows_the_differences(reform, home, sheet):
    assert reform("import", sheet).status == 0
    changed = [list(row) for row in LIST]
    changed[3][3] = "9月底前"
    book(sheet, {"台账": changed})
    rows = reform("import", sheet, "--dry-run", "--json").rows
    assert [row["action"] for row in rows if row["action"] != "doubt"] == ["leave", "leave", "leave"]
    assert "2026-09-30 is held back" in rows[-1]["what"]
    approved = ("--reason", "疫情影响", "--approved-by", "县委")
    rows = reform("import", sheet, *approved, "--dry-run", "--json").rows
    assert "Due: 2026-06-30 → 2026-09-30" in next(row for row in rows if row["action"] == "change")["differences"]
    taken = reform("import", sheet, *approved)
    assert "Due: 2026-06-30 → 2026-09-30" in taken.err
    row = rows_of(reform, "projects")[2]
    assert (row["due"], row["due_first"]) == ("2026-09-30", "2026-06-30")
    assert reform("undo", "--yes").status == 0
    assert rows_of(reform, "projects")[2]["due"] == "2026-06-30"


def test_near_misses_are_all_told_before_anything_is_written(reform, home):
    for name in ("县农业农村局", "县人力资源和社会保障局"):
        reform("owner", "add", name)
    rows = [LIST[0], [1, "甲改革", "农业农村局", "年底前"], [2, "乙改革", "县人力资源社会保障局", "年底前"]]
    path = book(home / "近.xlsx", {"台账": rows})
    refused = reform("import", path)
    assert refused.status == 1 and "row 2" in refused.err
    assert "农业农村局 is not known" in refused.err and "县人力资源社会保障局 is not known" in refused.err
    assert rows_of(reform, "projects") == []
    doubts = [row for row in reform("import", path, "--dry-run", "--json").rows if row["action"] == "doubt"]
    assert [row["cell"] for row in doubts] == ["C2", "C3"]
    reform("owner", "edit", "县农业农村局", "--other-names", "农业农村局")
    assert reform("import", path, "--new-owner").status == 0
    assert answering(reform, 1, "lead") == ["县农业农村局"]


def test_good_rows_are_taken_and_the_rest_is_written_with_reasons(reform, home):
    rows = [*LIST, [4, "长" * 600, "县住建局", "年底前", "太长"], [5, None, "县住建局", "3月底", "没有名称"]]
    path = book(home / "半.xlsx", {"台账": rows})
    assert reform("import", path, "--strict").status == 2
    assert rows_of(reform, "projects") == []
    would = reform("import", path, "--dry-run", "--strict", "--json")
    assert would.status == 1 and [row["row"] for row in would.rows if row["action"] == "refuse"] == [2, 3, 6]
    taken = reform("import", path, "--strict", "--accept-partial")
    assert taken.status == 0 and "半-rest.csv" in taken.err
    assert [one["title"] for one in rows_of(reform, "projects")] == ["医共体改革", "长" * 499 + "…"]
    rest = list(csv.DictReader((home / "半-rest.csv").open(encoding="utf-8-sig")))
    assert [row["row"] for row in rest] == ["2", "3", "6"]
    assert all(row["reason"] for row in rest) and rest[1]["备注"] == "重点" and rest[2]["责任单位"] == "县住建局"
    again = reform("import", path, "--strict", "--accept-partial", "--rest", home / "半-rest.csv")
    assert again.status == 1 and "already" in again.err


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("option", [(), ("--strict",)])
def test_every_row_that_cannot_be_taken_is_told_at_once(reform, home, option, language):
    (home / "own.csv").write_text("title,due\n甲,2026-02-30\n乙,2026-05-01\n丙,4月31日\n", "utf-8")
    refused = reform("import", "own.csv", *option, "--lang", language)
    assert refused.status == 2 and rows_of(reform, "projects") == []
    told = refused.err.splitlines()
    place = {"en": "own.csv, row {n}: ", "zh": "own.csv，第 {n} 行："}[language]
    assert [line.startswith(place.format(n=n)) for line, n in zip(told, (2, 4), strict=False)] == [True, True], told
    count = {"en": "2 rows cannot be taken; nothing was written.", "zh": "有2行不能导入，未写入任何内容。"}[language]
    assert len(told) == 3 and count in told[2]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_row_of_standard_input_that_cannot_be_taken_is_told(reform, monkeypatch, language):
    text = "title,due\n甲,2026-02-30\n乙,2026-05-01\n丙,4月31日\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    told = reform("import", "-", "--lang", language).err.splitlines()
    place = {"en": "standard input, row {n}: ", "zh": "标准输入，第 {n} 行："}[language]
    assert [line.startswith(place.format(n=n)) for line, n in zip(told, (2, 4), strict=False)] == [True, True], told
    assert len(told) == 3


def test_one_row_that_cannot_be_taken_is_told_by_its_place(reform, home):
    (home / "own.csv").write_text("title,due\n甲,2026-02-30\n乙,2026-05-01\n", "utf-8")
    assert reform("import", "own.csv", "--lang", "en").err.startswith("reform: own.csv, row 2: Due: ")


def test_of_many_rows_that_cannot_be_taken_so_many_are_told(reform, home):
    (home / "own.csv").write_text("title,due\n" + "甲,2026-02-30\n" * 50, "utf-8")
    told = reform("import", "own.csv", "--lang", "en").err.splitlines()
    assert len(told) == 42 and told[40] == "And 10 more rows; see --dry-run --doubts." and "50 rows" in told[41]


def test_a_rest_that_is_put_right_comes_in_without_the_reasons(reform, home):
    lines = ["file,sheet,row,reason,任务,责任单位,完成时限", "表.csv,,4,Title is missing.,建章立制,县住建局,2026-11-30"]
    (home / "余.csv").write_text("\n".join(lines), encoding="utf-8-sig")

    taken = reform("import", home / "余.csv", "--yes")

    assert taken.status == 0 and "reason" not in taken.out + taken.err
    assert [one["title"] for one in rows_of(reform, "projects")] == ["建章立制"]


def test_good_rows_of_an_own_csv(reform, home):
    (home / "projects.csv").write_text("title,due\n甲,2026-06-30\n乙\n丙,2026-13-01\n丁,2026-07-01\n")
    assert reform("import", "projects.csv", "--accept-partial").status == 0
    assert [one["title"] for one in rows_of(reform, "projects")] == ["甲", "丁"]
    assert len((home / "projects-rest.csv").read_text("utf-8-sig").splitlines()) == 3


def test_headings_are_mapped_and_the_map_is_kept(reform, home):
    rows = [
        ["序号", "事由", "谁来办", "啥时候"],
        [1, "甲改革", "县教育局", "年底前"],
        [2, "乙改革", "县人社局", "6月底"],
    ]
    path = book(home / "怪.xlsx", {"台账": rows})
    assert reform("import", path).status == 1
    options = ("--map", "事由=title", "--map", "谁来办=responsible", "--map", "啥时候=due")
    assert reform("import", path, *options, "--save-map", "怪表").status == 0
    assert [(one["title"], one["due"]) for one in rows_of(reform, "projects")] == [
        ("甲改革", "2026-12-31"),
        ("乙改革", "2026-06-30"),
    ]
    rows.append([3, "丙改革", "县财政局", "9月底"])
    again = reform("import", book(path, {"台账": rows}))
    assert again.status == 0 and "saved map 怪表" in again.err
    assert len(rows_of(reform, "projects")) == 3
    assert reform("import", path, "--map-name", "怪表").status == 0
    assert reform("import", path, "--map-name", "没有").status == 1
    assert reform("import", path, "--map", "事由=nothing").status == 2
    assert reform("import", path, "--save-map", "../x", "--map", "事由=title").status == 2


def test_unknown_headings_are_known_by_their_cells(reform, home):
    rows = [
        ["序号", "改革事项", "由谁承担", "到什么时候"],
        [1, "甲", "县教育局", "年底前"],
        [2, "乙", "县人社局、县财政局", "6月底"],
    ]
    taken = reform("import", book(home / "形.xlsx", {"台账": rows}))
    assert taken.status == 0, taken.err
    assert "到什么时候 is taken as Due" in taken.err and "由谁承担 is taken as responsible unit" in taken.err
    assert [one["due"] for one in rows_of(reform, "projects")] == ["2026-12-31", "2026-06-30"]
    assert answering(reform, 2, "supporting") == ["县财政局"]


TASKS = [
    {
        "id": 1,
        "uuid": "00000000-0000-0000-0000-000000000001",
        "description": "Write the report",
        "status": "pending",
        "due": "20260630T120000Z",
        "project": "Reform",
        "tags": ["office"],
        "priority": "H",
        "annotations": [{"entry": "20260101T000000Z", "description": "ask first"}],
    },
    {"uuid": "2", "description": "Done thing", "status": "completed", "end": "20260301T120000Z"},
    {"uuid": "3", "description": "Template", "status": "recurring", "recur": "monthly", "due": "20260301T120000Z"},
]


@pytest.mark.parametrize("stdin", [False, True])
def test_what_taskwarrior_exports(reform, home, stdin, monkeypatch):
    (home / "tasks.json").write_text(json.dumps(TASKS))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(TASKS).encode())))
    taken = reform("import", "-" if stdin else "tasks.json")
    assert taken.status == 0 and "templates of recurring tasks left out: 1" in taken.err
    rows = rows_of(reform, "projects")
    assert [(one["title"], one["state"], one["due"], one["done"], one["theme"]) for one in rows] == [
        ("Write the report", "planned", "2026-06-30", None, "Reform"),
        ("Done thing", "done", None, "2026-03-01", None),
    ]
    assert rows[0]["extra"] == {"tags": "office", "priority": "high", "annotations": "ask first"}
    again = reform("import", "tasks.json", "--json")
    assert all((row["added"], row["changed"]) == (0, 0) for row in again.rows)


def test_standard_input_may_be_a_list_or_an_export(reform, home, monkeypatch):
    text = "岚川县台账\n序号,改革事项,责任单位,完成时限\n1,甲改革,县教育局,年底前\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode("gb18030"))))
    assert reform("import", "-").status == 0
    exported = reform("export", "--json").out
    reform("init", "--db", "other.db")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(exported.encode())))
    assert reform("import", "-", "--db", "other.db").status == 0
    assert reform("export", "--json", "--db", "other.db").out == exported


def test_a_folder_of_different_files(reform, home):
    (home / "in").mkdir()
    book(home / "in" / "甲.xlsx", {"台账": LIST})
    (home / "in" / "乙.csv").write_bytes("改革事项,责任单位,完成时限\n乙改革,县审计局,年底前\n".encode("gb18030"))
    (home / "in" / "~$甲.xlsx").write_bytes(b"lock")
    assert reform("import", "in").status == 0
    assert len(rows_of(reform, "projects")) == 4
    assert reform("undo", "--yes").status == 0 and rows_of(reform, "projects") == []


def test_old_workbooks_and_open_documents(reform, home):
    old = xlwt.Workbook()
    sheet = old.add_sheet("台账")
    for row, cells in enumerate(LIST):
        for column, cell in enumerate(cells):
            if (row, column) not in ((2, 2), (3, 2)):
                sheet.write(row, column, cell)
    sheet.write_merge(2, 3, 2, 2, "县教育局")
    old.save(str(home / "旧.xls"))
    assert reform("import", "旧.xls").status == 0
    assert answering(reform, 3, "lead") == ["县教育局"]
    document = OpenDocumentSpreadsheet()
    table = Table(name="台账")
    for at, cells in enumerate([["序号", "改革事项", "责任单位"], ["1", "丁改革", "县审计局"], ["2", "戊改革", None]]):
        row = TableRow()
        table.addElement(row)
        for cell in cells:
            spans = 2 if at == 1 and cell == "县审计局" else 1
            made = TableCell(valuetype="string", numberrowsspanned=spans) if cell else CoveredTableCell()
            if cell:
                made.addElement(P(text=cell))
            row.addElement(made)
    document.spreadsheet.addElement(table)
    document.save(str(home / "开.ods"))
    assert reform("import", "开.ods").status == 0
    assert answering(reform, 5, "lead") == ["县审计局"]


@pytest.mark.parametrize("noun", ["projects", "owners", "duties", "milestones"])
def test_an_exported_workbook_comes_back(reform, home, noun):
    book(home / "台账.xlsx", {"台账": LIST})
    reform("import", "台账.xlsx")
    assert reform("export", noun, "-o", home / f"{noun}.xlsx").status == 0
    again = reform("import", home / f"{noun}.xlsx", "--json")
    assert again.status == 0, again.err
    assert all((row["added"], row["changed"]) == (0, 0) for row in again.rows), again.out


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("县教育局、县财政局，县人社局,县民政局；县审计局;县司法局\n县公安局", {"x": tuple("教财人民审司公")}),
        ("县教育局牵头，县财政局、县人社局配合", {"lead": ("教",), "supporting": ("财", "人")}),
        ("牵头单位：县教育局；配合单位：县财政局、县人社局", {"lead": ("教",), "supporting": ("财", "人")}),
        ("县教育局（牵头）、县财政局等", {"lead": ("教",), "x": ("财",)}),
        ("县教育局 县财政局 县人社局", {"x": ("教", "财", "人")}),
        ("县教育局、县财政局等有关部门按职责分工负责", {"x": ("教", "财")}),
        ("县教育局\n（张三）", {"x": ("教",), "liaison": ("张三",)}),
    ],
)
def test_units_in_a_cell(cell, expected):
    short = {"县教育局": "教", "县财政局": "财", "县人社局": "人", "县民政局": "民"}
    short |= {"县审计局": "审", "县司法局": "司", "县公安局": "公"}
    found = {role: tuple(short.get(name, name) for name in names) for role, names in names_of("x", cell).items()}
    assert found == expected


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("各乡镇（街道、管理处）", ("各乡镇（街道、管理处）",)),
        ("县自然资源和\n规划局", ("县自然资源和规划局",)),
        ("Department for Business, Energy and Industrial Strategy", None),
        ("DfT, MOD; Home Office", ("DfT", "MOD", "Home Office")),
    ],
)
def test_names_that_stay_whole(cell, names):
    assert names_of("x", cell)["x"] == (names or (cell,))


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("县委副书记、县长", ("县委副书记、县长",)),
        ("县委常委、\n组织部部长", ("县委常委、组织部部长",)),
        ("副县长\n（分管教育）", ("副县长（分管教育）",)),
        ("县委书记；县长", ("县委书记", "县长")),
        ("县委书记\n张三", ("县委书记 张三",)),
    ],
)
def test_leaders_posts_are_never_split(cell, names):
    assert leaders(cell) == names


def test_a_calendar_is_no_list_of_owners(reform, home):
    rows = [["日期", "类型", "名称"], ["2026-10-01", "放假", "国庆节"], ["2026-10-10", "补班", "国庆节"]]
    assert reform("import", book(home / "日历.xlsx", {"2026": rows})).status == 0
    assert [(one["date"], one["working"]) for one in rows_of(reform, "days")] == [
        ("2026-10-01", False),
        ("2026-10-10", True),
    ]


def test_differences_are_told_as_people_read_them(reform, home):
    reform("owner", "add", "县发展和改革局", "--other-names", "县发改局,发改局")
    uid = rows_of(reform, "owners")[0]["uid"]
    path = home / "owners.csv"
    path.write_text(f'uid,name,other_names\n{uid},县发展和改革局,"县发改局,发改委"\n', encoding="utf-8")
    told = reform("import", path)
    assert "Other names: 县发改局, 发改局 → 县发改局, 发改委" in told.err
    reform("undo", "--yes")
    assert "：县发改局、发改局 → 县发改局、发改委" in reform("import", path, "--lang", "zh").err


def test_a_preview_counts_in_the_reader_s_words(reform, home):
    path = home / "单.csv"
    path.write_text("改革事项,牵头单位\n甲事,县发改局\n", encoding="utf-8")
    told = reform("import", path, "--dry-run", "--lang", "zh").err
    assert "将新增：责任主体 1、项目 1、责任分工 1。" in told


def test_what_was_not_taken_is_for_nobody_else_to_read(reform, home):
    path = home / "单.csv"
    path.write_text("序号,改革事项,牵头单位\n1,甲事,县发改局\n2,,县财政局\n", encoding="utf-8")
    assert reform("import", path, "--accept-partial", "--rest", "余.csv").status == 0
    assert (home / "余.csv").stat().st_mode & 0o777 == 0o600
