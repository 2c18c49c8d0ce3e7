"""Stages to come: which stage of a matter is next, who passes it, and by which day."""

from datetime import date
from typing import NamedTuple

from reformcli.model.days import shifted
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.noun import ref_of
from reformcli.model.stage import LOOK_BACK, Stage
from reformcli.model.states import DROPPED
from reformcli.rulebook import StageRule
from reformcli.rulebook.limits import limit_end
from reformcli.verbs.stages import look_back_due, next_stages, passed, process_of


class Coming(NamedTuple):
    """A stage that may come next, and the last day for it; None where its process sets none."""

    rule: StageRule
    due: date | None


def coming(ledger: Ledger, matter: Matter, today: date) -> list[Coming]:
    """The stages of a matter that may come next: the first required one, and optional ones before it; of one that is
    closed, its look-back. A stage's time counts from the one before it, or from the day on which the matter began."""
    if matter.state == DROPPED:
        return []
    process = process_of(ledger, matter, today)
    stages = list(ledger.find(Stage, about=ref_of(matter)))
    look_back = look_back_due(process, stages)
    latest = max((stage.date for stage in stages if stage.date), default=matter.opened)
    return [
        Coming(rule, look_back if rule.key == LOOK_BACK else latest and _due(ledger, rule, latest, today))
        for rule in next_stages(process, passed(process, stages))
    ]


def _due(ledger: Ledger, rule: StageRule, latest: date, today: date) -> date | None:
    """The last day of a stage that comes after `latest`."""
    if rule.after is not None:
        return shifted(latest, rule.after)
    if rule.within is None:
        return None
    return limit_end(ledger, rule.within, latest, today)
