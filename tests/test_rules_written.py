"""Rules as people write them: words of both languages, TOML without its quotation marks, faults with their places."""

import io
import json

import pytest

from reformcli.i18n import in_every_language
from reformcli.rulebook.parts import sections
from reformcli.rulebook.readers import called
from reformcli.rulebook.sections import LEVEL_KEYS, STAGE_KEYS
from tests.rule_texts import EVERYTHING, LIMITS, in_force, refused, sets

# What people write


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("[亮灯]\n临近 = 14\n", ("lights", "near"), 14),
        ('["亮灯"]\n"严重滞后" = 50\n', ("lights", "far_behind"), 50),
        ('[lights]\n已追上 = "黄"\n', ("lights", "recovered"), "yellow"),
        ('[Lights]\nRecovered = "Yellow"\n', ("lights", "recovered"), "yellow"),
        ('[lights]\n"far behind" = 50\n', ("lights", "far_behind"), 50),
        ("[lights]\nfar-behind = 50\n", ("lights", "far_behind"), 50),
        ('[lights]\n计划进度 = "月份"\n', ("lights", "schedule"), "months"),
        ("亮灯.计划进度 = 月份\n", ("lights", "schedule"), "months"),
        ('[四有]\n单位 = ["人员", "place"]\n专项小组 = []\n', ("readiness", "unit"), ["person", "place"]),
        ("[四有]\n单位 = [人员, 制度]\n专项小组 = []\n", ("readiness", "unit"), ["person", "rules"]),
        ('[会议]\n"commission" = "两个月"\n', ("meetings", "commission"), "two-months"),
        ('[日期]\n国家 = "gb"\n', ("dates", "country"), "GB"),
        ("[日期]\n日在前 = true\n", ("dates", "day_first"), True),
        ('[日期]\n财年以何年为名 = "起始"\n', ("dates", "fiscal_named"), "start"),
        ("[上限]\n工作 = 5\n", ("caps", "work"), 5),
        ("[变化]\n天 = [3]\n", ("changed", "days"), [3]),
        ("[督查次数]\n红 = 7\n黄 = 14\n绿 = 30\n蓝 = 60\n每季上限 = 1\n", ("visits", "cap"), 1),
    ],
)
def test_keys_and_words_of_both_languages(reform, load, text, key, value):
    assert load(text).status == 0
    assert in_force(reform)[key] == value


def test_every_label_of_a_key_means_that_key_only():
    tables = [STAGE_KEYS, LEVEL_KEYS, *(section.keys for _name, section in sections())]
    for labels in [
        {key: section.label for key, section in sections()},
        *({key: declared.label for key, declared in table.items()} for table in tables),
    ]:
        for key, label in labels.items():
            assert {called(word, labels) for word in (key, *in_every_language(label))} == {key}


def test_a_kind_is_written_in_either_language(reform, load):
    """The kinds of matters are keys as others are."""
    assert load('[时限]\n督查问题 = "7日内"\n' + LIMITS).status == 0
    rules = in_force(reform)
    assert rules["limit", "finding"] == "7日内" and ("limit", "督查问题") not in rules


def test_stages_are_written_in_either_language(reform, load):
    chinese = (
        '{"环节"="自查", 办理者="责任主体", "状态"="上报完成"}',
        "{环节=销号, 办理者=领导, 状态=已完成}",
        '{"环节"="回头看", "办理者"="本办", "可选"=true, "之后"=30}',
    )
    assert load(f"[process]\nfinding = [{', '.join(chinese)}]\n").status == 0
    stages = [(one["key"], one["by"], one.get("state")) for one in in_force(reform)["process", "finding"]]
    assert stages == [("self-check", "owner", "reported"), ("close", "leader", "done"), ("look-back", "office", None)]
    english = '{stage="First Check", by="a group", state="in hand"}, {stage="close-out", by="the office", state="done"}'
    assert load(f"[process]\nfinding = [{english}]\n", valid_from="2026-03-02").status == 0
    stages = [(one["key"], one["by"], one["state"]) for one in in_force(reform)["process", "finding"]]
    assert stages == [("first-check", "group", "started"), ("close", "office", "done")]


def test_a_stage_of_the_office_s_own_keeps_its_name(reform, load):
    assert load('[process]\nfinding = [{key="复核 会", by="office", state="done"}]\n').status == 0
    assert in_force(reform)["process", "finding"][0]["key"] == "复核 会"


def test_levels_are_written_in_either_language(reform, load):
    levels = '[{等级=蓝, 答复="5个工作日内", 临近=9}, {"level"="red", answer="+3wd", overdue=1}]'
    assert load(f"[督办阶梯]\n各级 = {levels}\n升级 = true\n重点项目起点 = 红\ninterview = 2\n").status == 0
    rules = in_force(reform)
    assert [(one["key"], one.get("near")) for one in rules["ladder", "levels"]] == [("blue", 9), ("red", None)]
    assert rules["ladder", "key_starts"] == "red"


def test_what_stands_in_quotation_marks_and_comments_stays_as_it_is(reform, load):
    text = '# 亮灯 = 3\n[process]\nfinding = [{key="甲 = 乙 # 丙", by="office", state="done"}] # 销号\n'
    assert load(text).status == 0
    assert in_force(reform)["process", "finding"][0]["key"] == "甲 = 乙 # 丙"
    assert load("[process]\nfinding = [{key='“甲”', by='office', state='done'}]\n", valid_from="2026-03-02").status == 0
    assert in_force(reform)["process", "finding"][0]["key"] == "“甲”"


def test_a_file_of_a_windows_editor_is_read(reform, home):
    (home / "office.toml").write_bytes("﻿[lights]\r\nnear = 14\r\n".encode())
    assert reform("rules", "load", "office.toml", "--valid-from", "2026-03-01").status == 0
    assert in_force(reform)["lights", "near"] == 14


def test_rules_from_stdin(reform, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("[lights]\nnear = 14\n"))
    assert reform("rules", "load", "-", "--valid-from", "2026-03-01", "--title", "办发〔2026〕3号").status == 0
    assert in_force(reform)["lights", "near"] == 14
    assert reform("rules", "list", "--json").rows[0]["title"] == "办发〔2026〕3号"


# Faults

LADDER = """[ladder]
levels = [{key="blue", answer="+5wd", near=7}]
escalate = true
key_starts = "blue"
interview = 3
"""

BAD = {
    "lights.near = -1": "lights.near cannot be -1: it takes a whole number from 0 to 3660.",
    "lights.behind = 101": "lights.behind cannot be 101: it takes a whole number from 0 to 100.",
    "lights.near = 30.0": "lights.near cannot be 30.0: it takes a whole number",
    "lights.near = true": "lights.near cannot be true: it takes a whole number",
    'lights.near = "30"': 'lights.near cannot be "30": it takes a whole number',
    "lights.silence = 0": "lights.silence cannot be 0: it takes a whole number from 1 to 3660.",
    'lights.recovered = "blue"': 'lights.recovered cannot be "blue": it takes one of green, yellow.',
    'lights.schedule = "weeks"': 'lights.schedule cannot be "weeks": it takes one of milestones, months.',
    "lights.bright = 1": "lights.bright: there is no such key; there are: near, behind, far_behind, silence,",
    "lights.behind = 40\nlights.far_behind = 30": "lights.behind is more than lights.far_behind.",
    "lights.behind = 40": "lights.behind is more than lights.far_behind.",
    "lights.far_behind = 5": "lights.behind is more than lights.far_behind.",
    "[lights]\nnear = 14\n临近 = 15": "lights.临近",
    "[lights]\nnear = 14\n[亮灯]\nnear = 15": "[亮灯]",
    "lights = 3": "lights must be a part of its own: [lights].",
    "colours.near = 3": "[colours] is no part of the rules; there are: process, limit, visits, changed,",
    "near = 3": "[near] is no part of the rules",
    'dates.country = "China"': 'dates.country cannot be "China": it takes a country code of two letters, such as CN.',
    'dates.country = "C1"': 'dates.country cannot be "C1"',
    "dates.fiscal_start = 13": "dates.fiscal_start cannot be 13: it takes a whole number from 1 to 12.",
    'dates.day_first = "yes"': 'dates.day_first cannot be "yes": it takes true or false.',
    'dates.region = "Scotland"': 'dates.region cannot be "Scotland": it takes a country and its part',
    "caps.work = 1.5": "caps.work cannot be 1.5",
    "visits.red = 7": "[visits] lacks yellow. [visits] lacks green. [visits] lacks blue.",
    "changed.days = []": "changed.days cannot be []: it takes numbers of days, each greater than the one before.",
    "changed.days = [7, 7]": "changed.days cannot be [7, 7]",
    "changed.days = [7, 3]": "changed.days cannot be [7, 3]",
    "changed.days = [0]": "changed.days cannot be [0]",
    "changed.days = 7": "changed.days cannot be 7",
    "changed.x = 7": "[changed] lacks days.",
    'readiness.unit = ["cat"]\nreadiness.group = []': 'readiness.unit cannot be ["cat"]',
    "readiness.unit = []": "[readiness] lacks group.",
    'limit.finding = "whenever"': 'limit.finding cannot be "whenever": it takes a time limit',
    'limit.finding = "长期坚持"': 'limit.finding cannot be "长期坚持"',
    "limit.finding = 30": "limit.finding cannot be 30",
    'limit.findng = "+30d"': "limit.findng",
    'process.findng = [{key="close", by="office", state="done"}]': "process.findng",
    "process.finding = []": "process.finding must be a list such as [{key=",
    'process.finding = "close"': "process.finding must be a list such as [{key=",
    'process.finding = [{key="close", by="office"}]': "process.finding: no stage has the state done.",
    'process.finding = [{key="close", state="done"}]': "process.finding[1] lacks by.",
    'process.finding = [{by="office", state="done"}]': "process.finding[1] lacks key.",
    'process.finding = [{key="close", by="moon", state="done"}]': 'process.finding[1].by cannot be "moon"',
    'process.finding = [{key="close", by="office", state="over"}]': 'process.finding[1].state cannot be "over"',
    'process.finding = [{key="close", by="office", state="done", due=3}]': "process.finding[1].due: there is no such",
    'process.finding = [{key="a", by="owner"}, {key="a", by="office", state="done"}]': (
        "process.finding[2]: a stands there already."
    ),
    'process.finding = [{key="a", by="office", state="done"}, {key="b", by="office"}]': "process.finding[2]: what",
    'process.finding = [{key="a", by="owner", within="soon"}, {key="b", by="office", state="done"}]': (
        'process.finding[1].within cannot be "soon": it takes a time limit'
    ),
    'process.finding = [{key="a", by="office", state="done"}, {key="b", by="office", after=0, optional=true}]': (
        "process.finding[2].after cannot be 0"
    ),
    "[lights": "Line 1 of the rules is no TOML: [lights",
    "lights.near = 1\nlights.near = 2": "Line 2 of the rules says something for the second time: lights.near = 2",
    "[lights]\nnear = 1\n临近 ＝ 3": "Line 3 of the rules is no TOML: 临近 ＝ 3",
    "[lights]\nschedule = “月份”\nnear = 1": "Line 2 of the rules is no TOML: schedule = “月份” Words stand",
    'process.finding = [{key="close", by="office", state="done"}': "Line 1 of the rules is no TOML: process.finding",
    "a = " + "[" * 5000: "The rules are lists in lists without end.",
    "lights.near = " + "9" * 5000: "Line 1 of the rules is no TOML: lights.near = 999",
    "lights.near = 14天": 'lights.near cannot be "14天": it takes a whole number',
    "lights.near = 2026-01-01": "lights.near cannot be 2026-01-01: it takes",
    "changed.days = [true, 7]": "changed.days cannot be [true, 7]",
    'limit.finding = "2026-12-31"': 'limit.finding cannot be "2026-12-31": it takes a time limit',
    'limit.finding = "昨天"': 'limit.finding cannot be "昨天"',
    'limit.finding-before = "+3d"': "limit.finding-before: there is no such key",
    'dates.country = "CN"\ndates.region = "GB-ENG"': "dates.region is no part of dates.country.",
    'dates.region = "GB-ENG"': "dates.region is no part of dates.country.",
    'process.finding = [{key="close", 环节="b", by="office", state="done"}]': "process.finding[1].环节 is given twice.",
    'process.finding = [{key="close", by="office", state="done"}, 3]': "process.finding must be a list such as",
    "ladder.levels = []": "ladder.levels must be a list such as",
    'ladder.levels = [{key="blue", answer="+5wd"}]': "ladder.levels[1] lacks what makes it due: near,",
    'ladder.levels = [{key="blue", near=3}]': "ladder.levels[1] lacks answer.",
    'ladder.levels = [{key="blue", answer="+1wd", near=3}, {key="blue", answer="+1wd", near=1}]': (
        "ladder.levels[2]: blue stands there already."
    ),
    LADDER.replace('key_starts = "blue"', 'key_starts = "red"'): "ladder.key_starts is none of the levels.",
}


@pytest.mark.parametrize("text", BAD)
def test_each_fault_is_named_with_its_place_and_nothing_is_written(reform, load, text):
    assert BAD[text] in refused(load(text))
    assert sets(reform) == []


@pytest.mark.parametrize("text", BAD)
def test_what_cannot_be_loaded_cannot_be_imported_either(reform, home, text):
    """Rules of another ledger's file are read as closely; what is refused names the row, and nothing of it is taken."""
    rows = [{"valid_from": "2026-01-01", "title": "x", "text": "[lights]\nnear = 3\n"}]
    (home / "all.json").write_text(json.dumps([*rows, {"valid_from": "2026-03-01", "title": "y", "text": text}]))
    answer = reform("import", "all.json", "--as", "rules")
    assert answer.status == 2 and answer.err.startswith("reform: all.json") and BAD[text] in answer.err, answer
    assert sets(reform) == [] and reform("list").status == 0
    assert reform("import", "all.json", "--as", "rules", "--accept-partial").status == 0
    assert sets(reform) == ["2026-01-01"]


def test_sound_rules_are_not_spoilt_by_an_import(reform, load, home):
    load("[lights]\nnear = 14\n")
    exported = reform("export", "rules", "--json").rows
    (home / "all.json").write_text(json.dumps([{**exported[0], "text": "[lights]\nnear = -1\n"}]))
    assert reform("import", "all.json", "--as", "rules").status == 2
    assert in_force(reform)["lights", "near"] == 14


def test_a_few_faults_are_all_named(load):
    faults = refused(load('[lights]\nnear = -1\nbright = 2\n[limit]\nfinding = "soon"\n[visits]\nred = 7\n[x]\n'))
    for place in ("lights.near", "lights.bright", "limit.finding", "[visits] lacks yellow", "[x]"):
        assert place in faults


def test_all_faults_of_a_file_are_named_in_one_run(load):
    """None goes unsaid, however many there are."""
    lines = [text.partition(" = ") for text in BAD if " = " in text and "\n" not in text and "[[" not in text]
    faults = {
        key: value for key, _is, value in lines if key.partition(".")[0] in ("lights", "dates", "caps", "changed")
    }
    for key in ("lights", "lights.near", "lights.behind", "lights.far_behind", "dates.region"):
        del faults[key]
    told = refused(load("".join(f"{key} = {value}\n" for key, value in faults.items())))
    assert [key for key in faults if key not in told] == [] and len(faults) > 9
    many = refused(load("[lights]\n" + "".join(f"a{number} = 1\n" for number in range(100))))
    assert "lights.a39" in many and "lights.a40" not in many and "60 more faults." in many


def test_faults_are_told_in_chinese(load):
    faults = refused(load('[lights]\nnear = -1\nbright = 2\n[limit]\nfinding = "soon"\n', "--lang", "zh"))
    assert "lights.near 不能是 -1：应为 0 到 3660 的整数。" in faults
    assert "lights.bright：没有这一项；有：临近、滞后、" in faults
    assert 'limit.finding 不能是 "soon"' in faults and "各项及其取值见 `reform rules show`。" in faults


def test_no_kind_is_left_without_a_process(reform, load):
    """A part takes the place of the one before: processes of other kinds must not get lost on the way."""
    answer = load('[process]\nfinding = [{key="close", by="office", state="done"}]\n')
    assert answer.status == 2 or ("process", "decision") in in_force(reform)


def test_two_sets_of_one_day(reform, load):
    assert load("[lights]\nnear = 14\n").status == 0
    again = load("[lights]\nnear = 7\n")
    assert again.status == 1 and again.err.count("\n") == 1
    assert "There are rules of 2026-03-01 already." in again.err and "`reform rules remove 2026-03-01`" in again.err
    assert in_force(reform)["lights", "near"] == 14


def test_an_empty_file_is_none(reform, load):
    for text in ("", "\n\n"):
        answer = load(text)
        assert answer.status == 2 and answer.err.count("\n") == 1 and sets(reform) == []


@pytest.mark.parametrize(("length", "status"), [(20_000, 0), (20_001, 2)])
def test_how_long_rules_may_be(reform, load, length, status):
    text = "[lights]\nnear = 14\n"
    answer = load(text + "#" * (length - len(text)))
    assert answer.status == status, answer.err
    assert len(sets(reform)) == (status == 0)
    assert status == 0 or (answer.err.count("\n") == 1 and "20,000" in answer.err.replace("20000", "20,000"))


def test_a_file_that_is_no_text(reform, home):
    (home / "office.toml").write_bytes("[亮灯]\n".encode("gbk"))
    answer = reform("rules", "load", "office.toml", "--valid-from", "2026-03-01")
    assert answer.status in (1, 2) and "office.toml: This file cannot be read: it is no UTF-8." in answer.err


def test_exports_carry_rules_and_add_nothing(reform, load):
    load(EVERYTHING)
    assert reform("export", "-o", "out.json").status == 0
    assert reform("init", "--db", "other.db").status == 0
    assert reform("import", "out.json", "--db", "other.db").status == 0
    assert in_force(reform, "--db", "other.db") == in_force(reform)
    again = reform("import", "out.json", "--json")
    assert all(row["added"] == row["changed"] == 0 for row in again.rows)
