"""Adoption (采用): a level above printed a submission, sent it on, or a leader there wrote an instruction on it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from reformcli.i18n import mark
from reformcli.model.fields import Thing, choice, day, line, reference
from reformcli.model.noun import Noun, PageLine
from reformcli.model.submission import Submission

LEVELS = {
    "county": mark("county"),
    "city": mark("city"),
    "province": mark("province"),
    "centre": mark("centre"),
}
"""Levels of government, the lowest first."""

PRINTED, SENT_ON, INSTRUCTION = "printed", "sent-on", "instruction"

KINDS = {PRINTED: mark("printed"), SENT_ON: mark("sent on"), INSTRUCTION: mark("instruction")}
"""Printed in a journal of that level, sent on to the next one, or instructed upon by a leader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption(Thing):
    """An adoption, `S116.1` being the first of submission S116; without a level it is not known which one it was."""

    submission: int = reference(Submission, mark("Submission"), mark("What was adopted."), required=True, entered=False)
    level: str | None = choice(mark("Level"), mark("County, city, province or centre."), LEVELS)
    kind: str = choice(mark("Kind"), mark("Printed, sent-on or instruction."), KINDS, default=PRINTED)
    journal: str | None = line(mark("Journal"), mark("What printed it."))
    issue: str | None = line(mark("Issue"), mark("Number of the issue."))
    by: str | None = line(mark("Instructed by"), mark("Who wrote the instruction, by post."))
    date: dt.date | None = day(mark("Date"), mark("Day of it."), required=True)
    document: str | None = line(mark("Document"), mark("Number of its paper."))


def _naming(adoption: Adoption, owners: Mapping[int, str]) -> str:
    """Its journal and issue, or who wrote the instruction; else its day."""
    return " ".join(filter(None, (adoption.journal, adoption.issue, adoption.by))) or str(adoption.date)


NOUN = Noun(
    Adoption,
    "adoption",
    mark("adoption"),
    name="journal",
    naming=_naming,
    identity=(("submission", "number"), ("submission", "journal", "issue", "kind", "date")),
    listed=("submission", "level", "kind", "journal", "issue", "by", "date", "document"),
    page=PageLine(
        ("submission",), mark("Adoptions"), ("journal", "issue", "by"), role="level", date="date", state="kind"
    ),
)
