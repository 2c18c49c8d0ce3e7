"""What the reports on scores share: the year asked about, its reckoning, whom it ranks, the columns of sections."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from reformcli.errors import BadFile, BadValue, reason
from reformcli.i18n import _, joined, mark, plural, typed_words
from reformcli.model.ledger import Ledger
from reformcli.model.owner import Owner
from reformcli.model.tree import parents_of, within
from reformcli.reports.question import Question
from reformcli.rulebook import RuleHistory, must_be_sound
from reformcli.rulebook.readers import called
from reformcli.rulebook.score import MINUS, PLUS, ScoreRules
from reformcli.rulebook.score_reading import BANDS, SECTIONS_OF_SCORES
from reformcli.scoring.reckoning import Reckoning
from reformcli.table import Column, Shape

UNIT = "unit"
"""The kind of owners that are ranked."""

TOTAL = Column("total", mark("Total"), mark("The whole score."), Shape.NUMBER, places=1)
BAND = Column("band", mark("Band"), mark("The word for the total."), words=BANDS)


def reckoning_of(ledger: Ledger, question: Question) -> Reckoning:
    """The year that is asked about, as of the day asked about; the plan year unless another is."""
    return Reckoning(question.plan or question.scope.today.year, question.scope.today, RuleHistory(ledger))


def compared(ledger: Ledger, reckoning: Reckoning, text: str) -> Reckoning:
    """The same year by other rules: those of a file, or those loaded from a day on, as if they had always counted.

    Raises BadFile where there is no such file, BadRules for a file that is none.
    """
    try:
        return reckoning._replace(instead=reckoning.history.on(date.fromisoformat(text)))
    except ValueError:
        pass
    try:
        content = Path(text).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else _("it is no UTF-8")
        raise BadFile(
            _("This file cannot be read: {why}.", why=why), where=text, hint=_("Give a file with rules, or a date.")
        ) from None
    must_be_sound(content, text)
    return reckoning._replace(instead=RuleHistory(ledger, {reckoning.last: content}).on(reckoning.last))


def units(ledger: Ledger, question: Question) -> dict[int, Owner]:
    """The units that the filters leave, by number."""
    owners = ledger.owners()
    asked = question.scope.owner
    kept = None if asked is None else within(asked, parents_of(owners))
    return {one.number: one for one in owners if one.kind == UNIT and (kept is None or one.number in kept)}


def section_columns(rules: ScoreRules) -> tuple[Column, ...]:
    """A column for each section, and those of what is added and taken away."""
    return tuple(section_column(name, rules) for name in (*rules.sections, PLUS, MINUS))


def section_column(name: str, rules: ScoreRules) -> Column:
    """The column of one section: its word, or its own name where an office gave it one."""
    label = SECTIONS_OF_SCORES.get(name, name)
    meaning = mark("Points of the section; empty where it has no facts.")
    return Column(name, label, meaning, Shape.NUMBER, places=1)


def checked_section(name: str, rules: ScoreRules) -> str:
    """A section that was named. Raises BadValue for another."""
    labels = {key: SECTIONS_OF_SCORES.get(key, key) for key in (*rules.sections, PLUS, MINUS)}
    section = called(name, labels)
    if section is None:
        names = joined(typed_words(labels))
        raise BadValue(_("There is no section {name}.", name=name), hint=_("There are: {names}.", names=names))
    return section


def cell(points: Decimal | None) -> float | None:
    """Points as a cell."""
    return None if points is None else float(points)


def rules_note(reckoning: Reckoning) -> str:
    """By which rules, and as of which day, scores are."""
    first = max((day for day in reckoning.history.first_days if day <= reckoning.last), default=None)
    rules = _("rules of {date}", date=first) if first is not None else _("the rules that reform comes with")
    return _("{year}, as of {date}; {rules}.", year=reckoning.year, date=reckoning.today, rules=rules)


def without_number(count: int) -> str:
    """How many units there are without facts."""
    return plural("{n} unit has no facts.", "{n} units have no facts.", count)
