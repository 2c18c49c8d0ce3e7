"""Papers of a run: the fields that its filters and settings give, and the Document that its template makes of them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reformcli.i18n import language
from reformcli.reports.papers import paper
from reformcli.reports.question import Question
from reformcli.shell import filters
from reformcli.shell.run import Context

if TYPE_CHECKING:
    from reformcli.document import Document, Fields


def fields_of(context: Context, name: str, options: Mapping[str, object] = {}) -> "Fields":
    """The fields of the paper `name`, with the settings that it looks at besides its `options`."""
    return paper(name).make(context.ledger, question_of(context, name, options))


def question_of(context: Context, name: str, options: Mapping[str, object] = {}) -> Question:
    """What the paper `name` is asked."""
    settings = {key: context.settings[key] for key in paper(name).settings}
    return filters.question(context, {**options, **settings})


def composed(context: Context, name: str, fields: "Fields") -> "Document":
    """The paper that the office's template, or the shipped one, makes of fields."""
    from reformcli.documents.compose import compose
    from reformcli.documents.templates import source

    declared = paper(name)
    template = source(name, language(), context.settings["papers.folder"])
    return compose(template, fields, name=name, day=context.today, dense=declared.dense, wide=declared.wide)
