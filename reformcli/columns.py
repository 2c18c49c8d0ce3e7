"""Columns that reports share, each declared once.

Keys are a promise: documented, never translated, never removed.
"""

from reformcli.i18n import mark
from reformcli.lights import MARKS
from reformcli.model.colours import LIGHTS
from reformcli.model.states import FINDING_STATES, STATES
from reformcli.table import Column, Shape

NOUN_WORDS = {
    "owner": mark("owner"),
    "project": mark("project"),
    "milestone": mark("milestone"),
    "assignment": mark("assigned item"),
    "duty": mark("duty"),
    "extension": mark("extension"),
    "override": mark("override"),
    "visit": mark("visit"),
    "finding": mark("finding"),
    "note": mark("note"),
    "day": mark("calendar day"),
}
"""The nouns' labels, by key."""

REF = Column("ref", mark("Ref"), mark("What to type for it: 17, 17.3, V12, F45, A12."))
TITLE = Column("title", mark("Title"), mark("What is to be done."), main=True)
PROJECT = Column("project", mark("Project"), mark("Title of the project that it belongs to."), detail=True)
LIGHT = Column("light", mark("Light"), mark("Colour of the light, as a word."), words=LIGHTS)
MARK = Column(
    "mark",
    mark("Mark"),
    mark("What is told beside the light: set by hand, caught up, done late, no news."),
    words=MARKS,
    detail=True,
)
STATE = Column("state", mark("State"), mark("How far it is."), words=STATES)
DUE = Column("due", mark("Due"), mark("Last day in time."), Shape.DATE)
DUE_FIRST = Column("due_first", mark("First due"), mark("First due date that was approved."), Shape.DATE, detail=True)
DONE = Column("done", mark("Done"), mark("Day on which the office took it as done."), Shape.DATE)
REPORTED = Column(
    "reported", mark("Reported"), mark("Day on which the unit reported it done."), Shape.DATE, detail=True
)
DAYS_LATE = Column("days_late", mark("Days late"), mark("Calendar days after the due date."), Shape.NUMBER)
DAYS_LEFT = Column("days_left", mark("Days left"), mark("Calendar days until the due date; 0 is today."), Shape.NUMBER)
SLIP = Column(
    "slip",
    mark("Slip"),
    mark("Calendar days from the first due date to the current one, or to the day on which it was done."),
    Shape.NUMBER,
)
MOVES = Column("extensions", mark("Extensions"), mark("How often the due date was moved."), Shape.NUMBER, detail=True)
LEAD = Column("lead", mark("Lead unit"), mark("Lead units on the day asked about."), Shape.LIST, detail=True)
LEADER = Column("leader", mark("Leader"), mark("Leaders on the day asked about."), Shape.LIST, detail=True)
GROUP = Column("group", mark("Group"), mark("Special groups on the day asked about."), Shape.LIST, detail=True)
LIAISON = Column("liaison", mark("Liaison"), mark("Liaisons on the day asked about."), Shape.LIST, detail=True)
SECTION = Column("section", mark("Section"), mark("Part of the report that the row belongs to."))
DOCUMENT = Column("document", mark("Document"), mark("Number or name of the document that hands it down."))
ITEM = Column("item", mark("Item"), mark("Its number in the document."))
COUNT = Column("count", mark("Count"), mark("How many."), Shape.NUMBER)
SHARE = Column("share", mark("Share"), mark("Part of the whole, from 0 to 1."), Shape.SHARE)
PLAN = Column("plan", mark("Plan year"), mark("Year of the plan that it belongs to."), Shape.NUMBER, detail=True)
SOURCE = Column("source", mark("Source"), mark("Where it comes from."), detail=True)
NOUN = Column("noun", mark("Noun"), mark("What kind of thing it is."), words=NOUN_WORDS)
UID = Column("uid", mark("Identity"), mark("Identity that stays the same in every copy of the ledger."), detail=True)
SEQUENCE = Column(
    "sequence",
    mark("Version"),
    mark("Which version of the entry it is: one more for each extension, and once it is done or dropped."),
    Shape.NUMBER,
    detail=True,
)
FINDING_STATE = STATE._replace(words=FINDING_STATES)
