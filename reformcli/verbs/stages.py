"""Stages: how matters and ideas go through their processes: what is passed, what comes next, what a return undoes."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from reformcli.errors import BadValue, NotPossible
from reformcli.i18n import _, joined
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.idea import PROCESS, Idea
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.noun import ref_of
from reformcli.model.stage import LOOK_BACK, PASSED, RETURNED, STAGES, Stage
from reformcli.model.states import DONE, DROPPED, OPEN_STATES, PLANNED, REPORTED, STARTED
from reformcli.rulebook import StageRule, in_force
from reformcli.verbs.ideas import tried
from reformcli.verbs.work import must_be_open

Process = Sequence[StageRule]
"""The stages of a process, in their order."""

Staged = Matter | Idea
"""What goes through a process."""


class Passage(NamedTuple):
    """A stage as it is to be recorded: which, on what day, by whom, with what to show for it."""

    key: str
    on: date
    by: int | None = None
    evidence: str | None = None
    document: str | None = None


def process_of(ledger: Ledger, thing: Staged, today: date) -> tuple[StageRule, ...]:
    """The process by which a thing goes, by the rules of the day on which it was opened; empty where it has none."""
    return in_force(ledger, thing.opened or today).process.get(process_name(thing), ())


def process_name(thing: Staged) -> str:
    """What the process of a thing is called in the rules."""
    return thing.process or (PROCESS if isinstance(thing, Idea) else thing.kind)


class Standing(NamedTuple):
    """The state of a thing and the last stage that it passed."""

    state: str
    stage: str | None


def standing(thing: Staged, process: Process, stages: Sequence[Stage]) -> Standing:
    """Where stages, in the order in which they were recorded, leave a thing: a matter that was sent back is in hand."""
    order = passed(process, stages)
    was_returned = bool(stages) and stages[-1].result == RETURNED and isinstance(thing, Matter)
    return Standing(STARTED if was_returned else state_of(process, order), order[-1] if order else None)


def passed(process: Process, stages: Iterable[Stage]) -> list[str]:
    """The stages that count as passed, of those in the order in which they were recorded: a return puts back all from
    the last stage of the owner on."""
    order: list[str] = []
    for stage in stages:
        if stage.result == PASSED:
            order.append(stage.key)
        else:
            order = _put_back(process, order)
    return order


def _put_back(process: Process, order: list[str]) -> list[str]:
    owners = {rule.key for rule in process if rule.by == "owner"}
    last = max((at for at, key in enumerate(order) if key in owners), default=0)
    return order[:last]


def state_of(process: Process, order: Sequence[str]) -> str:
    """The state that a thing has once the stages in `order` are passed: that of the last one that gives one."""
    states = {rule.key: rule.state for rule in process}
    for key in reversed(order):
        if states.get(key):
            return str(states[key])
    return STARTED if order else PLANNED


def next_stages(process: Process, order: Collection[str]) -> list[StageRule]:
    """The stages that come next: the first required one that is not passed, and optional ones before it."""
    following: list[StageRule] = []
    last = max((at for at, rule in enumerate(process) if rule.key in order), default=-1)
    for rule in process[last + 1 :]:
        if not rule.any:
            following.append(rule)
        if rule.is_needed:
            break
    return following


def look_back_due(process: Process, stages: Sequence[Stage]) -> date | None:
    """The day on which a look-back falls due: so many days after the stage that closed; None where none is due."""
    rule = next((one for one in process if one.key == LOOK_BACK), None)
    order = passed(process, stages)
    if rule is None or rule.after is None or LOOK_BACK in order or state_of(process, order) != DONE:
        return None
    closing = {one.key for one in process if one.state == DONE}
    days = [stage.date for stage in stages if stage.key in closing and stage.date]
    return max(days) + timedelta(days=rule.after) if days else None


def record(
    thing: Staged,
    stages: Sequence[Stage],
    process: Process,
    passage: Passage,
    *,
    result: str = PASSED,
    today: date,
) -> list[Change[Thing]]:
    """Record a stage of a matter or an idea, and the state that it brings about.

    Raises NotPossible for a stage of another process, one before which a required one is missing, one that is passed
    already, or a return where nothing can be sent back; BadValue for a day to come or before the thing was opened; and
    either for an idea that is not ready for it.
    """
    _must_not_be_dropped(thing)
    rule = _rule(thing, process, passage.key)
    order = passed(process, stages)
    _must_be_a_day(thing, stages, passage.on, today)
    if result == RETURNED and not passage.evidence:
        raise BadValue(_("A return needs what was lacking."), hint=_("Give it with --evidence."))
    if result == RETURNED and _put_back(process, order) == order:
        raise NotPossible(
            _("{ref} cannot be sent back: nothing of its owner's is passed.", ref=ref_of(thing)),
            hint=_("See `reform show {ref}`.", ref=ref_of(thing)),
        )
    if result == PASSED and rule.key in order:
        raise NotPossible(_("{ref} has passed {stage} already.", ref=ref_of(thing), stage=stage_words(rule.key)))
    if rule.any and thing.state not in OPEN_STATES:
        raise NotPossible(_("{ref} is closed: it cannot pass {stage}.", ref=ref_of(thing), stage=stage_words(rule.key)))
    if lacking := missing(process, order, rule.key):
        raise NotPossible(
            _("{ref} lacks {stages}.", ref=ref_of(thing), stages=joined([stage_words(key) for key in lacking])),
            hint=_("Record it with `reform stage {ref} {stage}`, or give --all.", ref=ref_of(thing), stage=lacking[0]),
        )
    return _recorded(thing, stages, process, [(passage, result)])


def record_through(
    thing: Staged,
    stages: Sequence[Stage],
    process: Process,
    passage: Passage,
    *,
    today: date,
    whole: bool,
    passes: Callable[[StageRule], int | None],
) -> list[Change[Thing]]:
    """Record a stage; with `whole`, all required ones before it that are missing too, on the same day, each by the
    owner whose number `passes` gives. Raises what it raises, and NotPossible as `record` does."""
    _must_not_be_dropped(thing)
    order = passed(process, stages)
    lacking = missing(process, order, passage.key) if whole else []
    if not lacking:
        return record(thing, stages, process, passage, today=today)
    _must_be_a_day(thing, stages, passage.on, today)
    passages = [(Passage(key, passage.on, passes(_rule(thing, process, key))), PASSED) for key in lacking]
    return _recorded(thing, stages, process, [*passages, (passage, PASSED)])


def stage_with_state(process: Process, state: str) -> str | None:
    """The key of the stage that gives a state; None where the process has none."""
    return next((rule.key for rule in process if rule.state == state), None)


def send_back(matter: Matter, stages: Sequence[Stage], process: Process, on: date, reason: str) -> list[Change[Thing]]:
    """Open a matter again that is closed, or reported: the stage after the last one passed is returned, which for one
    that is closed is its look-back. One that was dropped is again what its stages say.

    Raises NotPossible where it is open.
    """
    order = passed(process, stages)
    if matter.state == DROPPED:
        state = standing(matter, process, stages).state
        return [Change(matter, replace(matter, state=state, dropped=None, reason=reason))]
    if matter.state in (PLANNED, STARTED):
        raise NotPossible(_("{ref} is open.", ref=ref_of(matter)))
    if not order:
        return [Change(matter, replace(matter, state=STARTED, reported=None, done=None, reason=reason))]
    following = next_stages(process, order)
    _must_be_a_day(matter, stages, on, on)
    passage = Passage(following[-1].key if following else order[-1], on, evidence=reason)
    changes = _recorded(replace(matter, reason=reason), stages, process, [(passage, RETURNED)])
    return [Change(matter, changes[0].after), *changes[1:]]


def missing(process: Process, order: Collection[str], key: str) -> list[str]:
    """The required stages before `key` that are not passed; none before one that may come at any time."""
    at = next(at for at, rule in enumerate(process) if rule.key == key)
    before = () if process[at].any else process[:at]
    return [rule.key for rule in before if rule.is_needed and rule.key not in order]


def _rule(thing: Staged, process: Process, key: str) -> StageRule:
    for rule in process:
        if rule.key == key:
            return rule
    raise NotPossible(
        _("{ref} has no stage {stage}.", ref=ref_of(thing), stage=stage_words(key)),
        hint=_("Its stages: {stages}.", stages=joined([stage_words(rule.key) for rule in process])),
    )


def stage_words(key: str) -> str:
    """A stage as people say it; one of an office's own as the office says it."""
    return _(STAGES[key]) if key in STAGES else key


def _must_not_be_dropped(thing: Staged) -> None:
    if thing.state == DROPPED and isinstance(thing, Idea):
        raise NotPossible(
            _("{ref} was stopped on {date}.", ref=ref_of(thing), date=thing.dropped),
            hint=_("`reform undo` takes the stop back."),
        )
    if thing.state == DROPPED and isinstance(thing, Matter):
        must_be_open(thing)


def _must_be_a_day(thing: Staged, stages: Sequence[Stage], on: date, today: date) -> None:
    """Raise BadValue for a day to come, before the thing began, or before that of a stage that it went through."""
    if on > today:
        raise BadValue(_("{date} has not come yet.", date=on))
    if thing.opened is not None and on < thing.opened:
        raise BadValue(
            _("{date} is before {opened}, when {ref} began.", date=on, ref=ref_of(thing), opened=thing.opened)
        )
    latest = max((stage for stage in reversed(stages) if stage.date), key=lambda stage: str(stage.date), default=None)
    if latest is not None and latest.date is not None and on < latest.date:
        raise BadValue(
            _(
                "{date} is before {day}, the day of the stage {stage} of {ref}.",
                date=on,
                day=latest.date,
                stage=stage_words(latest.key),
                ref=ref_of(thing),
            ),
            hint=_("Stages follow each other by their days."),
        )


def _recorded(
    thing: Staged, stages: Sequence[Stage], process: Process, passages: Sequence[tuple[Passage, str]]
) -> list[Change[Thing]]:
    """The changes that record passages: the stages, and the thing as they leave it."""
    recorded = [*stages]
    after = thing
    for passage, result in passages:
        recorded.append(
            Stage(
                about=ref_of(thing),
                key=passage.key,
                date=passage.on,
                result=result,
                by=passage.by,
                evidence=passage.evidence,
                document=passage.document,
            )
        )
        after = _after(after, process, recorded, passage)
    changes: list[Change[Thing]] = [Change(None, stage) for stage in recorded[len(stages) :]]
    return [Change(thing, after), *changes] if after != thing else changes


def _after(thing: Staged, process: Process, stages: Sequence[Stage], passage: Passage) -> Staged:
    """A thing after the last of its stages, which `passage` recorded."""
    state, stage = standing(thing, process, stages)
    after = replace(thing, state=state, stage=stage)
    if stages[-1].result == RETURNED:
        return replace(after, reported=None, done=None)
    if isinstance(after, Idea):
        after = tried(after, state, passage.key, passage.on, passage.evidence)
    if state == REPORTED and thing.state != REPORTED:
        after = replace(after, reported=passage.on)
    if state == DONE and (thing.state in OPEN_STATES or thing.done is None):
        after = replace(after, done=passage.on)
    if state == DROPPED and thing.state in OPEN_STATES:
        after = replace(after, dropped=passage.on, reason=passage.evidence or thing.reason)
    return after
