"""Tracked work as a query: one SELECT for each noun whose things are work, made from the list of nouns.

Everywhere `w` is the piece of work itself and `p` the project that it belongs to or is about.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from reformcli.model.nouns import ListedNoun, Tracked, letter_of, listed_noun, listed_nouns
from reformcli.model.scope import OF_THE_WORK, Condition, Scope
from reformcli.model.states import OPEN_STATES
from reformcli.model.work import ROLES_ABOVE_OWNER
from reformcli.store.dialect import SQLITE as SQL

_STATES = ", ".join(f"'{state}'" for state in OPEN_STATES)


def is_open(state: str) -> str:
    """The condition that work whose state is in the column `state` is open: the same in the partial indexes, so that
    queries use them."""
    return f"{state} IN ({_STATES})"


_NULL = "NULL"


def work(
    scope: Scope,
    conditions: Sequence[str],
    *,
    nouns: Collection[str],
    kinds_of: Mapping[str, Collection[str]],
    rewound: bool,
    moved: bool = False,
) -> str:
    """The work of `nouns` in scope that meets `conditions`; as it stood on the day `:today` if `rewound`. Empty where
    there can be none. `moved` leaves out work whose due date is as it was first entered.

    `kinds_of` are the codes of the kinds that a noun's things have. Columns are those of `model.work.Work`, in their
    order, and a last one that nobody needs. Work without a due date comes first.
    """
    parts = []
    for rank, table in enumerate(tracked_tables()):
        kinds = table.kinds(scope, kinds_of.get(table.key, ()))
        if table.key in nouns and kinds is not None:
            clauses = [*conditions, *kinds, *table.scope(scope), *([table.moved] if moved else [])]
            where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
            parts.append(table.select(rank, rewound=rewound) + where)
    order = (SQL.order("due", nulls_first=True), SQL.order("project", nulls_first=False), "rank", "number")
    return f"{' UNION ALL '.join(parts)} ORDER BY {', '.join(order)}" if parts else ""


def tracked_tables() -> "Iterator[TrackedTable]":
    """The tables of tracked nouns, in the order of the list."""
    for listed in listed_nouns():
        if listed.tracked is not None:
            yield TrackedTable(listed, listed.tracked)


def milestones(*, rewound: bool) -> str:
    """The table of milestones, or what it held at the end of `:today`."""
    return _of("milestone").source(rewound=rewound)


def _of(key: str) -> "TrackedTable":
    listed = listed_noun(key)
    assert listed.tracked is not None
    return TrackedTable(listed, listed.tracked)


class TrackedTable:
    """The table of one tracked noun in queries."""

    def __init__(self, listed: ListedNoun, facts: Tracked) -> None:
        self.key = listed.key
        self.dates = facts.dates
        self.name = listed.plural
        self._within = listed.within
        self._facts = facts
        self._project = "p" if facts.project else "w"

    def select(self, rank: int, *, rewound: bool) -> str:
        """Every piece of the noun's work."""
        facts, project = self._facts, self._project
        granted = " AND e.kind = 'extension'"
        granted += f" AND (e.asked IS NULL OR e.asked <= {SQL.parameter('today')})" if rewound else ""
        columns = {
            "noun": f"'{self.key}'",
            "number": "w.number",
            "within": self._column(self._within),
            "kind": self._column(facts.kind),
            "title": self._column(facts.title),
            "project": f"{project}.number",
            "about": "p.title" if facts.project else _NULL,
            "plan": self._plan,
            **{name: f"{project}.{name}" for name in ("source", "theme", "key")},
            "owner": self._column(facts.owner),
            "supporting": self._column(facts.supporting),
            "start": self._date("start"),
            "due": self._column(facts.due),
            "due_first": self._date("due_first"),
            "due_said": self._date("due_said"),
            "state": self._column(facts.state),
            "reported": self._date("reported"),
            "done": self._date("done"),
            "moves": f"(SELECT count(*) FROM extensions e WHERE {self.about('e')}{granted})",
            "uid": "w.uid",
            "rank": str(rank),
        }
        named = ", ".join(f"{text} AS {name}" for name, text in columns.items())
        return f"SELECT {named} FROM {self.source(rewound=rewound)} w{self._joined(rewound=rewound)}"

    def view(self) -> str:
        """Every piece of the noun's work as other programs see it: names instead of numbers."""
        facts, project = self._facts, self._project
        outer = f"w.{self._within} || '.' || " if self._within else ""
        ref = f"'{letter_of(self.key)}' || {outer}w.number"
        lead = _holders(project, "lead")
        owner = f"coalesce((SELECT name FROM owners WHERE number = w.{facts.owner}), {lead})" if facts.owner else lead
        columns = {
            "ref": ref,
            "kind": f"coalesce(w.{facts.kind}, '{self.key}')" if facts.kind else f"'{self.key}'",
            "title": self._column(facts.title),
            "project": f"{project}.number",
            "project_title": f"{project}.title",
            "due": self._column(facts.due),
            "due_first": self._date("due_first"),
            "state": self._column(facts.state),
            "reported": self._date("reported"),
            "done": self._date("done"),
            "owner": owner,
            "leader": _holders(project, "leader"),
        }
        named = ", ".join(f"{text} AS {name}" for name, text in columns.items())
        return f"SELECT {named} FROM {self.name} w{self._joined(rewound=False)}"

    def kinds(self, scope: Scope, codes: Collection[str]) -> list[str] | None:
        """The condition that the kinds asked for put on the noun's work; None where none of it is asked for."""
        if not scope.kinds or self.key in scope.kinds:
            return []
        asked = [f"'{code}'" for code in codes if code in scope.kinds]
        return [f"w.{self._facts.kind} IN ({', '.join(asked)})"] if asked else None

    def scope(self, scope: Scope) -> Iterator[str]:
        """The conditions that the filters put on the noun's work."""
        project = self._project
        if scope.plan is not None:
            asked = SQL.parameter("plan")
            yield f"coalesce({self._plan}, {asked}) = {asked}"
        for name, value in (("source", scope.source), ("theme", scope.theme), ("key", scope.key)):
            if value is not None:
                yield f"{project}.{name} = {SQL.parameter(name)}"
        if scope.owner is not None:
            yield self._answered_by("owner")
        if scope.group is not None:
            yield self._has_duty("group", "group")
        if scope.leader is not None:
            yield self._has_duty("leader", "leader")
        for position, condition in enumerate(scope.where):
            yield _where(self._compared(condition.field), condition, f"where{position}")

    def about(self, alias: str) -> str:
        """That a row whose Ref is called `about` is about the work."""
        within = f"= w.{self._within}" if self._within else "IS NULL"
        return (
            f"{alias}.about_noun = '{self.key}' AND {alias}.about_within {within} AND {alias}.about_number = w.number"
        )

    @property
    def moved(self) -> str:
        """That the due date of the work was extended or corrected, or is not the first one."""
        corrected = f"EXISTS (SELECT 1 FROM extensions e WHERE e.kind = 'correction' AND {self.about('e')})"
        first = " OR w.due <> w.due_first" if "due_first" in self.dates else ""
        return f"(moves > 0 OR {corrected}{first})"

    def source(self, *, rewound: bool) -> str:
        """The table, or what its things' own dates say that it held at the end of `:today`.

        Columns that no date tells about are as they are.
        """
        if not rewound:
            return self.name
        then = self._then()
        columns = ", ".join(f"{then.get(key, f'w.{key}')} AS {key}" for key in self._columns())
        return f"(SELECT {columns} FROM {self.name} w)"

    def _then(self) -> dict[str, str]:
        """What columns held at the end of `:today`, of those that a date tells about."""
        facts, has, today = self._facts, self._facts.dates, SQL.parameter("today")
        later = f"FROM extensions e WHERE e.kind = 'extension' AND e.asked > {today} AND {self.about('e')}"
        then: dict[str, str] = {
            key: f"CASE WHEN w.{key} <= {today} THEN w.{key} END" for key in ("reported", "done") if key in has
        }
        then[facts.due] = (
            f"CASE WHEN EXISTS (SELECT 1 {later}) THEN (SELECT e.due_from {later} ORDER BY e.number LIMIT 1)"
            f" ELSE w.{facts.due} END"
        )
        if "due_said" in has:
            then["due_said"] = f"CASE WHEN NOT EXISTS (SELECT 1 {later}) THEN w.due_said END"
        if "reported" in has and "done" in has and "dropped" in has:
            started = f"WHEN w.start > {today} THEN 'planned' " if "start" in has else ""
            then[facts.state] = (
                f"CASE WHEN w.done > {today} OR w.dropped > {today}"
                f" OR (w.{facts.state} = 'reported' AND w.reported > {today})"
                f" THEN CASE WHEN w.reported <= {today} THEN 'reported' {started}ELSE 'started' END"
                f" ELSE w.{facts.state} END"
            )
        return then

    def _columns(self) -> list[str]:
        """The columns that queries look at."""
        facts = self._facts
        keys = ["number", "uid", facts.title, facts.due, facts.state, *facts.dates]
        keys += [self._within, facts.project, facts.owner, facts.supporting, facts.kind, facts.plan_day]
        keys += _MORE.get(self.key, ())
        return [key for key in dict.fromkeys(keys) if key]

    def _joined(self, *, rewound: bool) -> str:
        if not self._facts.project:
            return ""
        join = "JOIN" if self._facts.project == self._within else "LEFT JOIN"
        return f" {join} {_of('project').source(rewound=rewound)} p ON p.number = w.{self._facts.project}"

    @property
    def _plan(self) -> str:
        """The plan year: the year of the day on which the work began, else its project's, else the year in which it was
        first due; none where it has no day at all. Such work is of every year that is asked about."""
        facts = self._facts
        if not facts.plan_day:
            return f"{self._project}.plan"
        first = "w.due_first" if "due_first" in facts.dates else _NULL
        return f"coalesce({_year(f'w.{facts.plan_day}')}, p.plan, {_year(first)}, {_year(f'w.{facts.due}')})"

    def _column(self, key: str) -> str:
        return f"w.{key}" if key else _NULL

    def _date(self, key: str) -> str:
        return self._column(key if key in self._facts.dates else "")

    def _compared(self, field: str) -> str:
        """The column that a condition on a field looks at."""
        if field not in OF_THE_WORK:
            return f"{self._project}.{field}"
        if field == "extensions":
            return "moves"
        own = {"due": self._facts.due, "state": self._facts.state}
        return self._column(own[field]) if field in own else self._date(field)

    def _answered_by(self, name: str) -> str:
        """That an owner or a part of it answers for the work: by a duty of its project; where the work has an owner of
        its own, as that or as one who helps, while its project's leaders, groups and contacts are so still.

        `reports/answering` says by the same rule who it is.
        """
        facts = self._facts
        if not facts.owner:
            return self._has_duty(name)
        ways = [f"w.{facts.owner} IN ({_parts(name)})", self._has_duty(name, *ROLES_ABOVE_OWNER)]
        if facts.supporting:
            helping = f"{SQL.items(self.name, 's', facts.supporting)} WHERE s.number = w.number"
            ways.append(f"EXISTS (SELECT 1 FROM {helping} AND item.value IN ({_parts(name)}))")
        ways.append(f"(w.{facts.owner} IS NULL AND {self._has_duty(name)})")
        return f"({' OR '.join(ways)})"

    def _has_duty(self, name: str, *roles: str) -> str:
        """That an owner or a part of it has a duty for the work's project on the day `:today`."""
        today = SQL.parameter("today")
        quoted = ", ".join(f"'{role}'" for role in roles)
        role = f" AND d.role IN ({quoted})" if roles else ""
        return (
            f"EXISTS (SELECT 1 FROM duties d WHERE d.project = {self._project}.number"
            f" AND d.owner IN ({_parts(name)}){role}"
            f" AND (d.valid_from IS NULL OR d.valid_from <= {today}) AND (d.valid_to IS NULL OR d.valid_to >= {today}))"
        )


def _year(day: str) -> str:
    return f"CAST(substr({day}, 1, 4) AS INTEGER)"


_MORE = {"project": ("code", "plan", "source", "kind", "theme", "key"), "milestone": ("weight",)}
"""Columns that filters and progress look at."""


def ref_text(column: str) -> str:
    """What people write for a Ref that is stored in columns: 17.3, V12, M4.2; NULL for none."""
    lettered = {listed.key: letter for listed in listed_nouns() if (letter := letter_of(listed.key))}
    letters = " ".join(f"WHEN '{noun}' THEN '{letter}'" for noun, letter in lettered.items())
    return f"CASE {column}_noun {letters} ELSE '' END || coalesce({column}_within || '.', '') || {column}_number"


def _holders(project: str, role: str) -> str:
    """The names of those who have a role in a project without an end."""
    return (
        "(SELECT group_concat(o.name, ', ') FROM duties d JOIN owners o ON o.number = d.owner"
        f" WHERE d.project = {project}.number AND d.role = '{role}' AND d.valid_to IS NULL)"
    )


def _parts(name: str) -> str:
    """The numbers of an owner and of all that is part of it. UNION takes each once, so that a ring of parts ends."""
    return (
        f"WITH RECURSIVE part(number) AS (SELECT number FROM owners WHERE number = {SQL.parameter(name)}"
        " UNION SELECT o.number FROM part JOIN owners o ON o.parent = part.number) SELECT number FROM part"
    )


def _where(column: str, condition: Condition, name: str) -> str:
    if condition.operator == "~":
        return SQL.contains(column, name)
    if condition.value is None:
        return f"{column} IS {'NOT ' if condition.operator == '!=' else ''}NULL"
    if condition.operator == "!=":
        return f"NOT ({SQL.same(column, SQL.parameter(name))})"
    return f"{column} {condition.operator} {SQL.parameter(name)}"
