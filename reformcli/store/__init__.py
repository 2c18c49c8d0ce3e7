"""The ledger's file. No SQL, row or cursor leaves this package."""

from reformcli.store.ledger import Store, create, open_ledger

__all__ = ["Store", "create", "open_ledger"]
