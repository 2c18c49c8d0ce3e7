"""Other words than ours: what a command line that is not read proposes."""

import pytest

from reformcli.cli import Root
from reformcli.commands import DIRECTORY
from reformcli.shell.other_words import COMMANDS, OPTIONS
from tests.test_options import every_command


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        (("delete", "1"), "drop, undo"),
        (("create", "甲"), "add"),
        (("help", "督查"), "visit"),
        (("visit", "rm", "V1"), "remove"),
        (("edit", "1", "--deadline", "2026-05-01"), "--due"),
        (("extend", "1", "--approver", "甲"), "--approved-by"),
    ],
)
def test_another_word_for_a_command_or_option_names_it(reform, typed, proposed):
    refused = reform(*typed)
    assert refused.status == 2 and f"Did you mean {proposed}?" in refused.err


def test_other_words_stand_for_what_there_is_and_are_nothing_themselves():
    every = every_command()
    flags = {flag.removeprefix("--") for command in every.values() for each in command.params for flag in each.opts}
    assert OPTIONS.keys() <= flags
    assert COMMANDS.keys() <= {word for path in every for word in path.split()} | {"help"}
    of_root = Root(DIRECTORY).list_commands(None)
    assert not {word for name in of_root for word in COMMANDS.get(name, "").split()} & set(of_root)


def test_an_option_without_its_value_names_the_help_of_its_command(reform):
    assert reform("edit", "1", "--title").err == "reform: --title needs a value. See `reform edit --help`.\n"


def test_words_in_the_place_of_a_ref_are_looked_for(reform):
    assert "`reform find 'Clean Water'` gives the refs" in reform("done", "Clean Water").err
    assert "A ref is one of: 17," in reform("done", "X9").err


def test_a_project_is_given_a_milestone_by_to(reform):
    assert "A milestone is added to a project with --to." in reform("add", "甲", "--project", "1").err
