"""One page of HTML that needs nothing else: no script, no network."""

from html import escape
from typing import TextIO

from reformcli.i18n import language
from reformcli.model.colours import LIGHTS
from reformcli.output import Options
from reformcli.output.cells import LINE_END, heading, is_right, sections, shown
from reformcli.table import Cell, Column, Shape, Table

_STYLE = """
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem }
table { border-collapse: collapse; margin-block: 1rem }
th, td { padding: .3rem .6rem; border-bottom: 1px solid #8886; text-align: start; vertical-align: baseline }
th, .whole { white-space: nowrap }
.right { text-align: end; font-variant-numeric: tabular-nums }
.share { min-width: 9rem; background: linear-gradient(#58a8, #58a8) no-repeat left / var(--share) 70% }
.red::before, .yellow::before, .green::before, .blue::before, .grey::before { content: "\\25CF\\00A0" }
.red::before { color: #c22 } .yellow::before { color: #c90 } .green::before { color: #2a4 }
.blue::before { color: #36c } .grey::before { color: #888 }
thead { display: table-header-group }
@media print { @page { size: A4 landscape } body { margin: 0; font-size: 11px } tr { break-inside: avoid } }
"""


def write(table: Table, out: TextIO, options: Options) -> None:
    """Write `table` as a page under its title."""
    lang = "zh-CN" if language() == "zh" else "en"
    title = escape(table.title)
    out.write(f'<!doctype html>\n<html lang="{lang}">\n<meta charset="utf-8">\n')
    out.write('<meta name="viewport" content="width=device-width">\n')
    out.write(f"<title>{title}</title>\n<style>{_STYLE}</style>\n<h1>{title}</h1>\n")
    for name, columns, rows in sections(table):
        out.write(f"<h2>{escape(name)}</h2>\n" if name else "")
        out.write("<table>\n<thead><tr>")
        for column, label in zip(columns, heading(columns), strict=True):
            out.write(f"<th{' class=right' if is_right(column) else ''}>{escape(label)}")
        out.write("</thead>\n<tbody>\n")
        for row in rows:
            out.write("<tr>" + "".join(map(_cell, row, columns)) + "\n")
        out.write("</tbody>\n</table>\n")
    for note in table.notes:
        out.write(f"<p>{escape(note)}</p>\n")
    out.write("</html>\n")


def _cell(cell: Cell, column: Column) -> str:
    text = escape(shown(cell, column)).replace(LINE_END, "<br>")
    if column.words is LIGHTS:
        return f'<td class="whole {cell}">{text}' if cell in LIGHTS else f"<td>{text}"
    if column.shape is Shape.SHARE and isinstance(cell, (int, float)):
        return f'<td class=share style="--share:{cell:.1%}">{text}'
    if is_right(column):
        return f"<td class=right>{text}"
    return f"<td class=whole>{text}" if column.shape is Shape.DATE or column.key == "ref" else f"<td>{text}"
