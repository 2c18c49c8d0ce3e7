"""The commands: one file each, and the one list of all.

A file has `SPEC`, or for a group `SPECS`. Reports need no file here, nor do the commands that a noun's declaration
asks for: `shell/report_commands` and `shell/noun_commands` make them. Files load when their command is run.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from reformcli.i18n import DEFAULT, _, language, mark
from reformcli.model.nouns import is_noun, listed_nouns
from reformcli.reports import REPORTS
from reformcli.reports.charts import CHARTS
from reformcli.reports.papers import PAPERS
from reformcli.reports.scores import SCORES
from reformcli.shell.groups import Directory, Listed

if TYPE_CHECKING:
    from reformcli.model.fields import Thing
    from reformcli.shell.build import Spec


_START = mark("Start here")
_WORK = mark("Work")
_READ = mark("Read")
_OTHERS = mark("Owners, visits, meetings and other records")
_CARE = mark("Take care of the ledger")

COMMANDS: tuple[Listed, ...] = (
    Listed("init", _START, mark("Make a ledger.")),
    Listed("demo", _START, mark("Show what reform does, on a ledger to play with.")),
    Listed("add", _WORK, mark("Add a project, a milestone to one, or a matter.")),
    Listed("edit", _WORK, mark("Change a project, milestone or matter.")),
    Listed("done", _WORK, mark("Take work as done, or as reported done.")),
    Listed("reopen", _WORK, mark("Open finished or dropped work again.")),
    Listed("stage", _WORK, mark("Let a matter or an idea pass a stage, or send it back.")),
    Listed("extend", _WORK, mark("Move a due date, with reason and approver.")),
    Listed("drop", _WORK, mark("Strike work off that will not be done.")),
    Listed("light", _WORK, mark("Set a light by hand, with reason and end.")),
    Listed("note", _WORK, mark("Write a note about anything.")),
    *(Listed(name, _READ, summary) for name, summary in REPORTS.items()),
    Listed("board", _READ, mark("Lights, next deadlines and the overdue, full screen, for the wall.")),
    Listed("chart", _READ, mark("Wall charts: progress, works, duty."), tuple(CHARTS.items())),
    Listed(
        "paper",
        _READ,
        mark("Drafts of papers: agenda, minutes, order, brief, roll-call, bulletin, reminder."),
        tuple(PAPERS.items()),
    ),
    Listed(
        "pack",
        _READ,
        mark("What the office sends out each week or month, in one folder."),
        (
            ("week", mark("Write what goes out on a Monday: bulletin, reminders, overdue list, wall chart.")),
            (
                "month",
                mark(
                    "Write what goes out each month: the week's pack, orders proposed, reports owed,"
                    " the roll-call sheet."
                ),
            ),
        ),
    ),
    Listed(
        "score",
        _READ,
        mark("Scores with receipts: judge, rank, show, contest, put right."),
        (
            *SCORES.items(),
            ("mark", mark("Record a judgement: a group's view, praise, criticism.")),
            ("appeal", mark("Contest a line of a unit's score.")),
            ("correct", mark("Replace the points of a line after a decided appeal.")),
        ),
    ),
    Listed("show", _READ, mark("Everything about one thing.")),
    Listed("why", _READ, mark("Why a light has its colour.")),
    Listed("date", _READ, mark("How words are read as a time limit.")),
    Listed("find", _READ, mark("Search titles, texts and names.")),
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
            ("missing", mark("List whose form has not come back, with a reminder for each liaison.")),
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


COMMANDS_OF_NOUNS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "owner": (
        ("list", mark("List owners with their open work.")),
        ("handover", mark("Hand open work over to another owner, with a list to sign.")),
        ("merge", mark("Make two owners one that were entered twice.")),
    ),
    "visit": (("plan", mark("Whom to visit next: by light, open matters, days since the last visit.")),),
    "rules": (
        ("show", mark("The rules that count on a day, with what each key means.")),
        ("load", mark("Let rules of a file count from a day on, and say what changes.")),
    ),
    "order": (
        ("add", mark("Issue an order about one thing.")),
        ("answer", mark("Record the answer to an order.")),
        ("withdraw", mark("Take an order back.")),
        ("list", mark("List orders and how they stand.")),
    ),
    "meeting": (("topic", mark("Add a topic to a meeting, or change one: what came of it, who reports.")),),
    "idea": (
        ("list", mark("List ideas with their stages, and trials past their end.")),
        ("promote", mark("Make a project of an idea that was evaluated.")),
    ),
    "event": (),
    "submission": (
        ("adopted", mark("Record who printed a submission, sent it on or wrote an instruction on it.")),
        ("list", mark("List submissions with who took them, and points.")),
    ),
    "assignment": (
        ("list", mark("List assigned items by document.")),
        ("carry", mark("Say which project carries assigned items.")),
    ),
}
"""Nouns that have a file here, with rules of their own, or with commands in the place of those that their declarations
make or besides them."""

REPLACED: Mapping[str, str] = {
    "finding": mark(
        "What visits find are matters: `reform add TITLE --from V12` adds one, `reform list --kind finding` lists them,"
        " `reform done F45 --reported` and `reform done F45` take it as put right and as closed."
    ),
}
"""Names of commands of the last release, and what took their place."""


def commands() -> tuple[Listed, ...]:
    """Every command, with the groups of the nouns that have commands of their own, in the order of the help page."""
    every = (command(name) for name in names())
    return tuple(listed for listed in every if listed is not None)


def names() -> tuple[str, ...]:
    """The names of all commands in that order, for which no noun loads."""
    others = (listed.name for listed in COMMANDS if listed.section != _CARE)
    care = (listed.name for listed in COMMANDS if listed.section == _CARE)
    return (*others, *_nouns_with_commands(), *care)


def groups() -> tuple[str, ...]:
    """The names of those that have commands of their own, for which no noun loads."""
    grouped = {listed.name for listed in COMMANDS if listed.group} | {*_nouns_with_commands()}
    return tuple(name for name in names() if name in grouped)


def command(name: str) -> Listed | None:
    """The command or group called `name`, None where there is none."""
    return next((listed for listed in COMMANDS if listed.name == name), None) or _group(name)


def _nouns_with_commands() -> tuple[str, ...]:
    return tuple(listed.key for listed in listed_nouns() if listed.has_commands)


def _group(key: str) -> Listed | None:
    """The group of a noun's commands."""
    if key not in _nouns_with_commands():
        return None
    from reformcli.model.noun import noun

    kind = noun(key)
    group = {verb: _summary(kind.label, verb) for verb in kind.commands} | dict(COMMANDS_OF_NOUNS.get(key, ()))
    return Listed(key, _OTHERS, kind.summary or kind.label, tuple(group.items()))


def _summary(noun_label: str, verb: str) -> str:
    """What the command `verb` of a noun does, in the language in use."""
    label = _(noun_label)
    one, several = (f"{_article(label)} {label}", f"{label}s") if language() == DEFAULT else (label, label)
    if verb == "add":
        return _("Add {noun}.", noun=one)
    if verb == "list":
        return _("List {nouns}.", nouns=several)
    if verb == "edit":
        return _("Change {nouns}.", nouns=several)
    if verb == "show":
        return _("Everything about {noun}.", noun=one)
    return _("Take out {nouns} that were added by mistake.", nouns=several)


def _article(word: str) -> str:
    return "an" if word[:1].lower() in "aeiou" else "a"


def spec(listed: Listed, subcommand: str | None = None) -> "Spec":
    """The Spec of a command, or of a group's subcommand."""
    if listed.name in REPORTS:
        from reformcli.reports import report
        from reformcli.shell.report_commands import spec_of

        return spec_of(report(listed.name))
    if subcommand and is_noun(listed.name):
        return _of_noun(listed.name, subcommand)
    module = import_module(listed.module)
    declared: Spec = module.SPECS[subcommand] if subcommand else module.SPEC
    return declared


def _of_noun(key: str, verb: str) -> "Spec":
    """A command of a noun: its file's, or made from its declaration by its file's rules."""
    from reformcli.model.noun import noun
    from reformcli.shell.noun_commands import Rules, spec_of

    if key not in COMMANDS_OF_NOUNS:
        return spec_of(noun(key), verb)
    module = import_module(f"reformcli.commands.{key}")
    specs: Mapping[str, Spec] = module.SPECS
    rules: type[Rules[Thing]] = module.RULES
    return specs.get(verb) or spec_of(noun(key), verb, rules)


DIRECTORY = Directory(names, groups, command, commands, spec, DAILY, REPLACED)
"""What `reform` knows of its commands."""
