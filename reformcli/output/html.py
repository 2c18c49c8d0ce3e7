"""One page of HTML that needs nothing else: no script, no network."""

from html import escape
from typing import TextIO

from reformcli.i18n import language
from reformcli.output import Options
from reformcli.output.cells import LINE_END, heading, is_right, sections, shown
from reformcli.table import Table

_STYLE = """
:root { color-scheme: light dark }
body { font-family: system-ui, sans-serif; margin: 2rem }
table { border-collapse: collapse; margin-block: 1rem }
th, td { padding: .3rem .6rem; border-bottom: 1px solid #8886; text-align: start; vertical-align: top }
.right { text-align: end; font-variant-numeric: tabular-nums }
thead { display: table-header-group }
@media print { @page { size: A4 landscape } body { margin: 0 } tr { break-inside: avoid } }
"""


def write(table: Table, out: TextIO, options: Options) -> None:
    """Write `table` as a page under its title."""
    lang = "zh-CN" if language() == "zh" else "en"
    title = escape(table.title)
    out.write(f'<!doctype html>\n<html lang="{lang}">\n<meta charset="utf-8">\n')
    out.write('<meta name="viewport" content="width=device-width">\n')
    out.write(f"<title>{title}</title>\n<style>{_STYLE}</style>\n<h1>{title}</h1>\n")
    for name, columns, rows in sections(table):
        sides = ["right" if is_right(column) else "" for column in columns]
        out.write(f"<h2>{escape(name)}</h2>\n" if name else "")
        out.write("<table>\n<thead><tr>")
        out.writelines(
            f"<th{_class(side)}>{escape(label)}" for label, side in zip(heading(columns), sides, strict=True)
        )
        out.write("</thead>\n<tbody>\n")
        for row in rows:
            texts = [_text(shown(cell, column)) for cell, column in zip(row, columns, strict=True)]
            out.write(
                "<tr>" + "".join(f"<td{_class(side)}>{text}" for text, side in zip(texts, sides, strict=True)) + "\n"
            )
        out.write("</tbody>\n</table>\n")
    out.writelines(f"<p>{escape(note)}</p>\n" for note in table.notes)
    out.write("</html>\n")


def _text(text: str) -> str:
    return escape(text).replace(LINE_END, "<br>")


def _class(side: str) -> str:
    return f' class="{side}"' if side else ""
