"""What steps depend on, and where that breaks their dates."""

from collections.abc import Iterable, Mapping, Sequence

from reformcli.i18n import _
from reformcli.model.milestone import Milestone
from reformcli.model.noun import ref_of
from reformcli.model.refs import Ref
from reformcli.model.states import DONE
from reformcli.model.work import Work

Needed = Mapping[Ref, Sequence[Ref]]
"""Refs of the steps that each step depends on, by its ref."""

Problems = Mapping[Ref, Sequence[str]]
"""What is wrong with each step's dependencies, in sentences, by its ref."""


def refs_of(steps: Iterable[Milestone]) -> Needed:
    """What each step depends on."""
    return {ref_of(step): step.depends_on for step in steps}


def broken(asked: Iterable[Ref], steps: Mapping[Ref, Work], needed: Needed) -> Problems:
    """Where a step begins or is due before what it depends on is due, was done before it, or cannot follow it at all.

    A step may begin on the day on which the one before it is due. `asked` are the refs of the steps to look at; `steps`
    holds them and what they need, by ref, those struck off left out; `needed` tells of every step.
    """
    problems: dict[Ref, list[str]] = {}
    for ref in asked:
        sentences = [_broken(steps[ref], steps.get(name), name) for name in needed[ref]]
        sentences += [_("depends on itself, through others or directly")] if ref in _reached(needed, ref) else []
        if told := [sentence for sentence in sentences if sentence is not None]:
            problems[ref] = told
    return problems


def _broken(step: Work, first: Work | None, name: Ref) -> str | None:
    if first is None:
        return _("{ref} is not there or struck off", ref=name)
    if step.state == DONE and first.is_open:
        return _("done before {ref}", ref=name)
    if step.done and first.done and step.done < first.done:
        return _("done on {day}, before {ref} on {other}", day=step.done, ref=name, other=first.done)
    if step.is_open and first.is_open and first.due is not None:
        if step.start is not None and step.start < first.due:
            return _("begins on {day}, before {ref} is due on {other}", day=step.start, ref=name, other=first.due)
        if step.due is not None and step.due < first.due:
            return _("due on {day}, before {ref} on {other}", day=step.due, ref=name, other=first.due)
    return None


def _reached(needed: Needed, ref: Ref) -> set[Ref]:
    """What a step needs, and what that needs, and so on."""
    reached: set[Ref] = set()
    ahead = [*needed[ref]]
    while ahead:
        one = ahead.pop()
        if one not in reached:
            reached.add(one)
            ahead += needed.get(one, ())
    return reached
