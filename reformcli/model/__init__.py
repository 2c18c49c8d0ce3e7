"""The nouns of the ledger and the values that travel between the rooms; pure data."""
