"""Catalogs, one package per language; each exports `SENTENCES`, English sentence to translation."""
