"""`score show`: the receipt of one unit: every line with its day, its points and what shows it; they add up."""

from collections.abc import Iterator

from reformcli import columns
from reformcli.errors import BadValue
from reformcli.i18n import _, in_a_line, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.reports.question import Option, Question, Report
from reformcli.reports.scores.scored import UNIT, cell, reckoning_of, rules_note
from reformcli.rulebook.score_reading import BANDS, SECTIONS_OF_SCORES
from reformcli.scoring import reckon
from reformcli.scoring.line import ScoreLine
from reformcli.scoring.totals import Score, ranks, tenths
from reformcli.table import Code, Column, Row, Shape, Table
from reformcli.verbs.owners import OwnerBook

WORDS = {
    **SECTIONS_OF_SCORES,
    "total": mark("Total"),
    "maximum": mark("maximum"),
    "scale": mark("scaled"),
}
"""Words for sections, and for lines that come from no fact."""

COLUMNS = (
    columns.SECTION._replace(words=WORDS),
    Column("day", mark("Day"), mark("The day by whose rules it counts."), Shape.DATE),
    Column(
        "line",
        mark("Line"),
        mark("What it is called, RULE@REF: what `reform score appeal` takes."),
        words=WORDS,
    ),
    Column(
        "points", mark("Points"), mark("What it gives or takes: lines add up to the total."), Shape.NUMBER, places=1
    ),
    Column("before", mark("Before"), mark("Its points before it was corrected."), Shape.NUMBER, places=1),
    Column("evidence", mark("Evidence"), mark("What shows it, and which appeal corrected it."), main=True),
)


def receipt(ledger: Ledger, question: Question) -> Table:
    """The lines of a unit's score by section, and the total."""
    name = question.option("unit", str)
    if name is None:
        raise BadValue(_("Whose score is to be shown?"), hint=_("Name a unit: `reform score show UNIT`."))
    owner = OwnerBook(ledger.owners()).get(name)
    reckoning = reckoning_of(ledger, question)
    scores = reckon(ledger, reckoning)
    score = scores.get(owner.number)
    title = _("Score of {name}, {year}", name=owner.name, year=reckoning.year)
    empty = _("There are no facts about {name}: it has no number.", name=owner.name)
    if score is None:
        return Table("score_show", title, COLUMNS, (), notes=(empty, rules_note(reckoning)))
    rows = tuple(_rows(score))
    notes = (*_standing(ledger, score, scores), rules_note(reckoning), _contest(score))
    return Table(
        "score_show",
        title,
        COLUMNS,
        rows,
        section="section",
        notes=tuple(filter(None, notes)),
        empty=empty,
        titled=True,
    )


def _rows(score: Score) -> Iterator[Row]:
    for line in score.lines:
        yield _row(line)
    if score.total is not None:
        yield "total", None, Code("total"), cell(tenths(score.total)), None, _band(score)


def _row(line: ScoreLine) -> Row:
    evidence = line.evidence
    if line.correction is not None:
        words = _("corrected by {mark} after {appeal}", mark=line.correction.mark, appeal=line.correction.evidence)
        evidence = in_a_line(part for part in (evidence, words) if part)
    name = line.name if line.own else Code(line.name)
    before = None if line.before is None else float(line.before)
    return line.section or "total", line.day, name, float(line.points), before, evidence


def _band(score: Score) -> str:
    return "" if score.band is None else _(BANDS.get(score.band, score.band))


def _standing(ledger: Ledger, score: Score, scores: dict[int, Score]) -> Iterator[str]:
    """The rank of a unit in its class."""
    owners = {owner.number: owner for owner in ledger.owners() if owner.kind == UNIT}
    values = {one: value for one, each in scores.items() if one in owners and (value := each.value()) is not None}
    if score.owner not in values:
        return
    category = owners[score.owner].category
    place = ranks(values, {number: owner.category for number, owner in owners.items()})[score.owner]
    peers = sum(owners[one].category == category for one in values)
    yield _("Rank {rank} of {n}.", rank=place, n=peers)


def _contest(score: Score) -> str:
    """How a line is contested, where there is one that can be."""
    if not any(line.own for line in score.lines):
        return ""
    return _("To contest a line: `reform score appeal UNIT LINE --reason TEXT`.")


REPORT = Report(
    receipt,
    COLUMNS,
    (
        (mark("reform score show Transport"), mark("Every line of a unit's score, and the total.")),
        (mark("reform score show Transport --as-known 2026-07-05"), mark("As it was printed on that day.")),
    ),
    arguments=(Option("unit", FieldKind.TEXT, mark("The unit, by any of its names.")),),
    filters=("plan",),
)
