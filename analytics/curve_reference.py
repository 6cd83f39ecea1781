"""A faint reference behind local curves: a published curve of the same event, with how its people differ."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics import words
from analytics.sentences.numbers import whole
from data.evidence import benchmarks

SERIES = "bjs_2008"
TITLE = "US prisons, 2008"
COLOUR = "#857B6B"  # no model's colour, nor the usual sentence's
SOURCE = "Bureau of Justice Statistics, NCJ 256094"
DIFFER = ("They are other people, from other states and another time: everybody who left prison after a sentence of more than a year, made like "
          "nobody here. Those who died stay in their count.")
PRISON = "prison_release"


@dataclass(frozen=True)
class Reference:
    """A published curve: months after release and people of 100, [k] each, year by year; not drawn before its first."""

    months: np.ndarray
    value: np.ndarray
    about: str


def reference(outcome: str, months: int, kinds: Sequence[str] = ()) -> Reference | None:
    """The published curve of an event up to a window's end; None where none counts the same event over that window,
    or where the local lines hold no prison releases.

    kinds: the kinds of case that the local lines are limited to; none: all.
    """
    found = [one for one in benchmarks() if one.series == SERIES and one.outcome == outcome and one.window_months <= months]
    if not found or found[-1].window_months != months or (kinds and PRISON not in kinds):
        return None
    last = found[-1]
    about = (f"Dotted: {last.population[0].lower()}{last.population[1:]} ({SOURCE}). Of 100 of them, {whole(last.share)} "
             f"{words.EVENTS[outcome].were} within {words.window(months)}. {DIFFER}")
    return Reference(np.array([one.window_months for one in found], dtype=np.float32),
                     np.array([100 * one.share for one in found], dtype=np.float32), about)


def traces(known: Reference) -> list[dict]:
    """The reference as a dotted line with small open marks at its years."""
    return [{"type": "scatter", "mode": "lines+markers", "x": known.months, "y": known.value, "name": TITLE, "meta": TITLE,
             "text": np.array([str(whole(value / 100)) for value in known.value], dtype=object), "hovertemplate": "%{meta}: %{text}<extra></extra>",
             "line": {"color": COLOUR, "width": 1.25, "dash": "2px,4px"}, "marker": {"color": COLOUR, "size": 5, "symbol": "circle-open"}}]
