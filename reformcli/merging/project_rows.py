"""Rows of projects and milestones: they name who answers, and what comes first."""

from collections.abc import Collection, Iterator

from reformcli.deadlines import Reading
from reformcli.i18n import _, in_a_line, joined, mark, plural
from reformcli.merging.noun_merging import NounMerging, ThingMatch
from reformcli.merging.record import Doubt, Record, Way
from reformcli.merging.shared import Import
from reformcli.merging.shelf import PackedSet
from reformcli.model.change import Change
from reformcli.model.duty import ROLES, Duty
from reformcli.model.fields import FieldValue, FieldValues, Thing, value_in
from reformcli.model.milestone import Milestone
from reformcli.model.noun import Noun, build, ref_of
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.states import OPEN_STATES
from reformcli.model.text import for_shell
from reformcli.values import split_names
from reformcli.verbs.work import made_whole, recurring_milestones


class ProjectMerging(NounMerging):
    """Merges rows of projects."""

    def __init__(self, shared: Import, kind: Noun[Thing]) -> None:
        super().__init__(shared, kind)
        self._duties: PackedSet | None = None
        self._named_by_code: dict[int, Record] = {}
        self._of_other_years: dict[Ref, None] = {}

    def find(self, values: dict[str, FieldValue], record: Record) -> ThingMatch:
        """What a row means. A plan year that nobody said tells no projects apart: the title of one of another year
        means that, but for one that is closed where the row is not. A new project with the title of one that may go on
        in it is doubted."""
        match = super().find(values, record)
        title, is_assumed = value_in(values, "title", str), "plan" in record.assumed
        if match.thing is not None or not title or not (is_assumed or record.office):
            return match
        project = self._shared.titles.of_any_year(title, value_in(values, "code", str))
        if project is None:
            return match
        is_open = project.state in OPEN_STATES
        if is_assumed and (is_open or values.get("state") not in OPEN_STATES):
            self._of_other_years[ref_of(project)] = None
            return ThingMatch(project, values)
        if is_open or is_assumed:
            self._doubt_of_new(project, values, record)
        return match

    def _doubt_of_new(self, project: Project, values: FieldValues, record: Record) -> None:
        """Tell that a new project has the title of one of another year."""
        sentence = (
            mark("{ref} of {year} has this title and is open; taken as a new project of {plan}.")
            if project.state in OPEN_STATES
            else mark("{ref} of {year} has this title and is closed; taken as a new project of {plan}.")
        )
        text = _(sentence, ref=ref_of(project), year=project.plan, plan=values.get("plan"))
        same = () if project.plan is None else (Way(_("the same"), {"plan": str(project.plan)}),)
        self._shared.report.doubt(record, "title", text, same, _("a new one"))

    def notes(self) -> Iterator[str]:
        """Which projects of other plan years the list is taken to mean."""
        if self._of_other_years:
            yield plural(
                "{n} project of another plan year has a title of the list; taken as the same: {refs}.",
                "{n} projects of other plan years have titles of the list; taken as the same: {refs}.",
                len(self._of_other_years),
                refs=in_a_line(map(str, self._of_other_years)),
            )

    def new(self, values: dict[str, FieldValue], record: Record) -> Thing:
        """A new project. One that an office's list names by its code alone is called by it."""
        if record.office and values.get("code") and not values.get("title"):
            values = {**values, "title": values["code"]}
            project = super().new(values, record)
            self._named_by_code[project.number] = record
            return project
        return super().new(values, record)

    def unsaid(self, thing: Thing) -> Collection[str]:
        """The title of a project that is called by its code, until a row says one."""
        is_called_so = isinstance(thing, Project) and thing.title == thing.code and thing.number in self._named_by_code
        return ("title",) if is_called_so else ()

    def doubts(self) -> Iterator[Doubt]:
        """That no list names a project whose code rows give."""
        for number, record in self._named_by_code.items():
            project = self.existing.by_number(number)
            if isinstance(project, Project) and project.title == project.code:
                text = _("No project here has the code {code}; added under that name.", code=project.code)
                yield Doubt(record.place, "code", text, about=record)

    def follow(
        self, thing: Thing, record: Record, reading: Reading | None, *, is_added: bool
    ) -> Iterator[Change[Thing]]:
        """The duties of those whom the row names, and a milestone for each day of a new project's time limit."""
        assert isinstance(thing, Project)
        yield from self._duties_of(thing.number, record)
        if is_added and reading is not None and not record.has_steps:
            for change in recurring_milestones(thing, reading):
                self._shared.report.counts["milestone"].added += 1
                yield change

    def _duties_of(self, project: int, record: Record) -> Iterator[Change[Thing]]:
        named = named_by(record)
        if named and self._duties is None:
            held = self._shared.ledger.find(Duty)
            self._duties = PackedSet((duty.project, duty.owner, duty.role) for duty in held)
        for role, names in named.items():
            for name in names:
                person = name in record.persons
                owner = self._shared.owners.number(name, role, whole=record.office, person=person)
                if self._duties is not None and self._duties.add((project, owner, role)):
                    self._shared.report.counts["duty"].added += 1
                    if role == "lead" and record.office and project > 0:  # a new one has no lead in the ledger
                        self._doubt_second_lead(project, name, record)
                    yield Change(None, Duty(project=project, owner=owner, role=role))

    def _doubt_second_lead(self, project: int, name: str, record: Record) -> None:
        """Tell that a list names another lead than the ledger has: it leads beside that."""
        ledger, today = self._shared.ledger, self._shared.reader.today
        held = [duty for duty in ledger.find(Duty, project=project, role="lead") if duty.holds_on(today)]
        if held:
            owners = ledger.names()
            text = _(
                "{name} leads {ref} beside {others}; `reform edit {ref} --lead {name}` makes it the only one.",
                name=for_shell(name),
                ref=project,
                others=joined(owners[duty.owner] for duty in held),
            )
            self._shared.report.doubt(record, "lead", text, proposal=_("both lead"))


def named_by(record: Record) -> dict[str, tuple[str, ...]]:
    """Whom a row names, by role."""
    if record.office:
        return by_role(dict(record.roles))
    return by_role({role: split_names(record.cells[role]) for role in ROLES if record.cells.get(role)})


def by_role(named: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Names by role. Without a lead column the first responsible unit leads; the rest support it, unless supporting
    units have a column of their own."""
    units = named.get("responsible", ())
    if named.get("lead") or not units:
        return named
    rest = "responsible" if named.get("supporting") else "supporting"
    others = {role: names for role, names in named.items() if role != "responsible"}
    return {**others, "lead": units[:1]} | ({rest: units[1:]} if units[1:] else {})


class MilestoneMerging(NounMerging):
    """Merges rows of milestones."""

    def find(self, values: dict[str, FieldValue], record: Record) -> ThingMatch:
        """What a row means, and what it says with whole refs to what it depends on."""
        match = super().find(values, record)
        project = match.thing.project if isinstance(match.thing, Milestone) else values.get("project")
        if values.get("depends_on") and project:
            named = build(Milestone, {"project": project, "depends_on": values["depends_on"]})
            values = {**values, "depends_on": made_whole(named).depends_on}
        return ThingMatch(match.thing, values)
