"""`reform forms`: each owner gets its open work to fill in, and what comes back is merged."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from reformcli.documents.folder import FormsFolder
from reformcli.documents.making import FormMaker, digest_at
from reformcli.errors import BadValue, UsageError
from reformcli.i18n import _, mark
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.form import Form, FormRow
from reformcli.model.ledger import Books
from reformcli.model.owner import KINDS, Owner
from reformcli.model.sending import Sending
from reformcli.model.states import STATES
from reformcli.output.files import atomic, made_folder
from reformcli.reports.forms import Sender, lines_of, missing, reported_by, sender_of
from reformcli.shell.build import Spec
from reformcli.shell.collected import of_file, show_collected, tell_strange, tell_unread, write_bad_cells
from reformcli.shell.completion import owner_names
from reformcli.shell.filters import question
from reformcli.shell.options import FILTERS, OUTPUT, WRITING
from reformcli.shell.run import Context
from reformcli.shell.typed import entry, on_day
from reformcli.shell.words import Words
from reformcli.table import Column, Shape, Table
from reformcli.verbs.forms import Collector
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.work import begun

_OWNER = Column("owner", mark("Owner"), mark("Whom the form is for."), main=True)
_FILE = Column("file", mark("File"), mark("Name of the form's file in the folder."))

SENT_COLUMNS = (_OWNER, Column("rows", mark("Rows"), mark("Pieces of work in the form."), Shape.NUMBER), _FILE)

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
    last_day = on_day(context, report_by, "--report-by") if report_by is not None else None
    if last_day is not None and last_day < context.today:
        raise BadValue(_("{date} has passed.", date=last_day), hint=_("Give a day to come with --report-by."))
    pattern = Form(
        *("", "", context.today, 0, "", ()),
        last_day,
        *_sender(context, person, telephone),
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


class _SentForms:
    """The forms that were sent from a ledger, and what came back of each."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._sent = {(each.owner, each.sequence, each.date): each for each in books.find(Sending)}
        self._returned: dict[int, Sending] = {}
        self.owners = {owner.uid: owner for owner in books.owners()}
        """Owners by identity, by which forms name them."""
        self.taken = {digest for each in self._sent.values() for digest in (each.hash, *each.taken)}
        """The hashes of the files that were sent, and of those that were taken in whole."""

    def owners_of(self, forms: Iterable[Form]) -> list[Owner]:
        """Those for whom forms are, each once; of forms of other ledgers nobody."""
        uids = dict.fromkeys(form.owner_uid for form in forms)
        return [self.owners[uid] for uid in uids if uid in self.owners]

    def find(self, form: Form) -> Sending | None:
        """What was sent when `form` was; None for a form of another ledger, or one that says what this never held."""
        owner = self.owners.get(form.owner_uid)
        if owner is None or digest_at(self._books, form.sequence) != form.digest:
            return None
        return self._sent.get((owner.number, form.sequence, form.day))

    def note_return(self, sending: Sending, file_hash: str | None, today: date) -> None:
        """A form came back today, unless it did before; `file_hash` is that of a file that was taken in whole."""
        known = self._returned.get(sending.number, sending)
        files = known.taken if file_hash is None else (*known.taken, file_hash)
        self._returned[sending.number] = replace(known, returned=known.returned or today, taken=files)

    def changes(self) -> list[Change[Thing]]:
        """What came back since the forms were read."""
        returned = ((sending, self._returned.get(sending.number, sending)) for sending in self._sent.values())
        return [Change(before, after) for before, after in returned if before != after]


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
    collector, sent = Collector(books, entry(context), _state_by_word), _SentForms(books)
    place = FormsFolder(folder, _write)
    files = [back for back in place.back() if back.hash not in sent.taken]
    forms = [back.returned.form for back in files if back.returned is not None]
    theirs = reported_by(books, question(context), sent.owners_of(forms))
    for back in files:
        if back.fault is not None or back.returned is None:
            tell_strange(context, collector, back)
            continue
        form = back.returned.form
        sending = sent.find(form)
        if sending is None:
            collector.faults.append(of_file(back, _("this form was not sent from this ledger")))
            continue
        owner = sent.owners[form.owner_uid]
        trusted = back.returned._replace(form=form._replace(owner=owner.name))
        is_whole = collector.collect(trusted, sending.works, theirs[owner.uid])
        sent.note_return(sending, back.hash if is_whole else None, context.today)
    changes = [*collector.changes, *begun(collector.changes, books), *sent.changes()]
    if changes:
        context.apply("forms collect", changes, echo=False)
    if rest is not None and collector.faults:
        write_bad_cells(context, collector.faults, Path(rest))
    tell_unread(context, place.unread())
    return show_collected(context, collector, len(forms))


def _state_by_word(word: str) -> str | None:
    """The state that a word says by the table by which lists are read; None where it does not say one alone."""
    from reformcli.importers.sheets.words import state_words

    reading = state_words.read(word)
    is_sure = reading.listed and reading.percent is None and len(reading.states) == 1
    return reading.states[0] if is_sure and reading.states[0] in STATES else None


def not_returned(context: Context) -> None:
    """List whose last form has not come back, with a text to remind each liaison by."""
    context.show(missing(context.ledger, question(context), _sender(context)))


def _sender(context: Context, person: str | None = None, telephone: str | None = None) -> Sender:
    """To whom forms are to be sent back and whom to call: as typed, else by the settings."""
    settings = context.settings
    usual = person or settings["forms.person"] or settings["office.name"]
    return sender_of(context.ledger, usual, telephone, settings["forms.telephone"])


def _write(path: Path, data: bytes) -> None:
    with atomic(path, binary=True) as file:
        file.write(data)


def _owners(context: Context, names: list[str], kind: str | None) -> list[Owner]:
    everyone = context.ledger.owners()
    if (kind is None) == (not names):
        raise UsageError(_("Say whom the forms are for."), hint=_("Give --owner NAME, or --all."))
    if kind is None:
        book = OwnerBook(everyone)
        return list({owner.uid: owner for owner in map(book.get, names)}.values())
    return [owner for owner in everyone if owner.kind == kind]


def _with_work(context: Context, owners: list[Owner]) -> Iterator[tuple[Owner, list[FormRow]]]:
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
