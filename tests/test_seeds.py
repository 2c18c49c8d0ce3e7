"""The sample ledgers: the article's figures, dates that fit together, and an import that loses and adds nothing."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

SEEDS = Path(__file__).parent.parent / "seeds"
HONGAN, DELIVERY = SEEDS / "hongan-2020", SEEDS / "delivery-unit"
LAST_DAY = {HONGAN: date(2020, 11, 22), DELIVERY: date(2026, 6, 30)}
"""The day as of which each ledger was kept: nothing has happened after it."""

FILES = (
    "owners",
    "projects",
    "milestones",
    "assignments",
    "duties",
    "visits",
    "meetings",
    "topics",
    "submissions",
    "adoptions",
    "events",
    "matters",
    "ideas",
    "orders",
    "stages",
    "extensions",
    "notes",
    "marks",
)
OPEN = ("planned", "started", "reported")

NAMED = (
    "党建引领·幸福社区",
    "党建引领·活力乡村",
    "大力发展红色研学旅行",
    "推进农业产业化发展",
    "城乡保洁全域市场化",
    "雪亮工程+",
    "特色小镇建设",
    "义务教师“县管校聘”改革",
    "“放管服”改革",
    "“积分超市”",
    "推进县域治理体系和治理能力现代化",
    "完善重大疫情防控和公共卫生应急管理体制机制",
    "优化营商环境",
)

Row = dict[str, str]


def rows(seed: Path, name: str) -> list[Row]:
    with (seed / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def numbers(cell: str) -> list[str]:
    return [one.strip() for one in cell.replace("、", ",").split(",") if one.strip()]


@pytest.fixture(params=[HONGAN, DELIVERY], ids=lambda seed: seed.name)
def seed(request: pytest.FixtureRequest) -> Path:
    return request.param


# The figures of the article


def test_thirteen_groups_and_eighteen_leaders() -> None:
    kinds = Counter(owner["kind"] for owner in rows(HONGAN, "owners"))
    assert kinds["group"] == 13
    assert kinds["leader"] == 18


def test_103_projects_by_source() -> None:
    projects = rows(HONGAN, "projects")
    assert [project["number"] for project in projects] == [str(number) for number in range(1, 104)]
    assert {project["plan"] for project in projects} == {"2020"}
    sources = Counter((project["source"], project["kind"]) for project in projects)
    assert sources["市县一体化", "assigned"] == 13
    assert set(sources) == {("市县一体化", "assigned"), ("省级增补", "assigned"), ("县级自选", "chosen")}


def test_26_key_projects_led_by_18_leaders() -> None:
    key = {project["number"] for project in rows(HONGAN, "projects") if project["key"] == "true"}
    led = [(duty["project"], duty["owner"]) for duty in rows(HONGAN, "duties") if duty["role"] == "leader"]
    assert len(key) == 26
    assert sorted(project for project, _owner in led) == sorted(key)
    assert {owner for _project, owner in led} == {
        owner["name"] for owner in rows(HONGAN, "owners") if owner["kind"] == "leader"
    }


def test_the_secretary_leads_the_three_of_the_article() -> None:
    titles = {project["number"]: project["title"] for project in rows(HONGAN, "projects")}
    led = {titles[duty["project"]] for duty in rows(HONGAN, "duties") if duty["owner"] == "县委书记"}
    assert led == set(NAMED[-3:])


def test_named_projects_are_facts_with_their_themes() -> None:
    facts = {project["title"]: project for project in rows(HONGAN, "projects") if project["extra.basis"] == "fact"}
    assert set(facts) == set(NAMED)
    assert [facts[title]["theme"] for title in NAMED[:7]] == ["红", "红", "红", "绿", "绿", "特", "特"]
    assert {facts[title]["kind"] for title in NAMED[:7]} == {"chosen"}


def test_thirty_visits_four_of_them_to_help_the_education_bureau() -> None:
    visits = rows(HONGAN, "visits")
    assert len(visits) == 30
    education = [visit for visit in visits if visit["owner"] == "县教育局"]
    assert [(visit["purpose"], visit["projects"]) for visit in education] == [("help", "17")] * 4
    august = [visit["owner"] for visit in visits if visit["date"].startswith("2020-08")]
    assert "县行政服务中心" in august


def test_the_city_s_items_are_all_carried_and_one_of_the_province_is_not() -> None:
    carried = defaultdict(list)
    for item in rows(HONGAN, "assignments"):
        carried[item["document"]].append(item["project"])
    city, province = carried.values()
    assert city == [str(number) for number in range(1, 14)]
    assert province == [*(str(number) for number in range(14, 22)), ""]


def test_the_commission_met_three_times() -> None:
    milestones = rows(HONGAN, "milestones")
    meetings = {one["done"] for one in milestones if "深改委" in one["title"]}
    assert meetings == {"2020-05-12", "2020-07-10", "2020-08-31"}
    held = {one["date"]: one for one in rows(HONGAN, "meetings") if one["body"] == "commission" and one["minutes"]}
    assert set(held) == meetings and held["2020-05-12"]["session"] == "4"
    assert [one["date"] for one in held.values() if one["extra.basis"] == "fact"] == ["2020-05-12", "2020-08-31"]
    set_topics = [one for one in rows(HONGAN, "topics") if one["kind"] == "set-topic" and one["outcome"]]
    assert [(one["meeting"], one["extra.basis"]) for one in set_topics] == [("3", "fact")] * 2
    reports = [one for one in milestones if "点题汇报" in one["title"]]
    assert [(one["done"], one["extra.basis"]) for one in reports] == [("2020-08-31", "fact")] * 2


def test_116_submissions_of_which_nobody_knows_who_took_them() -> None:
    submissions = rows(HONGAN, "submissions")
    facts = [one for one in submissions if one["extra.basis"] == "fact"]
    assert len(facts) == 116
    assert {one["extra.basis"] for one in rows(HONGAN, "adoptions")} == {"illustration"}
    subjects = ("社区治理", "农业产业化", "“放管服”", "城乡保洁", "“积分超市”")
    assert all(any(subject in one["title"] and "做法" in one["title"] for one in facts) for subject in subjects)


def test_the_events_of_the_article() -> None:
    facts = [one for one in rows(HONGAN, "events") if one["extra.basis"] == "fact"]
    assert Counter((one["kind"], one["level"]) for one in facts) == {
        ("listing", "centre"): 1,
        ("pilot", "centre"): 1,
        ("on-site", "province"): 1,
        ("on-site", "city"): 2,
        ("talk", ""): 1,
        ("trip", ""): 1,
    }


# What any sample must be


def test_files_are_clean(seed: Path) -> None:
    for name in FILES:
        content = (seed / f"{name}.csv").read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content
        assert content.endswith(b"\n")


def test_every_row_says_what_it_rests_on(seed: Path) -> None:
    allowed = {"fact", "illustration"} if seed == HONGAN else {"illustration"}
    for name in FILES:
        found = rows(seed, name)
        assert found
        assert {row["extra.basis"] for row in found} <= allowed, name


def test_nothing_stands_twice(seed: Path) -> None:
    identities = {
        "owners": ("name",),
        "projects": ("title",),
        "milestones": ("project", "title"),
        "assignments": ("document", "item"),
        "duties": ("project", "owner", "role", "valid_from"),
        "extensions": ("about", "due_from"),
        "visits": ("number",),
        "meetings": ("body", "date"),
        "topics": ("meeting", "title"),
        "orders": ("code",),
        "submissions": ("title", "owner"),
        "adoptions": ("submission", "number"),
        "events": ("number",),
        "ideas": ("number",),
        "matters": ("number",),
        "stages": ("about", "key"),
        "notes": ("about", "text"),
        "marks": ("rule", "owner", "author", "evidence"),
    }
    for name, keys in identities.items():
        found = [tuple(row[key] for key in keys) for row in rows(seed, name)]
        assert len(found) == len(set(found)), name
    names = [
        name
        for owner in rows(seed, "owners")
        for name in (owner["name"], owner["short_name"], *numbers(owner.get("other_names", "")))
        if name
    ]
    assert len(names) == len(set(names))


def test_references_hold(seed: Path) -> None:
    owners = {owner["name"]: owner["kind"] for owner in rows(seed, "owners")}
    projects = {project["number"] for project in rows(seed, "projects")}
    visits = {visit["number"]: visit for visit in rows(seed, "visits")}
    matters = {matter["number"]: matter for matter in rows(seed, "matters")}
    kinds = {"leader": "leader", "group": "group", "liaison": "person"}
    for duty in rows(seed, "duties"):
        assert duty["project"] in projects
        assert owners[duty["owner"]] == kinds.get(duty["role"], "unit"), duty
    assert {item["project"] for item in rows(seed, "assignments")} <= {*projects, ""}
    for visit in visits.values():
        assert visit["owner"] in owners
        assert set(numbers(visit["projects"])) <= projects
    topics = {f"M{one['meeting']}.{one['number']}": one for one in rows(seed, "topics")}
    meetings = {f"M{one['number']}": one for one in rows(seed, "meetings")}
    assert {one["meeting"] for one in topics.values()} <= {one["number"] for one in meetings.values()}
    for matter in matters.values():
        if matter["source"].startswith("M"):
            assert matter["kind"] == "decision"
            assert matter["opened"] == meetings[matter["source"].partition(".")[0]]["date"]
            assert matter["project"] == topics.get(matter["source"], {"project": ""})["project"]
            assert owners[matter["owner"]] == "unit"
            continue
        visit = visits[matter["source"].removeprefix("V")]
        assert matter["owner"] == visit["owner"]
        assert matter["project"] in numbers(visit["projects"])
        assert matter["opened"] == visit["date"]
        if matter["relapse_of"]:
            earlier = matters[matter["relapse_of"]]
            assert earlier["state"] == "done"
            assert earlier["done"] < visit["date"]
    steps = {f"{one['project']}.{one['number']}" for one in rows(seed, "milestones")}
    assert {note["about"] for note in rows(seed, "notes")} <= projects | steps
    assert {extension["about"] for extension in rows(seed, "extensions")} <= projects | steps
    ideas = {idea["number"]: idea for idea in rows(seed, "ideas")}
    staged = {*(f"F{number}" for number in matters), *(f"I{number}" for number in ideas)}
    assert {stage["about"] for stage in rows(seed, "stages")} <= staged
    submissions = {one["number"]: one for one in rows(seed, "submissions")}
    for submission in submissions.values():
        assert {submission["owner"], *numbers(submission["shared"])} <= owners.keys()
        assert set(numbers(submission["projects"])) <= projects
    for given in rows(seed, "marks"):
        assert owners[given["owner"]] == "unit" and given["evidence"] in {"", *topics, *meetings}, given
        assert owners[given["author"]] == ("group" if given["rule"] == "view" else "unit"), given
        if given["evidence"]:
            assert meetings[given["evidence"].partition(".")[0]]["date"] == given["date"]
    for adoption in rows(seed, "adoptions"):
        assert submissions[adoption["submission"]]["date"] <= adoption["date"], adoption
    events = {event["number"]: event for event in rows(seed, "events")}
    for event in events.values():
        assert set(numbers(event["owners"])) <= owners.keys() and set(numbers(event["fed"])) <= projects
    for idea in ideas.values():
        assert idea["owner"] in owners and idea["project"] in {*projects, ""}
        assert idea["source"] in {*(f"E{number}" for number in events), ""}


def test_each_project_has_one_lead_and_one_group_on_any_day(seed: Path) -> None:
    on = LAST_DAY[seed].isoformat()
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for duty in rows(seed, "duties"):
        if (not duty["valid_from"] or duty["valid_from"] <= on) and (not duty["valid_to"] or duty["valid_to"] >= on):
            held[duty["project"]][duty["role"]] += 1
    for project in rows(seed, "projects"):
        roles = held[project["number"]]
        assert (roles["lead"], roles["group"]) == (1, 1), project["number"]
        assert roles["liaison"] <= 1


def pieces(seed: Path) -> Iterator[tuple[str, Row]]:
    for project in rows(seed, "projects"):
        yield project["number"], project
    for milestone in rows(seed, "milestones"):
        yield f"{milestone['project']}.{milestone['number']}", milestone


def test_dates_of_work_fit_its_state(seed: Path) -> None:
    today = LAST_DAY[seed]
    for ref, piece in pieces(seed):
        state = piece["state"]
        start, due, reported, done = (day(piece[key]) for key in ("start", "due", "reported", "done"))
        dropped = day(piece.get("dropped", ""))
        assert start, ref
        assert due is None or start <= due, ref
        assert bool(done) == (state == "done"), ref
        assert bool(reported) == (state in ("done", "reported")), ref
        assert bool(dropped) == (state == "dropped"), ref
        for happened in filter(None, (reported, done, dropped)):
            assert start <= happened <= today, ref
        if done and reported:
            assert reported <= done, ref


def test_milestones_fit_their_projects(seed: Path) -> None:
    steps: dict[str, list[Row]] = defaultdict(list)
    for milestone in rows(seed, "milestones"):
        steps[milestone["project"]].append(milestone)
    for project in rows(seed, "projects"):
        own, ref = steps[project["number"]], project["number"]
        assert [one["number"] for one in own] == [str(number) for number in range(1, len(own) + 1)], ref
        assert sum(float(one["weight"]) for one in own) == 100, ref
        assert [one["due"] for one in own] == sorted(one["due"] for one in own), ref
        assert min(one["start"] for one in own) == project["start"], ref
        assert not project["due"] or max(one["due"] for one in own) <= project["due"], ref
        states = {one["state"] for one in own}
        if project["state"] in ("done", "dropped"):
            assert states == {project["state"]}, ref
        if project["state"] == "done":
            assert max(one["done"] for one in own) == project["done"], ref
        if project["state"] == "reported":
            assert states <= {"done", "reported"}, ref
        if project["state"] == "planned":
            assert states == {"planned"}, ref
        for one in own:
            assert set(numbers(one["depends_on"])) <= {str(number) for number in range(1, int(one["number"]))}, ref


def test_dates_move_by_extensions_only(seed: Path) -> None:
    moves: dict[str, list[Row]] = defaultdict(list)
    for extension in rows(seed, "extensions"):
        ref = extension["about"]
        moves[ref].append(extension)
        assert extension["due_from"] < extension["due_to"], ref
        assert day(extension["asked"]) <= LAST_DAY[seed], ref
        assert all(extension[key] for key in ("reason", "approver", "document")), ref
    moved = {ref: piece for ref, piece in pieces(seed) if piece["due_first"]}
    assert set(moves) == set(moved)
    for ref, piece in moved.items():
        chain = moves[ref]
        assert chain[0]["due_from"] == piece["due_first"], ref
        assert chain[-1]["due_to"] == piece["due"], ref
        assert [one["due_to"] for one in chain[:-1]] == [one["due_from"] for one in chain[1:]], ref


def test_visits_matters_and_notes_lie_in_the_past(seed: Path) -> None:
    today = LAST_DAY[seed]
    visits = {visit["number"]: day(visit["date"]) for visit in rows(seed, "visits")}
    assert list(visits.values()) == sorted(visits.values())
    assert all(visited <= today for visited in visits.values())
    assert all(day(note["date"]) <= today for note in rows(seed, "notes"))
    stages: dict[str, list[Row]] = defaultdict(list)
    for stage in rows(seed, "stages"):
        stages[stage["about"]].append(stage)
    for matter in rows(seed, "matters"):
        passed = stages[f"F{matter['number']}"]
        days = [day(matter["opened"]), *(day(stage["date"]) for stage in passed)]
        assert days == sorted(days), matter["number"]
        assert days[-1] <= today, matter["number"]
        assert days[0] < day(matter["due"]), matter["number"]
        keys = [stage["key"] for stage in passed]
        process = ["report", "close"] if matter["kind"] == "decision" else ["self-check", "close", "look-back"]
        assert keys == process[: len(keys)], matter["number"]
        assert matter["stage"] == (keys[-1] if keys else ""), matter["number"]
        assert matter["state"] == ("planned", "reported", "done", "done")[len(keys)], matter["number"]
        ends = [matter["reported"], matter["done"]]
        assert ends == [stage["date"] for stage in passed[:2]] + [""] * (2 - len(keys[:2])), matter["number"]


def test_orders_follow_one_another_and_their_answers_come_after_them(seed: Path) -> None:
    orders = {one["number"]: one for one in rows(seed, "orders")}
    assert {one["level"] for one in orders.values()} == {"yellow", "red", ""}
    for one in orders.values():
        assert one["date"] <= LAST_DAY[seed].isoformat() and one["date"] < one["due"], one["number"]
        assert not one["answered"] or one["date"] <= one["answered"] <= LAST_DAY[seed].isoformat(), one["number"]
        assert not one["accepted"] or one["answered"], one["number"]
        if one["follows"]:
            earlier = orders[one["follows"]]
            assert earlier["about"] == one["about"] and earlier["date"] < one["date"] and not earlier["accepted"]


def test_ideas_stand_as_their_stages_say(seed: Path) -> None:
    today, stages = LAST_DAY[seed].isoformat(), defaultdict(list)
    for stage in rows(seed, "stages"):
        stages[stage["about"]].append(stage)
    states = {"apply": "planned", "approve": "started", "try": "started", "evaluate": "reported"} | {
        "roll-out": "done",
        "stop": "dropped",
    }
    for idea in rows(seed, "ideas"):
        passed = stages[f"I{idea['number']}"]
        days = [stage["date"] for stage in passed]
        assert days == sorted(days) and days[0] == idea["opened"] and days[-1] <= today
        assert (idea["stage"], idea["state"]) == (passed[-1]["key"], states[passed[-1]["key"]])
        of_stage = {stage["key"]: stage["date"] for stage in passed}
        ends = [of_stage.get(key, "") for key in ("try", "evaluate", "roll-out", "stop")]
        assert [idea[key] for key in ("start", "reported", "done", "dropped")] == ends
        assert idea["conditions"] or idea["state"] != "done"


def test_there_is_something_to_see_in_hongan() -> None:
    today = LAST_DAY[HONGAN].isoformat()
    projects = rows(HONGAN, "projects")
    overdue = [one for one in projects if one["state"] in OPEN and one["due"] and one["due"] < today]
    late = [one for one in projects if one["state"] == "done" and one["done"] > one["due"]]
    assert len(overdue) == 8
    assert len(late) == 3
    assert {one["state"] for one in projects} == {"planned", "started", "reported", "done", "dropped"}
    assert {matter["state"] for matter in rows(HONGAN, "matters")} == {"planned", "reported", "done"}


def test_words_of_due_dates_mean_their_dates(seed: Path) -> None:
    from reformcli.deadlines import Conventions, read

    conventions = Conventions(plan_year=LAST_DAY[seed].year)
    for name in ("projects", "milestones", "assignments", "extensions", "matters", "orders", "submissions", "ideas"):
        for row in rows(seed, name):
            if said := row.get("due_said", ""):
                own_day = row.get("opened") or row.get("date") or ""
                reading = read(said, day(own_day) or LAST_DAY[seed], conventions)
                assert reading.end == day(row["due_to"] if name == "extensions" else row["due"]), (name, row)


# What the program makes of them

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    from reformcli.cli import main

    monkeypatch.setenv("REFORM_DB", str(tmp_path / "ledger.db"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    def run_with(*arguments: object) -> int:
        return main([str(argument) for argument in arguments])

    assert run_with("init") == 0
    return run_with


def test_import_twice_adds_nothing(run: Run, seed: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert run("import", seed) == 0
    assert run("export", "--json", "-o", first) == 0
    assert run("import", seed) == 0
    assert run("export", "--json", "-o", second) == 0
    assert first.read_bytes() == second.read_bytes()
    assert run("check") == 0
    exported = json.loads(first.read_text(encoding="utf-8"))
    for name in FILES:
        assert len(exported[name]) == len(rows(seed, name)), name
        basis = Counter(row["extra.basis"] for row in rows(seed, name))
        assert Counter(thing["extra"]["basis"] for thing in exported[name]) == basis, name


def test_posts_with_an_enumeration_comma_stay_whole(run: Run, tmp_path: Path) -> None:
    assert run("import", HONGAN) == 0
    assert run("export", "owners", "--json", "-o", tmp_path / "owners.json") == 0
    owners = json.loads((tmp_path / "owners.json").read_text(encoding="utf-8"))
    leaders = {owner["name"] for owner in owners if owner["kind"] == "leader"}
    assert len(leaders) == 18
    assert "县委常委、组织部部长" in leaders


def status(run: Run, seed: Path, tmp_path: Path, *more: str) -> dict[tuple[str, str], int]:
    today, file = LAST_DAY[seed], tmp_path / "status.json"
    assert run("import", seed) == 0
    assert run("status", "--plan", today.year, "--today", today, *more, "--json", "-o", file) == 0
    found = json.loads(file.read_text(encoding="utf-8"))
    return {(row["section"], row["item"] or row["name"]): row["count"] for row in found if row["section"] != "due"}


def test_status_gives_the_figures_of_the_article(run: Run, tmp_path: Path) -> None:
    counts = status(run, HONGAN, tmp_path, "--by", "source")
    struck_off = counts["state", "dropped"]
    assert (counts["projects", "total"], struck_off) == (102, 1)
    assert counts["projects", "key"] == 26
    assert counts["by", "市县一体化"] == 13
    assert sum(count for (section, _item), count in counts.items() if section == "light") == 103 - struck_off


def test_delivery_unit_shows_every_light(run: Run, tmp_path: Path) -> None:
    counts = status(run, DELIVERY, tmp_path)
    lights = {item: count for (section, item), count in counts.items() if section == "light"}
    assert lights == {"red": 2, "yellow": 3, "green": 4, "blue": 2, "grey": 1}
