"""`reform forms`: each owner gets its open work to fill in, and what comes back is merged."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from reformcli import columns
from reformcli.documents import forms as workbooks
from reformcli.documents import sent as lists
from reformcli.documents.sent import Sent
from reformcli.errors import BadFile, NotPossible, Status, UsageError
from reformcli.i18n import _, mark, plural
from reformcli.model.form import Form, Line, Returned
from reformcli.model.ledger import Books
from reformcli.model.owner import KINDS, Owner
from reformcli.model.states import STATES
from reformcli.output.files import atomic, made_folder
from reformcli.reports.forms import lines_of
from reformcli.shell.build import Spec
from reformcli.shell.completion import owner_names
from reformcli.shell.filters import question
from reformcli.shell.options import FILTERS, OUTPUT, WRITING
from reformcli.shell.run import Context
from reformcli.shell.typed import entry
from reformcli.shell.words import Words
from reformcli.table import Code, Column, Shape, Table
from reformcli.verbs.forms import Collector
from reformcli.verbs.owners import OwnerBook

_OWNER = Column("owner", mark("Owner"), mark("Whom the form is for."), main=True)
_FILE = Column("file", mark("File"), mark("Name of the form's file in the folder."))

SENT_COLUMNS = (_OWNER, Column("rows", mark("Rows"), mark("Pieces of work in the form."), Shape.NUMBER), _FILE)

MISSING_COLUMNS = (_OWNER, Column("sent", mark("Sent on"), mark("Day on which the form was made."), Shape.DATE), _FILE)

_FIELDS = {
    "title": mark("Title"),
    "due": mark("Due"),
    "state": mark("State"),
    "reported": mark("Reported"),
    "progress": mark("Progress"),
    "problems": mark("Problems"),
    "next": mark("Next step"),
}
COLLECTED_COLUMNS = (
    Column(
        "outcome",
        mark("Outcome"),
        mark("Whether it was recorded, or left because it changed on both sides."),
        words={
            "recorded": mark("Recorded"),
            "would": mark("Would be recorded"),
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
)

_NO_NAME = re.compile(r'[\x00-\x1f/\\:*?"<>|]')
_LISTED = tuple(one for one in OUTPUT if one.name not in ("output", "yes"))
_FOLDER = Annotated[Path, typer.Argument(metavar="DIR", help=mark("Folder with the forms that came back."))]


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
    since_last: Annotated[
        bool, typer.Option("--since-last", help=mark("Only what changed since the owner's last form in that folder."))
    ] = False,
) -> None:
    """Write a workbook for each owner with its open work, to fill in and send back."""
    owners = _owners(context, owner or [], kind if all_ else None)
    known = _known(folder)
    sequence, digest = context.ledger.newest()
    rows: list[tuple[str, int, str]] = []
    made_folder(folder)
    for one, lines in _with_work(context, owners):
        before = known.get(one.uid)
        old = before.rows if before else {}
        fresh = [line for line in lines if not since_last or old.get(line.uid) != line.sent]
        if not fresh:
            continue
        form = Form(one.name, one.uid, context.today, sequence, digest, tuple(fresh))
        data = workbooks.build(form)
        name = _free_name(folder, f"{_file_name(one.name)}-{context.today}", known.values())
        with atomic(folder / name, binary=True) as file:
            file.write(data)
        values = {**old, **{line.uid: line.sent for line in fresh}}
        facts = (name, sha256(data).hexdigest(), str(context.today), sequence, digest)
        known[one.uid] = Sent(one.name, one.uid, form.key, *facts, values)
        rows.append((one.name, len(fresh), name))
    _remember(folder, known)
    title = _("Forms in {folder}", folder=folder)
    empty = _("There is nothing to send.")
    context.show(Table("sent", title, SENT_COLUMNS, tuple(rows), empty=empty))


def collect(
    context: Context,
    folder: _FOLDER,
    missing: Annotated[
        bool, typer.Option("--missing", help=mark("Only list whose forms have not come back; record nothing."))
    ] = False,
) -> int:
    """Merge the forms that came back, as one batch. A row that changed on both sides is shown and left."""
    known = _known(folder)
    files = list(_returned(context, folder, known))
    if missing:
        if not known:
            raise BadFile(_("No forms were sent from this folder."), where=str(folder))
        back = {returned.form.key for returned, _hash in files}
        out = [one for one in known.values() if one.returned is None and one.key not in back]
        rows = tuple((one.owner, date.fromisoformat(one.day), one.file) for one in out)
        empty = _("Every form has come back.")
        context.show(Table("missing", _("Not yet returned"), MISSING_COLUMNS, rows, empty=empty))
        return Status.DONE
    collector = Collector(context.ledger, entry(context))
    whole: dict[str, str | None] = {}
    for returned, digest in files:
        before = len(collector.conflicts)
        collector.collect(returned)
        whole[returned.form.key] = digest if len(collector.conflicts) == before else None
    if collector.changes:
        context.apply("forms collect", collector.changes, echo=False)
    if not context.choices.dry_run:
        today = str(context.today)
        done = {
            uid: one._replace(returned=today, taken=whole[one.key]) if one.key in whole else one
            for uid, one in known.items()
        }
        if done != known:
            _remember(folder, done)
    return _tell(context, collector, len(files))


def _tell(context: Context, collector: Collector, forms: int) -> int:
    for warning in collector.warnings:
        context.warn(warning)
    recorded = "would" if context.choices.dry_run else "recorded"
    rows = tuple(
        (outcome, *one[:5], *(_code(value, one.field) for value in one[5:]))
        for outcome, found in ((recorded, collector.recorded), ("conflict", collector.conflicts))
        for one in found
    )
    empty = _("The forms say nothing new.")
    title = _("Collected forms")
    context.show(Table("collected", title, COLLECTED_COLUMNS, rows, section="outcome", empty=empty))
    context.say(plural("Read {n} form that came back.", "Read {n} forms that came back.", forms))
    if not collector.conflicts:
        return Status.DONE
    count = len({(one.owner, one.ref) for one in collector.conflicts})
    context.warn(
        plural("{n} row changed on both sides and is left.", "{n} rows changed on both sides and are left.", count)
        + " "
        + _("Settle them by hand, or send them anew.")
    )
    return Status.FAILED


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


def _known(folder: Path) -> dict[str, Sent]:
    """The forms sent from a folder, by owners' uids."""
    path = folder / lists.NAME
    try:
        return lists.read(path.read_text(encoding="utf-8"), str(path))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError):
        raise BadFile(_("This is no list of forms sent."), where=str(path)) from None


def _remember(folder: Path, known: Mapping[str, Sent]) -> None:
    with atomic(folder / lists.NAME) as file:
        file.write(lists.written(known.values()))


def _file_name(owner: str) -> str:
    return _NO_NAME.sub("_", owner)[:80].strip(". ") or "owner"


def _free_name(folder: Path, stem: str, known: Iterable[Sent]) -> str:
    """A name for a form that takes the place of none that was filled in."""
    untouched = {one.file: one.sha256 for one in known}
    number = 1
    while True:
        name = f"{stem}.xlsx" if number == 1 else f"{stem}-{number}.xlsx"
        path = folder / name
        if not path.exists() or untouched.get(name) == sha256(path.read_bytes()).hexdigest():
            return name
        number += 1


def _returned(context: Context, folder: Path, known: Mapping[str, Sent]) -> Iterator[tuple[Returned, str]]:
    """The forms in a folder that came back, with the hash of each file: neither as they were sent, nor taken in whole
    before. Raises NotPossible for a form of another ledger."""
    if not folder.is_dir():
        raise BadFile(_("There is no such folder."), where=str(folder))
    seen = {digest for one in known.values() for digest in (one.sha256, one.taken)}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() != ".xlsx" or path.name.startswith((".", "~$")):
            continue
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BadFile(_("This file cannot be read: {why}.", why=error.strerror), where=str(path)) from None
        digest = sha256(data).hexdigest()
        if digest in seen:
            continue
        returned = workbooks.read(data, str(path))
        if returned is None:
            context.warn(_("{file} is not a form, and is left out.", file=path))
            continue
        _check_ours(context.books, returned)
        yield returned, digest


def _check_ours(books: Books, returned: Returned) -> None:
    """Raise NotPossible unless the ledger's history holds the line at which the form was made."""
    sequence = returned.form.sequence
    newest, _hash = books.newest()
    line = next(books.entries(limit=newest - sequence + 1), None) if 0 < sequence <= newest else None
    if line is None or line.hash != returned.form.digest:
        raise NotPossible(
            _("This form was made from another ledger, or from changes that this one no longer has."),
            where=returned.file,
        )


SPECS = {
    "send": Spec(
        send,
        (
            ("reform forms send --all -o forms/", mark("One workbook for each unit that has open work.")),
            (
                mark("reform forms send --owner Education --since-last -o forms/"),
                mark("Only what is new for one unit."),
            ),
        ),
        (tuple(one for one in FILTERS if one.name != "owner"), _LISTED),
    ),
    "collect": Spec(
        collect,
        (
            ("reform forms collect forms/", mark("Take in what came back.")),
            ("reform forms collect forms/ --missing", mark("Who still owes an answer.")),
        ),
        (OUTPUT, WRITING),
    ),
}
