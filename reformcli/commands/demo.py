"""`reform demo`: what reform does, on a ledger to play with."""

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from reformcli.errors import ReformError, UsageError
from reformcli.i18n import _, joined, language, mark
from reformcli.resources import folder, make_folder
from reformcli.shell.build import Spec
from reformcli.shell.run import Context


class Tour(NamedTuple):
    """A sample ledger: the day on which it is looked at, its plan year, and commands that show it.

    `answers` are what a unit fills in where a step is `FILL`: texts by the ref of the work and the cell of the form.
    """

    today: str
    plan: int
    steps: tuple[tuple[str, str], ...]
    answers: Mapping[str, Mapping[str, str]]


FILL = ""
"""The command of the step in which the forms in `forms` are filled in."""

_FORMS = "forms"


def _from_visit_to_look_back(*commands: str) -> Iterator[tuple[str, str]]:
    """Steps by which one finding goes from a visit to its look-back."""
    meanings = (
        mark("What it found is a matter; a rule gives it its time limit."),
        mark("The unit sends its measures."),
        mark("The unit reports that it is put right."),
        mark("The office has seen otherwise: it goes back."),
        mark("Put right, accepted and closed out."),
        mark("Ninety days later it is looked at once more."),
        mark("Its whole way."),
    )
    return zip(meanings, commands, strict=True)


TOURS = {
    "hongan-2020": Tour(
        "2020-11-22",
        2020,
        (
            (mark("How does the year stand?"), "status"),
            (mark("What is overdue, and who answers for it?"), "overdue"),
            (mark("Why does a project have its light?"), "why 36"),
            (mark("By what steps does it get done, and which were late?"), "chart works 36"),
            (
                mark("The whole year for the wall: wall.html, in the folder of this ledger."),
                "chart progress -o wall.html",
            ),
            (mark("Is anything missing of what was handed down?"), "coverage --check uncarried"),
            (mark("Four visits helped one bureau with one plan."), "visit list --owner 县教育局"),
            (
                mark("Record a visit of today, and what it found."),
                "visit add 县教育局 --purpose check --projects 17 --conclusion 方案已印发，交流轮岗名单待定",
            ),
            (mark("The next meeting begins with what became of the last one's decisions."), "paper agenda M5"),
            (mark("Which orders come next by the rules, and why?"), "ladder"),
            (
                mark("Issue one of them, which follows an order that was not answered."),
                "order add 42.2 --level red --follows O5 --code 红改督〔2020〕10号 --quiet",
            ),
            (
                mark("The slip with its receipt, to sign and send: order.docx, in the folder of this ledger."),
                "paper order O10 -o order.docx",
            ),
            (
                mark("The bulletin, to sign: bulletin.docx."),
                "paper bulletin --since 2020-10-10 --number 17 -o bulletin.docx",
            ),
            (
                mark("A unit gets its open work as a workbook."),
                f"forms send --owner 县教育局 --report-by 2020-11-27 -o {_FORMS}",
            ),
            (mark("The unit fills it in, and sends it back."), FILL),
            (mark("What came back is recorded as the unit reports it."), f"forms collect {_FORMS} --quiet"),
            (mark("What units say, in one table."), "digest --owner 县教育局 --since 2020-11-01"),
            *_from_visit_to_look_back(
                "add 交流轮岗名单未公示 --from V31",
                "stage F18 measures --evidence 公示方案 --today 2020-11-27",
                "done F18 --reported --evidence 公示照片 --today 2020-12-10",
                "stage F18 acceptance --return --evidence 缺两所乡镇学校 --today 2020-12-14",
                "done F18 --all --evidence 现场核对名单 --today 2020-12-20",
                "stage F18 look-back --today 2021-03-20",
                "show F18 --today 2021-03-20",
            ),
            (mark("What is in the ledger comes out for other programs, and in again."), "export extensions --csv"),
            (mark("How do the units stand at the end of the year?"), "score rank"),
            (mark("Every point has a receipt."), "score show 县医保局"),
            (
                mark("A unit contests a line: a matter for the office, with its time limit."),
                "score appeal 县医保局 late@18.2 --reason 上级换系统停办6天 --quiet",
            ),
            (
                mark("The unit's statement of the year, to complete and sign: statement.docx."),
                "paper statement 县医保局 --plan 2020 -o statement.docx",
            ),
        ),
        {
            "17": {
                "progress": "交流轮岗名单已公示，涉及教师 126 人",
                "problems": "两所乡镇学校编制不足",
                "percent": "80%",
            },
            "17.5": {"next": "12月上旬组织验收"},
        },
    ),
    "delivery-unit": Tour(
        "2026-06-30",
        2026,
        (
            (mark("How does the year stand?"), "status"),
            (mark("What is overdue, and who answers for it?"), "overdue"),
            (mark("Why does a project have its light?"), "why 3"),
            (mark("By what steps does it get done, and which were late?"), "chart works 2"),
            (
                mark("The whole year for the wall: wall.html, in the folder of this ledger."),
                "chart progress -o wall.html",
            ),
            (mark("Is anything missing of what was handed down?"), "coverage --check uncarried"),
            (mark("Visits to check and to help."), "visit list"),
            (mark("The next meeting begins with what became of the last one's decisions."), "paper agenda M3"),
            (mark("Which orders come next by the rules, and why?"), "ladder"),
            (
                mark("Issue one of them, which follows an order that was not answered."),
                "order add 2.2 --level red --follows O2 --code DU-O5/2026 --quiet",
            ),
            (
                mark("The slip with its receipt, to sign and send: order.docx, in the folder of this ledger."),
                "paper order O5 -o order.docx",
            ),
            (
                mark("The bulletin, to sign: bulletin.docx."),
                "paper bulletin --since 2026-04-01 --number 2 -o bulletin.docx",
            ),
            (
                mark("A unit gets its open work as a workbook."),
                f'forms send --owner "Department of Transport" --report-by 2026-07-03 -o {_FORMS}',
            ),
            (mark("The unit fills it in, and sends it back."), FILL),
            (mark("What came back is recorded as the unit reports it."), f"forms collect {_FORMS} --quiet"),
            (mark("What units say, in one table."), 'digest --owner "Department of Transport" --since 2026-06-01'),
            (
                mark("Record a visit of today, and what it found."),
                'visit add "Department of Transport" --purpose check --projects 5 --conclusion "gates at 31 stations"',
            ),
            *_from_visit_to_look_back(
                'add "Gates on the coast line fail in the rain" --from V6',
                'stage F8 measures --evidence "covers ordered" --today 2026-07-08',
                'done F8 --reported --evidence "covers fitted" --today 2026-07-24',
                'stage F8 acceptance --return --evidence "two stations left out" --today 2026-07-28',
                'done F8 --all --evidence "seen in the rain" --today 2026-08-14',
                "stage F8 look-back --today 2026-11-16",
                "show F8 --today 2026-11-16",
            ),
            (mark("What is in the ledger comes out for other programs, and in again."), "export extensions --csv"),
            (mark("How do the units stand at the end of the year?"), "score rank"),
            (mark("Every point has a receipt."), 'score show "Department of Transport"'),
            (
                mark("A unit contests a line: a matter for the office, with its time limit."),
                'score appeal "Department of Transport" late@5.2 --reason "the Treasury changed the supplier" --quiet',
            ),
            (
                mark("The unit's statement of the year, to complete and sign: statement.docx."),
                'paper statement "Department of Transport" --plan 2026 -o statement.docx',
            ),
        ),
        {
            "5": {"progress": "Gates are in at 31 of 40 stations", "problems": "The coast line waits for power"},
            "5.3": {"next": "Tests on two lines in August"},
        },
    ),
}
"""The sample ledgers in `seeds/`."""


def run(
    context: Context,
    seed: Annotated[
        str | None,
        typer.Option(
            "--seed",
            metavar="NAME",
            help=mark("Which sample: hongan-2020 (Chinese) or delivery-unit (English); the one in your language."),
            autocompletion=lambda incomplete: [name for name in TOURS if name.startswith(incomplete)],
        ),
    ] = None,
    into: Annotated[
        str | None,
        typer.Option(
            "--into",
            metavar="FOLDER",
            help=mark("Where to put the ledger; a new folder among temporary files unless given."),
        ),
    ] = None,
) -> None:
    """Load a sample into a ledger of its own and walk through it; your own ledger is not touched."""
    seed = seed or ("hongan-2020" if language() == "zh" else "delivery-unit")
    tour = TOURS.get(seed)
    if tour is None:
        raise UsageError(
            _("There is no sample {name}.", name=seed), hint=_("It is one of: {names}.", names=joined(TOURS))
        )
    place = _place(into)
    environ = {
        **os.environ,
        "REFORM_DB": str(place / "ledger.db"),
        "REFORM_TODAY": tour.today,
        "REFORM_PLAN": str(tour.plan),
        "REFORM_LANG": language(),
        "REFORM_SETTINGS": str(place / "settings.toml"),
    }
    (place / "settings.toml").touch(mode=0o600)
    _reform(["init", "--quiet"], place, environ, show=False)
    _reform(["import", str(folder("seeds") / seed), "--new-owner", "--quiet"], place, environ, show=False)
    for meaning, command in tour.steps:
        if command == FILL:
            context.answer(f"\n{_(meaning)}")
            _fill(place / _FORMS, tour.answers)
            continue
        context.answer(f"\n{_(meaning)}\n$ reform {command}\n")
        sys.stdout.flush()
        _reform(shlex.split(command), place, environ, show=True)
    context.answer("\n" + _("This ledger is yours to play with:"))
    for name in ("REFORM_DB", "REFORM_TODAY", "REFORM_PLAN"):
        context.answer(f"  export {name}={shlex.quote(environ[name])}")
    context.answer(_("Begin your own with `reform init`; `unset REFORM_DB REFORM_TODAY REFORM_PLAN` leaves this one."))


def _fill(forms: Path, answers: Mapping[str, Mapping[str, str]]) -> None:
    """Fill in the forms in a folder, as the unit would."""
    from reformcli.documents.filling import filled

    for path in sorted(forms.glob("*.xlsx")):
        path.write_bytes(filled(path.read_bytes(), answers))


def _place(into: str | None) -> Path:
    if into is None:
        return Path(tempfile.mkdtemp(prefix="reform-demo-"))
    place = Path(into).absolute()
    make_folder(place)
    if (place / "ledger.db").exists():
        raise ReformError(
            _("There is a ledger here already."), where=str(place), hint=_("Name another folder with --into.")
        )
    return place


def _reform(arguments: list[str], place: Path, environ: dict[str, str], *, show: bool) -> None:
    """Run the program itself in `place`, as a person would."""
    done = subprocess.run(  # noqa: S603 - this very program, with arguments from the list above
        [sys.executable, "-m", "reformcli", *arguments],
        cwd=place,
        env=environ,
        check=False,
        stdout=None if show else subprocess.DEVNULL,
    )
    if done.returncode:
        raise ReformError(_("The step `reform {command}` failed.", command=" ".join(arguments)))


SPEC = Spec(
    run,
    (
        ("reform demo", mark("An office's year.")),
        ("reform demo --into play", mark("Kept in the folder play.")),
    ),
    (),
)
