"""Readiness (四有): the marks that an owner must have before its work goes by itself."""

from collections.abc import Collection, Iterable

from reformcli.model.fields import fields_of
from reformcli.model.owner import Owner
from reformcli.rulebook.sections import PERSON


def lacking(owner: Owner, persons: Iterable[Owner], marks: Collection[str]) -> tuple[str, ...]:
    """Those of `marks` that an owner lacks; `persons` are the persons in post."""
    fields = fields_of(Owner)
    peopled = any(person.parent == owner.number for person in persons)
    return tuple(key for key in marks if not (peopled if key == PERSON else str(fields[key].of(owner) or "").strip()))
