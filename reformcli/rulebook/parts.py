"""Every part of the rules, in the order in which they are printed; those of scores and submissions only when asked for,
since few commands need them."""

from collections.abc import Iterator

from reformcli.rulebook.sections import LABELS, SECTIONS, Section


def section(name: str) -> Section:
    """The part called `name`, a key of `LABELS`."""
    if name == "score":
        from reformcli.rulebook.score_reading import SCORE

        return SCORE
    if name == "submission":
        from reformcli.rulebook.submission_reading import SUBMISSION

        return SUBMISSION
    return SECTIONS[name]


def sections() -> Iterator[tuple[str, Section]]:
    """Each part with its name."""
    return ((name, section(name)) for name in LABELS)
