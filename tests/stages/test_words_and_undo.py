"""Stages as they are said in both languages, shown, undone, and reported by a unit's form."""

import json

import pytest

from reformcli.model.stage import STAGES
from tests.stages.conftest import everything, go, refused, stages, stands

# Words, pages, undo


@pytest.mark.parametrize("language", ["en", "zh"])
def test_stages_are_said_in_either_language(finding, language):
    words = {"en": ("measures", "Self-Check", "first check", "acceptance", "public notice", "close-out", "look-back")}
    words["zh"] = ("措施", "自查", "初核", "验收", "公示", "销号", "回头看")
    for word in words[language]:
        by = ("--by", "经济组") if word in ("first check", "初核") else ()
        assert finding("stage", "F1", word, *by).status == 0
    assert [key for key, *_more in stages(finding)] == list(STAGES)[:7]


def test_answers_in_chinese_have_the_words_of_stages(finding):
    go(finding, "measures")
    lacking = finding("done", "F1", "--lang", "zh").err
    assert "自查" in lacking and "验收" in lacking and "self-check, acceptance" not in lacking
    assert "措施" in finding("stage", "F1", "措施", "--lang", "zh").err
    assert "初核" in finding("stage", "F1", "nonsense", "--lang", "zh").err
    go(finding, "self-check")
    assert "初核" in finding("stage", "F1", "初核", "--lang", "zh").err
    assert "验收" in finding("stage", "F1", "验收", "--by", "县住建局", "--lang", "zh").err


@pytest.mark.parametrize(("language", "words"), [("en", ("self-check", "returned")), ("zh", ("自查", "退回", "通过"))])
def test_the_page_of_a_matter_has_its_stages_in_their_order(finding, language, words):
    go(finding, "measures", "self-check")
    finding("stage", "F1", "acceptance", "--return", "--evidence", "照片缺", "--on", "2026-03-02")
    go(finding, "self-check")
    shown = [row for row in finding("show", "F1", "--json").rows if row["section"] == "stages"]
    assert [(row["field"], row["state"]) for row in shown] == [
        ("measures", "passed"),
        ("self-check", "passed"),
        ("acceptance", "returned"),
        ("self-check", "passed"),
    ]
    out = finding("show", "F1", "--lang", language).out
    assert all(word in out for word in (*words, "照片缺"))


STEPS = [
    ("stage", "F1", "measures", "--evidence", "方案"),
    ("done", "F1", "--reported", "--evidence", "报告"),
    ("stage", "F1", "first-check", "--by", "经济组"),
    ("stage", "F1", "acceptance", "--return", "--evidence", "缺照片"),
    ("drop", "F1", "--reason", "重复"),
    ("reopen", "F1", "--reason", "不是重复"),
    ("stage", "F1", "self-check"),
    ("stage", "F1", "acceptance"),
    ("done", "F1", "--evidence", "现场"),
    ("stage", "F1", "look-back"),
    ("reopen", "F1", "--reason", "反弹"),
    ("done", "F1", "--all"),
]


def test_each_step_can_be_undone_and_made_again(finding):
    for step in STEPS:
        before = everything(finding)
        answer = finding(*step)
        assert answer.status == 0, (step, answer.err)
        after = everything(finding)
        assert after != before
        assert finding("undo", "--yes").status == 0 and everything(finding) == before, step
        assert finding(*step).status == 0
        uids = [[row.pop("uid") for row in json.loads(text)["stages"]] for text in (after, everything(finding))]
        assert len(uids[0]) == len(uids[1]) and stands(finding) == tuple(
            json.loads(after)["matters"][0][key] for key in ("state", "stage", "reported", "done")
        )
    assert finding("check").status == 0


def test_a_stage_with_later_stages_is_not_undone(finding):
    go(finding, "measures")
    batch = finding("history", "F1", "--json").rows[-1]["batch"]
    go(finding, "self-check")
    assert "has changed since batch" in refused(finding, "undo", batch, "--yes")


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (("stage", "F1", "acceptance", "--return", "--evidence", "x"), "acceptance, returned"),
        (("reopen", "F1", "--reason", "x"), "acceptance, returned"),
    ],
)
def test_a_stage_that_a_return_stands_on_is_not_undone(finding, later, words):
    """A return may leave the matter as an earlier stage left it, and still stands on that stage and the next."""
    batches = []
    for key in ("measures", "self-check"):
        go(finding, key)
        batches.append(max(row["batch"] for row in finding("history", "F1", "--json").rows))
    assert finding(*later).status == 0
    assert stands(finding) == ("started", "measures", None, None)
    for batch in batches:
        told = refused(finding, "undo", batch, "--yes")
        assert "F1 has a later stage: " in told or "has changed since batch" in told
        assert "`reform history F1`" in told
    assert f"F1 has a later stage: {words}, on 2026-03-15." in refused(finding, "undo", batches[0], "--yes")
    assert "之后还有环节：验收，退回，2026-03-15" in refused(finding, "undo", batches[0], "--yes", "--lang", "zh")
    assert finding("undo", "--yes").status == 0 and finding("undo", batches[1], "--yes").status == 0
    assert stands(finding) == ("started", "measures", None, None) and len(stages(finding)) == 1


def test_an_undone_stage_does_not_come_back_under_later_ones(finding):
    go(finding, "measures")
    assert finding("undo", "--yes").status == 0
    undone = max(row["batch"] for row in finding("history", "--json").rows)
    go(finding, "measures", "self-check")
    refused(finding, "undo", undone, "--yes")
    assert finding("check").status == 0


def test_a_unit_s_form_records_its_report_as_a_stage(finding, home):
    """What comes back in a form is what `done --reported` records: the stage of the report."""
    openpyxl = pytest.importorskip("openpyxl")
    go(finding, "measures")
    finding("forms", "send", "--owner", "县住建局", "-o", "out")
    path = next((home / "out").glob("*.xlsx"))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[3]}
    row = next(row for row in range(5, sheet.max_row + 1) if sheet.cell(row, at["ref"]).value == "F1")
    sheet.cell(row, at["done"]).value = "2026-03-10"
    book.save(path)
    assert finding("forms", "collect", "out").status == 0
    assert stands(finding) == ("reported", "self-check", "2026-03-10", None)
    assert stages(finding)[-1] == ("self-check", "2026-03-10", "passed", "县住建局")
    assert finding("stage", "F1", "acceptance").status == 0
