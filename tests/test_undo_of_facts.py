"""Whatever is done to a submission, an idea or an event, undone it is nothing; and whatever they hold is text."""

import pytest

from tests.stages.conftest import everything

VERBS = (
    ("submission", "add", "新", "--owner", "甲镇"),
    ("submission", "edit", "S1", "--shared", "乙镇", "--form", "study"),
    ("submission", "adopted", "S1", "--level", "city", "--journal", "甲刊"),
    ("submission", "adopted", "S1.1", "--level", "centre"),
    ("submission", "remove", "S2"),
    ("idea", "add", "新", "--owner", "甲镇", "--due", "3个月内"),
    ("idea", "edit", "I1", "--conditions", ""),
    ("idea", "promote", "I1", "--lead", "新局", "--due", "2026-12-31"),
    ("idea", "remove", "I2"),
    ("stage", "I1", "roll-out"),
    ("stage", "I1", "evaluate", "--return", "--evidence", "不足"),
    ("stage", "I1", "stop", "--evidence", "不宜"),
    ("event", "add", "新", "--kind", "award"),
    ("event", "edit", "E1", "--fed", "", "--level", "city"),
    ("event", "remove", "E1"),
    ("note", "S1", "记一笔"),
    ("owner", "edit", "甲镇", "--category", "county"),
)

HOSTILE = "# {{ day }} | 1. **x** <b>&amp;"


@pytest.fixture
def office(reform):
    """A submission that was adopted and one to come, an idea that was evaluated and one applied for, an event."""
    reform("owner", "add", "甲镇", "--category", "township")
    reform("owner", "add", "乙镇")
    reform("add", "甲项", "--lead", "甲镇", "--due", "2026-12-31")
    reform("submission", "add", "甲稿", "--owner", "甲镇", "--date", "2026-02-01", "--projects", "1")
    reform("submission", "adopted", "S1", "--level", "county", "--date", "2026-02-03")
    reform("submission", "add", "约稿", "--owner", "乙镇", "--form", "commissioned", "--due", "2026-04-01")
    for title in ("甲事", "乙事"):
        reform("idea", "add", title, "--owner", "甲镇", "--opened", "2026-01-05", "--conditions", "有专人")
    reform("idea", "edit", "I1", "--title", "甲事", "--problem", "难")
    for key in ("approve", "try", "evaluate"):
        assert reform("stage", "I1", key, "--on", "2026-02-01").status == 0
    reform("stage", "I2", "stop", "--evidence", "不宜")
    reform("event", "add", "讲座", "--kind", "talk", "--fed", "1", "--date", "2026-03-01")
    return reform


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_undone_it_is_nothing(office, verb):
    before = everything(office)
    done = office(*verb)
    assert done.status == 0, done.err
    assert everything(office) != before
    assert office("undo", "--yes").status == 0
    assert everything(office) == before and office("check").status == 0


@pytest.mark.parametrize("shape", ["--markdown", "--html", "--json", None])
def test_what_they_hold_is_text_in_every_paper(office, shape):
    office("event", "edit", "E1", "--title", HOSTILE)
    office("idea", "edit", "I1", "--title", HOSTILE, "--problem", HOSTILE)
    office("stage", "I1", "roll-out")
    office("owner", "edit", "甲镇", "--category", HOSTILE)
    for name in (("chronicle",), ("casebook",), ("monthly", "2026-02")):
        paper = office("paper", *name, *([shape] if shape else []))
        assert paper.status == 0, paper.err
        text = paper.out.replace("\\", "")
        assert ("{{ day }}" in text) or shape == "--html"
        assert "<b>" not in paper.out or shape != "--html"
