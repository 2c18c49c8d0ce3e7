"""What may stand in a text, and how the rest is shown.

Control characters, lone surrogates, line separators and characters that turn the direction of writing have no place in
a record and could steer a terminal; U+FFFE and U+FFFF are no characters, and XML cannot hold them. A person who types
one is told; an import takes them out and says so; whatever another tool put into the file is shown escaped.
"""

import re
import shlex
import unicodedata

_UNWANTED = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
_LINE_ENDS = "\r\n?"
_MARKS = r"(?:[^\w+%]|_)+"
_RUN = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
_NUMBERLIKE = r"0\d+|\d{12,}|\d+\.\d+|\d+[eE]\d+|\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?"


def unwanted(text: str) -> str | None:
    """The first unwanted character of `text`, escaped for reading, or None. A newline is wanted."""
    found = None if text.isprintable() else re.search(_UNWANTED, text)
    return escape(found.group()) if found else None


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in `text`: spaces and characters without width."""
    if text.isprintable():
        return not text or text.isspace()
    return not any(character.isprintable() and not character.isspace() for character in text)


def escape(text: str) -> str:
    """`text` with every unwanted character written as `\\x1b` or `\\u202e`."""
    return text if text.isprintable() else re.sub(_UNWANTED, _escaped, text)


def is_misread(text: str) -> bool:
    """Whether a spreadsheet that opens `text` would run it as a formula, or make it another text.

    What begins as formulas do is run (OWASP, CSV injection), in full width too. A number of a step (1.10) or of a
    document loses zeros or digits, and two numbers with a stroke become a date.
    """
    return text.startswith(_RUN) or (text[:1].isdigit() and re.fullmatch(_NUMBERLIKE, text) is not None)


def clean(text: str) -> tuple[str, bool]:
    """`text` without unwanted characters, and whether there were any.

    Tabs become spaces and every line end a newline, which is no loss.
    """
    if text.isprintable():
        return text, False
    tidy = re.sub(_LINE_ENDS, "\n", text).replace("\t", " ")
    cleaned = re.sub(_UNWANTED, "", tidy)
    return cleaned, cleaned != tidy


def comparable(text: str) -> str:
    """`text` for comparing titles and document numbers: width, case, spaces and punctuation make no difference.

    Between two digits a mark still parts them, so that 3.5 is not 35.
    """
    flat = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(_MARKS, _parting, flat)


def _parting(match: re.Match[str]) -> str:
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    return " " if before.isdigit() and after.isdigit() else ""


def _escaped(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def for_shell(text: str) -> str:
    """`text` as one word of a command line: in quotes only where it needs them, which Chinese characters do not."""
    return text if re.fullmatch(r"[\w@%+=:,./-]+", text) else shlex.quote(text)
