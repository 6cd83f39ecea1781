"""Calendar arithmetic on arrays of day numbers (days since 1970-01-01)."""

import numpy as np


def calendar_parts(days: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Year, month and day of the month."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    month_number = months.astype(np.int64)
    day = (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
    return 1970 + month_number // 12, month_number % 12 + 1, day


def whole_years(born_on: np.ndarray, on: np.ndarray) -> np.ndarray:
    """Age in whole years."""
    born_year, born_month, born_day = calendar_parts(born_on)
    year, month, day = calendar_parts(on)
    before_birthday = (month < born_month) | ((month == born_month) & (day < born_day))
    return (year - born_year - before_birthday).astype(np.int32)


def off_leap_day(days: np.ndarray) -> np.ndarray:
    """The same days, 29 February moved to the 28th: in other years a leap-day birthday has no agreed date."""
    _, month, day = calendar_parts(days)
    return days - ((month == 2) & (day == 29))
