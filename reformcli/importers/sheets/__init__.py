"""Sheets of rows, wherever they come from, as records: find the table, understand its heading, sort its rows.

Each step is pure. `sheet` holds the cells, `heading` finds where the table begins, `columns` and `shapes` say what each
column is, `body` sorts rows into those of the table and the rest, `projects`, `assignments` and `supervision` make
records of them; `reading` puts the steps together.
"""
