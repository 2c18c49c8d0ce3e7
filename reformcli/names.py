"""Names in a cell: who answers, and as what, the way that lists of offices write it.

Units are joined by 、，,；;／ and line breaks, or in words: "A牵头，B、C配合", "A（牵头）、B", "牵头单位：A；配合：B".
A leader's post may itself contain 、 and is never split there.
"""

import re
from collections.abc import Callable, Iterator

IsOwner = Callable[[str], bool]
"""Whether a name is that of an owner already."""

_OPENING, _CLOSING = "（(【[〔《", "）)】]〕》"
_JOINTS = "、，,；;／/\n。"
_ENDING = re.compile(
    r"(?:局|委|办|部|署|院|处|科|股|室|站|所|中心|会|联|团|镇|乡|街道|社区|公司|集团|校|学院|大学|行|社|馆|队|厅|组|政府|法院|检察院|"
    r"区|园|场|企业|协|人大|政协|总队|支队|大队|中学|小学|医院|专班|指挥部|管委会|村|县|市|省|单位|部门|工委|党校|机关|平台)"
    r"(?:[（(][^（()）]*[）)])?"
)
_UNIT = re.compile(rf".*{_ENDING.pattern}")
_ROLE_BEFORE = re.compile(
    r"^(?P<word>牵头单位|牵头部门|主办单位|牵头|主办|责任单位|主责单位|承办单位|配合单位|协办单位|协同单位|参与单位|配合|协办|参与)\s*[:：]\s*"
)
_ROLE_AFTER = re.compile(
    r"(?P<together>共同|分别|按职责分工|按职责)?(?P<word>牵头负责|牵头|主办|为主|负责|承办|配合实施|配合|协同配合|协同|协助|协办|参与|参加)(?:落实|推进|实施)?$"
)
_TOGETHER = re.compile(
    r"(?P<lead>[^、，,；;\n]{3,20})(?<![员协学联商合])会同(?P<others>[^；;\n]+?)(?:配合|负责|落实|办理|实施)?(?=[；;\n]|$)"
)
"""Who leads and who helps, in a word between them: 县发改局会同县财政局、县审计局."""

_ROLE_BRACKETS = re.compile(
    r"[（(]\s*(?P<word>牵头|主办|主责|责任|承办|配合|协同|协办|参与|牵头单位|责任单位|配合单位|主|会|协)\s*[）)]"
)
_LEADING = ("牵头", "主办", "为主")
_SUPPORTING = ("配合", "协同", "协助", "协办", "参与", "参加")
_AND_OTHERS = re.compile(
    r"(?<=[^\s平同相均])\s*等(?:(?:\d+|[一二三四五六七八九十]+)?(?:个|家)?(?:有关|相关|县直)?(?:单位|部门|乡镇)?)?$"
)
_PERSON = re.compile(r"(?P<unit>.+?)[（(\s:：]\s*(?P<name>[\u4e00-\u9fff]{2,3})\s*[）)]?$")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方"
    "石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_POST = re.compile(
    r"书记|县长|市长|省长|主任|主席|部长|局长|镇长|乡长|常委|院长|检察长|委员|组长|秘书长|区长|州长|领导"
)
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z&]{1,7}")
_STOP = re.compile(
    r"(?<!\bInc)(?<!\bLtd)(?<!\bPlc)(?<!\bPLC)(?<!\bCo)(?<!\bCorp)(?<!\bPty)(?<!\bDept)(?<!\bJr)(?<!\b[A-Z])\.$"
)
"""A full stop that ends no abbreviation of names."""


def units(text: str, role: str, is_owner: IsOwner) -> dict[str, tuple[str, ...]]:
    """The units that a cell names, by role: that of its column unless the words of the cell say another."""
    by_role: dict[str, list[str]] = {}
    current = role
    waiting: list[str] = []
    for part in _parts(_TOGETHER.sub(r"\g<lead>牵头，\g<others>配合", text), is_owner):
        if before := _ROLE_BEFORE.match(part):
            _give(by_role, current, waiting)
            current, part = _role_of(before["word"], role), part[before.end() :]
        own = None
        if inside := _ROLE_BRACKETS.search(part):
            own, part = _role_of(inside["word"], role), part[: inside.start()] + part[inside.end() :]
        worded = None
        if (after := _ROLE_AFTER.search(part)) and after.start() != 0:
            worded = role if after["together"] else _role_of(after["word"], role)
            part = part[: after.start()]
        name, person = _without_person(_AND_OTHERS.sub("", _STOP.sub("", part.strip(" :：").lstrip("."))))
        if person:
            _give(by_role, "liaison", [person])
        if name and own:
            _give(by_role, own, [name])
        elif name:
            waiting.append(name)
        if worded:
            _give(by_role, worded, waiting)
    _give(by_role, current, waiting)
    return {role_named: tuple(dict.fromkeys(names)) for role_named, names in by_role.items()}


def _give(by_role: dict[str, list[str]], role: str, names: list[str]) -> None:
    if names:
        by_role.setdefault(role, []).extend(names)
        names.clear()


def _role_of(word: str, otherwise: str) -> str:
    if word.startswith(_LEADING) or word == "主":
        return "lead"
    return (
        "supporting"
        if word.startswith(_SUPPORTING) or word in ("会", "协")
        else ("lead" if word == "负责" else otherwise)
    )


def _parts(text: str, is_owner: IsOwner) -> Iterator[str]:
    """The names in a cell, still with the words around them."""
    if text.isascii() or not re.search("[\u3400-\u9fff]", text):
        yield from _latin(text, is_owner)
        return
    for part in _joined(_split(text, _JOINTS)):
        words = part.split()
        if len(words) > 1 and all(is_owner(word) or looks_like_unit(word) for word in words):
            yield from words
        elif len(words) > 1 and all(len(word) == 1 for word in words):
            yield "".join(words)
        elif part.strip():
            yield part.strip()


def _latin(text: str, is_owner: IsOwner) -> Iterator[str]:
    """Names in Latin letters: commas and `and` are often part of one, semicolons and line breaks never."""
    for part in re.split(r"[;\n|]|\s/\s", text):
        name = " ".join(part.split())
        pieces = [piece.strip() for piece in re.split(r",|/", name)]
        if len(pieces) > 1 and all(is_owner(piece) or _ABBREVIATION.fullmatch(piece) for piece in pieces):
            yield from pieces
        elif name:
            yield name


def _split(text: str, joints: str) -> list[str]:
    """`text` cut at the joints that stand outside brackets; a line break stays at the head of what follows it."""
    parts, depth, start = [], 0, 0
    for at, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in joints and not depth:
            parts.append(text[start:at])
            start = at if character == "\n" else at + 1
    return [*parts, text[start:]]


def _joined(parts: list[str]) -> Iterator[str]:
    """The parts, those put together again that only the width of the column had broken."""
    whole = ""
    for part in parts:
        broken = part.strip().startswith(("（", "(")) or not (looks_like_unit(whole) or _ROLE_AFTER.search(whole))
        if part.startswith("\n") and whole and broken:
            whole += part.strip()
            continue
        if whole.strip():
            yield whole.strip()
        whole = part.strip()
    if whole:
        yield whole


def _without_person(name: str) -> tuple[str, str | None]:
    """A unit's name without the person named beside it, and that person."""
    match = _PERSON.fullmatch(name)
    if (
        match
        and match["name"][0] in _SURNAMES
        and not looks_like_unit(match["name"])
        and looks_like_unit(match["unit"])
    ):
        return match["unit"].strip(), match["name"]
    return name, None


def looks_like_unit(name: str) -> bool:
    """Whether a name ends as those of units do."""
    return 2 <= len(name) <= 30 and _UNIT.fullmatch(name) is not None


def leaders(text: str) -> tuple[str, ...]:
    """The leaders that a cell names, by post or name. 、 and commas belong to a post."""
    names: list[str] = []
    for part in (" ".join(part.split()) for part in re.split(r"[；;\n]", text)):
        follows = names and (names[-1].endswith(("、", "，")) or part.startswith(("（", "(")))
        if part and follows:
            names[-1] += part
        elif part and names and _POST.search(names[-1]) and looks_like_person(part):
            names[-1] = f"{names[-1]} {part}"
        elif part:
            names.append(part)
    return tuple(dict.fromkeys(names))


def looks_like_person(name: str) -> bool:
    """Whether a Chinese name is short and begins as those of persons do."""
    return 2 <= len(name) <= 3 and name[0] in _SURNAMES and not _POST.search(name)


def persons(text: str) -> tuple[str, ...]:
    """The persons that a cell names, without their telephone numbers."""
    parts = re.split(r"[、，,；;／/\n]", re.sub(r"[（(]?\+?\d[\d\s-]{5,}\d[）)]?", "", text))
    return tuple(dict.fromkeys(name for part in parts if (name := " ".join(part.split()))))


def names_of(role: str, text: str, is_owner: IsOwner = lambda name: False) -> dict[str, tuple[str, ...]]:
    """Who a cell names, by role, where its column is for `role`."""
    if role == "leader":
        return {role: leaders(text)}
    if role == "liaison":
        return {role: persons(text)}
    return units(text, role, is_owner)
