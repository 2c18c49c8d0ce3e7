"""The part [score] of the rules: its keys, and how its tables are read, with every fault at its place."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from reformcli.i18n import _, mark
from reformcli.rulebook.readers import Placed, called, text, whole, word
from reformcli.rulebook.score import FULL, MINUS, PLUS, RESCALE, ScoreRule, ScoreRules
from reformcli.rulebook.score_facts import FACTS, number
from reformcli.rulebook.sections import LABELS, Key, Section
from reformcli.rulebook.toml import short, toml

BANDS = {
    "excellent": mark("excellent"),
    "good": mark("good"),
    "ordinary": mark("ordinary"),
    "poor": mark("poor"),
}
"""Words for totals: an office may have others, which are said as they are."""

SECTIONS_OF_SCORES = {
    "time": mark("Time"),
    "rectify": mark("Rectification"),
    "group": mark("Groups' view"),
    "report": mark("Reports"),
    PLUS: mark("Plus"),
    MINUS: mark("Minus"),
}
"""The sections of the default rules and what stands beside them, as people say them."""

EMPTY = {RESCALE: mark("scaled"), FULL: mark("full")}

_ROLES = {
    "lead": mark("lead unit"),
    "responsible": mark("responsible unit"),
    "supporting": mark("supporting unit"),
}


def _amount(value: object) -> Decimal:
    return number(value, 0)


def _name(value: object) -> str:
    """A name that can stand before the @ of a line's name."""
    name = text(value)
    if any(mark in name for mark in "@, ") or name.startswith("-"):
        raise ValueError(_("a word without @, comma or space"))
    return name


RULE_KEYS: Mapping[str, Key] = {
    "key": Key(mark("key"), _name, mark("What the rule is called; its lines are called KEY@REF.")),
    "section": Key(
        mark("section"),
        lambda value: _called_or_own(value, SECTIONS_OF_SCORES),
        mark("The section that it counts in: one of sections, or plus or minus."),
    ),
    "fact": Key(
        mark("fact"),
        word({key: declared.label for key, declared in FACTS.items()}),
        mark("Which facts it looks at, by the list below."),
    ),
    "points": Key(
        mark("points"),
        lambda value: value,
        mark("Points of one fact: a number, or for events one a level, such as {city=1, province=3}."),
    ),
    "every": Key(mark("every"), whole(1, 1000), mark("How many facts make one line.")),
    "per": Key(mark("per"), _amount, mark("How many points of submissions make one point.")),
    "cap": Key(mark("most"), _amount, mark("The most that a unit gets or loses by the rule.")),
}
"""Keys of every rule; what a fact can be asked stands with the fact."""


def _called_or_own(value: object, words: Mapping[str, str]) -> str:
    """A key that an office may choose itself, or one of `words` as people say it."""
    name = text(value)
    return called(name, words) or _name(name)


def _table(value: object, words: Mapping[str, str], *, own: bool) -> dict[str, Decimal]:
    """A table of amounts by key; keys that are none of `words` only where the office may have its `own`."""
    if not isinstance(value, dict) or not value:
        raise ValueError(_("a table of numbers, such as {example}", example="{time=50, report=50}"))
    table: dict[str, Decimal] = {}
    for name, amount in value.items():
        key = called(name, words) or (_name(name) if own else None)
        if key is None or key in table:
            raise ValueError(_("each of {words} at most once", words=", ".join(words)))
        table[key] = number(amount, 0)
    return table


def sections(value: object) -> dict[str, Decimal]:
    """The maximum of each section."""
    table = _table(value, SECTIONS_OF_SCORES, own=True)
    if table.keys() & {PLUS, MINUS} or not all(table.values()):
        raise ValueError(_("numbers above 0 by section, without plus and minus, which have caps"))
    return table


def roles(value: object) -> dict[str, Decimal]:
    """The share in which owners of each role are charged."""
    table = _table(value, _ROLES, own=False)
    if max(table.values()) > 1:
        raise ValueError(_("shares from 0 to 1 by role"))
    return table


def bands(value: object) -> tuple[tuple[Decimal, str], ...]:
    """Words for totals, the highest number first, the last from 0 on, so that there is no hole."""
    pairs = value if isinstance(value, list) else []
    if not pairs or any(not isinstance(pair, list) or len(pair) != 2 for pair in pairs):
        raise ValueError(_("a list of numbers and words, such as {example}", example='[[60, "good"], [0, "poor"]]'))
    read = tuple((number(least, 0), _called_or_own(name, BANDS)) for least, name in pairs)
    starts, names = [least for least, _word in read], [name for _least, name in read]
    if starts != sorted(set(starts), reverse=True) or starts[-1] != 0 or len(set(names)) < len(names):
        raise ValueError(_("falling numbers, each with a word of its own, the last one 0, so that there is no hole"))
    return read


def rules(value: object) -> dict[str, ScoreRule]:
    """The rules by key. Raises Placed with every fault."""
    if not isinstance(value, list) or any(not isinstance(one, dict) for one in value):
        example = '[{key="absent", section="report", fact="meeting", absent=true, points=-5}]'
        raise ValueError(_("a list of rules: {example}", example=example))
    read: dict[str, ScoreRule] = {}
    faults: list[tuple[str, str]] = []
    for position, content in enumerate(value, 1):
        place = f"[{position}]"
        values = _values(place, content, faults)
        key = values.get("key")
        if key in read:
            faults.append((place, _("there is a rule {name} already", name=key)))
        elif values and not (wrong := list(_wrong(values, content))):
            read[str(key)] = _rule(values)
        elif values:
            faults += [(place, what) for what in wrong]
    if faults:
        raise Placed(faults)
    return read


def _values(place: str, content: Mapping[str, object], faults: list[tuple[str, str]]) -> dict[str, Any]:
    """What a rule says, by key; nothing where it has faults, which are gathered."""
    had = len(faults)
    values: dict[str, Any] = {}
    keys: dict[str, Key] = {**RULE_KEYS}
    fact = next((given for name, given in content.items() if called(name, {"fact": RULE_KEYS["fact"].label})), None)
    try:
        keys |= FACTS[str(RULE_KEYS["fact"].read(fact))].attributes
    except ValueError:
        keys |= {key: one for declared in FACTS.values() for key, one in declared.attributes.items()}
    for name, given in content.items():
        own = f"{place}.{name}"
        key = called(name, {one: declared.label for one, declared in keys.items()})
        if key is None or key in values:
            what = (
                _("it is given twice") if key else _("there is no such key; there are: {names}", names=", ".join(keys))
            )
            faults.append((own, what))
            continue
        try:
            values[key] = keys[key].read(given)
        except ValueError as allowed:
            faults.append(
                (own, _("it cannot be {value}: it takes {allowed}", value=short(toml(given)), allowed=allowed))
            )
    missing = [key for key in ("key", "section", "fact") if key not in content and key not in values]
    if missing:
        faults.append((place, _("it lacks {keys}", keys=", ".join(missing))))
    return values if len(faults) == had else {}


def _wrong(values: Mapping[str, Any], content: Mapping[str, object]) -> Iterator[str]:
    """What is wrong with a rule whose values are each right."""
    declared = FACTS[values["fact"]]
    section, points = values["section"], values.get("points")
    if values["fact"] == "work":
        yield from _wrong_of_work(values)
        return
    if "per" in values and (not declared.counts or not values["per"]):
        yield _("per is for facts that say their points, and is above 0")
    if points is None and (not declared.counts or (values["fact"] == "mark" and section in (PLUS, MINUS))):
        yield _("it lacks {keys}", keys="points")
    if points is not None and values["fact"] == "submission":
        yield _("submissions say their points themselves: leave points out")
    if points is None:
        return
    try:
        amounts = list(_points(points, declared.levels).values())
    except ValueError as allowed:
        yield _("points cannot be {value}: it takes {allowed}", value=short(toml(points)), allowed=allowed)
        return
    if any(amount < 0 for amount in amounts) and section == PLUS:
        yield _("points of plus are not below 0")
    if any(amount > 0 for amount in amounts) and section != PLUS:
        yield _("points of {section} are not above 0: a section begins with its maximum", section=section)


def _wrong_of_work(values: Mapping[str, Any]) -> Iterator[str]:
    if values["section"] in (PLUS, MINUS) or "points" in values or "every" in values or "per" in values:
        yield _("work costs a share of a section: it takes late and open, no points, every or per")
    if "late" not in values or "open" not in values:
        yield _("it lacks {keys}", keys="late, open")
    elif values["late"] > values["open"]:
        yield _("late is more than open: doing what is late would cost points")


def _points(value: object, levels: Mapping[str, str]) -> dict[str, Decimal]:
    """The points of a rule: by level, or a number under an empty key."""
    if not isinstance(value, dict):
        return {"": number(value)}
    table: dict[str, Decimal] = {}
    for name, given in value.items():
        key = called(name, levels)
        if key is None or key in table:
            words = ", ".join(levels)
            raise ValueError(_("each of {words} at most once", words=words) if levels else _("a number"))
        table[key] = number(given)
    return table


def _rule(values: dict[str, Any]) -> ScoreRule:
    declared = FACTS[values["fact"]]
    own = ("late", "open") if values["fact"] == "work" else ()
    conditions = {key: value for key, value in values.items() if key in declared.attributes and key not in own}
    rest = {key: value for key, value in values.items() if key not in conditions}
    if "points" in rest:
        table = _points(rest["points"], declared.levels)
        rest["points"] = table.get("", table)
    return ScoreRule(conditions=conditions, **rest)


SCORE = Section(
    LABELS["score"],
    mark("What units are scored by: sections, caps, bands, and the rules that give points for facts."),
    {
        "base": Key(mark("base"), lambda value: number(value, 1), mark("What the sections are together.")),
        "sections": Key(mark("sections"), sections, mark("The maximum of each section.")),
        "plus_cap": Key(mark("plus cap"), _amount, mark("The most that is added.")),
        "minus_cap": Key(mark("minus cap"), _amount, mark("The most that is taken away.")),
        "roles": Key(mark("roles"), roles, mark("In which share owners in a role are charged for late work.")),
        "empty": Key(
            mark("empty"),
            word(EMPTY),
            mark("What a section without facts does: it leaves the total, which is scaled (rescale), or is full."),
        ),
        "bands": Key(mark("bands"), bands, mark("Words for totals from a number on, the highest first, down to 0.")),
        "rules": Key(mark("rules"), rules, mark("Which facts give which points: see the facts below.")),
    },
    needed=ScoreRules._fields,
)


def contradictions(part: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong between the keys of [score], each of which is right."""
    maxima, base, declared = part.get("sections"), part.get("base"), part.get("rules")
    if maxima and base is not None and sum(maxima.values()) != base:
        yield _("score.sections are {sum} together, score.base is {base}.", sum=sum(maxima.values()), base=base)
    if part.get("bands") and base is not None and part["bands"][0][0] > base + (part.get("plus_cap") or 0):
        yield _("score.bands: nobody can reach {least}.", least=part["bands"][0][0])
    if not maxima or declared is None:
        return
    views: dict[str, str] = {}
    for position, rule in enumerate(declared.values(), 1):
        facts = {"place": f"score.rules[{position}]", "section": rule.section}
        if rule.section not in (*maxima, PLUS, MINUS):
            names = ", ".join((*maxima, PLUS, MINUS))
            yield _("{place}: there is no section {section}; there are: {names}.", names=names, **facts)
        if rule.is_view and (other := views.setdefault(rule.section, rule.key)) != rule.key:
            yield _("{place}: the rule {name} gives {section} already.", name=other, **facts)
        if rule.open is not None and rule.open < 1 and part.get("empty") == RESCALE:
            yield _(
                "{place}: open must be 1 where empty sections are scaled, or work that falls late would raise a score.",
                **facts,
            )
