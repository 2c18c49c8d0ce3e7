"""Fixed words that an option or argument takes: checked, listed in help, completed, understood in every language."""

from collections.abc import Mapping
from typing import Any

from typer._click.types import ParamType  # Typer brings Click along and offers no name of its own for this

from reformcli.errors import BadValue
from reformcli.i18n import _, in_every_language, joined, typed_words

_SAME = {"owner": "unit", "unit": "owner"}
"""Codes that mean the same where rows are grouped by who answers, of which an option has one."""


class Words(ParamType):
    """A type of parameter that holds a code out of `labels`, which maps what is stored to what people call it.

    Codes and the labels of every language are taken, in small or capital letters; a blank stays one, because it clears
    a field. Where `several` are meant, they stand between commas.
    """

    name = "word"

    def __init__(self, labels: Mapping[str, str], *, several: bool = False) -> None:
        self.labels = labels
        self.several = several

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """The code that `value` means, or the codes between commas. Raises BadValue for any other word."""
        text = str(value)
        if (whole := self.code(text)) is not None:
            return whole
        parts = text.replace("，", ",").replace("、", ",").split(",") if self.several else [text]
        codes = []
        for part in parts:
            if not (code := self.code(part)):
                raise BadValue(
                    _("{name} cannot be {text!r}.", name=named(param), text=part),
                    hint=_("It is one of: {allowed}.", allowed=self.listed()),
                )
            codes.append(code)
        return ",".join(codes)

    def code(self, text: str) -> str | None:
        """The code that a text means, a blank for a blank; None for any other word."""
        word = text.strip().lower()
        if not word or word in self.labels:
            return word
        for code, label in self.labels.items():
            if word == code.lower() or word in (name.lower() for name in in_every_language(label)):
                return code
        return other if (other := _SAME.get(word)) in self.labels else None

    def shown(self) -> list[str]:
        """The words as the reader types them."""
        return typed_words(self.labels)

    def listed(self) -> str:
        """The words for a sentence."""
        return joined(self.shown())

    def beginning(self, incomplete: str) -> list[tuple[str, str]]:
        """The words that begin as typed, each with what it means; codes too where a letter of one was typed."""
        labels = [_(label) for label in self.labels.values()]
        pairs = list(zip(self.shown(), labels, strict=True))
        pairs += [(code, _(label)) for code, label in self.labels.items() if incomplete and code not in self.shown()]
        kept = incomplete.rpartition(",")[0] + "," if self.several and "," in incomplete else ""
        last = incomplete.removeprefix(kept).lower()
        return [(kept + word, meaning) for word, meaning in pairs if word.lower().startswith(last)]


def named(parameter: Any) -> str:
    """What the reader calls a parameter: the flag of an option, the placeholder of an argument."""
    if parameter.param_type_name == "argument":
        return _(str(parameter.metavar or parameter.name).strip("[]."))
    return str(parameter.opts[0])


def noun_words() -> Words:
    """The nouns as an argument takes them, by plural or label."""
    from reformcli.columns import NounWords
    from reformcli.model.noun import noun
    from reformcli.model.nouns import listed_nouns

    keys = {listed.plural: listed.key for listed in listed_nouns()}
    return Words(NounWords(lambda plural: noun(keys[plural]).label, lambda: keys))
