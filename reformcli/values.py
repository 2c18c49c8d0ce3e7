"""Reading what people type into a field: text in, a value that the field can hold out."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from reformcli import deadlines
from reformcli.deadlines import Conventions, Reading
from reformcli.deadlines import Kind as DateKind
from reformcli.errors import BadDate, BadValue
from reformcli.i18n import _, capitalised, in_every_language, joined, typed_words
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, FieldValue, Thing
from reformcli.model.noun import Noun, noun
from reformcli.model.refs import Ref, parse
from reformcli.model.text import is_blank, unwanted

_YES = ("yes", "y", "true", "1", "是", "√", "有")
_NO = ("no", "n", "false", "0", "否", "×", "无")
_SEPARATORS = str.maketrans({"，": ",", "；": ",", ";": ",", "\n": ","})


class Means(NamedTuple):
    """How words about time are meant in a row: counted from which day, and whether 01/02 is the first of February."""

    base: date | None = None
    day_first: bool | None = None


USUAL = Means()


class ValueReader:
    """Reads values as they are typed, against the office's day and conventions; `strict` refuses what is ambiguous.

    The conventions are asked for with the first words about time: most values have none, and rules need not be read.
    Every method raises BadValue or BadDate with the field named.
    """

    def __init__(self, today: date, conventions: Callable[[], Conventions], *, strict: bool = False) -> None:
        self.today = today
        self._conventions = cache(conventions)
        self.strict = strict
        # The same dates, states and numbers come again and again in a file; a title hardly ever does.
        self._again = lru_cache(maxsize=4096)(self._read)
        self._words_again = lru_cache(maxsize=4096)(self._words)

    def value(self, field: Field, text: str) -> FieldValue:
        """The value that `text` gives to `field`, its blank where there is none. Owners' names are not read here."""
        return self._read(field, text) if field.limit or field.kind is FieldKind.EXTRA else self._again(field, text)

    def _read(self, field: Field, text: str) -> FieldValue:
        text = checked(field, text)
        if is_blank(text) and field.kind is not FieldKind.FLAG:
            if field.required and field.kind is FieldKind.TEXT:
                raise BadValue(_("{field} cannot be empty.", field=_(field.label)))
            return field.blank
        return _READERS[field.kind](self, field, text)

    def text(self, field: Field, text: str) -> str | None:
        """The text or choice that `text` gives to `field`; None where it is blank."""
        value = self.value(field, text)
        return value if isinstance(value, str) else None

    def values(self, kind: Noun[Thing], texts: Mapping[str, str]) -> dict[str, Any]:
        """The values of several fields of a noun by key, without those that hold owners."""
        fields = kind.fields
        return {key: self.value(fields[key], text) for key, text in texts.items() if not fields[key].holds_owners}

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
        return self._in_one_way(field, text, self._limit(field, text, plan, means))

    def deadline_to_come(self, field: Field, text: str, plan: int | None = None, means: Means = USUAL) -> Reading:
        """How `text` is read as the time limit of work that is entered today: as by `deadline`, but see `to_come`."""
        if iso_date(text) is not None:  # which has its year, so that what reads words need not load
            return self._limit(field, text, plan, means)
        year = plan or self._conventions().plan_year
        reading = deadlines.to_come(
            self._limit(field, text, plan, means),
            means.base or self.today,
            lambda: self._limit(field, text, year + 1, means),
        )
        return self._in_one_way(field, text, reading)

    def _limit(self, field: Field, text: str, plan: int | None, means: Means) -> Reading:
        if (iso := iso_date(text)) is not None:
            return Reading(text, DateKind.DATE, end=iso)
        reading = self._words_again(checked(field, text).strip(), plan, means)
        if reading.kind is DateKind.UNPARSEABLE:
            raise BadDate(
                _("{field}: {text!r} is not read as a date.", field=_(field.label), text=text),
                hint=capitalised(reading.sentence),
            )
        return reading

    def _in_one_way(self, field: Field, text: str, reading: Reading) -> Reading:
        if reading.ambiguous and self.strict:
            raise BadDate(
                _("{field}: {text!r} can be read in two ways.", field=_(field.label), text=text),
                hint=_("Write {date} or {other}.", date=reading.end, other=reading.other_end or "…"),
            )
        return reading

    def _words(self, text: str, plan: int | None, means: Means) -> Reading:
        conventions = self._conventions() if plan is None else replace(self._conventions(), plan_year=plan)
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
        return replace(reading, milestones=deadlines.as_milestones(days), end=days[-1]) if days else reading


def iso_date(text: str) -> date | None:
    """The date that `text` is where it is ISO: the short way for the many cells that are."""
    if len(text) == 10 and text[4] == "-" and text.isascii():
        with suppress(ValueError):
            return date.fromisoformat(text)
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


def split_names(text: str, *, posts: bool = False) -> tuple[str, ...]:
    """The names in a list separated by commas, semicolons, line breaks, or the enumeration comma 、.

    `posts` are those of leaders, which hold 、 themselves: 县委常委、组织部部长 is one.
    """
    parted = text if posts else text.replace("、", ",")
    names = (name.strip() for name in parted.translate(_SEPARATORS).split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def _text(reader: ValueReader, field: Field, text: str) -> str:
    """A text; a code where it is the word for one, in any language."""
    return _codes(field).get(text.strip().lower(), text.strip()) if field.choices else text.strip()


def _number(reader: ValueReader, field: Field, text: str) -> int:
    text = text.strip()
    if field.key == "plan":
        year, text = text, text.removesuffix("年")
        if not (text.isdecimal() and 1900 <= int(text) <= 2999):
            raise BadValue(_("{field}: {text!r} is not a year.", field=_(field.label), text=year))
    if not text.isdecimal() or len(text) > 12:
        raise BadValue(_("{field}: {text!r} is not a whole number from 0 up.", field=_(field.label), text=text))
    return int(text)


_TOO_LARGE = 1e9
"""No number with a fraction is as large."""


def _decimal(reader: ValueReader, field: Field, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not field.least <= value < _TOO_LARGE:
        facts = {"field": _(field.label), "text": text, "least": field.least}
        raise BadValue(_("{field}: {text!r} is not a number from {least} on.", **facts))
    return value


def _date(reader: ValueReader, field: Field, text: str) -> date:
    return reader.day(field, text)


def _flag(reader: ValueReader, field: Field, text: str) -> bool:
    word = text.strip().lower()
    if field.words is not None and word in field.words:
        return field.words[word]
    if word in _YES:
        return True
    if word in _NO or not word:
        return False
    raise BadValue(_("{field}: {text!r} is neither yes nor no.", field=_(field.label), text=text))


def _choice(reader: ValueReader, field: Field, text: str) -> str:
    code = _codes(field).get(text.strip().lower())
    if code is not None:
        return code
    raise BadValue(
        _("{field} cannot be {text!r}.", field=_(field.label), text=text),
        hint=_("It is one of: {allowed}.", allowed=joined(typed_words(field.choices or {}))),
    )


@cache
def _codes(field: Field) -> Mapping[str, str]:
    """The codes of a field by code and by label, in every language: what people type is understood in all of them."""
    codes = {}
    for code, label in (field.choices or {}).items():
        codes.update({word.lower(): code for word in (code, *in_every_language(label))})
    return codes


def _names(reader: ValueReader, field: Field, text: str) -> tuple[str, ...]:
    return split_names(text)


def _reference(reader: ValueReader, field: Field, text: str) -> int:
    return _referred(field, text).number


def _references(reader: ValueReader, field: Field, text: str) -> tuple[int, ...] | tuple[Ref, ...]:
    refs = tuple(dict.fromkeys(_referred(field, name) for name in split_names(text.replace(" ", ","))))
    return refs if noun(field.to).within else tuple(ref.number for ref in refs)


def _referred(field: Field, text: str) -> Ref:
    """The thing of the noun that `field` refers to: by its ref, or by its number alone.

    A number that counts within another thing is of the same one as the thing that refers to it, which the caller knows.
    """
    kind, typed = noun(field.to), text.strip().removeprefix("#")
    if typed.isdecimal() and len(typed) <= 12:
        return Ref(field.to, int(typed))
    try:
        ref = parse(typed)
    except BadValue:
        ref = None
    if ref is None or ref.noun != field.to:
        example = "2, 17.2" if kind.within else f"{kind.prefix}17"
        raise BadValue(
            _("{field}: {text!r} is no {noun}.", field=_(field.label), text=text.strip(), noun=_(kind.label)),
            hint=_("Give its number, such as {example}.", example=example),
        )
    return ref


def _ref(reader: ValueReader, field: Field, text: str) -> Ref:
    try:
        return parse(text)
    except BadValue as error:
        raise BadValue(
            _("{field}: {text!r} is not a ref.", field=_(field.label), text=text.strip()), hint=error.hint
        ) from None


def _extra(reader: ValueReader, field: Field, text: str) -> dict[str, str]:
    import json

    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise BadValue(_("{field}: {text!r} is not a JSON object.", field=_(field.label), text=text))
    return {str(key): str(cell) for key, cell in value.items()}


_READERS: Mapping[FieldKind, Callable[[ValueReader, Field, str], FieldValue]] = {
    FieldKind.TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.DECIMAL: _decimal,
    FieldKind.DATE: _date,
    FieldKind.FLAG: _flag,
    FieldKind.CHOICE: _choice,
    FieldKind.NAMES: _names,
    FieldKind.REFERENCE: _reference,
    FieldKind.REFERENCES: _references,
    FieldKind.REF: _ref,
    FieldKind.EXTRA: _extra,
}
