"""The rule that gives a claim its verdict. Signs are +1 for the claim, -1 against it, 0 where nothing is left out.

Turning every sign turns supported and contradicted, for and against, and nothing else.
"""

from dataclasses import dataclass

SUPPORTED, SUGGESTIVE, NOT_SETTLED = "supported", "suggestive", "not_settled"
CONTRADICTED, NOT_MEASURED_HERE = "contradicted", "not_measured_here"
VERDICTS = (SUPPORTED, SUGGESTIVE, NOT_SETTLED, CONTRADICTED, NOT_MEASURED_HERE)
NO_SIGN, FAILED, NOT_AVAILABLE = "no_sign", "failed", "not_available"


@dataclass(frozen=True)
class Local:
    """The result here. difference: above 0 is for the claim, None where there is none. status, p_holm: as in the result
    file. matched: the groups were made alike. negative_control: no_sign, failed or not_available."""

    difference: float | None
    status: str
    p_holm: float | None
    matched: bool = True
    negative_control: str = NOT_AVAILABLE


@dataclass(frozen=True)
class Published:
    """Pooled studies of the very model. low, high: of the log odds ratio, above 0 is for the claim."""

    randomized: bool
    studies: int
    low: float
    high: float


def verdict(local: Local | None, published: Published | None, *, significant_below: float = 0.05, least_studies: int = 3,
            measurable: bool = True) -> tuple[str, str]:
    """The verdict and its direction (for, against, or empty).

    local: None where the records hold nothing of it. measurable: False where no record of this kind can show it.
    """
    here, there = local_sign(local, significant_below), published_sign(published, least_studies)
    if not measurable or (local is None and there == 0):
        return NOT_MEASURED_HERE, ""
    if here and there and here != there:
        return NOT_SETTLED, ""
    if there:
        return (SUPPORTED, "for") if there > 0 else (CONTRADICTED, "against")
    if here:
        return SUGGESTIVE, "for" if here > 0 else "against"
    return NOT_SETTLED, ""


def local_sign(local: Local | None, significant_below: float = 0.05) -> int:
    """Which way the result here points, where it may count at all."""
    if local is None or local.difference is None or local.p_holm is None or not local.matched:
        return 0
    if local.status != "ok" or local.negative_control == FAILED or not local.p_holm < significant_below:
        return 0
    return (local.difference > 0) - (local.difference < 0)


def published_sign(published: Published | None, least_studies: int = 3) -> int:
    """Which way trials by lot point, where there are enough and they leave out no difference."""
    if published is None or not published.randomized or published.studies < least_studies:
        return 0
    return (published.low > 0) - (published.high < 0)
