"""`reform pack`: what the office sends out each week or month, in one folder, from one reading of the ledger."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from reformcli.documents.folder import cut_stem, stem_of
from reformcli.errors import NotPossible
from reformcli.i18n import _, joined, mark, plural
from reformcli.model.days import month_before, shifted
from reformcli.output.files import atomic, made_folder
from reformcli.reports import report
from reformcli.reports.charts import chart
from reformcli.reports.papers.reminder import reminders
from reformcli.reports.question import Report
from reformcli.shell import filters, papers
from reformcli.shell.build import Spec
from reformcli.shell.options import FILTERS, OUTPUT, YES, Shared
from reformcli.shell.run import Context
from reformcli.shell.typed import on_day
from reformcli.table import Column, Table

COLUMNS = (
    Column("file", mark("File"), mark("Name of the file in the folder."), main=True),
    Column("holds", mark("Contents"), mark("What the file holds.")),
)

_LISTED = tuple(option for option in OUTPUT if option.name not in ("output", "yes"))
_YES = Shared("yes", ("--yes", "-y"), mark("Replace files that are there already, unasked."), None, YES.section)
_WEEK, _MONTH = 7, 30
"""Days that a pack looks back, unless it is told from which day."""


class _Asked(NamedTuple):
    """What a pack is asked: the plan year, the day of the last bulletin, the number of this one, the first day of the
    last month that is over."""

    since: date
    number: int | None
    month: date

    def of(self, paper: str) -> dict[str, object]:
        """The options of a paper that it means."""
        if paper == "bulletin":
            return {"since": self.since, "number": self.number}
        return {"month": self.month} if paper == "monthly" else {}


class _Piece(NamedTuple):
    """A part of a pack: what its files are called, and what makes them: name without the day, ending, bytes."""

    label: str
    make: Callable[[Context, _Asked], Iterator[tuple[str, str, bytes]]]


def _name(label: str) -> str:
    """What files that hold something are called, without spaces."""
    return _(label).replace(" ", "-")


def _of_paper(name: str, label: str) -> _Piece:
    """A piece that is a paper, as a document for word processors."""

    def make(context: Context, asked: _Asked) -> Iterator[tuple[str, str, bytes]]:
        fields = papers.fields_of(context, name, asked.of(name))
        yield _name(label), ".docx", context.rendered(papers.composed(context, name, fields), "docx")

    return _Piece(label, make)


def _of_report(declared: Callable[[], Report], label: str, shape: str, *, sheet: str = "") -> _Piece:
    """A piece that is a report or a chart, in a format, for a sheet of paper where it is hung up."""

    def make(context: Context, asked: _Asked) -> Iterator[tuple[str, str, bytes]]:
        made = declared()
        settings = {key: context.settings[key] for key in made.settings}
        plan = context.plan if made.this_plan else None
        table = made.make(context.ledger, filters.question(context, settings, plan=plan))
        yield _name(label), f".{shape}", context.rendered(table._replace(rows=tuple(table.rows)), shape, sheet=sheet)

    return _Piece(label, make)


def _reminders(context: Context, asked: _Asked) -> Iterator[tuple[str, str, bytes]]:
    """A text for each liaison, in a folder of their own."""
    question = papers.question_of(context, "reminder")
    for name, fields in reminders(context.ledger, question).items():
        text = context.rendered(papers.composed(context, "reminder", fields), "plain")
        yield f"{_name(_REMINDERS)}/{stem_of(name)}", ".txt", text


_REMINDERS = mark("reminders")

PIECES: Mapping[str, _Piece] = {
    "bulletin": _of_paper("bulletin", mark("bulletin")),
    "reminders": _Piece(_REMINDERS, _reminders),
    "overdue": _of_report(lambda: report("overdue"), mark("overdue list"), "xlsx"),
    "wall": _of_report(lambda: chart("progress"), mark("wall chart"), "html", sheet="A3"),
    "ladder": _of_report(lambda: report("ladder"), mark("proposed orders"), "xlsx"),
    "reporting": _of_report(lambda: report("reporting"), mark("reports owed"), "xlsx"),
    "roll-call": _of_paper("roll-call", mark("roll-call sheet")),
    "closing": _of_report(lambda: report("closing"), mark("closing of matters"), "xlsx"),
    "monthly": _of_paper("monthly", mark("submissions of the month")),
}
"""What a pack can hold, by the words of `settings.PACKED`."""


def _pack(context: Context, folder: Path, since: str | None, number: int | None, period: str, days: int) -> None:
    """Make every piece from one state of the ledger, and only then write them."""
    first = on_day(context, since, "--since") if since is not None else shifted(context.today, -days)
    asked = _Asked(first, number, month_before(context.today))
    made: dict[Path, tuple[str, bytes]] = {}
    with context.books.reading():
        for key in context.settings[f"pack.{period}"].split(", "):
            for name, ending, data in PIECES[key].make(context, asked):
                made[_place(folder, name, ending, context.today, made)] = (PIECES[key].label, data)
    _may_write(context, {path: data for path, (_label, data) in made.items()})
    for path, (_label, data) in made.items():
        made_folder(path.parent)
        with atomic(path, binary=True) as file:
            file.write(data)
    rows = tuple((str(path.relative_to(folder)), _(label)) for path, (label, _data) in made.items())
    context.show(Table("pack", _("Written to {folder}", folder=folder), COLUMNS, rows))


def _place(folder: Path, name: str, ending: str, day: date, others: Mapping[Path, object]) -> Path:
    """Where a piece goes: its name and the day, and a number where another has that name."""
    above, _slash, stem = name.rpartition("/")
    inside = folder / f"{above}-{day}" if above else folder
    last = f"{ending}" if above else f"-{day}{ending}"
    compared = {str(path).casefold() for path in others}
    for number in range(1, len(others) + 2):
        end = last if number == 1 else f"-{number}{last}"
        path = inside / f"{cut_stem(stem, end)}{end}"
        if str(path).casefold() not in compared:
            break
    return path


def _may_write(context: Context, files: Mapping[Path, bytes]) -> None:
    """Ask whether files that are there and hold something else may be replaced. Raises NotPossible where not."""
    taken = [path for path, data in files.items() if path.exists() and not _holds(path, data)]
    if not taken:
        return
    shown = joined(path.name for path in taken[:3]) + ("…" if len(taken) > 3 else "")
    question = plural(
        "{n} file is there and holds something else: {names}. Replace it?",
        "{n} files are there and hold something else: {names}. Replace them?",
        len(taken),
        names=shown,
    )
    if not context.ask(question, otherwise=_("Give --yes to replace them, or another folder with -o.")):
        raise NotPossible(_("Nothing was written."))


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.read_bytes() == data
    except OSError:
        return False


_Folder = Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help=mark("Folder to write the pack to."))]
_Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help=mark("Day of the last bulletin; a week or 30 days ago."))
]
_Number = Annotated[int | None, typer.Option("--number", metavar="NUMBER", min=1, help=mark("Number of the bulletin."))]


def week(context: Context, folder: _Folder, since: _Since = None, number: _Number = None) -> None:
    """Write what goes out on a Monday: bulletin, reminders, overdue list, wall chart."""
    _pack(context, folder, since, number, "week", _WEEK)


def month(context: Context, folder: _Folder, since: _Since = None, number: _Number = None) -> None:
    """Write what goes out each month: the week's pack, orders proposed, reports owed, the roll-call sheet."""
    _pack(context, folder, since, number, "month", _MONTH)


SPECS = {
    "week": Spec(
        week,
        (
            ("reform pack week -o monday/", mark("The week's papers, in the folder monday.")),
            (
                mark('reform pack week --group "Mission Health" -o health/'),
                mark("Those of one group's projects."),
            ),
        ),
        (FILTERS, _LISTED, (_YES,)),
    ),
    "month": Spec(
        month,
        (
            ("reform pack month --number 6 -o june/", mark("The month's papers, with the sixth bulletin.")),
            ("reform pack month --since 2026-05-28 -o june/ --yes", mark("Over those that are there.")),
        ),
        (FILTERS, _LISTED, (_YES,)),
    ),
}
