"""Events: recording what happened, and what an event may not be."""

from datetime import date

from reformcli.errors import BadValue
from reformcli.i18n import _, joined, typed_words
from reformcli.model.change import Change
from reformcli.model.event import KINDS, Event
from reformcli.model.fields import FieldValues, Thing
from reformcli.model.noun import build, changed


def add_event(values: FieldValues, today: date) -> list[Change[Thing]]:
    """Record an event, today's where no day is given. Raises BadValue without a kind or a title, for a day to come, or
    one that ends before it begins."""
    if "kind" not in values:
        hint = _("Give {flag}: {words}.", flag="--kind", words=joined(typed_words(KINDS)))
        raise BadValue(_("An event needs its kind."), hint=hint)
    return [Change(None, checked(build(Event, {"date": today, **values}), today))]


def edit_event(event: Event, values: FieldValues, today: date) -> list[Change[Thing]]:
    """Change fields of an event. Raises what `add_event` does."""
    after = checked(changed(event, values), today)
    return [Change(event, after)] if after != event else []


def checked(event: Event, today: date) -> Event:
    """`event`, which must have a title and days that have begun and follow one another."""
    if not event.title.strip():
        raise BadValue(_("The title cannot be empty."), hint=_("Say what it is about."))
    if event.date is None:
        raise BadValue(_("An event needs its day."), hint=_("Give it with --date."))
    if event.date > today:
        raise BadValue(_("{date} has not come yet.", date=event.date), hint=_("Record it once it has happened."))
    if event.until is not None and event.until < event.date:
        raise BadValue(
            _("It would end on {until}, before it begins on {date}.", until=event.until, date=event.date),
            hint=_("Correct one of the two days."),
        )
    return event
