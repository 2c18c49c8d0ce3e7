"""How time limits are written in Chinese; dates in digits alone are read here too."""

from reformcli.deadlines.chinese.lexer import lex
from reformcli.deadlines.chinese.recurring import recurrence
from reformcli.deadlines.chinese.relative import counted
from reformcli.deadlines.chinese.terms import term
from reformcli.deadlines.chinese.touching import check
from reformcli.deadlines.chinese.words import goes_on, is_strange, patterns, says_time, undated
from reformcli.deadlines.phrase import Language

CHINESE = Language(lex, (recurrence, counted, term), patterns, check, undated, says_time, is_strange, goes_on)
