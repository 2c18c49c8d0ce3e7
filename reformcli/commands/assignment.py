"""`reform assignment`: items that documents of a higher level hand down, and the projects that carry them."""

from typing import Annotated

import typer

from reformcli.errors import NotPossible, UsageError
from reformcli.i18n import _, mark
from reformcli.model.assignment import NOUN, Assignment
from reformcli.model.change import Change
from reformcli.model.fields import FieldValue, FieldValues, Thing, value_in
from reformcli.model.noun import Noun
from reformcli.model.project import Project
from reformcli.model.refs import parse
from reformcli.reports.assigned import assignment_list
from reformcli.shell.build import Spec
from reformcli.shell.completion import documents, refs
from reformcli.shell.noun_commands import Rules
from reformcli.shell.options import OUTPUT, WRITING
from reformcli.shell.run import Context
from reformcli.shell.typed import entry, get_piece
from reformcli.shell.written import write
from reformcli.verbs import assignments
from reformcli.verbs.assignment_index import AssignmentIndex
from reformcli.verbs.owners import OwnerBook


class AssignmentRules(Rules[Assignment]):
    """An item stands once in its document, whose number is spelled as the ledger has it, and a project carries it."""

    def __init__(self, context: Context, kind: Noun[Assignment], book: OwnerBook) -> None:
        super().__init__(context, kind, book)
        self._present = AssignmentIndex(context.ledger.find(Assignment))

    def add(self, values: FieldValues) -> list[Change[Thing]]:
        """Add an item of a document, of the plan year in force unless another is given."""
        spelled = {"plan": self.context.plan, **self._spelled(values)}
        return assignments.add_assignment(spelled, self._present, self._carrier(values))

    def edit(self, thing: Assignment, values: FieldValues) -> list[Change[Thing]]:
        """Change an item."""
        return assignments.edit_assignment(thing, self._spelled(values), self._present, self._carrier(values))

    def _spelled(self, values: FieldValues) -> dict[str, FieldValue]:
        document = value_in(values, "document", str)
        if document is None:
            return dict(values)
        return {**values, "document": assignments.spelled(document, self.context.ledger.find(Assignment))}

    def _carrier(self, values: FieldValues) -> Project | None:
        """The project that `values` name."""
        number = value_in(values, "project", int)
        return None if number is None else self.context.ledger.get_of(Project, number)


def listed(
    context: Context,
    document: Annotated[
        str | None,
        typer.Option("--document", metavar="TEXT", help=mark("Only items of this document."), autocompletion=documents),
    ] = None,
    plan: Annotated[
        str | None, typer.Option("--plan", metavar="YEAR", help=mark("Only of this plan year, or of none."))
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help=mark("Only items that no project carries."))] = False,
) -> None:
    """List assigned items by document."""
    year = None if plan is None else entry(context).value(NOUN.fields["plan"], plan)
    assert year is None or isinstance(year, int)
    context.show(assignment_list(context.ledger, document, year, uncarried=open_, today=context.today))


def carry(
    context: Context,
    ref: Annotated[
        list[str],
        typer.Argument(
            metavar="REF", help=mark("Assigned items, and the project that carries them."), autocompletion=refs
        ),
    ],
    none: Annotated[bool, typer.Option("--none", help=mark("No project carries them any more."))] = False,
) -> None:
    """Let a project carry assigned items."""
    named = [parse(text) for text in dict.fromkeys(ref)]
    items = [context.ledger.get_of(Assignment, one.number) for one in named if one.noun == NOUN.key]
    others = [str(one) for one in named if one.noun != NOUN.key]
    if not items or len(others) != (0 if none else 1):
        raise UsageError(
            _("Items are carried by one project, or with --none by no project."),
            hint=_("Try `reform assignment carry A12 A13 17`."),
        )
    carrier = None if none else _project(context, others[0])
    write(context, "assignment carry", assignments.carry(items, carrier))


def _project(context: Context, text: str) -> Project:
    piece = get_piece(context, text)
    if not isinstance(piece, Project):
        raise NotPossible(_("A project carries an item, not a milestone."))
    return piece


RULES = AssignmentRules

SPECS = {
    "list": Spec(
        listed,
        (
            ("reform assignment list --open", mark("What was handed down and no project carries.")),
            (
                mark('reform assignment list --document "Order 3 of 2026" --csv'),
                mark("One document's items, for a spreadsheet."),
            ),
        ),
    ),
    "carry": Spec(
        carry,
        (
            ("reform assignment carry A12 A13 17", mark("Project 17 carries two items.")),
            ("reform assignment carry A12 --none", mark("No project carries it any more.")),
        ),
        (OUTPUT, WRITING),
    ),
}
