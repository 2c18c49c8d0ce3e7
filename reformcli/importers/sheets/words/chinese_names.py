"""Persons whom Chinese lists name beside units and posts: 县教育局党组书记、局长王立; 李明（办公室主任）."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reformcli.names import leaders, looks_like_person, looks_like_unit

_POSTS = (
    r"书记|[县市区省州旗镇乡部局院校园所站科股处室队馆厂社台行会组]长|检察长|秘书长|理事长|董事长|经理|主任|主席|常委|委员|成员"
    r"|专员|调研员|政委|总工程师|总师|店主|法人|会计|班主任|网格员|负责人|联络员|县领导|市领导"
)
_POST = re.compile(_POSTS)
_HIGH = re.compile(r"书记|[县市区省州]长|副主任|主任委员|主席|常委|部长|秘书长|县领导|市领导")
"""Posts of those who lead, where no unit is named beside them."""

_AFTER_POST = re.compile(rf"(?P<before>.*)(?P<post>{_POSTS})[\s:：]*(?P<name>[\u4e00-\u9fff]{{2,3}})")
_BEFORE_POST = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{2,3}})\s*(?:[（(](?P<within>[^（）()]*)[）)]|(?:\s|(?=副))(?P<after>\S*(?:{_POSTS})))"
)
_POST_ALONE = re.compile(rf"(?P<before>.*)(?P<post>{_POSTS})(?:\s*[（(][^（）()]*[）)])?")
_RANK = re.compile(r"(?:党委|党组|党工委|党总支|党支部|总支|支部|常务|第一|主要|专职|兼职|分管|副|总)+$")
_BODY = re.compile(r".{0,3}(?:[省市县区州]委|人大(?:常委会)?|政协|[省市县区]?(?:人民)?政府)")
"""Bodies of leaders; their members are no desk that answers: 县委, 县人大常委会."""

_DESK = re.compile(rf"{_BODY.pattern}|办公室|.{{1,4}}[科股室处]")
"""The same, and parts of units, whose heads do not answer for them in a column of persons: 办公室主任李明."""

_NO_NAME = re.compile(r"牵头|负责|助理|同志|科员|分管|协助|配合|常务|专职|第一|高级|[和及与兼任等级].*")
_WORDS_BEHIND = re.compile(r"(?:同志|牵头负责|牵头|负责|等)$")
_JOINTS = re.compile(r"[、，,/]+(?![^（(]*[）)])")
_SPACED = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
"""The two characters of a name that a space sets as wide as three."""

Knows = Callable[[str], bool]
"""Whether a name is that of an owner already."""


class _Named(NamedTuple):
    """What a part of a cell names: a person, a post, the unit of either; each blank where it names none."""

    person: str = ""
    post: str = ""
    unit: str = ""


class _Cell(NamedTuple):
    """Whom a cell names: units, persons by their names alone, and posts whose holders it does not name.

    `leads` is whether the posts of its persons are those of leaders.
    """

    units: tuple[str, ...]
    persons: tuple[str, ...]
    posts: tuple[str, ...]
    leads: bool


def by_role(role: str, cell: str, knows: Knows) -> dict[str, tuple[str, ...]] | None:
    """Whom a cell of a column for `role` names, by role; None where it holds other words, or no person and no post."""
    named = _read(role, cell, knows) if re.search("[\u4e00-\u9fff]", cell) else None
    if named is None or not (named.persons or named.posts):
        return None
    if role == "leader":
        units = {"responsible": named.units} if named.units and not _POST.search(cell) else {}
        return {role: (*named.persons, *named.posts), **units}
    if not (named.units or named.posts or _POST.search(cell)):
        return {role: named.persons}
    made = {"responsible" if role == "liaison" else role: named.units}
    made["leader" if named.leads and not named.units else "liaison"] = named.persons
    for post in () if named.units else named.posts:
        of_post = "leader" if _HIGH.search(post) else role
        made[of_post] = (*made.get(of_post, ()), post)
    return {each: names for each, names in made.items() if names} or None


def names_posts(cell: str) -> bool:
    """Whether a cell names posts, which no name of a person tells."""
    return _POST.search(cell) is not None


def _read(role: str, cell: str, knows: Knows) -> _Cell | None:
    units: list[str] = []
    persons: list[str] = []
    posts: list[str] = []
    leads = False
    for group in leaders(_SPACED.sub(r"\1\2", cell)):
        waiting: list[str] = []
        for part in _parts(group):
            named = _Named(part) if knows(part) and not looks_like_unit(part) else _named(part, bool(waiting))
            if not any(named):
                return None
            leads = leads or bool(named.post and not named.unit and _HIGH.search(part))
            if named.unit and not (named.post and (_DESK if role == "liaison" else _BODY).fullmatch(named.unit)):
                units.append(named.unit)
            if named.person:
                persons.append(named.person)
                waiting.clear()
            elif named.post:
                waiting.append(part)
        posts += ["、".join(waiting)] if waiting else []
    return _Cell(tuple(dict.fromkeys(units)), tuple(dict.fromkeys(persons)), tuple(dict.fromkeys(posts)), leads)


def _parts(group: str) -> Iterator[str]:
    """The parts between marks, and those between spaces where each is a person or a post."""
    for part in filter(None, (part.strip() for part in _JOINTS.split(group))):
        words = part.split()
        several = len(words) > 1 and all(
            looks_like_person(word) or looks_like_unit(word) or _POST_ALONE.fullmatch(word) for word in words
        )
        yield from words if several and _BEFORE_POST.fullmatch(part) is None else (part,)


def _named(part: str, after_post: bool) -> _Named:
    bare = _WORDS_BEHIND.sub("", part)
    if (match := _AFTER_POST.fullmatch(bare)) is not None and _may_be_name(match["name"]):
        return _Named(match["name"], match["post"], _unit_of(match["before"], match["post"]))
    if (match := _BEFORE_POST.fullmatch(bare)) is not None and _is_person(match["name"]):
        beside = match["within"] or match["after"] or ""
        if (post := _POST_ALONE.fullmatch(beside)) is not None:
            return _Named(match["name"], post["post"], _unit_of(post["before"], post["post"]))
        return _Named(match["name"], "", beside) if looks_like_unit(beside) else _Named()
    if (match := _POST_ALONE.fullmatch(part)) is not None:
        if len(bare := _RANK.sub("", match["before"])) == 1 and looks_like_person(f"{bare}某"):
            return _Named(part, match["post"])  # 张县长
        return _Named("", match["post"], _unit_of(match["before"], match["post"]))
    if looks_like_unit(part):
        return _Named(unit=part)
    if _is_person(bare) or (after_post and len(bare) in (2, 3) and _may_be_name(bare)):
        return _Named(bare)
    return _glued(part)


def _glued(part: str) -> _Named:
    """The unit and the person that a part writes as one word: 县教育局张三."""
    for size in (3, 2):
        unit, name = part[:-size], part[-size:]
        if 5 <= len(part) <= 14 and looks_like_unit(unit) and _is_person(name):
            return _Named(name, "", unit)
    return _Named()


def _is_person(words: str) -> bool:
    return looks_like_person(words) and not looks_like_unit(words) and _NO_NAME.fullmatch(words) is None


def _may_be_name(words: str) -> bool:
    return not (looks_like_unit(words) or _POST.search(words) or _NO_NAME.fullmatch(words))


def _unit_of(before: str, post: str) -> str:
    """The unit that stands before a post: 县教育局 of 县教育局党组书记, of 县教育局长."""
    bare = _RANK.sub("", before).strip()
    if looks_like_unit(bare):
        return bare
    joined = bare + post[0]
    return joined if post.endswith("长") and len(bare) > 1 and looks_like_unit(joined) else ""
