"""What a specification curve comes to: how many choices agree, how many leave out no difference, where the headline sits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analytics.sentences.numbers import missing


@dataclass(frozen=True)
class Agreement:
    """Of one model's counted specifications: adjusted, by intention to treat.

    counted: how many there are; shown: those with a figure, from the lowest gap to the highest. fewer, more: those of
    shown with a gap below, above 0; clear_fewer, clear_more: those whose range leaves out 0.
    headline: the choice that was fixed before looking, None where it has no figure; place: its place among shown, from 1.
    """

    counted: int
    shown: tuple[Mapping, ...]
    fewer: int
    more: int
    clear_fewer: int
    clear_more: int
    headline: Mapping | None
    place: int | None


def agreement(rows: Sequence[Mapping]) -> Agreement:
    """From the rows of `robustness` of one model; what is hidden, too soon or can't be worked out agrees with nothing."""
    counted = [row for row in rows if row["counted"]]
    shown = sorted((row for row in counted if not missing(row["risk_difference"])), key=lambda row: row["risk_difference"])
    headline = next((row for row in shown if row["headline"]), None)
    return Agreement(
        counted=len(counted),
        shown=tuple(shown),
        fewer=sum(row["risk_difference"] < 0 for row in shown),
        more=sum(row["risk_difference"] > 0 for row in shown),
        clear_fewer=sum(row["risk_difference_high"] < 0 for row in shown),
        clear_more=sum(row["risk_difference_low"] > 0 for row in shown),
        headline=headline,
        place=shown.index(headline) + 1 if headline else None,
    )


def apart(rows: Sequence[Mapping]) -> dict[str, list[Mapping]]:
    """What is drawn apart and not counted, from the lowest gap to the highest: crude, started, completed."""
    groups: dict[str, list[Mapping]] = {"crude": [], "started": [], "completed": []}
    for row in rows:
        if not row["counted"] and not missing(row["risk_difference"]):
            groups["crude" if row["exposure"] == "referred" else row["exposure"]].append(row)
    return {name: sorted(group, key=lambda row: row["risk_difference"]) for name, group in groups.items()}
