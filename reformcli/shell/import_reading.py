"""What `reform import` reads, and as what: files in their order, as whose list, by which answers and maps."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from reformcli import importers
from reformcli.errors import BadValue, NotPossible, UsageError
from reformcli.i18n import _, joined
from reformcli.importers.sheets.dialogue import maps
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.words.heading_table import normal
from reformcli.merging.decided import matters
from reformcli.merging.item_numbers import together
from reformcli.merging.owner_rows import wholes_first
from reformcli.merging.record import Record
from reformcli.model.assignment import Assignment
from reformcli.model.fields import Thing, value_in
from reformcli.model.ledger import Ledger
from reformcli.model.noun import Noun, noun, ref_of
from reformcli.model.nouns import listed_nouns
from reformcli.model.refs import parse
from reformcli.shell.importing import nouns_of, with_plan
from reformcli.shell.run import Context
from reformcli.shell.typed import entry
from reformcli.verbs.assignments import spelled
from reformcli.verbs.matters import from_source, must_have_come
from reformcli.verbs.owners import OwnerBook


def read_as(kind: Noun[Thing] | None, document: str | None, source: str | None) -> Noun[Thing] | None:
    """The noun as whose list files are read. What a document hands down, and what a meeting decides, has the columns of
    a list of projects; what a visit found those of a rectification list. Raises UsageError where both are named, or the
    rows are wanted as anything else."""
    if document is not None and source is not None:
        raise UsageError(_("Only one of {flags} can be given.", flags="--document, --from"))
    if document is None and source is None:
        return kind
    meant = "assignment" if document is not None else "matter"
    if kind is not None and kind.key != meant:
        raise UsageError(
            _("What a document hands down are assigned items, not {nouns}.", nouns=kind.plural)
            if meant == "assignment"
            else _("What comes from a meeting or a visit are matters, not {nouns}.", nouns=kind.plural),
            hint=_("Leave out --as."),
        )
    return noun("matter" if source is not None and parse(source).noun == "visit" else "project")


def intake_for(context: Context, ledger: Ledger, answers: maps.SavedMap, map_name: str | None) -> Intake:
    """What an import is told: whose names are known, what headings and words mean by a map or as a person says."""
    book = OwnerBook(ledger.owners())
    intake = Intake(context.conventions, context.today, known=book.knows, noun_of=nouns_of(context.ledger))
    folder = maps_folder(context)
    named_map = maps.saved(folder, map_name) if map_name else maps.NO_MAP
    intake.given = {**named_map.headings, **answers.headings}
    intake.words = {**named_map.words, **answers.words}
    intake.mapped = frozenset(answers.headings)
    intake.day_first, intake.answers = named_map.day_first, named_map.answers
    if not map_name:
        intake.saved = maps.Saved(folder, intake.say)
    return intake


def maps_folder(context: Context) -> Path:
    """Where the maps of kinds of list are kept."""
    return Path(context.settings.path).parent / "import-maps"


def keep_map(context: Context, name: str, intake: Intake, answers: maps.SavedMap) -> None:
    """Keep what is said of the lists that were read, and `answers`, as the map `name`, with what that says already."""
    folder = maps_folder(context)
    lists = tuple({normal(column.heading) for column in table.columns} - {""} for table in intake.tables)
    given = maps.SavedMap(intake.given, intake.words, intake.day_first, intake.answers, tuple(map(frozenset, lists)))
    path = maps.save(folder, name, answers.over(given).over(maps.saved_or_none(folder, name)))
    context.say(_("Saved the map {path}.", path=path))


def document_named(context: Context, ledger: Ledger, typed: str | None) -> str | None:
    """The document named, as the ledger spells it. Raises BadValue where it is blank or too long."""
    if typed is None:
        return None
    words = entry(context).text(noun("assignment").fields["document"], typed) or ""
    return spelled(words, ledger.find(Assignment))


def records_of(
    context: Context,
    ledger: Ledger,
    paths: Sequence[Path],
    kind: Noun[Thing] | None,
    source: str | None,
    intake: Intake,
    tell: Callable[[int], None],
) -> Iterator[Record]:
    """The records of all files, those first that others refer to; as items of a document, or as matters of a source."""
    records = with_plan(context, _in_order(paths, kind.key if kind else None, tell, intake))
    records = chain(records, _when_read(intake))
    if intake.document is not None:
        records = iter(together(records, intake.say))
    return _from_source(context, ledger, records, source, intake) if source is not None else records


def _when_read(intake: Intake) -> Iterator[Record]:
    """No record; once all files are read, raises BadValue for a heading of --map that none of their tables has."""
    if unmet := sorted(intake.mapped - intake.met):
        raise BadValue(
            _("No table has the heading {names}.", names=joined(unmet)),
            where="--map",
            hint=_("The headings are {names}.", names=joined(sorted(intake.met)[:20])) if intake.met else "",
        )
    yield from ()


def _from_source(
    context: Context, ledger: Ledger, records: Iterator[Record], typed: str, intake: Intake
) -> Iterator[Record]:
    """The records as matters that come from the thing that `typed` means. Raises NotPossible where nothing comes of
    it."""
    source = ledger.get(parse(typed))
    first = from_source(source, ledger.get)
    if "kind" not in first:
        raise NotPossible(
            _("{ref} is nothing that a list of matters comes from.", ref=ref_of(source)),
            hint=_("Name a meeting, a topic or a visit."),
        )
    intake.are_decisions = ref_of(source).noun != "visit"
    intake.source_day = value_in(first, "opened", date)
    must_have_come(source, intake.source_day, context.today)
    return matters(records, ref_of(source), intake.source_day, intake.say)


def _in_order(paths: Sequence[Path], kind: str | None, tell: importers.Progress, intake: Intake) -> Iterator[Record]:
    order = [listed.plural for listed in listed_nouns()]
    places = {path: order.index(path.stem) if path.stem in order else len(order) for path in paths}
    for path in sorted(paths, key=lambda path: places[path]):
        yield from wholes_first(importers.records(path, kind, tell, intake))
