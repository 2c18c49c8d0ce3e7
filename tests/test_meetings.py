"""Meetings and topics: sessions, refs with a part, decisions, and what became of what the last meeting decided."""

import pytest


@pytest.fixture
def met(reform):
    """A meeting of the commission with two topics and two decisions, and the next one to come; today is 2026-03-15."""
    reform("meeting", "add", "--body", "commission", "--session", "4", "--date", "2026-01-12", "--minutes", "纪要4号")
    reform("add", "医保改革", "--lead", "县医保局")
    reform("meeting", "topic", "M1", "审议方案", "--project", "1", "--owner", "县医保局", "--outcome", "approved")
    reform("meeting", "topic", "M1", "讨论乙", "--outcome", "deferred")
    reform("add", "印发细则", "--from", "M1.1", "--lead", "县财政局", "--due", "2026-02-01")
    reform("add", "清理报表", "--from", "M1", "--due", "2026-12-01")
    reform("meeting", "add", "--body", "commission", "--date", "2026-04-09", "--chair", "县委书记")
    return reform


def page(answer, section):
    assert answer.status == 0, answer.err
    return [row for row in answer.rows if row["section"] == section]


def test_sessions_follow_one_another_in_each_body(met):
    told = met("meeting", "add", "--body", "group", "--owner", "农业小组", "--date", "2026-02-01")
    assert told.out == "Added M3  Meeting 1 of 农业小组\n" and "Session 1, the next one" in told.err
    listed = {row["ref"]: (row["body"], row["owner"], row["session"]) for row in met("meeting", "list", "--json").rows}
    assert listed == {
        "M1": ("commission", None, 4),
        "M2": ("commission", None, 5),
        "M3": ("group", "农业小组", 1),
    }
    assert met("owner", "show", "农业小组", "--json").rows[1]["value"] == "group"
    assert met("owner", "show", "县委书记", "--json").rows[1]["value"] == "leader"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--date", "2026-05-01"), "A meeting needs the body that meets."),
        (("--body", "commission"), "A meeting needs its day."),
        (("--body", "group", "--date", "2026-05-01"), "needs its group"),
        (("--body", "office", "--owner", "农业小组", "--date", "2026-05-01"), "Only a meeting of a group"),
        (("--body", "council", "--date", "2026-05-01"), "--body cannot be 'council'"),
        (("--body", "commission", "--date", "2026-03-01"), "M2 of 2026-04-09 comes after it"),
        (("--body", "commission", "--date", "2026-04-09"), "M2 is the meeting of this body on 2026-04-09 already."),
        (("--body", "commission", "--date", "2026-05-01", "--session", "4"), "M1 of 2026-01-12 is session 4 already."),
    ],
)
def test_what_is_no_meeting_is_refused(met, typed, said):
    refused = met("meeting", "add", *typed)
    assert refused.status in (1, 2) and said in refused.err
    assert len(met("meeting", "list", "--json").rows) == 2


def test_a_session_comes_again_in_another_year(met):
    assert met("meeting", "add", "--body", "commission", "--date", "2025-01-12", "--session", "4").status == 0


def test_refs_of_topics_are_refs_everywhere(met):
    assert met("note", "m1.2", "还要再议").status == 0
    assert met("show", "M1.2", "--json").rows[0]["value"] == "M1"
    assert [row["ref"] for row in met("list", "--kind", "topic", "--json").rows] == ["M1.1", "M1.2"]
    assert {row["ref"] for row in met("find", "讨论乙", "--json").rows} == {"M1.2"}
    assert {row["ref"] for row in met("history", "M1.2", "--json").rows} == {"M1.2"}
    assert met("show", "M1.9").err == "reform: There is no topic M1.9. See `reform show M1`.\n"
    assert "There is no meeting M7." in met("show", "M7.1").err
    for bad in ("V1.2", "M1.", "M.1", "M1.2.3", "Q1"):
        refused = met("show", bad)
        assert refused.status == 2 and "M4.2" in refused.err, bad
    assert met("check").status == 0
    sources = met("export", "matters", "--csv").out
    assert ",M1.1," in sources and ",M1," in sources
    assert [row["about"] for row in met("export", "notes", "--json").rows] == ["M1.2"]


def test_topics_count_within_their_meeting_and_no_number_comes_again(met):
    assert met("meeting", "topic", "M2", "甲").out == "Added M2.1  甲\n"
    met("undo", "--yes")
    assert met("meeting", "topic", "M2", "乙").out == "Added M2.2  乙\n"
    assert met("meeting", "topic", "M1", "丙").out == "Added M1.3  丙\n"


def test_what_is_decided_is_a_matter_of_the_meeting_s_day(met):
    first, second = met("export", "matters", "--json").rows
    assert (first["kind"], first["source"], first["opened"], first["document"], first["project"]) == (
        "decision",
        "M1.1",
        "2026-01-12",
        "纪要4号",
        1,
    )
    assert (second["kind"], second["owner"], second["source"]) == ("decision", None, "M1")
    assert [row["ref"] for row in met("overdue", "--kind", "decision", "--json").rows] == ["F1"]


def test_a_meeting_to_come_has_decided_nothing(met):
    met("meeting", "topic", "M2", "甲")
    for typed in (("add", "x", "--from", "M2"), ("add", "x", "--from", "M2.1", "--opened", "2026-03-01")):
        refused = met(*typed)
        assert refused.status == 1 and "M2" in refused.err and "has not come yet" in refused.err
    assert "has not come yet" in met("meeting", "topic", "M2.1", "--outcome", "approved").err
    assert met("meeting", "topic", "M2.1", "--outcome", "approved", "--today", "2026-04-09").status == 0


def test_a_meeting_begins_with_what_became_of_the_last_one_s_decisions(met):
    met("owner", "add", "副县长", "--owner-kind", "leader")
    assert met("done", "F1", "--on", "2026-02-10", "--all", "--by", "副县长").status == 0
    shown = met("meeting", "show", "M2", "--json")
    assert [(row["ref"], row["value"], row["state"], row["until"]) for row in page(shown, "last")] == [
        ("F1", "印发细则 · 县财政局", "done", "2026-02-10"),
        ("F2", "清理报表", "planned", None),
    ]
    assert [row["ref"] for row in page(shown, "put-off")] == ["M1.2"]
    assert shown.rows == met("show", "M2", "--json").rows
    told = "2 decisions of M1: 1 done (50%), 1 open, 0 of these overdue.\n"
    assert met("meeting", "show", "M2").out.endswith(told)
    assert "1 open, 1 of these overdue" in met("meeting", "show", "M2", "--today", "2026-12-02").out
    assert page(met("meeting", "show", "M1", "--json"), "last") == []


def test_the_last_meeting_is_the_latest_of_that_body_by_day_never_by_session(met):
    met("meeting", "add", "--body", "commission", "--date", "2026-02-20", "--session", "2")
    met("meeting", "add", "--body", "office", "--date", "2026-03-10")
    met("add", "另一件", "--from", "M3")
    assert [row["ref"] for row in page(met("show", "M2", "--json"), "last")] == ["F3"]
    met("meeting", "edit", "M3", "--date", "2026-01-05")
    assert [row["ref"] for row in page(met("show", "M2", "--json"), "last")] == ["F1", "F2"]
    assert [row["ref"] for row in page(met("show", "M1", "--json"), "last")] == ["F3"]


def test_a_meeting_that_decided_something_is_not_put_off_into_the_future(met):
    refused = met("meeting", "edit", "M1", "--date", "2026-06-01")
    assert refused.status == 1 and "M1 has been held: M1.1 came of it." in refused.err
    assert met("meeting", "edit", "M2", "--date", "2026-05-06").status == 0
    assert met("meeting", "remove", "M1").status == 1


def test_a_meeting_to_come_stands_in_the_calendar(met):
    def titles(*options):
        return [row["title"] for row in met("calendar", "--json", *options).rows]

    assert titles() == ["印发细则", "Meeting 5 of commission", "清理报表"]
    assert titles("--owner", "县委书记") == ["Meeting 5 of commission"]
    assert titles("--owner", "县财政局") == ["印发细则"]
    assert titles("--to", "2026-04-08") == ["印发细则"]
    assert "Meeting 4 of commission" in titles("--all")
    assert "SUMMARY:委员会第5次会议" in met("calendar", "--ics", "--lang", "zh").out


def test_coverage_names_a_body_past_its_rhythm(met):
    def late(day):
        return [row["ref"] for row in met("coverage", "--check", "body-late", "--today", day, "--json").rows]

    assert late("2026-04-12") == [] and late("2026-07-09") == []
    assert late("2026-07-10") == ["M2"]
    met("meeting", "remove", "M2")
    assert late("2026-04-13") == ["M1"]


@pytest.mark.parametrize("form", ["folder", "all.ndjson", "all.json"])
def test_exports_come_in_again_and_add_nothing(met, home, monkeypatch, form):
    met("meeting", "edit", "M1", "--present", "张三,李四", "--absent", "县财政局,县医保局")
    assert met("export", "-o", form).status == 0
    before = met("export", "--ndjson").out
    counts = met("import", form, "--json").rows
    assert {row["added"] + row["changed"] for row in counts} == {0}
    monkeypatch.setenv("REFORM_DB", str(home / "copy.db"))
    met("init")
    assert met("import", form).status == 0
    assert met("export", "--ndjson").out == before


def test_an_officer_stands_beside_the_liaison(reform):
    reform("add", "甲", "--lead", "县卫健局", "--liaison", "张三", "--officer", "李四")
    reform("add", "堵点", "--from", "1", "--lead", "县财政局", "--due", "2026-03-01")
    duties = {row["role"]: row["owner"] for row in reform("export", "duties", "--json").rows}
    assert (duties["liaison"], duties["officer"]) == ("张三", "李四")
    assert [row["ref"] for row in reform("overdue", "--owner", "李四", "--json").rows] == ["F1"]
    assert "经办人" in reform("show", "1", "--lang", "zh").out


DECIDED = (
    "县委深改委第4次会议议定事项清单,,,,,\n"
    "序号,重点任务,具体举措,牵头单位,配合单位,完成时限\n"
    "1,印发总额预算细则,起草,县医保局,县财政局,20日内\n"
    "1,印发总额预算细则,印发,县医保局,县财政局,2026年8月20日\n"
    "2,清理重复报表,,县卫健局、县教育局,县财政局,10月底前\n"
)


def test_a_list_of_decisions_comes_in_as_matters_of_the_meeting(met, home):
    (home / "议定事项.csv").write_text(DECIDED, encoding="utf-8")
    shown = met("import", "议定事项.csv", "--from", "M1", "--dry-run", "--json")
    assert shown.status == 0 and {row["noun"] for row in shown.rows if row["noun"]} == {"matter"}
    taken = met("import", "议定事项.csv", "--from", "M1", "--json")
    assert {row["noun"]: row["added"] for row in taken.rows} == {"owner": 2, "matter": 2}
    assert "县卫健局 answers" in taken.err and "stands in the measures" in taken.err
    first, second = met("export", "matters", "--json").rows[2:]
    assert (first["kind"], first["source"], first["owner"], first["supporting"]) == (
        "decision",
        "M1",
        "县医保局",
        ["县财政局"],
    )
    assert first["measures"] == "起草 20日内\n印发 2026年8月20日" and first["opened"] == "2026-01-12"
    assert (second["owner"], second["supporting"], second["due"]) == (
        "县卫健局",
        ["县教育局", "县财政局"],
        "2026-10-31",
    )
    again = met("import", "议定事项.csv", "--from", "M1", "--json").rows
    assert {row["noun"]: row["added"] + row["changed"] for row in again} == {"matter": 0}


def test_limits_of_a_list_of_decisions_count_from_the_meeting(met, home):
    (home / "甲.csv").write_text("事项,牵头单位,完成时限\n印发细则二,县医保局,20日内\n", encoding="utf-8")
    assert met("import", "甲.csv", "--from", "M1").status == 0
    assert met("export", "matters", "--json").rows[-1]["due"] == "2026-02-01"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--from", "M2"), "has not come yet"),
        (("--from", "F1"), "nothing that a list of matters comes from"),
        (("--from", "M9"), "There is no meeting M9."),
        (("--from", "M1", "--as", "projects"), "are matters, not projects"),
        (("--from", "M1", "--document", "x"), "Only one of --document, --from"),
    ],
)
def test_a_list_that_comes_from_nothing_is_refused(met, home, typed, said):
    (home / "议定事项.csv").write_text(DECIDED, encoding="utf-8")
    refused = met("import", "议定事项.csv", *typed)
    assert refused.status != 0 and said in refused.err
    assert len(met("export", "matters", "--json").rows) == 2


def test_the_body_may_be_typed_alone_in_any_language(reform):
    assert reform("meeting", "add", "commission", "--date", "2026-01-12").status == 0
    assert reform("meeting", "add", "办公室", "--date", "2026-01-13", "--lang", "zh").status == 0
    assert [row["body"] for row in reform("meeting", "list", "--json").rows] == ["commission", "office"]
    refused = reform("meeting", "add", "office", "--body", "commission", "--date", "2026-01-14")
    assert refused.status == 2 and "--body is given twice." in refused.err
    refused = reform("meeting", "add", "council", "--date", "2026-01-14")
    assert refused.status == 2 and "council" in refused.err and refused.err.count("\n") == 1


def test_what_came_from_a_meeting_a_topic_or_anything_else_is_listed(met):
    met("visit", "add", "县医保局", "--date", "2026-03-02")
    met("add", "接口未通", "--from", "V1", "--due", "2026-03-31")
    met("add", "经费未到", "--from", "1", "--due", "2026-03-31")

    def listed(*typed):
        answer = met("list", *typed, "--json")
        assert answer.status == 0, answer.err
        return [row["ref"] for row in answer.rows]

    assert (listed("--from", "M1"), listed("--from", "m1.1")) == (["F1", "F2"], ["F1"])
    assert (listed("--from", "V1"), listed("--from", "1"), listed("--from", "M2")) == (["F3"], ["F4"], [])
    assert listed("--from", "M1", "--kind", "finding") == []
    met("done", "F1", "--all", "--by", "县医保局")
    assert met("list", "--from", "M9").status == 1
    refused = met("list", "--from", "meeting")
    assert refused.status == 2 and refused.err.count("\n") == 1
    assert met("list", "--kind", "note", "--from", "M1").status == 2


def test_a_list_of_decisions_comes_from_its_meeting(met, home):
    lines = (
        "县委深改委会议议定事项清单,,,,,,",
        "序号,议定事项,牵头单位,配合单位,完成时限,经办人,督办单号",
        "1,印发预算细则,县医保局,县财政局、县卫健局,2026年4月底前,李明,红改督〔2026〕1号",
        "2,清理重复报表,县财政局,,20日内,王芳,红改督〔2026〕2号",
        "3,落实社区经费,县民政局,,长期坚持,,",
    )
    (home / "议定事项.csv").write_text("\n".join(lines) + "\n")
    taken = met("import", "议定事项.csv", "--from", "M1", "--new-owner")
    assert taken.status == 0 and "counted from today" not in taken.err
    rows = {row["title"]: row for row in met("export", "matters", "--json").rows if row["number"] > 2}
    assert {row["kind"] for row in rows.values()} == {"decision"} and {row["source"] for row in rows.values()} == {"M1"}
    first, second, third = rows.values()
    assert (first["owner"], first["supporting"], first["due"]) == ("县医保局", ["县财政局", "县卫健局"], "2026-04-30")
    assert (second["due"], second["due_said"], second["opened"]) == ("2026-02-01", "20日内", "2026-01-12")
    assert (third["due"], third["due_said"]) == (None, "长期坚持")
    assert (first["extra"]["督办单号"], first["extra"]["经办人"]) == ("红改督〔2026〕1号", "李明")
    assert met("import", "议定事项.csv", "--from", "M1", "--new-owner").status == 0
    assert len(met("export", "matters", "--json").rows) == 5
    assert "长期坚持" in met("paper", "minutes", "M1").out


def test_who_handles_a_thing_at_the_desk_is_its_officer(reform, home):
    (home / "list.csv").write_text(
        "改革事项,牵头单位,经办人,联络员,完成时限\n甲改革,县教育局,李明,王芳,2026-04-30\n乙改革,县财政局,张三,赵四,2026-05-31\n"
    )
    assert reform("import", "list.csv", "--new-owner").status == 0
    duties = {(row["owner"], row["role"]) for row in reform("export", "duties", "--json").rows}
    assert {("李明", "officer"), ("王芳", "liaison"), ("张三", "officer")} <= duties


@pytest.mark.parametrize("flag", ["--absent", "--present"])
def test_nobody_was_at_a_meeting_to_come(met, flag):
    for verb in (("edit", "M2"), ("add", "office", "--date", "2026-05-01")):
        refused = met("meeting", *verb, flag, "县医保局")
        assert refused.status == 2 and "which has not come yet." in refused.err
    assert met("meeting", "edit", "M1", flag, "县医保局").status == 0
