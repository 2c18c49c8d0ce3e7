"""Rows: the cells of a table read one row after the other: limits, states, owners, lights; rows that are alike."""
