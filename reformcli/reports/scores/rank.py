"""`score rank`: units by their scores, class by class, or groups by those of the units that they lead."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from reformcli import columns
from reformcli.i18n import _, mark, plural
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import fields_of
from reformcli.model.ledger import Ledger
from reformcli.model.owner import Owner
from reformcli.reports.answering import NONE
from reformcli.reports.question import Option, Question, Report
from reformcli.reports.scores.groups import groups
from reformcli.reports.scores.scored import (
    BAND,
    TOTAL,
    cell,
    checked_section,
    compared,
    reckoning_of,
    rules_note,
    section_column,
    section_columns,
    units,
    without_number,
)
from reformcli.rulebook import rulebook
from reformcli.rulebook.score import ScoreRules
from reformcli.scoring import reckon
from reformcli.scoring.totals import Score, ranks
from reformcli.table import Column, Row, Shape, Table

CLASS = columns.of_field(fields_of(Owner)["category"])
RANK = Column("rank", mark("Rank"), mark("Rank within the class; units with equal points share it."), Shape.NUMBER)
NAME = Column("unit", mark("Unit"), mark("Unit that is scored."), main=True)
THERE = Column("compared", mark("Compared"), mark("The same by the other rules."), Shape.NUMBER, places=1)
CHANGE = Column("change", mark("Difference"), mark("How much more the other rules give."), Shape.NUMBER, places=1)
RANK_THERE = Column("compared_rank", mark("Compared rank"), mark("Rank by the other rules."), Shape.NUMBER)

BY = {"unit": mark("unit"), "group": mark("group")}


def rank(ledger: Ledger, question: Question) -> Table:
    """One row for each unit that has a number, by class and rank."""
    if question.option("by", str) == "group":
        return groups(ledger, question)
    reckoning = reckoning_of(ledger, question)
    rules, owners = reckoning.own, units(ledger, question)
    scores = {owner: score for owner, score in reckon(ledger, reckoning).items() if owner in owners}
    section = question.option("section", str)
    section = None if section is None else checked_section(section, rules)
    values = _values(scores, section)
    classes = {number: owner.category for number, owner in owners.items()}
    places = ranks(values, classes)
    order = sorted(values, key=lambda unit: (_class(classes[unit]), places[unit], owners[unit].name))
    has_classes = any(classes[one] for one in order)
    shown = _columns(rules, section, compares="compare" in question.options, has_classes=has_classes)
    others = None
    if (other := question.option("compare", str)) is not None:
        others = reckon(ledger, compared(ledger, reckoning, other))
    there = {} if others is None else _values({one: others[one] for one in values if one in others}, section)
    places_there = ranks(there, classes)
    rows = tuple(
        _row(shown, owners[one], scores[one], places[one], values[one], there.get(one), places_there.get(one))
        for one in order
    )
    notes = (rules_note(reckoning), *_left_out(owners, scores, values))
    title = _("Scores of {year}", year=reckoning.year)
    empty = _("No unit has facts that score.")
    return Table("score_rank", title, shown, rows, section="category", notes=notes, empty=empty)


def _values(scores: Mapping[int, Score], section: str | None) -> dict[int, Decimal]:
    """What units are ranked by, of those that have a number."""
    return {owner: value for owner, score in scores.items() if (value := score.value(section)) is not None}


def _class(category: str | None) -> tuple[bool, str]:
    """Classes in the order of their names, units of no class last."""
    return category is None, category or ""


def _columns(rules: ScoreRules, section: str | None, *, compares: bool, has_classes: bool = True) -> tuple[Column, ...]:
    """The columns of a rank; units of no class stand under a heading of their own only beside others."""
    own = (section_column(section, rules),) if section else (*section_columns(rules), TOTAL, BAND)
    return (
        CLASS._replace(blank=NONE if has_classes else ""),
        RANK,
        NAME,
        *own,
        *((THERE, CHANGE, RANK_THERE) if compares else ()),
    )


def _row(
    shown: Iterable[Column],
    owner: Owner,
    score: Score,
    place: int,
    value: Decimal,
    there: Decimal | None,
    place_there: int | None,
) -> Row:
    cells = {
        "category": owner.category,
        "rank": place,
        "unit": owner.name,
        **{section: cell(score.value(section)) for section in (*score.sections, "plus", "minus")},
        "total": cell(score.value()),
        "band": score.band,
        "compared": cell(there),
        "change": None if there is None else cell(there - value),
        "compared_rank": place_there,
    }
    return tuple(cells[column.key] for column in shown)


def _left_out(owners: Mapping[int, Owner], scores: Mapping[int, Score], values: Mapping[int, Decimal]) -> Iterator[str]:
    """How many units have no facts, or none that a section counts."""
    if silent := len(owners) - len(scores):
        yield without_number(silent)
    if odd := len(scores) - len(values):
        yield plural(
            "{n} unit has facts, but none in a section, and no number.",
            "{n} units have facts, but none in a section, and no number.",
            odd,
        )


COLUMNS = (*_columns(rulebook().score, None, compares=True),)

REPORT = Report(
    rank,
    COLUMNS,
    (
        ("reform score rank", mark("Units of each class, the best first.")),
        ("reform score rank --compare rules.toml", mark("Beside them, what the rules of a file would make of it.")),
    ),
    (
        Option("by", FieldKind.CHOICE, mark("Units, or groups by the mean of the units that they work with."), BY),
        Option("section", FieldKind.TEXT, mark("Rank by one section alone: time, rectify, group, report.")),
        Option("compare", FieldKind.TEXT, mark("Rules to compare with: a file, or the first day of loaded ones.")),
    ),
    filters=("plan", "owner"),
)
