"""Every part of the rules, in the order in which they are printed."""

from collections.abc import Mapping

from reformcli.rulebook.score_reading import SCORE
from reformcli.rulebook.sections import SECTIONS, Section

PARTS: Mapping[str, Section] = {**SECTIONS, "score": SCORE}
