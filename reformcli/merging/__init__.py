"""Merging rows of files into the ledger; pure: records and a ledger in, changes and doubts out."""
