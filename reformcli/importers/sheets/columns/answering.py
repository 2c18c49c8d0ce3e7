"""Who answers for the items of a list, where several columns name somebody: who leads, whom work is assigned to."""

import re
from collections.abc import Sequence

from reformcli.importers.sheets.columns.layout import KEEP, TOLD, SheetColumn
from reformcli.importers.sheets.columns.who import ANSWERING
from reformcli.importers.sheets.words.heading_table import normal
from reformcli.model.duty import ROLES

_OF_UNITS = re.compile(
    r"service(?: area)?|directorate|division|section|branch|faculty|school"
    r"|(?:所[在属]|属地|自查|涉及)?(?:学校|医院|乡镇|镇街|街道|村居|村|社区|园区|科室|股室|党?支部|党组织)名?(?:称)?",
    re.IGNORECASE,
)
"""What heads units that work belongs to; where nobody else answers for it, they do."""


def people(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns of those who answer told apart: beside a column of units a person is the liaison; beside the one whom
    work is assigned to, its owner is the leader."""
    columns = _without_subjects(_with_units_that_work_belongs_to(_with_one_who_answers(columns)))
    answering = _answering(columns)
    persons = [column for column in answering if _holds_persons(column)]
    roles: dict[int, str] = {}
    if len(persons) < len(answering) or any(column.key == "lead" and column.why == TOLD for column in columns):
        roles = {column.at: "liaison" for column in persons if column.key == "responsible"}
    elif len(persons) > 1:
        owners = [column for column in persons if _OWNER.search(normal(column.name))]
        roles = {column.at: "leader" for column in owners} if len(owners) < len(persons) else {}
    return [column._replace(key=roles.get(column.at, column.key)) for column in columns]


_OWNER = re.compile("owner|lead|accountable")


def _answering(columns: Sequence[SheetColumn]) -> list[SheetColumn]:
    """The columns of those who answer for the work, but for what a person says."""
    return [column for column in columns if column.key in ("lead", "responsible") and column.why != TOLD]


def _with_one_who_answers(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; where nobody answers, an English Officer does (a 经办人 does the work at the desk of one who does),
    else the first owner, else, where no person is named, those who help, else those whose initials stand there."""
    named = {column.key for column in columns}
    if named & {"lead", "responsible"}:
        return columns
    officers = [
        column.at
        for column in columns
        if column.name.isascii() and (column.key == "officer" or (column.key == "leader" and _DESK.search(column.name)))
    ]
    helping = ("owner",) if named & {"liaison", "leader"} else ("owner", "supporting")
    others = [column for key in helping for column in columns if column.key == key]
    others += [column for column in columns if not named & set(ROLES) and normal(column.name) == "initials"]
    answering = officers or [column.at for column in others[:1] if column.why != TOLD]
    return [column._replace(key="responsible") if column.at in answering else column for column in columns]


_DESK = re.compile(r"\bofficer\b", re.IGNORECASE)


def _with_units_that_work_belongs_to(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; where nobody answers, the units that head the work do."""
    if any(column.key in (*ANSWERING, "group") for column in columns):
        return columns
    units = [column for column in columns if column.key == "theme" and _OF_UNITS.fullmatch(column.name)]
    return [column._replace(key="responsible") if column in units[:1] else column for column in columns]


def _without_subjects(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; 企业名称, 试点地区, 首创单位, 发生单位 and 原实施单位 beside 责任单位 are what the row is about and
    answer for nothing."""
    answering = [*_answering(columns), *(each for each in columns if each.key == "owner" and each.why != TOLD)]
    subjects = [
        column
        for column in answering
        if _SUBJECT.search(column.name) or (column.why == "near" and _SOME_UNIT.fullmatch(column.name))
    ]
    if len(subjects) == len(answering):
        return columns
    return [column._replace(key=KEEP) if column in subjects else column for column in columns]


_SUBJECT = re.compile(r"^(?:原(?!责任)|上级)|名称$|试[点行](?:地|单位|区|范围)|(?:承担|实施)地区")

_SOME_UNIT = re.compile(
    r"(?!.*(?:责任|牵头|[承主]办|主[责管]|落实|实施|负责|执行|办理|推进|整改|承担|承接|接收|处置|化解|包[保联抓])).*(?:单位|部门)"
)
"""Units that a heading names by a word of their own, which does not say that they answer."""

_VISITED = re.compile(
    r"(?:被|受)?(?:检|检查|督查|督察|巡察|巡视|审计)(?:单位|对象|部门|企业|场所)|trades?", re.IGNORECASE
)


_MOSTLY = 0.5
"""Such a share of units makes a column one of units."""


def putting_right(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns of a list of findings; where others put right what was found, the unit that was looked at is kept.

    Where no column says who does, the units that it belongs to do, else persons. The other parts that somebody has in
    it are kept.
    """
    answering = {column.key for column in columns} & {"owner", "liaison"}
    instead = next((column for column in columns if column.key == "leader" and not answering), None)
    columns = [
        column._replace(key="liaison" if column is instead else KEEP)
        if column.key in ROLES and column.key not in ("liaison", "supporting") and column.why != TOLD
        else column
        for column in columns
    ]
    columns = _without_subjects(columns)
    visited = [column for column in columns if column.key == "owner" and _VISITED.fullmatch(column.name)]
    others = [column for column in columns if column.key == "owner" and column not in visited]
    if not others:
        may_be = [column for column in columns if column.key in ("theme", KEEP) and column.shape.units >= _MOSTLY]
        others = [column for column in may_be if _OF_UNITS.fullmatch(column.name)][:1]
        columns = [column._replace(key="owner") if column in others else column for column in columns]
    persons = [column for column in columns if column.key == "liaison" and not column.shape.blank]
    if not (others or persons) or (not others and any(column.shape.units >= _MOSTLY for column in visited)):
        return columns
    columns = [column._replace(key=KEEP) if column in visited and column.why != TOLD else column for column in columns]
    return [column._replace(key="owner") if column in persons[:1] and not others else column for column in columns]


def _holds_persons(column: SheetColumn) -> bool:
    shape = column.shape
    by_name = (
        re.search(r"owner|assign|accountable|person|officer|developer|manager|人$|者$", column.name, re.IGNORECASE)
        is not None
    )
    return shape.units < 0.3 and (shape.persons >= 0.6 or (shape.names >= 0.6 and by_name))
