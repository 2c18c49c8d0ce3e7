"""Rules: what they are by default, shown and loaded again, what a load says of what it changes."""

import pytest

from reformcli.lights import Thresholds
from reformcli.rulebook import Caps, DateRules, default_text, must_be_sound, rulebook
from reformcli.rulebook.parts import sections
from reformcli.rulebook.printing import values_of
from tests.importers.test_answers import on_terminal
from tests.rule_texts import EVERYTHING, LIMITS, in_force, sets

# What they are


def test_the_rules_of_the_code_are_those_of_the_file():
    rules = rulebook()
    assert (rules.lights, rules.dates, rules.caps) == (Thresholds(), DateRules(), Caps())
    assert [stage.key for stage in rules.process["finding"] if not stage.optional] == [
        "measures",
        "self-check",
        "acceptance",
        "close",
    ]
    assert {kind: process[-1].state for kind, process in rules.process.items() if kind != "finding"} == {
        **dict.fromkeys(("decision", "instruction", "feedback", "obstacle", "appeal"), "done"),
        "finding-before": None,
        "idea": "dropped",
    }
    assert rules.limit.keys() == rules.process.keys() - {"finding-before", "idea"}


def test_the_rules_of_the_file_are_sound():
    must_be_sound(default_text())


def test_every_key_is_shown_with_what_it_means(reform):
    out = reform("rules", "show").out
    for name, section in sections():
        assert f"[{name}]" in out
        for key, declared in section.keys.items():
            assert any(line.lstrip("# ").startswith(f"{key} =") and declared.help in line for line in out.splitlines())
    assert {part for part, _key in in_force(reform)} == dict(sections()).keys()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("text", ["", EVERYTHING])
def test_what_is_shown_loads_as_the_same_rules(reform, load, language, text):
    if text:
        assert load(text, valid_from="2026-01-01").status == 0
    shown = reform("rules", "show", "--lang", language).out
    before = in_force(reform)
    again = load(shown)
    assert again.status == 0 and "They say what the rules of before say." in again.err
    assert reform("rules", "show", "--lang", language).out == shown and in_force(reform) == before
    assert values_of(rulebook(shown)) == values_of(rulebook(text) if text else rulebook())


def test_what_is_shown_takes_back_what_others_set(reform, load):
    """A threshold that is none is left out of what is shown: loaded again it is none."""
    shown = reform("rules", "show").out
    load(EVERYTHING, valid_from="2026-01-01")
    told = load(shown)
    lines = told.err.splitlines()
    assert "[caps] takes the place of the one before whole; what falls away: work (0), papers (10000)." in lines
    assert "[lights] takes the place of the one before whole; what falls away: silence (45)." in lines
    assert "lights.near 0 → 30" in lines and "visits.cap 3 → 2" in lines
    assert values_of(rulebook(EVERYTHING, shown)) == values_of(rulebook())


def test_a_load_says_what_changes_and_no_more(reform, load):
    told = load('[lights]\nnear = 14\n\n[caps]\nwork = 5\n\n[limit]\nfinding = "+30d"\n' + LIMITS, "--dry-run")
    assert told.status == 0
    assert told.err.splitlines() == [
        "lights.near 30 → 14",
        "caps.work - → 5",
        "They count from a day that is past: reports of days since 2026-03-01 go by them.",
        "Nothing was recorded.",
    ]
    assert sets(reform) == []
    assert "that is past" not in load("[lights]\nnear = 14\n", valid_from="2026-03-15").err


def test_a_load_says_in_words_what_falls_away_and_what_changes_in_a_process(load):
    """A part that is given takes the place of the one before whole, but for processes, which stay kind by kind."""
    told = load('[limit]\nfinding = "+1d"\nappeal = "5个工作日内"\n[dates]\nfiscal_start = 1\n', "--dry-run")
    assert told.err.splitlines()[:4] == [
        "limit.finding within 30 days → within 1 day",
        "limit.appeal within 10 working days → 5个工作日内",
        "[limit] takes the place of the one before whole; what falls away: decision (within 20 days), "
        "instruction (within 15 days), feedback (within 15 days), obstacle (within 15 days).",
        "dates.fiscal_start 4 → 1",
    ]
    told = load('[process]\nappeal = [{key="decide", by="leader", state="done"}]\n', "--dry-run")
    assert told.err.splitlines()[:2] == [
        "process.appeal hearing, decision on the appeal → decision on the appeal",
        "process.appeal.decide.by office → leader",
    ]
    told = load(LADDER.replace('answer="+5wd", near=7', 'answer="+4wd", near=7'), "--dry-run", "--lang", "zh")
    assert told.err.splitlines()[0] == "ladder.levels.blue.answer 5个工作日内 → 4个工作日内"


LADDER = """[ladder]
levels = [
  {key="blue", answer="+5wd", near=7},
  {key="yellow", answer="+5wd", behind=10},
  {key="red", answer="+3wd", overdue=1}]
escalate = true
key_starts = "yellow"
interview = 3
"""


def test_a_part_that_is_left_out_stays_as_it_was(reform, load):
    load("[lights]\nnear = 14\nsilence = 20\n", valid_from="2026-01-01")
    load("[caps]\nwork = 5\n", valid_from="2026-02-01")
    load("[lights]\nbehind = 5\n", valid_from="2026-03-01")

    def shown(day):
        rules = in_force(reform, "--on", day)
        return [
            rules[key] for key in (("lights", "near"), ("lights", "silence"), ("lights", "behind"), ("caps", "work"))
        ]

    assert shown("2025-12-31") == [30, None, 10, None]
    assert shown("2026-01-01") == shown("2026-01-31") == [14, 20, 10, None]
    assert shown("2026-02-01") == [14, 20, 10, 5]
    assert shown("2026-03-01") == [30, None, 5, 5]
    assert in_force(reform)["process", "appeal"] == in_force(reform, "--on", "2025-12-31")["process", "appeal"]


def test_rules_between_others_count_until_the_next(reform, load):
    load("[lights]\nnear = 3\n", valid_from="2026-03-01")
    load("[lights]\nnear = 1\n[caps]\nwork = 5\n", valid_from="2026-01-01")
    near = [in_force(reform, "--on", day)["lights", "near"] for day in ("2025-12-31", "2026-02-28", "2026-03-01")]
    assert near == [30, 1, 3] and in_force(reform)["caps", "work"] == 5
    assert reform("rules", "remove", "2026-01-01").status == 0
    assert in_force(reform, "--on", "2026-02-28")["lights", "near"] == 30
    assert reform("undo", "--yes").status == 0
    assert in_force(reform, "--on", "2026-02-28")["lights", "near"] == 1


def test_rules_are_listed_by_their_first_day(reform, load):
    for day in ("2026-03-01", "2026-01-01", "2026-02-01"):
        load("[lights]\nnear = 3\n", valid_from=day)
    assert sets(reform) == ["2026-01-01", "2026-02-01", "2026-03-01"]


def test_a_cap_that_is_a_rule_elsewhere_is_told_where(load):
    told = load("[caps]\nvisits = 3\n")
    assert told.status == 2 and "caps.visits is visits.cap." in told.err


def test_a_ledger_without_rules_says_that_the_shipped_ones_count(reform):
    assert reform("rules", "list").status == 0
    assert "shipped ones count" in on_terminal("rules", "list", keys=[])[1]
    assert "按随附规则执行" in on_terminal("rules", "list", keys=[], language="zh")[1]
