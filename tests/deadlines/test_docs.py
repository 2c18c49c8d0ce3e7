"""The examples of the pages on deadlines are what the program reads."""

import re
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from reformcli.deadlines import Conventions, Kind, Reading, canonical, read
from reformcli.deadlines.chinese import CHINESE, moments, parts, relative, terms
from reformcli.deadlines.chinese.moments import MOMENTS as CHINESE_MOMENTS
from reformcli.deadlines.english import ENGLISH
from reformcli.deadlines.english.moments import MOMENTS as ENGLISH_MOMENTS
from reformcli.deadlines.english.relative import COUNTED, form_at
from reformcli.deadlines.grammar import CountedForm, MomentForm
from reformcli.deadlines.items import Frame
from reformcli.deadlines.normalise import compact, plain
from reformcli.deadlines.tape import Tape

PAGES = ("deadlines.md", "deadlines.zh.md")
DOCS = Path(__file__).parents[2] / "docs"
DATED = re.compile(r"`([^`]+)`\s*→ (\d{4}-\d\d-\d\d)(?: ≈ (\d{4}-\d\d-\d\d))?")


def _read(phrase: str) -> Reading:
    return read(phrase, date(2026, 3, 15), Conventions(2026))


@pytest.mark.parametrize("page", PAGES)
def test_dated_examples(page: str) -> None:
    examples = DATED.findall((DOCS / page).read_text("utf-8"))
    assert len(examples) > 30
    for phrase, end, other in examples:
        reading = _read(phrase)
        assert (str(reading.end), str(reading.other_end) if other else "") == (end, other), phrase


@pytest.mark.parametrize("page", PAGES)
def test_undated_examples(page: str) -> None:
    kinds = {0: {Kind.OPEN_ENDED}, 1: {Kind.RELATIVE}, 2: {Kind.UNPARSEABLE}}
    rows = [line for line in (DOCS / page).read_text("utf-8").splitlines() if line.startswith("| ")][-3:]
    for place, row in enumerate(rows):
        for phrase in re.findall(r"`([^`]+)`", row):
            reading = _read(phrase)
            assert reading.kind in kinds[place], phrase
            assert reading.end is None, phrase


@pytest.mark.parametrize("page", PAGES)
def test_canonical_examples(page: str) -> None:
    last = (DOCS / page).read_text("utf-8").rpartition("\n## ")[2]
    for phrase in re.findall(r"`([^`]+)`", last):
        if phrase != "reform":
            assert canonical(_read(phrase)) == phrase


@pytest.mark.parametrize("forms", [ENGLISH_MOMENTS, CHINESE_MOMENTS])
def test_each_form_of_a_moment_reads_its_examples_and_no_earlier_one_does(forms: tuple[MomentForm, ...]) -> None:
    english = forms is ENGLISH_MOMENTS
    language = ENGLISH if english else CHINESE
    for place, form in enumerate(forms):
        for example in form.examples:
            text = plain(example).lower() if english else compact(plain(example))
            tape = Tape(text, language.lex(text), Frame(date(2026, 3, 15), Conventions(2026)))
            takers = [other.form for other in forms[: place + 1] if other.read(tape, 0, None) is not None]
            assert takers == [form.form], example


def _forget_rows() -> None:
    """What is computed from the tables is computed again."""
    parts.parts_by_kind.cache_clear()
    terms.limits_by_kind.cache_clear()


@pytest.mark.parametrize("form", COUNTED, ids=[form.form for form in COUNTED])
def test_each_form_of_a_counted_limit_reads_its_examples_and_no_earlier_one_does(form: CountedForm) -> None:
    for example in form.examples:
        tape = Tape(example, ENGLISH.lex(example.lower()), Frame(date(2026, 3, 15), Conventions(2026)))
        places = range(len(tape.tokens))
        taken = next(taken for place in places if (taken := form_at(tape, place)) is not None)
        assert taken[0].form == form.form, example


TABLES_OF_ROWS = ((moments, "MOMENTS"), (parts, "PARTS"), (terms, "LIMITS"), (relative, "COUNTS"))


@pytest.mark.parametrize(
    ("module", "table", "place"),
    [(module, table, place) for module, table in TABLES_OF_ROWS for place in range(len(getattr(module, table)))],
)
def test_without_a_row_its_example_is_read_otherwise(
    module: ModuleType, table: str, place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = getattr(module, table)
    example = rows[place].examples[-1] if table == "MOMENTS" else rows[place].example
    whole = _read(example)
    monkeypatch.setattr(module, table, rows[:place] + rows[place + 1 :])
    _forget_rows()
    without = _read(example)
    monkeypatch.undo()
    _forget_rows()
    assert without != whole
