"""Laws of scores, over ledgers made at random: what adds up, what they depend on, what never raises or lowers them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from reformcli import i18n
from reformcli.model.adoption import Adoption
from reformcli.model.change import Batch, Change
from reformcli.model.duty import Duty
from reformcli.model.extension import Extension
from reformcli.model.fields import Thing
from reformcli.model.mark import Mark
from reformcli.model.matter import Matter
from reformcli.model.meeting import Meeting
from reformcli.model.milestone import Milestone
from reformcli.model.note import Note
from reformcli.model.order import Order
from reformcli.model.owner import Owner
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.rules import RuleSet
from reformcli.model.submission import Submission
from reformcli.rulebook import RuleHistory, default_text
from reformcli.scoring import reckon
from reformcli.scoring.reckoning import Reckoning
from reformcli.scoring.totals import Score, ranks, tenths
from reformcli.store import create
from reformcli.store.ledger import Store

_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where there is one, a folder in memory: a thousand ledgers are made here, and none is to last."""

FIRST, TODAY = date(2026, 1, 1), date(2026, 9, 1)
UNITS = (1, 2, 3)
IN_TIME, LATE, OPEN = "in time", "late", "open"

days = st.integers(0, 240).map(lambda step: FIRST + timedelta(days=step))
past = st.integers(0, 200).map(lambda step: FIRST + timedelta(days=step))
ends = st.sampled_from((IN_TIME, LATE, OPEN))
units = st.sampled_from(UNITS)


class Piece(NamedTuple):
    """Work: its due date, how it ended, whether the report came before what was taken as done, its weight."""

    due: date | None
    end: str
    reported: bool = False
    weight: float = 1.0

    def facts(self) -> dict[str, object]:
        facts: dict[str, object] = {"due": self.due, "due_first": self.due}
        if self.end == OPEN or self.due is None:
            return facts | {"state": "started"}
        ended = self.due if self.end == IN_TIME else min(self.due + timedelta(days=3), TODAY)
        done = min(ended + timedelta(days=9), TODAY) if self.reported else ended
        return facts | {"state": "done", "done": done, "reported": ended if self.reported else None}


class Work(NamedTuple):
    """A project with its milestones and leads; another unit leads it from a day on where one is named."""

    piece: Piece
    steps: tuple[Piece, ...]
    lead: int
    then: int | None
    handed: date


pieces = st.builds(
    Piece, past, ends, st.booleans(), st.sampled_from((1.0, 2.0, 0.5, 33.3)),
)  # fmt: skip
steps = st.builds(Piece, st.none() | past, ends, st.booleans(), st.sampled_from((1.0, 3.0, 0.25)))
projects = st.builds(Work, pieces, st.lists(steps, max_size=3).map(tuple), units, st.none() | units, past)


class World(NamedTuple):
    """What a ledger holds: projects, matters with their owners, judgements, orders, absences, notes, submissions."""

    projects: tuple[Work, ...] = ()
    matters: tuple[tuple[Piece, int], ...] = ()
    marks: tuple[tuple[str, int, date, int], ...] = ()
    orders: tuple[tuple[str, int, date], ...] = ()
    absent: tuple[tuple[int, date], ...] = ()
    notes: tuple[tuple[int, date], ...] = ()
    adopted: tuple[tuple[int, str, date], ...] = ()
    moves: tuple[tuple[int, date], ...] = ()


worlds = st.builds(
    World,
    st.lists(projects, min_size=1, max_size=4).map(tuple),
    st.lists(st.tuples(pieces, units), max_size=3).map(tuple),
    st.lists(
        st.tuples(st.sampled_from(("view", "praise", "criticism")), units, past, st.integers(0, 20)), max_size=4
    ).map(tuple),
    st.lists(st.tuples(st.sampled_from(("yellow", "red")), units, past), max_size=4).map(tuple),
    st.lists(st.tuples(units, past), max_size=2).map(tuple),
    st.lists(st.tuples(units, past), max_size=2).map(tuple),
    st.lists(st.tuples(units, st.sampled_from(("county", "city", "centre")), past), max_size=3).map(tuple),
    st.lists(st.tuples(units, past), max_size=1).map(tuple),
)


def things(world: World, number: Mapping[int, int] | None = None) -> list[Thing]:
    """The things of a world, with projects and matters numbered otherwise where that is asked for."""
    numbered = number or {}

    def at(own: int) -> int:
        return numbered.get(own, own)

    made: list[Thing] = [Owner(number=own, name=f"unit {own}") for own in UNITS]
    made.append(Owner(number=9, name="group", kind="group"))
    for own, work in enumerate(world.projects, 1):
        made.append(Project(number=at(own), title=f"p{own}", plan=2026, **work.piece.facts()))
        for inner, step in enumerate(work.steps, 1):
            made.append(Milestone(project=at(own), number=inner, title=f"s{inner}", weight=step.weight, **step.facts()))
        last = None if work.then is None else work.handed - timedelta(days=1)
        made.append(Duty(project=at(own), owner=work.lead, role="lead", valid_to=last))
        if work.then is not None:
            made.append(Duty(project=at(own), owner=work.then, role="lead", valid_from=work.handed))
    for own, (piece, owner) in enumerate(world.matters, 1):
        made.append(Matter(number=at(own), title=f"m{own}", owner=owner, opened=FIRST, **piece.facts()))
    for rule, owner, day, points in world.marks:
        view = {"points": float(points), "author": 9} if rule == "view" else {"reason": "r"}
        made.append(Mark(rule=rule, owner=owner, date=day, **view))
    for level, owner, day in world.orders:
        due = day + timedelta(days=5)
        made.append(Order(kind="press", level=level, owner=owner, about=Ref("project", at(1)), date=day, due=due))
    made += [Meeting(date=day, absent=(owner,)) for owner, day in world.absent]
    made += [
        Note(about=Ref("project", at(1)), author=f"unit {owner}", date=day, text="t") for owner, day in world.notes
    ]
    for own, (owner, level, day) in enumerate(world.adopted, 1):
        made.append(Submission(number=own, title=f"i{own}", owner=owner, date=day))
        made.append(Adoption(submission=own, number=1, level=level, date=day, journal=str(own)))
    for own, (_unit, day) in enumerate(world.moves, 1):
        made.append(
            Extension(about=Ref("project", at(own)), due_from=day, due_to=TODAY, reason="r", approver="a",
                      asked=day + timedelta(days=1))
        )  # fmt: skip
    return made


class Books:
    """A ledger for the length of a `with`."""

    def __init__(self, made: Iterable[Thing]) -> None:
        self._made = list(made)

    def __enter__(self) -> Store:
        self._folder = TemporaryDirectory(dir=_MEMORY)
        self.ledger = create(Path(self._folder.name) / "ledger.db")
        write(self.ledger, self._made, FIRST)
        return self.ledger

    def __exit__(self, *_error: object) -> None:
        self.ledger.close()
        self._folder.cleanup()


def write(ledger: Store, made: Iterable[Thing], day: date) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    ledger.apply(Batch("test", "tester", moment, day, [Change(None, thing) for thing in made]))


def scores(ledger: Store, rules: str | None = None) -> dict[str, Score]:
    """The scores by the owners' names; by other rules than the default where a text is given."""
    history = RuleHistory(ledger, None if rules is None else {FIRST: rules})
    names = ledger.names()
    return {names[owner]: score for owner, score in reckon(ledger, Reckoning(2026, TODAY, history)).items()}


def scores_of(world: World, rules: str | None = None) -> dict[str, Score]:
    with Books(things(world)) as ledger:
        return scores(ledger, rules)


def score_rules(*changes: tuple[str, str]) -> str:
    """The default's [score] with some of its text changed."""
    text = default_text()
    part = text[text.index("[score]") : text.index("[submission]")]
    for before, after in changes:
        assert before in part
        part = part.replace(before, after)
    return part


RULES = st.sampled_from(
    (
        None,
        score_rules(("late=0.5", "late=0.9")),
        score_rules(("late=0.5, open=1", "late=0.2, open=0.4"), ("rescale", "full")),
    )
)


@given(worlds, RULES)
def test_lines_add_up_and_caps_come_last(world: World, rules: str | None) -> None:
    for score in scores_of(world, rules).values():
        if score.total is None:
            continue
        assert sum((line.points for line in score.lines), Decimal(0)) == score.total
        assert len({(line.section, line.name) for line in score.lines}) == len(score.lines)
        for section, most in {"time": 50, "rectify": 20, "group": 20, "report": 10}.items():
            assert score.sections[section] is None or 0 <= score.sections[section] <= most
        assert 0 <= score.plus <= 10 and -20 <= score.minus <= 0
        assert -20 <= score.total <= 110
        parts = [
            sum((line.points for line in score.lines if line.section == part), Decimal(0)) for part in ("plus", "minus")
        ]
        assert parts == [score.plus, score.minus]


def told(made: Mapping[str, Score]) -> dict[str, object]:
    """What scores are, without what numbers and the language make of them."""
    return {
        name: (score.total, score.band, sorted((line.section, str(line.day), line.points) for line in score.lines))
        for name, score in made.items()
    }


@given(worlds, st.randoms(use_true_random=False))
def test_neither_order_nor_numbers_nor_language_matter(world: World, chance) -> None:  # type: ignore[no-untyped-def]
    first = told(scores_of(world))
    numbers = [1, 2, 3, 4]
    chance.shuffle(numbers)
    other = things(world, {own: 100 + given for own, given in enumerate(numbers, 1)})
    chance.shuffle(other)
    with Books(other) as ledger:
        i18n.use("en")
        again = told(scores(ledger))
        i18n.use("zh")
        chinese = told(scores(ledger))
    # Of orders of one day it depends on their numbers which make a pair, never how many do.
    assert {name: facts[:2] for name, facts in again.items()} == {name: facts[:2] for name, facts in first.items()}  # type: ignore[index]
    assert chinese == again


def with_end(world: World, chosen: int, end: str) -> World:
    """A world in which one piece of work ended otherwise."""
    count = 0
    found = []
    for work in world.projects:
        own = [work.piece, *work.steps]
        for place, piece in enumerate(own):
            if piece.due is not None:
                if count == chosen:
                    own[place] = piece._replace(end=end, reported=False)
                count += 1
        found.append(work._replace(piece=own[0], steps=tuple(own[1:])))
    matters = []
    for piece, owner in world.matters:
        matters.append((piece._replace(end=end, reported=False) if count == chosen else piece, owner))
        count += 1
    return world._replace(projects=tuple(found), matters=tuple(matters))


def dated(world: World) -> int:
    return sum(1 for work in world.projects for one in (work.piece, *work.steps) if one.due) + len(world.matters)


def at_least(more: Mapping[str, Score], less: Mapping[str, Score]) -> bool:
    """Whether nobody has less in `more`; what falls late never gives a number to who had none."""
    slack = Decimal("1e-9")
    return all(
        score.total is None or (more[name].total or Decimal(0)) + slack >= score.total for name, score in less.items()
    )


@settings(max_examples=40)
@given(worlds, st.integers(0, 30), RULES)
def test_late_never_raises_and_done_never_lowers(world: World, pick: int, rules: str | None) -> None:
    chosen = pick % dated(world)
    in_time, late, left_open = (scores_of(with_end(world, chosen, end), rules) for end in (IN_TIME, LATE, OPEN))
    assert at_least(in_time, late)
    assert at_least(late, left_open)
    assert at_least(in_time, left_open)


@settings(max_examples=40)
@given(worlds, st.lists(steps, min_size=1, max_size=3), st.booleans())
def test_breaking_down_a_late_project_changes_no_line(world: World, more: list[Piece], begun: bool) -> None:
    first = world.projects[0]
    late = first._replace(
        piece=first.piece._replace(due=date(2026, 3, 31), end=OPEN), steps=first.steps if begun else ()
    )
    with Books(things(world._replace(projects=(late, *world.projects[1:])))) as ledger:
        before = scores(ledger)
        added = [
            Milestone(project=1, number=10 + place, title="more", weight=step.weight, **step.facts())
            for place, step in enumerate(more)
        ]
        write(ledger, added, date(2026, 4, 1))
        assert scores(ledger) == before


@settings(max_examples=30)
@given(worlds)
def test_the_highest_is_never_more_than_the_sum(world: World) -> None:
    add, highest = (
        scores_of(
            world, score_rules() + f'[submission]\npoints = {{county=5, city=10, centre=30}}\nseveral = "{way}"\n'
        )
        for way in ("add", "highest")
    )
    assert at_least(add, highest)


@given(st.dictionaries(st.integers(1, 30), st.integers(0, 40).map(lambda value: Decimal(value) / 4), min_size=1))
def test_ties_share_a_rank_and_those_after_are_skipped(values: dict[int, Decimal]) -> None:
    shown = {owner: tenths(value) for owner, value in values.items()}
    places = ranks(shown, {owner: "a" if owner % 2 else "b" for owner in values})
    for owner, value in shown.items():
        above = [one for one in shown if one % 2 == owner % 2 and shown[one] > value]
        assert places[owner] == len(above) + 1


@settings(max_examples=30)
@given(worlds)
def test_as_known_nothing_changes_by_rules_that_are_loaded_later(world: World) -> None:
    with Books(things(world)) as ledger:
        before = scores(ledger)
        write(ledger, [RuleSet(valid_from=FIRST, title="later", text=score_rules(("late=0.5", "late=0")))], TODAY)
        known = ledger.as_known(TODAY - timedelta(days=1))
        try:
            history = RuleHistory(known)
            names = known.names()
            again = {names[one]: made for one, made in reckon(known, Reckoning(2026, TODAY, history)).items()}
        finally:
            known.close()
        assert again == before
