"""`reform check`: is the ledger whole, and its history true?"""

from reformcli.errors import Status
from reformcli.i18n import _, mark
from reformcli.shell.build import Spec
from reformcli.shell.options import OUTPUT
from reformcli.shell.run import Context
from reformcli.table import Column, Table

COLUMNS = (
    Column(
        "check",
        mark("Check"),
        mark("Which check found it."),
        words={
            "integrity": mark("integrity"),
            "schema": mark("schema"),
            "references": mark("references"),
            "chain": mark("chain"),
            "replay": mark("replay"),
        },
    ),
    Column("fault", mark("Fault"), mark("What is wrong."), main=True),
)


def run(context: Context) -> int:
    """Check the file, its references, the chain of hashes, and that replaying the history gives the tables."""
    ledger = context.ledger
    faults = tuple(ledger.faults())
    well = _("The ledger is whole, and its history amounts to what it holds.")
    table = Table("check", _("Faults"), COLUMNS, faults, empty=well)
    if faults or context.choices.format or context.choices.output:
        context.show(table)
    else:
        sequence, digest = ledger.newest()
        context.answer(well)
        context.answer(_("History: {n} lines, newest hash {digest}.", n=sequence, digest=digest or "-"))
    return Status.FAULTS if faults else Status.DONE


SPEC = Spec(
    run,
    (
        ("reform check", mark("Check the ledger; exit status 4 tells of faults.")),
        ("reform check --db /media/usb/ledger.db", mark("Check a copy.")),
    ),
    (OUTPUT,),
)
