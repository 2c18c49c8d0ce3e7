"""Words beside a date in English: those that leave it in doubt, and those that are known to change nothing.

30 June maybe, 30 June (tbc), 30 June or so are flagged; 30 June or 1 and not 30 June are refused. A word that touches
a date and stands in no table below is flagged too: what it does to the date is not known. A new word is a new member
of `WORK`, or a new alternative in a pattern.
"""

import re
from functools import cache

from reformcli.deadlines.combine import Cell, doubt, gaps_of
from reformcli.deadlines.english.lexer import lex
from reformcli.deadlines.english.undated import goes_on
from reformcli.deadlines.items import Item, Unreadable
from reformcli.deadlines.reading import Kind
from reformcli.i18n import _

_WORDS = (
    # Verbs of work, by their stems.
    "achieve adopt agree aim announce appoint appraise approve assess assign audit award begin brief build cancel"
    " check circulate clear close collect commence commission compile complete conclude conduct confirm consult"
    " convene coordinate cover create decide define deliver deploy design develop discuss distribute do draft"
    " draw enact end endorse enforce ensure establish evaluate execute expect extend file finalise finalize finish"
    " follow forward fund gather give go handle have hold identify implement improve inform inspect install"
    " introduce invite issue kick launch lay lead list make map meet merge monitor move negotiate notify open"
    " organise organize pass pay perform pilot plan prepare present print procure produce propose provide publish"
    " put ratify reach receive record recruit rectify reform register release remove renew repair reply report"
    " resolve respond return review revise roll run schedule select send set settle share sign start submit"
    " summarise summarize supply survey table target tender test train transfer trial update upgrade upload verify"
    " visit vote work write anticipate estimate intend hope strive"
    # What the work is about.
    " act action activity agenda agreement annex answer application approval area article bill board body brochure"
    " budget bureau bulletin campaign case centre center chapter check-up city clause code committee completion"
    " conclusion conference consultation contract council county data database date day deadline decision"
    " declaration decree delivery department directive district document edition equipment evidence exercise"
    " exhibition facility feedback figures final finding first form framework function goal group guidance guide"
    " hearing implementation information infrastructure initiative inspection instruction interim interview item"
    " journal kick-off launch law leader ledger legislation letter limit list live manual measure measures meeting"
    " memo memorandum milestone minister ministry minutes note notice office officer opening opinion order output"
    " outline package page paper part payment people phase pilot policy portal preparation presentation procedure"
    " process programme program progress project proposal prototype publication questionnaire reading"
    " recommendation rectification regulation reply request research response responses result review rollout"
    " roll-out rule ruling sample scheme second section self-assessment seminar service session signature site"
    " software solution staff stage standard start-up statement statistics step strategy study submission summary"
    " system task team text third timetable topic township training unit version visit website workshop year"
    # What joins them, and what makes a date firmer.
    " a all also an any are as at be been being both but can could each either final finally firm firmly for"
    " fully full had has hard have he i in inclusive incl including into is it its latest may might must no of off"
    " on once only our out over own own's sharp shall she should so some that the their them then there these they"
    " this those to together under up was we week were which while will with within would yet you your absolute"
    " absolutely next coming following current due exactly required strictly via per when who where whose what"
)
WORK = frozenset(_WORDS.split())
"""Words that may touch a date: verbs that follow it or precede it, their objects, and the words that join them."""

_ENDINGS = ("", "e", "y")
_PERHAPS = (
    r"\b(?:maybe|perhaps|possibly|probabl[ey]|likely|unlikely|presumabl[ey]|conceivably|potentially|supposedly"
    r"|apparently|tentative(?:ly)?|provisional(?:ly)?|indicative(?:ly)?|tb[cdna]|to be (?:confirmed|determined|decided"
    r"|agreed|announced|advised)|unconfirmed|not (?:confirmed|certain|sure|agreed|final|fixed|decided)|uncertain|unsure"
    r"|doubtful|unclear|unknown|pending|subject to|depending on|depends on|if (?:possible|feasible|approved|agreed"
    r"|needed|necessary|funds|ready)|or so|or thereabouts|thereabouts|ish|give or take|more or less|approximately"
    r"|approx|roughly|at some point|not necessarily|may (?:change|slip|move|be)|might|i think|guess|unless|except)\b"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "perhaps before": re.compile(rf"{_PERHAPS}(?:\s+\w+){{0,3}}[\s(),:-]*$"),
        "perhaps after": re.compile(rf"(?:^|[,;:(])\s*(?:-\s*)?(?:\w+\s+){{0,2}}{_PERHAPS}"),
        "denied": re.compile(
            r"\b(?:not|never|without|neither|nor|excluding|other than)(?:\s+(?:on|in|by|at|the|due))?\s*$"
        ),
        "or": re.compile(r"^[\s,]*(?:and/)?or\b(?! (?:so|thereabouts)\b)"),
        "or before": re.compile(r"\b(?:either|or)\s*$"),
        "clause": re.compile(r"[,;:()\n]| - |->|=>|→"),
        "limit": re.compile(
            r"(?:by|due|before|prior|ahead|until|till|up|within|no|not|on or|latest|in|on|at|from|since|after|between"
            r"|start|begin|commenc|effective|moved|extended|every|each)"
        ),
    }


def weigh(text: str, found: list[Item], cell: Cell) -> None:
    """Flags items that the words beside them leave in doubt. Raises `Unreadable` where no date may be trusted."""
    patterns, gaps = _patterns(), gaps_of(text, found)
    for place, item in enumerate(found):
        before, behind = gaps[place], gaps[place + 1]
        if item.end is None:
            continue
        first, last = _touching(behind, first=True), _touching(before, first=False)
        if "not before" in (first[0], last[0]) or (first[0] == "onwards" and item.rule is None) or last[0] == "after":
            raise Unreadable(_("it says when the work may begin, not when it is due"))
        if patterns["denied"].search(before):
            raise Unreadable(_("the words beside the date deny it"))
        if patterns["or"].match(behind) or patterns["or before"].search(before):
            raise Unreadable(_("two alternatives, and no choice between them"), item.end)
        if item.kind is Kind.RECURRING:
            continue
        alone = len(found) == 1 and last[0] == "formerly"
        if alone or patterns["perhaps before"].search(before) or patterns["perhaps after"].search(behind):
            doubt(found, cell, place, _("the words beside the date leave it in doubt"))
        elif not (_is_known(first) or goes_on(behind)) or not (
            _is_known(last) or patterns["limit"].match(text[item.place[0] : item.place[1]])
        ):
            doubt(found, cell, place, _("a word beside the date is not known"))


def _touching(gap: str, first: bool) -> tuple[str, str]:
    """Kind and text of the word of a gap that touches the date, without a mark between."""
    clauses = _patterns()["clause"].split(gap)
    tokens = [token for token in lex(clauses[0 if first else -1]) if token.kind not in ("list", "article", "other")]
    if not tokens:
        return ("", "")
    token = tokens[0 if first else -1]
    return (token.kind, token.text)


def _is_known(word: tuple[str, str]) -> bool:
    """Whether a word is of a kind that the lexer knows, or in the table: as it stands, or by its stem."""
    kind, text = word
    if kind != "word" or text in WORK:
        return True
    text = text.removesuffix("'s").rstrip("'")
    stems = {
        text.removesuffix(ending)
        for ending in ("s", "es", "d", "ed", "ing", "er", "ies", "ied")
        if text.endswith(ending)
    }
    stems |= {stem[:-1] for stem in stems if len(stem) > 3 and stem[-1:] == stem[-2:-1]}
    return any(stem + ending in WORK for stem in stems for ending in _ENDINGS if len(stem) > 1) or text in _IRREGULAR


_IRREGULAR_WORDS = (
    "began begun built done drawn gave given gone got held laid led made met paid ran sent shown taken took went"
    " written wrote kept left put"
)
_IRREGULAR = frozenset(_IRREGULAR_WORDS.split())
