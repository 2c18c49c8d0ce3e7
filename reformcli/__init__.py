"""reform: a ledger of projects, deadlines, responsibility and supervision."""

__version__ = "0.1.0"
