"""Sending: a form that an owner was sent, and whether it came back."""

import datetime as dt
from dataclasses import dataclass

from reformcli.i18n import mark
from reformcli.model.fields import Thing, day, line, names, number, reference
from reformcli.model.noun import Noun, PageLine
from reformcli.model.owner import Owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending(Thing):
    """A form that was sent. `works` are the identities of the work in it.

    `sequence` is the newest line of the history when it was made and `hash` that of the file as sent, by which a form
    that nobody touched is known; `taken` are the hashes of the files that were taken in whole.
    """

    owner: int = reference(Owner, mark("Owner"), mark("Whom the form is for."), required=True)
    date: dt.date | None = day(mark("Sent on"), mark("Day on which the form was made."), required=True)
    report_by: dt.date | None = day(mark("Report by"), mark("Last day for sending the form back."))
    file: str | None = line(mark("File"), mark("Name of the form's file in the folder."), entered=False)
    works: tuple[str, ...] = names(mark("Work"), mark("Identities of the work in the form."))
    returned: dt.date | None = day(mark("Returned"), mark("Day on which it was first collected."), entered=False)
    sequence: int | None = number(mark("History line"), mark("Newest line of the history when it was made."))
    hash: str | None = line(mark("Hash"), mark("Hash of the file as it was sent."), entered=False)
    taken: tuple[str, ...] = names(mark("Taken in"), mark("Hashes of the files that were taken in whole."))


NOUN = Noun(
    Sending,
    "sending",
    mark("form sent"),
    name="file",
    identity=(("owner", "sequence", "date"),),
    listed=("owner", "date", "report_by", "returned", "file"),
    page=PageLine(("owner",), mark("Forms sent"), ("file",), date="date", until="returned"),
)
