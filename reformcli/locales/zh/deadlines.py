"""Chinese for `reformcli.deadlines`."""

SENTENCES: dict[str, str] = {}
