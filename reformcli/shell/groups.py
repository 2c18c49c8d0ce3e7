"""The tree of commands: `reform`, its groups, `reform help`; each command is built when it is asked for, once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from reformcli import __version__
from reformcli.errors import UsageError
from reformcli.i18n import _, joined, mark

if TYPE_CHECKING:
    from reformcli.shell.build import Spec

_INTRODUCTION = mark("A ledger of projects, deadlines, responsibility and supervision, in one file.")
_HELP = mark("Explain a command, or a topic: commands, options.")

COMPLETE = "_REFORM_COMPLETE"
"""The variable in which a shell says that it asks for completions, and which shell it is."""

INSTALL, SHOW = "--install-completion", "--show-completion"
"""Put a shell's completion in place; print it."""

TOPICS = ("commands", "options")
"""What `reform help` explains besides commands."""


_ALONE = ("--help", "-h", "--version")
"""What may stand behind `reform` without a command."""


class Listed(NamedTuple):
    """A command in the list: its name, the section of the help page, and what it does. Groups list their own.

    Summaries may be translated already.
    """

    name: str
    section: str
    summary: str
    group: tuple[tuple[str, str], ...] = ()

    @property
    def module(self) -> str:
        """The module that has it; a trailing underscore keeps clear of Python's own words and of modules."""
        return f"reformcli.commands.{self.name.replace('-', '_')}" + ("_" if self.name == "import" else "")


class Directory(NamedTuple):
    """The commands that there are.

    `names` are those of all, `groups` those that have commands of their own: neither loads a noun, which `command` and
    `commands` do for the groups that nouns are. `spec` gives the Spec of a command, or of a group's subcommand. `daily`
    are the names that most people use most; `replaced` maps names of the last release to what took their place.
    """

    names: Callable[[], Sequence[str]]
    groups: Callable[[], Sequence[str]]
    command: Callable[[str], Listed | None]
    commands: Callable[[], Sequence[Listed]]
    spec: Callable[[Listed, str | None], "Spec"]
    daily: Sequence[str]
    replaced: Mapping[str, str]


class _Lazy(TyperGroup):
    """A group of commands that are built when they are asked for."""

    @property
    def summaries(self) -> Mapping[str, str]:
        """What each command does, by name."""
        raise NotImplementedError

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands' names."""
        return list(self.summaries)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments begin with. Raises UsageError naming those that are close."""
        name, command = args[0], self.get_command(ctx, args[0])
        if command is None and not ctx.resilient_parsing:
            raise _unknown(_("There is no command {name!r}.", name=f"{ctx.command_path} {name}"), name, self, ctx)
        return (name if command else None), command, args[1:]


class Root(_Lazy):
    """The command `reform`, which knows all others by the directory."""

    def __init__(self, directory: Directory) -> None:
        version = TyperOption(param_decls=["--version"], is_flag=True, help=mark("Print the version."))
        super().__init__(
            name="reform",
            params=[version],
            invoke_without_command=True,
            rich_markup_mode=None,
            context_settings={"help_option_names": ["--help", "-h"]},
        )
        self.directory = directory

    @property
    def summaries(self) -> Mapping[str, str]:
        """What each command does, by name."""
        return {**{listed.name: listed.summary for listed in self.directory.commands()}, "help": _HELP}

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands' names."""
        return [*self.directory.names(), "help"]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command or group of that name, built now."""
        if cmd_name == "help":
            return _Help(self)
        listed = self.directory.command(cmd_name)
        if listed is None:
            return None
        if listed.group:
            return Group(listed, self.directory)
        from reformcli.shell.build import build

        return build(listed.name, listed.summary, self.directory.spec(listed, None))

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named; without one, show the version or the help page."""
        if ctx.params["version"]:
            print(f"reform {__version__}")
            return 0
        if not ctx._protected_args:
            print(self.get_help(ctx))
            return 0
        return super().invoke(ctx)

    def get_help(self, ctx: Any) -> str:
        """The help page, short enough for a terminal of 24 lines and 80 columns."""
        from reformcli.shell.help import front

        daily = [listed for name in self.directory.daily if (listed := self.directory.command(name))]
        return front(
            _(_INTRODUCTION), [(listed.name, _(listed.summary)) for listed in daily], list(self.directory.groups())
        )

    def explained(self, ctx: Any, words: Sequence[str]) -> str:
        """What `reform help WORDS` prints. Raises UsageError for words that are neither command nor topic."""
        from reformcli.shell import help as pages

        if not words:
            return self.get_help(ctx)
        if words[0] == "options":
            return pages.options()
        if words[0] == "commands":
            sections: dict[str, list[tuple[str, str]]] = {}
            for listed in self.directory.commands():
                sections.setdefault(_(listed.section), []).append((listed.name, _(listed.summary)))
            sections[_("Help")] = [("help", _(_HELP))]
            return pages.index("reform COMMAND …", _(_INTRODUCTION), sections.items())
        command: Any = self
        for word in words:
            group, command = command, command.get_command(ctx, word) if isinstance(command, _Lazy) else None
            if command is None:
                names = f"{ctx.command_path} {word}".removeprefix("reform ")
                raise _unknown(_("There is no command or topic {name!r}.", name=names), word, group, ctx)
            ctx = command.context_class(command, info_name=word, parent=ctx)
        page: str = command.get_help(ctx)
        return page


class Group(_Lazy):
    """A noun with commands of its own, such as `reform owner`."""

    def __init__(self, listed: Listed, directory: Directory) -> None:
        super().__init__(name=listed.name, help=listed.summary, invoke_without_command=True, rich_markup_mode=None)
        self.listed = listed
        self.directory = directory

    @property
    def summaries(self) -> Mapping[str, str]:
        """What each command does, by name."""
        return dict(self.listed.group)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, built now."""
        if cmd_name not in self.summaries:
            return None
        from reformcli.shell.build import build

        return build(cmd_name, self.summaries[cmd_name], self.directory.spec(self.listed, cmd_name))

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named; without one, show the help page."""
        if not ctx._protected_args:
            print(self.get_help(ctx))
            return 0
        return super().invoke(ctx)

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        from reformcli.shell.help import index

        terms = [(name, _(summary)) for name, summary in self.listed.group]
        return index(f"reform {self.name} COMMAND …", _(self.listed.summary), [(_("Commands"), terms)])


class _Help(TyperCommand):
    """`reform help`: what `--help` says of a command, and what no command says."""

    def __init__(self, root: Root) -> None:
        from reformcli.shell.options import GENERAL, typer_option

        words = TyperArgument(param_decls=["words"], nargs=-1, metavar="[COMMAND|TOPIC]", help=_HELP)
        super().__init__("help", params=[words, *map(typer_option, GENERAL)], rich_markup_mode=None)
        self.root = root

    def invoke(self, ctx: Any) -> int:
        """Print the page asked for."""
        print(self.root.explained(ctx.find_root(), ctx.params["words"] or ()))
        return 0

    def get_help(self, ctx: Any) -> str:
        """The page of `reform help help`, which is that of reform itself."""
        return self.root.get_help(ctx.find_root())


def _unknown(what: str, word: str, group: Any, ctx: Any) -> UsageError:
    """The error about a word that is no command of a group, with what is close to it."""
    from reformcli.shell.other_words import COMMANDS, meant

    names = group.list_commands(ctx) if isinstance(group, _Lazy) else []
    near = meant(word, [*names, *(TOPICS if isinstance(group, Root) else ())], COMMANDS)
    if isinstance(group, Root) and word in group.directory.replaced:
        hint = _(group.directory.replaced[word])
    elif near:
        hint = _("Did you mean {names}?", names=joined(near))
    else:
        hint = _("See `{path} --help`.", path=ctx.command_path)
    return UsageError(what, hint=hint)


def command_first(arguments: Sequence[str], root: Root) -> list[str]:
    """The arguments with options that stand before the command moved behind it: `--db x overdue` is `overdue --db x`.

    An option that only the command knows has the word behind it as its value unless that word is a command. Where
    there is no command yet, the options that commands share have nothing to say, and are unread out.
    """
    unread, leading, path = list(arguments), list[tuple[str, ...]](), list[str]()
    names: Iterable[str] = root.list_commands(None)
    while unread and names:
        word = unread.pop(0)
        if not word.startswith("-") or word in ("-", "--"):
            path.append(word)
            listed = root.directory.command(word) if len(path) == 1 else None
            names = [name for name, _summary in listed.group] if listed else ()
        elif unread and "=" not in word and _has_value(word, unread[0], names):
            leading.append((word, unread.pop(0)))
        else:
            leading.append((word,))
    if names:
        leading = [words for words in leading if words[0] in _ALONE or words[0].partition("=")[0] not in _shared()]
    return [*path, *(word for words in leading for word in words), *unread]


def _has_value(flag: str, follower: str, names: Iterable[str]) -> bool:
    """Whether the word behind an option that stands before the command is its value."""
    if flag in _ALONE:
        return False
    return _shared().get(flag, not follower.startswith("-") and follower not in names)


def _shared() -> dict[str, bool]:
    """The flags of the options that commands share, and whether a value follows."""
    from reformcli.shell.options import FILTERS, GENERAL, OUTPUT, WRITING

    shared = (*GENERAL, *OUTPUT, *FILTERS, *WRITING)
    return {flag: option.value is not None for option in shared for flag in option.flags}
