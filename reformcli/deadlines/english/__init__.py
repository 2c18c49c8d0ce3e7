"""How time limits are written in English."""

from reformcli.deadlines.english.beside import check
from reformcli.deadlines.english.lexer import lex
from reformcli.deadlines.english.recurring import recurrence
from reformcli.deadlines.english.relative import counted
from reformcli.deadlines.english.terms import term
from reformcli.deadlines.english.vocabulary import is_strange
from reformcli.deadlines.english.words import goes_on, is_idle, patterns, says_time, undated
from reformcli.deadlines.phrase import Language

ENGLISH = Language(
    lex, (recurrence, counted, term), patterns, check, undated, says_time, is_strange, goes_on, is_idle,
    idle=("word", "other", "stop", "mask"),
)  # fmt: skip
