"""Rows that are not taken: what is doubted where it is strict, and the file that holds them, which comes in again."""

from tests.importers.books import facts


def test_what_merging_doubts_is_refused_where_it_is_strict(reform, take, tmp_path):
    text = "Task,Owner,Due\nPave,Ann Lee,2026-04-01\nDig,Bob Ray,2026-05-01\n"
    take(text)
    later = text.replace("2026-04-01", "2026-06-01")
    refused = take(later, "--strict")
    assert refused.status and "row 2: the due date of 1 is 2026-04-01; 2026-06-01 is held back" in refused.err
    rest = tmp_path / "rest.csv"
    assert take(later, "--strict", "--accept-partial", "--rest", str(rest)).status == 0
    assert rest.read_text("utf-8-sig").splitlines()[1].endswith("Pave,Ann Lee,'2026-06-01")


BROKEN_DOWN = (
    "序号,改革任务,主要举措,责任单位,完成时限\n"
    "1,医改,制定方案,县卫健局,2026-03-31\n,,开展试点,县医保局,2026-06-30\n,,全面推开,县医保局,05/06/2026\n"
)


def test_a_part_in_the_rest_comes_in_again_below_its_item(reform, take, tmp_path):
    rest = tmp_path / "rest.csv"
    take(BROKEN_DOWN, "--strict", "--accept-partial", "--rest", str(rest))
    assert [title for (title,) in facts(reform, "title", noun="milestones")] == ["制定方案", "开展试点"]
    text = rest.read_text("utf-8-sig").replace("05/06/2026", "2026-06-05")
    rest.write_text(text, "utf-8")
    assert reform("import", rest).status == 0
    assert facts(reform, "title") == [("医改",)]
    assert facts(reform, "project", "title", "due", noun="milestones")[-1] == (1, "全面推开", "2026-06-05")


def test_rows_that_are_one_item_stand_in_the_rest_whole(take, tmp_path):
    rest = tmp_path / "rest.csv"
    take(
        "序号,事项,责任单位,完成时限\n1,医改,县卫健局,05/06/2026\n,,县医保局,\n2,教改,县教育局,2026-06-30\n",
        *("--strict", "--accept-partial", "--rest", str(rest)),
    )
    assert '1,医改,"县卫健局\n县医保局"' in rest.read_text("utf-8-sig")
