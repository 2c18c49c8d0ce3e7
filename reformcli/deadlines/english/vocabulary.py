"""English words that may touch a date and change nothing: verbs of work, their objects, the words that join them.

A word that touches a date and stands in no table is strange: what it does to the date is not known. A new word is a new
member of `WORK`.
"""

from reformcli.deadlines.english.lexer import lex, word_set
from reformcli.deadlines.english.words import patterns
from reformcli.deadlines.items import Item

WORK = word_set(
    # Verbs of work, by their stems.
    "achieve calendar track grant period renewal cease raise log land restore display adopt agree aim announce appoint"
    " appraise approve assess assign audit award begin brief build cancel check circulate clear close collect commence"
    " commission compile complete conclude conduct confirm consult convene coordinate cover create decide define"
    " deliver deploy design develop discuss distribute do draft draw enact end endorse enforce ensure establish"
    " evaluate execute expect extend file finalise finalize finish follow forward fund gather give go handle have hold"
    " identify implement improve inform inspect install introduce invite issue kick launch lay lead list make map meet"
    " merge monitor move negotiate notify open organise organize pass pay perform pilot plan prepare present print"
    " procure produce propose provide publish put ratify reach receive record recruit rectify reform register release"
    " remove renew repair reply report resolve respond return review revise roll run schedule select send set settle"
    " share sign start submit summarise summarize supply survey table target tender test train transfer trial update"
    " upgrade upload verify visit vote work write anticipate estimate intend hope strive apply become come continue"
    " keep make mean need reach remain require support use"
    # Their forms that no ending makes.
    " began begun built done drawn gave given got held laid led made met paid ran sent shown taken took went written"
    " wrote kept left put"
    # What the work is about.
    " act action activity agenda agreement annex answer application approval area article bill board body brochure"
    " budget bureau bulletin campaign case centre center chapter check-up city clause code committee completion"
    " conclusion conference consultation contract council county data database date day deadline decision declaration"
    " decree delivery department directive district document edition equipment evidence exercise exhibition facility"
    " feedback figures final finding first form framework function goal group guidance guide hearing implementation"
    " information infrastructure initiative inspection instruction interim interview item journal kick-off launch law"
    " leader ledger legislation letter limit list live manual measure measures meeting memo memorandum milestone"
    " minister ministry minutes note notice office officer opening opinion order output outline package page paper part"
    " payment people phase pilot policy portal preparation presentation procedure process programme program progress"
    " project proposal prototype publication questionnaire reading recommendation rectification regulation reply"
    " request research response responses result review rollout roll-out rule ruling sample scheme second section"
    " self-assessment seminar service session signature site software solution staff stage standard start-up statement"
    " statistics step strategy study submission summary system task team text third timetable topic township training"
    " unit version visit website workshop year"
    # Money.
    " account allocation assessment asset balance benefit bid bond cash cost employee employer estimate fee finance"
    " income instalment insurance interest invoice levy loan money pay pension premium price purchase rate rent salary"
    " sum tax transaction"
    # Who it goes to.
    " agency applicant assembly association auditor authority chair chief commission company congress contractor"
    " director executive fund governor grantee head lender manager mayor member owner parliament partner president"
    " public recipient resident secretariat secretary senate service stakeholder supplier treasury trustee"
    # What joins them, and what makes a date firmer.
    " a all also an any are as at be been being both but can could each either final finally firm firmly for fully full"
    " had has hard have he i in inclusive incl including into is it its latest may might must no of off on once only"
    " our out over own own's sharp shall she should so some that the their them then there these they this those to"
    " together under up was we week were which while will with within would yet you your absolute absolutely next"
    " coming following current due exactly required strictly via per when who where whose what forecast baseline"
    " current expected anticipated planned scheduled target throughout course least than slt smt exec pmo hr verbal"
    " amber green red rag positively statutory internal external contractual chase escalate revisit contact email phone"
    " liaise scope recommission mobilise sign-off go-live handover eta est actual cabinet cy high low medium forum orig"
    " panel rev scrutiny max maximum"
)
"""Words that may touch a date: verbs that follow it or precede it, their objects, and the words that join them."""

_ENDINGS = ("", "e", "y")


def is_strange(before: str, item: Item, behind: str) -> bool:
    """Whether a word that touches an item is not known: what it does to the date is not known either."""
    first, last = _touching(behind, first=True), _touching(before, first=False)
    if not (_is_known(first) or patterns()["goes on"].fullmatch(behind) or patterns()["still open"].match(behind)):
        return True
    return not (item.limited or item.introduced or _is_known(last))


def _touching(gap: str, first: bool) -> tuple[str, str]:
    """Kind and text of the word of a gap that touches the date, without a mark between."""
    clauses = patterns()["clause"].split(gap)
    tokens = [token for token in lex(clauses[0 if first else -1]) if token.kind not in ("list", "article", "other")]
    if len(tokens) > 1 and tokens[-1].text == "." and 1 < len(tokens[-2].text) < 5 and not first:
        # Est. June: a stop behind so short a word is rather that of an abbreviation than the end of a sentence.
        tokens.pop()
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
    return any(stem + ending in WORK for stem in stems for ending in _ENDINGS if len(stem) > 1)
