"""Letters where a digit belongs: 2O26, l2月, 3O June. A scanner or a hasty hand wrote a date that does not exist."""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache

from reformcli.deadlines.combine import Cell
from reformcli.deadlines.items import Unreadable
from reformcli.i18n import _

_MEANT = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "S": "5", "Z": "2", "B": "8"}


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(
        r"(?<=\d)[OolI|](?![A-Za-z])(?!$)|(?<=\d)[OolI](?=$)|(?<![A-Za-z])[OolI|](?=\d{0,3}[\d年月日号])"
        r"|(?<=\d)[SZB](?=[\d年月日号])"
    )


def refuse_letters(text: str, read_again: Callable[[str], Cell]) -> None:
    """Raises `Unreadable` where a letter stands for a digit; what was meant is only a suggestion."""
    pattern = _letters()
    if pattern.search(text) is None:
        return
    meant = text
    for _again in range(3):
        if pattern.search(meant) is None:
            break
        meant = pattern.sub(lambda match: _MEANT[match[0]], meant)
    suggestion = None
    with suppress(Unreadable):
        suggestion = read_again(meant).items[-1].end
    raise Unreadable(_("a letter stands where a digit belongs"), suggestion)
