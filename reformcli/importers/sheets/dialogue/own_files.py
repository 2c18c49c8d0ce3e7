"""What the ledger itself wrote, and what is no list: answers of commands, papers, and forms to fill in."""

from collections.abc import Collection, Sequence
from typing import BinaryIO

from reformcli.errors import BadFile
from reformcli.i18n import _
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.merging.record import Place
from reformcli.produced import FORM_SHEET, is_marked
from reformcli.reports.catalogue import command_of


def must_be_no_answer(headings: Sequence[str], place: Place) -> None:
    """Raise BadFile where a row of headings is that of a command's answer: its refs are those of its ledger, some of
    its columns are reckoned, and read as a list its milestones and findings would be projects."""
    if command := command_of(headings):
        raise BadFile(
            _(
                "This is what `{command}` answers. Some of it is reckoned, and it is not taken in.",
                command=f"reform {command}",
            ),
            where=str(place),
            hint=_import_an_export(),
        )


def must_be_no_paper(file: BinaryIO, name: str, intake: Intake) -> None:
    """Raise BadFile for an Office file that the program wrote to be read, unless a person says what its rows are."""
    if intake.noun is None and not intake.given and intake.document is None and is_marked(file):
        raise BadFile(
            _("This is an answer or a paper that reform wrote, and no list."), where=name, hint=_import_an_export()
        )


def must_be_no_form(sheets: Collection[str], name: str) -> None:
    """Raise BadFile for a workbook that was sent to an owner to be filled in: its rows have another way back."""
    if FORM_SHEET in sheets:
        raise BadFile(
            _("This is a form that was filled in, and no list."),
            where=name,
            hint=_("Put it into a folder, and merge it with `{command}`.", command="reform forms collect FOLDER"),
        )


def _import_an_export() -> str:
    return _("Import what `{command}` writes.", command="reform export -o copy/")
