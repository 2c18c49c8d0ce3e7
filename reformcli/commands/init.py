"""`reform init`: make a ledger."""

from reformcli.commands.rules import proposed
from reformcli.i18n import _, mark
from reformcli.model.change import Change
from reformcli.shell.build import Spec
from reformcli.shell.run import Context


def run(context: Context) -> None:
    """Make the ledger where there is none; one that is there stays as it is.

    What the locale says of dates is written into the rules of a new one: nothing else asks the locale.
    """
    existed = context.path.exists()
    context.make_ledger()
    rules = None if existed else proposed(context.environ)
    if rules is not None:
        context.apply("init", [Change(None, rules)])
    context.answer(str(context.path))
    context.say(
        _("This ledger is there already.") if existed else _("The ledger is ready. Next: `reform add TITLE --due …`.")
    )
    if rules is not None:
        country = context.rules.dates.country
        context.say(_("Dates are read as in {country}; `reform rules show` has all the rules.", country=country))


SPEC = Spec(
    run,
    (
        ("reform init", mark("Make a ledger in your own folder.")),
        ("reform init --db plan2026.db", mark("Make one here; then `export REFORM_DB=plan2026.db`.")),
    ),
    (),
)
