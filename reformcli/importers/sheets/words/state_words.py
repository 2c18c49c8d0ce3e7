"""Words of state in cells, of both languages, by the table `data/states.toml` and by a few rules."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from reformcli.importers.sheets.words import passages, shares
from reformcli.model import states as model_states
from reformcli.model.states import DONE, DROPPED, PLANNED, REPORTED, STARTED
from reformcli.resources import folder

ON_HOLD, OPEN, YES, NO, NOTHING = "on_hold", "open", "yes", "no", "nothing"
"""What a word may say besides the states of work: laid aside, not done, the answer yes or no, nothing at all."""

STATES = (PLANNED, STARTED, REPORTED, DONE, DROPPED, ON_HOLD, OPEN, YES, NO, NOTHING)
ANSWERS = (YES, NO, NOTHING)
"""What says nothing without what is asked."""

LIGHTS = ("green", "yellow", "red", "blue", "grey")
_LATE, _PHASE = "late", "phase"

_MARKS = re.compile(r"[\s_\-–—.。:：！!]+")
_NUMBERED = re.compile(r"^\d{1,2}[.、)\s]+(?=\D)")
_TICKED = re.compile(r"[✓✔☑✅√]$")
_SYMBOL = re.compile(r"^[^\w\s]+\s*(?=\w)")
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\s*")
_COLOURED = re.compile(r"(?P<light>red|amber|yellow|green|blue|[红黄绿蓝]灯?)[ /,，:：(（]+(?P<state>\D+?)[)）]?")
"""A light and a state in one cell: Amber - in progress."""

_CHECKED = re.compile(r"(?=.*[☐□])[^☑☒√✓✔■]*[☑☒√✓✔■]\s*(?P<state>[^\s☐□☑☒√✓✔■]+)[^☑☒√✓✔■]*")
"""The one box of several that is ticked: ☐未启动 ☑整改中 ☐已完成."""

_IN_BOTH_LANGUAGES = re.compile("(?P<state>[\u3400-\u9fff]+)[ /|(]*(?P<english>[a-z][a-z ]+)[)]?")

_QUALIFIED = re.compile(
    r"(?P<word>[^\W\d][^\d(（:：]{2,}?)(?: [-–—] |[:：,，] ?| and | ?[(（])(?P<rest>[^\n]{2,60}?)[)）]?"
)
"""A word of state and what is said of it, behind a dash, a colon, a comma or in brackets."""

_BUT = re.compile(
    r"\b(?:except|but|apart from|subject to|pending|await\w*|outstanding|remain\w*|not|partial\w*|"
    r"will|next|yet|until|once|when|still|further|continu\w*|ongoing|follow\w*|to (?!plan)\w+)\b"
)
"""What is said of work that is done and leaves a part of it to do."""

_RULES: Sequence[tuple[str, re.Pattern[str]]] = (
    (
        DROPPED,
        re.compile(
            r"^(?:will not|won't)\b|^closed\b.*\b(?:not|no longer|withdrawn|cancell?ed|rejected)\b"
            r"|(?<!建议)(?<!申请)(?<!提请)(?<!拟)取消|终止|作废|撤销|不再|不予|废弃|放弃|停办|\b(?:cancell?ed|withdrawn|abandoned|rejected|declined|dropped)\b",
        ),
    ),
    (
        REPORTED,
        re.compile(
            r"^(?!.*(?:基本|部分|主体|初步|阶段|未.*未)).*(?:完成|完工|竣工|整改|办结|办理完毕|落实|到位|答复|上线|建成|投用|投运)"
            r"[，,、；; ]*(?:但|尚|还|仍|均)*"
            r"(?:未|待|已?(?:申请|提请|报请|提交|上报))(?:组织|通过|进行)?"
            r"(?:验收|审核|核验|核查|确认|评审|复核|复查|销号|验证|评估|结项|归档|回访)$"
            r"|^已(?:申请|提请|报请|提交)(?:验收|审核|核验|核查|复核|复查|销号|评估|结项)$"
            r"|^(?!.*(?:[未待拟]|部分|基本)).{0,8}(?:全部|均已|已)整改(?:到位|完成|完毕)$",
        ),
    ),
    (PLANNED, re.compile(r"^已.{1,8}[未待](?:正式|全面)?(?:启动|开始|开工|动工|进场)$")),
    (
        STARTED,
        re.compile(
            r"^已.{1,10}[未待](?:全部|全面|按[时期]|彻底)?(?:完成|办结|落实|到位|解决|整改|实施|交付|结案|化解)$"
        ),
    ),
    (
        OPEN,
        re.compile(r"(?:超期|逾期|超时)未.*|\b(?:not|un|in)[\s-]?(?:complete|finished|resolved|closed|done)\w*"),
    ),
    (
        PLANNED,
        re.compile(
            r"^(?:(?:尚|暂|还)?未(?:正式)?(?:启动|开始|开展|开工|实施|受理|推进|进场)|没有?开始|筹备|谋划|拟).*"
            r"|^(?:not|yet)\b.*(?:start|begun|begin|commenc|implement|action|underway|under way).*",
        ),
    ),
    (OPEN, re.compile(r"^(?:(?:尚|暂|还)?未|没有?).{1,6}$")),
    (
        REPORTED,
        re.compile(
            r"^(?:待|等待|申请|拟).{0,2}(?:验收|审核|核验|确认|评审|复核|复查|销号|验证|评估|办结|结项|归档)$"
            r"|^(?:awaiting|pending|ready for)\b.*(?:verif|valid|approv|sign|clos|accept|review).*",
        ),
    ),
    (PLANNED, re.compile(r"^(?:待|等待).{1,4}$|^to be\b.*")),
    (
        ON_HOLD,
        re.compile(
            r"暂停|搁置|挂起|中止|停滞|停工|缓办|缓建|\b(?:on[\s-]?hold|paused?|suspend|defer|postpone|park)\w*",
        ),
    ),
    (
        STARTED,
        re.compile(
            r"^(?:正在|正|持续|有序|稳步|加快|积极|全力|扎实|深入|逐步|基本|初步|部分|阶段性?|大部分).*"
            r"|[^，,。]{1,8}(?<![其集高初中])中$"
            r"|^[已刚](?:经|刚|正式|全面)*(?:启动|开始|开工|开展|立项|受理|进场|招标|部署).*"
            r"|^(?:in\b|under\b|partial|partly|mostly|nearly|almost|some|waiting (?:for|on)\b|chasing\b).*"
            r"|.*\b(?:progress|ongoing|underway|under way)\b.*",
        ),
    ),
    (
        DONE,
        re.compile(
            r"^(?:已|均已|全部|全面|圆满|顺利|按[时期]|如[期时]|提前|超期|逾期|延期)+"
            r"(?:完成|办结|落实|销号|结项|结束|归档|关闭|交付|建成|验收|完工|竣工|实现|达标)(?:并.*)?$"
            r"|^已.{0,10}并(?:已|顺利)?通过.{0,6}(?:验收|评审|核查|认定|销号)$"
            r"|^closed\b.*|^(?:已)?完成[并、，,].{0,3}(?:长期|持续|常态).*"
            r"|^已(?!于|.*(?:基本|部分|初步|阶段|大部|申请|提请|报请|承诺|(?<!按)要求|计划|明确|限期|督促|责令|催|[未待])).{1,8}"
            r"(?:完成|办结|销号|归档|结项)$"
            r"|^(?:fully |all )?(?:complete|finish|deliver|clos|implement|achiev)(?:d|ed)?"
            r"(?: (?:on|in|late|early|ahead).*)?$",
        ),
    ),
)
"""States by the beginning or the end of a word. What they read is said, unless it is clear: nobody listed the word."""

_DONE_ON = re.compile(
    r"^(?!.*(?:预计|预期|计划|力争|争取|确保|务必|承诺|要求|目标|[拟将未应须需待])).*?\d{1,2}[月./-]\d{1,2}[日号]?(?:已)?(?:完成|办结|销号|验收|交付)$"
    r"|^(?:completed|done|closed|finished)\s+(?:on\s+)?\d.*"
)
_LONGEST = 24

_CLEAR = re.compile(r"正在[^\W\d未待拟筹谋]{2}|[^\W\d正未待拟]{2,3}中|已(?:办结|完成|整改|验收)并?(?:销号|归档|办结)")
"""What a rule reads as surely as if it were listed: 正在化解, 迁移中, 已办结销号."""

_ALL_OF_IT = re.compile(r"^(?:[均都]|全部|目前)?已经?(?:全部|全面|[均都])?")
"""That it is all of it adds nothing to a word of state: 已全部清零, 均已拨付."""


class StateWord(NamedTuple):
    """What a cell says of how far work is.

    `states` are what it may say, of `STATES`, the likeliest first: several where the word alone does not tell. `light`
    is a colour, `percent` a share of 100. A `phase` names a part of the work (Design, Testing) as often as its state.
    `listed` is whether the table has the word, rather than a rule.
    """

    states: tuple[str, ...] = ()
    light: str | None = None
    percent: float | None = None
    late: bool = False
    listed: bool = False
    phase: bool = False

    @property
    def understood(self) -> bool:
        """Whether the cell says anything that is known."""
        return bool(self.states or self.light or self.late or self.percent is not None)


@cache
def _table() -> Mapping[str, frozenset[str]]:
    """Every word in its normal form, and the tables that it stands under."""
    tree = tomllib.loads((folder("data") / "states.toml").read_text("utf-8"))
    match: dict[str, set[str]] = {}
    for key, sources in tree.items():
        for words in sources.values():
            for word in words:
                match.setdefault(_form(word), set()).add(key)
    return {word: frozenset(keys) for word, keys in match.items()}


def _form(word: str) -> str:
    form = unicodedata.normalize("NFKC", word).casefold().strip()
    return _MARKS.sub(" ", form).strip() or form


@lru_cache(maxsize=4096)
def read(cell: str) -> StateWord:
    """What a cell says of how far work is; nothing understood where it is a sentence or an unknown word."""
    form = _form(cell)
    if not form:
        return StateWord()
    table = _table()
    for variant in _variants(form, cell):
        if (keys := table.get(variant)) is not None:
            return _listed(keys)
    if (several := _of_items(cell)) is not None:
        return several
    if (coloured := _COLOURED.fullmatch(_SYMBOL.sub("", form))) is not None:
        return read(coloured["state"])._replace(light=read(coloured["light"]).light)
    if (checked := _CHECKED.fullmatch(form)) is not None:
        return read(checked["state"])
    if (pair := _IN_BOTH_LANGUAGES.fullmatch(form)) is not None:
        word = read(pair["state"])
        if word.understood and word.states[:1] == read(pair["english"]).states[:1]:
            return word
    if (percent := shares.percent_of(cell)) is not None:
        return StateWord((of_percent(percent),), percent=percent, listed=True)
    if (qualified := _qualified(cell)) is not None:
        return qualified
    if len(form) > _LONGEST:
        return of_clauses(cell)
    if _DONE_ON.fullmatch(unicodedata.normalize("NFKC", cell).strip().casefold()):
        return StateWord((DONE,))
    bare = _NUMBERED.sub("", form)
    for state, pattern in _RULES:
        if pattern.search(bare):
            late = re.search("超期|逾期|滞后|overdue|late", bare) is not None
            return StateWord((state,), late=late, listed=_CLEAR.fullmatch(bare) is not None)
    return of_clauses(cell)


def _of_items(cell: str) -> StateWord | None:
    """What the numbered items of a cell say of the whole: what all of them say, else that it goes on; None where one of
    them says nothing."""
    words = [read(item) for item in passages.items(cell)]
    states = {word.states[:1] for word in words}
    if not states or () in states:
        return None
    together = states.pop() if len(states) == 1 else (STARTED,)
    return StateWord(together, listed=all(word.listed for word in words))


def of_clauses(passage: str) -> StateWord:
    """The end of work that the first or the last clause of a Chinese passage says, where none takes anything back:
    已答复，代表满意."""
    clauses = passages.clauses(passage)
    if not clauses or passages.is_in_use(clauses[-1]):
        return StateWord((DONE,) if clauses else ())
    words = (read(clauses[0]), read(clauses[-1])) if len(clauses) > 1 else ()
    ends = [word.states[0] for word in words if word.listed and word.states in ((DONE,), (DROPPED,), (REPORTED,))]
    if not ends:
        return StateWord()
    return StateWord((DONE if DONE in ends or passages.is_accepted(clauses[-1]) else ends[0],))


def _qualified(cell: str) -> StateWord | None:
    """A word that the table has and what is said of it: Open - being treated, Complete - awaiting sign-off.

    It is sure where what is said of it says nothing of the state, or that what is open goes on.
    """
    match = _QUALIFIED.fullmatch(unicodedata.normalize("NFKC", cell).strip())
    word = _table().get(_form(match["word"])) if match is not None else None
    if match is None or word is None or not (states := _listed(word).states):
        return None
    if states[0] in ANSWERS:
        return None
    rest = read(match["rest"])
    if DROPPED in (rest.states[:1] or states[:1]):
        return StateWord((DROPPED,), listed=rest.listed or states[0] == DROPPED)
    if OPEN in states and (rest.states[:1] == (STARTED,) or passages.has_begun(match["rest"])):
        return StateWord((STARTED,), listed=True)
    if states[0] == DONE and _BUT.search(match["rest"].casefold()):
        return StateWord((DONE,))
    if rest.states[:1] in ((), (OPEN,), states[:1]):
        return StateWord(states[:1], late=rest.late, listed=True)
    return StateWord(rest.states[:1] if OPEN in states or states[0] in (STARTED, REPORTED) else states[:1])


def _variants(form: str, cell: str) -> Sequence[str]:
    numbered = _NUMBERED.sub("", form)
    ticked = _SYMBOL.sub("", _TICKED.sub("", form).strip())
    bare = _form(_BRACKETS.sub(" ", unicodedata.normalize("NFKC", cell)))
    variants = (form, numbered, ticked, bare, _NUMBERED.sub("", bare), _ALL_OF_IT.sub("已", bare))
    return tuple(dict.fromkeys(filter(None, variants)))


def _listed(keys: frozenset[str]) -> StateWord:
    return StateWord(
        tuple(state for state in STATES if state in keys),
        next((light for light in LIGHTS if light in keys), None),
        None,
        _LATE in keys,
        listed=True,
        phase=_PHASE in keys,
    )


def closing(passage: str) -> StateWord:
    """What the first word, the last or the first sentence of a passage says that closes the work: Sent. CLOSED; else
    nothing. It counts as unlisted, since the rest of the passage may say otherwise."""
    if (first := _qualified(passage)) is not None and first.states == (DONE,):
        return StateWord(first.states)
    for sentence in passages.ends(passage):
        word = read(sentence)
        if word.listed and word.states in ((DONE,), (DROPPED,)):
            return StateWord(word.states)
    return StateWord((DROPPED,)) if passages.is_given_up(passage) else of_clauses(passage)


def of_percent(percent: float) -> str:
    """The state that a share done stands for."""
    return DONE if percent >= 100 else STARTED if percent > 0 else PLANNED


LABELS: Mapping[str, str] = model_states.STATES
"""The names of the states that are recorded."""
