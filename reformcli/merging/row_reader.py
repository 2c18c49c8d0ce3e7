"""The values that the cells of a record give to the fields of its noun."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from reformcli.deadlines import Reading
from reformcli.errors import BadValue, NotFound
from reformcli.merging.due import limit
from reformcli.merging.record import Record
from reformcli.merging.shared import Import
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, FieldValue, FieldValues, Thing, value_in
from reformcli.model.noun import Noun
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.values import iso_date, split_names


class ReadRow(NamedTuple):
    """A record read: values by field, and how its time limit was read, where that was given in words."""

    values: dict[str, FieldValue]
    reading: Reading | None


class RowReader:
    """Reads the records of one import."""

    def __init__(self, shared: Import) -> None:
        self._shared = shared

    def read(self, kind: Noun[Thing], record: Record, belonging: FieldValues) -> ReadRow:
        """A record of a noun. `belonging` are the fields by which it belongs to a record above.

        Raises BadValue, BadDate or UnknownOwner for a cell that a field cannot hold; in an office's list such a cell is
        doubted and kept as another column, unless the thing cannot be without it.
        """
        fields = kind.fields
        values: dict[str, FieldValue] = {}
        others: dict[str, str] = {}
        for key, text in record.cells.items():
            field = fields.get(key)
            if field is None or key == "due" or (not text and field.required and not field.holds_owners):
                continue
            try:
                values[key] = self._value(record, field, text)
            except (BadValue, NotFound) as error:
                if not record.office or field.holds_owners or _cannot_be_without(field):
                    raise
                others.setdefault(record.place.columns.get(key, ("", key))[1], text)
                self._shared.report.doubt(record, key, error.what)
        values |= belonging
        if others:
            values["extra"] = {**(value_in(values, "extra", dict) or {}), **others}
        if "due" not in record.cells or "due" not in fields:
            return ReadRow(values, None)
        if (day := iso_date(record.cells["due"])) is not None:
            values["due"] = day
            return ReadRow(values, None)
        due = limit(self._shared.reader, kind, record, lambda: self._plan(kind, values), self._shared.report)
        return ReadRow(due.values | values, due.reading)

    def _value(self, record: Record, field: Field, text: str) -> FieldValue:
        if field.holds_owners:
            return self._owners(record, field, text)
        if not text:
            return field.blank
        if record.office and field.to == "project" and field.kind is FieldKind.REFERENCE and not text.isdecimal():
            return self._shared.titles.number(text)
        return self._shared.reader.value(field, text)

    def _owners(self, record: Record, field: Field, text: str) -> FieldValue:
        names = self._shared.owners
        if field.kind is FieldKind.REFERENCES:
            role = field.role or "supporting"
            several = split_names(text)
            return tuple(names.number(name, role, whole=False, person=name in record.persons) for name in several)
        name = self._shared.reader.text(replace(field, kind=FieldKind.TEXT, required=False), text)
        if name is None:
            return None
        role = field.role or "responsible"
        return names.number(name, role, whole=record.office, person=name in record.persons)

    def _plan(self, kind: Noun[Thing], values: FieldValues) -> int | None:
        """The plan year that a row's words about time are meant in: its own, or its project's."""
        if "plan" in kind.fields:
            return value_in(values, "plan", int)
        day = values.get(kind.tracked.plan_day) if kind.tracked else None
        if isinstance(day, date):
            return day.year
        number = value_in(values, "project", int)
        project = self._shared.find(Ref("project", number)) if number else None
        return project.plan if isinstance(project, Project) else None


def _cannot_be_without(field: Field) -> bool:
    return field.needed or (field.required and field.kind in (FieldKind.TEXT, FieldKind.DATE))
