"""Names of owners so close to each other that one may be a slip or a short form of the other."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from reformcli.model.owner import normal

_OFFICE_ENDINGS = "局委办部署院处科室站所"
_DIFFERENCES_THAT_COUNT = set("、副正原前第一二三四五六七八九十甲乙丙丁东西南北中上下0123456789")
"""Characters by which two names that are otherwise alike mean two owners: 县长 and 副县长, 第一小学 and 第二小学."""

_PLACE = re.compile("[\u4e00-\u9fff]{1,3}(?=[省市县区州旗][\u4e00-\u9fff]{2})")
"""The name of a place before what kind of place it is: 红安 in 红安县农业农村局."""

_SHORT_WORDS = {
    "dept": "department",
    "govt": "government",
    "gov": "government",
    "min": "ministry",
    "mgmt": "management",
    "dev": "development",
    "admin": "administration",
    "svc": "services",
    "svcs": "services",
    "service": "services",
    "div": "division",
    "auth": "authority",
    "natl": "national",
    "intl": "international",
    "ctr": "centre",
    "center": "centre",
    "tech": "technology",
    "info": "information",
    "comms": "communications",
    "fin": "finance",
}
_UNSAID = frozenset(("of", "the", "and", "for", "a", "an"))


class NearNames:
    """Names, found again by those that are close to them."""

    def __init__(self) -> None:
        self._by_piece: dict[str, set[str]] = {}
        self._by_words: dict[tuple[str, ...], set[str]] = {}

    def enter(self, name: str) -> None:
        """Know a name from now on."""
        form = normal(name)
        for piece in _pieces(_bare(form)):
            self._by_piece.setdefault(piece, set()).add(form)
        if words := _words(name):
            self._by_words.setdefault(words, set()).add(form)

    def near(self, name: str) -> Iterator[str]:
        """The normal forms of the names that are close to `name`, and not the same."""
        form = normal(name)
        bare = _bare(form)
        same_words = self._by_words.get(_words(name), set()) if _words(name) else set()
        for other in sorted(self._sharing(bare) | same_words):
            if other != form and (other in same_words or _is_close(form, other) or _is_close(bare, _bare(other))):
                yield other

    def _sharing(self, form: str) -> set[str]:
        """The names that may be close to a form: they share at least half of its pieces, so one of its rarest.

        Without this a list in which every row names another owner would compare all of them with all.
        """
        own = _pieces(form)
        rarest = sorted(own, key=lambda piece: len(self._by_piece.get(piece, ())))[: len(own) // 2 + 1]
        near = set().union(*(self._by_piece.get(piece, ()) for piece in rarest))
        return {other for other in near if 2 * len(own & _pieces(other)) >= len(own)}


def _pieces(form: str) -> set[str]:
    """What names that are close share: characters of a Chinese name, pairs of letters of a Latin one."""
    return {form[at : at + 2] for at in range(len(form) - 1)} if form.isascii() else set(form)


def _bare(form: str) -> str:
    """A name without the place whose office it is, which those of the place leave out."""
    return _PLACE.sub("", form, count=1) if _PLACE.match(form) else form


def _words(name: str) -> tuple[str, ...]:
    """The words of a name in Latin letters, in full and in alphabetical order; none where there is one word only."""
    words = [_SHORT_WORDS.get(word, word) for word in re.findall(r"[a-z]+", name.casefold())] if name.isascii() else []
    told = sorted(word for word in words if word not in _UNSAID)
    return tuple(told) if len(told) > 1 and not re.search(r"\d", name) else ()


def _is_close(name: str, other: str) -> bool:
    """Whether two normal names differ so little that one may be a slip or a short form of the other."""
    short, long = sorted((name, other), key=len)
    if name == other or len(short) < 2 or len(short) * 2 < len(long):
        return False
    if _DIFFERENCES_THAT_COUNT & (set(name) ^ set(other)):
        return False
    matcher = SequenceMatcher(None, name, other, autojunk=False)
    different = "".join(name[a:b] + other[c:d] for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal")
    if _DIFFERENCES_THAT_COUNT & set(different):
        return False
    if name.isascii() and other.isascii():
        return matcher.ratio() >= 0.85
    if len(short) >= 3 and _in_order(short, long):
        return True
    if name[:-1] == other[:-1] and len(name) >= 3:
        return name[-1] in _OFFICE_ENDINGS and other[-1] in _OFFICE_ENDINGS
    return min(len(name), len(other)) >= 6 and matcher.ratio() >= 0.88


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
