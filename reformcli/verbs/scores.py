"""Judgements that score, appeals against lines of scores, and corrections after an appeal was decided."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from reformcli.errors import BadValue, NotFound, NotPossible
from reformcli.i18n import _, joined, mark, typed_words
from reformcli.model.change import Change
from reformcli.model.fields import FieldValues, Thing
from reformcli.model.mark import Mark
from reformcli.model.matter import APPEAL, Matter
from reformcli.model.noun import build, ref_of
from reformcli.model.owner import Owner
from reformcli.model.refs import Ref
from reformcli.model.states import DONE, DROPPED
from reformcli.model.text import for_shell
from reformcli.rulebook.readers import called
from reformcli.rulebook.score import PLUS, ScoreRule, ScoreRules
from reformcli.scoring.line import ScoreLine
from reformcli.scoring.totals import Score

VIEW, PRAISE, CRITICISM = "view", "praise", "criticism"

JUDGEMENTS = {VIEW: mark("view"), PRAISE: mark("praise"), CRITICISM: mark("criticism")}
"""The judgements of the default rules, as people say them; an office may have others, which are said as they are."""


def rule_called(word: str, rules: ScoreRules) -> ScoreRule:
    """The rule by which marks are given that a word means, its key or as people say it. Raises NotPossible for
    another."""
    key = called(word, JUDGEMENTS) or word.strip()
    rule = rules.rules.get(key)
    if rule is not None and rule.fact == "mark":
        return rule
    given = [one.key for one in rules.rules.values() if one.fact == "mark"]
    ours = joined(typed_words({key: JUDGEMENTS.get(key, key) for key in given}))
    if rule is not None:
        raise NotPossible(
            _("{rule} is computed from the ledger, it is not for anybody to give.", rule=key),
            hint=_("Marks are given by: {rules}.", rules=ours),
        )
    raise NotPossible(_("There is no rule {rule}.", rule=key), hint=_("Marks are given by: {rules}.", rules=ours))


def add_mark(
    values: FieldValues, rule: ScoreRule, rules: ScoreRules, unit: Owner, author: Owner | None, today: date
) -> list[Change[Thing]]:
    """Record a judgement of a unit by a rule. Raises what `checked_mark` does."""
    judged = build(Mark, {"date": today, **values, "rule": rule.key})
    return [Change(None, checked_mark(judged, rule, rules, unit, author, today))]


def checked_mark(
    judged: Mark,
    rule: ScoreRule,
    rules: ScoreRules,
    unit: Owner,
    author: Owner | None,
    today: date,
    *,
    is_listed: bool = False,
) -> Mark:
    """`judged`, a mark of a unit by a rule; one that `is_listed` has what shows it in its list.

    Raises BadValue for a day to come, points that the rule gives itself or beyond the section, a view that is no
    group's, or praise and criticism without a reason and evidence; NotPossible for what is no unit.
    """
    if unit.kind != "unit":
        raise NotPossible(_("{name} is no unit, and only units have scores.", name=unit.name))
    if judged.date is None or judged.date > today:
        raise BadValue(_("{date} has not come yet.", date=judged.date or "-"), hint=_("Give the day of the judgement."))
    if rule.is_view:
        most = rules.most(rule.section)
        if author is None or author.kind != "group":
            raise BadValue(_("A view is a group's."), hint=_("Name the group with --by."))
        if judged.points is None or not 0 <= Decimal(str(judged.points)) <= most:
            raise BadValue(_("A view is a number from 0 to {most}.", most=most), hint=_("Give it with --points."))
        return judged
    if judged.points is not None:
        raise BadValue(
            _("The rule {rule} says how many points it gives.", rule=rule.key), hint=_("Leave out --points.")
        )
    if not judged.reason or (judged.evidence is None and not is_listed):
        raise BadValue(
            _("Praise and criticism need a reason and what shows it."),
            hint=_("Give --reason, and the meeting with --evidence M4.2."),
        )
    return judged


def line_called(name: str, unit: Owner, scores: Mapping[int, Score], names: Mapping[int, str]) -> ScoreLine:
    """The line of a unit's score that has a name. Raises NotFound, telling whose line it is where another unit has
    it."""
    line = own_line(scores.get(unit.number), name)
    if line is not None:
        return line
    others = [names[owner] for owner, score in scores.items() if own_line(score, name) is not None]
    if others:
        what = _("{line} is a line of {others}, not of {name}.", line=name, others=joined(others), name=unit.name)
    else:
        what = _("{name} has no line {line}.", name=unit.name, line=name)
    raise NotFound(what, hint=_("See `reform score show {name}`.", name=for_shell(unit.name)))


def own_line(score: Score | None, name: str) -> ScoreLine | None:
    """The line of a score that has a name and comes from a fact; None where it has none."""
    return next((line for line in score.lines if line.own and line.name == name), None) if score else None


def appeal(
    line: ScoreLine, unit: Owner, reason: str, matters: Iterable[Matter], office: int | None, today: date
) -> list[Change[Thing]]:
    """Contest a line of a unit's score, by a matter that the office decides.

    Raises NotPossible where the unit has contested that line of that day already, BadValue without a reason.
    """
    if not reason.strip():
        raise BadValue(_("An appeal needs a reason."), hint=_("Give --reason."))
    for earlier in matters:
        again = earlier.kind == APPEAL and earlier.against == line.name and earlier.raised_by == unit.number
        if again and earlier.state != DROPPED and (earlier.opened is None or earlier.opened >= (line.day or today)):
            raise NotPossible(
                _("{name} has contested {line} already: {ref}.", name=unit.name, line=line.name, ref=ref_of(earlier)),
                hint=_("See `reform show {ref}`.", ref=ref_of(earlier)),
            )
    title = _("Appeal of {name} against {line}", name=unit.name, line=line.name)
    matter = Matter(
        kind=APPEAL,
        title=title,
        detail=reason,
        owner=office,
        raised_by=unit.number,
        opened=today,
        process=APPEAL,
        against=line.name,
    )
    return [Change(None, matter)]


class Decided(NamedTuple):
    """An appeal that was decided: the matter, the unit that raised it, the name of the line."""

    matter: Matter
    unit: int
    against: str


def must_be_decided(matter: Matter, marks: Iterable[Mark]) -> Decided:
    """An appeal, which must be decided and not acted upon yet. Raises NotPossible."""
    ref = ref_of(matter)
    if matter.kind != APPEAL or matter.against is None or matter.raised_by is None:
        raise NotPossible(_("{ref} is no appeal against a score line.", ref=ref))
    if matter.state == DROPPED:
        raise NotPossible(_("{ref} was struck off: nothing follows from it.", ref=ref))
    if matter.state != DONE:
        raise NotPossible(
            _("{ref} is not decided yet.", ref=ref), hint=_("Record it with `reform stage {ref} decide`.", ref=ref)
        )
    for earlier in marks:
        if earlier.against is not None and earlier.evidence == ref:
            raise NotPossible(
                _(
                    "{line} was corrected after {ref} already: {mark}.",
                    line=earlier.against,
                    ref=ref,
                    mark=ref_of(earlier),
                ),
                hint=_("`reform undo` takes the correction back."),
            )
    return Decided(matter, matter.raised_by, matter.against)


def correct(
    decided: Decided,
    line: ScoreLine,
    points: Decimal,
    reason: str | None,
    rules: ScoreRules,
    author: int | None,
    today: date,
) -> list[Change[Thing]]:
    """Replace the points of one line after an appeal. Raises BadValue for points that its section cannot have."""
    key = line.name.partition("@")[0]
    rule = rules.rules.get(key)
    most = rules.most(line.section) if rule is not None and rule.is_view else None
    if most is not None and not 0 <= points <= most:
        raise BadValue(_("A view is a number from 0 to {most}.", most=most), hint=_("Give it with --points."))
    if most is None and (points < 0 if line.section == PLUS else points > 0):
        raise BadValue(
            _("{line} cannot have {points} points.", line=line.name, points=points),
            hint=_("Lines of plus are 0 or more, all others 0 or less."),
        )
    corrected = Mark(
        rule=key,
        owner=decided.unit,
        date=today,
        points=float(points),
        evidence=Ref("matter", decided.matter.number),
        reason=reason or decided.matter.detail,
        author=author,
        against=line.name,
    )
    return [Change(None, corrected)]
