"""Declared days: which days a ledger declares as worked, read from it only when somebody asks."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date


class DeclaredDays(Mapping[date, bool]):
    """Date -> is a working day, of the days that a ledger declares.

    `load` is called once, when the first day is asked for, so that words that count no working days cost nothing.
    """

    def __init__(self, load: Callable[[], Mapping[date, bool]]) -> None:
        self._load = load
        self._days: Mapping[date, bool] | None = None

    @property
    def asked(self) -> bool:
        """Whether any day was asked for yet."""
        return self._days is not None

    def _loaded(self) -> Mapping[date, bool]:
        if self._days is None:
            self._days = self._load()
        return self._days

    def get(self, day: date, default: bool | None = None) -> bool | None:  # type: ignore[override]
        """Whether `day` is worked; `default` where the ledger does not declare it."""
        return self._loaded().get(day, default)

    def __getitem__(self, day: date) -> bool:
        return self._loaded()[day]

    def __iter__(self) -> Iterator[date]:
        return iter(self._loaded())

    def __len__(self) -> int:
        return len(self._loaded())
