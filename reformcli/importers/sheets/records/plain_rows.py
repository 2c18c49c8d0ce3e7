"""Plain tables: the ledger's own exports, and lists that have its keys or labels as their only heading, row one."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath

from reformcli.errors import BadFile
from reformcli.i18n import _
from reformcli.importers.headings import EXTRA, Headings, is_own, strange, understand
from reformcli.importers.sheets.columns.layout import MOVING
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.dialogue.own_files import must_be_no_answer
from reformcli.importers.sheets.records.plain_items import PlainItems
from reformcli.importers.sheets.words import heading_table, vocabulary
from reformcli.importers.sheets.words.heading_table import normal
from reformcli.merging.record import Place, Record
from reformcli.model.noun import noun
from reformcli.model.nouns import listed_noun
from reformcli.model.text import clean

_ROWS_ABOVE = 10
"""In how many rows a heading is looked for: titles, stamps and blank rows stand above it."""


def own_heading(cells: Sequence[str], name: str, intake: Intake, place: Place) -> Headings | None:
    """What the first row means, where it is meant to be the ledger's own heading; None where it is not.

    What a document hands down is never the ledger's own: raises BadFile for an export, which has identities. Nor is a
    table of whose columns a person says what they mean. Raises BadFile too for a column that is no field, and for what
    a command answers.
    """
    if any(normal(cell) in intake.given for cell in cells):
        return None
    must_be_no_answer(cells, place)
    headings = understand(cells, name, None if intake.document is not None else intake.noun)
    own = headings is not None and is_own(cells, headings)
    if intake.document is not None:
        if headings is not None and own and "uid" in headings.keys:
            raise BadFile(
                _("This is an export of a ledger, not a list that a document hands down."),
                where=str(place),
                hint=_("Leave out --document."),
            )
        return None
    if headings is None or not own:
        return None
    unknown = strange(cells, headings)
    if unknown:
        if not noun(headings.noun).tracked and any(vocabulary.surely("project", cell) in MOVING for cell in unknown):
            return None  # name and date head a list of work, though name and kind head owners
        raise BadFile(
            _("There is no field {field} of {noun}.", field=unknown[0], noun=listed_noun(headings.noun).plural),
            where=str(place),
            hint=_("Write {extra}{field} to keep it as another column.", extra=EXTRA, field=unknown[0]),
        )
    return headings


def records(
    rows: Iterable[Sequence[str]], headings: Headings, number: int, place_of: Callable[[int], Place]
) -> Iterator[Record]:
    """A record for each row that is not blank; `number` is that of the row above the first."""
    width = len(headings.keys)
    for cells in rows:
        number += 1
        if not any(cells):
            continue
        place = place_of(number)
        if len(cells) < width or any(cells[width:]):
            fault = BadFile(
                _("The row has {n} cells, the heading {width}.", n=len(cells), width=width),
                where=str(place),
                hint=_("Look for a missing comma or quotation mark."),
            )
            yield Record(headings.noun, dict(zip(headings.keys, cells, strict=False)), place, fault=fault)
            continue
        yield _record(headings, cells, place)


def below_titles(
    rows: Iterator[Sequence[str]], name: str, intake: Intake, place_of: Callable[[int], Place]
) -> Iterator[Record]:
    """The records of a list of a noun whose lists have few shapes: its heading stands in one of the first rows.

    Raises BadFile where there is none.
    """
    wanted = intake.noun
    above = [name]
    for number, cells in enumerate(rows, 1):
        headings = understand(cells, name, wanted)
        if headings is not None:
            items = PlainItems(headings, name, above, intake)
            for record in records(items.rows(rows, number), headings, number, place_of):
                yield from items.records(record)
            items.tell()
            return
        if number >= _ROWS_ABOVE:
            break
        above += cells
    raise BadFile(
        _("No row of headings was found in the first {n} rows.", n=_ROWS_ABOVE),
        where=name,
        hint=_("Give --document with the document that hands the list down.")
        if wanted == "assignment"
        else _("The first row must name the columns: {columns} …", columns=", ".join(_needed(wanted)))
        if wanted
        else _("The first row must name the columns, such as title, due and lead; see the page of columns."),
    )


def is_of_another_noun(rows: Sequence[Sequence[str]], name: str) -> bool:
    """Whether a table is of a noun that offices keep no lists of: it has its headings, and no others or its name.

    A calendar of working days is one.
    """
    headings = next((found for cells in rows[:_ROWS_ABOVE] if (found := understand(cells, name, None))), None)
    if headings is None or headings.noun in heading_table.OFFICE_NOUNS:
        return False
    stem = PurePath(name).stem.lower()
    named = stem in (headings.noun, noun(headings.noun).plural) or heading_table.list_called(stem) == headings.noun
    return headings.plain or named or "project" in headings.keys


def _needed(key: str) -> list[str]:
    """The columns that rows of a noun cannot do without."""
    return [field.key for field in noun(key).needed]


def _record(headings: Headings, cells: Sequence[str], place: Place) -> Record:
    if headings.plain and "".join(cells).isprintable():
        return Record(headings.noun, dict(zip(headings.keys, cells, strict=False)), place)
    found: dict[str, str] = {}
    other: dict[str, str] = {}
    cleaned = 0
    for key, cell in zip(headings.keys, cells, strict=False):
        text, lost = clean(cell)
        cleaned += lost
        if key.startswith(EXTRA):
            if text.strip() and len(key) > len(EXTRA):
                other[key.removeprefix(EXTRA)] = text.strip()
        elif not found.get(key):
            found[key] = text
    if other:
        found["extra"] = json.dumps(json.loads(found.get("extra") or "{}") | other, ensure_ascii=False)
    return Record(headings.noun, found, place, cleaned)
