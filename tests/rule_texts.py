"""Texts of rules that several tests load, and what the program says of its rules."""

EVERYTHING = """
[process]
finding = [
  {key="measures", by="owner", within="10个工作日内"},
  {key="self-check", by="owner", state="reported"},
  {key="公示 期", by="office", lasts="within 5 working days", optional=true},
  {key="close", by="leader", state="done"},
  {key="look-back", by="office", after=30, optional=true}]
decision = [{key="report", by="owner", state="reported"}, {key="close", by="leader", state="done"}]
instruction = [{key="report", by="owner", state="reported"}, {key="close", by="leader", state="done"}]
feedback = [{key="answer", by="owner", state="reported"}, {key="close", by="office", state="done"}]
obstacle = [{key="clear", by="owner", state="reported"}, {key="confirm", by="raiser", state="done"}]
appeal = [{key="decide", by="office", state="done"}]
finding-before = [{key="close", by="office", state="done"}]
idea = [{key="try", by="owner", state="started"}, {key="roll-out", by="leader", state="done"}]

[limit]
decision = "30日内"
instruction = "within 3 working days"
finding = "+7d"
feedback = "一个月内"
obstacle = "+5wd"
appeal = "5个工作日内"

[visits]
red = 7
yellow = 14
green = 60
blue = 365
cap = 3

[changed]
days = [1, 10]

[readiness]
group = ["person", "platform"]
unit = []

[ladder]
levels = [{key="yellow", answer="+2wd", behind=20}, {key="red", answer="+1wd", overdue=3, near=1}]
escalate = false
key_starts = "red"
interview = 2

[reporting]
day = 25
off = 2

[meetings]
commission = "two-months"

[dates]
country = "GB"
region = "GB-SCT"
day_first = false
fiscal_start = 1
fiscal_named = "start"

[lights]
near = 0
behind = 5
far_behind = 5
silence = 45
recovered = "yellow"
schedule = "months"

[caps]
work = 0
papers = 10000

[submission]
points = {county=1, "市级"=2.5}
instruction = {centre=100}
sent_on = {province=0.5}
study = 1.5
shared = 1
several = "highest"
targets = {township=4, 园区=6}
commissioned_missed = 3
"""
"""A set of rules of which no value is the default's."""


LIMITS = 'decision = "+20d"\ninstruction = "+15d"\nfeedback = "+15d"\nobstacle = "+15d"\nappeal = "+10wd"\n'
"""The limits that are not a finding's, as they are by default."""


def refused(answer):
    """What a file is refused with, in one line that names the file."""
    assert answer.status == 2 and answer.out == "" and answer.err.count("\n") == 1, answer
    assert answer.err.startswith("reform: office.toml: ")
    return answer.err


def in_force(reform, *argv):
    """The values of the rules by part and key."""
    return {(row["part"], row["key"]): row["value"] for row in reform("rules", "show", "--json", *argv).rows}


def sets(reform):
    return [row["ref"] for row in reform("rules", "list", "--json").rows]
