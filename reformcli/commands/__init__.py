"""The commands: one file each, or one for a noun's group of them, and the one list of all.

A file has `SPEC`, or for a group `SPECS`; reports need no file here, `report` makes a command of each. Files load when
their command is run.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from reformcli.i18n import mark
from reformcli.reports import REPORTS
from reformcli.reports.charts import CHARTS
from reformcli.shell.groups import Listed

if TYPE_CHECKING:
    from reformcli.shell.build import Spec


_START = mark("Start here")
_WORK = mark("Work")
_READ = mark("Read")
_OTHERS = mark("Owners, visits, findings")
_CARE = mark("Take care of the ledger")

COMMANDS: tuple[Listed, ...] = (
    Listed("init", _START, mark("Make a ledger.")),
    Listed("demo", _START, mark("Show what reform does, on a ledger to play with.")),
    Listed("add", _WORK, mark("Add a project, or a milestone to one.")),
    Listed("edit", _WORK, mark("Change a project or milestone.")),
    Listed("done", _WORK, mark("Take work as done, or as reported done.")),
    Listed("reopen", _WORK, mark("Open finished or dropped work again.")),
    Listed("extend", _WORK, mark("Move a due date, with reason and approver.")),
    Listed("drop", _WORK, mark("Strike work off that will not be done.")),
    Listed("light", _WORK, mark("Set a light by hand, with reason and end.")),
    Listed("note", _WORK, mark("Write a note about anything.")),
    *(Listed(name, _READ, summary) for name, summary in REPORTS.items()),
    Listed("board", _READ, mark("Lights, next deadlines and the overdue, full screen, for the wall.")),
    Listed("chart", _READ, mark("Wall charts: progress, works, duty."), tuple(CHARTS.items())),
    Listed("show", _READ, mark("Everything about one thing.")),
    Listed("why", _READ, mark("Why a light has its colour.")),
    Listed("date", _READ, mark("How words are read as a time limit.")),
    Listed("find", _READ, mark("Search titles, texts and names.")),
    Listed(
        "owner",
        _OTHERS,
        mark("Who answers: units, leaders, groups, persons."),
        (
            ("add", mark("Add an owner.")),
            ("list", mark("List owners with their open work.")),
            ("edit", mark("Change an owner.")),
            ("show", mark("Everything about one owner.")),
            ("handover", mark("Hand open work over to another owner, with a list to sign.")),
            ("merge", mark("Make two owners one that were entered twice.")),
        ),
    ),
    Listed(
        "visit",
        _OTHERS,
        mark("Visits to check or to help."),
        (
            ("add", mark("Record a visit.")),
            ("list", mark("List visits.")),
            ("show", mark("Everything about one visit.")),
        ),
    ),
    Listed(
        "finding",
        _OTHERS,
        mark("What visits found, until it is closed out."),
        (
            ("add", mark("Record a finding.")),
            ("list", mark("List findings that are not closed out.")),
            ("fix", mark("Note that the unit reports it put right.")),
            ("close", mark("Close it out once you have seen it put right.")),
            ("look-back", mark("Note that it was checked once more after close-out.")),
        ),
    ),
    Listed(
        "assignment",
        _OTHERS,
        mark("Items that documents hand down, and the projects that carry them."),
        (
            ("add", mark("Add an item of a document.")),
            ("list", mark("List assigned items.")),
            ("edit", mark("Change assigned items.")),
            ("carry", mark("Say which project carries assigned items.")),
            ("remove", mark("Take out items added by mistake.")),
            ("show", mark("Everything about one assigned item.")),
        ),
    ),
    Listed(
        "workdays",
        _CARE,
        mark("Which days are worked: public holidays, and what the ledger declares."),
        (
            ("load", mark("Load a calendar, and list the deadlines that it would move.")),
            ("show", mark("List the special days of a year, and count its working days.")),
        ),
    ),
    Listed("import", _CARE, mark("Take in files: exports of reform, or lists that offices keep.")),
    Listed("export", _CARE, mark("Put everything out, or one noun.")),
    Listed(
        "forms",
        _CARE,
        mark("Send each owner its open work to fill in, and merge what comes back."),
        (
            ("send", mark("Write a form for each owner.")),
            ("collect", mark("Merge the forms that came back.")),
        ),
    ),
    Listed("history", _CARE, mark("Who changed what, and when.")),
    Listed("undo", _CARE, mark("Take the last change back, or a named one.")),
    Listed("check", _CARE, mark("Check that the ledger is whole and its history true.")),
    Listed("backup", _CARE, mark("Copy the ledger, checked.")),
    Listed("restore", _CARE, mark("Put a backup in the ledger's place, and keep what it replaces.")),
    Listed("settings", _CARE, mark("Every setting, its value and where it comes from.")),
)

DAILY = (
    "add",
    "edit",
    "done",
    "extend",
    "note",
    "status",
    "overdue",
    "due",
    "list",
    "show",
    "find",
    "import",
    "undo",
)
"""The commands of the first help page; `reform help commands` lists all."""


def spec(listed: Listed, subcommand: str | None = None) -> "Spec":
    """The Spec of a command, or of a group's subcommand."""
    if listed.name in REPORTS:
        from reformcli.reports import report
        from reformcli.shell.report_commands import spec_of

        return spec_of(report(listed.name))
    module = import_module(listed.module)
    found: Spec = module.SPECS[subcommand] if subcommand else module.SPEC
    return found
