"""The embedded store: one SQLite file, its locks, schema, backup and checks."""
