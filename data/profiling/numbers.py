"""Numbers as other people write them, and units.

A text that is no number is handed on unchanged: the check of the records then names it with its line.
"""
import re
from fractions import Fraction

STYLES = {
    "1,234.5": re.compile(r"([+-]?)\$?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?", re.ASCII),
    "1.234,5": re.compile(r"([+-]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d*))?", re.ASCII),
    "1 234,5": re.compile(r"([+-]?)(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,(\d*))?", re.ASCII),
}
_PLAIN = re.compile(r"[+-]?\d+(\.\d*)?", re.ASCII)
_LONGEST = 40  # digits; what is longer is no count of anything here

# What one unit is in the other, and whether only whole ones count. Months follow the product's own rule:
# M months are M x 365/12 days, rounded down.
UNITS = {
    "weeks to days": (Fraction(7), True),
    "months to days": (Fraction(365, 12), True),
    "years to days": (Fraction(365), True),
    "years to months": (Fraction(12), False),
    "weeks to months": (Fraction(7 * 12, 365), False),
    "days to months": (Fraction(12, 365), False),
    "minutes to hours": (Fraction(1, 60), False),
}


def read_number(text: str, style: str) -> str:
    """The number with a point and without marks between thousands; "23.0" becomes "23"."""
    found = STYLES[style].fullmatch(text) if len(text) <= _LONGEST else None
    if not found:
        return text
    sign, whole, part = found.groups()
    whole = re.sub(r"\D", "", whole).lstrip("0") or "0"
    part = (part or "").rstrip("0")
    return ("-" if sign == "-" else "") + whole + ("." + part if part else "")


def as_fraction(text: str) -> Fraction | None:
    """The exact value of a plain number, None for anything else."""
    return Fraction(text) if len(text) <= _LONGEST and _PLAIN.fullmatch(text) else None


def scaled(text: str, factor: Fraction, whole: bool) -> str:
    """A number times a factor: rounded down to a whole one, or to the four places that records keep."""
    value = as_fraction(text)
    if value is None:
        return text
    value *= factor
    if whole:
        return str(value.numerator // value.denominator)
    ten_thousandths = round(value * 10_000)
    sign, size = ("-" if ten_thousandths < 0 else ""), abs(ten_thousandths)
    return sign + f"{size // 10_000}.{size % 10_000:04d}".rstrip("0").rstrip(".")
