"""The named queries besides that of tracked work, as text with named parameters."""

from reformcli.store.dialect import SQLITE as SQL
from reformcli.store.tracked import milestones, tracked_tables


def rewinds() -> str:
    """Whether anything was done, dropped, reported or extended after `:today`."""
    today = SQL.parameter("today")
    changes = [("extensions", "asked")]
    changes += [
        (table.name, day) for table in tracked_tables() for day in ("done", "dropped", "reported") if day in table.dates
    ]
    return "SELECT " + " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {day} > {today})" for table, day in changes)


def answering() -> str:
    """Who answers for projects on the day `:on`, in the order of their duties."""
    on = SQL.parameter("on")
    return (
        "SELECT d.project, d.role, o.name FROM duties d JOIN owners o ON o.number = d.owner"
        f" WHERE {SQL.among('d.project', 'projects')} AND (d.valid_from IS NULL OR d.valid_from <= {on})"
        f" AND (d.valid_to IS NULL OR d.valid_to >= {on}) ORDER BY d.project, d.number"
    )


def progress(*, rewound: bool) -> str:
    """The weights of projects' milestones; as they stood on the day `:today` if `rewound`."""
    today = SQL.parameter("today")
    return (
        f"SELECT project, sum(weight), coalesce(sum(weight) FILTER (WHERE due < {today}), 0),"
        " coalesce(sum(weight) FILTER (WHERE state = 'done'), 0),"
        " count(*) FILTER (WHERE state = 'done' AND done > due),"
        f" count(*) FILTER (WHERE state <> 'done' AND due < {today})"
        f" FROM {milestones(rewound=rewound)} m"
        f" WHERE state <> 'dropped' AND {SQL.among('project', 'projects')} GROUP BY project"
    )


def news() -> str:
    """The last day up to `:today` on which anything was heard of each project: the days that nouns declare as news, of
    itself and of what refers to it, to one of its milestones or to a matter about it."""
    from reformcli.model.field_kinds import FieldKind
    from reformcli.model.noun import nouns

    parts = []
    for kind in nouns():
        for day in kind.news:
            if kind.key == "project":
                parts.append(f"SELECT number AS project, {day} AS day FROM projects")
            for field in kind.references:
                if field.kind is FieldKind.REF and field.key == "about":
                    parts += [
                        f"SELECT about_number, {day} FROM {kind.plural} WHERE about_noun = 'project'",
                        f"SELECT about_within, {day} FROM {kind.plural} WHERE about_noun = 'milestone'",
                        f"SELECT m.project, t.{day} FROM {kind.plural} t JOIN matters m ON m.number = t.about_number"
                        " WHERE t.about_noun = 'matter'",
                    ]
                elif field.kind is FieldKind.REFERENCES and field.to == "project":
                    parts.append(f"SELECT item.value, t.{day} FROM {SQL.items(kind.plural, 't', field.key)}")
                elif field.kind is FieldKind.REFERENCE and field.to == "project":
                    parts.append(f"SELECT {field.key}, {day} FROM {kind.plural}")
    return (
        f"SELECT project, max(day) FROM ({' UNION ALL '.join(parts)}) AS heard"
        f" WHERE day <= {SQL.parameter('today')} AND {SQL.among('project', 'projects')} GROUP BY project"
    )
