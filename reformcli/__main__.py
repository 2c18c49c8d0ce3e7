"""`python -m reformcli` is `reform`."""

from reformcli.cli import run

run()
