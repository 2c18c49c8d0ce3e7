"""What a report is made of: its question, its options, its declaration."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from reformcli.model.fields import Thing, V, value_in
from reformcli.model.scope import Scope
from reformcli.table import Column, Table

if TYPE_CHECKING:
    from reformcli.model.field_kinds import FieldKind
    from reformcli.model.ledger import Ledger


class Option(NamedTuple):
    """An option of one report, besides the filters that all have. `choices` for a CHOICE: code to label.

    What may be given `several` times is a tuple.
    """

    key: str
    kind: "FieldKind"
    help: str
    choices: Mapping[str, str] | None = None
    several: bool = False


class Question(NamedTuple):
    """What is asked: the scope, how many days ahead is soon, and the report's own options.

    `plan` is the plan year for what is shown of one year only, whatever the scope; None is every year.
    """

    scope: Scope
    due_days: int
    options: Mapping[str, object]
    plan: int | None = None

    def option(self, key: str, kind: type[V]) -> V | None:
        """The value of an option of the class `kind`; None where it is not given."""
        return value_in(self.options, key, kind)

    def has(self, key: str) -> bool:
        """Whether an option that is a flag is given."""
        return bool(self.options.get(key))

    @property
    def about(self) -> Thing:
        """What a paper is about: the thing that its option `about` holds."""
        thing = self.option("about", Thing)
        assert thing is not None, "a paper of something has it as its option"
        return thing


class Report(NamedTuple):
    """A report: what makes its table, its columns, options and examples.

    `this_plan` is whether it is about one plan year unless another is named; `alarms` whether having any row is
    something that a script wants to know (`--exit-code`). `arguments` are typed without a flag, in this order, and may
    be left out; `settings` are keys of settings that it looks at. A question has both among its options.
    `lists_nouns` is whether `--kind` may name a noun that is no tracked work, whose list is shown then. `rows_by` are
    the columns that tell its rows apart from one time to the next, for a report of which only what is new can be asked.
    `filters` are the names of the filters that mean something to it; None is all.
    """

    make: Callable[["Ledger", Question], Table]
    columns: tuple[Column, ...]
    examples: tuple[tuple[str, str], ...]
    options: tuple[Option, ...] = ()
    this_plan: bool = False
    alarms: bool = False
    arguments: tuple[Option, ...] = ()
    settings: tuple[str, ...] = ()
    lists_nouns: bool = False
    rows_by: tuple[str, ...] = ()
    filters: tuple[str, ...] | None = None
