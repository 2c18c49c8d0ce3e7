"""Sheets of rows, wherever they come from, as records: find the tables, weigh their columns, sort their rows.

The steps are rooms, from the cells to the records; each knows only those before it, and each decision keeps its reason:
`cells`, `words`, `columns`, `dialogue`, `blocks`, `rows`, `records`. `records.list_reading` puts the steps together.
"""
