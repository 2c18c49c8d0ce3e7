"""Papers: their fields and templates agree, questions end in refs, numbers are those of the reports."""

import json
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reformcli import i18n
from reformcli.document import Break, Heading, Items, Signature, Value, text_of
from reformcli.model.matter import KINDS
from reformcli.output.cells import heading, shown
from reformcli.reports.papers import PAPERS, paper
from reformcli.table import Table
from tests.conftest import load_rules

SEED = Path(__file__).resolve().parents[1] / "seeds" / "hongan-2020"
DAY = "2020-11-22"
ABOUT = {
    "agenda": ["M5"],
    "minutes": ["M3"],
    "order": ["O6"],
    "reminder": ["农业农村小组联络员"],
    "brief": ["18"],
    "statement": ["县医保局"],
    "roll-call": [],
    "bulletin": ["--since", "2020-10-10"],
    "monthly": ["2020-10"],
    "casebook": [],
    "chronicle": [],
}
REF = re.compile(r"[(（]([^()（）]*)[)）]$")


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    from reformcli.cli import main

    path = tmp_path_factory.mktemp("papers") / "ledger.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORM_TODAY", DAY)
        assert main(["init", "--db", str(path), "-q"]) == 0
        assert main(["import", str(SEED), "--db", str(path), "--new-owner", "-q"]) == 0
    return path


@pytest.fixture
def office(run, home, monkeypatch, seeded):
    """A county's ledger on a day in November, a copy for each test."""
    shutil.copy(seeded, home / "ledger.db")
    monkeypatch.setenv("REFORM_DB", str(home / "ledger.db"))
    monkeypatch.setenv("REFORM_TODAY", DAY)
    return run


def fields(office, *arguments):
    answer = office("paper", *arguments, "--json")
    assert answer.status == 0, answer.err
    return json.loads(answer.out)


def same_keys(value: Value, declared, where):
    """Whether a field has exactly the records and columns that are declared."""
    if isinstance(value, Table):
        assert [column.key for column in value.columns] == [column.key for column in declared.columns], where
    elif isinstance(value, tuple):
        for part in value:
            same_keys(part, declared, where)
    elif isinstance(value, dict):
        assert set(value) == {field.key for field in declared.fields}, where
        for field in declared.fields:
            same_keys(value[field.key], field, f"{where}.{field.key}")
    else:
        assert declared.columns == declared.fields == () or value is None, where


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_has_the_fields_that_it_declares(office, name, monkeypatch):
    made = []
    declared = paper(name)
    monkeypatch.setattr("reformcli.shell.run.Context.show", lambda self, answer: made.append(answer))
    assert office("paper", name, *ABOUT[name]).status == 0
    assert list(made[0].fields) == [field.key for field in declared.fields]
    for field in declared.fields:
        same_keys(made[0].fields[field.key], field, field.key)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", PAPERS)
def test_a_template_prints_itself_and_the_offices_own_takes_its_place(office, home, name, language):
    shipped = office("paper", name, "--template", "--lang", language)
    assert shipped.status == 0 and shipped.out.startswith("# ")
    before = office("paper", name, *ABOUT[name], "--lang", language).out
    (home / "papers").mkdir()
    (home / "settings.toml").write_text('papers.folder = "papers"\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORM_SETTINGS", str(home / "settings.toml"))
        assert office("paper", name, *ABOUT[name], "--lang", language).out == before
        own = home / "papers" / f"{name}.{language}.md"
        assert office("paper", name, "--template", "-o", own, "--lang", language).status == 0
        assert own.read_text() == shipped.out
        own.write_text(f"{shipped.out}\n\nHouse rules apply.\n")
        assert office("paper", name, *ABOUT[name], "--lang", language).out == f"{before}\nHouse rules apply.\n"
        own.write_text("# {{ day.__class__ }}")
        refused = office("paper", name, *ABOUT[name], "--lang", language)
        assert refused.status == 1 and refused.err.count("\n") == 1 and f"{own.name}:1" in refused.err


def test_a_folder_or_a_letterhead_that_is_none_is_one_line(office, home, monkeypatch):
    monkeypatch.setenv("REFORM_PAPERS_FOLDER", "nowhere")
    refused = office("paper", "brief", "18")
    assert refused.status == 1 and "papers.folder" in refused.err and refused.err.count("\n") == 1
    monkeypatch.delenv("REFORM_PAPERS_FOLDER")
    monkeypatch.setenv("REFORM_PAPERS_LETTERHEAD", "nowhere.docx")
    refused = office("paper", "brief", "18", "-o", "x.docx")
    assert refused.status == 1 and "papers.letterhead" in refused.err and not (home / "x.docx").exists()
    assert office("paper", "brief", "18").status == 0


@pytest.mark.parametrize("shape", ["--csv", "--xlsx", "--ics", "--svg"])
def test_a_paper_is_no_list(office, shape):
    refused = office("paper", "brief", "18", shape)
    assert refused.status == 2 and refused.out == "" and ".docx" in refused.err


def test_a_word_file_is_written_and_nothing_is_recorded(office, home):
    before = office("history", "--json").out
    assert office("paper", "brief", "18", "-o", "brief.docx").status == 0
    first = (home / "brief.docx").read_bytes()
    assert office("paper", "brief", "18", "-o", "brief.docx").status == 0
    assert (home / "brief.docx").read_bytes() == first and office("history", "--json").out == before
    assert office("overdue", "-o", "overdue.docx").status == 0


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", PAPERS)
def test_a_word_file_has_the_blocks_of_the_paper(office, home, name, language, monkeypatch):
    assert office("paper", name, *ABOUT[name], "-o", "paper.docx", "--lang", language).status == 0
    word = docx.Document(str(home / "paper.docx"))
    made = []
    monkeypatch.setattr("reformcli.shell.run.Context.show", lambda self, answer: made.append(answer))
    office("paper", name, *ABOUT[name], "--lang", language)
    i18n.use(language)
    lines = [("Title", text_of(made[0].title))]
    grids = []
    for block in made[0].blocks:
        if isinstance(block, Break):
            continue
        if isinstance(block, Heading):
            lines.append((f"Heading {block.level}", text_of(block.words)))
        elif isinstance(block, Items):
            first = block.first
            lines += [
                ("Normal", f"{'·' if first is None else f'{first + n}.'} {text_of(row)}")
                for n, row in enumerate(block.items)
            ]
        elif isinstance(block, Signature):
            lines += [("Signature", text_of(line)) for line in block.lines]
        elif isinstance(block, Table):
            shown_rows = [
                [shown(cell, column).replace("⏎", "\n") for cell, column in zip(row, block.columns, strict=True)]
                for row in block.rows
            ]
            grids.append([heading(block.columns), *shown_rows])
            lines += [("Normal", note) for note in block.notes]
        else:
            lines.append(("Normal", text_of(block.words)))
    i18n.use("en")
    assert [(row.style.name, row.text) for row in word.paragraphs if row.text] == lines
    assert [[[cell.text for cell in row.cells] for row in grid.rows] for grid in word.tables] == grids


# The brief


@pytest.mark.parametrize(
    ("about", "projects"),
    [
        ("18", ["18"]),
        ("18.2", ["18"]),
        ("V30", ["49", "61"]),
        ("F11", ["18"]),
        ("县供销社", ["42", "57"]),
        ("供销社", None),
    ],
)
def test_what_a_brief_can_be_about(office, about, projects):
    if projects is None:
        assert office("paper", "brief", about).status == 1
    else:
        assert [row["ref"] for row in fields(office, "brief", about)["projects"]] == projects


@pytest.mark.parametrize("about", ["999", "V99", "N1", "A1", "没有这个单位"])
def test_what_a_brief_cannot_be_about_is_one_line(office, about):
    refused = office("paper", "brief", about)
    assert refused.status in (1, 2) and refused.out == "" and refused.err.count("\n") == 1
    assert office("paper", "brief").status == 2


def test_a_brief_tells_what_the_ledger_has(office):
    office("edit", "18", "--goal", "查得出，管得住", "--measures", "逐家检查", "--local-situation", "三家机构未查")
    values = fields(office, "brief", "18")
    (project,) = values["projects"]
    assert (project["goal"], project["measures"], project["local_situation"]) == (
        "查得出，管得住",
        "逐家检查",
        "三家机构未查",
    )
    assert project["policy_basis"].startswith("中共中央") and project["due"] == "2020-12-31"
    assert {"role": "lead unit", "owner": "县医保局", "since": None} in project["answers"]
    assert [step["ref"] for step in project["milestones"]] == ["18.1", "18.2", "18.3"]
    assert project["milestones"][1]["days_late"] == 6
    assert (project["light"], project["why"]) == ("green", "on course again, after steps that were late")
    assert [row["ref"] for row in values["matters"]] == ["F11"]
    assert [row["ref"] for row in values["visits"]] == ["V28"]
    assert values["received"] == [{"unit": "县医保局", "count": 1, "cap": 2, "over": False}]


def test_visits_are_counted_in_the_quarter_and_against_the_cap(office):
    load_rules(office, "[visits]\nred = 14\nyellow = 30\ngreen = 90\nblue = 180\ncap = 1\n")
    for day in ("2020-09-30", "2020-10-01", "2020-11-22"):
        office("visit", "add", "县医保局", "--date", day)
    assert fields(office, "brief", "18")["received"] == [{"unit": "县医保局", "count": 3, "cap": 1, "over": True}]
    assert fields(office, "brief", "18", "--today", "2020-09-30")["received"][0]["count"] == 1
    assert "上限 1 次，已超" in office("paper", "brief", "18", "--lang", "zh").out


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("about", ["18", "V30", "县供销社", "36", "53", "县农业农村局"])
def test_every_question_ends_in_the_ref_of_a_row(office, about, language):
    values = fields(office, "brief", about, "--lang", language)
    rows = {row["ref"]: row for row in (*values["projects"], *values["matters"])}
    rows |= {step["ref"]: step for project in values["projects"] for step in project["milestones"]}
    assert values["questions"]
    for question in values["questions"]:
        (ref,) = REF.findall(question)
        assert f"“{rows[ref]['title']}”" in question


def test_a_page_about_several_projects_has_the_most_pressing_of_each_kind(office):
    values = fields(office, "brief", "县农业农村局")
    lights = [row["light"] for row in values["listed"]]
    assert lights == sorted(lights, key=["red", "yellow", "green", "blue", "grey"].index) and len(lights) == 8
    assert values["listed"][0]["following"] == "42.2 重组基层供销社; 145 days late"
    assert len(values["projects"]) == 10 and len(values["visits"]) == 2 and len(values["questions"]) == 4
    late = [row["days_late"] or 0 for row in values["matters"]]
    assert late == sorted(late, reverse=True) and len(late) <= 3
    page = office("paper", "brief", "县农业农村局").out
    assert f"{values['unasked']} more questions" in page and "2 more are not listed." in page
    one = fields(office, "brief", "42")
    assert one["unasked"] == 0 and len(one["visits"]) == 2 and "Projects\n" not in office("paper", "brief", "42").out


def test_what_is_asked_follows_from_the_rows(office):
    def asked(ref):
        return [row for row in fields(office, "brief", "18")["questions"] if row.endswith(f"({ref})")]

    assert "is due on 2020-12-31, in 39 days" in asked("18.3")[0]
    assert [
        "the stage “acceptance” follow" in row or "the stage “close-out” follow" in row for row in asked("F11")
    ] == [True]
    assert asked("18") == []
    office("extend", "18.3", "--to", "2021-01-15", "--reason", "等待省级办法", "--approved-by", "县委改革办")
    assert "from 2020-12-31 to 2021-01-15 (等待省级办法)" in asked("18.3")[-1]
    office("done", "18.3", "--reported")
    assert ["was reported done on 2020-11-22" in row for row in asked("18.3")] == [True, False]
    office("edit", "F11", "--due", "2020-11-20")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORM_TODAY", "2021-02-20")
        assert "days late" in asked("F11")[0] and "Nothing was heard" in asked("18")[-1]
    office("done", "F11", "--all")
    assert asked("F11") == []


# The roll-call


def test_a_roll_call_has_a_line_for_each_open_project_and_the_four_marks(office):
    values = fields(office, "roll-call")
    listed = office("list", "--open", "--plan", "2020", "--json").rows
    in_groups = [line["ref"] for group in values["groups"] for line in group["projects"]]
    assert sorted(in_groups) == sorted(row["ref"] for row in listed for _group in row["group"] or [None])
    assert values["count"] == len(listed)
    for check, mark in {"group-liaison": "person", "group-place": "place", "group-rules": "rules"}.items():
        lacking = {row["name"] for row in office("coverage", "--check", check, "--json").rows}
        assert {group["group"] for group in values["groups"] if not group[mark]} - {None} <= lacking
    page = office("paper", "roll-call", "--lang", "zh").out
    assert "进展情况" in page and "下一步" in page


def test_filters_narrow_a_roll_call(office):
    values = fields(office, "roll-call", "--light", "red")
    assert {line["light"] for group in values["groups"] for line in group["projects"]} == {"red"}


# The bulletin


def agree(office, *filters, since):
    """Whether a bulletin says what status, overdue and completed say for the same filters and day."""
    values = fields(office, "bulletin", "--since", since, *filters)
    status = office("status", *filters, "--json").rows
    counts = {
        (row["section"], row["item"]): row["count"]
        for row in status
        if row["section"] in ("projects", "state", "light")
    }
    assert values["total"] == counts.get(("projects", "total"), 0)
    for part, section in (("states", "state"), ("lights", "light")):
        counted = {row["code"]: row["count"] for row in values[part]}
        assert counted == {item: n for (name, item), n in counts.items() if name == section and item != "dropped"}
        shares = {row["item"]: row["share"] for row in status if row["section"] == section}
        assert all(row["share"] == shares[row["code"]] for row in values[part])
    assert values["dropped"] == counts.get(("state", "dropped"), 0)
    overdue = office("overdue", *filters, "--json").rows
    assert values["overdue"] == len(overdue)
    in_units = {work["ref"]: work["days"] for laggard in values["laggards"] for work in laggard["work"]}
    assert in_units == {row["ref"]: row["days_late"] for row in overdue}
    done = office("completed", "--since", since, "--until", values["day"], *filters, "--json").rows
    assert values["completed"] == [row["ref"] for row in done]
    closing = office("closing", *filters, "--until", values["day"], "--json").rows
    counts = {row["by"]: (row["opened"], row["closed"], row["overdue"]) for row in closing}
    kinds = {label: code for code, label in KINDS.items()}
    assert counts == {
        kinds[kind["kind"]]: (kind["total"], kind["done"], len(kind["overdue"])) for kind in values["matters"]
    }
    new = office("closing", *filters, "--since", since, "--until", values["day"], "--json").rows
    opened = {kinds[kind["kind"]]: len(kind["opened"]) for kind in values["matters"] if kind["opened"]}
    assert {row["by"]: row["opened"] for row in new} == opened
    before = office("overdue", *filters, "--today", since, "--json").rows
    again = {work["ref"] for laggard in values["laggards"] for work in laggard["work"] if work["again"]}
    assert again == {row["ref"] for row in before} & set(in_units)
    return values


@pytest.mark.parametrize(
    "filters", [[], ["--plan", "all"], ["--group", "城乡建设改革专项小组"], ["--owner", "县供销社"], ["--key"]]
)
def test_the_numbers_of_a_bulletin_are_those_of_the_reports(office, filters):
    values = agree(office, *filters, since="2020-10-10")
    assert values["annex"] and len(values["annex"]) == values["total"] + values["dropped"]


@given(st.data())
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_they_agree_in_any_ledger(reform, home, data):
    (home / "ledger.db").unlink()
    reform("init")
    days = st.integers(-80, 80).map(lambda n: (date(2026, 3, 15) + timedelta(days=n)).isoformat())
    past = st.integers(-80, 0).map(lambda n: (date(2026, 3, 15) + timedelta(days=n)).isoformat())
    lines = ["title,plan,lead,due,state,done"]
    for n in range(data.draw(st.integers(0, 12))):
        state = data.draw(st.sampled_from(["planned", "started", "done", "dropped"]))
        done = data.draw(past) if state == "done" else ""
        unit, due, plan = (
            data.draw(st.sampled_from(["甲局", "乙局", ""])),
            data.draw(days),
            data.draw(st.sampled_from([2025, 2026])),
        )
        lines.append(f"project {n},{plan},{unit},{due},{state},{done}")
    (home / "projects.csv").write_text("\n".join(lines) + "\n")
    assert len(lines) == 1 or reform("import", "projects.csv", "--new-owner").status == 0
    for n in range(data.draw(st.integers(0, 3))):
        kind, opened = data.draw(st.sampled_from(["finding", "decision", "obstacle"])), data.draw(past)
        due = (date.fromisoformat(opened) + timedelta(days=data.draw(st.integers(0, 60)))).isoformat()
        typed = ["--kind", kind, "--lead", "甲局", "--opened", opened, "--due", due, "--new-owner", "--yes"]
        assert reform("add", f"matter {n}", *typed).status == 0
        end = data.draw(st.sampled_from(["open", "done", "dropped"]))
        if end == "done":
            reform("done", f"F{n + 1}", "--all", "--on", data.draw(past))
        elif end == "dropped":
            assert reform("drop", f"F{n + 1}", "--reason", "not needed").status == 0
    agree(reform, since=data.draw(past))


def test_a_bulletin_of_no_time_is_refused(office):
    for arguments in (["--since", "2020-12-01"], ["--since", "2020-10-10", "--next-visit", "2020-11-01"]):
        refused = office("paper", "bulletin", *arguments)
        assert refused.status == 2 and refused.err.count("\n") == 1


def test_visits_of_the_time_and_matters_that_came_back(office):
    values = fields(office, "bulletin", "--since", "2020-10-10")
    assert [row["ref"] for row in values["visits"]] == ["V30", "V29", "V28", "V27"]
    assert (values["visited"], values["helped"], values["units"], values["projects"]) == (4, 1, 4, 7)
    findings, decisions = values["matters"]
    assert findings["relapses"] == ["F10"] and set(findings["overdue"]) == {"F4", "F8", "F9", "F10"}
    assert decisions["open"] == ["F17"]
    for requirement in values["requirements"]:
        assert REF.search(requirement)
    page = office("paper", "bulletin", "--since", "2020-10-10", "--lang", "zh").out
    assert "▲供销合作社综合改革" in page and "一、督查情况" in page and "四、要求与下次督查" in page
