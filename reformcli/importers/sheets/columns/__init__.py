"""Columns: what each may be by its heading, the shape of its cells and its neighbours; the best whole assignment."""
