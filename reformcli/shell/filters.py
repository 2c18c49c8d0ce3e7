"""The filters of reading commands: what was typed, as a Scope."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from reformcli.errors import BadValue
from reformcli.i18n import _, mark
from reformcli.model.fields import value_in
from reformcli.model.scope import FIELDS, OPERATORS, Condition, Scope
from reformcli.reports.question import Question
from reformcli.shell.kinds import codes_of
from reformcli.shell.run import Context

if TYPE_CHECKING:
    from reformcli.model.fields import Field

_FILTERS = ("light", "leader", "group")
"""What is asked about by a filter of its own rather than by a condition; any role of others by --owner."""


def scope(context: Context, *, plan: int | None = None) -> Scope:
    """The part of the ledger that the filters name; the plan year `plan` where they name none."""
    given = context.choices.filters
    if not given:
        return Scope(context.today, plan)
    from reformcli.verbs.owners import OwnerBook

    named = {name: given[name] for name in ("group", "leader", "owner") if name in given}
    book = OwnerBook(context.ledger.owners() if named else ())
    return Scope(
        today=context.today,
        plan=_plan(context, given["plan"]) if "plan" in given else plan,
        source=given.get("source"),
        theme=given.get("theme"),
        key=True if given.get("key") else None,
        light=tuple(light for text in given.get("light", ()) for light in text.split(",")),
        kinds=codes_of(given.get("kind", ())),
        where=tuple(_condition(context, text) for text in given.get("where", ())),
        **{name: book.get(text).number for name, text in named.items()},
    )


def question(context: Context, options: Mapping[str, object] = {}, *, plan: int | None = None) -> Question:
    """What is asked: the scope and the settings that reports look at. Raises BadValue where it looks back to a day
    after today."""
    if (since := value_in(options, "since", date)) is not None:
        from reformcli.shell.typed import refuse_to_come

        refuse_to_come(context, since, "--since")
    asked = scope(context, plan=plan)
    year = asked.plan if "plan" in context.choices.filters else context.plan
    return Question(asked, context.settings["due.days"], options, year)


def _plan(context: Context, text: str) -> int | None:
    if text.strip().lower() in ("all", "全部"):
        return None
    from reformcli.model.noun import noun
    from reformcli.values import ValueReader

    year = ValueReader(context.today, lambda: context.conventions).value(noun("project").fields["plan"], text)
    assert isinstance(year, int)
    return year


def _compared(context: Context, field: "Field", text: str) -> str | int | date | None:
    """The value that a condition compares a field with. A date is told as it was read."""
    from reformcli.model.field_kinds import FieldKind
    from reformcli.values import ValueReader

    if field.kind is FieldKind.DATE:
        from reformcli.shell.typed import on_day

        return on_day(context, text, f"--where {field.key}")
    value = ValueReader(context.today, lambda: context.conventions).value(field, text)
    assert value is None or isinstance(value, str | int)
    return int(value) if isinstance(value, bool) else value


def _condition(context: Context, text: str) -> Condition:
    from reformcli.columns import MOVES
    from reformcli.model.duty import ROLES
    from reformcli.model.field_kinds import FieldKind
    from reformcli.model.fields import Field
    from reformcli.model.noun import noun
    from reformcli.shell.words import Words

    declared_fields = {MOVES.key: Field(MOVES.key, FieldKind.NUMBER, MOVES.label, MOVES.help), **noun("project").fields}
    words = Words({key: declared_fields[key].label for key in FIELDS})
    for operator in OPERATORS:
        field, found, value = (part.strip() for part in text.partition(operator))
        key = words.code(field.replace("-", "_"))
        if found and key:
            declared = declared_fields[key]
            if operator == "~" and value:
                return Condition(key, operator, value)
            blank = not value
            read = None if blank else _compared(context, declared, value)
            if blank and operator not in ("=", "!="):
                raise BadValue(_("--where {text!r} compares with nothing.", text=text))
            return Condition(key, operator, read)
    named = re.match(r"[\w ]+", text.strip())
    filtered = Words({**ROLES, "light": mark("light"), "owner": mark("owner")}).code(named[0]) if named else None
    raise BadValue(
        _("--where {text!r} is not a condition.", text=text),
        hint=_("Give --{name}.", name=filtered if filtered in _FILTERS else "owner")
        if filtered
        else _(
            "Write a field, one of {operators}, and a value. Fields: {fields}.",
            operators=" ".join(OPERATORS),
            fields=words.listed(),
        ),
    )
