"""Rows of matters: what they come from says what they are."""

from typing import Any

from reformcli.merging.plain import NounMerging
from reformcli.merging.record import Record
from reformcli.model.fields import Thing
from reformcli.model.refs import Ref
from reformcli.verbs.matters import from_source


class MatterMerging(NounMerging):
    """Merges rows of matters."""

    def new(self, values: dict[str, Any], record: Record) -> Thing:
        """A new matter. Its kind and its first day are by its source, where the row has no columns for them."""
        source = values.get("source")
        thing = self._shared.find(source) if isinstance(source, Ref) else None
        first = {
            key: value for key, value in from_source(thing, self._shared.find).items() if key in ("kind", "opened")
        }
        return super().new({**first, **values}, record)
