"""Packs: what goes out on a Monday or each month, whole, of one state of the ledger, over nothing that is there."""

import io
import re
import shutil
import threading
from pathlib import Path

import docx
import openpyxl
import pytest

from reformcli.commands.pack import PIECES
from reformcli.settings import PACKED
from tests.test_papers import fields, seeded  # noqa: F401 - a fixture

DAY = "2020-11-22"


@pytest.fixture
def office(run, home, monkeypatch, seeded):  # noqa: F811
    shutil.copy(seeded, home / "ledger.db")
    monkeypatch.setenv("REFORM_DB", str(home / "ledger.db"))
    monkeypatch.setenv("REFORM_TODAY", DAY)
    return run


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_every_piece_is_a_word_of_the_setting():
    assert tuple(PIECES) == PACKED


def test_a_week_s_pack_agrees_with_itself_and_with_the_reports(office, home):
    before = office("history", "--json").out
    made = office("pack", "week", "-o", "monday", "--number", "17", "--json")
    assert made.status == 0, made.err
    assert names(home / "monday") == {row["file"] for row in made.rows}
    folder = home / "monday"
    word = docx.Document(str(folder / f"bulletin-{DAY}.docx"))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "no. 17" in text and "Done since 15 November 2020" in text
    sheet = openpyxl.load_workbook(folder / f"overdue-list-{DAY}.xlsx").worksheets[0]
    listed = [row for row in sheet.iter_rows(values_only=True) if str(row[0]) in refs_of(office)]
    assert f"Overdue: {len(listed)}." in text and len(listed) == len(refs_of(office))
    assert "size: A3 landscape" in (folder / f"wall-chart-{DAY}.html").read_text()
    assert office("history", "--json").out == before


def refs_of(office):
    return {row["ref"] for row in office("overdue", "--plan", "2020", "--json").rows}


def test_there_is_a_reminder_for_each_liaison_who_has_something_to_see_to(office, home):
    assert office("pack", "week", "-o", "monday").status == 0
    texts = {path.stem: path.read_text() for path in (home / "monday" / f"reminders-{DAY}").iterdir()}
    late = office("overdue", "--plan", "2020", "--json").rows
    for row in late:
        for name in row["liaison"] or row["lead"]:
            assert f"({row['ref']})" in texts[name], (name, row["ref"])
    owed = office("reporting", "--plan", "2020", "--json").rows
    for row in owed:
        for name in row["liaison"] or row["officer"] or [row["unit"]]:
            assert row["unit"] in texts[name]
    assert texts["农业农村小组联络员"] == office("paper", "reminder", "农业农村小组联络员", "--plan", "2020").out
    refused = office("paper", "reminder", "县委书记")
    assert refused.status == 1 and refused.err.count("\n") == 1


def test_only_the_last_order_about_a_thing_is_reminded_of(office):
    orders = {row["ref"] for row in fields(office, "reminder", "农业农村小组联络员")["orders"]}
    assert orders == {"O5", "O6"}
    assert office("order", "answer", "O6", "核对完毕").status == 0
    assert {row["ref"] for row in fields(office, "reminder", "农业农村小组联络员")["orders"]} == {"O5"}


def test_nothing_that_is_there_is_replaced_unasked(office, home):
    assert office("pack", "week", "-o", "monday").status == 0
    again = office("pack", "week", "-o", "monday")
    assert again.status == 0, "the same bytes are no change"
    bulletin = home / "monday" / f"bulletin-{DAY}.docx"
    edited = docx.Document(str(bulletin))
    edited.add_paragraph("edited by hand")
    edited.save(str(bulletin))
    kept = {path: path.read_bytes() for path in (home / "monday").rglob("*.*") if path.is_file()}
    refused = office("pack", "week", "-o", "monday")
    assert refused.status != 0 and bulletin.name in refused.err and refused.err.count("\n") == 1
    office("add", "another", "--due", "2020-11-01")
    assert office("pack", "week", "-o", "monday").status != 0
    assert {path: path.read_bytes() for path in (home / "monday").rglob("*.*") if path.is_file()} == kept
    assert office("pack", "week", "-o", "monday", "--yes").status == 0
    assert bulletin.read_bytes() != kept[bulletin]


def test_what_a_pack_holds_is_a_setting(office, home, monkeypatch):
    monkeypatch.setenv("REFORM_PACK_WEEK", "wall, closing")
    assert office("pack", "week", "-o", "few").status == 0
    assert names(home / "few") == {f"wall-chart-{DAY}.html", f"closing-of-matters-{DAY}.xlsx"}
    (home / "settings.toml").write_text('pack.month = ["reporting", "ladder"]\n')
    monkeypatch.setenv("REFORM_SETTINGS", str(home / "settings.toml"))
    assert office("pack", "month", "-o", "more").status == 0
    assert names(home / "more") == {f"reports-owed-{DAY}.xlsx", f"proposed-orders-{DAY}.xlsx"}
    monkeypatch.setenv("REFORM_PACK_WEEK", "wall, everything")
    refused = office("pack", "week", "-o", "none")
    assert refused.status == 2 and "bulletin" in refused.err and not (home / "none").exists()


def test_a_month_s_pack_holds_everything_in_chinese_too(office, home):
    assert office("pack", "month", "-o", "november", "--lang", "zh").status == 0
    found = names(home / "november")
    assert {f"督查通报-{DAY}.docx", f"全员汇报单-{DAY}.docx", f"督办建议-{DAY}.xlsx"} <= found
    notice = docx.Document(str(home / "november" / f"改革信息采用情况通报-{DAY}.docx"))
    assert any("10月" in paragraph.text for paragraph in notice.paragraphs), "the last month that is over"
    assert not any(re.search("[a-z]{5}", Path(name).stem) for name in found)


def test_names_that_no_file_can_have_make_files_of_their_own(office, home, monkeypatch):
    monkeypatch.setenv("REFORM_PACK_WEEK", "reminders")
    for number, name in enumerate(("甲/乙", "甲:乙", "Con", "../上级", "很" * 200)):
        office("owner", "add", name, "--owner-kind", "unit")
        assert office("add", f"late {number}", "--lead", name, "--due", "2020-11-01").status == 0
    made = office("pack", "week", "-o", "monday", "--json")
    assert made.status == 0, made.err
    texts = (home / "monday").rglob("*.txt")
    ours = [path for path in texts if re.search(r"late \d, due", path.read_text())]
    assert len(ours) == 5 and all(path.resolve().is_relative_to(home / "monday") for path in ours)


def test_everything_is_of_one_state_of_the_ledger(office, home, monkeypatch):
    """Somebody else's entry waits until the pack is made."""
    from reformcli.commands import pack
    from reformcli.reports.overdue import REPORT
    from reformcli.store import open_ledger

    entered = threading.Event()

    def enter():
        other = open_ledger(home / "ledger.db", wait=20)
        from datetime import UTC, date, datetime

        from reformcli.model.change import Batch, Change
        from reformcli.model.project import Project

        late = Project(title="in between", plan=2020, due=date(2020, 1, 1))
        other.apply(Batch("add", "x", datetime.now(UTC), date(2020, 11, 22), [Change(None, late)], None))
        other.close()
        entered.set()

    writer = threading.Thread(target=enter)
    seen = []

    def overdue(ledger, question):
        if not seen:
            writer.start()
            entered.wait(0.3)
        table = REPORT.make(ledger, question)
        seen.append(len(tuple(table.rows)))
        return REPORT.make(ledger, question)

    monkeypatch.setattr(pack, "report", lambda name: REPORT._replace(make=overdue))
    monkeypatch.setenv("REFORM_PACK_WEEK", "overdue, bulletin")
    assert office("pack", "week", "-o", "monday").status == 0
    writer.join()
    text = "\n".join(row.text for row in docx.Document(str(home / "monday" / f"bulletin-{DAY}.docx")).paragraphs)
    assert entered.is_set() and f"Overdue: {seen[0]}." in text
    assert len(refs_of(office)) == seen[0] + 1


def test_bytes_of_a_day_are_the_same(office, home):
    for folder in ("one", "two"):
        assert office("pack", "week", "-o", folder).status == 0
    first, second = (
        {name: (home / folder / name).read_bytes() for name in names(home / folder)} for folder in ("one", "two")
    )
    assert first == second
    assert io.BytesIO(first[f"bulletin-{DAY}.docx"]).read(2) == b"PK"
