"""Who is looked at: the columns of `--where` and `--by`, and `--unit`."""

import datetime

Row = dict[str, object]
Records = dict[str, list[Row]]

PERSON_COLUMNS = ("sex", "race", "ethnicity")
AGE_BANDS = ((18, "under_18"), (25, "18_24"), (35, "25_34"), (45, "35_44"), (55, "45_54"))


def value_of(column: str, release: Row, records: Records) -> str:
    """The value of one filter column for a release; `unknown` also means empty."""
    person = next(person for person in records["person"] if person["person_id"] == release["person_id"])
    if column == "release_year":
        return str(release["released_on"].year)
    if column == "age_band":
        return age_band(release, person)
    value = person[column] if column in PERSON_COLUMNS else release[column]
    return value or "unknown"


def age_band(release: Row, person: Row) -> str:
    """Whole years at release: the recorded age, else from the day of birth, else the recorded band."""
    years = release["age_at_release"]
    if years is None and person["born_on"] is not None:
        years = whole_years(person["born_on"], release["released_on"])
    if years is None:
        return release["age_band"] or "unknown"
    return next((band for limit, band in AGE_BANDS if years < limit), "55_over")


def whole_years(born_on: datetime.date, day: datetime.date) -> int:
    """Birthdays reached by `day`."""
    had_birthday = (day.month, day.day) >= (born_on.month, born_on.day)
    return day.year - born_on.year - (0 if had_birthday else 1)


def order_of(release: Row) -> tuple[datetime.date, str]:
    """Earlier releases first; of two on one day the smaller release_id is the earlier."""
    return release["released_on"], release["release_id"]


def selected_releases(records: Records, where: dict[str, list[str]], unit: str) -> list[Row]:
    """The releases that pass `--where`; under `first` each person's earliest among those only."""
    passing = [
        release
        for release in sorted(records["release"], key=order_of)
        if all(value_of(column, release, records) in values for column, values in where.items())
    ]
    if unit == "every":
        return passing
    firsts: dict[str, Row] = {}
    for release in passing:
        firsts.setdefault(release["person_id"], release)
    return list(firsts.values())
