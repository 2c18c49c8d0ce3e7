"""Items of a list of a noun whose lists have few shapes: which rows they are, what each says, its years and words."""

import re
from collections.abc import Iterable, Iterator, Sequence

from reformcli.i18n import _
from reformcli.importers.headings import IN_LISTS, PARTS, Headings
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.words import heading_table
from reformcli.merging.record import Doubt, Record
from reformcli.model.field_kinds import FieldKind
from reformcli.model.noun import noun

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NO_YEAR = re.compile(r"\d{1,2}月\d{1,2}[日号]?")
_SUM = re.compile(r"(?:合\s*计|总\s*计|小\s*计|total|sum)[:：]?", re.IGNORECASE)


class PlainItems:
    """The rows below a heading; `above` are the texts that stand over it, and the list's name."""

    def __init__(self, headings: Headings, name: str, above: Sequence[str], intake: Intake) -> None:
        self._noun = noun(headings.noun)
        self._part = PARTS.get(headings.noun, "")
        self._name = name
        self._take = intake
        years = {year for text in above for year in _YEAR.findall(text)}
        self._year = next(iter(years)) if len(years) == 1 else None
        left_out = IN_LISTS.get(headings.noun, {})
        self._unsaid = {key: code for key, code in left_out.items() if key not in headings.keys}
        self._no_items: list[int] = []

    def rows(self, rows: Iterable[Sequence[str]], number: int) -> Iterator[Sequence[str]]:
        """The rows, of which `number` is that above the first; sums and notes are blank."""
        for own, cells in enumerate(rows, number + 1):
            filled = [cell.strip() for cell in cells if cell.strip()]
            if len(filled) == 1 or any(_SUM.fullmatch(cell) for cell in filled[:2]):
                self._no_items.append(own)
                yield []
            else:
                yield cells

    def records(self, record: Record) -> Iterator[Record]:
        """A record, and the part of it that its row tells of too: who adopted a submission."""
        cells = {**self._unsaid, **record.cells}
        prefix = f"{self._part}."
        others = {key.removeprefix(prefix): text for key, text in cells.items() if key.startswith(prefix)}
        own = {key: text for key, text in cells.items() if not (self._part and key.startswith(prefix))}
        yield self._read(record._replace(cells=own))
        if any(text.strip() for text in others.values()):
            yield self._read(record._replace(noun=self._part, cells=others, under=record.noun, cleaned=0))

    def _read(self, record: Record) -> Record:
        """A record with its words as codes, and with years where its list has one."""
        fields = noun(record.noun).fields
        cells = dict(record.cells)
        for key, text in record.cells.items():
            cells[key] = heading_table.words_of(record.noun, key).get(text.strip().casefold(), text)
            if key in fields and fields[key].kind is FieldKind.DATE and _NO_YEAR.fullmatch(text.strip()):
                cells[key] = f"{self._year or self._take.conventions.plan_year}年{text.strip()}"
                if self._year is None:
                    what = _("{text} names no year; read as {date}.", text=text.strip(), date=cells[key])
                    self._take.doubts.append(Doubt(record.place, key, what))
        return record._replace(cells=cells)

    def tell(self) -> None:
        """Say what was taken without a column for it, and which rows were left out."""
        for key, code in self._unsaid.items():
            field = self._noun.fields[key]
            facts = {"file": self._name, "field": _(field.label), "word": _((field.choices or {})[code])}
            self._take.say(_("{file}: no column for {field}; taken as {word}.", **facts))
        if self._no_items:
            rows = ", ".join(map(str, self._no_items))
            self._take.say(_("{file}: rows left out, which are no items: {rows}.", file=self._name, rows=rows))
