"""Rules: the office's rules as a table, a row for each key."""

import json

from reformcli.i18n import _, mark
from reformcli.rulebook import Rulebook
from reformcli.rulebook.parts import section
from reformcli.rulebook.printing import as_plain, values_of
from reformcli.table import Column, Row, Shape, Table

COLUMNS = (
    Column("part", mark("Part"), mark("Part of the rules.")),
    Column("key", mark("Key"), mark("Its key."), main=True),
    Column("value", mark("Value"), mark("What it is, as JSON."), Shape.OBJECT),
    Column("meaning", mark("Meaning"), mark("What it means."), detail=True),
)


def rules_table(rules: Rulebook) -> Table:
    """One row for each key of the rules, those without a value too."""
    rows = tuple(_row(part, key, value) for part, values in values_of(rules).items() for key, value in values.items())
    return Table("rules", _("Rules in force"), COLUMNS, rows, section="part")


def _row(part: str, key: str, value: object) -> Row:
    declared = section(part)
    meaning = declared.keys[key].help if key in declared.keys else declared.help
    return part, key, json.dumps(as_plain(value), ensure_ascii=False), _(meaning)
