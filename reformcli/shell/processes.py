"""Processes at the command line: the rules by which a matter or an idea goes, its stages, who passes one of them."""

from datetime import date
from typing import NamedTuple

from reformcli.errors import NotPossible
from reformcli.i18n import _, in_every_language, joined
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.matter import Matter
from reformcli.model.noun import ref_of
from reformcli.model.owner import Owner
from reformcli.model.stage import STAGES, Stage
from reformcli.model.tree import parents_of
from reformcli.rulebook import StageRule
from reformcli.shell.run import Context
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.stages import (
    Passage,
    Staged,
    must_pass,
    process_of,
    record_through,
    stage_with_state,
    stage_words,
)


class Course(NamedTuple):
    """The course of a matter or an idea: the stages of its process, and those that it went through."""

    thing: Staged
    process: tuple[StageRule, ...]
    stages: list[Stage]


def course_of(context: Context, thing: Staged) -> Course:
    """The course of a thing, by the rules of the day on which it was opened."""
    process = process_of(context.ledger, thing, context.today)
    return Course(thing, process, list(context.ledger.find(Stage, about=ref_of(thing))))


def stage_called(course: Course, text: str) -> StageRule:
    """The stage of a process that `text` names, by key or as people say it. Raises NotPossible for another."""
    word = text.strip().lower()
    for rule in course.process:
        if word in (rule.key.lower(), *(said.lower() for said in in_every_language(STAGES.get(rule.key, rule.key)))):
            return rule
    raise NotPossible(
        _("{ref} has no stage {stage}.", ref=ref_of(course.thing), stage=text),
        hint=_("Its stages: {stages}.", stages=joined([stage_words(rule.key) for rule in course.process])),
    )


def passes(context: Context, course: Course, rule: StageRule, name: str | None) -> int | None:
    """The owner who passes a stage: the one named, or whom the rule means. Raises NotPossible where that cannot be."""
    owners = context.ledger.owners()
    book = OwnerBook(owners)
    by: Owner | None = None if name is None else book.get(name)
    office = context.settings["office.name"]
    own = book.find(office) if office else None
    return must_pass(rule, course.thing, by, parents_of(owners), None if own is None else own.number)


def finish_matter(
    context: Context, matter: Matter, state: str, on: date, *, by: str | None, evidence: str | None, whole: bool
) -> list[Change[Thing]] | None:
    """The changes by which a matter reaches a state by the stage that gives it; None where its process has none."""
    course = course_of(context, matter)
    key = stage_with_state(course.process, state)
    if key is None:
        return None
    rule = next(rule for rule in course.process if rule.key == key)
    passage = Passage(key, on, passes(context, course, rule, by), evidence)
    return record_through(
        matter,
        course.stages,
        course.process,
        passage,
        today=context.today,
        whole=whole,
        passes=lambda before: passes(context, course, before, None),
    )
