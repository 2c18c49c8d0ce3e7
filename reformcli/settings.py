"""Settings, each declared once: flags win over the environment, that over the settings file, that over the default."""

import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from reformcli.errors import BadSetting, reason
from reformcli.i18n import LANGUAGES, _, mark


class Setting(NamedTuple):
    """One setting: its key in the file, how its text is read, its default, and what it means.

    `read` turns text into the value and raises ValueError with what is allowed.
    """

    key: str
    read: Callable[[str], Any]
    default: Any
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it: `due.days` is `REFORM_DUE_DAYS`."""
        return "REFORM_" + self.key.upper().replace(".", "_")


class Value(NamedTuple):
    """A setting's value in force and where it comes from: `flag`, a variable's name, the file's path or `default`."""

    value: Any
    origin: str


def _text(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise ValueError(_("words without control characters"))
    return text


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.strip().isdecimal() or not low <= int(text) <= high:
            raise ValueError(_("a whole number from {low} to {high}", low=low, high=high))
        return int(text)

    return read


def _yes_or_no(text: str) -> bool:
    word = text.strip().lower()
    if word in ("yes", "true", "on", "1", "是"):
        return True
    if word in ("no", "false", "off", "0", "否"):
        return False
    raise ValueError(_("yes or no"))


def _word(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if (word := text.strip().lower()) not in words:
            raise ValueError(_("one of {words}", words=", ".join(words)))
        return word

    return read


PACKED = ("bulletin", "reminders", "overdue", "wall", "ladder", "reporting", "roll-call", "closing", "monthly")
"""What a pack of papers can hold."""


def _several(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        typed = text.lower().replace(",", " ").split()
        if not typed or not set(typed) <= set(words):
            raise ValueError(_("some of {words}", words=", ".join(words)))
        return ", ".join(dict.fromkeys(typed))

    return read


def _language(text: str) -> str:
    tag = text.strip().lower().replace("-", "_").partition("_")[0].partition(".")[0]
    if tag not in LANGUAGES:
        raise ValueError(_("one of {words}", words=", ".join(LANGUAGES)))
    return tag


_LEFT = (
    *(f"lights.{key}" for key in ("near", "behind", "far_behind", "silence", "recovered", "schedule")),
    *(f"dates.{key}" for key in ("day_first", "fiscal_start", "country")),
)

MOVED: Mapping[str, str] = {
    **dict(zip(_LEFT, _LEFT, strict=True)),
    "load.work": "caps.work",
    "load.visits": "visits.cap",
    "load.papers": "caps.papers",
}
"""Settings of before that are rules of the ledger, and the key that they have there."""


SETTINGS: tuple[Setting, ...] = (
    Setting("db", _text, None, mark("The ledger's file.")),
    Setting("lang", _language, None, mark("The language: en or zh.")),
    Setting("actor", _text, None, mark("Who is recorded as having made a change; else the name you logged in with.")),
    Setting("today", _text, None, mark("The day that counts as today, for reports of another day.")),
    Setting("plan", _whole(1900, 2999), None, mark("The plan year meant where none is given; else the year of today.")),
    Setting("due.days", _whole(0, 3660), 14, mark("How many days ahead count as due soon.")),
    Setting("coverage.projects", _whole(0, 1000), 1, mark("The fewest projects of a year that a leader should lead.")),
    Setting(
        "office.name",
        _text,
        None,
        mark("The office's own name: that of the owner that passes the office's stages, by which papers are signed."),
    ),
    Setting("office.commission", _text, None, mark("The commission's full name, as papers have it.")),
    Setting("forms.person", _text, None, mark("To whom forms are to be sent back; the office unless set.")),
    Setting("forms.telephone", _text, None, mark("Telephone on forms, where the ledger has none of that person.")),
    Setting(
        "calendar.as",
        _word("event", "todo"),
        "event",
        mark("What a due date is in a calendar file: an event of the whole day (event) or a task (todo)."),
    ),
    Setting(
        "calendar.alarm",
        _whole(0, 365),
        None,
        mark("Days before the due date on which a calendar gives an alarm, at nine in the morning; none unless set."),
    ),
    Setting("papers.folder", _text, None, mark("The folder with the office's own templates of papers, NAME.LANG.md.")),
    Setting(
        "papers.letterhead",
        _text,
        None,
        mark("A Word file whose styles, margins, headers and footers papers take as .docx."),
    ),
    Setting(
        "pack.week",
        _several(*PACKED),
        ", ".join(PACKED[:4]),
        mark("What `reform pack week` writes, separated by commas."),
    ),
    Setting(
        "pack.month",
        _several(*PACKED),
        ", ".join(PACKED),
        mark("What `reform pack month` writes, separated by commas."),
    ),
    Setting(
        "owners.new", _yes_or_no, False, mark("Take a name that is close to a known owner as a new owner, unasked.")
    ),
    Setting("wait", _whole(0, 3600), 30, mark("Seconds to wait while another program keeps the ledger locked.")),
    Setting(
        "network_mounts", _yes_or_no, False, mark("Allow the ledger on a network folder, where locks may not hold.")
    ),
)

_BY_KEY = {setting.key: setting for setting in SETTINGS}


def file_path(environ: Mapping[str, str]) -> str:
    """The settings file: `REFORM_SETTINGS`, else `reform/settings.toml` in the user's configuration folder."""
    return environ.get("REFORM_SETTINGS") or os.path.join(
        _user_folder(environ, "XDG_CONFIG_HOME", "~/.config", "user_config_dir"), "settings.toml"
    )


def default_ledger(environ: Mapping[str, str]) -> str:
    """Where the ledger is when nothing says otherwise: `reform/ledger.db` in the user's data folder."""
    return os.path.join(_user_folder(environ, "XDG_DATA_HOME", "~/.local/share", "user_data_dir"), "ledger.db")


def state_folder(environ: Mapping[str, str]) -> str:
    """Where the program remembers what it told: `reform` in the user's folder for state."""
    return _user_folder(environ, "XDG_STATE_HOME", "~/.local/state", "user_state_dir")


def _user_folder(environ: Mapping[str, str], variable: str, usual: str, elsewhere: str) -> str:
    # Linux spares the import of platformdirs, which knows the other systems' customs.
    if sys.platform == "linux":
        return os.path.join(environ.get(variable) or os.path.expanduser(usual), "reform")
    import platformdirs

    folder: str = getattr(platformdirs, elsewhere)("reform", appauthor=False)
    return folder


class Settings:
    """The settings in force.

    `flags` are values given on the command line, as text; `environ` the environment. The file is read once, when the
    first setting is asked for that neither names.
    """

    def __init__(self, environ: Mapping[str, str], flags: Mapping[str, str] | None = None) -> None:
        self._environ = environ
        self._flags = flags or {}
        self._file: Mapping[str, str] | None = None
        self.path = file_path(environ)

    def __getitem__(self, key: str) -> Any:
        return self.explain(key).value

    def with_flag(self, key: str, text: str) -> "Settings":
        """These settings, with `key` as if it had been given on the command line, unless it was."""
        return Settings(self._environ, {key: text, **self._flags})

    def must_not_be_moved(self) -> None:
        """Raise BadSetting where a variable sets what is a rule of the ledger."""
        for key in MOVED:
            variable = "REFORM_" + key.upper().replace(".", "_")
            if self._environ.get(variable):
                raise _moved(key, variable)

    def explain(self, key: str) -> Value:
        """The value of `key` and its origin. Raises BadSetting where the text given cannot be read."""
        setting = _BY_KEY[key]
        if key in self._flags:
            return Value(self._read(setting, self._flags[key], "--" + key), "flag")
        if text := self._environ.get(setting.variable):
            return Value(self._read(setting, text, setting.variable), setting.variable)
        if key in self.from_file():
            return Value(self._read(setting, self.from_file()[key], self.path), self.path)
        return Value(setting.default, "default")

    def from_file(self) -> Mapping[str, str]:
        """What the settings file says, dotted keys to text. Raises BadSetting for a file that is not right."""
        if self._file is None:
            self._file = _load(self.path, required=bool(self._environ.get("REFORM_SETTINGS")))
        return self._file

    @staticmethod
    def _read(setting: Setting, text: str, where: str) -> Any:
        try:
            return setting.read(text)
        except ValueError as allowed:
            what = _("{key} cannot be {text!r}: it takes {allowed}.", key=setting.key, text=text, allowed=allowed)
            raise BadSetting(what, where=where) from None


def _load(path: str, *, required: bool) -> dict[str, str]:
    try:
        with open(path, "rb") as file:
            content = file.read()
    except (FileNotFoundError, NotADirectoryError):
        if not required:
            return {}
        what = _("There is no such settings file.")
        raise BadSetting(what, where=path, hint=_("Make it, or unset REFORM_SETTINGS.")) from None
    except OSError as error:
        raise BadSetting(_("The settings file cannot be read: {why}.", why=reason(error)), where=path) from None
    import re
    import tomllib

    try:
        tree = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        what = (
            _("Line {n} of the settings file is not TOML.", n=line[1]) if line else _("The settings file is not TOML.")
        )
        raise BadSetting(what, where=path, hint=_("Write each as NAME = VALUE, texts in straight quotes.")) from None
    found = dict(_flatten(tree))
    for key in found:
        if key in MOVED:
            raise _moved(key, path)
        if key not in _BY_KEY:
            what = _("There is no setting {key}.", key=key)
            raise BadSetting(what, where=path, hint=_("See `reform settings` for those there are."))
    return found


def _moved(key: str, where: str) -> BadSetting:
    """What is wrong with a setting that is a rule of the ledger."""
    return BadSetting(
        _("{key} is no setting: the office decides it, in the ledger's rules, as {rule}.", key=key, rule=MOVED[key]),
        where=where,
        hint=_("See `reform rules show`; `reform rules load FILE --valid-from DATE` changes them."),
    )


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs = []
    for key, value in tree.items():
        if isinstance(value, dict):
            pairs += _flatten(value, f"{prefix}{key}.")
        else:
            pairs.append((prefix + key, _as_text(value)))
    return pairs


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
