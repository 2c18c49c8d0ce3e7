"""What a row of a file changes of a thing that is there already, and who answers by what it names."""

from collections.abc import Mapping
from typing import Any

from reformcli.errors import BadValue
from reformcli.i18n import _
from reformcli.merging.record import Place, Record
from reformcli.model.duty import ROLES
from reformcli.model.noun import Noun
from reformcli.model.owner import Owner, normal
from reformcli.model.states import CLOSED, DONE, DROPPED, FIXED, OPEN, PLANNED, REPORTED, STARTED
from reformcli.values import split_names
from reformcli.verbs.owners import gaps

_STEPS = (PLANNED, OPEN, STARTED, REPORTED, FIXED, DONE, CLOSED, DROPPED)
"""The states of work and of findings, each after those that it follows."""


def updates(existing: Any, values: Mapping[str, Any], *, office: bool, words: bool) -> dict[str, Any]:
    """What a row changes of its thing: never its identity, nor the first date approved, nor words read before.

    An office's list adds to other columns, and takes no work back that is further than the list says. `words` is
    whether the due date was given in words: the same words again mean the day that they meant when first read.
    """
    changed = {key: value for key, value in values.items() if key not in ("number", "uid")}
    if office:
        if "extra" in changed:
            changed["extra"] = {**existing.extra, **changed["extra"]}
        if "state" in changed and _STEPS.index(changed["state"]) < _STEPS.index(existing.state):
            del changed["state"]
    if changed.get("due_said") and changed["due_said"] == getattr(existing, "due_said", None):
        if words:
            changed = {key: value for key, value in changed.items() if key not in ("due", "start", "due_said")}
        elif "due" in changed and changed["due"] != existing.due:
            changed["due_said"] = None  # another day was typed over the one that the words meant
    if getattr(existing, "due_first", None) is not None:
        changed.pop("due_first", None)
    elif changed.get("due") and hasattr(existing, "due_first"):
        changed.setdefault("due_first", changed["due"])
    return changed


def first(kind: Noun, values: dict[str, Any], place: Place) -> dict[str, Any]:
    """What a new thing is, with its first due date. Raises BadValue where a field that it needs is missing."""
    for field in kind.needed:
        if values.get(field.key) in (None, ""):
            raise BadValue(_("{field} is missing.", field=_(field.label)), where=str(place))
    if "due_first" in kind.fields and values.get("due") and not (values.get("due_first") or values.get("uid")):
        return {**values, "due_first": values["due"]}  # a row with a uid is a copy, and says itself what was first
    return values


def told_by_name(owner: Owner, values: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """What a row changes of the owner that its name means, and whether that is another of the owner's names.

    By another name it fills only what is blank: it may be about what the owner is no more, the bureau that it was, with
    days of its own. None that writes the name otherwise changes what the owner is called.
    """
    if owner.name == values["name"]:
        return dict(values), False
    if normal(owner.name) == normal(values["name"]):
        names = ("name", "short_name", "other_names")
        return {key: value for key, value in values.items() if key not in names}, False
    known = gaps(owner)
    filled = {key: value for key, value in values.items() if key in known}
    return filled | ({"extra": {**values["extra"], **owner.extra}} if "extra" in values else {}), True


def named_by(record: Record) -> dict[str, tuple[str, ...]]:
    """Whom a row names, by role."""
    if record.office:
        return by_role(dict(record.roles))
    return by_role({role: split_names(record.cells[role]) for role in ROLES if record.cells.get(role)})


def by_role(named: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Names by role. Without a lead column the first responsible unit leads; the rest support it, unless supporting
    units have a column of their own."""
    units = named.get("responsible", ())
    if named.get("lead") or not units:
        return named
    rest = "responsible" if named.get("supporting") else "supporting"
    others = {role: names for role, names in named.items() if role != "responsible"}
    return {**others, "lead": units[:1]} | ({rest: units[1:]} if units[1:] else {})
