"""Nouns that tests bring along."""
