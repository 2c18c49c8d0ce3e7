"""`reform rules`: what the office decides, from a day on."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from reformcli.errors import BadFile, NotPossible, reason
from reformcli.i18n import _, mark, plural
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.rules import NOUN, RuleSet
from reformcli.reports.rules import rules_table
from reformcli.rulebook import Rulebook, RuleHistory, in_force, must_be_sound, rules_on, texts_of
from reformcli.rulebook.printing import differences, rules_text
from reformcli.shell.build import Spec
from reformcli.shell.noun_commands import Rules
from reformcli.shell.options import OUTPUT, WRITING
from reformcli.shell.run import Context
from reformcli.shell.typed import entry, on_day
from reformcli.shell.written import write
from reformcli.verbs.strays import must_stand, must_stand_after


class RuleSets(Rules[RuleSet]):
    """Sets of rules are taken out where no matter went by them."""

    def remove(self, things: Sequence[RuleSet]) -> list[Change[Thing]]:
        """Take sets out. Raises NotPossible where matters would stand otherwise by the rules that are left."""
        changes = super().remove(things)
        must_stand_after(self.context.ledger, changes, self.context.today)
        return changes


RULES = RuleSets


def show(
    context: Context,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=mark("The day on which they count; today unless given."))
    ] = None,
) -> None:
    """Show the rules that count on a day, as the file that `reform rules load` takes."""
    rules = in_force(context.ledger, on_day(context, on, "--on"))
    if context.choices.format or context.choices.output not in (None, "-"):
        context.show(rules_table(rules))
    else:
        context.answer(rules_text(rules).rstrip())


def load(
    context: Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=mark("File with the rules; - for stdin."))],
    valid_from: Annotated[
        str, typer.Option("--valid-from", metavar="DATE", help=mark("First day on which they count."))
    ],
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help=mark("Who decided them, under which number."))
    ] = None,
) -> None:
    """Let rules count from a day on; a part that they leave out stays as it was."""
    text = _text(file)
    ledger = context.writable
    first = on_day(context, valid_from, "--valid-from")
    if any(ledger.find(RuleSet, valid_from=first)):
        raise NotPossible(
            _("There are rules of {date} already.", date=first),
            hint=_("Take those out with `reform rules remove {date}`, or give another day.", date=first),
        )
    texts = texts_of(ledger)
    must_be_sound(text, file)
    must_stand(ledger, texts | {first: text}, context.today)
    before, after = in_force(ledger, first), rules_on(texts | {first: text}, first)
    reader = entry(context)
    name = reader.text(NOUN.fields["title"], title or Path(file).name) or file
    told = _told_of_scores(context, first, text, before, after)
    changes = [Change(None, RuleSet(valid_from=first, title=name, text=reader.text(NOUN.fields["text"], text) or ""))]
    write(context, "rules load", [*changes])
    changed = list(differences(before, after))
    for difference in changed:
        context.say(difference)
    if not changed:
        context.say(_("They say what the rules of before say."))
    if told:
        context.say(told)
    if first < context.today:
        context.say(_("They count from a day that is past: reports of days since {date} go by them.", date=first))


def _told_of_scores(context: Context, first: date, text: str, before: Rulebook, after: Rulebook) -> str:
    """What the rules of a text change in the scores of the year, in a sentence; nothing where they change none."""
    parts = [(one.score, one.submission, one.reporting, one.dates) for one in (before, after)]
    if parts[0] == parts[1] or first > context.today:
        return ""
    from reformcli.scoring import reckon
    from reformcli.scoring.reckoning import Reckoning
    from reformcli.scoring.totals import changed

    ledger, year = context.ledger, context.plan
    histories = (RuleHistory(ledger), RuleHistory(ledger, {first: text}))
    lines, points = changed(*(reckon(ledger, Reckoning(year, context.today, one)) for one in histories))
    earlier = max((day for day in histories[0].first_days if day <= first), default=None)
    facts = {"since": max(first, date(year, 1, 1)), "points": f"{points:+}"}
    changing = plural(
        "{n} score line since {since} changes, totals by {points} points in all.",
        "{n} score lines since {since} change, totals by {points} points in all.",
        lines,
        **facts,
    )
    return (
        changing if earlier is None else changing + " " + _("See `reform score rank --compare {date}`.", date=earlier)
    )


def _text(file: str) -> str:
    """The text of a file, or of stdin. Raises BadFile."""
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else _("it is no UTF-8")
        raise BadFile(_("This file cannot be read: {why}.", why=why), where=file) from None


SPECS = {
    "show": Spec(
        show,
        (
            ("reform rules show", mark("All of them; in a file, to change and load again.")),
            ("reform rules show --on 2026-01-01 --json", mark("Those of a day, for another program.")),
        ),
    ),
    "load": Spec(
        load,
        (
            ("reform rules load rules.toml --valid-from 2027-01-01", mark("They count from the new year on.")),
            ("reform rules load rules.toml --valid-from 2027-01-01 --dry-run", mark("What they would change.")),
        ),
        (OUTPUT, WRITING),
    ),
}
