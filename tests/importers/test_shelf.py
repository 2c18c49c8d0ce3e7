"""What an import remembers of many rows without an object for each."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reformcli.errors import DiskFull
from reformcli.i18n import use
from reformcli.merging.matching import ExistingThings
from reformcli.merging.shelf import Places, Shelf
from reformcli.model.milestone import Milestone
from reformcli.model.noun import noun

MANY = 10_000
"""More than stay unpacked."""


def pairs() -> Shelf[tuple[str, int]]:
    """A shelf of pairs."""
    return Shelf(lambda pair: pair, lambda packed: (packed[0], packed[1]))


def test_what_is_put_on_a_shelf_is_found_at_its_place_however_much_lies_on_it() -> None:
    shelf = pairs()
    places = [shelf.append((f"item {n}", n)) for n in range(MANY)]
    shelf[17] = ("changed", 17)
    shelf[MANY - 1] = ("changed too", MANY - 1)
    assert places == list(range(MANY))
    assert shelf[17] == ("changed", 17)
    assert shelf[16] == ("item 16", 16)
    assert list(shelf) == [
        ("changed", 17) if n == 17 else ("changed too", n) if n == MANY - 1 else (f"item {n}", n) for n in range(MANY)
    ]


def test_what_is_put_away_is_read_again_after_more_was_put_on() -> None:
    shelf = pairs()
    for n in range(MANY):
        shelf.append((f"item {n}", n))
        assert shelf[n // 2] == (f"item {n // 2}", n // 2)


def test_a_folder_without_room_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    use("en")
    shelf = pairs()
    with pytest.raises(DiskFull) as refused:
        for n in range(MANY):
            shelf.append((f"{n}{'-' * 2000}", n))
    assert refused.value.where == str(tmp_path / "gone")
    assert "nothing was written" in refused.value.what


@given(some.lists(some.integers(-3, 3) | some.none() | some.text("ab", max_size=2)))
def test_places_are_those_of_the_last_of_each_key(keys: list[int | str | None]) -> None:
    places = Places(lambda place: keys[place])
    for place, key in enumerate(keys):
        places.enter(key, place)
    last = {key: place for place, key in enumerate(keys)}
    assert {key: places.find(key) for key in keys} == last
    assert places.find("c") is None


def test_places_tell_keys_of_one_hash_apart() -> None:
    assert hash(-1) == hash(-2)
    keys = [-1, -2]
    places = Places(lambda place: keys[place])
    for place, key in enumerate(keys):
        places.enter(key, place)
    assert (places.find(-1), places.find(-2)) == (0, 1)


def test_many_places_are_all_found() -> None:
    keys = [f"key {n}" for n in range(MANY)]
    places = Places(lambda place: keys[place])
    for place, key in enumerate(keys):
        places.enter(key, place)
    assert [places.find(key) for key in keys] == list(range(MANY))
    assert places.find("another") is None


def test_a_thing_that_changed_is_found_by_what_it_is_called_and_not_by_what_it_was_called() -> None:
    before = Milestone(project=1, number=1, title="Draft")
    existing = ExistingThings(noun("milestone"), [before])
    after = Milestone(project=1, number=1, title="Final")
    existing.replace(before, after)
    assert existing.find({"project": 1, "title": "Draft"}, ("project", "title")) is None
    assert existing.find({"project": 1, "title": "Final"}, ("project", "title")) == after
    assert existing.by_number(1, 1) == after
    assert list(existing.things) == [after]


def test_things_that_share_a_key_are_found_by_the_one_that_they_have() -> None:
    before = Milestone(project=1, number=1, title="Draft")
    existing = ExistingThings(noun("milestone"), [before])
    titled = existing.grouped(lambda thing: str(noun("milestone").name_of(thing)))
    after, other = Milestone(project=1, number=1, title="Final"), Milestone(project=2, number=1, title="Final")
    existing.replace(before, after)
    existing.enter(other)
    assert list(titled.with_key("Final")) == [after, other]
    assert list(titled.with_key("Draft")) == []
