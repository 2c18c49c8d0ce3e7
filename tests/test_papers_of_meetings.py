"""Papers of meetings and orders: what became of the last decisions, who should report, the slip and its receipt."""

import json
import re
import shlex
from datetime import date, timedelta

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reformcli import i18n
from reformcli.document import Document
from reformcli.model.meeting import BODIES, GROUP, Meeting
from reformcli.output.files import head
from reformcli.reports.papers import PAPERS
from reformcli.verbs.meetings import all_before
from tests.conftest import load_rules

DAY = date(2026, 3, 15)


@pytest.fixture
def met(reform):
    """Two meetings of the commission held, one to come; today is 2026-03-15."""
    reform("add", "医保改革", "--lead", "县医保局", "--due", "2026-12-31")
    reform("meeting", "add", "commission", "--session", "4", "--date", "2026-01-12", "--chair", "县委书记")
    reform("meeting", "topic", "M1", "审议方案", "--project", "1", "--owner", "县医保局", "--outcome", "approved")
    reform("meeting", "topic", "M1", "讨论乙", "--outcome", "deferred", "--minutes", "10")
    reform("add", "印发细则", "--from", "M1.1", "--lead", "县财政局", "--with", "县卫健局", "--due", "2026-02-01")
    reform("add", "清理报表", "--from", "M1", "--lead", "县财政局", "--due", "长期坚持")
    reform("meeting", "add", "commission", "--date", "2026-02-20", "--minutes", "纪要2号", "--present", "甲,乙")
    reform("meeting", "add", "commission", "--date", "2026-04-09", "--place", "会议室")
    return reform


def fields(reform, *arguments):
    answer = reform("paper", *arguments, "--json")
    assert answer.status == 0, answer.err
    return json.loads(answer.out)


def test_an_agenda_begins_with_what_became_of_the_last_meeting_s_decisions(met):
    values = fields(met, "agenda", "M2")
    assert (values["last"], values["last_day"], values["title"]) == ("M1", "2026-01-12", "Meeting 5 of commission")
    assert [(row["ref"], row["state"], row["days_late"]) for row in values["last_decisions"]] == [
        ("F1", "planned", 42),
        ("F2", "planned", None),
    ]
    assert values["put_off"] == [{"ref": "M1.2", "title": "讨论乙"}]
    assert values["last_summary"] == "2 decisions of M1: 0 done (0%), 2 open, 1 of these overdue."
    met("owner", "add", "副县长", "--owner-kind", "leader")
    assert met("done", "F1", "--all", "--by", "副县长").status == 0
    assert "1 done (50%)" in fields(met, "agenda", "M2")["last_summary"], "computed, never copied"
    page = met("paper", "agenda", "M2", "--lang", "zh").out
    assert page.index("一、上次会议议定事项落实情况") < page.index("F1")
    third = fields(met, "agenda", "M3")
    assert third["last"] == "M2" and third["last_decisions"] == [] and third["put_off"] == []
    assert [(row["ref"], row["state"]) for row in third["open_before"]] == [("F2", "planned")]
    assert values["open_before"] == [] and "F2" in met("paper", "agenda", "M3").out
    first = met("paper", "agenda", "M1").out
    assert "There was no meeting before." in first and "together" in first


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(BODIES)), st.sampled_from([1, 2]), st.integers(0, 40), st.integers(1, 9)),
        min_size=1,
        max_size=12,
        unique_by=lambda one: (one[0], one[1] if one[0] == GROUP else 0, one[2]),
    )
)
def test_the_last_meeting_is_the_latest_of_that_body_before_it_by_day(rows):
    meetings = [
        Meeting(number=n, body=body, owner=owner if body == GROUP else None, date=DAY + timedelta(day), session=session)
        for n, (body, owner, day, session) in enumerate(rows, 1)
    ]
    for meeting in meetings:
        earlier = [
            other
            for other in meetings
            if (other.body, other.owner) == (meeting.body, meeting.owner) and other.date < meeting.date
        ]
        assert all_before(meeting, meetings) == sorted(earlier, key=lambda other: other.date, reverse=True)


def test_minutes_hold_outcomes_and_decisions(met):
    values = fields(met, "minutes", "M1")
    assert [(topic["ref"], topic["outcome"]) for topic in values["papers"]] == [
        ("M1.1", "approved"),
        ("M1.2", "put off"),
    ]
    assert [
        (row["place"], row["ref"], row["owner"], row["supporting"], row["due"], row["due_said"])
        for row in values["decisions"]
    ] == [
        (1, "F1", "县财政局", ["县卫健局"], "2026-02-01", None),
        (2, "F2", "县财政局", [], None, "长期坚持"),
    ]
    second = met("paper", "minutes", "M2").out
    assert "纪要2号" in second and "甲, 乙" in second and "Nothing was decided that is followed." in second
    refused = met("paper", "minutes", "M3")
    assert refused.status == 1 and "paper agenda M3" in refused.err and refused.err.count("\n") == 1
    assert met("paper", "minutes", "M3", "--today", "2026-04-09").status == 0


@pytest.mark.parametrize(
    ("paper", "ref"), [("agenda", "F1"), ("minutes", "1"), ("order", "M1"), ("order", "县医保局"), ("agenda", "M9")]
)
def test_what_a_paper_cannot_be_about_is_one_line(met, paper, ref):
    refused = met("paper", paper, ref)
    assert refused.status == 1 and refused.out == "" and refused.err.count("\n") == 1


def test_the_commission_has_its_full_name(met, monkeypatch):
    monkeypatch.setenv("REFORM_OFFICE_COMMISSION", "中共某县委全面深化改革委员会")
    page = met("paper", "minutes", "M1", "--lang", "zh").out
    assert page.startswith("中共某县委全面深化改革委员会会议纪要\n\n第4次会议")
    met("meeting", "add", "group", "--owner", "农业小组", "--date", "2026-01-05")
    assert met("paper", "minutes", "M4", "--lang", "zh").out.startswith("农业小组会议纪要")


# Who should report


@pytest.fixture
def late(met):
    """Units with red lights: 甲局 with two, 乙局 with one that is later; 丙局 has reported, 丁局 never has."""
    for title, unit, due in (("一", "甲局", "2026-03-10"), ("二", "甲局", "2026-03-12"), ("三", "乙局", "2026-01-31")):
        met("add", title, "--lead", unit, "--due", due)
    met("add", "步", "--to", "2", "--due", "2026-03-01")
    met("add", "四", "--lead", "丙局", "--due", "2026-12-31")
    assert met("note", "5", "开了会", "--by", "丙局", "--today", "2026-03-02").status == 0
    for title in ("五", "六"):
        met("add", title, "--lead", "丁局", "--due", "2026-12-31")
    met("add", "七", "--lead", "戊局", "--due", "2026-12-31")
    assert met("note", "8", "开了会", "--by", "戊局", "--today", "2026-01-05").status == 0
    assert met("note", "6", "开了会", "--by", "丁局", "--today", "2026-02-02").status == 0
    return met


def reporters(reform, *options):
    return [(row["unit"], row["why"]) for row in fields(reform, "agenda", "M3", *options)["proposed"]]


def test_reporters_are_proposed_by_rule_with_the_reason(late):
    assert reporters(late) == [
        ("甲局", "2 red lights, up to 5 days late"),
        ("乙局", "1 red light, up to 43 days late"),
        ("县财政局", "1 red light, up to 42 days late"),
    ]
    load_rules(late, '[meetings]\ncommission = "quarter"\nreporters = 2\nchoose = ["silent"]\n')
    units = [unit for unit, _why in reporters(late)]
    assert len(units) == 2 and set(units) <= {"县医保局", "县财政局", "甲局", "乙局"}
    load_rules(late, '[meetings]\ncommission = "quarter"\nreporters = 9\nchoose = ["silent", "red"]\n')
    said = dict(reporters(late))
    assert said["丁局"] == "nothing heard since 2026-02-02" and said["甲局"] == "never heard" and "丙局" not in said
    assert list(said)[-2:] == ["戊局", "丁局"], "those of whom it was longest ago come first"
    assert reporters(late, "--today", "2026-04-09") != [] and reporters(late, "--today", "2026-04-10") == []


def test_praise_since_the_last_meeting_is_a_reason_and_stands_in_the_minutes(late):
    load_rules(late, '[meetings]\ncommission = "quarter"\nreporters = 9\nchoose = ["praised"]\n')
    for unit, day in (("甲局", "2026-02-19"), ("丙局", "2026-02-21"), ("丁局", "2026-03-01"), ("乙局", "2026-04-01")):
        typed = ("--evidence", "M1.1", "--reason", f"{unit}快", "--on", day, "--today", "2026-04-09")
        assert late("score", "mark", unit, "praise", *typed).status == 0
    assert late("score", "mark", "戊局", "criticism", "--evidence", "M1.1", "--reason", "慢").status == 0
    assert reporters(late) == [("丁局", "praised on 2026-03-01: 丁局快"), ("丙局", "praised on 2026-02-21: 丙局快")]
    assert [row["refs"] for row in fields(late, "agenda", "M3")["proposed"]] == [["M1.1"], ["M1.1"]]
    page = late("paper", "minutes", "M1", "--lang", "zh").out
    assert "（表扬 P1）" in page and "（批评 P5）（M1.1）" in page


def test_who_is_on_the_agenda_is_not_proposed_again_and_counts(late):
    (row, *_others) = fields(late, "agenda", "M3")["proposed"]
    words = shlex.split(row["command"])
    words[words.index("…")] = "进展"
    assert late(*words[1:]).status == 0
    assert [unit for unit, _why in reporters(late)] == ["乙局", "县财政局"]
    load_rules(late, '[meetings]\ncommission = "quarter"\nreporters = 1\nchoose = ["red"]\n')
    assert reporters(late) == []


def test_a_group_hears_its_own_the_liaisons_and_the_past_nobody(late):
    late("owner", "add", "农业小组", "--owner-kind", "group")
    late("edit", "4", "--group", "农业小组")
    late("meeting", "add", "group", "--owner", "农业小组", "--date", "2026-04-01")
    late("meeting", "add", "liaisons", "--date", "2026-04-01")
    assert [row["unit"] for row in fields(late, "agenda", "M4")["proposed"]] == ["乙局"]
    assert fields(late, "agenda", "M5")["proposed"] == fields(late, "agenda", "M2")["proposed"] == []


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ('choose = ["rich"]', "meetings.choose"),
        ('choose = "red"', "meetings.choose"),
        ("reporters = -1", "meetings.reporters"),
    ],
)
def test_rules_of_reporters_that_cannot_be_are_one_line(late, rule, said):
    with open("bad.toml", "w") as file:
        file.write(f'[meetings]\ncommission = "quarter"\n{rule}\n')
    refused = late("rules", "load", "bad.toml", "--valid-from", "2026-03-01")
    assert refused.status == 2 and said in refused.err and refused.err.count("\n") == 1


# The slip


@pytest.fixture
def ordered(met):
    met("add", "重组", "--lead", "县供销社", "--due", "2026-03-01")
    typed = ("--level", "yellow", "--date", "2026-03-04", "--due", "2026-03-06", "--code", "督1号")
    assert met("order", "add", "2", *typed).status == 0
    assert met("order", "add", "2", "--level", "red", "--date", "2026-03-09", "--due", "3 working days").status == 0
    return met


def test_a_slip_says_what_stood_on_its_day(ordered):
    values = fields(ordered, "order", "O2")
    assert (values["owner"], values["about"], values["title"]) == ("县供销社", "2", "重组")
    assert (values["about_due"], values["days_late"], values["level"]) == ("2026-03-01", 8, "red")
    assert values["follows"] == "O1 yellow, no answer" and values["due"] == "2026-03-12"
    before = ordered("paper", "order", "O2").out
    ordered("extend", "2", "--to", "2026-05-01", "--reason", "批准", "--approved-by", "县委改革办")
    ordered("order", "answer", "O1", "办了", "--on", "2026-03-14")
    assert ordered("paper", "order", "O2").out == before, "what happened later is not on the slip"
    assert "Say in writing why it is late" in before and "督1号" in ordered("paper", "order", "O1").out
    ordered("order", "edit", "O2", "--requirement", "逐社排出时间表")
    page = ordered("paper", "order", "O2").out
    assert "逐社排出时间表" in page and "Say in writing" not in page


def test_an_order_that_was_taken_back_says_so(ordered):
    ordered("order", "withdraw", "O2", "--reason", "误发", "--on", "2026-03-10")
    assert "Taken back on 10 March 2026: 误发" in ordered("paper", "order", "O2").out
    assert "Taken back" not in ordered("paper", "order", "O2", "--today", "2026-03-09").out


def test_the_receipt_is_below_a_line_to_cut_and_leaves_room(ordered, home):
    text = ordered("paper", "order", "O2").out
    above, below = re.split(r"\n(?:- ){20,}-\n", text)
    assert "Answer by" in above and "What was done" in below and "Signature and date" in below
    assert ordered("paper", "order", "O2", "--markdown").out.count("\n---\n") == 1
    assert ordered("paper", "order", "O2", "--html").out.count("<hr>") == 1
    assert ordered("paper", "order", "O2", "-o", "order.docx").status == 0
    word = docx.Document(str(home / "order.docx"))
    borders = [part for part in word.paragraphs if part._p.xpath("w:pPr/w:pBdr/w:bottom[@w:val='dashed']")]
    assert len(borders) == 1 and borders[0].paragraph_format.keep_with_next
    (receipt,) = word.tables
    assert [row.height is not None and row.height.mm > 8 for row in receipt.rows] == [False, True, True, True, True]
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next for row in receipt.rows for cell in row.cells)


def test_reminders_and_assignments_need_no_level(ordered):
    assert ordered("order", "add", "1", "--kind", "remind", "--due", "2026-03-20").status == 0
    page = ordered("paper", "order", "O3", "--lang", "zh").out
    assert page.startswith("改革提醒单\n") and "按期办结" in page and "逾期" not in page


# Values make no structure, in any paper

HOSTILE = ("# x", "1. x", "| a | b |", "> x", "{{ x }}", "{% if x %}", "<b>x</b>", "**x**", "`x`", "***", "- x", "---")
"""Texts that would be marks; those that a command line takes for options last."""


def blocks_of(reform, monkeypatch, name, ref, language):
    made: list[Document] = []
    with monkeypatch.context() as patch:
        patch.setattr("reformcli.shell.run.Context.show", lambda self, answer: made.append(answer))
        assert reform("paper", name, *([ref] if ref else []), "--lang", language).status == 0
    return [(type(block).__name__, len(getattr(block, "items", ()))) for block in made[0].blocks]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_value_makes_structure_in_any_paper(reform, monkeypatch, home, language):
    """The papers of an office whose titles, names and passages are marks have the blocks of one whose are words."""
    shapes, pages = [], []
    for n, texts in enumerate((["word"] * len(HOSTILE), list(HOSTILE))):
        monkeypatch.setenv("REFORM_DB", str(home / f"{n}.db"))
        reform("init")
        filled(reform, texts)
        seen = {}
        for name, ref in REFS.items():
            seen[name] = blocks_of(reform, monkeypatch, name, ref and ref.format(*texts), language)
            for shape in ("--markdown", "--html", "--json"):
                answer = reform("paper", name, *([ref.format(*texts)] if ref else []), shape, "--lang", language)
                assert answer.status == 0, (name, shape, answer.err)
                if shape == "--html":
                    pages.append(re.findall(r"</?(?:h\d|p|ul|ol|li|table|tr|hr|div|b|script)\b", answer.out))
        shapes.append(seen)
    assert shapes[0] == shapes[1]
    half = len(pages) // 2
    assert pages[:half] == pages[half:]


REFS = {
    "agenda": "M2",
    "minutes": "M1",
    "order": "O1",
    "brief": "1",
    "roll-call": None,
    "reminder": "unit {0}",
    "bulletin": None,
    "monthly": None,
    "casebook": None,
    "chronicle": None,
    "statement": "unit {0}",
}


def filled(reform, texts):
    """An office whose texts are `texts`."""
    one, two, three, four = texts[:4]
    unit = f"unit {one}"
    assert reform("owner", "add", unit, "--owner-kind", "unit").status == 0
    assert reform("add", two, "--lead", unit, "--due", "2026-03-01", "--goal", "\n".join(texts)).status == 0
    assert reform("add", three, "--to", "1", "--due", "2026-02-01").status == 0
    reform("meeting", "add", "commission", "--date", "2026-01-12", "--place", four, "--present", two)
    reform("meeting", "topic", "M1", two, "--outcome", "noted", "--comment", "\n".join(texts))
    reform("meeting", "topic", "M1", three, "--kind", "set-topic", "--owner", unit, "--outcome", "deferred")
    assert reform("add", four, "--from", "M1.1", "--lead", unit, "--due", "2026-02-02").status == 0
    reform("meeting", "add", "commission", "--date", "2026-04-09")
    reform("meeting", "topic", "M2", texts[6], "--kind", "talk")
    typed = ("--level", "red", "--date", "2026-03-02", "--due", "2026-03-05", "--requirement", "\n".join(texts))
    assert reform("order", "add", "1", *typed, "--code", texts[9]).status == 0
    assert reform("visit", "add", unit, "--projects", "1", "--conclusion", "\n".join(texts)).status == 0


def test_every_paper_is_tried():
    assert set(REFS) == set(PAPERS)


# The ladder's law


@given(st.data())
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_issuing_what_is_proposed_removes_its_row_and_no_other(reform, home, data):
    (home / "ledger.db").unlink()
    reform("init")
    days = st.integers(-60, 30).map(lambda n: (DAY + timedelta(n)).isoformat())
    for n in range(data.draw(st.integers(1, 3))):
        unit = data.draw(st.sampled_from(["甲局", "乙局"]))
        reform("add", f"project {n}", "--lead", unit, "--due", data.draw(days), "--yes")
        for step in range(data.draw(st.integers(0, 2))):
            reform("add", f"step {step}", "--to", n + 1, "--due", data.draw(days), "--yes")
    for row in reform("ladder", "--today", "2026-02-20", "--json").rows:
        typed = ("--today", "2026-02-20", "--due", "2026-02-25", "--yes")
        if data.draw(st.booleans()):
            assert reform("order", "add", row["ref"], "--level", row["level"], *typed).status == 0
    for n, _row in enumerate(reform("order", "list", "--json").rows, 1):
        answer = data.draw(st.sampled_from([None, (), ("--poor",)]))
        if answer is not None:
            reform("order", "answer", f"O{n}", "在办", "--on", "2026-02-24", *answer)
    rows = reform("ladder", "--json").rows
    assert reform("ladder", "--json").rows == rows
    while rows:
        (first, *others) = rows
        assert reform(*shlex.split(first["command"])[1:]).status == 0, first
        rows = reform("ladder", "--json").rows
        assert rows == others


def test_the_annex_of_a_bulletin_begins_a_page(met, home):
    assert met("paper", "bulletin", "-o", "b.docx").status == 0
    word = docx.Document(str(home / "b.docx"))
    starts = [part.text for part in word.paragraphs if part.paragraph_format.page_break_before]
    assert starts == ["Annex"]
    assert '<div class="page"></div>' in met("paper", "bulletin", "--html").out
    assert head(home / "b.docx").startswith("PK")


def test_what_comes_after_a_bulletin(reform):
    """Look-backs of as long a time as its own, also missed ones; the first five units to be seen next."""
    stages = '{key="close", by="office", state="done"}, {key="look-back", by="office", after=30, optional=true}'
    load_rules(reform, f"[process]\nfinding = [{stages}]\n")
    for n, closed in enumerate(("2026-01-20", "2026-02-20", "2026-03-01", "2026-03-02"), 1):
        reform(
            "add", f"问题{n}", "--kind", "finding", "--lead", f"局{n}", "--opened", "2026-01-05", "--due", "2026-12-31"
        )
        assert reform("done", f"F{n}", "--on", closed).status == 0
    for n in range(7):
        reform("add", f"工作{n}", "--lead", f"甲{n}", "--due", "2026-03-01")
    values = fields(reform, "bulletin", "--since", "2026-02-27")
    due = {row["ref"]: row["due"] for row in values["look_backs"]}
    assert due == {"F1": "2026-02-19", "F2": "2026-03-22", "F3": "2026-03-31"}, "16 days back, 16 days ahead"
    assert len(values["planned"]) == 5 and values["planned"][0]["why"].startswith("red: every 14 days")
    page = reform("paper", "bulletin", "--since", "2026-02-27", "--lang", "zh").out
    assert "2026年2月19日前（已过期）：问题1，局1（F1）" in page
    assert "2026年3月22日前：问题2，局2（F2）" in page and "拟督查单位" in page and "下次督查时间" not in page
    (kind,) = values["matters"]
    assert kind["closed"] == ["F3", "F4"]
    assert fields(reform, "bulletin", "--since", "2026-03-01")["matters"][0]["closed"] == ["F3", "F4"]
    assert fields(reform, "bulletin", "--since", "2026-03-02")["matters"][0]["closed"] == ["F4"]


def test_a_bulletin_of_an_earlier_day_knows_nothing_of_later_matters(reform):
    reform("add", "早", "--kind", "finding", "--lead", "甲局", "--opened", "2026-02-01", "--due", "2026-12-31")
    reform("add", "晚", "--kind", "finding", "--lead", "甲局", "--opened", "2026-03-01", "--due", "2026-12-31")
    (kind,) = fields(reform, "bulletin", "--since", "2026-01-01", "--today", "2026-02-15")["matters"]
    assert (kind["total"], kind["open"], kind["opened"]) == (1, ["F1"], ["F1"])


def test_an_owner_whom_a_paper_does_not_know_is_told_with_those_that_may_be_meant(met):
    refused = met("paper", "statement", "医保")
    assert refused.status == 1 and "There is no owner 医保. Did you mean 县医保局?" in refused.err
    assert "There is no owner 张三. See `reform owner list`." in met("paper", "reminder", "张三").err


def test_whom_a_reminder_goes_to_and_from_which_day(reform):
    reform("add", "甲", "--lead", "甲局", "--liaison", "王芳", "--officer", "李明", "--due", "2026-03-15", "--yes")
    reform("add", "乙", "--lead", "乙局", "--officer", "张三", "--due", "2026-03-29", "--yes")
    reform("add", "丙", "--lead", "丙局", "--due", "2026-03-30", "--yes")
    assert [row["ref"] for row in fields(reform, "reminder", "王芳")["due"]] == ["1"], "due today is due"
    assert [row["ref"] for row in fields(reform, "reminder", "张三")["due"]] == ["2"]
    assert fields(reform, "reminder", "丙局")["due"] == [], "beyond the days ahead"
    for nobody in ("李明", "甲局"):
        assert "nothing to remind" in reform("paper", "reminder", nobody).err
