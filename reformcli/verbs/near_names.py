"""Names of owners so close to each other that one may be a slip or a short form of the other."""

import re
from collections.abc import Iterator

from reformcli.model.owner import normal
from reformcli.verbs.similar_texts import CHINESE_RATIO, LATIN_RATIO, SimilarTexts, likeness

_OFFICE_ENDINGS = "局委办部署院处科室站所社"
_LENGTH_OF_A_PERSON = 3
_DIFFERENCES_THAT_COUNT = set("、副正原前第一二三四五六七八九十甲乙丙丁东西南北中上下0123456789")
"""Characters by which two names that are otherwise alike mean two owners: 县长 and 副县长, 第一小学 and 第二小学."""

_PLACE = re.compile("[\u4e00-\u9fff]{1,3}(?=[省市县区州旗][\u4e00-\u9fff]{2})")
"""The name of a place before what kind of place it is: 红安 in 红安县农业农村局."""

_GROUP = re.compile("(?:改革)?(?:专项|领导|工作)+小?组$")
"""What a group is, behind what it is for: 社会体制 in 社会体制改革专项小组."""

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
        self._similar = SimilarTexts(_DIFFERENCES_THAT_COUNT)
        self._forms: dict[str, list[str]] = {}
        """The normal forms of the names that are a text with or without the place whose office they name."""
        self._by_words: dict[tuple[str, ...], set[str]] = {}
        self._by_letters: dict[str, set[str]] = {}
        self._by_gaps: dict[str, set[str]] = {}

    def enter(self, name: str) -> None:
        """Know a name from now on."""
        form = normal(name)
        for text in {form, _bare(form)}:
            if text not in self._forms:
                self._similar.enter(text)
            forms = self._forms.setdefault(text, [])
            if form not in forms:
                forms.append(form)
        if words := _words(name):
            self._by_words.setdefault(words, set()).add(form)
        if letters := _letters(form):
            self._by_letters.setdefault(letters, set()).add(form)
        for gapped in _gaps(form):
            self._by_gaps.setdefault(gapped, set()).add(form)

    def near(self, name: str) -> Iterator[str]:
        """The normal forms of the names that are close to `name`, and not the same."""
        form = normal(name)
        bare = _bare(form)
        same = self._by_words.get(_words(name), set()) | self._by_letters.get(_letters(form), set())
        similar = {other for text in {form, bare} for like in self._similar.like(text) for other in self._forms[like]}
        similar |= {other for gapped in _gaps(form) for other in self._by_gaps.get(gapped, ())}
        for other in sorted(similar | same):
            alike = is_close(form, other) or is_close(bare, _bare(other)) or _purpose(form) == _purpose(other)
            if other != form and (other in same or alike):
                yield other


def _bare(form: str) -> str:
    """A name without the place whose office it is, which those of the place leave out, and as `_purpose` has it."""
    return _purpose(_PLACE.sub("", form, count=1) if _PLACE.match(form) else form)


def _purpose(form: str) -> str:
    """A name without the words that say that it is a group."""
    return _GROUP.sub("", form) or form


def _words(name: str) -> tuple[str, ...]:
    """The words of a name in Latin letters, in full and in alphabetical order; none where there is one word only."""
    words = [_SHORT_WORDS.get(word, word) for word in re.findall(r"[a-z]+", name.casefold())] if name.isascii() else []
    told = sorted(word for word in words if word not in _UNSAID)
    return tuple(told) if len(told) > 1 and not re.search(r"\d", name) else ()


def _letters(form: str) -> str:
    """The letters of a name of one word of at least five, its first in its place: Healht is Health; none of another."""
    return form[0] + "".join(sorted(form[1:])) if len(form) >= 5 and form.isascii() and form.isalpha() else ""


def _office(form: str) -> str:
    """The name of an office without its place, not even what kind of place that is; empty for what is none."""
    office = _bare(form).lstrip("省市县区州旗")
    return office if len(office) >= 3 and office[-1] in _OFFICE_ENDINGS else ""


def _gaps(form: str) -> Iterator[str]:
    """The name of an office without its place, each time with another of its characters left open."""
    office = _office(form)
    yield from (f"{office[:at]} {office[at + 1 :]}" for at in range(len(office)))


def _sound_alike(name: str, other: str) -> bool:
    """Whether two names of offices differ by one character that sounds as the other does, tones aside: 党正办 and
    党政办, which an input method offers for the same keys."""
    differing = [pair for pair in zip(_office(name), _office(other), strict=False) if pair[0] != pair[1]]
    if len(_office(name)) != len(_office(other)) or len(differing) != 1:
        return False
    from pypinyin import Style, pinyin

    sounds, others = (set(pinyin(character, Style.NORMAL, heteronym=True)[0]) for character in differing[0])
    return not sounds.isdisjoint(others)


def is_close(name: str, other: str) -> bool:
    """Whether two normal names differ so little that one may be a slip or a short form of the other."""
    short, long = sorted((name, other), key=len)
    if name == other or len(short) < 2 or len(short) * 2 < len(long):
        return False
    if _sound_alike(name, other):
        return True
    if _DIFFERENCES_THAT_COUNT & (set(name) ^ set(other)):
        return False
    latin = name.isascii() and other.isascii()
    abbreviated = not latin and len(short) >= 3 and _in_order(short, long)
    if not latin and not abbreviated and name[:-1] == other[:-1] and len(name) >= 3:
        offices = [form[-1] in _OFFICE_ENDINGS for form in (name, other)]
        return all(offices) or (any(offices) and len(name) > _LENGTH_OF_A_PERSON)
    if not latin and not abbreviated and len(short) < 6:
        return False
    least = LATIN_RATIO if latin else 0.0 if abbreviated else CHINESE_RATIO
    return likeness(name, other, least, _DIFFERENCES_THAT_COUNT) > 0


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
