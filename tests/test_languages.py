"""No word of one language in the other's output: every help page, and the golden answers."""

import re
from pathlib import Path

import pytest

from reformcli import i18n
from reformcli.output import FORMATS
from tests.test_options import every_command

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"

CHINESE = re.compile(r"[\u3400-\u9fff]+")
LATIN = re.compile(r"[A-Za-z][A-Za-z'_-]+")

_TYPED = re.compile(
    r"`[^`]*`|\breform order add [\w.]+ --level \w+"
    r"|(?<!\w)--?[A-Za-z][\w-]*|REFORM_[A-Z_]+|\b[0-9a-f]{32,}\b|\b[a-z]+\.[a-z_]+\b|'[^']*'|\b[a-z]+[~<>=]"
    r"|[a-z-]+@[\w.,#-]+"
    r"|[\w.-]*\.(?:csv|xlsx|db|ics|html|json|svg|toml)|(?<![A-Za-z])[A-Z]{2}(?:-[A-Z]{2,3})?(?![A-Za-z])"
)
"""What is typed: commands in backquotes, flags, variables, settings, conditions, names of files; hashes; countries;
lines of scores."""

_NAMES = {
    *(name.upper() for name in FORMATS),
    *FORMATS,
    "Markdown",
    "Word",
    "iCalendar",
    "reform",
    "stdin",
    "stdout",
    "holidays",
    "en",
    "zh",
    "bash",
    "zsh",
    "fish",
    "powershell",
    "hongan-",
    "delivery-unit",
    "play",
}
"""What has the same name in both languages: formats, shells, samples."""


def strays(line: str, allowed: set[str]) -> list[str]:
    """Latin words of a Chinese line but for what is typed and names; refs such as V12 are none."""
    return [word for word in LATIN.findall(_TYPED.sub(" ", line)) if word not in allowed]


def commands() -> set[str]:
    """The words that commands are called by."""
    return {word for words in every_command() for word in words.split()} | {"help", "commands", "options"}


PAGES = ["", "help commands", "help options", "owner", "visit", "assignment", "forms", "workdays", "chart"]


@pytest.mark.parametrize("words", [*PAGES, *every_command()])
def test_chinese_help_is_chinese(run, words):
    allowed = _NAMES | commands()
    page = run(*words.split(), *([] if words.startswith("help") else ["--help"]), "--lang", "zh")
    assert page.status == 0
    for line in page.out.splitlines():
        if line.startswith(("用法", "  $ ")):
            line = re.sub(r"^用法： (reform[ a-z-]*)|^  \$ .*", "", line)
        assert strays(line, allowed) == [], line


@pytest.mark.parametrize("words", [*PAGES, *every_command()])
def test_english_help_is_english(run, words):
    page = run(*words.split(), *([] if words.startswith("help") else ["--help"]), "--lang", "en")
    assert page.status == 0
    assert CHINESE.findall(page.out) == []


def test_chinese_examples_have_no_english_words():
    """Besides commands, flags and their values that are the same in both."""
    i18n.use("zh")
    for words, command in every_command().items():
        for typed, _meaning in command.spec.examples:
            for value in re.findall(r"\"([^\"]*)\"", i18n._(typed)):
                assert not LATIN.search(value) or CHINESE.search(value), (words, value)


def test_examples_are_read(run):
    """Each example is a command line without a fault of usage, in both languages."""
    import shlex

    from reformcli.cli import command_first
    from reformcli.commands import DIRECTORY
    from reformcli.shell.groups import Root

    for lang in i18n.LANGUAGES:
        i18n.use(lang)
        for words, command in every_command().items():
            for typed, _meaning in command.spec.examples:
                line = i18n._(typed).partition(" | ")[0].partition("reform ")[2]
                arguments = command_first(shlex.split(line), Root(DIRECTORY))
                shown = every_command()
                name = " ".join(arguments[:2]) if " ".join(arguments[:2]) in shown else arguments[0]
                assert name in shown, (words, typed)
                context = shown[name].context_class(shown[name], info_name=name)
                shown[name].parse_args(context, arguments[len(name.split()) :])


def seed_words(name: str) -> set[str]:
    """The Latin words that a sample itself holds, also as they stand wrapped or cut."""
    text = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "seeds" / name).glob("*.csv"))
    return set(LATIN.findall(text))


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(GOLDEN.glob("*.zh.*")) if path.suffix != ".json"],
    ids=lambda path: path.name,
)
def test_chinese_answers_are_chinese(path):
    """The sample is English: every other Latin word is the program's; keys and codes of JSON have no language."""
    text = path.read_text(encoding="utf-8")
    if path.suffix in (".html", ".svg"):
        text = re.sub(r"<style>.*?</style>|<!--.*?-->|<[^>]*>|&\w+;", " ", text, flags=re.DOTALL)
    words = "".join(seed_words("delivery-unit"))
    assert [word for word in strays(text, {"reform"}) if word not in words] == []


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.en.*")), ids=lambda path: path.name)
def test_english_answers_are_english(path):
    assert CHINESE.findall(path.read_text(encoding="utf-8")) == []


ANSWERS = [
    "status --by unit",
    "overdue --by leader",
    "due --days 60",
    "completed",
    "slips",
    "coverage",
    "load",
    "compare",
    "calendar",
    "list --milestones",
    "chart progress",
    "chart works",
    "chart duty",
    "chart duty --matrix",
    "show 17",
    "why 17",
    "find 改革",
    "owner list",
    "owner show 县教育局",
    "visit list",
    "list --kind matter",
    "assignment list",
    "workdays show 2020",
    "check",
    "date 年底前 每季度最后一个工作日 长期 即日起",
    "undo --dry-run",
]


@pytest.fixture(scope="module")
def chinese_office(tmp_path_factory):
    """A ledger of the Chinese sample."""
    from reformcli.cli import main

    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORM_DB", str(folder / "ledger.db"))
        patch.setenv("REFORM_TODAY", "2020-11-22")
        assert main(["init", "-q"]) == 0
        assert main(["import", str(ROOT / "seeds" / "hongan-2020"), "--new-owner", "-q"]) == 0
    return folder / "ledger.db"


@pytest.mark.parametrize("answer", ANSWERS)
def test_answers_about_a_chinese_ledger_are_chinese(run, chinese_office, answer, monkeypatch):
    monkeypatch.setenv("REFORM_DB", str(chinese_office))
    monkeypatch.setenv("REFORM_TODAY", "2020-11-22")
    given = run(*answer.split(), "--lang", "zh")
    allowed = _NAMES | seed_words("hongan-2020")
    for line in re.sub(
        r"(?<!\w)[-o*!v|]*[-|][-o*!v|]*(?!\w)", " ", given.out + given.err
    ).splitlines():  # without lanes
        assert strays(line, allowed) == [], line


def test_what_is_to_be_filled_in_is_chinese():
    """A command that a Chinese sentence shows has no placeholder such as TITLE."""
    from reformcli.locales.zh import SENTENCES

    shown = [command for text in SENTENCES.values() for command in re.findall(r"`[^`]*`", text)]
    assert [command for command in shown if re.search(r"(?<![{\w])[A-Z]{2,}(?![\w}])", command)] == []


def test_what_is_missing_is_named_in_chinese(reform):
    assert reform("paper", "order", "--lang", "zh").err.startswith("reform: 缺少 台账号。")
    reform("meeting", "add", "commission", "--date", "2026-03-20")
    assert reform("meeting", "topic", "M1", "--lang", "zh").err.startswith("reform: 缺少 名称。")


def test_both_front_pages_start_alike():
    """What is to be typed into a shell is the same but for what it names."""
    pages = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")]
    english, chinese = (re.findall(r"```sh\n(.*?)```", page, re.DOTALL) for page in pages)
    assert english == chinese


@pytest.mark.parametrize(
    ("argv", "listed"),
    [
        (("event", "add", "甲"), "--kind 写明：入选名单、试点"),
        (("order", "add", "1", "--kind", "press", "--due", "2026-03-20"), "--level 写明：蓝、黄、红"),
        (("score", "rank", "--section", "x"), "时效、整改"),
        (("score", "mark", "甲", "x", "--reason", "y"), "评议、"),
        (("add", "甲", "--to", "1", "--from", "V1"), "--to、--from"),
    ],
)
def test_what_may_stand_there_is_listed_in_chinese(reform, argv, listed):
    reform("add", "甲", "--lead", "甲")
    assert listed in reform(*argv, "--lang", "zh").err
