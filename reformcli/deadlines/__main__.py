"""`python -m reformcli.deadlines PHRASE…`: how phrases are read, a line each, without a ledger or settings."""

import sys
from datetime import date

from reformcli.deadlines import Conventions, canonical, read


def main(phrases: list[str]) -> int:
    """Print each phrase, what it is in the canonical notation and how it was read; 1 where one has no reading.

    The base date is today, the plan year its year; the conventions are the built-in ones.
    """
    today = date.today()
    unread = 0
    for phrase in phrases:
        reading = read(phrase, today, Conventions(plan_year=today.year))
        said = "; ".join((reading.sentence, *reading.warnings))
        sys.stdout.write("\t".join((phrase, canonical(reading) or "-", said)) + "\n")
        unread += not canonical(reading)
    return 1 if unread else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
