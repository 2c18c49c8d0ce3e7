"""The named queries, as text for SQLite with named parameters."""

OPEN = "state IN ('planned', 'started', 'reported')"
"""Spelled as in the partial indexes, so that they are used."""

_PROJECT_WORK = """
SELECT p.number, 0, p.title, p.title, p.plan, p.source, p.theme, p.key, p.start, p.due, p.due_first, p.due_said,
    p.state, p.reported, p.done,
    (SELECT count(*) FROM extensions e WHERE e.project = p.number AND e.milestone IS NULL) AS moves, p.uid
FROM projects p
"""

_MILESTONE_WORK = """
SELECT m.project, m.number, m.title, p.title, p.plan, p.source, p.theme, p.key, m.start, m.due, m.due_first, m.due_said,
    m.state, m.reported, m.done,
    (SELECT count(*) FROM extensions e WHERE e.project = m.project AND e.milestone = m.number) AS moves, m.uid
FROM milestones m JOIN projects p ON p.number = m.project
"""


def work(conditions: list[str], *, milestones: bool) -> str:
    """Projects, and milestones too where asked, that meet `conditions`.

    In a condition `w` stands for the project or milestone itself and `p` for the project.
    """
    parts = [(_PROJECT_WORK, "p")] + ([(_MILESTONE_WORK, "m")] if milestones else [])
    clause = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    union = " UNION ALL ".join(query + clause.replace("w.", f"{alias}.") for query, alias in parts)
    return f"{union} ORDER BY 10, 1, 2"


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

PROGRESS = """
SELECT project, sum(weight), sum(CASE WHEN due < :today THEN weight ELSE 0 END),
    sum(CASE WHEN state = 'done' AND (done IS NULL OR done <= :today) THEN weight ELSE 0 END)
FROM milestones WHERE state <> 'dropped' AND project IN (SELECT value FROM json_each(:projects)) GROUP BY project
"""
