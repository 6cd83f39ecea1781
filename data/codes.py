"""What is counted, under the names that the contract fixes: outcomes, exposures, windows, the baseline."""

OUTCOMES = (
    "rearrest",
    "reconviction",
    "reincarceration",
    "technical_return",
    "violent_rearrest",
    "return_to_prison",
    "any_return",
)
EXPOSURES = ("referred", "started", "completed")
BASELINE = "retributive_only"
ANY_RESTORATIVE = "any_restorative"  # in `access`: any model that counts as restorative
# Questions of which a low score is the good one.
LOWER_IS_BETTER = ("fear_of_revictimization", "felt_pressed")

WINDOWS_OFFERED = (6, 12, 24, 36, 60)  # months
LONGEST_WINDOW_MONTHS = 120


def window_days(months: int) -> int:
    """Days of a window of whole months: months x 365 / 12, rounded down. 36 months are 1,095 days."""
    return months * 365 // 12
