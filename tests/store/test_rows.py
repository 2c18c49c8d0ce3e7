"""How things are stored: a line of history is the JSON that anybody would write of the row."""

import json

from hypothesis import given
from hypothesis import strategies as some

from reformcli.model.noun import nouns
from reformcli.store.rows import Value, codec, dumps

VALUES = some.none() | some.integers() | some.floats(allow_nan=False, allow_infinity=False) | some.text()


@given(some.data())
def test_the_text_of_a_row_is_its_json_without_what_is_null(data):
    for noun in nouns():
        columns = codec(noun.key)
        row: list[Value] = data.draw(some.lists(VALUES, min_size=len(columns.keys), max_size=len(columns.keys)))
        present = {key: value for key, value in zip(columns.keys, row, strict=True) if value is not None}
        assert columns.text(row) == dumps(present)
        assert json.loads(columns.text(row)) == present
