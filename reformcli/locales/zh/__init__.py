"""Simplified Chinese, one file per room of the program. A sentence said in several rooms stands in the lowest."""

from reformcli.locales.zh.board import SENTENCES as BOARD
from reformcli.locales.zh.charts import SENTENCES as CHARTS
from reformcli.locales.zh.commands import SENTENCES as COMMANDS
from reformcli.locales.zh.deadlines import SENTENCES as DEADLINES
from reformcli.locales.zh.docs import SENTENCES as DOCS
from reformcli.locales.zh.documents import SENTENCES as DOCUMENTS
from reformcli.locales.zh.importers import SENTENCES as IMPORTERS
from reformcli.locales.zh.model import SENTENCES as MODEL
from reformcli.locales.zh.output import SENTENCES as OUTPUT
from reformcli.locales.zh.papers import SENTENCES as PAPERS
from reformcli.locales.zh.reports import SENTENCES as REPORTS
from reformcli.locales.zh.rules import SENTENCES as RULES
from reformcli.locales.zh.scores import SENTENCES as SCORES
from reformcli.locales.zh.shell import SENTENCES as SHELL
from reformcli.locales.zh.store import SENTENCES as STORE
from reformcli.locales.zh.verbs import SENTENCES as VERBS

SENTENCES: dict[str, str] = {
    **MODEL,
    **DEADLINES,
    **VERBS,
    **RULES,
    **SCORES,
    **REPORTS,
    **CHARTS,
    **PAPERS,
    **STORE,
    **OUTPUT,
    **DOCUMENTS,
    **IMPORTERS,
    **BOARD,
    **COMMANDS,
    **SHELL,
    **DOCS,
}
