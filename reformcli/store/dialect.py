"""The words of SQL in which databases differ; every statement of `queries` is put together from these."""

from typing import Protocol


class Dialect(Protocol):
    """How one database says what no standard word says. Columns and values are given as SQL, `name` as a parameter's
    name."""

    def parameter(self, name: str) -> str:
        """The place of a value."""

    def same(self, value: str, other: str) -> str:
        """Whether two values are equal, where no value equals no value."""

    def among(self, column: str, name: str) -> str:
        """Whether a column's number is one of those of a parameter, which is a JSON array."""

    def holds(self, column: str, name: str) -> str:
        """Whether a column that is a JSON array has the value of a parameter as one of its items."""

    def items(self, table: str, alias: str, column: str) -> str:
        """A table joined with the items of one of its columns, a JSON array, as `item.value`."""

    def contains(self, column: str, name: str) -> str:
        """Whether a column's text has that of a parameter in it, whatever the case of letters of any alphabet."""

    def order(self, column: str, *, nulls_first: bool) -> str:
        """An order by a column that says where no value stands."""


class SQLite:
    """SQLite from 3.35 on, with a function `folded` that the connection brings."""

    def parameter(self, name: str) -> str:
        """The place of a value."""
        return f":{name}"

    def same(self, value: str, other: str) -> str:
        """Whether two values are equal, where no value equals no value."""
        return f"{value} IS {other}"

    def among(self, column: str, name: str) -> str:
        """Whether a column's number is one of those of a parameter."""
        return f"{column} IN (SELECT value FROM json_each(:{name}))"

    def holds(self, column: str, name: str) -> str:
        """Whether a column that is a JSON array has the value of a parameter as one of its items."""
        return f"EXISTS (SELECT 1 FROM json_each({column}) item WHERE item.value = :{name})"

    def items(self, table: str, alias: str, column: str) -> str:
        """A table joined with the items of one of its columns."""
        return f"{table} {alias}, json_each({alias}.{column}) item"

    def contains(self, column: str, name: str) -> str:
        """Whether a column's text has that of a parameter in it."""
        return f"instr(folded({column}), folded(:{name})) > 0"

    def order(self, column: str, *, nulls_first: bool) -> str:
        """An order by a column that says where no value stands."""
        return f"{column} NULLS {'FIRST' if nulls_first else 'LAST'}"


SQLITE = SQLite()
