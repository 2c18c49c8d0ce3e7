"""Laws: no date without a reason, no form that stops another, no two forms in one file."""

import json
import os
import re
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reformcli.cli import main
from reformcli.documents.folder import FormsFolder
from tests.test_forms import KEYS

DAYS = st.integers(0, 5).map(lambda step: (date(2026, 6, 30) + timedelta(days=31 * step)).isoformat())
TITLES = ("甲", "乙")

REFS = st.sampled_from(["1", "2", "1.1", "F1", "3"])

STEPS = st.one_of(
    st.tuples(st.just("add"), st.just(""), DAYS),
    st.tuples(st.just("extend"), REFS, DAYS),
    st.tuples(st.just("correct"), REFS, DAYS),
    st.tuples(st.just("edit"), REFS, DAYS),
    st.tuples(st.just("done"), REFS, st.just("")),
    st.tuples(st.just("reopen"), REFS, st.just("")),
    st.tuples(st.just("list"), st.just(""), st.tuples(DAYS, DAYS)),
    st.tuples(st.just("approved"), st.just(""), st.tuples(DAYS, DAYS)),
    st.tuples(st.just("export"), st.just(""), st.tuples(DAYS, DAYS)),
    st.tuples(st.just("moved"), st.just(""), st.tuples(DAYS, DAYS)),
    st.tuples(st.just("form"), st.sampled_from(["in hand", "done", "not started"]), DAYS),
    st.tuples(st.just("undo"), st.integers(1, 12), st.just("")),
)


@pytest.fixture(autouse=True)
def surroundings(home):
    """An environment that knows nothing of the machine."""


def taken(folder: Path, step: tuple[str, object, object]) -> None:
    """One thing that a person does; it may be refused."""
    verb, about, value = step
    commands = {
        "add": ["add", f"新事 {value}", "--due", str(value)],
        "extend": ["extend", str(about), "--to", str(value), "--reason", "r", "--approved-by", "a", "--yes"],
        "correct": ["edit", str(about), "--due", str(value), "--correct", "slip"],
        "edit": ["edit", str(about), "--due", str(value)],
        "done": ["done", str(about), "--all"],
        "reopen": ["reopen", str(about), "--reason", "r"],
        "undo": ["undo", str(about), "--yes"],
    }
    if verb in commands:
        main([*commands[verb], "-q"])
    elif verb == "form":
        came_back(folder, str(about), str(value))
    else:
        assert isinstance(value, tuple)
        headings = {"export": "title,plan,due", "moved": "项目名称,计划年度,调整后完成时限,原定完成时限"}
        heading = headings.get(verb, "项目名称,计划年度,完成时限")
        first = ",2026-05-31" if verb == "moved" else ""
        rows = [f"{title},2026,{due}{first}" for title, due in zip(TITLES, value, strict=True)]
        path = folder / ("projects.csv" if verb == "export" else "台账.csv")
        path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
        more = ["--reason", "r", "--approved-by", "a", "--yes"] if verb in ("approved", "moved") else []
        main(["import", str(path), *more, "-q"])


def came_back(folder: Path, state: str, due: str) -> None:
    """Forms that are sent and come back with a state in every row, and another due date written over the given one."""
    out = folder / "forms"
    if main(["forms", "send", "--all", "-o", str(out), "-q"]) or not out.is_dir():
        return
    for path in out.iterdir():
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        at = {cell.value: cell.column for cell in sheet[KEYS]}
        for row in range(KEYS + 2, sheet.max_row + 1):
            if sheet.cell(row, at["uid"]).value:
                sheet.cell(row, at["state"]).value = state
                sheet.cell(row, at["due"]).value = due
        book.save(path)
    main(["forms", "collect", str(out), "-q"])


@settings(max_examples=25)
@given(steps=st.lists(STEPS, min_size=1, max_size=6))
def test_no_date_is_left_that_nothing_explains(steps):
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORM_DB", f"{place}/ledger.db")
        assert main(["init", "-q"]) == 0
        for words in (
            ["甲", "--plan", "2026", "--due", "2026-06-30", "--lead", "县教育局"],
            ["乙", "--plan", "2026"],
            ["节点", "--to", "1", "--due", "2026-05-31"],
            ["问题", "--kind", "finding", "--lead", "县教育局", "--due", "2026-04-30"],
        ):
            assert main(["add", *words, "-q"]) == 0
        for step in steps:
            taken(Path(place), step)
            assert main(["check", "--dates", "-q"]) == 0, step
        assert main(["check", "-q"]) == 0


def comparable(name: str) -> str:
    """A name as the strictest of file systems compares it."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


HOSTILE = ["a/b", "a:b", "A/B", "con", "CON", "con.x", "Aux .县", "com¹.", "县" * 72, "县" * 90, "县" * 72 + "乙"]
HOSTILE += [
    "..",
    " ",
    ".",
    "é",
    "e\u0301",
    "ﬁ",
    "fi",
    "FI",
    "县\u202e局",
    "县_局",
    "ß",
    "ss",
    "İ",
    "i̇",
    "-2026-03-15-2",
]


@settings(max_examples=80)
@given(
    owners=st.lists(
        st.one_of(
            st.text(
                st.sampled_from("aA/:?*\\ .县é") | st.characters(exclude_categories=("Cs",)), min_size=1, max_size=80
            ),
            st.sampled_from(HOSTILE),
        ),
        min_size=2,
        max_size=8,
        unique=True,
    )
)
@example(owners=HOSTILE)
def test_two_forms_never_share_a_file(owners):
    written: dict[str, bytes] = {}
    with TemporaryDirectory() as place:
        folder = FormsFolder(Path(place), lambda path, data: written.__setitem__(comparable(path.name), data))
        for owner in owners:
            name = folder.name_for(owner, date(2026, 3, 15), ())
            assert name == os.path.basename(name) and len(name.encode()) <= 255 and name.endswith(".xlsx")
            device = comparable(name).partition(".")[0].strip()
            assert not re.fullmatch(r"con|prn|aux|nul|(?:com|lpt)\d", device) and not name.startswith("~$")
            folder.save(name, owner.encode())
            (Path(place) / name).write_bytes(owner.encode())
    assert sorted(written.values()) == sorted(owner.encode() for owner in owners)


def test_one_bad_cell_in_each_of_thirty_forms_keeps_nothing_else_out(reform, home):
    units = [f"单位{n:02}" for n in range(30)]
    rows = [f"{unit}的任务{step},{unit},2026-06-30" for unit in units for step in "甲乙"]
    (home / "台账.csv").write_text("\n".join(["项目名称,牵头单位,完成时限", *rows]) + "\n", encoding="utf-8")
    assert reform("import", "台账.csv", "--new-owner").status == 0
    assert reform("forms", "send", "--all", "-o", "out").status == 0
    for path in (home / "out").iterdir():
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        at = {cell.value: cell.column for cell in sheet[KEYS]}
        sheet.cell(KEYS + 2, at["done"]).value = "不久"
        for row in (KEYS + 2, KEYS + 3):
            sheet.cell(row, at["progress"]).value = f"进展 {row}"
        sheet.cell(KEYS + 3, at["state"]).value = "in hand"
        book.save(path)
    collected = reform("forms", "collect", "out", "--json")
    outcomes = [row["outcome"] for row in collected.rows]
    assert collected.status == 1 and outcomes.count("fault") == 30
    assert len({row["file"] for row in collected.rows if row["outcome"] == "fault"}) == 30
    assert len(reform("export", "notes", "--json").rows) == 60
    assert sum(row["state"] == "started" for row in reform("export", "projects", "--json").rows) == 30
    before = reform("export", "--ndjson").out
    again = reform("forms", "collect", "out", "--json")
    assert {row["outcome"] for row in again.rows} == {"fault"} and reform("export", "--ndjson").out == before
    assert json.loads(reform("forms", "missing", "--json").out) == []


@settings(max_examples=12)
@given(
    cells=st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "state": st.sampled_from(["in hand", "done", "未启动", "已完成", "finished", "dropped"]),
                "done": st.sampled_from(["2026-03-10", "2026-04-01", "不久"]),
                "progress": st.sampled_from(["已印发", "a" * 20_001]),
                "problems": st.just("经费不足"),
                "percent": st.sampled_from(["80%", "0.5", "200", "x"]),
            },
        ),
        min_size=3,
        max_size=3,
    )
)
def test_the_same_folder_twice_adds_nothing(cells):
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORM_DB", f"{place}/ledger.db")
        out = f"{place}/out"
        assert main(["init", "-q"]) == 0
        for number in range(3):
            assert main(["add", f"事{number}", "--lead", f"局{number % 2}", "--due", "2026-06-30", "-q"]) == 0
        assert main(["forms", "send", "--all", "-o", out, "-q"]) == 0
        for path in Path(out).iterdir():
            book = openpyxl.load_workbook(path)
            sheet = book.worksheets[0]
            at = {cell.value: cell.column for cell in sheet[KEYS]}
            for row, filled in zip(range(KEYS + 2, sheet.max_row + 1), cells, strict=False):
                if sheet.cell(row, at["ref"]).value not in ("1", "2", "3"):
                    break
                for key, value in filled.items():
                    sheet.cell(row, at[key]).value = value
            book.save(path)
        main(["forms", "collect", out, "-q"])
        first = exported(place)
        main(["forms", "collect", out, "-q", "--today", "2026-03-20"])
        assert exported(place) == first
        assert main(["check", "--dates", "-q"]) == 0


def exported(place: str) -> str:
    """Everything that the ledger holds."""
    path = Path(place) / "all.ndjson"
    assert main(["export", "--ndjson", "-o", str(path)]) == 0
    return path.read_text(encoding="utf-8")
