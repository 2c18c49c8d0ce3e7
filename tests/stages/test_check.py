"""What `reform check` tells of matters: each stands where its stages say, by number."""

import sqlite3

import pytest

from tests.stages.conftest import go


def faults(finding):
    return [row["fault"] for row in finding("check", "--json").rows if row["check"] == "stages"]


@pytest.mark.parametrize(
    ("passed", "change", "says"),
    [
        (
            ["measures"],
            "state = 'planned'",
            "F1 is not started after measures; by its stages it is in hand",
        ),
        (["measures"], "state = 'done'", "F1 is done after measures; by its stages it is in hand after measures."),
        (["measures"], "stage = NULL", "F1 is in hand after -; by its stages it is in hand after measures."),
        (["measures", "self-check"], "stage = 'measures'", "F1 is reported done after measures; by its stages"),
        ([], "stage = 'close'", "F1 is not started after close-out; by its stages it is not started after -."),
        ([], "state = 'done'", "F1 is done after -; by its stages it is not started after -."),
        (["measures"], "process = 'appeal'", "F1 is in hand after measures; by its stages"),
    ],
)
def test_a_matter_that_stands_otherwise_is_told(finding, home, passed, change, says):
    go(finding, *passed)
    assert faults(finding) == []
    with sqlite3.connect(home / "ledger.db") as connection:
        connection.execute(f"UPDATE matters SET {change}")
    if "appeal" in change:
        assert faults(finding) == []  # the same stage, which gives no state in either
        return
    assert [says in fault for fault in faults(finding)] == [True]
    assert finding("check").status == 4


def test_stages_are_taken_in_the_order_of_their_numbers(finding, home):
    go(finding, "measures")
    finding("stage", "F1", "self-check", "--return", "--evidence", "x")
    with sqlite3.connect(home / "ledger.db") as connection:
        connection.execute("UPDATE stages SET number = 9 WHERE key = 'measures'")
    assert "F1 is in hand after -; by its stages it is in hand after measures." in faults(finding)


@pytest.mark.parametrize("state", ["started", "dropped"])
def test_what_is_typed_in_hand_or_dropped_is_no_fault(finding, state):
    if state == "started":
        finding("edit", "F1", "--state", "started")
    else:
        go(finding, "measures", "self-check")
        finding("drop", "F1", "--reason", "x")
    assert faults(finding) == []


def test_faults_of_stages_are_told_in_chinese(finding, home):
    go(finding, "measures")
    with sqlite3.connect(home / "ledger.db") as connection:
        connection.execute("UPDATE matters SET state = 'reported'")
    out = finding("check", "--lang", "zh").out
    assert "F1 记为“上报完成”，末环节为“措施”；按其环节应为“推进中”，末环节为“措施”。" in out
