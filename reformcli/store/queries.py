"""The named queries, as text for SQLite with named parameters."""

OPEN = "state IN ('planned', 'started', 'reported')"
"""Spelled as in the partial indexes, so that they are used."""

_PROJECT_WORK = """
SELECT p.number, 0, p.title, p.title, p.plan, p.source, p.theme, p.key, p.start, p.due, p.due_first, p.due_said,
    p.state, p.reported, p.done,
    (SELECT count(*) FROM extensions e WHERE e.project = p.number AND e.milestone IS NULL{granted}) AS moves, p.uid
FROM {projects} p
"""

_MILESTONE_WORK = """
SELECT m.project, m.number, m.title, p.title, p.plan, p.source, p.theme, p.key, m.start, m.due, m.due_first, m.due_said,
    m.state, m.reported, m.done,
    (SELECT count(*) FROM extensions e WHERE e.project = m.project AND e.milestone = m.number{granted}) AS moves, m.uid
FROM {milestones} m JOIN {projects} p ON p.number = m.project
"""

_LATER_EXTENSION = "FROM extensions e WHERE e.asked > :today AND e.project = {project} AND e.milestone IS {milestone}"

_REWOUND = """(SELECT {kept},
    CASE WHEN done > :today OR dropped > :today OR (state = 'reported' AND reported > :today) THEN
        CASE WHEN reported <= :today THEN 'reported' WHEN start > :today THEN 'planned' ELSE 'started' END
    ELSE state END AS state,
    CASE WHEN reported <= :today THEN reported END AS reported, CASE WHEN done <= :today THEN done END AS done,
    CASE WHEN EXISTS (SELECT 1 {later}) THEN
        (SELECT e.due_from {later} ORDER BY e.number LIMIT 1) ELSE due END AS due,
    CASE WHEN NOT EXISTS (SELECT 1 {later}) THEN due_said END AS due_said
FROM {table})"""
"""Work as its own dates say that it stood at the end of `:today`. Columns that no date tells about are as they are."""

_REWOUND_PROJECTS = _REWOUND.format(
    kept="number, uid, title, code, plan, source, kind, theme, key, start, due_first",
    later=_LATER_EXTENSION.format(project="projects.number", milestone="NULL"),
    table="projects",
)
_REWOUND_MILESTONES = _REWOUND.format(
    kept="project, number, uid, title, weight, start, due_first",
    later=_LATER_EXTENSION.format(project="milestones.project", milestone="milestones.number"),
    table="milestones",
)


def work(conditions: list[str], *, milestones: bool, rewound: bool) -> str:
    """Projects, and milestones too where asked, that meet `conditions`; as they stood on the day `:today` if `rewound`.

    In a condition `w` stands for the project or milestone itself and `p` for the project.
    """
    parts = [(_PROJECT_WORK, "p")] + ([(_MILESTONE_WORK, "m")] if milestones else [])
    clause = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    granted = " AND (e.asked IS NULL OR e.asked <= :today)" if rewound else ""
    tables = _tables(rewound=rewound)
    union = " UNION ALL ".join(
        query.format(granted=granted, **tables) + clause.replace("w.", f"{alias}.") for query, alias in parts
    )
    return f"{union} ORDER BY 10, 1, 2"


def _tables(*, rewound: bool) -> dict[str, str]:
    if rewound:
        return {"projects": _REWOUND_PROJECTS, "milestones": _REWOUND_MILESTONES}
    return {"projects": "projects", "milestones": "milestones"}


REWINDS = f"""
SELECT EXISTS (SELECT 1 FROM extensions WHERE asked > :today) {
    "".join(
        f" OR EXISTS (SELECT 1 FROM {table} WHERE {column} > :today)"
        for table in ("projects", "milestones")
        for column in ("done", "dropped", "reported")
    )
}
"""
"""Whether anything was done, dropped, reported or extended after `:today`."""

HAS_DUTY = """EXISTS (SELECT 1 FROM duties d WHERE d.project = p.number AND d.owner IN (
    WITH RECURSIVE within(number) AS (
        VALUES (:{name}) UNION SELECT o.number FROM within JOIN owners o ON o.parent = within.number
    ) SELECT number FROM within){role}
    AND (d.valid_from IS NULL OR d.valid_from <= :today) AND (d.valid_to IS NULL OR d.valid_to >= :today))"""
"""The owner, or one that is part of it at any depth, has a duty. UNION takes each owner once, so that a ring of parts
ends."""

ANSWERING = """
SELECT d.project, d.role, o.name FROM duties d JOIN owners o ON o.number = d.owner
WHERE d.project IN (SELECT value FROM json_each(:projects))
    AND (d.valid_from IS NULL OR d.valid_from <= :on) AND (d.valid_to IS NULL OR d.valid_to >= :on)
ORDER BY d.project, d.number
"""

_PROGRESS = """
SELECT project, sum(weight), sum(CASE WHEN due < :today THEN weight ELSE 0 END),
    sum(CASE WHEN state = 'done' THEN weight ELSE 0 END), sum(state = 'done' AND done > due),
    sum(state <> 'done' AND due < :today)
FROM {milestones} WHERE state <> 'dropped' AND project IN (SELECT value FROM json_each(:projects)) GROUP BY project
"""


def progress(*, rewound: bool) -> str:
    """The weights of projects' milestones; as they stood on the day `:today` if `rewound`."""
    return _PROGRESS.format(**_tables(rewound=rewound))


_DATED = (
    ("number", "reported", "projects"),
    ("number", "done", "projects"),
    ("project", "reported", "milestones"),
    ("project", "done", "milestones"),
    ("project", "asked", "extensions"),
    ("project", "valid_from", "overrides"),
    ("project", "fixed", "findings"),
    ("project", "closed", "findings"),
    ("j.value", "v.date", "visits v, json_each(v.projects) j"),
    ("CAST(about AS INTEGER)", "date", "notes WHERE about GLOB '[0-9]*'"),
)
"""Where it stands that something was heard of a project: its number, the day, the table."""

NEWS = f"""
SELECT project, max(day) FROM (
    {" UNION ALL ".join(f"SELECT {project} AS project, {day} AS day FROM {table}" for project, day, table in _DATED)}
) WHERE day <= :today AND project IN (SELECT value FROM json_each(:projects)) GROUP BY project
"""
"""The last day up to `:today` on which anything was heard of each project."""
