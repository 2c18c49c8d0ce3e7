"""Headings and words of state met in the wild, each with what it means there: most of them mean what they say."""

import csv
from pathlib import Path

import pytest

from reformcli.importers.sheets.words import date_names, heading_table, shares, state_words, vocabulary
from reformcli.model.states import PLANNED

WORDS = Path(__file__).parent / "words"
ENOUGH = 0.98
NAMES = {("project", "level/indent"): "level", ("project", "done"): "actual_end", ("milestone", "done"): "actual_end"}
"""Meanings that the tables of this project call otherwise."""


def rows_of(name):
    with (WORDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def means(row):
    """Whether the surest meaning of a heading is the one that it was met with."""
    nouns = ("project" if noun == "any" else noun for noun in row["noun"].split(";"))
    return any(
        vocabulary.surely(noun, row["heading"]) == NAMES.get((noun, row["meaning"]), row["meaning"]) for noun in nouns
    )


def test_headings_mean_what_they_were_met_with():
    looked_up = [row for row in rows_of("headings.csv") if row["looked_up"] and row["meaning"] != "ambiguous"]
    wrong = [(row["heading"], row["noun"], row["meaning"]) for row in looked_up if not means(row)]
    assert len(wrong) <= (1 - ENOUGH) * len(looked_up), wrong


def test_headings_with_several_meanings_are_known_with_several():
    ambiguous = [row for row in rows_of("headings.csv") if row["meaning"] == "ambiguous" and ";" in row["alternatives"]]
    lonely = [
        row["heading"]
        for row in ambiguous
        if sum(len(vocabulary.meanings(noun, row["heading"])) for noun in heading_table.OFFICE_NOUNS) < 2
    ]
    assert lonely == []


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        (f"{prefix}{event}{day}", meaning)
        for prefix, event, meaning in (
            ("原计划", "完成", "due_original"),
            ("新", "完成", "due_revised"),
            ("拟", "开始", "start"),
            ("实际", "完成", "actual_end"),
            ("实际", "开工", "actual_start"),
            ("计划", "竣工", "due"),
        )
        for day in ("时间", "日期")
    ]
    + [
        ("Original Finish Date", "due_original"),
        ("Re-scheduled end", "due_revised"),
        ("Revised Completion Date", "due_revised"),
        ("Actual Start Date", "actual_start"),
        ("Actual Completion", "actual_end"),
        ("Planned Commencement Date", "start"),
        ("Proposed delivery date", "due"),
        ("Date raised", "raised_on"),
        ("Last reviewed date", "ignore"),
    ],
)
def test_prefixes_are_a_rule(heading, meaning):
    assert vocabulary.surely("project", heading.replace("Re-scheduled", "Rescheduled")) == meaning


def state_agrees(row):
    word, wanted = state_words.read(row["word"]), row["state"]
    if wanted.startswith("light:"):
        return word.light == wanted.removeprefix("light:")
    if wanted == "percent":
        return word.percent is not None or shares.number_of(row["word"]) is not None
    if wanted == "unknown":
        return not word.understood or word.states[:1] in (
            (state_words.NOTHING,),
            (state_words.NO,),
            (state_words.OPEN,),
        )
    return word.states[:1] == (wanted,) or (wanted == "done" and word.states[:1] == (state_words.YES,))


def test_words_of_state_mean_what_they_were_met_with():
    sure = [row for row in rows_of("states.csv") if row["looked_up"] and not row["ambiguous"]]
    wrong = [(row["word"], row["state"]) for row in sure if not state_agrees(row)]
    assert len(wrong) <= (1 - ENOUGH) * len(sure), wrong


def test_no_word_is_taken_for_not_started_that_does_not_mean_it():
    taken = [row for row in rows_of("states.csv") if state_words.read(row["word"]).states[:1] == (PLANNED,)]
    wrong = [row["word"] for row in taken if row["state"] not in (PLANNED, "percent") and not row["ambiguous"]]
    assert wrong == []


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("已完成80%", "started"),
        ("约60%", "started"),
        ("已受理未办结", "started"),
        ("已交办未完成", "started"),
        ("已催办2次未办结", "started"),
        ("已签约未开工", "planned"),
        ("已完成待销号", "reported"),
        ("整改完成待验收", "reported"),
        ("已按要求完成", "done"),
        ("3月12日完成", "done"),
        ("过半", "started"),
        ("3/5", "started"),
        ("100%", "done"),
        ("Completed on 3 March", "done"),
        ("已于2月完成", None),
        ("正在征求意见", "started"),
        ("待上级验收", "reported"),
        ("暂停实施", "on_hold"),
        ("To be agreed", "planned"),
        ("the council asked for a new paper on this", None),
    ],
)
def test_words_that_no_table_has(word, state):
    assert next(iter(state_words.read(word).states), None) == state


@pytest.mark.parametrize(
    "word", ["预计3月31日完成", "力争6月30日办结", "未能在3月1日完成", "已要求限期办结", "已承诺3月完成"]
)
def test_what_is_still_to_come_is_not_done(word):
    assert state_words.DONE not in state_words.read(word).states


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("责任股室", "responsible"),
        ("责任办所", "responsible"),
        ("整改责任院系", "responsible"),
        ("牵头镇街", "lead"),
        ("协办科室", "supporting"),
        ("督办责任人", "keep"),
        ("移交单位", "keep"),
        ("责任追究", None),
    ],
)
def test_who_answers_is_headed_by_the_kind_of_unit(heading, meaning):
    assert vocabulary.surely("project", heading) == meaning


@pytest.mark.parametrize(
    ("heading", "meaning"), [("Progress note", "progress_text"), ("Due dates", "due"), ("Owner names", "responsible")]
)
def test_an_english_heading_means_the_same_in_singular_and_plural(heading, meaning):
    assert vocabulary.surely("project", heading) == meaning


@pytest.mark.parametrize(
    ("heading", "meanings"),
    [
        ("Original start date", (("start", 0.8),)),
        ("起止时间", (("span", 1.0),)),
        ("实际起止时间", (("ignore", 0.9),)),
        ("签约时间", ()),
        ("计划签约时间", (("due", 1.0),)),
    ],
)
def test_headings_of_days_by_rule(heading, meanings):
    assert date_names.meanings(heading) == meanings
