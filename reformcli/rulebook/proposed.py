"""What the locale proposes for a new ledger: nothing else asks it, since cron has none."""

from collections.abc import Mapping
from datetime import date

from reformcli.i18n import _
from reformcli.model.rules import RuleSet


def proposed(environ: Mapping[str, str]) -> RuleSet | None:
    """The rules that the locale of an environment proposes: whose holidays count, which number of a date is the day,
    in which month a financial year begins.

    None where it names no country, or the default's.
    """
    locale = next((environ[name] for name in ("LC_ALL", "LC_TIME", "LANG") if environ.get(name)), "")
    country = locale.partition(".")[0].partition("@")[0].partition("_")[2].upper()
    if len(country) != 2 or not country.isascii() or not country.isalpha() or country == "CN":
        return None
    order = "false" if country == "US" else "true"
    text = f'[dates]\ncountry = "{country}"\nday_first = {order}\nfiscal_start = 4\n'
    return RuleSet(valid_from=date(1900, 1, 1), title=_("Proposed by the locale {locale}", locale=locale), text=text)
