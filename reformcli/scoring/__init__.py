"""Scores: facts to lines to totals, by the rules of each day. Nothing here is ever stored.

A fact is a function of the ledger's records, and one line in `FACTS`; what rules can ask of it is declared beside the
rules, in `rulebook/score_facts`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from reformcli.model.mark import Mark
from reformcli.model.noun import ref_of
from reformcli.scoring.due_work import work_facts
from reformcli.scoring.fact import Fact
from reformcli.scoring.line import Correction
from reformcli.scoring.of_records import (
    event_facts,
    extension_facts,
    idea_facts,
    mark_facts,
    matter_facts,
    meeting_facts,
    order_facts,
)
from reformcli.scoring.periods import period_facts
from reformcli.scoring.receipts import lines_of
from reformcli.scoring.records import Records
from reformcli.scoring.submissions import submission_facts
from reformcli.scoring.totals import Score, score_of

if TYPE_CHECKING:
    from reformcli.model.ledger import Ledger
    from reformcli.scoring.reckoning import Reckoning

FACTS: Mapping[str, Callable[[Records], Iterator[Fact]]] = {
    "work": work_facts,
    "extension": extension_facts,
    "matter": matter_facts,
    "mark": mark_facts,
    "period": period_facts,
    "meeting": meeting_facts,
    "order": order_facts,
    "submission": submission_facts,
    "event": event_facts,
    "idea": idea_facts,
}
"""Every fact, by its key."""


def reckon(ledger: "Ledger", reckoning: "Reckoning") -> dict[int, Score]:
    """The score of every owner about whom there are facts, by its number."""
    records = Records(ledger, reckoning)
    facts: dict[int, list[Fact]] = defaultdict(list)
    for function in FACTS.values():
        for fact in function(records):
            facts[fact.owner].append(fact)
    corrections = _corrections(records)
    return {
        owner: score_of(owner, lines_of(about, reckoning), corrections.get(owner, {}), reckoning.own)
        for owner, about in sorted(facts.items())
    }


def _corrections(records: Records) -> dict[int, dict[str, Correction]]:
    """What puts lines of each owner right, by the line's name; of several corrections of one line the latest."""
    corrections: dict[int, dict[str, Correction]] = defaultdict(dict)
    for mark in sorted(records.ledger.find(Mark), key=lambda mark: (str(mark.date), mark.number)):
        if mark.against is not None and mark.points is not None and mark.date and mark.date <= records.reckoning.today:
            points, ref = Decimal(str(mark.points)), str(ref_of(mark))
            corrections[mark.owner][mark.against] = Correction(points, ref, str(mark.evidence or ""), mark.date)
    return corrections
