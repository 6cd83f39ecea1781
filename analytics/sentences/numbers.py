"""Numbers as people say them: whole people of 100, ranges, counts with their nouns."""

import math


def missing(value: object) -> bool:
    """True where a cell is empty: None, NaN or pandas' NA."""
    return value is None or str(value) in ("<NA>", "nan", "NaT")


def whole(share: float) -> int:
    """People per 100, halves away from zero."""
    # 0.145 * 100 is a little less than 14.5
    return int(math.copysign(math.floor(round(abs(share) * 100, 9) + 0.5), share))


def people_needed(rate: float, gap: float) -> int | None:
    """People per group to tell `gap` from `rate`, 80 % power, two-sided 5 %; to two figures.

    Two proportions, pooled variance under no difference (Fleiss 1981); the harder of the two directions.
    None where neither rate - gap nor rate + gap is a rate.
    """
    def one(other: float) -> float:
        middle = (rate + other) / 2
        spread = 1.959964 * math.sqrt(2 * middle * (1 - middle)) + 0.841621 * math.sqrt(
            rate * (1 - rate) + other * (1 - other))
        return (spread / gap) ** 2

    sizes = [one(other) for other in (rate - gap, rate + gap) if 0 <= other <= 1]
    if not sizes:
        return None
    step = 10 ** max(0, math.floor(math.log10(max(sizes))) - 1)
    return int(round(max(sizes) / step) * step)


def gap(low: float, high: float) -> str:
    """What the records fit: "3 to 11 fewer", "9 fewer to 5 more"."""
    return span(low, high, per_100, ("fewer", "more"))


def span(low: float, high: float, said: object, directions: tuple[str, str]) -> str:
    """A range of gaps in words; `said` writes the size of one, `directions` names those below and above 0."""
    if low < 0 < high or low == high == 0:
        return f"{said(low)} {directions[0]} to {said(high)} {directions[1]}"
    small, large = sorted((abs(low), abs(high)))
    way = directions[0] if low + high < 0 else directions[1]
    if said(small) == said(large):
        return f"{said(small)} {way}"
    return f"{said(small)} to {said(large)} {way}"


def direction(size: float) -> str:
    """Which way a gap goes."""
    return "fewer" if size < 0 else "more"


def per_100(size: float) -> str:
    """The size of a gap; one that rounds to 0 is not 0."""
    people = abs(whole(size))
    return str(people) if people or size == 0 else "less than 1"


def points(size: float) -> str:
    """The size of a change on 0-100; one that rounds to 0 is not 0."""
    rounded = math.floor(abs(size) + 0.5)
    return str(rounded) if rounded or size == 0 else "less than 1"


def in_points(size: float) -> str:
    """The same with its noun."""
    said = points(size)
    return f"{said} {'point' if said in ('1', 'less than 1') else 'points'}"


def some(rate: float) -> str:
    """People of 100 in a sentence: "31", "none", "less than 1"."""
    return "none" if rate == 0 else "less than 1" if whole(rate) == 0 else str(whole(rate))


def some_between(low: float, high: float) -> str:
    """People of 100 where only two rates are known between which it lies: "31", "31 to 33"."""
    return some(low) if some(low) == some(high) else f"{some(low)} to {some(high)}"


def single(count: float) -> bool:
    """True where the count takes the singular."""
    return 0 < count < 1.5


def count(number: float, one: str, many: str) -> str:
    """A count with its noun: "1 person", "1,200 people"."""
    return f"{int(number):,} {one if number == 1 else many}"


def listed(parts: list[str], last: str = "and") -> str:
    """"a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + f" {last} " + parts[-1]
