"""English phrases without a date: standing, vague and immediate work, events, and what is no time limit at all."""

import re
from datetime import date
from functools import cache

from reformcli.deadlines.items import Item, Unreadable
from reformcli.deadlines.reading import Kind
from reformcli.i18n import _

_MISSING = (
    r"(?:tb[cdan]|to be (?:confirmed|determined|decided|agreed|announced|advised)|n/?a|n\.a\.|none|null|nil|nan|nat"
    r"|not applicable|not (?:set|known|given|decided)|unknown|undetermined|pending|unset|no (?:date|deadline)"
    r"|see (?:above|below|notes?|annex.{0,20}|attach.{0,20})|as above|same as above|same|ditto|do\.|blank|empty"
    r"|deadline|due(?: date)?|date|x+|y|yes|no|#[a-z0-9/!?]+)"
)
_STATUS = (
    r"(?:(?:already|now|all|fully|partly|nearly|almost|not yet|being|under|still|currently) )*"
    r"(?:done|complete[d]?|finished|closed|delivered|achieved|in (?:progress|hand|train)|under ?way|started|not started"
    r"|on track|off track|on hold|overdue|late|delayed|behind(?: schedule)?|ahead of (?:time|schedule)|cancelled"
    r"|canceled|suspended|stopped|withdrawn|implemented|resolved|open|wip)"
    r"(?: (?:early|late|on time|ahead of (?:time|schedule)|already))?"
)
_STANDING = (
    r"\b(?:ongoing|on-going|continuous(?:ly)?|continuing|standing|rolling|business as usual|bau|long[- ]term"
    r"|permanent(?:ly)?|indefinite(?:ly)?|open[- ]ended|throughout|always|thereafter|day[- ]to[- ]day|routine)\b"
)
_IMMEDIATE = r"\b(?:immediate(?:ly)?|at once|right away|straight ?away|forthwith|without delay|instantly|on the spot)\b"
_VAGUE = (
    r"\b(?:asap|as soon as (?:possible|practicable)|soon|soonest|in due course"
    r"|as (?:needed|required|appropriate|necessary|planned|scheduled)"
    r"|when (?:possible|ready|needed|appropriate|(?:funds?|conditions) .{0,20})|subject to .{0,30}"
    r"|depend(?:s|ing) .{0,30}|(?:short|medium|near)[- ]term|phased|in phases|gradual(?:ly)?|promptly|timely|on time"
    r"|on schedule|according to .{0,40}|in the (?:near )?future|eventually|later|regular(?:ly)?|periodic(?:ally)?"
    r"|from time to time|ad hoc|flexible|at the earliest.{0,20}|early as possible|urgent(?:ly)?|priority)\b"
)
_EVENT = r"\b(?:after|before|following|upon|once|when|pending|until|prior to|on|at|with|by)\b"
_GOES_ON = rf"[\s,;:.()&-]*(?:(?:and|then|is|will be|to be|work|continues?|as)\s+)*{_STANDING}.{{0,20}}"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    names = {
        "missing": _MISSING,
        "status": _STATUS,
        "standing": _STANDING,
        "immediate": _IMMEDIATE,
        "vague": _VAGUE,
        "event": _EVENT,
        "goes on": _GOES_ON,
    }
    return {name: re.compile(pattern) for name, pattern in names.items()}


def undated(text: str, base: date) -> Item:
    """The item of a phrase (in small letters) in which no date was found. Raises `Unreadable` where it is no limit."""
    patterns = _patterns()
    words = text.strip(" \t\r\n,;:.!?()/-*=_~`")
    if not words or patterns["missing"].fullmatch(words):
        raise Unreadable(_("no time limit is given"))
    if patterns["status"].fullmatch(words):
        raise Unreadable(_("a status, not a time limit"))
    if patterns["immediate"].search(words):
        standing = patterns["standing"].search(words) is not None
        said = _("at once: no calendar date")
        return Item(Kind.OPEN_ENDED, start=base, immediate=True, standing=standing, sentence=said)
    if patterns["standing"].search(words):
        return Item(Kind.OPEN_ENDED, standing=True, sentence=_("standing work: no end date"))
    if patterns["vague"].search(words):
        return Item(Kind.OPEN_ENDED, sentence=_("no date is named"))
    event = patterns["event"].search(words)
    if event is not None and len(words) > event.end() + 3:
        return Item(Kind.RELATIVE, sentence=_("hangs on an event whose date is not known"))
    raise Unreadable(_("no date is found in it"))


def goes_on(fragment: str) -> bool:
    """Whether the words after a date say that the work goes on (then ongoing)."""
    return _patterns()["goes on"].fullmatch(fragment) is not None


def at_once(fragment: str) -> bool:
    """Whether the words beside a date say that the work is done at once."""
    return _patterns()["immediate"].search(fragment) is not None
