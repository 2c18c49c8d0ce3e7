"""Handover: open work and open findings pass on with a list to sign; who answered until then stays known."""

import pytest


@pytest.fixture
def bureau(reform):
    """A bureau that leads two open projects and a finished one, and has findings open and closed out."""
    reform("add", "医共体", "--lead", "县卫健局", "--responsible", "县卫健局", "--due", "2026-03-01")
    reform("add", "签约", "--to", "1", "--due", "2026-09-30")
    reform("add", "挂牌", "--to", "1", "--due", "2026-06-30")
    reform("add", "总结", "--to", "1")
    reform("add", "药品", "--lead", "县卫健局", "--with", "县医保局", "--due", "2026-12-01")
    reform("add", "做完的", "--lead", "县卫健局", "--due", "2026-01-31")
    reform("done", "3")
    reform("finding", "add", "台账不全", "--owner", "县卫健局", "--project", "1", "--due", "2026-04-30")
    reform("finding", "add", "无人值守", "--owner", "县卫健局")
    reform("finding", "add", "旧的", "--owner", "县卫健局", "--project", "1")
    reform("finding", "add", "别人的", "--owner", "县医保局", "--project", "1")
    reform("finding", "close", "F3")
    return reform


def hand_over(reform, *argv):
    return reform("owner", "handover", "县卫健局", "县医保局", "--from", "2026-04-01", *argv)


def findings(reform):
    return [one["owner"] for one in reform("export", "findings", "--json").rows]


def duties(reform):
    return [
        (one["project"], one["owner"], one["role"], one["valid_from"], one["valid_to"])
        for one in reform("export", "duties", "--json").rows
    ]


def test_handover_moves_open_work_only(reform):
    for title in ("开着的", "做完的"):
        reform("add", title, "--liaison", "张三", "--due", "2026-01-01")
    reform("done", "2")
    moved = reform("owner", "handover", "张三", "李四", "--from", "2026-03-01")
    assert moved.status == 0 and "1 projects go from 张三 to 李四." in moved.err
    duties = [
        (one["project"], one["owner"], one["valid_from"], one["valid_to"])
        for one in reform("export", "duties", "--json").rows
    ]
    assert duties == [
        (1, "张三", None, "2026-02-28"),
        (2, "张三", None, None),
        (1, "李四", "2026-03-01", None),
    ]
    assert reform("owner", "handover", "张三", "李四").status == 1


def test_the_list_has_a_row_for_each_thing_handed_over(bureau):
    rows = hand_over(bureau, "--json").rows
    assert [(row["ref"], row["title"], row["roles"], row["light"], row["state"], row["due"]) for row in rows] == [
        ("1", "医共体", ["lead", "responsible"], "red", "planned", "2026-03-01"),
        ("2", "药品", ["lead"], "green", "planned", "2026-12-01"),
        ("F1", "台账不全", None, None, "open", "2026-04-30"),
        ("F2", "无人值守", None, None, "open", None),
    ]
    assert [(row["next"], row["next_title"], row["next_due"], row["project"]) for row in rows] == [
        ("1.2", "挂牌", "2026-06-30", None),
        (None, None, None, None),
        (None, None, None, "医共体"),
        (None, None, None, None),
    ]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            (
                "From 2026-04-01 on 县医保局 answers for everything listed here, in the place of 县卫健局.",
                "Handed over by 县卫健局: ____________________ Date: ____________",
                "Taken over by 县医保局: ____________________ Date: ____________",
                "Witnessed by: ____________________ Date: ____________",
            ),
        ),
        (
            "zh",
            (
                "以上事项自 2026-04-01 起由 县医保局 接替 县卫健局 负责。",
                "移交人（县卫健局）签字：____________________ 日期：____________",
                "接收人（县医保局）签字：____________________ 日期：____________",
                "监交人签字：____________________ 日期：____________",
            ),
        ),
    ],
)
def test_the_list_is_signed_below(bureau, home, language, lines):
    from openpyxl import load_workbook

    plain = hand_over(bureau, "--dry-run", "--lang", language).out
    assert [line for line in plain.splitlines() if line][-4:] == list(lines)
    page = hand_over(bureau, "--dry-run", "--lang", language, "--html").out
    assert all(f"<p>{line}</p>" in page for line in lines)
    assert hand_over(bureau, "--lang", language, "-o", "handover.xlsx").status == 0
    sheet = load_workbook(home / "handover.xlsx").active
    first = [row[0] for row in sheet.iter_rows(values_only=True) if row[0]]
    assert "县卫健局" in first[0] and "县医保局" in first[0] and "2026-04-01" in first[0]
    assert first[-4:] == list(lines)


def test_a_dry_run_shows_the_same_list_and_records_nothing(bureau):
    before = bureau("export", "--json").out
    shown = hand_over(bureau, "--dry-run")
    assert bureau("export", "--json").out == before and "Nothing was recorded." in shown.err
    assert hand_over(bureau).out == shown.out
    assert bureau("undo", "--yes").status == 0
    assert bureau("export", "--json").out == before


def test_findings_that_are_open_pass_on(bureau):
    hand_over(bureau)
    assert findings(bureau) == ["县医保局", "县医保局", "县卫健局", "县医保局"]


def test_with_a_project_only_findings_about_it_pass_on(bureau):
    hand_over(bureau, "--project", "1")
    assert findings(bureau) == ["县医保局", "县卫健局", "县卫健局", "县医保局"]
    assert (2, "县卫健局", "lead", None, None) in duties(bureau)


def test_an_open_finding_about_finished_work_still_has_to_be_put_right_by_somebody(bureau):
    bureau("finding", "add", "漏", "--owner", "县卫健局", "--project", "3")
    assert [row["ref"] for row in hand_over(bureau, "--json").rows] == ["1", "2", "F1", "F2", "F5"]


def test_findings_alone_can_be_handed_over(reform):
    reform("finding", "add", "漏", "--owner", "县卫健局")
    assert [row["ref"] for row in hand_over(reform, "--json").rows] == ["F1"]


def test_who_led_on_the_due_date_stays_true(bureau):
    hand_over(bureau)

    def lead(number, day):
        return bureau("list", "--where", f"number={number}", "--today", day, "--json").rows[0]["lead"]

    assert lead(1, "2026-03-01") == lead(1, "2026-03-31") == ["县卫健局"]
    assert lead(1, "2026-04-01") == lead(1, "2027-01-01") == ["县医保局"]
    assert lead(3, "2026-01-31") == lead(3, "2027-01-01") == ["县卫健局"]


def test_what_the_new_owner_has_already_becomes_one_with_what_it_takes(bureau):
    bureau("edit", "2", "--lead", "县卫健局, 县医保局")
    hand_over(bureau, "--project", "2")
    assert [one[1:] for one in duties(bureau) if one[0] == 2 and one[2] == "lead"] == [
        ("县卫健局", "lead", None, "2026-03-31"),
        ("县医保局", "lead", "2026-03-15", None),
    ]


@pytest.mark.parametrize(
    ("owner", "days", "sentence"),
    [
        ("县医保局", ("--valid-from", "2026-04-02"), "县医保局 is in post only from 2026-04-02 on."),
        ("县医保局", ("--valid-to", "2026-03-31"), "县医保局 is in post only until 2026-03-31."),
        ("县卫健局", ("--valid-from", "2026-04-02"), "县卫健局 is in post only from 2026-04-02 on."),
    ],
)
def test_a_handover_is_between_owners_in_post_that_day(bureau, owner, days, sentence):
    bureau("owner", "edit", owner, *days)
    before = bureau("export", "--json").out
    refused = hand_over(bureau)
    assert refused.status == 1 and sentence in refused.err and bureau("export", "--json").out == before


def test_the_first_and_the_last_day_in_post_count(bureau):
    bureau("owner", "edit", "县卫健局", "--valid-to", "2026-03-31")
    bureau("owner", "edit", "县医保局", "--valid-from", "2026-04-01", "--valid-to", "2026-04-01")
    assert hand_over(bureau).status == 0


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (("县卫健局", "县卫健局"), "县卫健局 answers already."),
        (("县卫健局", "县医保局", "--project", "3"), "Project 3 is closed."),
        (("县卫健局", "县医保局", "--project", "1.1"), "1.1 is a milestone, which goes with its project."),
        (("县医保局", "县卫健局", "--project", "1", "--from", "2026-01-01"), None),
        (("县教育局", "县卫健局"), "县教育局 has no open work to hand over."),
    ],
)
def test_what_cannot_be_handed_over(bureau, argv, sentence):
    bureau("owner", "add", "县教育局")
    done = bureau("owner", "handover", *argv)
    assert done.status == (1 if sentence else 0) and (sentence or "") in done.err


def test_an_owner_not_yet_known_is_added_and_said(bureau):
    done = bureau("owner", "handover", "县卫健局", "县妇幼保健院")
    assert done.status == 0 and "New unit: 县妇幼保健院" in done.err
