"""The part [submission] of the rules: its keys, and how its tables are read, with every fault at its place."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from reformcli.i18n import _, mark
from reformcli.model.adoption import LEVELS
from reformcli.model.owner import CATEGORIES
from reformcli.rulebook.readers import Placed, called, text, whole, word, words_for
from reformcli.rulebook.sections import LABELS, Key, Section
from reformcli.rulebook.submission import ADD, HIGHEST

_MOST = 10_000

T = TypeVar("T")


def amount(most: int) -> Callable[[object], Decimal]:
    """A number from 0 to `most`, exactly as it is written."""

    def read(value: object) -> Decimal:
        number = Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None
        if number is None or not number.is_finite() or not 0 <= number <= most:
            raise ValueError(_("a number from 0 to {most}", most=most))
        return number

    return read


def table(words: Mapping[str, str], each: Callable[[object], T], *, own: bool = False) -> Callable[[object], object]:
    """A table with a value for each of some words, read by `each`; with `own` also for an office's own words."""

    def read(value: object) -> dict[str, T]:
        entries = value.items() if isinstance(value, dict) else ()
        if not entries:
            raise ValueError(_("a table, such as {example}", example="{" + f"{next(iter(words))}=5" + "}"))
        values: dict[str, T] = {}
        faults = []
        for name, content in entries:
            key = called(name, words) or (text(name) if own else None)
            if key is None:
                faults.append((f".{name}", _("there is no such key; there are: {names}", names=words_for(words))))
            elif key in values:
                faults.append((f".{name}", _("it is given twice")))
            else:
                try:
                    values[key] = each(content)
                except ValueError as allowed:
                    faults.append((f".{name}", _("it takes {allowed}", allowed=allowed)))
        if faults:
            raise Placed(faults)
        return values

    return read


SUBMISSION = Section(
    LABELS["submission"],
    mark("Points for what is sent up and adopted, targets, and what is missed."),
    {
        "points": Key(mark("points"), table(LEVELS, amount(_MOST)), mark("Points for being printed, by level.")),
        "instruction": Key(
            mark("instruction"), table(LEVELS, amount(_MOST)), mark("Points for a leader's instruction, by level.")
        ),
        "sent_on": Key(
            mark("sent on"),
            table(LEVELS, amount(_MOST)),
            mark("Points for being sent on, by level; those for being printed unless given."),
        ),
        "study": Key(mark("study"), amount(100), mark("By how much the points for a study are multiplied.")),
        "shared": Key(
            mark("shared"), amount(1), mark("Part of the points that each has of what several owners wrote, up to 1.")
        ),
        "several": Key(
            mark("several"),
            word({ADD: mark("add"), HIGHEST: mark("highest")}),
            mark("Whether several adoptions of one submission add up, or the highest counts."),
        ),
        "targets": Key(
            mark("targets"),
            table(CATEGORIES, whole(0, _MOST), own=True),
            mark("Submissions that a unit should send in a year, by its class."),
        ),
        "commissioned_missed": Key(
            mark("commissioned missed"),
            whole(1, 1000),
            mark("How many commissioned submissions missed in a year leave a unit without points."),
        ),
    },
    needed=("points",),
)
