"""Chinese numerals, and one spelling for what is written many ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformcli.deadlines.normalise import compact, plain
from reformcli.deadlines.numeric import number

_DIGITS = "〇一二三四五六七八九"


def _written(value: int) -> str:
    """A number below 1000 as it is written in Chinese."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "") or "零"


@given(st.integers(0, 999))
def test_numbers_read_back(value: int) -> None:
    assert number(_written(value)) == value
    assert number(str(value)) == value


@given(st.integers(1000, 9999))
def test_years_are_read_digit_by_digit(value: int) -> None:
    assert number("".join(_DIGITS[int(digit)] for digit in str(value))) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("廿五", 25),
        ("卅", 30),
        ("卅一", 31),
        ("两", 2),
        ("贰零贰陆", 2026),
        ("壹佰壹拾伍", 115),
        ("一百一十五", 115),
        ("二○二六", 2026),
        ("十十", None),
        ("二2", None),
        ("", None),
        ("三百百", None),
        ("1234567890", None),
        ("一百二百", None),
        ("十一二", None),
    ],
)
def test_numerals(text: str, value: int | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("２０２６年　６月", "2026年6月"),
        ("國慶節前辦理", "国庆节前办理"),
        ("“十五五”期末", "十五五期末"),
        ("5月——10月", "5月-10月"),
        ("5月～10月", "5月-10月"),
        ("二O二六年", "二〇二六年"),
        ("按《2026年要点》", "按"),
        ("岚改办〔2026〕5号", "岚改办"),
        ("2026.6.30\n2026.7.15", "2026.6.30;2026.7.15"),
        ("2026年\n6月底前", "2026年6月底前"),
        ("2 0 2 6年1 2月", "2026年12月"),
        ("2026/6/1 0:00", "2026/6/1 0:00"),
        ("①3月②6月", ";3月;6月"),
        ("\u200b6月\ufeff底", "6月底"),
    ],
)
def test_one_spelling(phrase: str, text: str) -> None:
    assert compact(plain(phrase)) == text


@given(st.text(max_size=80))
def test_one_spelling_is_stable(phrase: str) -> None:
    once = plain(phrase)
    assert plain(once) == once
