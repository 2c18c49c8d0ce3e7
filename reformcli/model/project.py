"""Project: a piece of work that somebody promised."""

from dataclasses import dataclass
from datetime import date

from reformcli.i18n import mark
from reformcli.model.fields import Thing, choice, day, flag, line, number, passage
from reformcli.model.noun import Noun
from reformcli.model.states import PLANNED, STATES

KINDS = {"assigned": mark("assigned"), "chosen": mark("chosen")}
"""Handed down from above (规定动作), or the county's own (自选动作)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Thing):
    """A project. `due` is in time on the day itself; `due_first` never changes once approved."""

    title: str = line(
        mark("Title"),
        mark("What is to be done."),
        ("项目名称", "改革事项", "改革任务", "改革项目", "重点工作", "试点名称", "任务内容", "Project Name", "Project"),
        required=True,
    )
    code: str | None = line(
        mark("Code"),
        mark("Official number or document number."),
        ("编号", "项目编号", "批复文号", "文号", "Project ID"),
    )
    plan: int | None = number(mark("Plan year"), mark("Year of the plan that it belongs to."), ("年度", "计划年度"))
    source: str | None = line(
        mark("Source"),
        mark("Where it comes from: province, city, county, a joint list …"),
        ("来源", "任务来源", "项目来源", "试点级别", "级别"),
    )
    kind: str | None = choice(
        mark("Kind"),
        mark("Handed down (assigned) or the office's own choice (chosen)."),
        KINDS,
        ("动作类型", "规定动作/自选动作"),
    )
    theme: str | None = line(mark("Theme"), mark("Theme or field of reform."), ("类别", "主题", "领域", "改革领域"))
    key: bool = flag(mark("Key project"), mark("Key project, led by a leader."), ("重点项目", "是否重点"))
    goal: str | None = passage(mark("Goal"), mark("What it is to achieve."), ("工作目标", "改革目标", "目标"))
    measures: str | None = passage(
        mark("Measures"), mark("How it is to be achieved."), ("主要举措", "推进措施", "改革举措", "工作措施")
    )
    result: str | None = passage(
        mark("Form of result"), mark("What will show it: a plan, a rule, a platform."), ("成果形式",)
    )
    policy_basis: str | None = passage(
        mark("Policy basis"), mark("Documents that require it."), ("政策依据", "文件依据")
    )
    local_situation: str | None = passage(mark("Local situation"), mark("How things stand here."), ("本地现状", "现状"))
    start: date | None = day(mark("Start"), mark("First day."), ("开始时间", "启动时间", "Start Date"))
    due: date | None = day(
        mark("Due"),
        mark("Last day in time, in words or as a date."),
        ("完成时限", "完成时间", "时间节点", "办结时间", "试点期限", "时限", "End Date", "Due Date"),
    )
    due_said: str | None = line(mark("Due as said"), mark("The words that the due date was given in."), given=False)
    due_first: date | None = day(mark("First due"), mark("First due date that was approved."), given=False)
    state: str = choice(mark("State"), mark("How far it is."), STATES, default=PLANNED)
    reported: date | None = day(mark("Reported"), mark("Day on which the unit reported it done."), given=False)
    done: date | None = day(mark("Done"), mark("Day on which the office took it as done."), given=False)
    dropped: date | None = day(mark("Dropped"), mark("Day on which it was struck off."), given=False)
    reason: str | None = passage(mark("Reason"), mark("Why it was struck off or taken up again."))
    evidence: str | None = passage(mark("Evidence"), mark("What shows that it is done."), ("佐证材料",))


NOUN = Noun(
    "project",
    "projects",
    Project,
    mark("project"),
    identity=(("number",), ("code",), ("plan", "title")),
)
