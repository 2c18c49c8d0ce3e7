"""Undo: the reverse of a batch, as a batch of its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from reformcli.errors import Conflict
from reformcli.i18n import _
from reformcli.model.change import Change, HistoryLine
from reformcli.model.fields import Field, Thing
from reformcli.model.ledger import Ledger
from reformcli.model.noun import Noun, build, changed, noun, noun_of, ref_of
from reformcli.model.owner import Owner
from reformcli.model.refs import Ref
from reformcli.model.text import for_shell
from reformcli.verbs.owners import ring as ring_of_parts
from reformcli.verbs.rings import followed, own_references, rings


def reverse(lines: Sequence[HistoryLine], present: Callable[[str, str], Thing | None]) -> list[Change[Thing]]:
    """The changes that take `lines` of the history back, newest first.

    `present(noun, uid)` is the thing as it is now, or None. Raises Conflict where a later change stands in the way.
    """
    changes: list[Change[Thing]] = []
    after: dict[tuple[str, str], Thing | None] = {}
    for line in reversed(lines):
        key = (line.noun, line.uid)
        now = after[key] if key in after else present(*key)
        then = _before(line, now)
        changes.append(Change(now, then))
        after[key] = then
    return changes


def _before(line: HistoryLine, now: Thing | None) -> Thing | None:
    kind = noun(line.noun)
    before, after = line.before or {}, line.after or {}
    if line.after is None:
        if now is not None:
            raise _in_the_way(line)
        return build(kind.type, before)
    if line.before is None:
        if now != build(kind.type, after):
            raise _in_the_way(line)
        return None
    if now is None or any(kind.fields[key].of(now) != value for key, value in after.items()):
        raise _in_the_way(line)
    return changed(now, before)


def must_make_no_ring(changes: Iterable[Change[Thing]], ledger: Ledger) -> None:
    """Raise Conflict where changes, made together, would leave a thing that refers to its own noun coming back to
    itself: an owner part of itself, a milestone waiting for itself."""
    changed = {ref_of(change.after): change.after for change in changes if change.after is not None}
    for kind in {noun_of(thing).key: noun_of(thing) for thing in changed.values()}.values():
        own = {ref: thing for ref, thing in changed.items() if ref.noun == kind.key}
        for field in own_references(kind):
            if not any(field.refs_in(thing) for thing in own.values()):
                continue
            present = {ref_of(thing): thing for thing in ledger.find(kind.type)} | own
            for ring in rings(own, followed(field, present)):
                refs = [ref for ref in ring if ref in own]
                if refs:
                    raise _comes_back(kind, field, present, ring, refs[0])


def _comes_back(
    kind: Noun[Thing], field: Field, present: Mapping[Ref, Thing], ring: tuple[Ref, ...], ref: Ref
) -> Conflict:
    way = " → ".join(kind.said(present[step]) for step in (*ring, ring[0]))
    name = kind.said(present[ref])
    what = _("{ref} comes back to itself by {field}: {way}.", ref=name, field=_(field.label), way=way)
    return Conflict(
        ring_of_parts(name).what if isinstance(present[ref], Owner) else what,
        hint=_("Undo the later batch first: see `reform history {ref}`.", ref=for_shell(name)),
    )


def _in_the_way(line: HistoryLine) -> Conflict:
    return Conflict(
        _(
            "{noun} {ref} has changed since batch {batch}.",
            noun=_(noun(line.noun).label),
            ref=line.ref,
            batch=line.batch,
        ),
        hint=_("Undo the later batch first: see `reform history {ref}`.", ref=for_shell(line.ref)),
    )
