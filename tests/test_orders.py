"""Orders: about one thing, to be answered by a day, standing as their days say."""

import pytest

from reformcli.model.noun import noun
from reformcli.reports.noun_lists import Narrowing, nothing_listed


@pytest.fixture
def pressed(reform):
    """A late project with a step and a blue order of 2026-03-10 about the step; today is 2026-03-15."""
    reform("add", "重组基层供销社", "--lead", "县供销社", "--due", "2026-01-31")
    reform("add", "甲步", "--to", "1", "--due", "2026-01-31")
    issued = reform(
        *("order", "add", "1.1", "--level", "blue", "--date", "2026-03-10", "--due", "5个工作日内"),
        *("--code", "红改督〔2026〕1号", "--signed-by", "县委书记"),
    )
    assert issued.out == "Added O1  1.1 → 县供销社, answer by 2026-03-17\n", issued.err
    return reform


def stands(reform, *options):
    return {row["ref"]: (row["state"], row["days_late"]) for row in reform("order", "list", "--json", *options).rows}


def test_it_goes_to_whoever_answers_and_its_limit_counts_from_its_own_day(pressed):
    (order,) = pressed("export", "orders", "--json").rows
    assert (order["kind"], order["about"], order["owner"], order["signed_by"], order["due_said"]) == (
        "press",
        "1.1",
        "县供销社",
        "县委书记",
        "5个工作日内",
    )
    assert pressed("owner", "show", "县委书记", "--json").rows[1]["value"] == "leader"
    told = pressed("order", "add", "1", "--level", "red", "--date", "2026-03-12")
    assert (
        told.out == "Added O2  1 → 县供销社, answer by 2026-03-17\n" and "this quarter: 1 order, 0 visits." in told.err
    )


def test_it_is_issued_answered_poor_or_withdrawn_as_its_days_say(pressed):
    assert stands(pressed) == {"O1": ("issued", 0)}
    assert stands(pressed, "--today", "2026-03-20") == {"O1": ("issued", 3)}
    assert pressed("order", "answer", "O1", "正在研究", "--poor").status == 0
    assert stands(pressed) == {"O1": ("poor", 0)}
    assert stands(pressed, "--today", "2026-03-14") == {"O1": ("issued", 0)}
    assert pressed("order", "answer", "1", "已排时间表", "--today", "2026-03-19").status == 0
    assert stands(pressed, "--today", "2026-03-19") == {"O1": ("answered", 2)}
    assert pressed("order", "answer", "O1", "又一次", "--today", "2026-03-19").status == 1
    assert [
        row["ref"] for row in pressed("order", "list", "--state", "answered", "--json", "--today", "2026-03-20").rows
    ] == ["O1"]
    pressed("order", "add", "1", "--kind", "remind", "--due", "月底前")
    assert pressed("order", "withdraw", "O2", "--reason", "误发").status == 0
    assert stands(pressed)["O2"] == ("withdrawn", 0)
    assert pressed("order", "answer", "O2", "好").status == 1


def test_all_that_wait_are_counted_and_those_late_among_them(pressed):
    pressed("order", "add", "1", "--level", "red", "--date", "2026-03-12")
    assert "2 wait for their answers, 0 late." in pressed("order", "list").out
    assert "2 wait for their answers, 2 late." in pressed("order", "list", "--today", "2026-03-20").out


def test_the_list_of_the_kind_is_the_list_of_the_command(pressed):
    table = pressed("order", "list", "--csv").out
    assert "days_late" in table and pressed("list", "--kind", "order", "--csv").out == table


def test_a_list_is_narrowed_to_whom_an_order_names_in_any_way(pressed):
    pressed("owner", "add", "Deputy Mayor", "--kind", "leader")
    pressed("order", "edit", "O1", "--signed-by", "Deputy Mayor")
    assert list(stands(pressed, "--owner", "Deputy Mayor")) == ["O1"]
    assert pressed("add", "乙项", "--lead", "县卫健局").status == 0
    other = (
        "order",
        "add",
        "1",
        "--owner",
        "县卫健局",
        "--level",
        "blue",
        "--date",
        "2026-03-11",
        "--due",
        "2026-03-20",
    )
    assert pressed(*other).status == 0
    assert list(stands(pressed, "--owner", "县供销社")) == ["O1"]
    assert list(stands(pressed, "--since", "2026-03-10", "--until", "2026-03-10")) == ["O1"]
    assert list(stands(pressed, "--since", "2026-03-11")) == ["O2"] and not stands(pressed, "--until", "2026-03-09")
    answer = pressed("order", "list", "--about", "99")
    assert (answer.status, "99" in answer.err) == (1, True)


def test_a_list_that_shows_nothing_says_whether_there_is_anything():
    orders = noun("order")
    assert nothing_listed(orders, Narrowing(state="answered")) == "There is no order that fits."
    assert nothing_listed(orders, Narrowing()) == "There is no order yet. `reform order add` adds one."


def test_it_is_no_work(pressed):
    assert {row["ref"] for row in pressed("overdue", "--json", "--today", "2026-04-30").rows} == {"1", "1.1"}
    assert pressed("overdue", "--kind", "order").status == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("1.1", "--level", "blue"), "O1 waits for its answer until 2026-03-17."),
        (("1.1", "--kind", "remind", "--level", "red"), "An order that presses has a level"),
        (("1.1", "--kind", "press", "--due", "月底前"), "An order that presses has a level"),
        (("1.1", "--kind", "assign"), "Give --due."),
        (("1.1", "--level", "red", "--due", "2026-03-01"), "2026-03-01 is before the order's own day"),
        (("1.1", "--level", "red", "--due", "长期坚持"), "its day and the last day for its answer"),
        (("1.1", "--level", "red", "--date", "2026-03-16"), "2026-03-16 has not come yet."),
        (("1.1", "--level", "red", "--code", "红改督[2026] 1号"), "O1 has the code"),
        (("1", "--level", "red", "--follows", "O1"), "O1 is about 1.1"),
        (("1.1", "--level", "red", "--follows", "O7"), "There is no order O7."),
        (("1.9", "--level", "red"), "There is no milestone 1.9."),
        (("2", "--level", "red"), "2 is closed"),
        (("3", "--level", "red"), "3: nobody answers for it."),
        (("4", "--level", "red"), "4: 甲局, 乙局 answer for it."),
    ],
)
def test_what_cannot_be_ordered_is_refused(pressed, typed, said):
    pressed("add", "办完的", "--lead", "甲局")
    pressed("done", "2")
    pressed("add", "没人管的")
    pressed("add", "两家牵头", "--lead", "甲局,乙局")
    refused = pressed("order", "add", *typed)
    assert refused.status in (1, 2) and said in refused.err, refused.err
    assert list(stands(pressed)) == ["O1"]


def test_a_higher_level_may_be_issued_while_a_lower_one_waits_and_follows_it(pressed):
    told = pressed("order", "add", "1.1", "--level", "red")
    assert told.status == 0 and "It follows O1" in told.err
    assert pressed("export", "orders", "--json").rows[1]["follows"] == 1
    assert pressed("order", "add", "1.1", "--level", "yellow").status == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("answer", "O1", "好", "--on", "2026-03-09"), "2026-03-09 is before the order's own day"),
        (("answer", "O1", "好", "--on", "2026-03-16"), "2026-03-16 has not come yet."),
        (("answer", "O1", " "), "The answer cannot be empty."),
        (("answer", "O9", "好"), "There is no order O9."),
        (("withdraw", "O1", "--reason", " "), "The reason cannot be empty."),
        (("edit", "O1", "--due", "2026-03-01"), "2026-03-01 is before the order's own day"),
        (("edit", "O1", "--kind", "assign"), "An order that presses has a level"),
    ],
)
def test_answers_and_corrections_that_cannot_be(pressed, typed, said):
    refused = pressed("order", *typed)
    assert refused.status in (1, 2) and said in refused.err
    assert stands(pressed) == {"O1": ("issued", 0)}


def test_a_correction_counts_words_from_the_order_s_day(pressed):
    told = pressed("order", "edit", "O1", "--due", "3个工作日内")
    assert told.err.count("Read ") == 1
    assert pressed("export", "orders", "--json").rows[0]["due"] == "2026-03-13"


def test_pages_show_orders_and_undo_takes_each_step_back(pressed):
    before = pressed("export", "--ndjson").out
    page = pressed("show", "1", "--json").rows
    assert [(row["ref"], row["field"]) for row in page if row["section"] == "orders"] == [("O1", "blue")]
    shown = {row["field"]: row["value"] for row in pressed("order", "show", "O1", "--json").rows}
    assert (shown["state"], shown["about"]) == ("issued", "1.1 甲步")
    for step in (("answer", "O1", "好"), ("withdraw", "O1", "--reason", "误发"), ("edit", "O1", "--code", "7")):
        assert pressed("order", *step).status == 0 and pressed("undo", "--yes").status == 0
    assert pressed("export", "--ndjson").out == before
    assert pressed("check").status == 0


@pytest.mark.parametrize("form", ["folder", "all.ndjson", "orders.csv"])
def test_exports_come_in_again_and_add_nothing(pressed, home, monkeypatch, form):
    pressed("order", "answer", "O1", "正在研究", "--poor")
    pressed("order", "add", "1.1", "--level", "red")
    assert pressed("export", *(["orders"] if form.endswith("csv") else []), "-o", form).status == 0
    before = pressed("export", "--ndjson").out
    assert {row["added"] + row["changed"] for row in pressed("import", form, "--json").rows} == {0}
    if not form.endswith("csv"):
        monkeypatch.setenv("REFORM_DB", str(home / "copy.db"))
        pressed("init")
        assert pressed("import", form).status == 0
        assert pressed("export", "--ndjson").out == before


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1.1,press,,2026-03-10,2026-03-20,,", "An order that presses has a level"),
        ("1.1,press,red,2026-03-10,2026-03-01,,", "is before the order's own day"),
        ("1.1,press,red,2026-03-10,2026-03-20,红改督〔2026〕1号,", "O1 has the code"),
        ("1,press,red,2026-03-12,2026-03-20,,O1", "O1 is about 1.1"),
        ("1.7,press,red,2026-03-10,2026-03-20,,", "there is no milestone 1.7"),
    ],
)
def test_an_import_brings_in_no_order_that_cannot_be(pressed, home, row, said):
    (home / "orders.csv").write_text(f"about,kind,level,date,due,code,follows\n{row}\n", encoding="utf-8")
    refused = pressed("import", "orders.csv")
    assert refused.status != 0 and said in refused.err, refused.err
