"""What was understood of a table, in sentences: all of it for a preview, the gist for an import."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from reformcli.i18n import _, in_a_line, language, mark, plural
from reformcli.importers.sheets.columns.layout import KEEP, NAME_OF_WHOLE, PERIOD, SECOND_LIMIT, STEP, TOLD, WHOLE
from reformcli.importers.sheets.dialogue.understood import ColumnReading, TableReading, WordReading
from reformcli.importers.sheets.words.state_words import LABELS
from reformcli.model.duty import ROLES
from reformcli.model.noun import noun as declared
from reformcli.model.nouns import is_noun
from reformcli.table import Column, Table

KINDS = {
    "project": mark("projects"),
    "breakdown": mark("projects broken down into measures"),
    "outline": mark("projects with their parts"),
    "quarters": mark("projects with quarters as columns"),
    "chart": mark("a progress chart with months as columns"),
    "pilots": mark("pilots"),
    "return": mark("a group's return"),
    "assignment": mark("items that a document hands down"),
    "matter": mark("findings to be put right"),
    "decisions": mark("matters that a meeting decided"),
    "visit": mark("a log of visits"),
    "owner": mark("owners"),
}
"""What a list can be."""

_WHY = {
    "name": mark("by its name"),
    "near": mark("by a part of its name"),
    "rule": mark("by its name"),
    "group": mark("by what stands above it"),
    "cells": mark("by its cells"),
    TOLD: mark("as you say"),
}

_LEFT_OUT = {
    "heading": mark("repeated headings in rows {rows}"),
    "total": mark("totals in rows {rows}"),
    "note": mark("notes in rows {rows}"),
    "section": mark("sections in rows {rows}"),
}

_OTHERS = {
    PERIOD: mark("milestones, by stretches of time"),
    STEP: mark("a milestone, on the day in the cell"),
    "row": mark("number of the row"),
    "id": mark("number that links rows"),
    WHOLE: mark("code of the project it is part of"),
    NAME_OF_WHOLE: mark("title of the project it is part of"),
    "wbs": mark("place in the outline"),
    "level": mark("level in the outline"),
    "parent": mark("what it is part of"),
    "row_kind": mark("kind of row"),
    "span": mark("start and due"),
    "due_original": mark("first due date"),
    "due_revised": mark("due date in force"),
    SECOND_LIMIT: mark("due date where the other column has none"),
    "actual_start": mark("day on which it began"),
    "actual_end": mark("day on which it was done"),
    "raised_on": mark("day of entry"),
    "duration": mark("length of time"),
    "effort": mark("effort"),
    "cost": mark("cost"),
    "impact": mark("impact"),
    "priority": mark("priority"),
    "score": mark("score"),
    "percent": mark("share done"),
    "light": mark("light of the unit"),
    "progress_text": mark("progress in words"),
    "problem_text": mark("problems in words"),
    "next_step": mark("next step"),
    "remark": mark("remark"),
    "contact": mark("contact"),
    "archived": mark("whether it was laid away"),
    "verdict": mark("whether it was accepted"),
    "problem": mark("what was found"),
    "demand": mark("what has to be done"),
}
"""The names of meanings that are no fields; those that are not here are kept as other columns."""


def gist(table: TableReading) -> Iterator[str]:
    """What a table was taken for, and what of it was left out."""
    top, bottom, _last = table.rows
    yield _(
        "{place}: {kind}, {items}; heading in {rows}.",
        place=table.place,
        kind=_(KINDS[table.kind]),
        items=plural("{n} item", "{n} items", table.items),
        rows=_("row {n}", n=top) if top == bottom else _("rows {n}", n=f"{top}-{bottom}"),
    )
    if table.plan:
        yield _("{place}: plan year {plan}, as its title says.", place=table.place, plan=table.plan)
    kept = dict.fromkeys(
        column.heading for column in table.columns if column.heading and not _meaning(column, table.kind)
    )
    if kept:
        yield _("{place}: kept as other columns: {names}.", place=table.place, names=_listed(kept))
    for names, sentence in (
        (table.persons, mark("{place}: taken for persons: {names}.")),
        (table.perhaps_units, mark("{place}: taken for units, though the names do not say so: {names}.")),
    ):
        if names:
            yield _(sentence, place=table.place, names=_few(names))
    if table.left_out:
        parts = [_(_LEFT_OUT[left.why], rows=_listed(map(str, left.rows[:20]))) for left in table.left_out]
        yield _("{place}: left out: {parts}.", place=table.place, parts=in_a_line(parts))


_MOST_NAMES = 12

UNDERSTOOD = (
    Column("part", mark("Part"), mark("Which part of a list: table, column, word of state, left out.")),
    Column("place", mark("Where"), mark("Where it stands: rows, or the letters of a column.")),
    Column("text", mark("In the list"), mark("The heading or the word, as the list has it.")),
    Column("meaning", mark("Read as"), mark("What it is read as.")),
    Column("why", mark("Why"), mark("Why it is read so, or in how many rows it stands.")),
)
"""The columns of what was understood of lists."""


def understood(tables: Iterable[TableReading]) -> Table:
    """What was understood of the tables of an import: each table, its columns, words of state, what was left out."""
    rows = [row for table in tables for row in _of_table(table)]
    return Table("understood", _("What was understood"), UNDERSTOOD, tuple(rows), empty=_("No table was read."))


def _of_table(table: TableReading) -> Iterator[tuple[str, str, str, str, str]]:
    top, bottom, last = table.rows
    place = f"{table.sheet} {top}-{last}".strip()
    items = plural("{n} item", "{n} items", table.items)
    heading = _("heading in {rows}", rows=_("row {n}", n=top) if top == bottom else _("rows {n}", n=f"{top}-{bottom}"))
    yield _("table"), place, PurePath(table.file).name, f"{_(KINDS[table.kind])}{_comma()}{items}", heading
    kept = []
    for column in table.columns:
        if meaning := _recorded(column, table):
            yield _("column"), column.letters, column.heading, meaning, _(_WHY[column.why]) if column.why else ""
        elif column.heading:
            kept.append(column)
    if kept:
        letters = " ".join(column.letters for column in kept)
        yield _("columns"), letters, _listed(column.heading for column in kept), _("kept as other columns"), ""
    read_as: dict[str, list[WordReading]] = {}
    for word in table.words:
        read_as.setdefault(_meaning_of(word), []).append(word)
    for meaning, words in read_as.items():
        count = plural("{n} row", "{n} rows", sum(word.rows for word in words))
        yield _("word"), "", _listed(word.word for word in words), meaning, count
    for names, meaning in (
        (table.persons, mark("persons")),
        (table.perhaps_units, mark("units, though the names do not say so")),
    ):
        if names:
            yield _("names"), "", _few(names), _(meaning), ""
    for left in table.left_out:
        yield _("left out"), "", _listed(map(str, left.rows[:20])), _(_WHAT_IS_LEFT[left.why]), ""


def _meaning_of(word: WordReading) -> str:
    if word.state:
        return _(LABELS[word.state])
    return _("no state") if word.light is None else _("light of the unit, kept")


_WHAT_IS_LEFT = {
    "heading": mark("headings again"),
    "total": mark("totals"),
    "note": mark("notes"),
    "section": mark("sections, said of the rows below them"),
}


def _comma() -> str:
    return "，" if language() == "zh" else ", "


def _few(names: Sequence[str]) -> str:
    """The first of several names."""
    return _listed(names[:_MOST_NAMES]) + ("…" if len(names) > _MOST_NAMES else "")


def _listed(names: Iterable[str]) -> str:
    return ("、" if language() == "zh" else ", ").join(names)


def named(key: str, kind: str) -> str:
    """What a meaning is called, in the reader's language."""
    return _meaning(ColumnReading("", "", key, ""), kind) or _("another column")


def _recorded(column: ColumnReading, table: TableReading) -> str | None:
    """What a column is recorded as. Without a column of lead units the first that is responsible leads."""
    keys = {other.key for other in table.columns}
    if table.kind == "decisions" and column.key in ("lead", "responsible"):
        owner = _(declared("matter").fields["owner"].label)
        leads = column.key == "lead" or "lead" not in keys
        return (
            _("{first}, others {rest}", first=owner, rest=_(ROLES["supporting"])) if leads else _(ROLES["supporting"])
        )
    if column.key == "responsible" and "lead" not in keys:
        rest = ROLES["responsible" if "supporting" in keys else "supporting"]
        return _("{first}, others {rest}", first=_(ROLES["lead"]), rest=_(rest))
    return _meaning(column, table.kind)


def _meaning(column: ColumnReading, kind: str) -> str | None:
    """What a column is, in the reader's language; None where it is only kept."""
    if column.key in ROLES:
        return _(ROLES[column.key])
    noun = "matter" if kind == "decisions" else kind if is_noun(kind) else "project"
    fields = declared(noun).fields
    if column.key in fields:
        return _(fields[column.key].label)
    if kind == "visit" and column.key in declared("matter").fields:
        return _(declared("matter").fields[column.key].label)
    if column.key == KEEP or column.key not in _OTHERS:
        return None
    return _(_OTHERS[column.key])
