"""Papers as a word processor lays them out: every value in order, headings of tables repeated, pages numbered.

Skipped where LibreOffice or the tools of poppler are missing.
"""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from reformcli import i18n
from reformcli.cli import main
from reformcli.document import Break, Document
from reformcli.output import Options, write
from reformcli.output.cells import heading, shown
from reformcli.reports.papers import PAPERS
from reformcli.table import Table

SUITE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(
    SUITE is None or not shutil.which("pdftotext"), reason="LibreOffice or poppler-utils is not installed"
)
SEED = Path(__file__).resolve().parents[1] / "seeds" / "hongan-2020"
TYPED = {
    "agenda": ["M5"],
    "minutes": ["M3"],
    "order": ["O6"],
    "reminder": ["农业农村小组联络员"],
    "brief": ["18"],
    "statement": ["县医保局"],
    "roll-call": ["--group", "城乡建设改革专项小组"],
    "bulletin": ["--since", "2020-10-10", "--number", "17"],
    "monthly": ["2020-10"],
    "casebook": [],
    "chronicle": [],
}
UNIT = "brief of a unit"
"""A second brief, about the unit that has to do with the most projects."""

CASES = [(name, language) for name in (*PAPERS, UNIT) for language in i18n.LANGUAGES]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Each paper as its Document and as the text of its printed pages; one run of the word processor for all."""
    folder = tmp_path_factory.mktemp("printed")
    documents: dict[tuple[str, str], Document] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORM_DB", f"{folder}/ledger.db")
        patch.setenv("REFORM_TODAY", "2020-11-22")
        patch.setenv("REFORM_OFFICE_NAME", "县委改革办")
        assert main(["init", "-q"]) == 0 and main(["import", str(SEED), "--new-owner", "-q"]) == 0
        for name, language in CASES:
            with pytest.MonkeyPatch.context() as seen:
                made: list[Document] = []
                seen.setattr("reformcli.shell.run.Context.show", lambda self, answer, made=made: made.append(answer))
                typed = ["brief", "县农业农村局"] if name == UNIT else [name, *TYPED[name]]
                assert main(["paper", *typed, "--lang", language]) == 0
            documents[name, language] = made[0]
            i18n.use(language)
            with (folder / f"{name}.{language}.docx").open("wb") as file:
                write(made[0], file, "docx", Options(day=date(2020, 11, 22)))
    i18n.use(i18n.DEFAULT)
    files = [f"{name}.{language}.docx" for name, language in CASES]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    done = subprocess.run(
        [SUITE, profile, "--headless", "--convert-to", "pdf", *files],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {case: (documents[case], pages(folder / f"{case[0]}.{case[1]}.pdf")) for case in CASES}


def pages(path):
    """The text of each page of a PDF, in reading order."""
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def squeezed(text):
    """Text without what laying out may change: spaces and line ends."""
    return re.sub(r"\s+", "", text)


def texts(block):
    """What a block says, piece by piece, in the order in which it is printed."""
    if isinstance(block, Break):
        return
    if isinstance(block, Table):
        yield from heading(block.columns)
        for row in block.rows:
            yield from (shown(cell, column) for cell, column in zip(row, block.columns, strict=True))
    else:
        lines = getattr(block, "items", None) or getattr(block, "lines", None) or (block.words,)
        yield from ("".join(span.text for span in words) for words in lines)


@pytest.mark.parametrize(("name", "language"), CASES)
def test_every_value_is_printed_in_order(printed, name, language):
    document, sheets = printed[name, language]
    i18n.use(language)
    foot = "—{}—" if language == "zh" else "{}"
    text = "".join(squeezed(page).removesuffix(foot.format(n)) for n, page in enumerate(sheets, 1))
    at = 0
    for piece in (squeezed(words) for block in document.blocks for words in texts(block)):
        assert piece in text[at:], piece
        at = text.index(piece, at) + len(piece)


@pytest.mark.parametrize(("name", "language"), CASES)
def test_pages_are_numbered(printed, name, language):
    _document, sheets = printed[name, language]
    for n, page in enumerate(sheets, 1):
        last = page.strip().splitlines()[-1].strip()
        assert last == (f"— {n} —" if language == "zh" else str(n))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_heading_of_a_long_table_stands_on_each_of_its_pages(printed, language):
    document, sheets = printed["bulletin", language]
    i18n.use(language)
    annex = next(block for block in reversed(document.blocks) if isinstance(block, Table))
    line = squeezed("".join(heading(annex.columns)))
    with_rows = [page for page in sheets if line in squeezed(page)]
    assert len(with_rows) >= 3 and sheets[-len(with_rows) :] == with_rows


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_an_order_with_its_receipt_is_one_page_and_an_annex_begins_one(printed, language):
    _document, sheets = printed["order", language]
    assert len(sheets) == 1
    _document, sheets = printed["bulletin", language]
    annex = "附表" if language == "zh" else "Annex"
    assert [squeezed(page).startswith(annex) for page in sheets].count(True) == 1


@pytest.mark.parametrize("about", ["brief", UNIT])
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_brief_is_one_page(printed, language, about):
    _document, sheets = printed[about, language]
    assert len(sheets) == 1
