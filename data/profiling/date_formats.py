"""Dates as other people write them, read into YYYY-MM-DD.

A format is written with the letters below; anything else in it stands for itself, and a space for any white space.
MM and DD want two digits, M and D take one or two. The time of day is read over and left out.
"""
import datetime
import re
from dataclasses import dataclass

from data.problem import Problem

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)
_PIECES = {
    "YYYY": r"(?P<year>\d{4})",
    "YY": r"(?P<short_year>\d{2})",
    "MONTH": "(?P<month_name>" + "|".join(_MONTHS) + ")",
    "MON": "(?P<month_name>" + "|".join(name[:3] for name in _MONTHS) + ")",
    "MM": r"(?P<month>\d{2})",
    "M": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{2})",
    "D": r"(?P<day>\d{1,2})",
    "hh": r"\d{1,2}",
    "mm": r"\d{2}",
    "ss": r"\d{2}",
    "f": r"\d+",
    "AM": "[AP]M",
}
_SPLIT = re.compile("|".join(sorted(_PIECES, key=len, reverse=True)) + r"|\s+|.", re.DOTALL)
LETTERS = tuple(_PIECES)
LOOKS_LIKE_A_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def day(text: str) -> datetime.date | None:
    """The day that a text as YYYY-MM-DD stands for; None where there is none."""
    try:
        return datetime.date.fromisoformat(text) if LOOKS_LIKE_A_DAY.fullmatch(text) else None
    except ValueError:
        return None


@dataclass(frozen=True)
class DateFormat:
    """One way of writing a date, ready to read with."""

    written: str
    pattern: re.Pattern[str]
    first_year: int  # two-digit years lie in the hundred years that start here

    def read(self, text: str) -> str | None:
        """The day as YYYY-MM-DD; None where the text is not written like this or there is no such day."""
        found = self.pattern.fullmatch(text)
        if not found:
            return None
        parts = found.groupdict()
        try:
            return datetime.date(self._year(parts), _month(parts), int(parts.get("day") or 1)).isoformat()
        except ValueError:  # 31 February: left as it is, so that the check of the records names it
            return None

    def _year(self, parts: dict[str, str]) -> int:
        if parts.get("year"):
            return int(parts["year"])
        return self.first_year + (int(parts["short_year"]) - self.first_year) % 100


def _month(parts: dict[str, str]) -> int:
    if parts.get("month_name"):
        return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(parts["month_name"].lower()))
    return int(parts.get("month") or 1)


def date_format(written: str, first_year: int, place: str) -> DateFormat:
    """Make a format ready. Raises Problem where it holds a letter that means nothing or no year."""
    pattern, groups = "", []
    for piece in _SPLIT.findall(written):
        if piece in _PIECES:
            pattern += _PIECES[piece]
            groups += re.findall(r"\?P<(\w+)>", _PIECES[piece])
        elif piece.isspace():
            pattern += r"\s+"
        elif piece.isalpha() and piece not in "TZ":
            raise Problem(f"{place}: the date format {written!r} holds {piece!r}; use {', '.join(LETTERS)} and marks between them.")
        else:
            pattern += re.escape(piece)
    years = [group for group in groups if group.endswith("year")]
    if len(years) != 1 or len(groups) != len(set(groups)):
        raise Problem(f"{place}: the date format {written!r} needs one year (YYYY or YY) and each other part at most once.")
    return DateFormat(written, re.compile(pattern, re.IGNORECASE | re.ASCII), first_year)
