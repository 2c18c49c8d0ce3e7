"""Processes at the command line: the rules by which a matter or an idea goes, its stages, who passes one of them."""

from datetime import date
from typing import NamedTuple

from reformcli.errors import BadSetting, NotPossible
from reformcli.i18n import _, in_every_language, joined
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.matter import Matter
from reformcli.model.noun import ref_of
from reformcli.model.owner import Owner
from reformcli.model.stage import NOUN, STAGES, Stage
from reformcli.model.text import for_shell
from reformcli.model.tree import parents_of
from reformcli.rulebook import StageRule
from reformcli.shell.run import Context
from reformcli.shell.typed import entry
from reformcli.values import Means
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.passing import must_pass
from reformcli.verbs.stages import (
    Passage,
    Staged,
    passed,
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
    office = None if rule.by in ("owner", "raiser") else _office(context, book)
    return must_pass(rule, course.thing, by, parents_of(owners), office)


def _office(context: Context, book: OwnerBook) -> int | None:
    """The owner that the office itself is; None where the settings do not name it. Raises BadSetting where they name
    one that the ledger does not have."""
    name = context.settings["office.name"]
    if not name:
        return None
    own = book.find(name)
    if own is None:
        raise BadSetting(
            _("office.name is {name}, which is no owner of this ledger.", name=name),
            where=context.settings.explain("office.name").origin,
            hint=_("Add it with `reform owner add {name}`, or correct the setting.", name=for_shell(name)),
        )
    return own.number


def warn_if_early(context: Context, course: Course, on: date) -> None:
    """Warn where a stage is passed on a day on which one before it, such as a public notice, still lasts."""
    lasting = {rule.key: rule.lasts for rule in course.process if rule.lasts is not None}
    for stage in course.stages:
        if stage.key not in lasting or stage.date is None or stage.key not in passed(course.process, course.stages):
            continue
        end = entry(context).deadline(NOUN.fields["date"], lasting[stage.key], means=Means(stage.date)).end
        if end is not None and on < end:
            context.warn(
                _(
                    "{ref}: the stage {stage} lasts until {date}.",
                    ref=ref_of(course.thing),
                    stage=stage_words(stage.key),
                    date=end,
                )
            )


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
    warn_if_early(context, course, on)
    return record_through(
        matter,
        course.stages,
        course.process,
        passage,
        today=context.today,
        whole=whole,
        passes=lambda before: passes(context, course, before, None),
    )
