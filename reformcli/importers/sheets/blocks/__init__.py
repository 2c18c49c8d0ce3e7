"""Blocks: where tables begin and end on a sheet, which are lists of work, and which rows are theirs."""
