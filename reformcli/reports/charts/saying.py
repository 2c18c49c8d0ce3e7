"""What charts say of themselves."""

from reformcli.i18n import _, mark
from reformcli.model.scope import Scope

NAMES = {"progress": mark("Progress chart"), "works": mark("Works chart"), "duty": mark("Duty chart")}


def title(name: str, scope: Scope) -> str:
    """What the chart called `name` is of, and of which day."""
    if scope.plan:
        return _("{chart}, plan year {year}, {day}", chart=_(NAMES[name]), year=scope.plan, day=scope.today)
    return _("{chart}, all years, {day}", chart=_(NAMES[name]), day=scope.today)


def nothing(scope: Scope) -> str:
    """What is said where there is nothing to draw."""
    if scope.plan:
        return _("Nothing in plan year {year} fits; --plan names another year, --plan all every one.", year=scope.plan)
    return _("There is nothing that fits. `reform add` adds a project.")
