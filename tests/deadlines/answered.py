"""Answered cases: rows of a table of phrases, and how a reading is scored against its row.

The columns are those of `chinese.csv`. `note` holds marks for the machine, then text for people after `|`:
`ambiguous`, `alt_end=`, `milestones=`, `windows=`, `then=standing`, `class=`, `rule=`; other words in it are remarks.
`second.csv`, `fresh.csv` and `public.csv` name the country too: an office in Britain writes the day before the month.
Of `public.csv` only a part was copied word for word; the rest is written in the manner of public documents, and all its
rows are phrases that were read right when they were added: they guard against change. A sentence of a document that
holds no limit may have a date there, in doubt.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reformcli.deadlines import Conventions, Kind, Reading, read

HERE = Path(__file__).parent
TABLES = ("chinese.csv", "english.csv", "offices.csv", "second.csv", "fresh.csv", "public.csv")


@dataclass(frozen=True)
class Case:
    phrase: str
    base: date
    plan_year: int
    kind: str
    start: str
    end: str
    marks: dict[str, str]
    remarks: str
    country: str = "CN"

    @property
    def conventions(self) -> Conventions:
        day_first = True if self.country == "GB" else None
        return Conventions(plan_year=self.plan_year, country=self.country, day_first=day_first)

    def read(self) -> Reading:
        return read(self.phrase, self.base, self.conventions)


def cases(table: str) -> list[Case]:
    """All rows of a table."""
    with (HERE / table).open(encoding="utf-8", newline="") as lines:
        return [
            Case(
                phrase=row["phrase"],
                base=date.fromisoformat(row["base"]),
                plan_year=int(row["plan_year"]),
                kind=row["kind"],
                start=row["start"],
                end=row["end"],
                marks=marks(row["note"]),
                remarks=row["note"],
                country=row.get("country") or "CN",
            )
            for row in csv.DictReader(lines)
        ]


def marks(note: str) -> dict[str, str]:
    """The machine-readable marks of a note."""
    text = note.partition("|")[0]
    found = {"ambiguous": "yes"} if re.search(r"\bambiguous\b", text) else {}
    patterns = {
        "alt_end": r"alt_end=(\S+?)(?:;|\s|$)",
        "milestones": r"milestones=([\d;-]+)",
        "windows": r"windows=([\d;.-]+)",
        "then": r"then=(\w+)",
        "class": r"class=(\w+)",
        "rule": r"rule=([^;]+(?:; (?:from|until|then date) [\d-]+)*)",
    }
    for name, pattern in patterns.items():
        match = re.search(pattern, text)
        if match:
            found[name] = match[1].strip().strip(";")
    return found


def faults(case: Case, reading: Reading) -> list[str]:
    """What is wrong with a reading: nothing where it is right."""
    expected, said = case.marks, []

    def check(what: str, got: object, wanted: object) -> None:
        if got != wanted:
            said.append(f"{what} is {got!r}, not {wanted!r}")

    end = str(reading.end or "")
    other_taken = bool(end) and reading.ambiguous and "ambiguous" in expected and end == expected.get("alt_end")
    if not other_taken:
        check("end", end, case.end)
    check("kind", str(reading.kind), case.kind)
    if case.kind == Kind.RANGE:
        check("start", str(reading.start or ""), case.start)
    check("ambiguous", reading.ambiguous, "ambiguous" in expected)
    if "alt_end" in expected:
        check("other end", str(reading.other_end), expected["alt_end"])
    check("milestones", ";".join(map(str, reading.milestones)), expected.get("milestones", ""))
    check("windows", ";".join(f"{first}..{last}" for first, last in reading.windows), expected.get("windows", ""))
    check("then", reading.then, expected.get("then"))
    if "rule" in expected or case.kind == Kind.RECURRING:
        check("rule", reading.rule, expected.get("rule"))
    if case.kind == Kind.OPEN_ENDED:
        check(
            "standing",
            reading.standing,
            expected.get("class") == "standing" or (reading.immediate and reading.standing),
        )
        check("immediate", reading.immediate, expected.get("class") == "immediate")
    disagrees = any("is a" in warning and "not a" in warning for warning in reading.warnings)
    check("warning of the weekday", disagrees, "disagrees" in case.remarks)
    return said
