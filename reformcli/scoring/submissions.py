"""The fact `submission`: submissions with the points that their adoptions give."""

from collections.abc import Iterator

from reformcli.scoring.fact import Fact
from reformcli.scoring.records import Records


def submission_facts(records: Records) -> Iterator[Fact]:
    """Every submission that was adopted in the year, for each who wrote it."""
    yield from ()
