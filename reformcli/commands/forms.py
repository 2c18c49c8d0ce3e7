"""`reform forms`: each owner gets its open work to fill in, and what comes back is merged."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from reformcli import columns
from reformcli.documents.folder import Back, FormsFolder
from reformcli.documents.making import FormMaker, digest_at
from reformcli.documents.rest import write_rows
from reformcli.errors import Status, UsageError
from reformcli.i18n import _, mark, plural
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.form import Form, Line
from reformcli.model.owner import KINDS, Owner
from reformcli.model.sending import Sending
from reformcli.model.states import STATES
from reformcli.output.files import atomic, made_folder
from reformcli.reports.forms import lines_of, missing, reported_by
from reformcli.shell.build import Spec
from reformcli.shell.completion import owner_names
from reformcli.shell.filters import question
from reformcli.shell.options import FILTERS, OUTPUT, WRITING
from reformcli.shell.run import Context
from reformcli.shell.typed import entry, on_day
from reformcli.shell.words import Words
from reformcli.table import Code, Column, Shape, Table
from reformcli.verbs.forms import Collector, Compared
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.work import begun

_OWNER = Column("owner", mark("Owner"), mark("Whom the form is for."), main=True)
_FILE = Column("file", mark("File"), mark("Name of the form's file in the folder."))

SENT_COLUMNS = (_OWNER, Column("rows", mark("Rows"), mark("Pieces of work in the form."), Shape.NUMBER), _FILE)

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
    _OWNER._replace(main=False),
    columns.REF,
    columns.TITLE._replace(help=mark("Its title when it was sent.")),
    Column("field", mark("Field"), mark("The cell of the form."), words=_FIELDS),
    Column("sent", mark("As sent"), mark("What it was when the form was sent."), words=STATES),
    Column("now", mark("In the ledger"), mark("What the ledger had when the form came back."), words=STATES),
    Column("form", mark("In the form"), mark("What the form says."), main=True, words=STATES),
    Column("file", mark("File"), mark("The file that came back."), detail=True),
    Column("cell", mark("Cell"), mark("Where it stands in the form, such as H6."), detail=True),
    Column("reason", mark("Reason"), mark("Why it is not taken, or how it is meant."), detail=True),
)

_LISTED = tuple(one for one in OUTPUT if one.name not in ("output", "yes"))


def send(
    context: Context,
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help=mark("Folder to write the forms to."))],
    owner: Annotated[
        list[str] | None,
        typer.Option(
            "--owner",
            metavar="NAME",
            help=mark("Unit, group or other owner to make a form for; may be repeated."),
            autocompletion=owner_names,
        ),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help=mark("Every unit that has open work to report."))] = False,
    kind: Annotated[
        str,
        typer.Option(
            "--owner-kind", metavar="WORD", click_type=Words(KINDS), help=mark("With --all, owners of this kind.")
        ),
    ] = "unit",
    report_by: Annotated[
        str | None, typer.Option("--report-by", metavar="DATE", help=mark("Last day for sending the forms back."))
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAME", help=mark("To whom they are to be sent back."))
    ] = None,
    telephone: Annotated[str | None, typer.Option("--telephone", metavar="TEXT", help=mark("Whom to call."))] = None,
    since_last: Annotated[
        bool, typer.Option("--since-last", help=mark("Only what changed since the owner's last form."))
    ] = False,
) -> None:
    """Write a workbook for each owner with its open work, to fill in and send back, and record who was sent what."""
    owners = _owners(context, owner or [], kind if all_ else None)
    pattern = Form(
        *("", "", context.today, 0, "", ()),
        on_day(context, report_by, "--report-by") if report_by is not None else None,
        person or context.settings["forms.person"],
        telephone or context.settings["forms.telephone"],
    )
    maker = FormMaker(context.books, pattern)
    forms = FormsFolder(folder, _write)
    rows: list[tuple[str, int, str]] = []
    changes: list[Change[Thing]] = []
    for one, lines in _with_work(context, owners):
        listed = maker.fresh(one, lines) if since_last else lines
        if not listed:
            continue
        made = maker.make(one, listed)
        name = forms.name_for(one.name, context.today, maker.hashes(one))
        if made.is_new:
            changes.append(Change(None, replace(made.sending, file=name)))
        if not context.choices.dry_run:
            made_folder(folder)
            forms.save(name, made.data)
        rows.append((one.name, len(listed), name))
    if changes:
        context.apply("forms send", changes, echo=False)
    title = _("Forms in {folder}", folder=folder)
    empty = _("There is nothing to send.")
    context.show(Table("sent", title, SENT_COLUMNS, tuple(rows), empty=empty))


def collect(
    context: Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=mark("Folder with the forms that came back."))],
    rest: Annotated[
        str | None,
        typer.Option(
            "--rest", metavar="FILE", help=mark("Write the cells that cannot be read to a CSV, with reasons.")
        ),
    ] = None,
) -> int:
    """Merge the forms that came back, as one batch: what can be taken is, every cell that cannot be read is listed."""
    books = context.books
    collector = Collector(books, entry(context))
    owners = {owner.uid: owner for owner in books.owners()}
    sendings = {(one.owner, one.sequence, one.date): one for one in books.find(Sending)}
    done = {digest for one in sendings.values() for digest in (one.hash, *one.taken)}
    files = [back for back in FormsFolder(folder, _write).back() if back.hash not in done]
    forms = [back.returned.form for back in files if back.returned is not None]
    meant = {form.owner_uid: owners[form.owner_uid] for form in forms if form.owner_uid in owners}
    theirs = reported_by(books, question(context), list(meant.values()))
    after = dict(sendings)
    for back in files:
        if back.fault is not None or back.returned is None:
            _tell_strange(context, collector, back)
            continue
        form = back.returned.form
        owner = owners.get(form.owner_uid)
        key = (0 if owner is None else owner.number, form.sequence, form.day)
        if owner is None or key not in sendings or digest_at(books, form.sequence) != form.digest:
            collector.faults.append(_of_file(back, _("this form was not sent from this ledger")))
            continue
        trusted = back.returned._replace(form=form._replace(owner=owner.name))
        is_whole = collector.collect(trusted, sendings[key].works, theirs[owner.uid])
        back_on, taken = after[key].returned or context.today, after[key].taken
        after[key] = replace(after[key], returned=back_on, taken=(*taken, back.hash) if is_whole else taken)
    collected = [*collector.changes, *begun(collector.changes, books)]
    changes = [*collected, *(Change(sendings[key], one) for key, one in after.items() if one != sendings[key])]
    if changes:
        context.apply("forms collect", changes, echo=False)
    if rest is not None and collector.faults:
        _write_rest(context, collector.faults, Path(rest))
    return _tell(context, collector, len(forms))


def _tell_strange(context: Context, collector: Collector, back: Back) -> None:
    """Tell of a file that is no form, or none that can be read."""
    if back.fault is None:
        context.warn(_("{file} is not a form, and is left out.", file=back.path))
    else:
        collector.faults.append(_of_file(back, f"{back.fault.what} {back.fault.hint}".strip()))


def _of_file(back: Back, why: str) -> Compared:
    owner = "" if back.returned is None else back.returned.form.owner
    return Compared(owner, "", "", "file", None, None, None, str(back.path), "", why)


def _write_rest(context: Context, faults: Sequence[Compared], path: Path) -> None:
    """Write the cells that cannot be read to a file, for the units to correct."""
    headings = ["file", "cell", "owner", "ref", "title", "field", "value", "reason"]
    rows = [
        [one.file, one.cell, one.owner, one.ref, one.title, one.field, one.form or "", one.reason or ""]
        for one in faults
    ]
    if not context.choices.dry_run:
        write_rows(headings, rows, path)
        context.say(_("What cannot be read is in {path}.", path=path))


def not_returned(context: Context) -> None:
    """List whose last form has not come back, with a text to remind each liaison by."""
    person, telephone = context.settings["forms.person"], context.settings["forms.telephone"]
    sender = " ".join(
        [
            *([_("To: {person}.", person=person)] if person else []),
            *([_("Telephone: {number}.", number=telephone)] if telephone else []),
        ]
    )
    context.show(missing(context.ledger, question(context), sender))


def _write(path: Path, data: bytes) -> None:
    with atomic(path, binary=True) as file:
        file.write(data)


def _tell(context: Context, collector: Collector, forms: int) -> int:
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
        context.warn(
            plural("{n} row changed on both sides and is left.", "{n} rows changed on both sides and are left.", count)
            + " "
            + _("Settle them by hand, or send them anew.")
        )
    return Status.FAILED if collector.faults or collector.conflicts else Status.DONE


def _code(value: str | None, field: str) -> str | None:
    return Code(value) if value is not None and field == "state" else value


def _owners(context: Context, names: list[str], kind: str | None) -> list[Owner]:
    everyone = context.ledger.owners()
    if (kind is None) == (not names):
        raise UsageError(_("Say whom the forms are for."), hint=_("Give --owner NAME, or --all."))
    if kind is None:
        book = OwnerBook(everyone)
        return list({owner.uid: owner for owner in map(book.get, names)}.values())
    return [owner for owner in everyone if owner.kind == kind]


def _with_work(context: Context, owners: list[Owner]) -> Iterator[tuple[Owner, list[Line]]]:
    lines = lines_of(context.ledger, question(context), owners)
    for owner in owners:
        yield owner, lines[owner.name]


SPECS = {
    "send": Spec(
        send,
        (
            (
                mark("reform forms send --all --report-by 2026-06-25 -o forms/"),
                mark("One workbook for each unit that has open work."),
            ),
            (
                mark("reform forms send --owner Education --since-last -o forms/"),
                mark("Only what is new for one unit."),
            ),
        ),
        (tuple(one for one in FILTERS if one.name != "owner"), _LISTED, WRITING),
    ),
    "collect": Spec(
        collect,
        (
            ("reform forms collect forms/", mark("Take in what came back.")),
            ("reform forms collect forms/ --rest bad.csv", mark("What cannot be read, for the units to correct.")),
        ),
        (OUTPUT, WRITING),
    ),
    "missing": Spec(
        not_returned,
        (
            ("reform forms missing", mark("Who still owes an answer.")),
            ("reform forms missing --json | jq -r '.[].reminder'", mark("The reminders alone, one a line.")),
        ),
    ),
}
