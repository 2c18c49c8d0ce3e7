"""Who a cell names, by role: by its column, by the words of the cell, and by what kind of name it holds."""

import re
from collections.abc import Callable, Sequence

from reformcli.importers.sheets.sheet import is_nothing
from reformcli.names import looks_like_person, looks_like_unit, names_of

UNITS = ("lead", "responsible", "supporting")

_NOBODY = re.compile(
    r"(?:vacant|tb[acd]|n/?a|none|nobody|unassigned|not assigned|unknown|various|all|"
    r"to be (?:confirmed|determined|assigned)|"
    r"closed|待定|空缺|暂缺|未指派|未分配|无|各有关单位|\?+)\.?",
    re.IGNORECASE,
)
_ROLE_WORDS = re.compile(r"牵头|主办|配合|协办|协同|参与|责任单位")
_LEADING = re.compile(r"(?:lead|owner)\s*[:：]\s*", re.IGNORECASE)
_LISTED = re.compile(r"^\[(.*)\]$")
_MAIL = re.compile(r"\s*[<(（]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[>)）]?")
_BEHIND = re.compile(r"\(#[\w.-]+\)|\[\d+(?:\.\d+)?\s*%\]")
"""What trackers write behind a name: the account, 王强(#wangqiang), or the share of time, Bob Ray[50%]."""

ORGANISATION = re.compile(
    r"\b(?:Department|Dept|Ministry|Office|Council|Agency|Authority|Committee|Commission|Board|Services?|Team|Group|Unit|"
    r"Division|Bureau|Directorate|Centre|Center|Company|Ltd|Inc|LLC|University|College|School|Trust|Bank|Treasury|for|of|the|and)\b"
)
"""Words that names of organisations hold, and names of persons do not."""

_CAPITALISED = re.compile(r"[A-Z][\w'’.-]*(?: (?:(?:de|van|von|der|la|bin|al) )?[A-Z][\w'’.-]*\.?){0,3}")
_HANDLE = re.compile(r"@?[a-z][\w.-]*")
_SEPARATOR = re.compile(r"\s*[,;/&\n]\s*|\s+and\s+|\s+\+\s+")
_HAN_PEOPLE = re.compile("[\u4e00-\u9fff]{2,3}(?:[ 　、，,/；;\n]+[\u4e00-\u9fff]{2,3})+")
_PERSON_OF = re.compile("(?P<name>[\u4e00-\u9fff]{2,4})\\s*[（(](?P<unit>[^（）()]{3,20})[）)]")
"""A person with the unit in brackets: 张三（县委改革办）."""

_UNIT_WITH = re.compile("(?P<lead>[^（）()、，,；;\\s]{3,20})[（(](?P<others>[^（）()]{3,60})[）)]")
"""A unit with those that help in brackets: 县教育局（县住建局）."""

_POST = re.compile(r"书记|县长|市长|区长|省长|州长|副主任|主任委员|主席|常委|部长|秘书长|县领导|市领导")
_HAS_HAN = re.compile("[\u3400-\u9fff]")
_LAST_FIRST = re.compile(r"[A-Z][\w'’-]+, ?[A-Z][\w'’.-]+(?: [A-Z]\.?)?")

Knows = Callable[[str], bool]
"""Whether a name is that of an owner already."""


def names(role: str, cell: str, knows: Knows, *, last_first: bool = False) -> dict[str, tuple[str, ...]]:
    """Those whom a cell of a column for `role` names, by role.

    `last_first` is whether the column writes persons as "Lee, Ann".
    """
    cell = _BEHIND.sub("", cell)
    cell = _MAIL.sub("", cell).strip() or cell.strip()
    if (prefix := _LEADING.match(cell)) is not None:
        role, cell = ("lead" if role in UNITS else role), cell[prefix.end() :]
    cell = _LISTED.sub(r"\1", cell).strip(" ;；,，")
    if is_nothing(cell) or _NOBODY.fullmatch(cell):
        return {}
    pair = _PERSON_OF.fullmatch(cell)
    if pair is not None and looks_like_unit(pair["unit"]) and looks_like_person(pair["name"]):
        return {"liaison": (pair["name"],), ("responsible" if role == "liaison" else role): (pair["unit"],)}
    if role in UNITS and (pair := _UNIT_WITH.fullmatch(cell)) is not None and looks_like_unit(pair["lead"]):
        others = _split(pair["others"])
        if all(looks_like_unit(other) for other in others):
            return {"lead": (pair["lead"],), "supporting": tuple(others)}
    if role == "liaison" and _is_post(cell):
        role = "leader"
    elif role in ("liaison", "leader") and _are_units(cell):
        role = "responsible"
    if role != "leader" and not _HAS_HAN.search(cell):
        people = _latin(cell, knows, last_first)
        if people is not None:
            return {role: people}
    if role in UNITS and _HAN_PEOPLE.fullmatch(cell) and not _ROLE_WORDS.search(cell):
        people = tuple(part for part in re.split(r"[ 　、，,/；;\n]+", cell) if part)
        if not any(looks_like_unit(part) for part in people):
            return {role: tuple(dict.fromkeys(people))}
    return names_of(role, cell, knows)


def _latin(cell: str, knows: Knows, last_first: bool) -> tuple[str, ...] | None:
    """The names of a cell in Latin letters that lists several; None where it is one name, or cannot be told."""
    if last_first and _LAST_FIRST.fullmatch(cell):
        last, _comma, first = cell.partition(",")
        return (f"{first.strip()} {last.strip()}",)
    parts = [part.strip() for part in _SEPARATOR.split(cell) if part.strip()]
    if len(parts) < 2:
        return None
    if all(knows(part) for part in parts):
        return tuple(dict.fromkeys(parts))
    if ORGANISATION.search(re.sub(r"\s+and\s+", ",", cell)):
        return None
    if all(_CAPITALISED.fullmatch(part) or _HANDLE.fullmatch(part) for part in parts):
        return tuple(dict.fromkeys(parts))
    return None


def is_last_first(cells: Sequence[str]) -> bool:
    """Whether a column writes persons as "Lee, Ann": nearly all of its cells are of that form."""
    filled = [cell for cell in cells if not is_nothing(cell)]
    return len(filled) >= 2 and sum(_LAST_FIRST.fullmatch(cell) is not None for cell in filled) >= 0.8 * len(filled)


def _is_post(cell: str) -> bool:
    return _POST.search(cell) is not None and not looks_like_unit(cell)


def _split(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[、，,；;\n]", cell) if part.strip()]


def _are_units(cell: str) -> bool:
    parts = _split(cell)
    return bool(parts) and all(len(part) > 3 and looks_like_unit(part) for part in parts)
