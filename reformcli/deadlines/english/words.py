"""English words beside a date, and phrases without one.

Words leave a date in doubt, deny it, or are known to change nothing: 30 June maybe, 30 June (tbc), 30 June or so are
flagged; 30 June or 1 and not 30 June are refused. A new word is a new alternative in a pattern.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import pairwise

from reformcli.deadlines.combine import Cell
from reformcli.deadlines.english.lexer import MOVED, NOT_BEFORE, ONWARDS
from reformcli.deadlines.items import LONG_AGO, Item, Unreadable, on_an_event
from reformcli.deadlines.reading import Kind, Reading
from reformcli.deadlines.tape import Tape
from reformcli.i18n import _

HALF_YEAR = 182
"""Days by which a date that leaves out its year is hardly written behind a later one."""
_PERHAPS = (
    r"\b(?:(?:best|worst) case|maybe|perhaps|possibly|probabl[ey]|(?:un)?likely|presumabl[ey]|conceivably"
    r"|potentially|supposedly|apparently|tentative(?:ly)?|provisional(?:ly)?|indicative(?:ly)?|tb[cdna]"
    r"|to be (?:confirmed|determined|decided|agreed|announced|advised)|unconfirmed|not (?:confirmed|certain|sure"
    r"|agreed|final|fixed|decided)|uncertain|unsure|doubtful|unclear|unknown|pending|subject to"
    r"|(?:depend(?:s|ing|ent)|contingent|conditional) (?:up)?on"
    r"|if (?:possible|feasible|approved|agreed|needed|necessary|funds|ready)|or so|or thereabouts"
    r"|thereabouts|ish|give or take|more or less|approximately|approx|roughly|at some point|not necessarily"
    r"|may (?:change|slip|move|be)|might|i think|guess|unless|except)\b"
)
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
    r"\b(?:all year(?: round)?|year[- ]round|ongoing|on-going|continuous(?:ly)?(?! (?:days|months|years))"
    r"|continuing|standing|rolling|business as usual|bau|long[- ]term|permanent(?:ly)?|indefinite(?:ly)?|open[- ]ended"
    r"|throughout|always|thereafter|day[- ]to[- ]day|routine)\b"
)
_IMMEDIATE = (
    r"\b(?:immediate(?:ly)?(?! (?:following|after|before|prior|preceding|upon|on))|at once|right away|straight ?away"
    r"|forthwith|without delay|instantly|on the spot)\b"
)
_VAGUE = (
    r"\b(?:asap|as soon as (?:possible|practicable)|soon|soonest|in due course"
    r"|as (?:needed|required|appropriate|necessary|planned|scheduled)"
    r"|when (?:possible|ready|needed|appropriate|(?:funds?|conditions) .{0,20})|subject to .{0,30}"
    r"|depend(?:s|ing) .{0,30}|(?:short|medium|near)[- ]term|phased|in phases|gradual(?:ly)?|promptly|timely|on time"
    r"|on schedule|according to .{0,40}|in the (?:near )?future|further (?:notice|orders?)|shortly"
    r"|coming (?:days|weeks|months)|eventually|later(?! than)|regularly|periodic(?:ally)?|from time to time"
    r"|ad hoc|flexible|at the earliest.{0,20}|early as possible|urgent(?:ly)?|priority)\b"
)
_EVENT = r"\b(?:after|before|following|upon|once|when|pending|until|prior to|later than|thereafter|on|at|with|by)\b"
_ONLY_IN_FRONT = ("on", "at", "with", "by")
_GOES_ON = rf"[\s,;:.()&-]*(?:(?:and|then|is|will be|to be|work|continues?|as)\s+)*{_STANDING}.{{0,20}}"
_DONE = (
    r"(?<!be )(?:actual|actioned|presented|circulated|appointed|installed|undertaken|conducted|carried out"
    r"|rolled out|version|edition|revision|done|complete[d]?|finished|closed|delivered|achieved|started|approved|signed"
    r"|adopted|launched|published|issued"
    r"|submitted|received|awarded|implemented|ratified|enacted|passed|amended|revoked|dated|reported|agreed|endorsed"
    r"|considered|superseded|replaced|merged|cancelled|withdrawn|noted|held|met|met with|took place|commenced"
    r"|opened|last [a-z]+(?:ed|ne)|inspected|tested|serviced|raised|logged|reviewed|updated)"
)
_GIVEN_UP = r"cancell?ed|superseded|abandoned|withdrawn|void|obsolete|failed|missed|on hold|paused|suspended"
_WHO_QUALIFIES = (
    r"\b(?:individuals|persons|people|candidates|applicants|companies|members|students|employees|those|anyone)\b[^,;:]{0,80}"
    r"\b(?:holding|approved|registered|born|employed|enrolled|admitted|aged|appointed|incorporated)\s*"
)
_TOLD = "increased|decreased|rose|fell|grew|dropped|was|were|had|did|does not|do not|led"
_HAPPENED = (
    r"(?<!be )(?:accrued|acquired|admitted|awarded|discovered|earned|enrolled|existing|falling|granted|identified"
    r"|incurred|issued|occurring|ordered|purchased|raised|received|recorded|registered|sold|spent|used)"
)
"""What the work is about has happened, or happens, in the period that follows."""


@cache
def patterns() -> Mapping[str, re.Pattern[str]]:
    """The words beside an item, by the names that `phrase` and `selection` ask for; a name not here matches nothing."""
    names = {
        # A date given up, and the one in its place.
        "old": rf"(?:\b(?:was|orig\.?|originally|previously|formerly|original(?:ly)?(?: (?:date|due|target))?"
        rf"|instead of|rather than|baselined?|{MOVED} from|moved|superseded)[\s(:\[]*(?:due|by|on|for|date)?\s*:?\s*)$",
        "new": rf"(?:{MOVED} (?:to|until|till)|\bnow|->|=>|→|\bforecast|\brev(?:ised)?\.?|\brevised (?:date|to)"
        r"|\bnew (?:date|deadline)|\brescheduled)[\s(:-]*(?:due|by|on|is|date|for|to)?\s*:?\s*$",
        "may move": r"\b(?:option(?:s|al)?|may|might|could|can|possible|possibly|potential(?:ly)?|extendable)\b"
        r"[^;.]{0,30}\b(?:exten(?:d(?:ed|able)?|sion)|renew(?:ed|al)?|slip|slide"
        r"|be (?:moved|delayed|deferred))\b[^;.]{0,20}$"
        r"|\b(?:extension|date|delay|slippage)(?: \w+){0,2} (?:requested|sought|proposed)(?: (?:to|of))?\s*$"
        r"|\b(?:rain|reserve|back-?up|alternative|alternate|fall-?back|contingency)\b[^;.]{0,20}$",
        "waits for": r"\b(?:before|until|prior to|ahead of)\b[^,;:()]*$",
        "to be done": r"\bto be (?:confirmed|determined|decided|agreed|announced|advised)\s*$",
        "counts back": r"\b(?:before|prior|ahead|advance|after|following)\b|\b(?:date|expiry|expiration|start|end)\s*$",
        "moved to": rf"(?:{MOVED}(?: (?:to|until|till)|:)?|now)\s*$",
        "moved by": rf"{MOVED}(?: (?:by|for))?\s*$",
        # What is past, what begins.
        "done after": r"^\s*[-(]?\s*(?:complete[d]?|done|closed|achieved|delivered|ended|expired|finished"
        r"|implemented)\s*[).]?\s*$",
        "done": r"(?<!be )(?<!not )\b(?:completed|started|commenced|began|achieved|delivered|closed|finished|done"
        r"|released|actual(?: \w+)?|last (?:amended|modified|reviewed|revised|updated))\b[\s(:-]*(?:on\s+)?$",
        "reported after": r"^\s*,?\s*(?:\w+\s+){0,3}(?:was|were|has|have|had|stood|totalled|increased|decreased)\b",
        "reported": rf"\b(?:{_DONE}|(?<!be )(?:reported|presented|submitted) to)\b"
        r"(?:\s+(?!(?:and|to|but|then)\b)[\w.]+){0,5}[\s:(,-]*$",
        "gloss": r"^\s*[(:,]?\s*(?:i\.?e\.?,?|that is,?|namely|=)?\s*(?:by|ending|to|on)?\s*$|^\s*[-:(]\s*$",
        "again": r"\bi\.?\s?e\b|\b(?:namely|that is)\b",
        "occasion": r"(?:annual|yearly|half[- ]yearly|biannual|semi-?annual|quarterly|monthly|weekly) "
        r"(?!(?:by|from|end|until|till|to|and|or|then|after|before|in|on|at|with|for|within|during|throughout|over|across|due|next|basis"
        r"|thereafter)\b)[a-z]{3}",
        "called": r"\b(?:an|the|our|your|its|their) (?:annual|yearly)$",
        "hangs": r"^[\s,]*(?:on|at|before|after|by|from)\s+(?:the |its |each )?(?:anniversary|renewal|expiry"
        r"|expiration)\b|^[\s,]*(?:(?:in|for) which|in advance|or (?:as|when|if|where|following|after|upon))\b",
        "next due": r"\b(?:next|first)\b[^;]{0,30}$",
        "until": r"[\s,-]*(?:until|till?|through|thru|(?:up )?to)\b",
        # Choices and doubts.
        "or": r"^[\s,]*(?:either\s+)?or\s*$",
        "or after": r"^[\s,]*(?:and/)?or\b(?! (?:so|thereabouts|sooner|more (?:often|frequently)"
        r"|(?:on )?(?:the )?(?:next|following|first)|(?:by |on )?(?:such|any) (?:other|later|earlier)"
        r"|(?:as|when|if) (?:required|needed|necessary|appropriate))\b)",
        "or before": r"\b(?:either|or)\s*$",
        "begins before": rf"(?:^|\b)(?:{NOT_BEFORE}|after|later than|(?<![-=])>)\s*(?:the )?$",
        "begins after": rf"^\s*\(?(?:{ONWARDS})(?![a-z])",
        "denied": r"^\W*no (?:works?|development|construction|demolition|clearance|felling|access|deliveries)\b[^;.]*$"
        r"|\b(?:not|never|without|neither|nor|excluding|other than)(?:\s+(?:on|in|by|at|the|due))?\s*$"
        r"|\b(?:more than|at most|(?<!no )(?<!not )(?:less|fewer) than)(?: once| twice)?\s*$",
        "perhaps before": rf"{_PERHAPS}(?:[\s-]+\w+){{0,3}}[\s(),:-]*$|\b(?:at least|no less than"
        r"|(?:appointment|contract|guarantee|lease|licen[cs]e|probation|tenancy|term|warranty) ends?)\s*$"
        r"|\bif (?:the|an?|any|it|they|you)\b[^,;:()]*$"
        rf"|(?<!be )\b(?:accrued|earned|incurred|spent)\s*$|{_WHO_QUALIFIES}$"
        r"|\b(?:who|which|whose|that|if)\b(?: \w+){0,3} (?:has|have|had|held|was|were|not)\b[^,;:()]*$"
        r"|\b(?:into(?: the)?|later|earlier|some ?time|force|effect|expir(?:es?|ed|ing|y)|laps(?:es?|ed|ing)|born|part"
        r"|closed|away|unavailable|on leave"
        r"|occur(?:s|red)?|happen(?:s|ed)?)\s*$"
        r"|\b(?:end|beginning|start|middle|close) of(?: the)?(?: (?!business|play|day)\w+)?\s*$"
        rf"|\btb[cd](?:[;,]?\s+\w+){{0,3}}[\s(),;:-]*$|\b(?:{_GIVEN_UP}|proposed(?: dates?)?)\W*$",
        "perhaps after": rf"^\s*\(?\?|^[\s(,-]*(?:{_GIVEN_UP}|(?:delayed|slipped|postponed|deferred)[\s).]*$)"
        rf"|(?:^|[,;:(])\s*(?:-\s*)?(?:\w+\s+){{0,2}}{_PERHAPS}"
        r"|[,;]\s*(?:\w+\s+){0,4}[-:(]?\s*tb[cd]\b|^[\s,]*or (?:by |on )?(?:such|any) (?:other|later|earlier)\b"
        r"|^\s*(?:start|commencement)(?: date)?\s*$|\b(?:from|after|since) (?:this|that) (?:date|day)\b"
        r"|^\s*\(?\s*(?!->)[-+/]?[+±<>%=](?!>)|^\s*(?:(?:in|during|for|of|on|after|before|until|by) which"
        r"|until further notice|where|when|once|if|unless|following|after|(?:next )?preceding"
        r"|(?:before|prior to|ahead of) (?:each|every|any|the|an?)(?! (?:of the )?(?:day|week|month|year)))\b",
        # After the review on 30 June: which of its days is meant is not said.
        "direction": r"\b(?:once|when|before|after|since|following|prior to|ahead of|upon|pending)\s[^,;:()]{1,40}\(?$",
        "how long": r"\b(?:overdue|late|delayed|exceed\w*|extended|on hold|paused|suspended)\s*$",
        "covers": rf"\b(?:{_HAPPENED}|as|(?:reporting|accounting|for the) period)\s*:?\s*$"
        rf"|\b(?:in (?:line|accordance) with|as per)\b[^,;:()]*$"
        rf"|\b(?:{_TOLD})\b(?! (?:agreed|decided|resolved) to)[^,;:()]*$|"
        r"\b(?:reports?|returns?|payments?|accounts?|figures|data|budgets?|statements?|claims?|estimates"
        r"|papers?|agendas?|expenditure|costs?|invoices?|income|grants?|funding|results)\b[^,;:()]{0,30}\bfor(?: the)?"
        r"(?: (?:(?:financial|fiscal) )?(?:period|year|quarter|month)s?(?: (?:from|of|to|end\w*|between))?)?\s*$",
        "is about": r"(?:^|[,;(]\s*)for\s*$",
        # Two dates with no more than words between them, none of which joins them.
        "unjoined": r" (?:(?!(?:and|but|plus|then|thereafter|until|till|to|with)\b)[a-z][a-z'-]* )+",
        "reported on": r"^ (?:(?:annual|financial|progress) )?(?:accounts|claim|report|return|review|statement)s?\b",
        "covers after": r"^ (?:figures|accounts|data|results|statistics|expenditure|outturn|actuals|invoices)\b",
        # Words that only a sentence has, and those that make work or a limit of it.
        "tells": r"\b(?:is|are|was|were|has|have|had|do|does|did|can|could|would|it|they|there|we|our|you|your|which"
        r"|comes|contains|covers|explains|gives|includes|provides|sets|shows|the \w+ \w+ed(?! by))\b",
        "work": r"\b(?:extended|ends?|last date|planned|scheduled"
        r"|(?:to|will|shall|must|should) (?:be )?(?:approv|award|begin|clos"
        r"|complet|consult|deliver|finish|implement|issu|launch|open|present|publish|report|review|start|submit)\w*)\b",
        "standard": r"%(?:\s+\w+){0,6}\s*$|\b(?:respon(?:d|se)|opening|turnaround)\b[^;.]{0,30}$",
        "moves": r"\b(?:next|following) (?:working|business) day(?:$|[).,; ])",
        "moves earlier": r"\b(?:or|if)\b[^,;]{0,40}\b(?:preceding|previous|prior) (?:working|business) day",
        # Words of this file.
        "clause": r"[,;:()\n]| - |->|=>|→",
        "missing": _MISSING,
        "status": _STATUS,
        "standing": _STANDING,
        "immediate": _IMMEDIATE,
        "vague": _VAGUE,
        "event": _EVENT,
        "goes on": _GOES_ON,
        "still open": r"[\s(,-]*(?:not (?:yet )?(?:due|started)|overdue)\b",
        "unended": _STANDING,
        "begins standing": rf"\W*{_STANDING}\W+(?:with )?(?:\w+ ){{0,3}}(?:report|review|updat)\w*(?: due)?\W*",
    }
    return defaultdict(lambda: re.compile(r"(?!)"), {name: re.compile(pattern) for name, pattern in names.items()})


_TIMELY = frozenset((
    "iso week", "fiscal", "years", "calendar year", "numbers", "day month", "month number", "plus", "code", "every",
    "adverb", "month", "weekday", "working day", "day word", "unit end", "unit", "half", "weekend", "which",
    "week of", "week ending", "last day", "start", "alternate", "late", "middle", "early", "season", "festival",
))  # fmt: skip
"""Kinds of tokens that speak of time by themselves."""


def says_time(tape: Tape, place: int) -> bool:
    """Whether the token at `place` speaks of time: a unit or a calendar word, a year, an ordinal before a unit."""
    token, following = tape.at(place), tape.kind(place + 1)
    if token.kind == "nth" and following == "article":
        # Last in July, first of each month
        return token.text == "last" or tape.kind(place + 2) in ("month", "every")
    if token.kind in ("nth", "ordinal"):
        if token.text == "final" and following == "month":
            return False
        dated = following in ("number", "numbers", "day month", "code") and token.text not in (
            "first",
            "final",
            "opening",
            "closing",
        )
        of_each = following == "article" and tape.kind(place + 2) == "every"
        return dated or of_each or following in ("unit", "working day", "weekday", "half", "month", "list", "week of")
    if token.kind == "numbers":
        return token.text.count(".") != 1 or len(token.text) > 5
    labelled = following == "number" and len(tape.at(place + 1).text) <= 2
    if token.kind == "unit" and (labelled or (tape.at(place - 1).text == "-" and tape.numeral(place - 2))):
        # Year 1, week 3 are of the work, not of the calendar; an 18-month project is no limit.
        return False
    if token.kind == "unit" and tape.at(place + 1).text in ("consultation", "review", "update"):
        # A 6 week consultation
        return token.text.endswith("s") or (tape.numeral(place - 1) or 1) == 1
    if token.text in ("twice", "thrice"):
        return True
    if token.kind in ("number", "number word"):
        # The 27 of "March, 27" and of "27. March".
        last = following in ("end of text", "stop")
        behind = last and (tape.kind(place - 2), tape.at(place - 1).text) == ("month", ",")
        before = (tape.at(place + 1).text, tape.kind(place + 2)) == (".", "month")
        year = len(token.text) == 4 and token.text[:2] in ("19", "20", "21")
        # The 31 of "31 / Second quarter instalment"
        slash = tape.at(place + 1).text == "/" and tape.kind(place + 2) != "month"
        return year or (len(token.text) <= 2 and (behind or before or slash))
    if token.kind == "month":
        return not token.text.startswith(("may", "march")) or following not in ("word", "not before")
    if token.kind == "every":
        return following != "word" or tape.kind(place + 2) == "unit"
    return token.kind in _TIMELY


def undated(text: str, base: date) -> Item:
    """The item of a phrase (in small letters) in which no date was found. Raises `Unreadable` where it is no limit."""
    words = text.strip(" \t\r\n,;:.!?()/-*=_~`")
    if not words or patterns()["missing"].fullmatch(words):
        raise Unreadable(_("no time limit is given"))
    if patterns()["status"].fullmatch(words):
        raise Unreadable(_("a status, not a time limit"))
    if patterns()["immediate"].search(words):
        standing = patterns()["standing"].search(words) is not None
        said = _("at once: no calendar date")
        return Item(Reading("", Kind.OPEN_ENDED, start=base, immediate=True, standing=standing, sentence=said))
    if patterns()["standing"].search(words):
        return Item(Reading("", Kind.OPEN_ENDED, standing=True, sentence=_("standing work: no end date")))
    if patterns()["vague"].search(words):
        return Item(Reading("", Kind.OPEN_ENDED, sentence=_("no date is named")))
    event = patterns()["event"].search(words)
    # On, at, with and by stand inside a phrase without any event: impact on trust.
    if event is not None and (event.start() == 0 or event[0] not in _ONLY_IN_FRONT) and len(words) > event.end() + 3:
        return on_an_event()
    raise Unreadable(_("no date is found in it"))


def goes_on(gaps: list[str], cell: Cell) -> None:
    """Sets the standing and immediate flags from the words beside the items (then ongoing; at once).

    What only begins after the last date (policy in May; training from September) leaves it in doubt.
    """
    dated = [item for item in cell.items if item.end is not None and item.rule is None]
    for left, right in pairwise(dated):
        back = (left.end - right.end).days if left.end and right.end else 0
        if back > HALF_YEAR and not (left.year_said or right.year_said):
            # 1 October to 31 December, report due 31 January
            right.doubt(_("a day before the one on its left may be the next year's"))
    last = max((item.end for item in dated if item.end), default=None)
    later = last and any(item.kind is Kind.OPEN_ENDED and item.start and item.start > last for item in cell.items)
    for item in dated if later and all(item.rule is None for item in cell.items) else ():
        item.doubt(_("a beginning after the date was not read"))
    for place, gap in enumerate(gaps):
        # Ongoing until March ends then; ongoing, to be reviewed in March, does not.
        opens = place == 0 and patterns()["begins standing"].fullmatch(gap)
        cell.standing = cell.standing or bool(opens or (place > 0 and patterns()["goes on"].fullmatch(gap)))
        cell.immediate = cell.immediate or patterns()["immediate"].search(gap) is not None
        for item in cell.items if place and cell.standing and gap.lstrip().startswith("-") else ():
            # 2026 - ongoing
            if item.bare:
                item.doubt(_("it may be when the work begins, rather than when it is due"))


def is_idle(before: str, item: Item, behind: str, base: date) -> bool:
    """Whether the words beside a day that nothing limits are a sentence: of one word where the day is long past.

    Of a day to come the longer side counts, where it holds a word that tells and none of work.
    """
    words, end = before + behind, item.end or base
    if end < base:
        return _says_more(words, 1 if (base - end).days > LONG_AGO else 3)
    if patterns()["work"].search(words) or not patterns()["tells"].search(words):
        return False
    # 1 June - what is due then: a label, not a sentence.
    sides = [before] if behind.lstrip()[:1] in ("-", ":") else [before, behind]
    return any(_says_more(side, 7) for side in sides)


def _says_more(text: str, least: int) -> bool:
    """Whether the words beside a day without a limit are a sentence: at least so many words, and no deadline."""
    limited = re.search(r"\b(?:deadline|closes|closing date|due(?! to))\b", text)
    return not limited and len(re.findall(r"[a-z]{2,}", re.sub(r"\([^()]*\)", "", text))) >= least
