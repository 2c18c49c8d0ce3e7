"""Supervision: visits, what they found, and the steps until a finding is closed out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from reformcli.errors import BadValue, NotPossible
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.finding import Finding
from reformcli.model.states import CLOSED, FIXED, OPEN
from reformcli.model.visit import Visit


def add_visit(values: Mapping[str, Any], today: date) -> list[Change]:
    """Record a visit; today's where no date is given. A visit cannot lie in the future."""
    visit = Visit(**{"date": today, **values})
    if visit.date is None or visit.date > today:
        raise BadValue(_("A visit is recorded on its day or later, not before ({date}).", date=visit.date))
    if visit.owner is None and not visit.projects:
        raise BadValue(
            _("A visit goes to a unit, or to look at projects."), hint=_("Name the unit, or give --projects.")
        )
    return [Change("visit", None, visit)]


def add_finding(values: Mapping[str, Any], visit: Visit | None, relapse_of: Finding | None) -> list[Change]:
    """Record a finding, by default against the unit and the only project of its visit.

    A relapse is linked to a finding that was closed.
    """
    known: dict[str, Any] = {}
    if visit is not None:
        known = {"visit": visit.number, "owner": visit.owner}
        if len(visit.projects) == 1:
            known["project"] = visit.projects[0]
    if relapse_of is not None and relapse_of.state != CLOSED:
        raise NotPossible(
            _("F{number} is not closed, so nothing has come back.", number=relapse_of.number),
            hint=_("Leave out --relapse-of."),
        )
    finding = Finding(**(known | dict(values)))
    if not finding.problem.strip():
        raise BadValue(_("The problem cannot be empty."), hint=_("Say what is wrong."))
    return [Change("finding", None, finding)]


def fix(finding: Finding, on: date, today: date, evidence: str | None) -> list[Change]:
    """Note that the unit reports the finding put right."""
    _not_in_the_future(on, today)
    if finding.state != OPEN:
        raise NotPossible(_("F{number} is not open.", number=finding.number))
    after = replace(finding, state=FIXED, fixed=on, fixed_evidence=evidence or finding.fixed_evidence)
    return [Change("finding", finding, after)]


def close(finding: Finding, on: date, today: date, evidence: str | None) -> list[Change]:
    """Close a finding out, which the office does once it has seen that it is put right."""
    _not_in_the_future(on, today)
    if finding.state == CLOSED:
        raise NotPossible(_("F{number} is closed already.", number=finding.number))
    after = replace(finding, state=CLOSED, fixed=finding.fixed or on, closed=on, closed_evidence=evidence)
    return [Change("finding", finding, after)]


def look_back(finding: Finding, on: date, today: date) -> list[Change]:
    """Note that a closed finding was checked once more and has not come back."""
    _not_in_the_future(on, today)
    if finding.state != CLOSED:
        raise NotPossible(
            _("F{number} is not closed yet.", number=finding.number),
            hint=_("Close it with `reform finding close F{number}`.", number=finding.number),
        )
    return [Change("finding", finding, replace(finding, looked_back=on))]


def _not_in_the_future(on: date, today: date) -> None:
    if on > today:
        raise BadValue(_("{date} has not come yet.", date=on))
