"""Matters and ideas that stand otherwise than their stages say: a check tells of them, and no change may make one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from reformcli.errors import BadValue, Conflict, NotPossible
from reformcli.i18n import _, joined
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.idea import Idea
from reformcli.model.ledger import Ledger
from reformcli.model.matter import FINDING_BEFORE, Matter
from reformcli.model.noun import ref_of
from reformcli.model.refs import Ref
from reformcli.model.rules import RuleSet
from reformcli.model.stage import RESULTS, Stage
from reformcli.model.states import DROPPED, STARTED, STATES
from reformcli.rulebook import rules_on, spoilt, texts_of
from reformcli.verbs.stages import Staged, Standing, process_name, process_of, stage_words, standing

_FEW = 5
"""How many matters a refusal names."""


class Stray(NamedTuple):
    """A thing that stands otherwise than its stages say, and what they say."""

    thing: Staged
    by_stages: Standing

    def line(self) -> str:
        """Both, in a sentence."""
        return _(
            "{ref} is {state} after {stage}; by its stages it is {other_state} after {other_stage}.",
            ref=ref_of(self.thing),
            state=_(STATES[self.thing.state]),
            stage=stage_words(self.thing.stage) if self.thing.stage else "-",
            other_state=_(STATES[self.by_stages.state]),
            other_stage=stage_words(self.by_stages.stage) if self.by_stages.stage else "-",
        )


def strays(ledger: Ledger, texts: Mapping[date, str], today: date) -> Iterator[Stray]:
    """The matters and ideas of a ledger that stand otherwise than their stages say, by rules with these
    `texts`, each by its first day."""
    courses: dict[Ref, list[Stage]] = defaultdict(list)
    for stage in ledger.find(Stage):
        if stage.about is not None:
            courses[stage.about].append(stage)
    for things in (ledger.find(Matter), ledger.find(Idea)):
        yield from strays_among(things, courses, texts, today)


def strays_among(
    things: Iterable[Staged], courses: Mapping[Ref, Sequence[Stage]], texts: Mapping[date, str], today: date
) -> Iterator[Stray]:
    """Those of `things` that stand otherwise than their stages in `courses` say.

    One without stages may be in hand before its measures are there; a dropped one keeps its last stage. Of what was
    there before there were processes, or came with a list, days may be lacking: it may be further than its stages.
    """
    for thing in things:
        stages = courses.get(ref_of(thing), ())
        process = rules_on(texts, thing.opened or today).process.get(process_name(thing), ())
        by_stages = standing(thing, process, stages)
        states = {by_stages.state, DROPPED} | (set() if stages else {STARTED})
        stands = thing.state in states and thing.stage == by_stages.stage
        if not stands and not (thing.process in (None, FINDING_BEFORE) and _is_further(thing.state, by_stages.state)):
            yield Stray(thing, by_stages)


def _is_further(state: str, other: str) -> bool:
    order = list(STATES)
    return order.index(state) >= order.index(other)


def must_stand(ledger: Ledger, texts: Mapping[date, str], today: date) -> None:
    """Raise NotPossible where matters that stand as their stages say would stand otherwise if rules had these `texts`:
    a matter keeps the process that it began with."""
    before = texts_of(ledger)
    if all(rules_on(before, day).process == rules_on(texts, day).process for day in {*before, *texts}):
        return
    already = {ref_of(stray.thing) for stray in strays(ledger, before, today)}
    moved = (ref_of(stray.thing) for stray in strays(ledger, texts, today))
    refs = [str(ref) for ref in islice((ref for ref in moved if ref not in already), _FEW)]
    if refs:
        raise NotPossible(
            _(
                "A matter keeps the process that it began with; by these rules others would count: {refs}.",
                refs=joined(refs),
            ),
            hint=_("Let them count from a day after those matters were opened."),
        )


def must_stand_after(ledger: Ledger, changes: Iterable[Change[Thing]], today: date) -> None:
    """Raise NotPossible as `must_stand` does for the rules that `changes` leave; what they leave unreadable is not
    looked at."""
    before = texts_of(ledger)
    texts = dict(before)
    for change in changes:
        for rules, counts in ((change.before, False), (change.after, True)):
            if isinstance(rules, RuleSet) and rules.valid_from is not None:
                texts.pop(rules.valid_from, None)
                if counts:
                    texts[rules.valid_from] = rules.text
    if texts != before and not any(spoilt(before)) and not any(spoilt(texts)):
        must_stand(ledger, texts, today)


def must_be_the_last_stages(ledger: Ledger, changes: Iterable[Change[Thing]]) -> None:
    """Raise Conflict where changes take out or bring back a stage that later ones of the same matter stand on."""
    touched: dict[Ref, set[int]] = defaultdict(set)
    for change in changes:
        stage = change.thing
        if isinstance(stage, Stage) and stage.about is not None and None in change:
            touched[stage.about].add(stage.number)
    for ref, numbers in touched.items():
        stages = ledger.find(Stage, about=ref)
        later = [stage for stage in stages if stage.number > max(numbers)]
        if later:
            raise Conflict(
                _(
                    "{ref} has a later stage: {stage}, {result}, on {date}.",
                    ref=ref,
                    stage=stage_words(later[-1].key),
                    result=_(RESULTS[later[-1].result]),
                    date=later[-1].date,
                ),
                hint=_("Undo the later batch first: see `reform history {ref}`.", ref=ref),
            )


def must_fit_its_stages(ledger: Ledger, matter: Matter, today: date) -> None:
    """Raise BadValue where `matter`, as it is to be, would begin after one of its stages, NotPossible where it would
    stand otherwise than they say."""
    stages = list(ledger.find(Stage, about=ref_of(matter)))
    early = [stage for stage in stages if matter.opened and stage.date and stage.date < matter.opened]
    if early:
        raise BadValue(
            _(
                "{ref} cannot have begun on {date}: its stage {stage} is of {day}.",
                ref=ref_of(matter),
                date=matter.opened,
                stage=stage_words(early[0].key),
                day=early[0].date,
            )
        )
    if stages and standing(matter, process_of(ledger, matter, today), stages) != (matter.state, matter.stage):
        raise NotPossible(
            _("The state of {ref} follows from its stages.", ref=ref_of(matter)),
            hint=_("Try `reform stage`, `reform done`, `reform drop` or `reform reopen`."),
        )
