"""Workbooks that the tests make: rows, merged areas, states of sheets."""

from openpyxl import Workbook


def book(path, sheets, *, merged=None, hidden=()):
    """Write `sheets` (name to rows) to `path`; `merged` are areas by sheet, `hidden` the sheets that are not seen."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in (merged or {}).get(name, ()):
            sheet.merge_cells(area)
        if name in hidden:
            sheet.sheet_state = "hidden"
    made.save(path)
    return path


def rows_of(reform, noun):
    """Everything that the ledger holds of a noun."""
    return reform("export", noun, "--json").rows


def answering(reform, project, role):
    """Who answers for a project in a role, in order."""
    return [one["owner"] for one in rows_of(reform, "duties") if (one["project"], one["role"]) == (project, role)]


def facts(reform, *keys, noun="projects"):
    """What came in: the cells of these keys, a tuple for each thing of a noun."""
    return [tuple(row[key] for key in keys) for row in rows_of(reform, noun)]
