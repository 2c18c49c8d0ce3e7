"""Help pages: made from a command, in the reader's language, wrapped by terminal cells rather than by characters."""

from collections.abc import Iterable, Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

from reformcli.i18n import _, language, mark
from reformcli.output.texts import padded, width, wrapped

if TYPE_CHECKING:
    from reformcli.shell.options import Shared

_NAMES_CELLS = 24
_INDENT = "  "
_GAP = "  "

_HELP = mark("Show this page.")
_ARGUMENTS = mark("Arguments")
_OPTIONS = mark("Options")

Terms = list[tuple[str, str]]


def page(command: Any, context: Any) -> str:
    """The help page of one command: usage, what it does, its own parameters, those it shares, examples."""
    from reformcli.shell.options import FOLDED

    sections: dict[str, Terms] = {}
    folded: dict[str, list[str]] = {}
    usage = []
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            name = _translated(parameter.make_metavar(ctx=context, usage=True).strip("{}"))
            usage.append(name)
            sections.setdefault(_ARGUMENTS, []).append((name.strip("[]").removesuffix("..."), _meaning(parameter)))
        elif (title := parameter.rich_help_panel or _OPTIONS) in FOLDED:
            folded.setdefault(title, []).append(_flags(parameter))
        else:
            sections.setdefault(title, []).append((_flags(parameter), _meaning(parameter)))
    sections.setdefault(_OPTIONS, []).append(("-h, --help", _(_HELP)))
    parts = [
        f"{_('Usage:')} {' '.join([context.command_path, *usage, _('[OPTIONS]')])}",
        _wrapped(_(command.summary), ""),
        *([_wrapped(_(command.spec.about), "")] if command.spec.about else []),
        *(_section(_(title), sections[title]) for title in _ordered(sections)),
        "\n".join(
            [
                *(_packed(_(title), folded[title]) for title in FOLDED if title in folded),
                _wrapped(_("`reform help options` explains these."), ""),
            ]
        ),
        _examples(command.spec.examples),
    ]
    return "\n\n".join(parts)


def front(introduction: str, daily: Terms, groups: list[str]) -> str:
    """The first page: what most people use most, what else there is, and where it is explained."""
    more = [
        ("reform demo", _("Shows it all, on a ledger to play with.")),
        ("reform help COMMAND", _("Explains a command and gives examples.")),
        ("reform help commands", _("Lists all commands.")),
    ]
    commands = [(_translated(name), text) for name, text in more]
    return "\n".join(
        [
            f"{_('Usage:')} {_translated('reform COMMAND …')}",
            _wrapped(introduction, ""),
            "",
            *_lines(daily),
            "",
            _packed(_("With commands of their own"), groups),
            *_lines(commands),
        ]
    )


def index(usage: str, introduction: str, sections: Iterable[tuple[str, Terms]]) -> str:
    """The help page of a group of commands: (title, (name, summary) …), all translated already."""
    parts = [f"{_('Usage:')} {_translated(usage)}", _wrapped(introduction, "")]
    return "\n\n".join([*parts, *(_section(*section) for section in sections)])


def options() -> str:
    """What the options mean that many commands share."""
    from reformcli.shell import since_last  # which only this page and reports need
    from reformcli.shell.options import FILTERS, GENERAL, OUTPUT, WRITING, YES

    output = tuple(option for option in OUTPUT if option.name != YES.name)
    families = (since_last.OPTIONS, FILTERS, output, WRITING, GENERAL)
    introduction = _("Options that many commands share. They may stand before the command too.")
    completion: Terms = [
        (
            f"--install-completion {_('SHELL')}",
            _("Complete commands, refs and names in bash, zsh, fish, powershell."),
        ),
        (f"--show-completion {_('SHELL')}", _("Print what does that.")),
    ]
    sections = [
        *((_(family[0].section), [_shared_term(option) for option in family]) for family in families),
        (_("Completion"), completion),
    ]
    return "\n\n".join([_wrapped(introduction, ""), *(_section(*section) for section in sections)])


def _shared_term(option: "Shared") -> tuple[str, str]:
    from reformcli.shell.options import typer_option

    made = typer_option(option)
    return _flags(made), _meaning(made)


def _ordered(sections: dict[str, Terms]) -> list[str]:
    order = [_ARGUMENTS, _OPTIONS]
    return [title for title in order if title in sections] + [title for title in sections if title not in order]


def _flags(option: Any) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    return names if option.is_flag else f"{names} {_translated(option.metavar or '')}"


def _meaning(parameter: Any) -> str:
    """What a parameter is for, and the words that it takes where they are fixed."""
    from reformcli.shell.words import Words

    text = _(parameter.help or "")
    if not isinstance(parameter.type, Words):
        return text
    return _("{help}: {words}.", help=text.rstrip(".。"), words=parameter.type.listed())


def _translated(placeholder: str) -> str:
    """A usage or placeholder with its words in capitals translated."""
    if language() == "en":
        return placeholder
    import re

    return re.sub(r"\b[A-Z]{2,}\b", lambda word: _(word[0]), placeholder)


def _section(title: str, terms: Terms) -> str:
    return "\n".join([title, *_lines(terms)])


def _lines(terms: Terms) -> list[str]:
    cells = min(_NAMES_CELLS, max(width(name) for name, _text in terms))
    lines = []
    for name, text in terms:
        indent = _INDENT * 2 + " " * cells
        body = _wrapped(text, indent)
        if width(name) > cells:
            lines += [_INDENT + name, indent + body]
        else:
            lines.append(f"{_INDENT}{padded(name, cells)}{_INDENT}{body}")
    return lines


def _packed(title: str, items: Sequence[str]) -> str:
    """A title and items behind it on as few lines as can be, none of them broken."""
    lines, room = [title + ("：" if language() == "zh" else ":")], _room()
    for item in items:
        if width(lines[-1]) + width(_GAP) + width(item) > room:
            lines.append(_INDENT + item)
        else:
            lines[-1] += (" " if item is items[0] else _GAP) + item
    return "\n".join(lines)


def _examples(examples: Iterable[tuple[str, str]]) -> str:
    lines = [_("Examples")]
    for typed, meaning in examples:
        lines += [f"{_INDENT}$ {_(typed)}", f"{_INDENT}  {_wrapped(_(meaning), _INDENT * 2)}"]
    return "\n".join(lines)


def _room() -> int:
    return min(get_terminal_size().columns, 100)


def _wrapped(text: str, indent: str) -> str:
    """`text` broken so that indented lines fit the terminal."""
    return f"\n{indent}".join(wrapped([text], max(30, _room() - width(indent))))
