"""The states of tracked work."""

from reformcli.i18n import mark

PLANNED, STARTED, REPORTED, DONE, DROPPED = "planned", "started", "reported", "done", "dropped"

STATES = {
    PLANNED: mark("not started"),
    STARTED: mark("in hand"),
    REPORTED: mark("reported done"),
    DONE: mark("done"),
    DROPPED: mark("dropped"),
}
"""States of tracked work. Sichuan 2017 tells done, started and not started apart; `reported` waits for the office to
verify, `dropped` is struck off without being done."""

OPEN_STATES = (PLANNED, STARTED, REPORTED)
"""States in which work is open: a unit's own report of completion does not stop the clock."""
