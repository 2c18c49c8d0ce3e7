"""Rows of matters: what they come from says what they are, their stages how far they are."""

from collections.abc import Iterator
from dataclasses import replace

from reformcli.deadlines import Reading
from reformcli.i18n import _
from reformcli.merging.noun_merging import NounMerging, ThingMatch
from reformcli.merging.record import Record
from reformcli.model.change import Change
from reformcli.model.fields import FieldValue, FieldValues, Thing, value_in
from reformcli.model.matter import FINDING_BEFORE, Matter
from reformcli.model.noun import ref_of
from reformcli.model.refs import Ref
from reformcli.model.stage import Stage
from reformcli.model.states import DONE, PLANNED, REPORTED, STARTED, STATES
from reformcli.verbs.matters import from_source, with_limit

_BY_STAGES = ("state", "reported", "done", "dropped")
"""What follows from the stages of a matter."""


class MatterMerging(NounMerging):
    """Merges rows of matters."""

    def find(self, values: dict[str, FieldValue], record: Record) -> ThingMatch:
        """The matter that a row means; where a list names nobody, that of the unit visited. One that a list has further
        than its stages say stays as they do, which is doubted."""
        if record.office and not values.get("owner"):
            values = {**values, "owner": self._by_source(values).get("owner")}
        match = super().find(values, record)
        matter = match.thing
        if not record.office or not isinstance(matter, Matter) or matter.stage is None:
            return match
        state = value_in(values, "state", str)
        if state is not None and state != matter.state and list(STATES).index(state) > list(STATES).index(matter.state):
            self._shared.report.doubt(
                record,
                "state",
                _(
                    "The list has it {state}; its stages say {own}, which stays. Try `reform stage {ref}`.",
                    state=_(STATES[state]),
                    own=_(STATES[matter.state]),
                    ref=ref_of(matter),
                ),
            )
        return match._replace(values={key: value for key, value in match.values.items() if key not in _BY_STAGES})

    def new(self, values: dict[str, FieldValue], record: Record) -> Thing:
        """A new matter. Its kind and its first day are by its source, where the row has no columns for them.

        One that an office's list gives no time limit has that of the rules, from the day of its source, which is told.
        One that such a list has as done or reported goes by the process of what was there before: nobody knows through
        which stages it went.
        """
        first = {key: value for key, value in self._by_source(values).items() if key in ("kind", "opened")}
        matter = super().new({**first, **values}, record)
        assert isinstance(matter, Matter)
        if not record.office:
            return matter
        if (
            matter.state in (PLANNED, STARTED)
            and first.get("opened") is not None
            and not (matter.due or matter.due_said)
        ):
            matter, sentence = with_limit(matter, self._shared.ledger, self._shared.reader.today)
            self._shared.report.notes += [f"{record.place}: {sentence}"] if sentence else []
        process = FINDING_BEFORE if matter.state in (REPORTED, DONE) else matter.kind
        last = {REPORTED: "self-check" if matter.reported else None, DONE: "close" if matter.done else None}
        return replace(matter, process=process, stage=last.get(matter.state))

    def _by_source(self, values: FieldValues) -> dict[str, FieldValue]:
        source = values.get("source")
        return from_source(self._shared.find(source) if isinstance(source, Ref) else None, self._shared.find)

    def follow(
        self, thing: Thing, record: Record, reading: Reading | None, *, is_added: bool
    ) -> Iterator[Change[Thing]]:
        """The stages that a list has as days: when it was reported, when it was closed out."""
        assert isinstance(thing, Matter)
        if not record.office or not is_added or thing.stage is None:
            return
        for key, day in (("self-check", thing.reported), ("close", thing.done)):
            if day is not None and thing.opened is not None and day < thing.opened:
                what = _("{date} is before {opened}, when {ref} began.", date=day, ref=thing.title, opened=thing.opened)
                self._shared.report.doubt(record, key, what)
            if day is not None:
                self._shared.report.counts["stage"].added += 1
                yield Change(None, Stage(about=ref_of(thing), key=key, date=day))
