"""English text to tokens: one ordered table of words, the longer before the shorter.

A new word is a new alternative in `TOKENS`. The text is in small letters. Every pattern is bounded, so the time taken
grows with the length of the text and no faster.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from reformcli.deadlines.calendars import by_english_name
from reformcli.deadlines.tape import Token

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NUMBERS = {
    word: value
    for value, words in {
        1: "one once", 2: "two twice", 3: "three thrice", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight",
        9: "nine", 10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
        18: "eighteen", 20: "twenty", 21: "twenty-one", 24: "twenty-four", 25: "twenty-five", 28: "twenty-eight",
        30: "thirty", 36: "thirty-six", 40: "forty", 45: "forty-five", 50: "fifty", 60: "sixty", 75: "seventy-five",
        90: "ninety", 100: "hundred", 120: "one hundred twenty", 180: "one hundred eighty",
    }.items()
    for word in (words.split() if value < 100 else [words, words.replace("hundred ", "hundred and ")])
}  # fmt: skip
_NAMES = (
    "first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th",
    "ninth 9th", "tenth 10th", "eleventh 11th", "twelfth 12th",
)  # fmt: skip
_ORDINALS = {word: value for value, words in enumerate(_NAMES, start=1) for word in words.split()} | {
    "opening": 1, "last": -1, "final": -1, "closing": -1, "penultimate": -2,
}  # fmt: skip
"""The words that number a part of a period; those below zero count from its end."""
_DAY_ORDINALS = {
    "fifteenth": 15, "twentieth": 20, "twenty-first": 21, "twenty-fifth": 25, "twenty-eighth": 28, "thirtieth": 30,
    "thirty-first": 31, "forty-fifth": 45, "sixtieth": 60, "ninetieth": 90,
}  # fmt: skip
"""The words that number days beyond the twelfth."""
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?(?![a-z])"
)

MOVED = (
    r"(?:moved|ext(?:ended|'d|\.)?|postponed|deferred|rescheduled|revised|changed|pushed(?: back)?|slipped|delayed"
    r"|put back|brought forward|amended|altered|shifted|reset|re-?planned|re-?profiled|re-?baselined"
    r"|carried (?:over|forward))"
    r"(?: (?:(?:by|for) )?[a-z\d() -]{1,24} (?:days?|weeks?|months?|years?)(?= (?:from|to|until|till) ))?"
)
NOT_BEFORE = (
    r"(?:no|not|never|cannot|[a-z]{1,8}n't)(?! later| due until)(?: [a-z]{1,15}){0,3}"
    r" (?:before|until|till|prior to|ahead of|in advance of|earlier than|sooner than)"
    r"|(?:not|no) (?:earlier|sooner) than|(?<![-=])>=|≥|(?:on|at) (?:or|and|and/or) after|on/after"
    r"|at the (?:very )?earliest(?! {0,3}(?:$|[,;.)]))(?: (?:on|in|by|from))?"
    r"|(?<!the )(?<!very )earliest(?: (?:possible|start|decision|[a-z]{3,15} date|date|on|in|by|from|is)){0,3}(?: ?:)?"
    r"(?! {0,3}(?:$|[,;.)]))"
)
ONWARDS = (
    r"onwards?|on(?=$|[,;])|to date(?! ?\d)|(?:and|or|and/or) (?:onwards?|after(?:wards)?|beyond)|thereafter"
    r"|(?:or|and/or) (?:any ?time )?(?:later|thereafter)|and (?:later|up)(?= {0,3}(?:$|[,;.)]))"
    r"|(?:at (?:the )?(?:very )?)?earliest(?= {0,3}(?:$|[,;.)]))|(?<!\()\+(?= {0,3}(?:$|[,;.)]))"
)
_DAY = rf"(?:(?!(?:19|2\d)\d\d(?:/\d\d)?(?![\d/.-]))\d|{_MONTH} \d{{1,2}}(?!\d))"
_DATED = rf"(?:\d|easter|christmas|{_MONTH}|q[1-4])"
"""What begins a date, after a word that is part of others too."""
_NO_MONTH = "".join(f"(?<!{month} )" for month in _MONTHS)
"""No month stands in front: the 26 of Apr 26-Mar 27 is a year."""
_YEAR = r"(?:19|2[01])\d\d"
_ZONE = r"(?:,?\s?(?:[a-z]{1,12} ){1,2}time(?![a-z]))?"
_SHORT_YEARS = "|".join(f"{year}/{year + 1}" for year in range(13, 99))
_LENGTH = r" (?:\d|[a-z-]{1,15} (?:\(|days?|weeks?|months?|years?|working|business|calendar))"
_QUARTER = (
    r"(?:c?q(?:uarter\s|tr)?\.?\s?[1-4]|quarter\s(?:one|two|three|four)|[1-4](?:st|nd|rd|th)?\s?q(?:tr\b\.?)?"
    r"|h[12]|half\s[12]|[12]h)"
)

TOKENS: tuple[tuple[str, str], ...] = (
    ("space", r"\s+"),
    ("festival", ""),
    # Digits with marks and letters between them.
    ("label", r"(?!q[1-4]|h[12]|[fc]y|c?w(?:eek)?s?\d|t\d\d:|sept?\d)(?:[a-z]{1,5}/?[a-z]?\d{2,6}(?:[.:/-]\d{2,4}){1,4}"
        r"|[a-z]\d{1,2}\.\d{1,2}|(?:19|20)\d\d/(?:\d{3}|\d{5,6}))(?!\d)"),
    ("iso week", rf"{_YEAR}-?w\d{{1,2}}(?!\d)|{_YEAR},?\s(?:week|w)\.?\s?\d{{1,2}}(?!\d)"
        rf"|(?:week|c?w)\.?\s?\d{{1,2}},?(?:\s(?:of\s)?|/){_YEAR}(?!\d)"
        rf"|(?:week|c?w)s?\.?\s?\d\d(?:\s?-\s?\d\d)?(?![\d/.-]|\s(?:days|of|{_MONTH}))"),
    ("clock", r"(?:(?<=today )|(?<=tomorrow ))(?:am|pm|morning|afternoon)(?![a-z])"
        r"|(?:\d{4}|\d{1,2}\.\d\d)\s?h(?:rs?|ours)(?![a-z])|\d{1,2}\.00(?![\d.]|\s?[ap]\.?m)"),
    ("clock", r"t?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?\s?(?:[ap]\.?m\.?(?![a-z])"
        rf"|(?:z|h(?:ou)?rs?)(?![a-z])|[+-]\d{{2}}:?\d{{2}})?{_ZONE}"),
    ("clock",
        rf"(?:\d{{1,2}}(?:[.:]\d\d)?\s?-\s?)?\d{{1,2}}(?:[.:]\d\d)?\s?(?:[ap]m|[ap]\.m\.)(?![a-z]){_ZONE}"
        r"|[ap]\.m\.|noon|midday|midnight|morning|afternoon|evening|lunch(?:time)?|co[bp]|eod"
        r"|(?:close|end) of (?:the )?(?:business(?: day)?|play|day)"),
    ("no later than", r"(?:end|finish|completion|close|closing|target|due|deadline|expiry)(?: date)?\s?:"),
    ("clock", r"(?:gmt|utc|cst|bst|est|edt|pst|pdt|ist|sast|eat|aest|sgt)(?:[+-]\d{1,4}(?::\d{2})?)?(?![a-z])"),
    ("fiscal", r"(?:fye?|f\.y\.|(?:fiscal|financial|council|budget)(?: year)?|year)\s?(?:20\d\d\s?[-/]\s?(?:20\d\d"
        r"|\d\d)|\d\d\s?[-/]\s?\d\d)(?![\d/-])"
        r"|(?:fye?\s?20\d\d|(?:f\.y\.|fiscal(?: year)?|financial year)\s?20\d\d|fye?'?\d\d|(?:fy|f\.y\."
        r"|fiscal) \d\d)(?!\d)|20\d\d(?:/(?:20\d\d|1[3-9]|[2-9]\d)| / 20\d\d)(?!\d|/|-\d{1,2}(?!\d))"),
    ("years", rf"{_YEAR}(?:\s?-\s?{_YEAR}|-(?:1[3-9]|[2-9]\d))(?![\d/-])|(?:{_SHORT_YEARS})(?![\d/-]|\s?{_MONTH})"
        r"|(?:(?<=[qh][1-4] )|(?<=(?:q[1-4]|h[12]) of ))\d\d-\d\d(?![\d/-])"),
    ("calendar year", r"(?:cy\s?'?(?:20\d\d|\d\d)|calendar\s20\d\d|(?:calendar )?year\s20\d\d)(?!\d|/|\s?-\s?\d)"),
    ("code", rf"(?<!20\d\d ){_QUARTER}\s?(?:[-/,]?\s?(?:of\s)?{_YEAR}|[-/]?\d\d)(?![\da-z/]|\s?-\s?\d|\s{_MONTH})"),
    ("numbers", r"(?:19|2[01])\d\d(?P<iso>[-./])\d{1,2}(?P=iso)\d{1,2}(?!\d|(?P=iso)\d{1,2}(?!\d))"
        r"|\d{1,4}(?P<three>[-./])\d{1,2}(?P=three)\d{1,4}(?!\d|(?P=three)\d)"
        rf"|(?:19|2[01])\d\d[-./](?:0[1-9]|1[0-2]|[1-9])(?!\d)|\d{{1,2}}[./]\d{{1,2}}(?!\d|[./]\d|%|\s?{_MONTH})"
        r"|\d{1,2}[-./](?:19|2[01])\d\d(?!\d)"),
    ("day month", rf"{_YEAR}-{_MONTH}-\d{{1,2}}(?!\d)"
        rf"|{_NO_MONTH}\d{{1,2}}(?:st|nd|rd|th)?[-/.]{_MONTH}(?:[-/.,]?(?:(?:19|2[01])\d\d|\d\d(?!\d)))?"),
    ("month number", rf"{_MONTH}[-/](?:(?:19|2[01])\d\d|\d\d?)(?!\d|(?:st|nd|rd|th)?\s(?:of )?{_MONTH})"),
    ("plus", r"\+\s?\d{1,4}\s?(?:wd|bd|d|w|m|y)(?![a-z])|^(?:\d{1,3}\s?-\s?)?\d{1,3}\s?(?:wd|bd|h|d|w|m|y)$"),
    ("adverb", r"(?:\d{1,2}|two|three|four|five|six|eight|nine|ten|twelve)[- ]?(?:weekly|monthly|yearly)(?![a-z])"),
    ("code", rf"{_QUARTER}(?![a-z\d])"),
    ("nth", r"(?:second|third|fourth|2nd|3rd|4th)[- ](?:to[- ])?last"),
    ("ordinal", r"\d{1,3}(?:st|nd|rd|th)(?![a-z])|day \d{1,2}(?= (?:of|after|each|every|in)(?![a-z]))"),
    ("ordinal", rf"(?:{'|'.join(_DAY_ORDINALS)})(?![a-z])"),
    # S1 2026: whose first part it is, is not known; D, M, T, W and Y are of time.
    ("word", r"(?<![a-z\d])[a-cef-gi-lnorstuvxz]\d{1,2}(?![\da-z/.-])"),
    ("number", r"\d+"),
    # Repetition.
    # A due day that is not worked moves to the next one that is; what this says of days is no date.
    ("moves",
        r"(?:or|and|then)(?: on)?(?: the)? (?:next|following|first|immediately following) (?:business|working) day"
        r"(?: (?:if|where|when|should)[^;.()]{0,80})?|(?:if|where|when|should) [^;.()\d]{0,80}?"
        r"(?:weekend|holiday|saturday|sunday)[^;.()\d]{0,80}?(?:next|following) (?:business|working) day"),
    ("alternate", r"every other|(?:each )?alternate"
        r"|every (?:second|2nd)(?! (?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6} (?:of|in) )"),
    ("every", r"every|each|once in(?= [a-z\d]{1,12} (?:week|month|year))"
        r"|per(?! annum)|any(?= (?:year|quarter|month|week)(?![a-z]))"),
    ("adverb",
        r"daily|(?:bi[- ]?)?(?:weekly|monthly)|fortnightly|quarterly|(?:half[- ]?)?yearly|(?:bi|tri)-?ennial(?:ly)?"
        r"|(?:(?:semi|bi)[- ]?)?annual(?:ly)?|per annum|p\.a\.(?![a-z])"),
    ("times", r"times|x(?= ?(?:a|an|p\.a|per|every|each)(?![a-z]))"
        r"|(?:once|twice|thrice)(?=[- ](?:a|an|p\.a|per|every|each|yearly|annually|monthly|weekly)(?![a-z]))"),
    # Units of time.
    ("month", _MONTH),
    ("weekday", r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\.?(?![a-z])"),
    ("working day", r"(?:clear )?(?:(?:working|business)[ -]|work[ -]?)days?|week-?days?"
        r"|(?:(?<=\d)|(?<=\d ))[wb]/?d(?:ay)?s?(?![a-z])"),
    ("day word", r"day after tomorrow|today|tomorrow|yesterday|tonight"
        r"|now(?= on|wards| and | until | till | to | now|-)|^now(?= -)"),
    ("unit end", r"(?:(?:financial |fiscal |calendar[ -])?(?:year|month|quarter)|half[- ]year|q)[- ]?(?:ends?|close)"
    r"|fy[- ]end(?!s)|fye|week[- ]ends?(?![a-z])|eo(?:[mqw]|f?y)(?![a-z])"),
    ("unit", rf"(?!week (?:commencing|beginning|beg\.?|starting|of (?:the )?{_DAY}))"
        r"(?!(?:week|fortnight|month|quarter|year) end(?:ing|ed))"
        r"(?:calendar |clear |consecutive )?(?:days?|weeks?|fortnights?|months?|quarters?|half[ -]years?|halves|years?"
        r"|hours?|hrs?|fy(?![a-z\d]))"),
    ("half", r"half(?![a-z])"),
    ("weekend", r"weekends?"),
    # Places in a stretch of time.
    ("which", rf"(?:this|next|last|current|coming|upcoming|forthcoming|previous|(?<!month )following|preceding"
        rf"|subsequent|succeeding|ensuing)(?! {_MONTH},? \d{{4}})(?= (?:calendar |financial |fiscal )?"
        rf"(?:week|month|quarter|half|year|mon|tue|wed|thu|fri|sat|sun|{_MONTH}|spring|summer|autumn|fall|winter|fy))"
        r"|(?:next|following)(?= (?:working|business) day)"),
    ("week of",
        rf"w/[cbk]|w\.?[cb]\.?(?= ?\d)"
        rf"|week (?:commencing|beginning|beg\.?|starting|of(?= (?:the )?{_DAY}))(?: the)?"),
    ("week ending", r"[wmqy]/e|[wy]e(?= ?\d)"
        r"|(?:week|fortnight|month|quarter|(?:(?:calendar|financial|fiscal) )?year|period) end(?:ing|ed)(?: on)?"),
    ("last day", r"last (?:calendar )?day(?: of(?: the)?)?"),
    ("end", rf"eo(?= ?(?:{_QUARTER}|{_MONTH}))|(?:end|close)(?:[ -]of(?: (?:the|its|their|your|our))?)?(?![a-z])-?"),
    ("late", r"late(?![a-z])-?"),
    ("middle", r"mid(?![ -]?(?:point|term|way))(?:dle)?(?: of(?: the)?)?(?![a-z])-?"),
    ("early", r"early(?![a-z])-?|beg\.?(?= )"),
    ("start", r"(?:beginning|start) of(?: the)?(?![a-z])"),
    ("nth", rf"{'|'.join(word for word in _ORDINALS if word.isalpha())}"),
    ("season", r"spring|summer|autumn|winter|fall(?=,? (?:of )?(?:20\d\d|term))|(?:(?<=the )|(?<=by )|(?<=in ))fall"),
    # What makes a limit of it.
    ("not before", NOT_BEFORE),
    ("since",
        r"from(?: ?:)?|since|as (?:of|from)|with effect from|w\.?e\.?f\.?(?= )|effective(?: date| as of| from| on)?:?"
        r"|(?:starting|beginning|commencing)(?: from| on| in| with(?= the (?:quarter|month|year|period)))?"
        r"|(?:starts?|begins?|commences?)(?: on| in| from)"
        rf"|(?:start|commence|begin|open)s?(?: date)?\s?:?(?= ?(?:\d|the \d|{_MONTH}|q[1-4]|h[12]|early|mid|late"
        rf"|summer|spring|autumn))"),
    ("no later than",
        r"(?:no|not)(?: be)? later than|nlt|at the latest by|on or before|latest by|by or before|by no later than"),
    ("before", rf"pre[ -](?={_DATED})|(?:before|(?:sooner|earlier) than|prior to|ahead of|in advance of)(?![a-z])"),
    ("by", r"by(?![a-z])|due by(?![a-z])"),
    ("due", r"due(?: on| in| date| for)?(?![a-z])"),
    ("until", r"until|till|up[ -]?to|through(?!out)|thru|up until|ending(?: on)?"),
    ("at least", rf"at least|(?:not?|nor) (?:less|fewer|shorter) than|(?:a )?minimum(?: of)?(?={_LENGTH})"),
    ("more than", r"(?<!no )(?<!not )(?:more|longer|greater) than|in excess of"),
    ("at most",
        r"at most|(?:less|fewer|shorter) than|<(?= ?\d)|(?:not?) longer than|not exceeding|not to exceed|under(?= \d)"
        rf"|(?:a )?maximum(?: of)?(?={_LENGTH})"),
    ("within", r"within|inside|(?:no|not) more than"
        r"|(?:in|over) the (?:next|coming)(?! (?:(?:calendar|financial|fiscal) year|quarter(?!s)))"),
    ("after", rf"post[ -](?={_DATED}|(?:month|quarter|year)[ -]end|go-?live|adoption|approval|award|completion|launch)"
        r"|(?:after|beyond|following|succeeding|later than)(?![a-z])|(?<![-=])>(?!=)"),
    ("onwards", ONWARDS),
    ("or before", r"or (?:before|earlier|sooner)"),
    ("approximately", rf"on or (?:about|around)|around|about|approximately|approx\.?|circa|roughly|c\.(?= ?{_DATED})"),
    # What stands between two moments.
    ("moved", rf"{MOVED} (?:to|until|till)"),
    ("moved from", rf"{MOVED} from"),
    ("formerly", r"now|was|originally|previously|formerly|instead of|rather than|original(?:ly)? (?:date|due)?"),
    ("or", r"or(?![a-z])"),
    ("range", r"-{1,3}|to ?:?(?![a-z])|through(?![a-z])|(?:and )?(?:running|continuing|lasting) (?:to|until)"),
    ("list", r"and(?![a-z])|&|/|\+"),
    ("between", r"between(?![a-z])"),
    ("stop", r"[,;:!()\n]|\.(?=\s|$)|then(?![a-z])"),
    ("mask", r"[_*#]+|\?+(?! *\)?$)|x{2,}(?![a-z])|\.\.+"),
    ("number word", "|".join(sorted(NUMBERS, key=len, reverse=True))),
    ("article", r"(?:over|in) the course of|throughout|(?:the|a|an|of|on|in|at|during|over)(?![a-z])"),
    ("word", r"[a-z][a-z'-]*"),
    ("other", r"."),
)  # fmt: skip

LIMITS = ("by", "before", "due", "no later than", "until", "within")
"""Kinds of words that make a limit of what follows."""

TURNS = {
    **dict.fromkeys(("last", "previous", "preceding"), -1),
    **dict.fromkeys(
        ("next", "following", "upcoming", "forthcoming", "subsequent", "succeeding", "ensuing", "coming"), 1
    ),
}
"""The words that lead away from the current period; all others mean it."""

_NOT_WORDS = (
    "space", "iso week", "clock", "fiscal", "numbers", "day month", "month number", "plus", "ordinal", "code", "number",
    "end", "late", "middle", "early", "start", "before", "after", "stop", "range", "list", "mask", "word", "other",
)  # fmt: skip
"""Kinds that may end in the middle of a run of letters; all others are whole words."""


@cache
def _pattern() -> re.Pattern[str]:
    """All of `TOKENS` as one pattern, compiled when the first English phrase is read."""
    names = "|".join(sorted(by_english_name(), key=len, reverse=True))
    groups = []
    for place, (kind, pattern) in enumerate(TOKENS):
        words = names if kind == "festival" else pattern
        ending = "" if kind in _NOT_WORDS else r"(?![a-z])"
        groups.append(f"(?P<k{place}>(?:{words}){ending})")
    return re.compile("|".join(groups), re.DOTALL)


def lex(text: str) -> list[Token]:
    """The tokens of `text`, which is in small letters; spaces are left out."""
    tokens = []
    for match in _pattern().finditer(text):
        kind = TOKENS[int((match.lastgroup or "k0")[1:])][0]
        if kind != "space":
            value = _VALUES[kind](match[0]) if kind in _VALUES else None
            tokens.append(Token(kind, match[0], match.start(), match.end(), value))
            marks, numbers = [token.text for token in tokens[-3::2]], tokens[-4:-1:2]
            if marks == ["(", ")"] and len(numbers) == 2 and numbers[0].value == numbers[1].value is not None:
                # Thirty (30) days, the thirtieth (30th) day
                del tokens[-3:]
    return tokens


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def month_number(text: str) -> int:
    """The number of the month with whose name `text` begins: June is 6."""
    return _MONTHS.index(text[:3]) + 1


def _nth(text: str) -> int | None:
    """First is 1, last -1, second last or 2nd to last -2; next and this number nothing."""
    head, _space, tail = text.replace("-", " ").rpartition(" ")
    return -_ORDINALS[head.split()[0]] if head else _ORDINALS.get(tail)


_VALUES: Mapping[str, Callable[[str], int | None]] = {
    "number": lambda text: int(text[:9]),
    "number word": lambda text: NUMBERS[text],
    "ordinal": lambda text: _DAY_ORDINALS.get(text) or int(re.sub(r"\D", "", text)),
    "nth": _nth,
    "which": _nth,
    "month": month_number,
    "weekday": lambda text: _WEEKDAYS.index(text[:3]),
}
"""The number that a token of a kind says: months from 1, weekdays from Monday, which is 0."""
