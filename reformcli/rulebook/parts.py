"""Every part of the rules, in the order in which they are printed."""

from collections.abc import Mapping

from reformcli.rulebook.sections import SECTIONS, Section
from reformcli.rulebook.submission_reading import SUBMISSION

PARTS: Mapping[str, Section] = {**SECTIONS, "submission": SUBMISSION}
