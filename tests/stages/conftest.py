"""An office with a finding of a visit, and what its stages say."""

import pytest

OWNERS = (
    ("县住建局",),
    ("城建股", "--parent", "县住建局"),
    ("县人社局",),
    ("县发改局",),
    ("投资股", "--parent", "县发改局"),
    ("经济组", "--owner-kind", "group"),
    ("县长", "--owner-kind", "leader"),
    ("改革办",),
)


@pytest.fixture
def office(reform):
    """An office that knows some owners, and visited one of them about its project."""
    for owner in OWNERS:
        assert reform("owner", "add", *owner).status == 0
    assert reform("add", "老旧小区改造", "--lead", "县住建局", "--due", "2026-12-31").status == 0
    assert reform("visit", "add", "县住建局", "--projects", "1", "--date", "2026-03-01").status == 0
    return reform


@pytest.fixture
def finding(office):
    """F1: what the visit found, with a unit that helps."""
    assert office("add", "台账不全", "--from", "V1", "--with", "县人社局").status == 0
    return office


def matter(reform, number=1):
    return reform("export", "matters", "--json").rows[number - 1]


def stands(reform, number=1):
    """What a matter's stages say of it."""
    return tuple(matter(reform, number)[key] for key in ("state", "stage", "reported", "done"))


def stages(reform, ref="F1"):
    """The stages of a matter as they were recorded."""
    return [
        (row["key"], row["date"], row["result"], row["by"])
        for row in reform("export", "stages", "--json").rows
        if row["about"] == ref
    ]


def everything(reform):
    return reform("export", "--json").out


def refused(reform, *argv, status=1):
    """What a command is refused with: one line, and nothing is written."""
    before = everything(reform)
    answer = reform(*argv)
    assert answer.status == status and answer.out == "" and answer.err.count("\n") == 1, answer
    assert everything(reform) == before
    return answer.err.removeprefix("reform: ")


def go(reform, *keys, ref="F1", on="2026-03-02"):
    """Let a matter pass stages on one day."""
    for key in keys:
        by = {"first-check": ("--by", "经济组"), "hear": ("--by", "经济组")}.get(key, ())
        answer = reform("stage", ref, key, "--on", on, *by)
        assert answer.status == 0, answer.err
