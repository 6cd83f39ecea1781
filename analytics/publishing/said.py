"""How published counts are protected, in the words that stand beside each file and on the page."""

from analytics.vocabulary import DEFAULT_MIN_CELL, DEFAULT_ROUND

TOGETHER = (
    f"Exact counts of a fixed list of views. Counts of 1 to {DEFAULT_MIN_CELL - 1} people are not shown, nor any other count from which one "
    "follows by adding or subtracting what is shown in these files; whatever is made from a hidden count is empty too."
)
THINNED = (
    f"Days are thinned: a row stands where at least {DEFAULT_MIN_CELL} more people have had the event, and not near the end of a window. "
    f"Counts are rounded to the nearest {DEFAULT_ROUND}, shares to 3 decimals."
)
AMOUNTS = (
    f"Amounts of money and hours are rounded to about what {DEFAULT_ROUND} people were ordered, and stand for everybody together only; where a "
    "count of many people would give away a few others, shares stand without it, to 3 decimals."
)
SERVICES = (
    f"Counts are rounded to the nearest {DEFAULT_ROUND}, and figures are made from those; the others are told as shares only, to 3 decimals. A "
    f"version made for women is hidden where 1 to {DEFAULT_MIN_CELL - 1} others are in the program."
)
GIFTS = (
    "Quantities are as recorded and are about no person. How many people took part stands in the file that is not split only, rounded to the "
    f"nearest {DEFAULT_ROUND}; no file is split by place."
)
ALIKE = f"What is made from the matched part is made from counts rounded to the nearest {DEFAULT_ROUND}, to 3 decimals."
