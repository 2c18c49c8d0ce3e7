"""Matters that a form reports: a report goes through the process, as the stage that gives the state reported."""

from datetime import date

from reformcli.errors import NotPossible
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.fields import FieldValues, Thing, value_in
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.noun import ref_of
from reformcli.model.stage import RETURNED, Stage
from reformcli.model.states import OPEN_STATES, REPORTED
from reformcli.model.tree import parents_of
from reformcli.verbs.passing import must_pass
from reformcli.verbs.stages import (
    Passage,
    missing,
    passed,
    process_of,
    record,
    record_through,
    stage_with_state,
)
from reformcli.verbs.work import already


def by_stages(
    ledger: Ledger, matter: Matter, values: FieldValues, owner: str, today: date
) -> list[Change[Thing]] | None:
    """The changes by which the owner with the uid `owner` reports a matter, with the stages of its own that come before
    it, or takes its report back by returning that stage; None where no stage says so much.

    Raises BadValue or NotPossible where the process does not allow it.
    """
    process = process_of(ledger, matter, today)
    rules = {rule.key: rule for rule in process}
    key = stage_with_state(process, REPORTED)
    if key is None:
        return None
    if matter.state not in OPEN_STATES:
        raise NotPossible(already(matter))
    stages = list(ledger.find(Stage, about=ref_of(matter)))
    order = passed(process, stages)
    if values["state"] != REPORTED and not order:
        return None
    if values["state"] != REPORTED and key not in order:
        raise NotPossible(_("The state of {ref} follows from its stages.", ref=ref_of(matter)))
    owners = ledger.owners()
    reporter = next(one for one in owners if one.uid == owner)
    by = must_pass(rules[key], matter, reporter, parents_of(owners), None)
    if values["state"] != REPORTED:
        passage = Passage(key, today, by, _("the report is taken back"))
        return record(matter, stages, process, passage, result=RETURNED, today=today)
    passage = Passage(key, value_in(values, "reported", date) or today, by)
    whole = all(rules[one].by == "owner" for one in missing(process, order, key))
    return record_through(matter, stages, process, passage, today=today, whole=whole, passes=lambda _rule: by)
