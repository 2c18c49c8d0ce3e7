"""`reform settings`: every setting, its value and where it comes from."""

from reformcli.i18n import _, mark
from reformcli.settings import SETTINGS, default_ledger
from reformcli.shell.build import Spec
from reformcli.shell.run import Context
from reformcli.table import Column, Table

COLUMNS = (
    Column("key", mark("Setting"), mark("Its name in the settings file.")),
    Column("value", mark("Value"), mark("The value in force.")),
    Column(
        "origin",
        mark("Origin"),
        mark("flag, a variable, the settings file, or default."),
        words={"flag": mark("flag"), "default": mark("default")},
    ),
    Column("variable", mark("Variable"), mark("Environment variable that sets it."), detail=True),
    Column("help", mark("Meaning"), mark("What it means."), main=True),
)


def run(context: Context) -> None:
    """List the settings."""
    rows = []
    for setting in SETTINGS:
        value, origin = context.settings.explain(setting.key)
        if setting.key == "db" and value is None:
            value = default_ledger(context.environ)
        shown = None if value is None else {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
        rows.append((setting.key, shown, origin, setting.variable, _(setting.help)))
    context.show(Table("settings", _("Settings"), COLUMNS, rows))
    context.say(_("The settings file is {path}; a line `due.days = 30` sets one.", path=context.settings.path))


SPEC = Spec(
    run,
    (
        ("reform settings", mark("What is set, and where.")),
        ("REFORM_DUE_DAYS=30 reform due", mark("A setting for one command.")),
    ),
)
