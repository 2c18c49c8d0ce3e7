"""Visits: recording them, and correcting what was recorded."""

from datetime import date

from reformcli.errors import BadValue
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.fields import FieldValues, Thing
from reformcli.model.noun import build, changed
from reformcli.model.visit import Visit


def add_visit(values: FieldValues, today: date) -> list[Change[Thing]]:
    """Record a visit; today's where no date is given. Raises BadValue for one to come, or to nobody."""
    return [Change(None, _checked(build(Visit, {"date": today, **values}), today))]


def edit_visit(visit: Visit, values: FieldValues, today: date) -> list[Change[Thing]]:
    """Change fields of a visit. Raises BadValue where it would lie in the future, or have gone to nobody."""
    after = _checked(changed(visit, values), today)
    return [Change(visit, after)] if after != visit else []


def _checked(visit: Visit, today: date) -> Visit:
    if visit.date is None:
        raise BadValue(_("A visit needs its day."), hint=_("Give it with --date."))
    if visit.date > today:
        raise BadValue(_("A visit is recorded on its day or later, not before ({date}).", date=visit.date))
    if visit.owner is None and not visit.projects:
        raise BadValue(
            _("A visit goes to a unit, or to look at projects."), hint=_("Name the unit, or give --projects.")
        )
    return visit
