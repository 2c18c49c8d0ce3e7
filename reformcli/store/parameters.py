"""Values on their way into queries and out of them: parameters by name, lists as JSON, dates as ISO text."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from reformcli.model.scope import Scope
from reformcli.store.dialect import SQLITE as SQL

if TYPE_CHECKING:
    from reformcli.model.noun import Noun, T


def number_list(numbers: Iterable[int]) -> str:
    """Numbers as the JSON array that a query takes."""
    return f"[{','.join(map(str, numbers))}]"


def numbers_in(text: str | None) -> tuple[int, ...]:
    """The numbers of a JSON array; none where there is none."""
    return () if text in (None, "[]") else tuple(map(int, text.strip("[]").split(",")))


def kinds_of() -> dict[str, Collection[str]]:
    """The codes of the kinds that things of tracked nouns have, by noun."""
    from reformcli.model.noun import tracked_nouns

    kinds = {
        noun.key: noun.fields[noun.tracked.kind].choices
        for noun in tracked_nouns()
        if noun.tracked and noun.tracked.kind
    }
    return {key: tuple(codes or ()) for key, codes in kinds.items()}


def values_of(scope: Scope) -> dict[str, Any]:
    """The parameters of the conditions that a scope makes."""
    values: dict[str, Any] = {"today": scope.today.isoformat()}
    asked = {
        "plan": scope.plan,
        "source": scope.source,
        "theme": scope.theme,
        "key": scope.key,
        "owner": scope.owner,
        "group": scope.group,
        "leader": scope.leader,
    }
    values |= {name: value for name, value in asked.items() if value is not None}
    for position, condition in enumerate(scope.where):
        value = condition.value
        values[f"where{position}"] = value.isoformat() if isinstance(value, date) else value
    return values


def equal(noun: "Noun[T]", values: Mapping[str, Any]) -> tuple[list[str], dict[str, Any]]:
    """The conditions that fields of `t` equal `values`, and their parameters."""
    from reformcli.model.field_kinds import FieldKind
    from reformcli.store.rows import columns_of, dumps, stored_item, stored_ref

    conditions: list[str] = []
    parameters: dict[str, Any] = {}
    for key, value in values.items():
        field = noun.fields[key]
        if field.kind is FieldKind.REF:
            for column, part in zip(columns_of(field), stored_ref(value), strict=True):
                conditions.append(SQL.same(f't."{column}"', SQL.parameter(column)))
                parameters[column] = part
        elif field.kind is FieldKind.REFERENCES:
            conditions.append(SQL.holds(f't."{key}"', key))
            item = stored_item(value)
            parameters[key] = dumps(item) if isinstance(item, list) else item
        else:
            conditions.append(SQL.same(f't."{key}"', SQL.parameter(key)))
            parameters[key] = value.isoformat() if isinstance(value, date) else value
    return conditions, parameters


def date_in(text: str | None) -> date | None:
    """The date that is stored as `text`; None for None."""
    return None if text is None else date.fromisoformat(text)
