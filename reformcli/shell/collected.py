"""What came of collecting forms: how it is shown, and the file of the cells that cannot be read."""

from collections.abc import Sequence
from pathlib import Path

from reformcli import columns
from reformcli.documents.folder import Back
from reformcli.documents.rest import write_rows
from reformcli.errors import Status
from reformcli.i18n import _, in_sequence, joined, mark, plural
from reformcli.model.states import STATES
from reformcli.shell.run import Context
from reformcli.table import Code, Column, Table
from reformcli.verbs.forms import Collector, Compared

_FIELDS = {
    "file": mark("File"),
    "row": mark("Row"),
    "title": mark("Title"),
    "due": mark("Due"),
    "state": mark("State"),
    "reported": mark("Reported"),
    "done": mark("Done on"),
    "progress": mark("Progress"),
    "problems": mark("Problems"),
    "next": mark("Next step"),
    "percent": mark("Per cent done"),
}
COLLECTED_COLUMNS = (
    Column(
        "outcome",
        mark("Outcome"),
        mark("Whether it was recorded, cannot be read, is not theirs to say, or changed on both sides."),
        words={
            "recorded": mark("Recorded"),
            "would": mark("Would be recorded"),
            "fault": mark("Cannot be read; the rest of the row was taken"),
            "left": mark("Left out"),
            "conflict": mark("Changed on both sides; nothing of these rows was written"),
        },
    ),
    Column("owner", mark("Owner"), mark("Whom the form is for.")),
    columns.REF,
    columns.TITLE._replace(help=mark("Its title when it was sent.")),
    Column("field", mark("Field"), mark("The cell of the form."), words=_FIELDS),
    Column("sent", mark("As sent"), mark("What it was when the form was sent."), words=STATES),
    Column("now", mark("In the ledger"), mark("What the ledger had when the form came back."), words=STATES),
    Column(
        "form",
        mark("In the form"),
        mark("What the form says, as recorded where it is."),
        main=True,
        words=STATES,
    ),
    Column("file", mark("File"), mark("The file that came back."), detail=True),
    Column("cell", mark("Cell"), mark("Where it stands in the form, such as H6."), detail=True),
    Column("reason", mark("Reason"), mark("Why it is not taken, or how it is meant."), detail=True),
)

_MOST_TOLD = 10
"""How many names of files are told."""


def tell_strange(context: Context, collector: Collector, back: Back) -> None:
    """Tell of a file that is no form, or none that can be read."""
    if back.fault is None:
        context.warn(_("{file} is not a form, and is left out.", file=back.path))
    else:
        collector.faults.append(of_file(back, in_sequence(filter(None, (back.fault.what, back.fault.hint)))))


def tell_unread(context: Context, names: Sequence[str]) -> None:
    """Tell of what lies in the folder and was not looked at."""
    if names:
        told = joined(names[:_MOST_TOLD]) + ("" if len(names) <= _MOST_TOLD else " …")
        context.warn(_("Not looked at: {names}. Forms are read from .xlsx files in the folder itself.", names=told))


def of_file(back: Back, why: str) -> Compared:
    """A fault of a whole file."""
    owner = "" if back.returned is None else back.returned.form.owner
    return Compared(owner, "", "", "file", None, None, None, str(back.path), "", why)


def write_bad_cells(context: Context, faults: Sequence[Compared], path: Path) -> None:
    """Write the cells that cannot be read to a file, for the units to correct."""
    headings = ["file", "cell", "owner", "ref", "title", "field", "value", "reason"]
    rows = [
        [one.file, one.cell, one.owner, one.ref, one.title, one.field, one.form or "", one.reason or ""]
        for one in faults
    ]
    if not context.choices.dry_run:
        write_rows(headings, rows, path)
        context.say(_("What cannot be read is in {path}.", path=path))


def show_collected(context: Context, collector: Collector, forms: int) -> int:
    """Show what became of the cells of `forms` forms, and give the status to end with."""
    recorded = "would" if context.choices.dry_run else "recorded"
    outcomes = {
        recorded: collector.recorded,
        "fault": collector.faults,
        "left": collector.left,
        "conflict": collector.conflicts,
    }
    for one in (*collector.left, *collector.faults, *(one for one in collector.recorded if one.reason)):
        place = _("{file}, cell {cell}", file=one.file, cell=one.cell) if one.cell else one.file
        context.warn(_("{place}: {reason}", place=place, reason=one.reason))
    rows = tuple(
        (outcome, *one[:4], *(_code(value, one.field) for value in one[4:7]), *one[7:])
        for outcome, compared in outcomes.items()
        for one in compared
    )
    empty = _("The forms say nothing new.")
    title = _("Collected forms")
    context.show(Table("collected", title, COLLECTED_COLUMNS, rows, section="outcome", empty=empty))
    context.say(plural("Read {n} form that came back.", "Read {n} forms that came back.", forms))
    if collector.faults:
        context.warn(plural("{n} cell cannot be read.", "{n} cells cannot be read.", len(collector.faults)))
    if collector.conflicts:
        count = len({(one.owner, one.ref) for one in collector.conflicts})
        told = plural(
            "{n} row changed on both sides and is left.", "{n} rows changed on both sides and are left.", count
        )
        context.warn(in_sequence([told, _("Settle them by hand, or send them anew.")]))
    return Status.FAILED if collector.faults or collector.conflicts else Status.DONE


def _code(value: str | None, field: str) -> str | None:
    return Code(value) if value is not None and field == "state" else value
