"""Assigned items: adding and changing them, and which project carries them."""

from collections.abc import Iterable
from dataclasses import replace

from reformcli.errors import BadValue, NotPossible
from reformcli.i18n import _
from reformcli.model.assignment import Assignment
from reformcli.model.change import Change
from reformcli.model.fields import FieldValues, Thing
from reformcli.model.noun import build, changed, ref_of
from reformcli.model.project import Project
from reformcli.model.states import DROPPED
from reformcli.model.text import comparable
from reformcli.verbs.assignment_index import AssignmentIndex


def add_assignment(
    values: FieldValues, present: AssignmentIndex, carrier: Project | None = None
) -> list[Change[Thing]]:
    """Add an item of a document, carried by a project where one is given. `present` are the items of the ledger.

    Raises BadValue without document or title, NotPossible where the document's item is there already.
    """
    item = _checked(build(Assignment, values), carrier)
    _must_be_new(item, present)
    return [Change(None, item)]


def edit_assignment(
    item: Assignment, values: FieldValues, present: AssignmentIndex, carrier: Project | None = None
) -> list[Change[Thing]]:
    """Change fields, the due date and its words too, since they are the document's. `present` knows the change then.

    `carrier` is the project that `values` name. Raises NotPossible where another item of the document is the same then.
    """
    words: FieldValues = {"due_said": None} if "due" in values else {}
    after = _checked(changed(item, {**words, **values}), carrier)
    if after == item:
        return []
    present.leave(item)
    if (after.document, after.item, after.title) != (item.document, item.item, item.title):
        _must_be_new(after, present)
    present.enter(after)
    return [Change(item, after)]


def carry(items: Iterable[Assignment], carrier: Project | None) -> list[Change[Thing]]:
    """Let a project carry items, in the place of the one that did; None lets no project carry them."""
    project = None if carrier is None else _standing(carrier).number
    return [Change(item, replace(item, project=project)) for item in items if item.project != project]


def spelled(document: str, present: Iterable[Assignment]) -> str:
    """A document's number as the ledger spells it already, whatever brackets and width were typed."""
    same = comparable(document)
    return next((item.document for item in present if comparable(item.document) == same), document)


def _must_be_new(item: Assignment, present: AssignmentIndex) -> None:
    same = present.same(item.document, item.item, item.title)
    if same is not None:
        raise NotPossible(
            _("{ref} is this item of {document} already.", ref=ref_of(same), document=item.document),
            hint=_("Change it with `reform assignment edit {ref}`.", ref=ref_of(same)),
        )


def _checked(item: Assignment, carrier: Project | None) -> Assignment:
    if not item.document.strip():
        raise BadValue(_("An assigned item needs the document that hands it down."), hint=_("Give --document."))
    if carrier is not None:
        _standing(carrier)
    return item


def _standing(project: Project) -> Project:
    if project.state == DROPPED:
        raise NotPossible(
            _("Project {ref} is dropped, so it carries nothing.", ref=project.number),
            hint=_("Open it with `reform reopen {ref}`.", ref=project.number),
        )
    return project
