"""Whom a selection holds, in words: each filter and each of its values as a label and in a phrase.

Coded values have words here; free text (places, years) is shown as the records have it. Labels stand on screen
and in the address: "?sex=Women&released=2019&released=2021".
"""

from collections.abc import Iterable, Mapping

TITLES = {
    "sex": "Sex", "race": "Race", "ethnicity": "Ethnicity", "age_band": "Age at release", "offense": "Offense",
    "risk_level": "Assessed risk", "release_type": "Kind of case", "release_year": "Released", "county_fips": "County",
    "circuit": "Circuit", "facility": "Prison or office",
}  # fmt: skip
PLACES = ("county_fips", "circuit", "facility")

_LABELS = {
    "sex": {"female": "Women", "male": "Men", "other": "Another sex", "unknown": "Sex not known"},
    "race": {
        "american_indian": "American Indian", "asian": "Asian", "black": "Black", "middle_eastern": "Middle Eastern",
        "more_than_one": "More than one race", "pacific_islander": "Pacific Islander", "white": "White",
        "other": "Another race", "unknown": "Race not known",
    },
    "ethnicity": {"hispanic": "Hispanic", "not_hispanic": "Not Hispanic", "unknown": "Ethnicity not known"},
    "age_band": {
        "under_18": "Under 18", "18_24": "18 to 24", "25_34": "25 to 34", "35_44": "35 to 44", "45_54": "45 to 54",
        "55_over": "55 and over", "unknown": "Age not known",
    },
    "offense": {
        "violent": "Violent", "property": "Property", "drug": "Drug", "public_order": "Public order",
        "other": "Another offense", "unknown": "Offense not known",
    },
    "risk_level": {"low": "Low", "moderate": "Moderate", "high": "High", "unknown": "Risk not known"},
    "release_type": {
        "prison_release": "Released from prison", "probation_start": "Put on probation", "diversion": "Diverted",
        "unknown": "Kind of case not known",
    },
}  # fmt: skip
_FORMS = {"age_band": "aged {}", "offense": "{} offense", "risk_level": "{} risk", "circuit": "circuit {}"}
_NOT_KNOWN = {"county_fips": "County not known", "circuit": "Circuit not known", "facility": "Prison or office not known"}


def label(column: str, value: str, counties: Mapping[str, str] | None = None) -> str:
    """A value as it stands on screen and in the address."""
    if value == "unknown" and column in _NOT_KNOWN:
        return _NOT_KNOWN[column]
    if column == "county_fips":
        return (counties or {}).get(value) or f"County {value}"
    return _LABELS.get(column, {}).get(value, value)


def codes(column: str) -> tuple[str, ...]:
    """The codes of a column that have words here."""
    return tuple(_LABELS.get(column, {}))


def phrase(column: str, values: Iterable[str], counties: Mapping[str, str] | None = None) -> str:
    """One filter as a person would say it: "women or men", "aged 18 to 24", "released 2019–2021"."""
    values = list(values)
    if column == "release_year":
        return "released " + _years(values)
    said = [label(column, value, counties) for value in values if value != "unknown"]
    if column in ("sex", "age_band", "offense", "risk_level", "release_type"):
        said = [_small(text) for text in said]
    known = " or ".join(said)
    if known:
        known = _FORMS.get(column, "{}").format(known.replace(" offense", "") if column == "offense" else known)
    if column == "circuit":
        known = known.replace("circuit Circuit", "Circuit")
    unknown = [_small(label(column, "unknown"))] if "unknown" in values else []
    return " or ".join(filter(None, [known, *unknown]))


def selected(where: Mapping[str, Iterable[str]], counties: Mapping[str, str] | None = None) -> str:
    """The selection as a person would say it: "Women, released 2019–2021, County 12"."""
    said = ", ".join(phrase(column, values, counties) for column, values in where.items())
    return said[:1].upper() + said[1:] if said else "Everyone in the records"


def kinds_of_case(values: Iterable[str]) -> list[str]:
    """Kinds of case in a list: "put on probation", "diverted"."""
    return [_small(label("release_type", value)) for value in values]


def by_number(label: str) -> tuple[str, int, str]:
    """A key that puts "County 2" before "County 12"."""
    before, _, number = label.rpartition(" ")
    return (before, int(number), label) if number.isdigit() else (label, 0, label)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _years(values: list[str]) -> str:
    years = sorted(int(value) for value in values)
    if len(years) > 1 and years == list(range(years[0], years[-1] + 1)):
        return f"{years[0]}–{years[-1]}"
    return " or ".join(map(str, years))
