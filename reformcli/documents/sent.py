"""The list of forms sent, `sent.json` in the folder that they were written to.

It is the only memory of forms outside them: for each owner the last form, its file and the file's hash, whether it has
come back, and the values of each row that the owner was ever sent. The ledger knows nothing of forms, so a folder can
be thrown away, and a form that came back can be merged without the list.
"""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reformcli.errors import BadFile
from reformcli.i18n import _
from reformcli.model.form import Values

NAME = "sent.json"

_FORMAT = 1


class Sent(NamedTuple):
    """The last form that an owner was sent.

    `returned` is the day on which it was collected, or None; `taken` the hash of the file that was then taken in whole,
    which need not be read again.
    """

    owner: str
    owner_uid: str
    key: str
    file: str
    sha256: str
    day: str
    sequence: int
    digest: str
    rows: Mapping[str, Values]
    returned: str | None = None
    taken: str | None = None


def read(text: str, place: str) -> dict[str, Sent]:
    """The list by owners' uids. Raises BadFile where the text is no such list."""
    try:
        found = json.loads(text)
        version, sent = found["format"], [Sent(**one) for one in found["sent"]]
    except (ValueError, KeyError, TypeError):
        version, sent = None, []
    if version != _FORMAT:
        raise BadFile(_("This is no list of forms sent."), where=place)
    return {one.owner_uid: one for one in sent}


def written(sent: Iterable[Sent]) -> str:
    """The list as text."""
    rows = [one._asdict() for one in sorted(sent, key=lambda one: one.owner)]
    return json.dumps({"format": _FORMAT, "sent": rows}, ensure_ascii=False, indent=1) + "\n"
