"""`reform restore`: put a backup in the ledger's place."""

from pathlib import Path
from typing import Annotated

import typer

from reformcli.errors import BadFile
from reformcli.i18n import _, mark, plural
from reformcli.shell.build import Spec
from reformcli.shell.options import WRITING
from reformcli.shell.run import Context
from reformcli.store.sqlite.backup import batches_lacking, restore


def run(context: Context, file: Annotated[str, typer.Argument(metavar="FILE", help=mark("The backup."))]) -> None:
    """Check the backup, keep what it replaces beside it, and put it in the ledger's place."""
    if not Path(file).exists():
        raise BadFile(_("There is no such file."), where=file)
    question = _("Replace the ledger {path} by {backup}? What it replaces is kept.", path=context.path, backup=file)
    if lacking := batches_lacking(Path(file), context.path):
        context.say(
            plural(
                "{n} batch of changes in the ledger is not in the backup; `reform history` lists them.",
                "{n} batches of changes in the ledger are not in the backup; `reform history` lists them.",
                lacking,
            )
        )
    if context.choices.dry_run:
        context.say(question)
        return
    if not context.ask(question, otherwise=_("Give --yes to replace it.")):
        context.say(_("Nothing was changed."))
        return
    kept = restore(Path(file), context.path, allow_network=context.settings["network_mounts"])
    context.answer(str(context.path))
    if kept is not None:
        context.say(_("The ledger that was there is kept as {path}.", path=kept))


SPEC = Spec(
    run,
    (
        ("reform restore ledger-2026-12-31.backup.db", mark("Go back to a backup, after a question.")),
        ("reform restore copy.db --db plan2026.db --yes", mark("For a ledger in another place, without a question.")),
    ),
    (WRITING,),
)
