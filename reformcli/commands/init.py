"""`reform init`: make a ledger."""

from reformcli.i18n import _, mark
from reformcli.shell.build import Spec
from reformcli.shell.run import Context


def run(context: Context) -> None:
    """Make the ledger where there is none; one that is there stays as it is.

    What the locale says of dates is written into the rules of a new one: nothing else asks the locale.
    """
    is_new = context.make_ledger()
    context.answer(str(context.path))
    context.say(
        _("The ledger is ready. Next: `reform add TITLE --due …`, or `reform import LIST`.")
        if is_new
        else _("This ledger is there already.")
    )


SPEC = Spec(
    run,
    (
        ("reform init", mark("Make a ledger in your own folder.")),
        ("reform init --db plan2026.db", mark("Make one here; then `export REFORM_DB=plan2026.db`.")),
    ),
    (),
)
