"""What can be done to a ledger, as pure functions: things in, changes out."""
