"""Pages of single things: refs are whole, and work says how it stands on the day asked about."""

import pytest


@pytest.fixture
def office(reform):
    """Two projects of which the first has steps, a visit with a finding, and a relapse of that."""
    reform("add", "Bus station", "--lead", "Transport", "--leader", "Deputy Mayor", "--due", "2026-12-31")
    reform("add", "Sign the contract", "--to", "1", "--due", "2026-03-01")
    reform("add", "Lay the floor", "--to", "1", "--depends-on", "1", "--due", "2026-03-20")
    reform("add", "Shelters", "--lead", "Transport", "--due", "2026-12-31")
    reform("add", "Paint them", "--to", "2", "--depends-on", "1.2")
    reform("visit", "add", "Transport", "--projects", "1")
    reform("add", "no schedule", "--from", "V1")
    reform("done", "F1", "--all")
    reform("add", "no schedule again", "--relapse-of", "F1", "--from", "V1", "--project", "2", "--due", "standing")
    return reform


def about(reform, ref, *more):
    rows = reform("show", ref, *more, "--json").rows
    return {row["field"]: row["value"] for row in rows if row["section"] == "about"}


def test_what_belongs_together_is_named_whole(office):
    step = about(office, "1.2")
    assert step["project"] == "1 Bus station" and step["depends_on"] == ["1.1"]
    assert about(office, "2.1")["depends_on"] == ["1.2"]
    finding = about(office, "F2")
    assert (finding["project"], finding["source"], finding["relapse_of"]) == ("2 Shelters", "V1", "F1 no schedule")
    assert (finding["owner"], finding["kind"]) == ("Transport", "finding")


def sections(reform, ref, *more):
    """The refs, or else the values, of each section but the first."""
    found = {}
    for row in reform("show", ref, *more, "--json").rows:
        if row["section"] != "about":
            found.setdefault(row["section"], []).append(row["ref"] or row["value"])
    return found


def test_a_page_has_what_refers_to_the_thing_and_to_its_parts(office):
    office("extend", "1.1", "--to", "2026-04-01", "--reason", "rain", "--approved-by", "Mayor")
    office("light", "1.2", "red", "--until", "2026-04-30", "--reason", "the builder is gone")
    office("note", "1", "begun")
    office("note", "1.1", "signed by one side")
    office("add", "no floor", "--from", "1.2", "--lead", "Transport")
    assert sections(office, "1") == {
        "duties": ["Deputy Mayor", "Transport"],
        "milestones": ["1.1", "1.2"],
        "visits": ["V1"],
        "matters": ["F1", "F3"],
        "extensions": ["1.1"],
        "overrides": ["1.2"],
        "notes": ["N1", "N2"],
    }
    assert sections(office, "1.1") == {"extensions": ["1.1"], "notes": ["N2"]}
    assert sections(office, "V1") == {"matters": ["F1", "F2"]}
    assert sections(office, "F1") == {"matters": ["F2"], "stages": ["F1"] * 4, "coming": ["office"]}
    stages = [row for row in office("show", "F1", "--json").rows if row["section"] == "stages"]
    assert [(row["field"], row["value"], row["date"], row["state"]) for row in stages] == [
        ("measures", "Transport", "2026-03-15", "passed"),
        ("self-check", "Transport", "2026-03-15", "passed"),
        ("acceptance", None, "2026-03-15", "passed"),
        ("close", None, "2026-03-15", "passed"),
    ]


def test_an_owner_s_open_work_stands_once_on_its_page(office):
    office("owner", "add", "Bus office", "--parent", "Transport")
    found = {}
    for row in office("owner", "show", "Transport", "--json").rows:
        found.setdefault(row["section"], []).append(row["ref"] or row["value"])
    assert found["work"] == ["2.1", "F2", "1.1", "1.2", "1", "2"]
    assert found["matters"] == ["F1"] and found["visits"] == ["V1"] and found["owners"] == ["Bus office"]


def test_every_noun_has_a_page(office):
    office("note", "1.1", "signed")
    office("extend", "1.1", "--to", "2026-04-01", "--reason", "rain", "--approved-by", "Mayor", "--asked", "2026-03-10")
    assert about(office, "N1")["about"] == "1.1 Sign the contract"
    late = [row for row in office("show", "1.1", "--json").rows if row["section"] == "extensions"]
    assert [(row["field"], row["value"], row["date"], row["until"]) for row in late] == [
        ("after_expiry", "rain · Mayor", "2026-03-01", "2026-04-01")
    ]
    assert "Visited" in office("show", "V1").out


def test_notes_visits_and_moves_are_lists(office):
    office("extend", "1.1", "--to", "2026-04-01", "--reason", "rain", "--approved-by", "Mayor")
    office("visit", "add", "Transport", "--date", "2026-03-01", "--conclusion", "on course")
    office("note", "2", "later")
    rows = office("visit", "list", "--json").rows
    assert [(row["ref"], row["owner"], row["form"], row["projects"]) for row in rows] == [
        ("V1", "Transport", "on-site", ["1"]),
        ("V2", "Transport", "on-site", []),
    ]
    moves = office("list", "--kind", "extension", "--json").rows
    assert [(row["about"], row["due_from"], row["due_to"]) for row in moves] == [("1.1", "2026-03-01", "2026-04-01")]
    assert [row["about"] for row in office("list", "--kind", "note", "--json").rows] == ["2"]


def test_a_list_takes_its_columns_from_the_fields():
    from reformcli import columns
    from reformcli.model.noun import noun, nouns
    from reformcli.reports.noun_lists import noun_list

    for kind in nouns():
        declared = noun_list(kind)
        for column in () if declared.states else declared.columns:  # those with states have lists of their own
            if column.key != "ref":
                assert (column.label, column.help) == (kind.fields[column.key].label, kind.fields[column.key].help)
    shared = {
        "project": ("TITLE", "STATE", "DUE", "DUE_FIRST", "DONE", "REPORTED", "PLAN", "SOURCE", "UID"),
        "assignment": ("DOCUMENT", "ITEM"),
    }
    for key, names in shared.items():
        for name in names:
            column = getattr(columns, name)
            assert column[:4] == columns.of_field(noun(key).fields[column.key])[:4], name
    assert set(columns.KIND.words) >= {"project", "milestone", "matter", "finding", "appeal"}
    assert dict(columns.NOUN.words)["note"] == "note"


def test_a_row_has_no_cell_that_no_column_holds():
    from reformcli import columns
    from reformcli.table import row

    assert row((columns.REF, columns.TITLE), title="x") == (None, "x")
    with pytest.raises(TypeError, match="titel"):
        row((columns.REF, columns.TITLE), titel="x")


def test_a_milestone_says_who_answers_and_how_it_stands(office):
    late = about(office, "1.1")
    assert (late["lead"], late["leader"]) == (["Transport"], ["Deputy Mayor"])
    assert (late["light"], late["days_late"]) == ("red", 14) and "days_left" not in late
    near = about(office, "1.2")
    assert (near["light"], near["days_left"]) == ("yellow", 5) and "days_late" not in near


def test_a_project_says_its_light_with_its_mark(office):
    office("light", "2", "red", "--reason", "the builder is gone", "--until", "2026-04-30")
    found = about(office, "2")
    assert (found["light"], found["mark"], found["days_left"]) == ("red", "override", 291)
    assert "by hand" in office("show", "2").out
    assert 'class="whole light red">red<' in office("show", "2", "--html").out
    assert "红" in office("show", "2", "--lang", "zh").out
    # It is the light of the day asked about, on which what was set by hand has ended.
    assert about(office, "2", "--today", "2026-05-31")["light"] == "green"
    office("drop", "2", "--reason", "x")
    dropped = about(office, "2")
    assert dropped["light"] == "grey" and "days_left" not in dropped


def test_show_takes_an_owner_by_any_of_its_names(reform):
    reform("add", "推进医保支付方式改革", "--lead", "县医保局")
    reform("owner", "edit", "县医保局", "--other-names", "县医疗保障局")
    assert reform("show", "县医疗保障局").out == reform("owner", "show", "县医保局").out
    refused = reform("show", "县水利局")
    assert refused.status == 2 and "县水利局" in refused.err


@pytest.fixture
def named(reform):
    """A ledger with things that no field names by itself; today is 2026-03-15."""
    reform("add", "Bus station", "--lead", "Transport", "--leader", "Mayor", "--due", "2026-06-30")
    reform("submission", "add", "Lessons", "--owner", "Transport", "--date", "2026-02-01")
    reform("meeting", "add", "commission", "--date", "2026-02-02")
    return reform


@pytest.mark.parametrize(
    ("argv", "english", "chinese"),
    [
        (("edit", "1", "--lead", "Roads", "--new-owner"), "lead unit Roads", "牵头单位 Roads"),
        (("submission", "adopted", "S1", "--level", "city", "--date", "2026-02-09"), "2026-02-09", "2026-02-09"),
        (("meeting", "add", "office", "--date", "2026-03-01"), "Meeting 1 of office", "办公室第1次会议"),
        (
            ("light", "1", "yellow", "--reason", "rain", "--until", "2026-03-31"),
            "yellow until 2026-03-31: rain",
            "黄，至 2026-03-31：rain",
        ),
        (
            ("order", "add", "1", "--level", "red", "--due", "2026-03-20"),
            "1 → Transport, answer by 2026-03-20",
            "1 → Transport，2026-03-20 前答复",
        ),
        (
            ("extend", "1", "--to", "2026-07-31", "--reason", "rain", "--approved-by", "Mayor"),
            "extension 2026-06-30 → 2026-07-31: rain",
            "延期 2026-06-30 → 2026-07-31：rain",
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_no_field_names_is_called_by_its_noun(named, argv, english, chinese):
    for language, name in (("en", english), ("zh", chinese)):
        rows = named(*argv, "--dry-run", "--csv", "--lang", language).out
        assert name in rows, rows
