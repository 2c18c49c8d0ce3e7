"""`reform assignment`: items that documents of a higher level hand down, and the projects that carry them."""

from typing import Annotated, Any

import typer

from reformcli.errors import NotPossible, UsageError
from reformcli.i18n import _, mark
from reformcli.model.assignment import Assignment
from reformcli.model.noun import noun
from reformcli.model.project import Project
from reformcli.model.refs import Ref, parse
from reformcli.reports.assigned import assignment_list
from reformcli.reports.pages import page
from reformcli.shell.build import Spec
from reformcli.shell.completion import documents, refs
from reformcli.shell.filters import question
from reformcli.shell.options import OUTPUT, WRITING, Shared, fields
from reformcli.shell.run import Context
from reformcli.shell.typed import due, entry, get_piece, get_thing, tell_undated, values
from reformcli.shell.written import write
from reformcli.verbs import assignments
from reformcli.verbs.items import Items


def add(
    context: Context, title: Annotated[str, typer.Argument(metavar="TITLE", help=mark("What is to be done."))]
) -> None:
    """Add an item of a document."""
    kind, ledger = noun("assignment"), context.writable
    found = {"plan": context.plan} | _found(context)
    found["title"] = entry(context).value(kind.fields["title"], title)
    present = Items(ledger.find("assignment"))
    known = due(context, kind, found["plan"])[0]
    write(context, "assignment add", assignments.add_assignment(known | found, present, _carrier(context, found)))
    tell_undated(context)


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
    year = None if plan is None else entry(context).value(noun("assignment").fields["plan"], plan)
    context.show(assignment_list(context.ledger, document, year, uncarried=open_, today=context.today))


def edit(
    context: Context,
    ref: Annotated[
        list[str],
        typer.Argument(metavar="REF", help=mark("Assigned item, such as A12; several at once."), autocompletion=refs),
    ],
) -> None:
    """Change assigned items."""
    if not context.choices.given:
        raise UsageError(_("Nothing to change was given."), hint=_("See `reform assignment edit --help`."))
    kind, found = noun("assignment"), _found(context)
    carrier, changes, present = _carrier(context, found), [], Items(context.ledger.find("assignment"))
    for item in [_item(context, text) for text in dict.fromkeys(ref)]:
        known = due(context, kind, found.get("plan", item.plan))[0]
        changes += assignments.edit_assignment(item, known | found, present, carrier)
    write(context, "assignment edit", changes)


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
    items = [str(one) for one in named if one.noun == "assignment"]
    others = [str(one) for one in named if one.noun != "assignment"]
    if not items or len(others) != (0 if none else 1):
        raise UsageError(
            _("Items are carried by one project, or with --none by no project."),
            hint=_("Try `reform assignment carry A12 A13 17`."),
        )
    carrier = None if none else _project(context, others[0])
    write(context, "assignment carry", assignments.carry([_item(context, text) for text in items], carrier))


def remove(
    context: Context,
    ref: Annotated[
        list[str],
        typer.Argument(metavar="REF", help=mark("Assigned item, such as A12; several at once."), autocompletion=refs),
    ],
) -> None:
    """Take out items that were added by mistake. `reform undo` brings them back."""
    write(context, "assignment remove", assignments.remove([_item(context, text) for text in dict.fromkeys(ref)]))


def show(
    context: Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help=mark("Assigned item, such as A12."), autocompletion=refs)],
) -> None:
    """Show an assigned item with the project that carries it."""
    context.show(page(context.ledger, _item(context, ref), question(context)))


def _found(context: Context) -> dict[str, Any]:
    """The values typed, but for the due date; the document as the ledger spells it."""
    found = values(context, noun("assignment"))
    if "document" in found:
        found["document"] = assignments.spelled(found["document"], context.ledger.find("assignment"))
    return found


def _item(context: Context, text: str) -> Assignment:
    item: Assignment = get_thing(context, text, "assignment")
    return item


def _project(context: Context, text: str) -> Project:
    piece = get_piece(context, text)
    if not isinstance(piece, Project):
        raise NotPossible(_("A project carries an item, not a milestone."))
    return piece


def _carrier(context: Context, found: dict[str, Any]) -> Project | None:
    """The project that `--project` names."""
    number = found.get("project")
    return None if number is None else context.ledger.get(Ref("project", number))


def _given(*skipped: str) -> tuple[Shared, ...]:
    declared = noun("assignment").fields.values()
    return fields(*(field for field in declared if field.given and field.key not in skipped))


SPECS = {
    "add": Spec(
        add,
        (
            (
                mark(
                    'reform assignment add "Publish the list" --document "Order 3 of 2026" --item 12 --due 2026-12-31'
                ),
                mark("One item of a document."),
            ),
            (
                mark('reform assignment add "Cut waits" --document "Budget 2026" --item 4.1 --project 17'),
                mark("An item that project 17 carries."),
            ),
        ),
        (OUTPUT, WRITING),
        lambda: _given("title"),
    ),
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
    "edit": Spec(
        edit,
        (
            ("reform assignment edit A12 --due 2026-09-30", mark("The document has set another day.")),
            (mark("reform assignment edit A12 A13 --unit Health"), mark("Whom the document names for two items.")),
        ),
        (OUTPUT, WRITING),
        _given,
    ),
    "carry": Spec(
        carry,
        (
            ("reform assignment carry A12 A13 17", mark("Project 17 carries two items.")),
            ("reform assignment carry A12 --none", mark("No project carries it any more.")),
        ),
        (OUTPUT, WRITING),
    ),
    "remove": Spec(
        remove,
        (
            ("reform assignment remove A22 --dry-run", mark("What would be taken out.")),
            ("reform assignment remove A22 A23", mark("Two items that no document holds.")),
        ),
        (OUTPUT, WRITING),
    ),
    "show": Spec(
        show,
        (
            ("reform assignment show A12", mark("One item and its project.")),
            ("reform assignment show A12 --json", mark("For another program.")),
        ),
    ),
}
