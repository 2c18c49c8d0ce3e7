"""What pages and pictures share: the templates, and lanes as they are drawn."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from reformcli.i18n import _
from reformcli.model.text import escape
from reformcli.output.cells import shown
from reformcli.table import Column
from reformcli.timeline import SIGNS, Lane, Scale


def _harmless(value: object) -> object:
    """What is put into a template: text without characters that could steer a program, or that XML cannot hold."""
    return escape(value) if isinstance(value, str) and not isinstance(value, Markup) else value


TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=False,
    auto_reload=False,
    finalize=_harmless,
)
"""The templates; what is put into them is escaped whatever their names."""


def css_string(text: str) -> Markup:
    """`text` as a quoted string of CSS, safe inside a style element."""
    return Markup('"{}"').format(Markup(re.sub(r"[^\w .:/()（）-]", lambda found: f"\\{ord(found[0]):x} ", text)))  # noqa: S704


TEMPLATES.filters["css"] = css_string
TEMPLATES.filters["visible"] = escape


class Drawn(NamedTuple):
    """A lane as it is drawn, in per cent of its width: its bar from and how long, its marks at, what it says."""

    light: str
    words: str
    bar: tuple[str, str] | None
    marks: list[tuple[str, str, str]]


def drawn(lane: Lane, column: Column, scale: Scale) -> Drawn:
    """A lane in per cent of the scale."""
    marks = [
        (per_cent(scale.position(one.day)), one.sign, f"{one.ref} {one.title} {one.day} {_(SIGNS[one.sign])}")
        for one in lane.marks
        if scale.shows(one.day)
    ]
    return Drawn(lane.light, shown(lane, column), _bar(lane, scale), marks)


def _bar(lane: Lane, scale: Scale) -> tuple[str, str] | None:
    first, last = max(lane.start or scale.first, scale.first), min(lane.due or scale.first, scale.last)
    if lane.due is None or last < first:
        return None
    at, to = scale.position(first), scale.end(last)
    return per_cent(at), per_cent(to - at)


def per_cent(share: float) -> str:
    """A share from 0 to 1 as SVG and CSS take it, without the sign."""
    return f"{100 * share:.2f}"


def lane_markup(lane: Drawn) -> Markup:
    """A lane as the SVG of a page."""
    drawn_lane: Markup = _lane_macro()(lane)
    return drawn_lane


@cache
def _lane_macro() -> Callable[[Drawn], Markup]:
    macro: Callable[[Drawn], Markup] = TEMPLATES.get_template("lane.svg.jinja").module.lane  # type: ignore[attr-defined]
    return macro
