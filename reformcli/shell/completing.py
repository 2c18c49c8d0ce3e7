"""Completion in four shells: what may stand where the cursor is, told to the shell, and the script that asks for it."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from reformcli.errors import BadFile, UsageError, reason
from reformcli.i18n import _, joined
from reformcli.shell.groups import COMPLETE, INSTALL, TOPICS, Group, Root, command_first
from reformcli.shell.words import Words

_BASH = f"""\
# Completion of reform in bash.
_reform_completion() {{
    local IFS=$'\\n'
    COMPREPLY=( $( {COMPLETE}=bash command reform -- "${{COMP_LINE:0:$COMP_POINT}}" 2>/dev/null ) )
}}
complete -o default -F _reform_completion reform
"""

_ZSH = f"""\
#compdef reform
# Completion of reform in zsh, sourced or found through fpath.
compdef _reform reform
_reform() {{
    local -a candidates
    candidates=( ${{(f)"$( {COMPLETE}=zsh command reform -- "${{(j: :)words[1,CURRENT]}}" 2>/dev/null )"}} )
    if (( $#candidates )); then
        _describe -V reform candidates
    else
        _files
    fi
}}
if [ "$funcstack[1]" = "_reform" ]; then
    _reform
fi
"""

_FISH = f"""\
# Completion of reform in fish.
function __reform_completion
    {COMPLETE}=fish command reform -- (commandline --cut-at-cursor | string collect) 2>/dev/null
end
complete --command reform --condition 'count (__reform_completion) >/dev/null' --no-files \\
    --arguments '(__reform_completion)'
"""

_POWERSHELL = f"""\
# Completion of reform in PowerShell.
Register-ArgumentCompleter -Native -CommandName reform -ScriptBlock {{
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.ToString()
    if ($cursorPosition -gt $line.Length) {{ $line += ' ' }} else {{ $line = $line.Substring(0, $cursorPosition) }}
    $env:{COMPLETE} = 'powershell'
    reform -- $line 2>$null | ForEach-Object {{
        $word, $help = $_ -split "`t", 2
        if (-not $help) {{ $help = $word }}
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $help)
    }}
    Remove-Item Env:{COMPLETE}
}}
"""


class Shell(NamedTuple):
    """A shell: its script, the file in the home folder that holds it, and where and how that file is loaded.

    Without a `loader` the shell finds the file by itself.
    """

    script: str
    file: str
    loader: str = ""
    loading: str = ""


SHELLS: Mapping[str, Shell] = {
    "bash": Shell(_BASH, ".bash_completions/reform.sh", ".bashrc", "source ~/.bash_completions/reform.sh"),
    "zsh": Shell(_ZSH, ".zfunc/_reform", ".zshrc", "fpath+=~/.zfunc; autoload -Uz compinit; compinit"),
    "fish": Shell(_FISH, ".config/fish/completions/reform.fish"),
    "powershell": Shell(
        _POWERSHELL,
        ".config/powershell/reform-completion.ps1",
        ".config/powershell/Microsoft.PowerShell_profile.ps1",
        ". ~/.config/powershell/reform-completion.ps1",
    ),
}
"""The shells that reform completes in."""


def set_up(arguments: Sequence[str], environ: Mapping[str, str], out: TextIO) -> int:
    """Put the completion of the shell that is named in place, or print it; the shell of `SHELL` where none is.

    Raises UsageError for a shell that is not known, and BadFile where the file cannot be written.
    """
    name = arguments[1] if len(arguments) > 1 else Path(environ.get("SHELL", "")).name
    shell = SHELLS.get(name.lower())
    if shell is None:
        raise UsageError(
            _("There is no completion for the shell {name!r}.", name=name),
            hint=_("It is one of: {allowed}.", allowed=joined(SHELLS)),
        )
    if arguments[0] != INSTALL:
        out.write(shell.script)
        return 0
    home = Path(environ.get("HOME") or Path.home())
    try:
        _write(home / shell.file, shell.script)
        if shell.loader:
            loader = home / shell.loader
            text = loader.read_text(encoding="utf-8") if loader.exists() else ""
            if shell.loading not in text:
                gap = "" if not text or text.endswith("\n") else "\n"
                _write(loader, f"{text}{gap}{shell.loading}\n")
    except OSError as error:
        raise BadFile(_("This file cannot be written: {why}.", why=reason(error)), where=str(error.filename)) from None
    out.write(_("Completion for {shell} is in {file}; it works in the next shell.", shell=name, file=home / shell.file))
    out.write("\n")
    return 0


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def complete(root: Root, argv: Sequence[str], environ: Mapping[str, str], out: TextIO) -> int:
    """Answer a shell that asks: the last of `argv` is its line up to the cursor."""
    shell, line = environ[COMPLETE], argv[-1] if argv else ""
    words, typed = split(line)
    incomplete = typed.text
    prefix = ""
    if incomplete.startswith("--") and "=" in incomplete:
        flag, _equals, incomplete = incomplete.partition("=")
        words.append(flag)
        # bash takes what stands behind = for a word of its own; the others replace the whole.
        prefix = "" if shell == "bash" else f"{flag}="
    for word, meaning in dict(candidates(root, words[1:], incomplete)).items():
        text = _one_line(prefix + word)
        about = _one_line(meaning)
        if shell == "bash":
            out.write(f"{_for_bash(text, typed)}\n")
        elif shell == "zsh":
            out.write(text.replace("\\", "\\\\").replace(":", "\\:") + (f":{about}" if about else "") + "\n")
        elif shell == "powershell":
            quoted = text if _is_plain(text) else "'" + text.replace("'", "''") + "'"
            out.write(f"{quoted}\t{about}\n")
        else:
            out.write(f"{text}\t{about}\n")
    return 0


class Typed(NamedTuple):
    """The word at the cursor: its text, and the quotation mark that it began with and that is still open."""

    text: str
    quote: str


def split(line: str) -> tuple[list[str], Typed]:
    """The whole words of a line, and the one at its end, which is empty after a space."""
    for quote in ("", '"', "'"):
        lexer = shlex.shlex(line + quote, posix=True, punctuation_chars="")
        lexer.whitespace_split, lexer.commenters = True, ""
        try:
            words = list(lexer)
        except ValueError:
            continue
        if quote or (line and not line[-1:].isspace()):
            return words[:-1], Typed(words[-1] if words else "", quote)
        return words, Typed("", "")
    return line.split(), Typed("", "")


def _for_bash(text: str, typed: Typed) -> str:
    """A word as it stands in a line of bash, from where bash replaces what was typed."""
    if typed.quote:
        return text
    begun = max(typed.text.rfind(":"), -1)
    if begun >= 0 and text.startswith(typed.text[: begun + 1]):
        text = text[begun + 1 :]
    return "".join(letter if _is_plain(letter) else f"\\{letter}" for letter in text)


def _is_plain(text: str) -> bool:
    """Whether a shell takes `text` as one word that means itself."""
    return all(letter.isalnum() or letter in "-_./,:=+@%" or ord(letter) > 0x7F for letter in text)


def _one_line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def candidates(root: Root, words: Sequence[str], incomplete: str) -> Iterator[tuple[str, str]]:
    """What may stand behind `words` and begins as typed, each with what it means."""
    context: Any
    with root.make_context("reform", [], resilient_parsing=True) as context:
        command: Any = root
        unread = command_first(words, root)
        while unread and isinstance(command, Root | Group):
            if (inner := command.get_command(context, unread[0])) is None:
                break
            name, unread = unread[0], unread[1:]
            context = inner.context_class(inner, info_name=name, parent=context, resilient_parsing=True)
            command = inner
        if isinstance(command, Root | Group):
            # Behind options that stand before it, or at once, comes a command's name.
            if words and not incomplete.startswith("-") and (shared := _waiting(words[-1])):
                yield from _values(shared, context, incomplete)
                return
            if any(not word.startswith("-") for word in unread):
                return
            for name, summary in command.summaries.items():
                if name.startswith(incomplete):
                    yield name, _(summary)
            if incomplete.startswith("-") and isinstance(command, Root):
                from reformcli.shell.options import GENERAL, OUTPUT

                for option in (*GENERAL, *OUTPUT):
                    yield from ((flag, _(option.help)) for flag in option.flags if flag.startswith(incomplete))
            return
        if command.name == "help":
            yield from _helped(root, unread, incomplete)
            return
        command.parse_args(context, list(unread))
        yield from _of_command(command, context, unread, incomplete)


def _helped(root: Root, words: Sequence[str], incomplete: str) -> Iterator[tuple[str, str]]:
    if not words:
        names = {**root.summaries, **dict.fromkeys(TOPICS, "")}
    else:
        listed = root.directory.command(words[0])
        names = dict(listed.group) if listed and len(words) == 1 else {}
    yield from ((name, _(summary) if summary else "") for name, summary in names.items() if name.startswith(incomplete))


def _waiting(flag: str) -> Any:
    """The shared option with that flag, where it needs a value."""
    from reformcli.shell.options import FILTERS, GENERAL, OUTPUT, typer_option

    shared = next((option for option in (*GENERAL, *OUTPUT, *FILTERS) if option.value and flag in option.flags), None)
    return typer_option(shared) if shared else None


def _of_command(command: Any, context: Any, words: Sequence[str], incomplete: str) -> Iterator[tuple[str, str]]:
    """Values of the option that waits for one, names of options, or values of the next argument."""
    options = [each for each in command.params if each.param_type_name == "option"]
    flag = words[-1] if words else ""
    if waiting := next((option for option in options if not option.is_flag and flag in option.opts), None):
        yield from _values(waiting, context, incomplete)
    elif incomplete.startswith("-"):
        for option in options:
            for name in (*option.opts, *option.secondary_opts):
                if name.startswith(incomplete) and (option.multiple or name not in words):
                    yield name, _(option.help or "")
    else:
        for argument in (each for each in command.params if each.param_type_name == "argument"):
            if argument.nargs == -1 or not context.params.get(argument.name):
                yield from _values(argument, context, incomplete)
                return


def _values(parameter: Any, context: Any, incomplete: str) -> Iterator[tuple[str, str]]:
    if isinstance(parameter.type, Words):
        yield from parameter.type.beginning(incomplete)
        return
    for item in parameter.shell_complete(context, incomplete):
        yield item.value, item.help or ""
