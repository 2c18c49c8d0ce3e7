"""Deadlines as offices write them, in Chinese and English: words to dates, working days, recurring work.

`read` never guesses: what it does not know has no date, what is ambiguous says so and carries the other reading.
Importing this package loads no calendar; the `holidays` package is loaded when working days or festivals are asked for.
"""

from reformcli.deadlines.forms import forms
from reformcli.deadlines.notation import canonical
from reformcli.deadlines.reader import read
from reformcli.deadlines.reading import Conventions, Kind, Reading
from reformcli.deadlines.rules import next_due, occurrences
from reformcli.deadlines.workdays import add_workdays, is_workday, published

__all__ = [
    "Conventions",
    "Kind",
    "Reading",
    "add_workdays",
    "canonical",
    "forms",
    "is_workday",
    "next_due",
    "occurrences",
    "published",
    "read",
]
