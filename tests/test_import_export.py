"""Import and export: round trips, updates, and the lists that offices keep."""

import re

import pytest

from reformcli.model.noun import nouns

LIST = """岚川县改革试点管理台账,,,,,,
序号,试点名称,试点级别,承担单位,批复文号,试点期限,备注
1,公共资源交易“不见面”开标改革试点,国家级,石桥镇,,2026-06-30,
2,电力接入“三零”服务改革试点,省级,"县发改局,柳河镇",岚改办〔2026〕2号,2026年12月31日,"省级改革案例,已报送"
3,茶产业联合体利益联结机制试点,市级,"县农业农村局
望山乡",岚改办〔2026〕3号,年底前,"需“回头看”
另附评估报告"
"""


@pytest.fixture
def full(reform, home):
    """A ledger with something of every noun."""
    (home / "calendar").mkdir()
    (home / "calendar" / "2027.csv").write_text("日期,类型,名称\n2027-01-01,放假,元旦\n2027-02-14,上班,\n")
    goal = ("--goal", "第一行\n第二行", "--key", "--assigned")
    moved = ("--reason", "征地", "--approved-by", "县长")
    for command in (
        ("add", "甲，“一”", "--lead", "县教育局", "--due", "2026-06-30", *goal),
        ("add", '=HYPERLINK("x")', "--source", "省级", "--with", "县财政局,县民政局", "--due", "2026-02-01"),
        ("add", "步骤", "--to", "1", "--due", "2026-05-01", "--weight", "2.5"),
        ("add", "再一步", "--to", "1", "--depends-on", "1", "--delivers", "方案"),
        ("add", "后一步", "--to", "2", "--depends-on", "1.1,1.2"),
        ("extend", "2", "--to", "2026-09-30", *moved),
        ("extend", "1.1", "--to", "2026-05-31", *moved),
        ("visit", "add", "县教育局", "--projects", "1,2", "--hours", "1.5", "--conclusion", "正常"),
        ("visit", "edit", "V1", "--held-by", "县财政局"),
        ("add", "台账更新不及时", "--from", "V1", "--with", "县财政局", "--due", "2026-04-01"),
        ("done", "F1", "--evidence", "现场查看", "--all"),
        ("add", "又不更新", "--from", "V1", "--relapse-of", "F1"),
        ("light", "F2", "yellow", "--reason", "正在整改", "--until", "2026-04-30"),
        ("assignment", "add", "医共体改革", "--document", "黄改发〔2026〕3号", "--project", "1"),
        *(("note", about, "已会商") for about in ("1", "1.2", "V1", "F2", "A1")),
        ("owner", "edit", "县教育局", "--other-names", "教育局,县教体局", "--contact", "8888"),
        ("workdays", "load", home / "calendar" / "2027.csv"),
    ):
        done = reform(*command)
        assert done.status == 0, (command, done.err)
    return reform


@pytest.mark.parametrize("shape", ["folder", "copy.json", "copy.ndjson"])
def test_what_was_exported_imports_without_loss_and_only_once(full, home, shape):
    target = home / shape
    assert full("export", "-o", target).status == 0
    before = full("export", "--json").out
    assert full("init", "--db", "other.db").status == 0
    taken = full("import", target, "--db", "other.db", "--json")
    assert taken.status == 0, taken.err
    assert full("export", "--json", "--db", "other.db").out == before
    again = full("import", target, "--db", "other.db", "--json")
    assert all((row["added"], row["changed"]) == (0, 0) for row in again.rows)
    here = full("import", target, "--json")
    assert all((row["added"], row["changed"]) == (0, 0) for row in here.rows)
    assert full("check", "--db", "other.db").status == 0


def test_one_noun_at_a_time_imports_too(full, home):
    order = [kind.plural for kind in nouns()]
    for noun in order:
        (home / f"{noun}.csv").write_text(full("export", noun).out)
    full("init", "--db", "other.db")
    for noun in order:
        assert full("import", home / f"{noun}.csv", "--db", "other.db").status == 0
    assert full("export", "--json", "--db", "other.db").out == full("export", "--json").out


def test_csv_of_the_database_and_of_python_are_the_same(full, home):
    """`export NOUN` takes ready-made lines from the database; --excel builds each cell."""
    for noun in (kind.plural for kind in nouns()):
        plain = full("export", noun, "--csv").out
        full("export", noun, "--csv", "--excel", "-o", home / f"{noun}.csv")
        excel = (home / f"{noun}.csv").read_bytes().decode("utf-8-sig")
        assert re.sub(r"(?<=[,\"])'(?=[=+\d])", "", excel) == plain


def test_excel_neutralises_what_a_spreadsheet_would_run(full):
    out = full("export", "projects", "--excel").out
    assert out.startswith("\ufeffnumber,") and '"\'=HYPERLINK(""x"")"' in out
    assert '"=HYPERLINK' not in full("export", "projects", "--excel").out


def test_headings_for_people_import_again(full, home, monkeypatch):
    monkeypatch.setenv("REFORM_LANG", "zh")
    (home / "projects.csv").write_text(full("export", "projects", "--labels").out)
    full("init", "--db", "other.db")
    assert full("import", "projects.csv", "--db", "other.db").status == 0
    assert full("export", "projects", "--db", "other.db").out == full("export", "projects").out


def test_an_offices_list(reform, home):
    (home / "试点台账.csv").write_text(LIST, encoding="utf-8-sig")
    would = reform("import", "试点台账.csv", "--dry-run", "--json")
    assert [(row["action"], row["noun"], row["row"], row["due"]) for row in would.rows] == [
        ("add", "project", 3, "2026-06-30"),
        ("add", "project", 4, "2026-12-31"),
        ("add", "project", 5, "2026-12-31"),
    ]
    assert "Would add: owner 5, project 3, duty 5." in would.err
    assert reform("export", "projects", "--json").rows == []
    assert reform("import", "试点台账.csv").status == 0
    rows = reform("export", "projects", "--json").rows
    assert [(row["title"][:4], row["source"], row["due"], row["due_said"]) for row in rows] == [
        ("公共资源", "国家级", "2026-06-30", None),
        ("电力接入", "省级", "2026-12-31", "2026年12月31日"),
        ("茶产业联", "市级", "2026-12-31", "年底前"),
    ]
    assert rows[2]["extra"] == {"序号": "3", "备注": "需“回头看”\n另附评估报告"}
    assert (rows[1]["code"], rows[1]["plan"]) == ("岚改办〔2026〕2号", 2026)
    duties = {(one["project"], one["role"], one["owner"]) for one in reform("export", "duties", "--json").rows}
    assert duties == {
        (1, "lead", "石桥镇"),
        (2, "lead", "县发改局"),
        (2, "supporting", "柳河镇"),
        (3, "lead", "县农业农村局"),
        (3, "supporting", "望山乡"),
    }
    again = reform("import", "试点台账.csv", "--json")
    assert {row["noun"]: (row["added"], row["changed"], row["unchanged"]) for row in again.rows} == {
        "project": (0, 0, 3)
    }


def test_a_corrected_list_changes_what_changed(reform, home):
    (home / "台账.csv").write_text(LIST)
    reform("import", "台账.csv")
    (home / "台账.csv").write_text(LIST.replace("市级", "省级"))
    rows = reform("import", "台账.csv", "--json").rows
    assert [(row["noun"], row["changed"], row["unchanged"]) for row in rows] == [("project", 1, 2)]
    changed = reform("history", "3", "--json").rows[-1]
    assert (changed["field"], changed["before"], changed["after"]) == ("source", "市级", "省级")
    assert reform("undo", "--yes").status == 0
    assert reform("export", "projects", "--json").rows[2]["source"] == "市级"


def test_an_import_is_one_batch(reform, home):
    (home / "台账.csv").write_text(LIST)
    reform("import", "台账.csv")
    reform("undo", "--yes")
    assert reform("export", "owners", "--json").rows == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("title,due\n甲,2026-13-01\n", "bad.csv, row 2: Due: '2026-13-01'"),
        ("title,due\n甲,2026-06-30\n乙\n", "bad.csv, row 3: The row has 1 cells, the heading 2."),
        ("title,due\n甲,2026-06-30,more\n", "bad.csv, row 2: The row has 3 cells, the heading 2."),
        ("title,due,leed\n甲,2026-06-30,x\n", "bad.csv, row 1: There is no field leed of projects."),
        ("一,二\n三,四\n", "bad.csv: No table was understood. The nearest to a row of headings is row 1"),
        ("", "bad.csv: The file holds nothing."),
        ('title,due\n"甲,2026-06-30\n', "bad.csv, line 2: A quotation mark that opens in this row is not closed"),
        ("title,due\n,2026-06-30\n", "bad.csv, row 2: Title is missing."),
        ("title,start,due\n甲,2026-06-30,2026-01-01\n", "bad.csv, row 2: It would be due on 2026-01-01"),
        ("title,state\n甲,finished\n", "bad.csv, row 2: State cannot be 'finished'."),
        ("title,key\n甲,maybe\n", "bad.csv, row 2: Key project: 'maybe' is neither yes nor no."),
        (f"title,due\n{'长' * 600},2026-06-30\n", "bad.csv, row 2: Title has 600 characters"),
        ("project,title\n7,步\n", "bad.csv, row 2: Project: there is no project 7."),
        ("number,title\n50,丁\n50,戊\n", "bad.csv, row 3: Another row of the import is the same project."),
        (
            "title,start\n先有的,2026-12-01\n",
            "bad.csv, row 2: It would be due on 2026-06-30, before it starts on 2026-12-01.",
        ),
    ],
)
def test_bad_files_name_the_place_and_write_nothing(reform, home, content, said):
    reform("add", "先有的", "--due", "2026-06-30")
    before = reform("export", "--json").out
    (home / "bad.csv").write_text(content)
    refused = reform("import", "bad.csv")
    assert refused.status in (1, 2) and refused.err.count("\n") == 1
    assert said in refused.err
    assert reform("export", "--json").out == before


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "gb18030", "utf-8-sig"])
def test_other_encodings_are_read_and_said(reform, home, encoding):
    (home / "台账.csv").write_bytes("title,due\n政务服务改革,2026-06-30\n".encode(encoding))
    taken = reform("import", "台账.csv")
    assert taken.status == 0 and ("read as" in taken.err) == (encoding != "utf-8-sig")
    assert reform("export", "projects", "--json").rows[0]["title"] == "政务服务改革"


def test_bytes_that_are_no_text(reform, home):
    (home / "bad.csv").write_bytes(b"title\n\x00\xff\xfe\x00\x01\n")
    refused = reform("import", "bad.csv")
    assert refused.status == 1 and "bad.csv: This is not a text file." in refused.err


def test_control_characters_are_taken_out_with_a_note(reform, home):
    (home / "台账.csv").write_text("title,goal\n甲\x1b[31m红\x07,\u202e反\n")
    taken = reform("import", "台账.csv")
    assert taken.status == 0 and "Control characters were taken out of 2 cells." in taken.err
    row = reform("export", "projects", "--json").rows[0]
    assert (row["title"], row["goal"]) == ("甲[31m红", "反")


@pytest.mark.parametrize("name", ["no.csv", "folder", "ledger.xyz"])
def test_files_that_cannot_be_imported(reform, home, name):
    (home / "folder").mkdir(exist_ok=True)
    (home / "ledger.xyz").write_text("x")
    assert reform("import", name).status == 1


@pytest.mark.parametrize(
    "content",
    ["[", "[]", '{"projects": 3}', '{"projects": [3]}', '{"projects": [{"titel": "x"}]}', '{"a": 1}', "[" * 100_000],
)
def test_json_of_another_shape(reform, home, content):
    (home / "bad.json").write_text(content)
    refused = reform("import", "bad.json")
    assert refused.status == 1 and refused.err.startswith("reform: bad.json") and refused.err.count("\n") == 1


def test_numbers_of_another_ledger_are_not_mixed_up(full, home):
    full("export", "-o", home / "copy")
    full("init", "--db", "other.db")
    full("add", "别的", "--db", "other.db")
    refused = full("import", "copy", "--db", "other.db")
    assert refused.status == 2 and "The number 1 belongs to another project here." in refused.err
    assert len(full("export", "projects", "--json", "--db", "other.db").rows) == 1


def test_a_near_miss_in_a_list_is_refused(reform, home):
    reform("owner", "add", "县农业农村局")
    (home / "台账.csv").write_text(LIST.replace("县农业农村局", "农业农村局"))
    refused = reform("import", "台账.csv")
    assert refused.status == 1 and "row 5" in refused.err and "县农业农村局" in refused.err
    assert reform("import", "台账.csv", "--new-owner").status == 0


def test_words_are_meant_in_the_plan_year_of_their_row(reform, home):
    (home / "projects.csv").write_text("number,title,plan,due\n1,甲,2020,年底前\n2,乙,2027,年底前\n")
    (home / "milestones.csv").write_text("project,title,due\n1,步,12月底前\n")
    (home / "in").mkdir()
    for name in ("projects.csv", "milestones.csv"):
        (home / name).rename(home / "in" / name)
    assert reform("import", "in").status == 0
    assert [row["due"] for row in reform("export", "projects", "--json").rows] == ["2020-12-31", "2027-12-31"]
    assert reform("export", "milestones", "--json").rows[0]["due"] == "2020-12-31"
    reform("add", "丙", "--plan", "2028", "--due", "年底前")
    reform("add", "步", "--to", "2", "--due", "年底前")
    assert reform("export", "projects", "--json").rows[2]["due"] == "2028-12-31"
    assert reform("export", "milestones", "--json").rows[1]["due"] == "2027-12-31"


def test_a_date_typed_over_the_one_that_words_meant_counts(reform, home):
    reform("add", "甲", "--due", "年底前")
    (home / "projects.csv").write_text(
        reform("export", "projects").out.replace("2026-12-31,年底前", "2027-06-30,年底前")
    )
    assert [row["changed"] for row in reform("import", "projects.csv", "--json").rows] == [0]
    approved = ("--reason", "推迟", "--approved-by", "县委")
    assert reform("import", "projects.csv", *approved, "--json").rows[0]["changed"] == 1
    row = reform("export", "projects", "--json").rows[0]
    assert (row["due"], row["due_said"], row["due_first"]) == ("2027-06-30", None, "2026-12-31")
    slip = reform("slips", "--json").rows[0]
    assert (slip["slip"], slip["extensions"]) == (181, 1)


@pytest.mark.parametrize(
    "command", [("list", "--csv"), ("export", "projects"), ("export", "--json"), ("status", "--html")]
)
def test_an_answer_does_not_replace_the_ledger(reform, home, command):
    reform("add", "甲")
    refused = reform(*command, "-o", home / "ledger.db")
    assert refused.status == 1 and refused.err.count("\n") == 1
    assert reform("check").status == 0


def test_one_nouns_json_comes_back_by_its_name(full, home):
    (home / "projects.json").write_text(full("export", "projects", "--json").out)
    full("init", "--db", "other.db")
    assert full("import", "projects.json", "--db", "other.db").status == 0
    assert full("export", "项目", "--db", "other.db").out == full("export", "projects").out


def test_an_export_for_a_spreadsheet_comes_back_unchanged(full, home):
    full("export", "projects", "--excel", "-o", home / "projects.csv")
    rows = full("import", "projects.csv", "--json").rows
    assert [(row["added"], row["changed"], row["unchanged"]) for row in rows] == [(0, 0, 2)]


def test_a_folder_is_not_given_the_name_of_a_file(reform, home):
    refused = reform("export", "-o", "copy.zip")
    assert (
        refused.status == 1 and "Name a folder, with / at its end" in refused.err and not (home / "copy.zip").exists()
    )
    for name in ("copy", "2026.03", "copy.d/"):
        assert reform("export", "-o", name).status == 0 and (home / name / "owners.csv").exists()


def test_blank_codes_make_no_two_projects_one(reform, home):
    for titles in ("甲,,2026\n", "乙,,2026\n丙,,2026\n"):
        (home / "projects.csv").write_text(f"title,code,plan\n{titles}", encoding="utf-8")
        assert reform("import", "projects.csv").status == 0
    assert [row["title"] for row in reform("export", "projects", "--json").rows] == ["甲", "乙", "丙"]
