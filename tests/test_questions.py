"""The questions that people ask are answered by the commands that their page names."""

import re
import shlex
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[1] / "docs"
QUESTIONS = {
    page: re.findall(r"`reform ([^`]+)`", (DOCS / page).read_text(encoding="utf-8").partition("<!--")[0])
    for page in ("questions.md", "questions.zh.md")
}


@pytest.fixture
def office(reform):
    for title, lead, due in (("客运站", "县交通局", "2026-02-20"), ("卫生室", "县卫健局", "2026-03-01")):
        reform("add", title, "--lead", lead, "--due", due, "--today", "2026-01-12")
    reform("owner", "edit", "县交通局", "--other-names", "Transport")
    reform("owner", "edit", "县卫健局", "--other-names", "Health")
    reform("meeting", "add", "commission", "--date", "2026-02-02")
    reform("add", "铁路用地", "--from", "M1", "--lead", "县交通局", "--due", "2026-06-30")
    return reform


@pytest.mark.parametrize(("page", "command"), [(page, command) for page, all_ in QUESTIONS.items() for command in all_])
def test_every_question_has_its_answer(office, page, command):
    language = "zh" if ".zh." in page else "en"
    answered = office(*shlex.split(command), "--lang", language)
    assert answered.status == 0, answered.err


def test_both_pages_ask_the_same():
    english, chinese = ([command.split()[0] for command in commands] for commands in QUESTIONS.values())
    assert english == chinese and len(english) > 15
