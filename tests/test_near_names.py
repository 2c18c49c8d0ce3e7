"""Names that are close are found among many as they are when each is compared with all."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reformcli.verbs.near_names import NearNames, is_close
from reformcli.verbs.similar_texts import CHINESE_RATIO, SimilarTexts

PARTS = ["红安", "县", "农业", "农村", "局", "委", "教育", "和", "体育", "副", "第", "一", "二", "发展", "改革", "中心"]
CHINESE = some.lists(some.sampled_from(PARTS), min_size=1, max_size=9).map("".join)
LATIN = some.lists(
    some.sampled_from(["north", "east", "ern", "water", "finance", "dep", "office", "1", "2", " "]),
    min_size=1,
    max_size=8,
).map("".join)


@given(some.lists(CHINESE, min_size=1, max_size=12) | some.lists(LATIN, min_size=1, max_size=12))
def test_no_close_name_is_missed(names):
    near = NearNames()
    forms = {name.replace(" ", "") for name in names}
    for name in forms:
        near.enter(name)
    for name in forms:
        assert {other for other in forms if is_close(name, other)} <= set(near.near(name))


@given(some.text("甲乙丙丁戊己庚辛", min_size=9, max_size=30), some.data())
def test_texts_that_differ_in_a_few_characters_are_alike(text, data):
    other = list(text)
    for _change in range(int(len(text) * (1 - CHINESE_RATIO))):
        other[data.draw(some.integers(0, len(other) - 1))] = data.draw(some.sampled_from("甲乙丙丁戊己庚辛壬癸"))
    similar = SimilarTexts("")
    similar.enter(text)
    assert text in similar.like("".join(other))
    assert text in similar.like(text[:-1])


def test_texts_with_other_numbers_are_not_alike():
    similar = SimilarTexts("0123456789")
    similar.enter("推进第12项改革")
    assert similar.like("推进第12项改革工作") == {"推进第12项改革"}
    assert similar.like("推进第21项改革") == set()


def test_texts_that_share_little_are_not_alike():
    similar = SimilarTexts("")
    similar.enter("县农业农村局")
    similar.enter("Department of Water")
    assert similar.like("县教育和体育局") == set()
    assert similar.like("Office for Finance and Planning") == set()


def test_letters_that_changed_places_are_a_slip():
    near = NearNames()
    for name in ("Health", "Education", "县卫健局"):
        near.enter(name)
    assert list(near.near("Healht")) == ["health"]
    assert list(near.near("Heath")) == ["health"]
    assert list(near.near("Treasury")) == []


@pytest.mark.parametrize("name", ["县财政局牵头", "县财政局（张三）", "县财政局等单位"])
def test_what_is_more_than_a_unit_s_name_is_no_new_owner(reform, name):
    for typed in (("add", "甲", "--lead", name), ("add", "甲", "--kind", "finding", "--lead", name)):
        refused = reform(*typed)
        assert refused.status == 2 and f"{name} is more than the name of a unit. Name " in refused.err
    assert reform("export", "owners", "--json").rows == []
    assert reform("add", "甲", "--lead", name, "--new-owner").status == 0


def test_who_does_the_work_does_not_support_it_too(reform):
    reform("owner", "add", "县卫健局", "--other-names", "卫健局")
    for verb in (("add", "甲"), ("edit", "1")):
        assert reform("add", "乙", "--lead", "县教育局", "--with", "县财政局,县财政局").status == 0
        refused = reform(*verb, "--lead", "县卫健局", "--with", "卫健局")
        assert refused.status == 1 and "县卫健局 does the work, so that it does not support it too." in refused.err
    supporting = [row for row in reform("export", "duties", "--json").rows if row["role"] == "supporting"]
    assert [row["project"] for row in supporting] == [1, 2]


def test_the_one_wrong_character_of_a_short_name_is_asked_where_a_kind_of_office_ends_the_other():
    near = NearNames()
    for name in ("县供销社", "张建社"):
        near.enter(name)
    assert list(near.near("县供销设")) == ["县供销社"]
    assert list(near.near("张建国")) == []


@pytest.mark.parametrize(
    ("known", "typed", "asks"),
    [
        ("党政办", "党正办", True),
        ("县卫健局", "县位健局", True),
        ("红安县财政局", "财正局", True),
        ("会计站", "快计站", True),
        ("县教育局", "县体育局", False),
        ("县财政局", "县民政局", False),
        ("张伟", "张玮", False),
        ("王建军", "王健军", False),
    ],
)
def test_offices_that_sound_alike_are_asked_about(known, typed, asks):
    near = NearNames()
    near.enter(known)
    assert bool(list(near.near(typed))) is asks
