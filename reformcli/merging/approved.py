"""Due dates that an import meets: one that the ledger has stays, unless the import is given an approval.

The office's habit is one workbook that is updated every month, and an old copy of it must not undo what was approved
since.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from reformcli.i18n import _
from reformcli.merging.pending import is_new
from reformcli.merging.record import Doubt, Record, Way
from reformcli.model.extension import EXTENSION, Extension
from reformcli.model.fields import FieldValue, Thing, value_in
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.milestone import Milestone
from reformcli.model.noun import ref_of
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.states import OPEN_STATES
from reformcli.verbs.dates import Approval, by_work, earlier, extension_of

_DATED = (Project, Milestone, Matter)
"""The work whose due dates move by extensions."""

_WORDS = ("due", "due_said", "start")
"""What the words of a time limit set."""


class Permission(NamedTuple):
    """The approval that an import is given, and whether dates may move to an earlier day by it."""

    approval: Approval
    earlier_too: bool


_ANY = Permission(Approval("", "", None, date.min), earlier_too=True)
"""An approval of any move, to see which moves one would allow."""


class ApprovedDates:
    """Holds back what rows say against the due dates of the ledger, or records it as extensions."""

    def __init__(self, ledger: Ledger, permission: Permission | None) -> None:
        self._ledger = ledger
        self._permission = permission
        self._moves: Mapping[Ref, list[Extension]] | None = None
        self._held: dict[Ref, tuple[Doubt, date | None, str | None]] = {}
        self._extensions: dict[Ref, Extension] = {}
        self._unexplained: dict[Ref, Doubt] = {}

    def first(self, before: Thing | None, thing: Thing, record: Record) -> None:
        """Look at the first dates of a thing, of which a row may say that it was due on another day before: that move
        is an extension where the import is given an approval, else doubted unless the files bring its extension."""
        if not isinstance(thing, _DATED) or thing.due_first in (None, thing.due):
            return
        if isinstance(before, _DATED) and before.due is not None:
            return
        permission, at_first = self._permission_of(record), replace(thing, due=thing.due_first)
        if permission is not None and record.office and thing.due is not None:
            why = self._why_not(at_first, thing.due, permission)
            if why is None:
                self._extensions[ref_of(thing)] = extension_of(at_first, thing.due, thing.due_said, permission.approval)
                return
        else:
            why = _("give --reason and --approved-by if the move was approved.")
        text = _(
            "“{title}” was due on {first} and is due on {due} by now, which nothing explains: {why}",
            title=thing.title,
            first=thing.due_first,
            due=thing.due or "-",
            why=why,
        )
        ways = self._ways(at_first, thing.due) if record.office else ()
        self._unexplained[ref_of(thing)] = Doubt(record.place, "due", text, ways, about=record)

    def kept(self, thing: Thing, values: dict[str, FieldValue], record: Record) -> dict[str, FieldValue]:
        """What a row may change of a thing: no due date that is approved, unless the move is recorded: see `follow`."""
        if not isinstance(thing, _DATED) or thing.due is None or is_new(thing):
            return values
        if "due" not in values:  # words that are not read do not explain the date that stands
            return {key: value for key, value in values.items() if key != "due_said"}
        if values["due"] == thing.due:
            return values
        ref, to, said = ref_of(thing), value_in(values, "due", date), value_in(values, "due_said", str)
        permission = self._permission_of(record)
        why = self._why_not(thing, to, permission)
        if why is None and to is not None and permission is not None:
            self._extensions[ref] = extension_of(thing, to, said, permission.approval)
            return values
        text = _(
            "the due date of {ref} is {due}; {to} is held back: {why}", ref=ref, due=thing.due, to=to or "-", why=why
        )
        keep = _("keep {date}", date=thing.due)
        self._held[ref] = (
            Doubt(record.place, "due", text, self._ways(thing, to), about=record, proposal=keep),
            to,
            said,
        )
        own = ("start",) if "start" in record.cells else ()
        return {key: value for key, value in values.items() if key not in _WORDS or key in own}

    def _permission_of(self, record: Record) -> Permission | None:
        """The approval that a person gave for this row, else the one that the import is given."""
        return self._permission if record.approval is None else Permission(record.approval, earlier_too=True)

    def _ways(self, thing: Project | Milestone | Matter, to: date | None) -> tuple[Way, ...]:
        """How the row may be answered: by taking its date, where an approval would move it."""
        if to is None or self._why_not(thing, to, _ANY) is not None:
            return ()
        return (Way(_("{date} was approved: say why", date=to), is_approval=True),)

    def _why_not(
        self, thing: Project | Milestone | Matter, to: date | None, permission: Permission | None
    ) -> str | None:
        """Why the due date of a thing must not become `to`; None where it may."""
        if self._moves is None:
            self._moves = by_work(self._ledger.find(Extension))
        before = earlier(thing.due_first, self._moves.get(ref_of(thing), ()))
        if to is not None and to in before:
            return _("it was due then before, so the list is an old one.")
        if permission is None:
            return _("a date moves with --reason and --approved-by, or by `reform extend`.")
        if to is None:
            return _("an approved date is not taken away.")
        if thing.state not in OPEN_STATES:
            return _("it is closed.")
        if thing.due is not None and to < thing.due and not permission.earlier_too:
            return _("that is an earlier day; give --yes if that was approved.")
        return None

    def follow(self, after: Thing) -> Extension | None:
        """The extension by which the due date of a thing moved in this row, if it did."""
        return self._extensions.pop(ref_of(after), None) if self._extensions else None

    def granted(self, extension: Thing) -> tuple[Ref, dict[str, FieldValue]] | None:
        """The thing and the fields that a new extension in the files moves: a date held back above that it explains."""
        if not isinstance(extension, Extension) or extension.about is None:
            return None
        self._unexplained.pop(extension.about, None)
        if extension.kind != EXTENSION:
            return None
        _doubt, to, said = self._held.get(extension.about, (None, None, None))
        if to is None or to != extension.due_to:
            return None
        del self._held[extension.about]
        return extension.about, {"due": to, "due_said": extension.due_said or said}

    def doubts(self) -> Iterator[Doubt]:
        """What was held back, and what nothing explains."""
        for doubt, _to, _said in self._held.values():
            yield doubt
        yield from self._unexplained.values()
