"""How tables fit a terminal: what stands beside each other, how wide, what goes below."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformcli.output.fitting import BAR, GAP, fitted, needs_of
from reformcli.output.texts import wrapped
from reformcli.table import Column, Shape

REF = Column("ref", "Ref", "")
TITLE = Column("title", "Title", "", main=True)
DUE = Column("due", "Due", "", Shape.DATE)
SHARE = Column("share", "Share of what was done", "", Shape.SHARE)
UNIT = Column("unit", "Unit", "")
SOURCE = Column("source", "Source", "", detail=True)
EVERY = (REF, TITLE, DUE, SHARE, UNIT, SOURCE)


def fit(row, columns=EVERY, room=80):
    return fitted(columns, needs_of(columns, [row]), room)


def test_what_fits_stands_beside_each_other_as_wide_as_it_is():
    whole = fit(("17.3", "Sign", None, 0.5, "Transport", "province"), room=100)
    assert whole.below == () and whole.bar == BAR
    assert whole.widths == {0: 4, 1: 5, 2: 3, 3: 4 + 1 + BAR, 4: 9, 5: 8}
    assert whole.begin(2) == 4 + GAP + 5 + GAP


def test_lesser_columns_go_below_before_the_title_is_broken():
    narrower = fit(("17.3", "t" * 40, None, 0.5, "Transport", "province"), room=85)
    assert narrower.below == (5,) and narrower.bar == BAR
    assert narrower.widths[1] == 85 - (4 + 3 + 25 + 9) - 4 * GAP


def test_then_bars_go_and_headings_are_broken_and_the_last_go_below():
    narrow = fit(("17.3", "t" * 40, None, 0.5, "u" * 30, "province"), room=60)
    assert narrow.bar == 0 and narrow.widths[3] == 8 and narrow.below == (5,)
    narrowest = fit(("17.3", "t" * 40, None, 0.5, "u" * 30, "province"), room=36)
    assert narrowest.below == (3, 4, 5) and narrowest.widths[1] >= 16


def test_a_row_is_known_by_its_first_column_where_none_is_the_main_one():
    columns = (UNIT, *(Column(f"count{n}", "How many were looked back at", "", Shape.NUMBER) for n in range(12)))
    counts = fit(("u" * 12, *range(12)), columns)
    assert counts.main == 0 and 0 in counts.widths and counts.below
    assert set(counts.widths) | set(counts.below) == set(range(13))


@given(
    st.lists(st.sampled_from(EVERY), min_size=1, max_size=9, unique_by=lambda column: column.key),
    st.lists(st.integers(0, 300), min_size=9, max_size=9),
    st.integers(40, 250),
)
def test_every_column_has_one_place_and_rows_fit(columns, lengths, room):
    columns = tuple(columns)
    row = tuple(
        0.5 if column is SHARE else None if column is DUE else ("x" * length)[: 12 if column is REF else 300]
        for column, length in zip(columns, lengths, strict=False)
    )
    fitting = fit(row, columns, room)
    assert sorted([*fitting.widths, *fitting.below]) == list(range(len(columns)))
    assert sum(fitting.widths.values()) + GAP * (len(fitting.widths) - 1) <= room
    assert fitting.main in fitting.widths


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("F2、F11、F13", 11, ["F2、F11、", "F13"]),
        ("请报送进展（F3、F6）。", 12, ["请报送进展", "（F3、F6）。"]),
        ("他说“完善制度”了。", 8, ["他说“完", "善制度”", "了。"]),
        ("one two", 5, ["one", "two"]),
    ],
)
def test_lines_break_before_no_closing_mark_and_within_no_ref(text, cells, lines):
    assert wrapped([text], cells) == lines
