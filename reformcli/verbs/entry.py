"""Reading what people type into a field: text in, a value that the field can hold out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from reformcli import deadlines
from reformcli.deadlines import Conventions, Reading
from reformcli.deadlines import Kind as DateKind
from reformcli.errors import BadDate, BadValue
from reformcli.i18n import _, in_every_language
from reformcli.model.fields import Field
from reformcli.model.kinds import Kind
from reformcli.model.noun import Noun
from reformcli.model.refs import parse
from reformcli.model.text import unwanted
from reformcli.verbs.record import USUAL, Means

_YES = ("yes", "y", "true", "1", "是", "√", "有")
_NO = ("no", "n", "false", "0", "否", "×", "无")
_SEPARATORS = str.maketrans({"，": ",", "；": ",", ";": ",", "\n": ","})


class Entry:
    """Reads the values of one entry, against the office's day and conventions; `strict` refuses what is ambiguous.

    Every method raises BadValue or BadDate with the field named.
    """

    def __init__(self, today: date, conventions: Conventions, *, strict: bool = False) -> None:
        self.today = today
        self.conventions = conventions
        self.strict = strict
        # The same dates, states and numbers come again and again in a file; a title hardly ever does.
        self._again = lru_cache(maxsize=4096)(self._read)
        self._words_again = lru_cache(maxsize=4096)(self._words)

    def value(self, field: Field, text: str) -> Any:
        """The value that `text` gives to `field`; None where it is blank. Owners' names are not read here."""
        return self._read(field, text) if field.limit or field.kind is Kind.EXTRA else self._again(field, text)

    def _read(self, field: Field, text: str) -> Any:
        text = checked(field, text)
        if is_blank(text) and field.kind is not Kind.FLAG:
            if field.required and field.kind is Kind.TEXT:
                raise BadValue(_("{field} cannot be empty.", field=_(field.label)))
            return field.blank
        return _READERS[field.kind](self, field, text)

    def values(self, noun: Noun, given: Mapping[str, str]) -> dict[str, Any]:
        """The values of several fields by key, without those that hold owners."""
        fields = noun.fields
        return {key: self.value(fields[key], text) for key, text in given.items() if fields[key].kind is not Kind.OWNER}

    def day(self, field: Field, text: str) -> date:
        """The one day that `text` means."""
        if (iso := iso_date(text)) is not None:
            return iso
        end = self.one_day(field, text).end
        assert end is not None
        return end

    def one_day(self, field: Field, text: str) -> Reading:
        """How `text` is read as one day, which its end is. Raises BadDate for anything else."""
        reading = self.deadline(field, text)
        if reading.end is None or reading.kind not in (DateKind.DATE, DateKind.RELATIVE):
            raise BadDate(
                _("{field}: {text!r} is not one day.", field=_(field.label), text=text),
                hint=_("Write it as 2026-12-31."),
            )
        return reading

    def deadline(self, field: Field, text: str, plan: int | None = None, means: Means = USUAL) -> Reading:
        """How `text` is read as a time limit, in the plan year `plan` or the office's own; `means` as its row has it.

        Open-ended words are a reading without an end; recurring ones are their due days in that year.
        """
        if (iso := iso_date(text)) is not None:
            return Reading(text, DateKind.DATE, end=iso)
        reading = self._words_again(checked(field, text).strip(), plan, means)
        if reading.kind is DateKind.UNPARSEABLE:
            raise BadDate(
                _("{field}: {text!r} is not read as a date.", field=_(field.label), text=text),
                hint=reading.sentence or _("Forms that are read: {forms}.", forms="; ".join(deadlines.forms())),
            )
        if reading.ambiguous and self.strict:
            raise BadDate(
                _("{field}: {text!r} can be read in two ways.", field=_(field.label), text=text),
                hint=_("Write {date} or {other}.", date=reading.end, other=reading.other_end or "…"),
            )
        return reading

    def _words(self, text: str, plan: int | None, means: Means) -> Reading:
        conventions = self.conventions if plan is None else replace(self.conventions, plan_year=plan)
        if means.day_first is not None:
            conventions = replace(conventions, day_first=means.day_first)
        base = means.base or self.today
        return self._in_the_year(deadlines.read(text, base, conventions), base, conventions)

    @staticmethod
    def _in_the_year(reading: Reading, base: date, conventions: Conventions) -> Reading:
        """A recurring reading with its due days in the plan year as milestones, the last one as its end.

        They begin with the next one on or after the base date: nothing is born overdue.
        """
        if reading.rule is None or reading.kind is not DateKind.RECURRING:
            return reading
        year = conventions.plan_year
        days = deadlines.occurrences(
            reading.rule, max(date(year, 1, 1), base), date(year, 12, 31), conventions.place, conventions.calendar
        )
        return replace(reading, milestones=tuple(days), end=days[-1]) if days else reading


def iso_date(text: str) -> date | None:
    """The date that `text` is where it is ISO: the short way for the many cells that are."""
    if len(text) == 10 and text[4] == "-" and text.isascii():
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    return None


def checked(field: Field, text: str) -> str:
    """`text`, which must be short enough for `field` and free of control characters."""
    if character := unwanted(text):
        raise BadValue(
            _("{field} holds the control character {character}.", field=_(field.label), character=character),
            hint=_("Take it out."),
        )
    if field.limit and len(text) > field.limit:
        raise BadValue(
            _("{field} has {n} characters, more than {limit}.", field=_(field.label), n=len(text), limit=field.limit),
            hint=_("Shorten it."),
        )
    if field.limit and "\n" in text and field.one_line:
        raise BadValue(_("{field} must be a single line.", field=_(field.label)))
    return text


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in `text`: spaces and characters without width."""
    if text.isprintable():
        return not text or text.isspace()
    return not any(character.isprintable() and not character.isspace() for character in text)


def split_names(text: str, *, posts: bool = False) -> tuple[str, ...]:
    """The names in a list separated by commas, semicolons, line breaks, or the enumeration comma 、.

    `posts` are those of leaders, which hold 、 themselves: 县委常委、组织部部长 is one.
    """
    parted = text if posts else text.replace("、", ",")
    names = (name.strip() for name in parted.translate(_SEPARATORS).split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def _whole(entry: Entry, field: Field, text: str) -> int:
    text = text.strip()
    if not text.isdecimal() or len(text) > 12:
        raise BadValue(_("{field}: {text!r} is not a whole number.", field=_(field.label), text=text))
    return int(text)


def _plan_or_whole(entry: Entry, field: Field, text: str) -> int:
    text = text.strip()
    if field.key == "plan":
        text = text.removesuffix("年")
        if not (text.isdecimal() and 1900 <= int(text) <= 2999):
            raise BadValue(_("{field}: {text!r} is not a year.", field=_(field.label), text=text))
    return _whole(entry, field, text)


def _decimal(entry: Entry, field: Field, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e9:
        raise BadValue(_("{field}: {text!r} is not a number from 0 on.", field=_(field.label), text=text))
    return value


def _flag(entry: Entry, field: Field, text: str) -> bool:
    word = text.strip().lower()
    if field.words is not None and word in field.words:
        return field.words[word]
    if word in _YES:
        return True
    if word in _NO or not word:
        return False
    raise BadValue(_("{field}: {text!r} is neither yes nor no.", field=_(field.label), text=text))


def _choice(entry: Entry, field: Field, text: str) -> str:
    code = _codes(field).get(text.strip().lower())
    if code is not None:
        return code
    allowed = ", ".join(
        code if code == _(label) else f"{code} ({_(label)})" for code, label in (field.choices or {}).items()
    )
    raise BadValue(
        _("{field} cannot be {text!r}.", field=_(field.label), text=text),
        hint=_("It is one of: {allowed}.", allowed=allowed),
    )


@cache
def _codes(field: Field) -> Mapping[str, str]:
    """The codes of a field by code and by label, in every language: what people type is understood in all of them."""
    codes = {}
    for code, label in (field.choices or {}).items():
        codes.update({word.lower(): code for word in (code, *in_every_language(label))})
    return codes


def _project(entry: Entry, field: Field, text: str) -> int:
    if not text.strip().removeprefix("#").isdecimal():
        raise BadValue(
            _("{field}: {text!r} is not a project.", field=_(field.label), text=text),
            hint=_("Give its number, such as 17."),
        )
    return _whole(entry, field, text.strip().removeprefix("#"))


def _projects(entry: Entry, field: Field, text: str) -> tuple[int, ...]:
    refs = [parse(name) for name in split_names(text.replace(" ", ","))]
    if any(ref.noun != "project" for ref in refs):
        raise BadValue(_("{field}: {text!r} are not numbers of projects.", field=_(field.label), text=text))
    return tuple(ref.number for ref in refs)


def _finding(entry: Entry, field: Field, text: str) -> int:
    ref = parse(text if text.strip()[:1].isalpha() else f"F{text.strip()}")
    if ref.noun != "finding":
        raise BadValue(_("{field}: {text!r} is not a finding.", field=_(field.label), text=text))
    return ref.number


def _extra(entry: Entry, field: Field, text: str) -> dict[str, str]:
    import json

    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise BadValue(_("{field}: {text!r} is not a JSON object.", field=_(field.label), text=text))
    return {str(key): str(cell) for key, cell in value.items()}


_READERS: Mapping[Kind, Callable[[Entry, Field, str], Any]] = {
    Kind.TEXT: lambda entry, field, text: text.strip(),
    Kind.NUMBER: _plan_or_whole,
    Kind.DECIMAL: _decimal,
    Kind.DATE: lambda entry, field, text: entry.day(field, text),
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.NAMES: lambda entry, field, text: split_names(text),
    Kind.PROJECT: _project,
    Kind.PROJECTS: _projects,
    Kind.FINDING: _finding,
    Kind.VISIT: lambda entry, field, text: _whole(entry, field, text.strip().upper().removeprefix("V")),
    Kind.EXTRA: _extra,
}
