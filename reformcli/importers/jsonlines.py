"""NDJSON as exported: one object a line, `noun` saying what it is."""

from collections.abc import Iterable, Iterator

from reformcli.errors import BadFile
from reformcli.i18n import _
from reformcli.importers.delimited import LINE
from reformcli.importers.jsontext import loads, record
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.merging.exports_before import FINDING
from reformcli.merging.record import Place, Record
from reformcli.model.nouns import is_noun, listed_nouns


def records(file: Iterable[bytes], name: str, intake: Intake) -> Iterator[Record]:
    """A record for each line that is not blank."""
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        place = Place(LINE, name, number)
        item = loads(line, str(place))
        key = str(item.pop("noun", intake.noun)) if isinstance(item, dict) else ""
        if not is_noun(key) and key != FINDING:
            raise BadFile(
                _("The line does not say which noun it is."),
                where=str(place),
                hint=_("noun is one of: {nouns}.", nouns=", ".join(listed.key for listed in listed_nouns())),
            )
        yield record(key, item, place)
