"""Chinese numerals: 十二, 二〇二六, 廿五, 一百二十, and the formal 贰零贰陆."""

_DIGITS = {
    character: value
    for value, row in enumerate(("零〇○", "一壹", "二贰两俩", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for character in row
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100}
_CONTRACTED = {"廿": "二十", "卅": "三十"}

CHARACTERS = "".join(_DIGITS) + "".join(_TENS) + "".join(_CONTRACTED)
"""Every character that a Chinese numeral may hold."""


def number(text: str) -> int | None:
    """The value of digits or of a Chinese numeral, or None where the characters make no number (十十, 2十, 三百百).

    A numeral without 十 and 百 is read digit by digit, as years are (二〇二六).
    """
    if text.isascii():
        return int(text) if text.isdigit() and len(text) <= 9 else None
    for contracted, full in _CONTRACTED.items():
        text = text.replace(contracted, full)
    if not any(character in _TENS for character in text):
        if all(character in _DIGITS for character in text):
            return int("".join(str(_DIGITS[character]) for character in text)) if 0 < len(text) <= 9 else None
        return None
    return _positional(text)


def _positional(text: str) -> int | None:
    """三百二十五 and the like: each unit smaller than the one before it, at most one digit before a unit."""
    total, digit, unit = 0, None, 1000
    for character in text:
        if character in _DIGITS:
            value = _DIGITS[character]
            if digit:
                return None
            digit = value or None
        elif character in _TENS:
            if _TENS[character] >= unit:
                return None
            unit = _TENS[character]
            total += (digit or 1) * unit
            digit = None
        else:
            return None
    return total + (digit or 0)
