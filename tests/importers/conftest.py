"""Fixtures of the tests of importers."""

import pytest


@pytest.fixture
def take(reform, tmp_path):
    """Import a list given as text, and give what was told and what came in."""

    def take(text, *options, name="list.csv"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return reform("import", path, *options)

    return take
