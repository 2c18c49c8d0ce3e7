"""Help pages: made from a command, in the reader's language, wrapped by terminal cells rather than by characters."""

from collections.abc import Iterable
from shutil import get_terminal_size
from typing import Any

from reformcli.i18n import _, mark
from reformcli.output.cells import padded, width

_NAMES_CELLS = 24
_INDENT = "  "

_HELP = mark("Show this page.")
_ARGUMENTS = mark("Arguments")
_OPTIONS = mark("Options")

Terms = list[tuple[str, str]]


def page(command: Any, context: Any) -> str:
    """The help page of one command: usage, what it does, parameters by section, examples."""
    sections: dict[str, Terms] = {}
    usage = []
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            name = parameter.make_metavar(ctx=context, usage=True).strip("{}")
            usage.append(name)
            sections.setdefault(_ARGUMENTS, []).append((name.strip("[]").removesuffix("..."), _(parameter.help or "")))
        elif not parameter.hidden:
            title = parameter.rich_help_panel or _OPTIONS
            sections.setdefault(title, []).append((_flags(parameter, context), _(parameter.help or "")))
    sections.setdefault(_OPTIONS, []).append(("--help", _(_HELP)))
    parts = [
        f"{_('Usage:')} {' '.join([context.command_path, *usage, _('[OPTIONS]')])}",
        _wrapped(_(command.summary), ""),
        *([_wrapped(_(command.spec.about), "")] if command.spec.about else []),
        *(_section(_(title), sections[title]) for title in _ordered(sections)),
        _examples(command.spec.examples),
    ]
    return "\n\n".join(parts)


def index(usage: str, introduction: str, sections: Iterable[tuple[str, Terms]], closing: str = "") -> str:
    """The help page of a group of commands: (title, (name, summary) …), all translated already."""
    parts = [f"{_('Usage:')} {usage}", _wrapped(introduction, ""), *(_section(*section) for section in sections)]
    return "\n\n".join([*parts, *([_wrapped(closing, "")] if closing else [])])


def _ordered(sections: dict[str, Terms]) -> list[str]:
    order = [_ARGUMENTS, _OPTIONS]
    return [title for title in order if title in sections] + [title for title in sections if title not in order]


def _flags(option: Any, context: Any) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    return names if option.is_flag else f"{names} {option.make_metavar(ctx=context)}"


def _section(title: str, terms: Terms) -> str:
    cells = min(_NAMES_CELLS, max(width(name) for name, _text in terms))
    lines = [title]
    for name, text in terms:
        indent = _INDENT * 2 + " " * cells
        body = _wrapped(text, indent)
        if width(name) > cells:
            lines += [_INDENT + name, indent + body]
        else:
            lines.append(f"{_INDENT}{padded(name, cells)}{_INDENT}{body}")
    return "\n".join(lines)


def _examples(examples: Iterable[tuple[str, str]]) -> str:
    lines = [_("Examples")]
    for typed, meaning in examples:
        lines += [f"{_INDENT}$ {typed}", f"{_INDENT}  {_wrapped(_(meaning), _INDENT * 2)}"]
    return "\n".join(lines)


def _wrapped(text: str, indent: str) -> str:
    """`text` broken at spaces, or between Chinese characters, so that indented lines fit the terminal."""
    room = max(30, min(get_terminal_size().columns, 100) - width(indent))
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width(line) + width(piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return f"\n{indent}".join([*lines, line.rstrip()])


def _pieces(text: str) -> list[str]:
    """Where a line may break: after a space and around wide characters, but not before closing punctuation."""
    pieces: list[str] = []
    for character in text:
        wide = width(character) == 2
        if pieces and (
            pieces[-1][-1] in "（《“【"
            or character in "，。、；：）】》？！"
            or not (pieces[-1][-1] == " " or wide or width(pieces[-1][-1]) == 2)
        ):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
