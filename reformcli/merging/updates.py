"""What a row of a file changes of a thing that is there already, and what a new thing must have."""

from reformcli.errors import BadValue
from reformcli.i18n import _
from reformcli.merging.record import Place
from reformcli.model.fields import FieldValue, FieldValues, Thing, value_in
from reformcli.model.noun import Noun, noun_of
from reformcli.model.states import DONE, DROPPED, PLANNED, REPORTED, STARTED

_ORDER = (PLANNED, STARTED, REPORTED, DONE, DROPPED)
"""The states of tracked work, each after those that it follows."""


def updates(existing: Thing, values: FieldValues, *, office: bool, words: bool) -> dict[str, FieldValue]:
    """What a row changes of its thing: never its identity, nor the first date approved, nor words read before.

    An office's list adds to other columns, and takes no work back that is further than the list says. `words` is
    whether the due date was given in words: the same words again mean the day that they meant when first read.
    """
    fields = noun_of(existing).fields

    def now(key: str) -> FieldValue:
        return fields[key].of(existing) if key in fields else None

    changed = {key: value for key, value in values.items() if key not in ("number", "uid")}
    if office:
        if "extra" in changed:
            changed["extra"] = {**existing.extra, **(value_in(changed, "extra", dict) or {})}
        if _goes_back(changed.get("state"), now("state")):
            del changed["state"]
    if changed.get("due_said") and changed["due_said"] == now("due_said"):
        if words:
            changed = {key: value for key, value in changed.items() if key not in ("due", "start", "due_said")}
        elif "due" in changed and changed["due"] != now("due"):
            changed["due_said"] = None  # another day was typed over the one that the words meant
    if now("due_first") is not None:
        changed.pop("due_first", None)
    elif changed.get("due") and "due_first" in fields:
        changed.setdefault("due_first", changed["due"])
    return changed


def _goes_back(state: FieldValue, now: FieldValue) -> bool:
    return state in _ORDER and now in _ORDER and _ORDER.index(state) < _ORDER.index(now)


def with_what_it_needs(kind: Noun[Thing], values: dict[str, FieldValue], place: Place) -> dict[str, FieldValue]:
    """What a new thing is, with its first due date. Raises BadValue where a field that it needs is missing."""
    for field in kind.needed:
        if not (value := values.get(field.key)) and value in (None, ""):
            raise BadValue(_("{field} is missing.", field=_(field.label)), where=str(place))
    if values.get("due") and "due_first" in kind.fields and not (values.get("due_first") or values.get("uid")):
        return {**values, "due_first": values["due"]}  # a row with a uid is a copy, and says itself what was first
    return values
