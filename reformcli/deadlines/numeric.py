"""Numbers: Chinese numerals (十二, 廿五, 贰零贰陆), and dates written with digits alone (2026-06-30, 26.6.30, 46203).

Chinese ledgers write year, month, day. `Conventions.day_first` decides between 31/12/2026 and 12/31/2026; where it is
not set and both readings exist, the date is ambiguous and the earlier one is taken.
"""

from datetime import date, timedelta

from reformcli.deadlines.items import Frame, Moment, impossible
from reformcli.deadlines.spans import DAY, a_day, a_month, a_year, add_years, last_of_month
from reformcli.i18n import _

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


FIRST_YEAR, LAST_YEAR = 1949, 2199
"""The years that a time limit may name; an empty spreadsheet cell is shown as a day of 1899 or 1900."""
ROC_OFFSET = 1911
"""Year 1 of the Republic of China is 1912."""
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
"""Spreadsheet serials from 1954 to 2119; other numbers of five digits are no dates."""


def four_digit_year(number: int, length: int) -> int | None:
    """The year meant by a number of `length` digits: four as they are, three the Republic's, two 1970 to 2069."""
    if length == 4:
        return number if FIRST_YEAR <= number <= LAST_YEAR else None
    if length == 3:
        return number + ROC_OFFSET if 80 <= number < 200 else None
    if length == 2:
        return number + (1900 if number >= 70 else 2000)
    return None


def the_day(year: int, month: int, day: int) -> date:
    """The date, or `Unreadable` with the last day of the month as a suggestion where the month is too short."""
    if not 1 <= month <= 12:
        raise impossible(f"{year}-{month:02}-{day:02}")
    if not 1 <= day <= last_of_month(year, month).day:
        raise impossible(f"{year}-{month:02}-{day:02}", last_of_month(year, month) if 28 < day <= 31 else None)
    return date(year, month, day)


def _valid(year: int | None, month: int, day: int) -> date | None:
    if year is None or not 1 <= month <= 12 or not 1 <= day <= last_of_month(year, month).day:
        return None
    return date(year, month, day)


def separated(parts: list[str], separator: str, frame: Frame, western: bool = False) -> Moment:
    """Two or three numbers with `separator` between them. `western` says that the phrase is not Chinese."""
    if len(parts) == 3:
        return _three(parts, separator, frame)
    return _two(parts, separator, frame, western)


def _three(parts: list[str], separator: str, frame: Frame) -> Moment:
    numbers = [int(part) for part in parts]
    lengths = [len(part) for part in parts]
    if lengths[2] >= 3:
        return _year_last(numbers, lengths[2], frame)
    if lengths[0] >= 3:
        year = four_digit_year(numbers[0], lengths[0])
        if year is None:
            raise impossible(separator.join(parts))
        day = the_day(year, numbers[1], numbers[2])
        # practice: 115.6.30 may be a year of the Republic, or something else altogether
        return Moment(a_day(day), point=True, year_said=True, ambiguous=lengths[0] == 3)
    if frame.conventions.day_first is not None:
        return _year_last(numbers, lengths[2], frame)
    return _two_digit_year(numbers, lengths, separator, frame)


def _two_digit_year(numbers: list[int], lengths: list[int], separator: str, frame: Frame) -> Moment:
    """26/6/30, as Chinese ledgers write it; where that cannot be meant, 6/30/26 as spreadsheets abroad show it."""
    plan = frame.conventions.plan_year
    year = four_digit_year(numbers[0], 2) if lengths[0] == 2 else None
    year_last = _valid(four_digit_year(numbers[2], 2), numbers[1], numbers[0]) if lengths[2] == 2 else None
    year_first = _valid(year, numbers[1], numbers[2])
    # 26.6.30 is of 2026 in a plan of 2026, and 27.6.30 of 2027; 31.03.21 and 30.9.19 may be of either year.
    vague = year is not None and year_last is not None and abs(year_last.year - plan) <= 2 * abs(year - plan) != 0
    if year is not None and year_first is not None and abs(year - plan) <= 15:
        return Moment(
            a_day(year_first),
            point=True,
            year_said=True,
            ambiguous=separator != "." or vague,
            other_end=year_last if separator != "." or vague else None,
        )
    if separator != "." and lengths[2] == 2 and abs((four_digit_year(numbers[2], 2) or 0) - plan) <= 15:
        moment = _year_last(numbers, 2, frame)
        moment.ambiguous = True
        return moment
    if year is None:
        raise impossible(separator.join(map(str, numbers)))
    return Moment(a_day(the_day(year, numbers[1], numbers[2])), point=True, year_said=True)


def _year_last(numbers: list[int], length: int, frame: Frame) -> Moment:
    """31/12/2026 and 12/31/2026."""
    year = four_digit_year(numbers[2], length)
    if year is None:
        raise impossible("/".join(map(str, numbers)))
    return _day_and_month(year, numbers[0], numbers[1], frame, year_said=True)


def _day_and_month(year: int, first: int, second: int, frame: Frame, year_said: bool) -> Moment:
    """Two numbers of which one is the day: in the order of the setting, or in the only order that exists."""
    day_first, month_first = _valid(year, second, first), _valid(year, first, second)
    either, settled = day_first or month_first, frame.conventions.day_first
    if either is None:
        raise impossible(f"{first}/{second}")
    if settled is not None:
        chosen = day_first if settled else month_first
        if day_first != month_first:
            frame.orders.add(chosen is not None)
        return Moment(a_day(chosen or either), point=True, year_said=year_said)
    if day_first and month_first and day_first != month_first:
        early, late = sorted((day_first, month_first))
        return Moment(a_day(early), point=True, year_said=year_said, ambiguous=True, other_end=late)
    return Moment(a_day(either), point=True, year_said=year_said)


def _two(parts: list[str], separator: str, frame: Frame, western: bool) -> Moment:
    first, second = int(parts[0]), int(parts[1])
    if len(parts[0]) >= 3:
        year = four_digit_year(first, len(parts[0]))
        if year is None or not 1 <= second <= 12:
            raise impossible(separator.join(parts))
        of_year = Moment(a_month(year, second), year_said=True, ambiguous=len(parts[0]) == 3)
        if parts[1] == str((year + 1) % 10) and separator == "/" and frame.conventions.day_first is not None:
            # 2026/7 may be short for 2026/27.
            return of_year.doubtful(add_years(date(year, frame.conventions.fiscal_start, 1), 1) - DAY)
        return of_year
    if len(parts[1]) >= 3:
        year = four_digit_year(second, len(parts[1]))
        if year is None or not 1 <= first <= 12:
            raise impossible(separator.join(parts))
        return Moment(a_month(year, first), year_said=True)
    if western or frame.conventions.day_first is not None:
        written = 2000 + second
        if frame.conventions.day_first and 1 <= first <= 12 < second and abs(written - frame.year) <= 10:
            # 10/26 by someone who writes the day first is October 2026.
            day = _valid(frame.year, first, second)
            return Moment(a_month(written, first), year_said=True, ambiguous=True, other_end=day)
        moment = _day_and_month(frame.year, first, second, frame, year_said=False)
        # Round the clock, more often than 24 July; from nine to five, or 9 May.
        return moment.doubtful() if (first, second) == (24, 7) or (separator == "-" and first <= 12) else moment
    if first > 12 and 1 <= second <= 12:
        # 26.6 is June 2026, 26/6 is 26 June by someone who writes the day first; each may be the other.
        month, day = a_month(2000 + first, second), _valid(frame.year, second, first)
        if separator == "/" and day is not None:
            return Moment(a_day(day), point=True, ambiguous=True, other_end=month.end)
        return Moment(month, year_said=True, ambiguous=True, other_end=day)
    moment = Moment(a_day(the_day(frame.year, first, second)), point=True)
    if separator == "-" and second <= 12:
        # 3-4 may have lost its 月: 3-4月.
        moment.ambiguous, moment.other_end = True, last_of_month(frame.year, second)
    return moment


def digits(text: str, frame: Frame, alone: bool) -> Moment | None:
    """A run of digits. Only one that stands `alone` may be a bare year, a month and day, or a spreadsheet serial."""
    length, number = len(text), int(text) if len(text) <= 9 else 0
    if length == 8 and FIRST_YEAR <= number // 10000 <= LAST_YEAR:
        day = the_day(number // 10000, number // 100 % 100, number % 100)
        return Moment(a_day(day), point=True, year_said=True)
    if not alone:
        return None
    if length == 7:
        year = four_digit_year(number // 10000, 3)
        valid = _valid(year, number // 100 % 100, number % 100)
        return Moment(a_day(valid), point=True, year_said=True, ambiguous=True) if valid else None
    if length == 6:
        return _six(number)
    if length == 5 and number in _SERIALS:
        day = _SERIAL_ZERO + timedelta(days=number)
        said = _("a spreadsheet's serial number for {date}", date=day)
        return Moment(a_day(day), point=True, year_said=True, sentence=said)
    if length == 4:
        if FIRST_YEAR <= number <= LAST_YEAR:
            return Moment(a_year(number), year_said=True)
        valid = _valid(frame.year, number // 100, number % 100)
        return Moment(a_day(valid), point=True, ambiguous=True) if valid else None
    return None


def _six(number: int) -> Moment | None:
    """202609 is a month; 260630 a day with a two-digit year."""
    if FIRST_YEAR <= number // 100 <= LAST_YEAR and 1 <= number % 100 <= 12:
        return Moment(a_month(number // 100, number % 100), year_said=True)
    valid = _valid(four_digit_year(number // 10000, 2), number // 100 % 100, number % 100)
    return Moment(a_day(valid), point=True, year_said=True, ambiguous=True) if valid else None
