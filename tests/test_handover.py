"""Handover: open work, matters too, passes on with a list to sign; who answered until then stays known."""

import pytest


@pytest.fixture
def bureau(reform):
    """A bureau that leads two open projects and a finished one, and has matters open and closed out."""
    reform("add", "医共体", "--lead", "县卫健局", "--responsible", "县卫健局", "--due", "2026-03-01")
    reform("add", "签约", "--to", "1", "--due", "2026-09-30")
    reform("add", "挂牌", "--to", "1", "--due", "2026-06-30")
    reform("add", "总结", "--to", "1")
    reform("add", "药品", "--lead", "县卫健局", "--with", "县医保局", "--due", "2026-12-01")
    reform("add", "做完的", "--lead", "县卫健局", "--due", "2026-01-31")
    reform("done", "3")
    reform("add", "台账不全", "--kind", "finding", "--lead", "县卫健局", "--project", "1", "--due", "2026-04-30")
    reform("add", "无人值守", "--kind", "finding", "--lead", "县卫健局", "--due", "长期坚持")
    reform("add", "旧的", "--kind", "finding", "--lead", "县卫健局", "--project", "1", "--due", "长期坚持")
    reform("add", "别人的", "--kind", "finding", "--lead", "县医保局", "--project", "1", "--due", "长期坚持")
    reform("done", "F3", "--all")
    return reform


def hand_over(reform, *argv):
    """A handover on the day itself, unless `argv` names another."""
    usual = {"--from": "2026-04-01", "--today": "2026-04-01"}
    days = [word for flag, day in usual.items() if flag not in argv for word in (flag, day)]
    return reform("owner", "handover", "县卫健局", "县医保局", *days, *argv)


def owners_of_matters(reform):
    return [one["owner"] for one in reform("export", "matters", "--json").rows]


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
    assert moved.status == 0 and "1 project goes from 张三 to 李四." in moved.err
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
        ("F1", "台账不全", ["lead"], "yellow", "planned", "2026-04-30"),
        ("F2", "无人值守", ["lead"], "grey", "planned", None),
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


def test_matters_that_are_open_pass_on(bureau):
    hand_over(bureau)
    assert owners_of_matters(bureau) == ["县医保局", "县医保局", "县卫健局", "县医保局"]


def test_with_a_project_only_matters_about_it_pass_on(bureau):
    hand_over(bureau, "--project", "1")
    assert owners_of_matters(bureau) == ["县医保局", "县卫健局", "县卫健局", "县医保局"]
    assert (2, "县卫健局", "lead", None, None) in duties(bureau)


def test_an_open_matter_about_finished_work_still_has_to_be_put_right_by_somebody(bureau):
    bureau("add", "漏", "--kind", "finding", "--lead", "县卫健局", "--project", "3", "--due", "长期坚持")
    assert [row["ref"] for row in hand_over(bureau, "--json").rows] == ["1", "2", "F1", "F2", "F5"]


def test_matters_alone_can_be_handed_over(reform):
    reform("add", "漏", "--kind", "finding", "--lead", "县卫健局")
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
        (("县卫健局", "副县长"), "县卫健局 (unit) and 副县长 (leader) are owners of different kinds."),
        (("县卫健局", "社会体制"), "县卫健局 (unit) and 社会体制 (group) are owners of different kinds."),
        (("县卫健局", "县教育局", "--from", "0001-01-01"), "No day comes before 0001-01-01"),
        (("县医保局", "县教育局", "--project", "3"), "Project 3 is closed."),
        (("县教育局", "县卫健局", "--project", "1"), "县教育局 does not answer for project 1."),
        (("县医保局", "县教育局", "--project", "2", "--project", "4"), "县医保局 does not answer for project 4."),
        (
            ("县教育局", "县卫健局", "--project", "2", "--project", "1"),
            "县教育局 does not answer for projects 1, 2.",
        ),
        (("县卫健局", "县医保局", "--project", "3"), "Project 3 is closed."),
        (("县卫健局", "县医保局", "--project", "1.1"), "1.1 is a milestone, which goes with its project."),
        (("县医保局", "县卫健局", "--project", "1", "--from", "2026-01-01"), None),
        (("县教育局", "县卫健局"), "县教育局 has no open work to hand over."),
    ],
)
def test_what_cannot_be_handed_over(bureau, argv, sentence):
    bureau("owner", "add", "县教育局")
    bureau("owner", "add", "副县长", "--owner-kind", "leader")
    bureau("owner", "add", "社会体制", "--owner-kind", "group")
    bureau("add", "教学", "--lead", "县财政局")
    before = bureau("export", "--json").out
    done = bureau("owner", "handover", *argv)
    assert done.status == (1 if sentence else 0) and (sentence or "") in done.err
    assert (bureau("export", "--json").out == before) is bool(sentence)


def test_an_owner_not_yet_known_is_added_and_said(bureau):
    done = bureau("owner", "handover", "县卫健局", "县妇幼保健院")
    assert done.status == 0 and "New unit: 县妇幼保健院" in done.err


def roles_of(reform, owner, project=1):
    return sorted(
        (role, start or "", end or "")
        for number, name, role, start, end in duties(reform)
        if name == owner and number == project
    )


def test_matters_wait_for_the_day(bureau):
    early = hand_over(bureau, "--today", "2026-03-31", "--json")
    assert [(row["section"], row["ref"], row["valid_from"]) for row in early.rows] == [
        ("projects", "1", "2026-04-01"),
        ("projects", "2", "2026-04-01"),
        ("waiting", "F1", "2026-04-01"),
        ("waiting", "F2", "2026-04-01"),
    ]
    assert "2 projects go from 县卫健局 to 县医保局." in early.err
    assert "2 matters stay with 县卫健局 until then: hand over again on 2026-04-01 or later." in early.err
    assert owners_of_matters(bureau) == ["县卫健局", "县卫健局", "县卫健局", "县医保局"]
    again = hand_over(bureau, "--today", "2026-03-31")
    assert "hand over again" in again.err and " go" not in again.err
    assert "Matters pass on the day itself: hand over again on 2026-04-01 or later." in again.out
    before = duties(bureau)
    done = hand_over(bureau, "--json")
    assert [(row["section"], row["ref"]) for row in done.rows] == [("matters", "F1"), ("matters", "F2")]
    assert "2 matters go from 县卫健局 to 县医保局." in done.err and "again" not in done.err
    assert owners_of_matters(bureau) == ["县医保局", "县医保局", "县卫健局", "县医保局"] and duties(bureau) == before


def test_what_is_said_counts_what_there_is(bureau):
    done = bureau("owner", "handover", "县医保局", "县教育局", "--project", "1")
    assert "1 matter goes from 县医保局 to 县教育局." in done.err
    assert "2 projects and 2 matters go from 县卫健局 to 县医保局." in hand_over(bureau).err
    assert bureau("undo", "--yes").status == 0
    assert "1 project and 1 matter go from" in hand_over(bureau, "--project", "1").err


def test_a_handover_that_cannot_be_made_again_says_how_to_print_it(bureau):
    hand_over(bureau)
    assert "`reform undo` takes a handover back, so that it can be printed." in hand_over(bureau).err


def test_a_day_in_the_past_is_said(bureau):
    said = "What fell due from {} on counts as work of 县医保局."
    done = hand_over(bureau, "--from", "2026-03-31", "--dry-run")
    assert done.status == 0 and said.format("2026-03-31") in done.err
    assert "counts as" not in hand_over(bureau, "--dry-run").err


def test_work_that_is_finished_meanwhile_stays_whatever_counts_as_today(reform):
    reform("add", "甲", "--lead", "甲局")
    reform("add", "乙", "--lead", "甲局")
    reform("done", "2")
    done = reform("owner", "handover", "甲局", "乙局", "--today", "2026-03-01", "--new-owner", "--json")
    assert [row["ref"] for row in done.rows] == ["1"]
    assert roles_of(reform, "甲局", 2) == [("lead", "", "")] and roles_of(reform, "乙局", 2) == []


@pytest.fixture
def with_duties(reform, home):
    """A ledger of one project with duties, each an owner, a role, a first and a last day."""

    def make(*lines):
        (home / "in").mkdir()
        (home / "in" / "projects.csv").write_text("number,title\n1,甲\n")
        rows = "".join(f"1,{line}\n" for line in lines)
        (home / "in" / "duties.csv").write_text(f"project,owner,role,valid_from,valid_to\n{rows}")
        assert reform("import", "in", "--new-owner").status == 0
        return reform

    return make


@pytest.mark.parametrize(
    ("days", "left", "passed", "valid_from"),
    [
        ((",2026-03-31"), [("", "2026-03-31")], [], None),
        ((",2026-04-01"), [("", "2026-03-31")], [("2026-04-01", "2026-04-01")], "2026-04-01"),
        (("2026-03-31,"), [("2026-03-31", "2026-03-31")], [("2026-04-01", "")], "2026-04-01"),
        (("2026-04-01,"), [], [("2026-04-01", "")], "2026-04-01"),
        (("2026-05-01,2026-06-30"), [], [("2026-05-01", "2026-06-30")], "2026-05-01"),
    ],
)
def test_duties_that_end_or_begin_about_the_day(with_duties, days, left, passed, valid_from):
    reform = with_duties(f"县卫健局,lead,{days}", "县医保局,liaison,,")
    shown = hand_over(reform, "--json")
    assert shown.status == (0 if passed else 1)
    if passed:
        assert [row["valid_from"] for row in shown.rows] == [valid_from]
    assert [one[1:] for one in roles_of(reform, "县卫健局")] == left
    assert [one[1:] for one in roles_of(reform, "县医保局") if one[0] == "lead"] == passed


def test_a_row_with_a_later_day_of_its_own_is_noted(with_duties):
    reform = with_duties("县卫健局,lead,2026-05-01,", "县医保局,liaison,,")
    assert "Project 1: only from 2026-05-01 on." in hand_over(reform, "--dry-run").out
    reform("add", "乙", "--lead", "县卫健局")
    assert "only from 2026-04-01" not in hand_over(reform).out


@pytest.mark.parametrize(
    ("old", "new", "after"),
    [
        # What is taken is higher: the lower role ends the day before, or goes where it would never begin.
        ("lead,,", "supporting,,", [("lead", "2026-04-01", ""), ("supporting", "", "2026-03-31")]),
        ("lead,,", "supporting,2026-04-01,", [("lead", "2026-04-01", "")]),
        ("lead,,", "supporting,2026-05-01,", [("lead", "2026-04-01", "")]),
        ("responsible,,", "supporting,,", [("responsible", "2026-04-01", ""), ("supporting", "", "2026-03-31")]),
        (
            "lead,,2026-06-30",
            "responsible,,",
            [
                ("lead", "2026-04-01", "2026-06-30"),
                ("responsible", "", "2026-03-31"),
                ("responsible", "2026-07-01", ""),
            ],
        ),
        # What is there already is higher: the lower one is not taken.
        ("supporting,,", "lead,,", [("lead", "", "")]),
        ("supporting,2026-05-01,", "responsible,,", [("responsible", "", "")]),
        ("responsible,,", "lead,,2026-06-30", [("lead", "", "2026-06-30"), ("responsible", "2026-07-01", "")]),
        # Roles that are not ranked go together.
        ("lead,,", "leader,,", [("lead", "2026-04-01", ""), ("leader", "", "")]),
        ("lead,,", "supporting,,2026-03-31", [("lead", "2026-04-01", ""), ("supporting", "", "2026-03-31")]),
    ],
)
def test_a_unit_has_one_role_in_a_project_at_a_time(with_duties, old, new, after):
    reform = with_duties(f"县卫健局,{old}", f"县医保局,{new}")
    before = duties(reform)
    assert hand_over(reform).status == 0
    assert roles_of(reform, "县医保局") == after
    assert all(end and end < "2026-04-01" for _role, _start, end in roles_of(reform, "县卫健局"))
    assert reform("check").status == 0
    assert reform("undo", "--yes").status == 0
    assert sorted(duties(reform), key=str) == sorted(before, key=str)


def test_two_roles_of_the_old_owner_become_the_higher_one(bureau):
    hand_over(bureau)
    assert roles_of(bureau, "县医保局") == [("lead", "2026-04-01", "")]


def test_two_roles_that_were_there_before_stay_where_nothing_is_taken(with_duties):
    reform = with_duties("县医保局,lead,,2026-01-31", "县医保局,supporting,,2026-01-31", "县卫健局,lead,,")
    hand_over(reform)
    assert roles_of(reform, "县医保局") == [
        ("lead", "", "2026-01-31"),
        ("lead", "2026-04-01", ""),
        ("supporting", "", "2026-01-31"),
    ]


@pytest.mark.parametrize(
    ("lines", "kept", "start"),
    [
        (("县卫健局,lead,2026-05-01,", "县医保局,lead,2026-04-15,2026-05-31"), 1, "2026-04-15"),
        (("县卫健局,lead,2026-04-20,", "县医保局,lead,2026-05-01,2026-05-31"), 1, "2026-04-20"),
        (("县卫健局,lead,,", "县医保局,lead,2026-05-01,"), 1, "2026-04-01"),
        # The owner who takes has none of its own: a row that passes as a whole is kept before one that is new.
        (("县卫健局,lead,,2026-04-30", "县卫健局,lead,2026-05-01,"), 1, "2026-04-01"),
    ],
)
def test_the_row_of_the_one_who_takes_is_the_one_that_stays(with_duties, lines, kept, start):
    reform = with_duties(*lines, "县医保局,liaison,,")
    uids = [one["uid"] for one in reform("export", "duties", "--json").rows]
    assert hand_over(reform).status == 0
    rows = reform("export", "duties", "--json").rows
    found = [one for one in rows if (one["owner"], one["role"]) == ("县医保局", "lead")]
    assert [(one["uid"], one["valid_from"]) for one in found] == [(uids[kept], start)]


def test_matters_stand_by_due_date(reform):
    for problem, due in (("无期", None), ("晚", "2026-05-01"), ("早", "2026-04-02")):
        reform("add", problem, "--kind", "finding", "--lead", "县卫健局", "--due", due or "长期坚持")
    assert [row["title"] for row in hand_over(reform, "--json").rows] == ["早", "晚", "无期"]


def test_whom_a_matter_names_as_helping_is_handed_over_too(bureau):
    bureau("add", "同办", "--kind", "finding", "--lead", "县教育局", "--with", "县卫健局,县财政局")
    bureau("add", "自办", "--kind", "finding", "--lead", "县卫健局", "--with", "县医保局")
    bureau("add", "己提", "--kind", "finding", "--lead", "县教育局", "--raised-by", "县卫健局")
    hand_over(bureau)
    named = {one["number"]: (one["owner"], one["supporting"]) for one in bureau("export", "matters", "--json").rows}
    assert named[5] == ("县教育局", ["县医保局", "县财政局"]) and named[6] == ("县医保局", [])
    assert bureau("export", "matters", "--json").rows[6]["raised_by"] == "县卫健局"


def test_a_matter_is_not_named_for_a_handover(bureau):
    refused = hand_over(bureau, "--project", "F1")
    assert refused.status == 1 and "F1 is a matter, which goes with its owner." in refused.err


def test_who_leaves_with_open_work_is_told_to_hand_it_over(reform):
    reform("add", "甲", "--lead", "县教育局", "--leader", "副县长")
    reform("add", "乙", "--lead", "县教育局", "--leader", "副县长")
    reform("done", "2", "--on", "2026-03-01")
    told = reform("owner", "edit", "副县长", "--valid-to", "2026-08-31")
    assert "1 open project or matter still falls to 副县长 then: `reform owner handover 副县长 NEW`." in told.err
    assert reform("owner", "handover", "副县长", "李四", "--from", "2026-09-01").status == 0
    assert "falls to" not in reform("owner", "edit", "副县长", "--valid-to", "2026-08-31", "--contact", "1").err
