"""Who a cell names, by role: by its column, by the words of the cell, and by what kind of name it holds."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from reformcli.importers.sheets.cells.sheet import is_nothing
from reformcli.importers.sheets.columns.shapes import is_time_limit
from reformcli.importers.sheets.words import chinese_names, vocabulary
from reformcli.importers.sheets.words.chinese_names import Knows
from reformcli.model.duty import ROLES
from reformcli.names import looks_like_unit, names_of
from reformcli.resources import folder

UNITS = ("lead", "responsible", "supporting")
ANSWERING = (*UNITS, "leader", "liaison", "owner")
"""Roles, and the field of matters, of those who answer."""

_NOBODY = re.compile(
    r"(?:vacant|tb[acd]|n/?a)\b.*|(?:none|nobody|unassigned|not assigned|unknown|various|all(?: staff)?|everyone|"
    r"to be (?:confirmed|determined|assigned|agreed|appointed)|"
    r"closed|待定|待明确|空缺|暂缺|未指派|未分配|无|不涉及|(?:领导)?班子(?:全体)?成员|全体(?:干部|成员|人员|党员|职工)\S{0,4}|另行.{2,4}|详?见.{2,12}|"
    r"(?:全县|全市|全区|县直|市直|区直|其他|其它)?各?(?:有关|相关|涉及)(?:责任|职能|成员)?(?:单位|部门|科室|股室|方面|人员)|\?+)\.?",
    re.IGNORECASE,
)
_ROLE_WORDS = re.compile(r"牵头|主办|配合|协办|协同|参与|责任单位")
_IN_BRACKETS = re.compile(r"[（(]([^（）()]*)[)）]")
_LABEL = re.compile(r"(?:^|(?<=[；;，,、。\s]))(?P<label>[\u4e00-\u9fff]{2,6})\s*[:：]\s*")
_LISTED = re.compile(r"^\[(.*)\]$")
_MAIL = re.compile(r"\s*[<(（]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[>)）]?")
_BEHIND = re.compile(r"\(#[\w.-]+\)|\[\d+(?:\.\d+)?\s*%\]")
"""What trackers write behind a name: the account, 王强(#wangqiang), or the share of time, Bob Ray[50%]."""

_NUMBERED = re.compile(r"^\d{1,3} ?[-–.] (?=[A-Z])")
"""The number of a partner before its name: 3 - UNIPD."""

_PHONE = re.compile(r"\s*[（(]?(?:电话|手机|[Tt]el)?[.:：]?\s*(?:1\d{10}|\d{3,4}-\d{7,8}|\d{7,8})[)）]?")

ORGANISATION = re.compile(
    r"\b(?:Department|Dept|Ministry|Office|Council|Agency|Authority|Committee|Commission|Board|Services?|Team|Group|Unit|"
    r"Division|Bureau|Directorate|Centre|Center|Company|Ltd|Inc|LLC|LLP|Plc|PLC|GmbH|Corp|Sons|University|College|School|Trust|Bank|Treasury|for|of|the|and)\b"
)
"""Words that names of organisations hold, and names of persons do not."""

POST_WORD = re.compile(
    r"\b(?:Head|Director|Manager|Officer|Chief|Secretary|Chair|Executive|Engineer|Analyst|Coordinator|Head ?teacher|"
    r"Clerk|Treasurer|Principal|Bursar|Surveyor|Architect|Nurse|Matron|Trustee|Accountant|Solicitor|Auditor|Supervisor|"
    r"Administrator|Adviser|Advisor|Inspector|Technician|Specialist|SENCo|C[EFIO]O|SRO)\b(?!['’]s)"
)
"""Words of which posts are named."""

_CAPITALISED = re.compile(
    r"[A-Z][\w'’.-]*(?: (?:(?:de|van|von|der|la|bin|al) )?[A-Z][\w'’.-]*\.?){0,3}(?: \([^()]*\))?"
)
_FULL_NAME = re.compile(r"(?:[A-Z][a-z]+ |(?:[A-Z]\.? ?)+)[A-Z][\w'’-]+|(?:Mrs?|Ms|Dr|Prof|Cllr)\.? [A-Z].*")
_HANDLE = re.compile(r"@?[a-z][\w.-]*")
_HANDLES = re.compile(r"@[\w.-]+(?:\s+@[\w.-]+)+")
_SEPARATOR = re.compile(r"(?:\s*[,/]\s*|\s+\+\s+)(?![^()]*\))")
_AND = re.compile(r"(?:(?<!\b[A-Z])\s*&\s*|\s+and\s+)(?![^()]*\))")
_END = re.compile(r"\s*[;\n]\s*(?![^()]*\))")
"""What may stand between names (not in M&E), and what stands there only; within brackets it is a part of one."""

_ONE_POST = re.compile(rf"[A-Z][\w-]*\s*(?:&|\band\b)\s*[A-Z][\w -]*{POST_WORD.pattern}[\w -]*")
"""A post whose field has two words: Health & Safety Officer."""

_PART = re.compile(
    r"(?P<role>lead|owner|responsible|accountable|(?:support|assist)(?:ing|ed by)?|partners?|with)\s*[:：]\s*",
    re.IGNORECASE,
)
_TAGGED = re.compile(r"(?P<name>.+?)\s*\((?P<role>lead|support)(?:ing)?\)", re.IGNORECASE)
"""What names the part of each: Lead: Ann Lee; Support: Bob Ray, or Ann Lee (lead), Bob Ray."""

_WITH = re.compile(r"(?P<lead>[^()]+?)\s*\((?P<others>[^()]+[,;/&\n][^()]+)\)")
"""One with several who help in brackets: Planning (Engineering; Emergency Services)."""

_COMPANY = re.compile(r" (?:Ltd|Limited|Inc|LLC|LLP|Plc|PLC|GmbH|Corp|Co|AG|SA|BV|Pty)\.?$")
"""How names of companies end."""

_UNIT_WITH = re.compile("(?P<lead>[^（）()、，,；;\\s]{3,20})[（(](?P<others>[^（）()]{3,60})[）)]")
"""A unit with those that help in brackets: 县教育局（县住建局）."""

_BY = re.compile("^由(?=[^，。]{2,40}?(?:牵头|负责|主办|承担))")
_PART_IN_BRACKETS = re.compile(
    r"([（(](?:牵头|主办|主责|协办|配合|责任|参与|[主会协](?=[）)]))[^（）()]{0,4}[）)])(?=[^、，,；;\s（(])"
)
"""由甲牵头, and 甲（主办）乙（协办） without anything between the two."""

_HAS_HAN = re.compile("[\u3400-\u9fff]")
_LAST_FIRST = re.compile(r"[A-Z][\w'’-]+, ?[A-Z][\w'’.-]+(?: [A-Z]\.?)?")


@cache
def _of_offices() -> frozenset[str]:
    """Words of which offices and trades are named, and persons hardly ever."""
    tree = tomllib.loads((folder("data") / "headings.toml").read_text("utf-8"))
    return frozenset(tree["names"]["offices"])


def is_surely_a_unit(name: str) -> bool:
    """Whether a name says by itself that it is a unit's."""
    return looks_like_unit(name) or ORGANISATION.search(name) is not None or bool(_of_offices() & _words(name))


def names(role: str, cell: str, knows: Knows, *, last_first: bool = False) -> dict[str, tuple[str, ...]]:
    """Those whom a cell of a column for `role` names, by role.

    `last_first` is whether the column writes persons as "Lee, Ann". Words of time are no names; see `words_of_time`.
    """
    cell = _PHONE.sub("", _BEHIND.sub("", cell)).strip()
    cell = _NUMBERED.sub("", _MAIL.sub("", cell).strip() or cell.strip())
    cell = _LISTED.sub(r"\1", _IN_BRACKETS.sub(_without_time, cell)).strip(" ;；,，")
    if is_nothing(cell) or _NOBODY.fullmatch(cell) or _is_time(cell):
        return {}
    named: dict[str, tuple[str, ...]] = {}
    for own, part in _labelled(role, cell):
        for each, several in _of_part(own, part, knows, last_first).items():
            named[each] = tuple(dict.fromkeys((*named.get(each, ()), *several)))
    return named


def _labelled(role: str, cell: str) -> list[tuple[str, str]]:
    """The parts of a cell with the role of each: 牵头：县工商联；联系人：刘洋. The whole where labels do not tell."""
    labels = list(_LABEL.finditer(cell))
    keys = [vocabulary.surely("project", label["label"]) for label in labels]
    if not labels or labels[0].start() or not all(key in ROLES or key == "contact" for key in keys):
        return [(role, cell)]
    ends = [label.start() for label in labels[1:]] + [len(cell)]
    texts = [cell[label.end() : end].strip(" ;；,，、。\n") for label, end in zip(labels, ends, strict=True)]
    return [(key, text) for key, text in zip(keys, texts, strict=True) if key in ROLES and not is_nothing(text)]


def _of_part(role: str, cell: str, knows: Knows, last_first: bool) -> dict[str, tuple[str, ...]]:
    """Those whom a cell, or a labelled part of it, names by role."""
    if role in UNITS and (pair := _UNIT_WITH.fullmatch(cell)) is not None and looks_like_unit(pair["lead"]):
        others = _split(pair["others"])
        if all(looks_like_unit(other) for other in others):
            return {"lead": (pair["lead"],), "supporting": tuple(others)}
    cell = _PART_IN_BRACKETS.sub(r"\1、", _BY.sub("", cell))
    if not knows(cell) and (by_role := chinese_names.by_role(role, cell, knows)) is not None:
        return by_role
    if role != "leader" and not _HAS_HAN.search(cell):
        latin = _latin(role, cell, knows, last_first)
        if latin is not None:
            return latin
    return _without_nobody(names_of(role, cell, knows))


@lru_cache(maxsize=4096)
def words_of_time(cell: str) -> str:
    """The words of time in a cell of names, alone or in brackets: 县住建局（6月底前完成）; else blank."""
    within = (match[1].strip() for match in _IN_BRACKETS.finditer(cell))
    return next(filter(is_time_limit, within), "") or (cell if _is_time(cell) else "")


def _is_time(cell: str) -> bool:
    return is_time_limit(cell) and not looks_like_unit(cell)


def says_more(cell: str, named: Mapping[str, Sequence[str]]) -> bool:
    """Whether a cell says more than whom it names: the post of a person, words of time."""
    posts_are_names = any(chinese_names.names_posts(name) for several in named.values() for name in several)
    return bool(words_of_time(cell)) or (chinese_names.names_posts(cell) and not posts_are_names)


def _without_time(brackets: re.Match[str]) -> str:
    return "" if is_time_limit(brackets[1].strip()) else brackets[0]


def _without_nobody(named: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Those named, without words that name nobody: 县教育局、各有关部门."""
    kept = {role: tuple(name for name in names if _NOBODY.fullmatch(name) is None) for role, names in named.items()}
    return {role: names for role, names in kept.items() if names}


def _latin(role: str, cell: str, knows: Knows, last_first: bool) -> dict[str, tuple[str, ...]] | None:
    """Those whom a cell in Latin letters names, by role; None where it is one name, or cannot be told."""
    if last_first and _LAST_FIRST.fullmatch(cell):
        last, _comma, first = cell.partition(",")
        return {role: (f"{first.strip()} {last.strip()}",)}
    if (pair := _WITH.fullmatch(cell)) is not None:
        helping = (part.strip() for part in re.split(r"[,;/&\n]|\band\b", pair["others"]))
        return {role: tuple(dict.fromkeys((pair["lead"], *filter(None, helping))))}
    made: dict[str, list[str]] = {}
    for part in filter(None, _END.split(cell)):
        prefix = _PART.match(part)
        of_part = _role_of(prefix["role"], role) if prefix is not None else role
        for name in _several(part[prefix.end() :] if prefix is not None else part, knows):
            tagged = _TAGGED.fullmatch(name)
            own = _role_of(tagged["role"], of_part) if tagged is not None else of_part
            made.setdefault(own, []).append(tagged["name"] if tagged is not None else name)
    if set(made) <= {role} and len(made.get(role, ())) < 2:
        return None
    return {each: tuple(dict.fromkeys(names)) for each, names in made.items()}


def _role_of(word: str, role: str) -> str:
    """The role that a word before or behind a name stands for, in a column for `role`."""
    if role not in UNITS:
        return role
    return "lead" if word.casefold() in ("lead", "owner", "responsible", "accountable") else "supporting"


def _several(text: str, knows: Knows) -> tuple[str, ...]:
    """The names that a part of a cell lists; the part itself where it is one name, or cannot be told."""
    companies = [part.strip() for part in text.split(",")]
    if len(companies) > 1 and all(map(_COMPANY.search, companies)):
        return tuple(companies)
    if _HANDLES.fullmatch(text):
        return tuple(text.split())
    if _ONE_POST.fullmatch(text):
        return (text.strip(),)
    parts = [part.strip() for part in _apart(text, knows) if part.strip()]
    if len(parts) < 2 or all(knows(part) for part in parts):
        return tuple(parts)
    if all(POST_WORD.search(part) for part in parts) and " and " not in text:
        return tuple(parts)
    names_units = ORGANISATION.search(re.sub(r"\s+and\s+", ",", text)) is not None
    if not names_units and all(_CAPITALISED.fullmatch(part) or _HANDLE.fullmatch(part) for part in parts):
        return tuple(parts)
    return (text.strip(),)


def _apart(text: str, knows: Knows) -> Iterator[str]:
    """What stands between commas, slashes, & and `and`, the last two not within the name of a unit."""
    for piece in _SEPARATOR.split(text):
        parts = _AND.split(piece)
        others = [part for part in parts if not is_surely_a_unit(part)]
        is_one = len(others) < len(parts) and not any(map(_FULL_NAME.fullmatch, others))
        is_one = is_one and not all(knows(part) or POST_WORD.search(part) for part in parts)
        yield from (piece,) if is_one else parts


def is_last_first(cells: Sequence[str]) -> bool:
    """Whether a column writes persons as "Lee, Ann": nearly all of its cells are of that form."""
    filled = [cell for cell in cells if not is_nothing(cell)]
    return len(filled) >= 2 and sum(_LAST_FIRST.fullmatch(cell) is not None for cell in filled) >= 0.8 * len(filled)


def _split(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[、，,；;\n]", cell) if part.strip()]


def _words(name: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[A-Za-z]+", name)}
