"""What the rows of an import refer to: it must be in the ledger or in the import, and lead back to none of them."""

from collections.abc import Iterator

from reformcli.errors import BadValue, ReformError
from reformcli.i18n import _
from reformcli.merging.record import Record
from reformcli.merging.shared import Import
from reformcli.model.fields import Field, FieldValue, Thing
from reformcli.model.noun import noun, ref_of
from reformcli.model.refs import Ref
from reformcli.verbs.rings import comes_back, followed, own_references, rings


class ReferenceCheck:
    """The references of the rows of one import. A row may refer to a row below it, so they are judged at the end."""

    def __init__(self, shared: Import) -> None:
        self._shared = shared
        self._missing: list[tuple[Record, Field, Ref]] = []
        self._to_own_noun: dict[Ref, Record] = {}
        self._present: dict[Field, FieldValue] = {}
        """What a row above referred to in a field, and what is there: rows below often say the same."""

    def meet(self, record: Record, field: Field, before: Thing | None, after: Thing) -> None:
        """Note what a row lets its thing refer to in `field`."""
        value = field.of(after)
        if not value or (before is not None and field.of(before) == value):
            return
        if field.to == record.noun:
            self._to_own_noun[ref_of(after)] = record
        if self._present.get(field) == value:
            return
        missing = [(record, field, ref) for ref in field.refs_of(value) if not self._exists(ref)]
        self._missing += missing
        if not missing:
            self._present[field] = value

    def _exists(self, ref: Ref) -> bool:
        """Whether a ref means something; one that is provisional does, since a row above has it."""
        if ref.number <= 0 or (ref.within is None and noun(ref.noun).within is not None):
            return True
        return self._shared.find(ref) is not None

    def faults(self) -> Iterator[tuple[Record, ReformError]]:
        """The rows that refer to what is nowhere, or that lead back to themselves, and what to say of each."""
        for record, field, ref in self._missing:
            if not self._exists(ref):
                yield record, _there_is_none(record, field, ref)
        for key in dict.fromkeys(ref.noun for ref in self._to_own_noun):
            yield from self._rings(key)

    def _rings(self, key: str) -> Iterator[tuple[Record, ReformError]]:
        starts = [ref for ref in self._to_own_noun if ref.noun == key]
        things = {ref_of(thing): thing for thing in self._shared.existing(key).things}
        for field in own_references(noun(key)):
            for ring in rings(starts, followed(field, things)):
                for ref in ring:
                    if ref in self._to_own_noun:
                        record = self._to_own_noun[ref]
                        yield record, _at(record, comes_back(field, ring))
                        break


def _there_is_none(record: Record, field: Field, ref: Ref) -> ReformError:
    what = _("{field}: there is no {noun} {ref}.", field=_(field.label), noun=_(noun(ref.noun).label), ref=ref)
    return _at(record, BadValue(what, hint=_("Import it too, or correct the row.")))


def _at(record: Record, error: ReformError) -> ReformError:
    error.where = str(record.place)
    return error
