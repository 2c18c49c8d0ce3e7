"""Cells: a sheet as it was written, its encoding and size, and what its title says."""
