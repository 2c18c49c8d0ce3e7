"""Folders: those that ship with the program (reference data and seeds), and those that it makes."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `name` (`data` or `seeds`): inside the package when installed, beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def make_folder(path: Path) -> None:
    """Make a folder and those above it that are missing, each readable by its owner alone (0700)."""
    for one in (*reversed(path.absolute().parents), path):
        if not one.exists():
            one.mkdir(mode=0o700, exist_ok=True)  # another process may be making it too
