"""Templates of papers: Markdown with Jinja2, the office's own or the shipped one, and which of Jinja2 they may use.

A template says where values stand and what stands around them. It can do nothing else: it calls nothing, reckons
nothing, reads no file, and reaches only the fields of its paper.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reformcli.errors import BadFile, reason
from reformcli.i18n import _, in_a_line
from reformcli.resources import folder

MOST_CHARACTERS = 200_000
"""The length of a template that is read at the most."""

PRIVATE = "\ue000\ue001"
"""Characters between which a value's number stands until its block is made; no template may hold them."""

_LINE_OF_TAGS = re.compile(r"^[ \t]*((?:\{%(?!-?\s*(?:end)?raw)(?:(?!%\}).)*%\}[ \t]*)+)\n", re.MULTILINE)
"""A line that holds nothing but tags, which leaves no line behind: its end is put into a comment."""

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Filter,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
)
"""What a template may be made of: values, `if`, `for`, comparisons and the filters of `compose`."""


class TemplateText(NamedTuple):
    """The text of a template, and the file that it stands in."""

    path: Path
    text: str


def source(name: str, language: str, own: str | None) -> TemplateText:
    """The template of the paper `name` in a language: that of the office's folder `own`, else the shipped one.

    Raises BadFile for a folder that is none, or a template that cannot be read.
    """
    file = f"{name}.{language}.md"
    if own is not None:
        place = Path(own).expanduser()
        if not place.is_dir():
            raise BadFile(_("There is no such folder."), where=own, hint=_("It is named by the setting papers.folder."))
        if (place / file).exists():
            return _read(place / file)
    return _read(folder("data") / "papers" / file)


def _read(path: Path) -> TemplateText:
    try:
        with path.open("rb") as file:
            text = file.read(4 * MOST_CHARACTERS + 1).decode("utf-8-sig")
    except OSError as error:
        raise BadFile(_("The template cannot be read: {why}.", why=reason(error)), where=str(path)) from None
    except UnicodeDecodeError:
        raise BadFile(_("The template is not text in UTF-8."), where=str(path)) from None
    if len(text) > MOST_CHARACTERS:
        raise BadFile(_("The template is longer than {n} characters.", n=MOST_CHARACTERS), where=str(path))
    if private := next((mark for mark in PRIVATE if mark in text), None):
        what = _("The template holds the character U+{code}, which has no place in it.", code=f"{ord(private):04X}")
        raise BadFile(what, where=str(path))
    return TemplateText(path, text)


class Environment(ImmutableSandboxedEnvironment):
    """Jinja2 for papers: only the fields of records and the places of loops can be reached by a name."""

    def getattr(self, obj: object, attribute: str) -> object:
        """The field `attribute` of a record, or of a loop; nothing else has any."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in ("index", "first", "last"):
            return super().getattr(obj, attribute)
        return obj if isinstance(obj, Undefined) else self.undefined(obj=obj, name=attribute)


class Missing(StrictUndefined):
    """A field that is not there: whatever is done with it is an error that names it."""

    @property
    def _undefined_message(self) -> str:
        return _("there is no field {name}", name=self._undefined_name)


def environment(put: Callable[[object], str], filters: Mapping[str, Callable[[object], object]]) -> Environment:
    """Jinja2 with `filters` alone, without tests and globals; `put` says what is written for a value."""
    made = Environment(undefined=Missing, keep_trailing_newline=True)
    made.finalize = put
    made.filters.clear()
    made.filters.update(filters)
    made.tests.clear()
    made.globals.clear()
    return made


def parsed(jinja: Environment, template: TemplateText, fields: Mapping[str, object]) -> nodes.Template:
    """The template, parsed. Raises BadFile that names everything in it that is not allowed or has no field."""
    try:
        tree = jinja.parse(_LINE_OF_TAGS.sub(r"\1{#\n#}", template.text))
    except TemplateSyntaxError as error:
        what = _("line {n}: its marks do not fit together; an if ends with endif, a for with endfor", n=error.lineno)
        raise fault(template, what, error.lineno) from None
    if faults := list(_faults(jinja, tree, frozenset(fields))):
        raise fault(template, in_a_line(what for _line, what in faults), faults[0][0])
    return tree


def _faults(jinja: Environment, node: nodes.Node, names: frozenset[str]) -> Iterator[tuple[int, str]]:
    """What is not allowed in a part of a template, where `names` mean something."""
    line = node.lineno
    if not isinstance(node, _ALLOWED) or (isinstance(node, nodes.For) and not isinstance(node.target, nodes.Name)):
        yield line, _("line {n}: {what} has no place in a template", n=line, what=_called(node))
        return
    if isinstance(node, nodes.Filter) and node.name not in jinja.filters:
        yield line, _("line {n}: there is no filter {name}", n=line, name=node.name)
    if isinstance(node, nodes.Name) and node.name not in names:
        yield line, _("line {n}: there is no field {name}", n=line, name=node.name)
    inside, listed = names, None
    if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
        inside, listed = names | {"loop", node.target.name}, node.iter
    for part in node.iter_child_nodes():
        yield from _faults(jinja, part, names if part is listed else inside)


def _called(node: nodes.Node) -> str:
    """A part of a template as its author knows it."""
    return {
        nodes.Call: _("a call"),
        nodes.Include: "include",
        nodes.Import: "import",
        nodes.FromImport: "import",
        nodes.Extends: "extends",
        nodes.Assign: "set",
        nodes.AssignBlock: "set",
        nodes.Test: "is",
        nodes.Getitem: "[…]",
    }.get(type(node), type(node).__name__.lower())


def fault(template: TemplateText, what: str, line: int | None) -> BadFile:
    """What is wrong with a template, and in which line it begins to be."""
    place = f"{template.path}:{line}" if line else str(template.path)
    sentence = _("The template is not right: {what}.", what=what.rstrip("."))
    return BadFile(sentence, where=place, hint=_("`reform paper NAME --template` prints the shipped one."))
