"""Lists of what a meeting decided, or a visit found: rows read as a list of projects become matters."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from reformcli.i18n import _
from reformcli.merging.project_rows import by_role
from reformcli.merging.record import Record
from reformcli.model.fields import fields_of
from reformcli.model.matter import Matter
from reformcli.model.note import PROBLEM
from reformcli.model.refs import Ref

_TAKEN = ("title", "due", "measures", "state", "evidence", "document", "detail")
"""The cells of a row of a list that a matter has a field for; the rest are other columns."""

_HELPING = ("lead", "responsible", "supporting")


def matters(records: Iterable[Record], source: Ref, day: date | None, say: Callable[[str], None]) -> Iterator[Record]:
    """The matters that come from `source`, as rows of a rectification list, or of a list of projects: of these the unit
    that leads answers, and the others help.

    Time limits count from `day`. Steps of a row become lines of its measures, which is said, as is a second lead unit.
    """
    waiting: Record | None = None
    for record in records:
        if record.noun == "matter" and record.office:
            yield _sourced(record, source, day)
            continue
        if record.noun == "milestone" and record.under == "project" and waiting is not None and record.fault is None:
            say(_("{place}: a step; it stands in the measures of the matter above.", place=record.place))
            waiting = _with_step(waiting, record)
            continue
        if waiting is not None:
            yield waiting
        waiting = _matter(record, source, day, say) if record.noun == "project" else None
        if waiting is None:
            yield record
    if waiting is not None:
        yield waiting


def _sourced(record: Record, source: Ref, day: date | None) -> Record:
    return record._replace(
        cells={**record.cells, "source": str(source)}, means=record.means._replace(base=record.means.base or day)
    )


def _matter(record: Record, source: Ref, day: date | None, say: Callable[[str], None]) -> Record:
    roles = by_role(dict(record.roles))
    names = [name for role in _HELPING for name in roles.get(role, ())]
    if len(roles.get("lead", ())) > 1:
        say(_("{place}: {name} answers; who else leads stands with those who help.", place=record.place, name=names[0]))
    cells = {key: text for key, text in record.cells.items() if key in _TAKEN}
    others: dict[str, str] = json.loads(record.cells.get("extra") or "{}")
    left = {key: text for key, text in record.cells.items() if key not in (*_TAKEN, "extra", "plan") and text}
    left |= {role: "、".join(who) for role, who in roles.items() if role not in _HELPING}
    others |= {record.place.columns.get(key, ("", key))[1]: text for key, text in left.items()}
    cells |= {"source": str(source), "owner": names[0] if names else "", "supporting": ",".join(names[1:])}
    cells |= {"extra": json.dumps(others, ensure_ascii=False)}
    # The problem is what was found or decided on, not what the unit reports of it.
    if problem := next((said.text for said in record.said if said.kind == PROBLEM and not said.is_nothing), ""):
        cells["detail"] = "\n".join(filter(None, (cells.get("detail"), problem)))
    assert cells.keys() <= fields_of(Matter).keys()
    return record._replace(
        noun="matter",
        cells=cells,
        roles={},
        has_steps=False,
        said=tuple(said for said in record.said if said.kind != PROBLEM),
        means=record.means._replace(base=day or record.means.base),
    )


def _with_step(matter: Record, step: Record) -> Record:
    """A matter whose measures have one more line: what the step is, and by when."""
    line = " ".join(filter(None, (step.cells.get("title"), step.cells.get("due"))))
    measures = "\n".join(filter(None, (matter.cells.get("measures"), line)))
    return matter._replace(cells={**matter.cells, "measures": measures})
