"""Documents that travel: forms that owners fill in and send back. Nothing here knows the ledger."""
