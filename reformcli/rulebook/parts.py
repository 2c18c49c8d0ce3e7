"""Every part of the rules, in the order in which they are printed."""

from collections.abc import Mapping

from reformcli.rulebook.score_reading import SCORE
from reformcli.rulebook.sections import SECTIONS, Section
from reformcli.rulebook.submission_reading import SUBMISSION

PARTS: Mapping[str, Section] = {**SECTIONS, "score": SCORE, "submission": SUBMISSION}
