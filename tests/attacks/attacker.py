"""Somebody who has a published copy and nothing else, and adds and subtracts what stands in it.

What they know besides: which events and steps lie within which, which county lies in which circuit, and how the
columns are made. Everything here reads the files' text; nothing of the product is used.
"""

import csv
import json
from collections import defaultdict
from functools import cache
from itertools import combinations, product
from pathlib import Path

import numpy as np

FEW = range(1, 11)
WINDOWS = (6, 12, 24, 36, 60)
OUTCOMES = ("rearrest", "reconviction", "reincarceration", "technical_return", "violent_rearrest", "return_to_prison", "any_return")
HOLDS = (("rearrest", "violent_rearrest"), ("return_to_prison", "reincarceration"), ("return_to_prison", "technical_return"),
         *(("any_return", outcome) for outcome in OUTCOMES[:-1]))
STEPS = ("referred", "consented", "started", "agreement_reached", "agreement_completed", "completed")
BASELINE = "retributive_only"

# group -> quantity -> column ("" for the whole) -> level -> the count, None where it is not shown
Known = dict[str, dict[tuple, dict[str, dict[str, int | None]]]]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split_by(folder: Path, view: str) -> dict[str, list[dict[str, str]]]:
    """Column -> the rows of the view that is split by it."""
    listed = json.loads((folder / "publication.json").read_text(encoding="utf-8"))["views"]
    return {found["by"] or "": rows(folder / found["file"]) for found in listed if found["view"] == view}


def number(text: str) -> int | None:
    return int(text) if text else None


def comparisons(folder: Path) -> Known:
    """Arms, and `own NAME`, the baseline of an arm's row."""
    known: Known = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for by, table in split_by(folder, "compare").items():
        for row in table:
            level, window, outcome = row.get(by, ""), int(row["window_months"]), row["outcome"]
            for group, prefix in ((row["model"], ""), ("own " + row["model"], "baseline_")):
                if group == "own " + BASELINE:
                    continue
                _enter(known[group]["n", window][by], level, number(row[prefix + "n"]))
                _enter(known[group]["events", outcome, window][by], level, number(row[prefix + "events"]))
    return known


def _enter(cells: dict[str, int | None], level: str, count: int | None) -> None:
    """The same count stands in several rows; shown in one it is known."""
    cells[level] = count if cells.get(level) is None else cells[level]


def ladders(folder: Path) -> Known:
    known: Known = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for by, table in split_by(folder, "completion").items():
        for row in table:
            known[row["model"]]["reached", row["step"]][by][row.get(by, "")] = number(row["reached"])
            _enter(known[row["model"]]["open",][by], row.get(by, ""), number(row["open"]))
    return known


def answers(folder: Path) -> Known:
    known: Known = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for by, table in split_by(folder, "satisfaction").items():
        for row in table:
            item = (row["respondent"], row["question"], row["wave"])
            for part in ("invited", "answered", "satisfied"):
                known[row["model"]][(part, *item)][by][row.get(by, "")] = number(row[part])
    return known


def comparison_forms() -> list[tuple[tuple, tuple, tuple | None]]:
    """(whole, part, if): whole less part is a number of people; where `if` is given, only if those two are the same."""
    found = [(("n", w), ("events", o, w), None) for o in OUTCOMES for w in WINDOWS]
    found += [(("events", whole, w), ("events", part, w), None) for whole, part in HOLDS for w in WINDOWS]
    for short, long in combinations(WINDOWS, 2):
        found.append((("n", short), ("n", long), None))
        found += [(("events", o, long), ("events", o, short), (("n", short), ("n", long))) for o in OUTCOMES]
    return found


def ladder_forms() -> list[tuple[tuple, tuple, None]]:
    return [(("reached", before), ("reached", after), None) for before, after in combinations(STEPS, 2)]


def answer_forms(known: Known) -> list[tuple[tuple, tuple, None]]:
    items = {quantity[1:] for quantities in known.values() for quantity in quantities}
    found = [((whole, *item), (part, *item), None) for item in items for whole, part in (("invited", "answered"), ("answered", "satisfied"))]
    return found + [((part, respondent, question, wave), (part, respondent, question, "change"), None)
                    for respondent, question, wave in items if (respondent, question, "change") in items and wave in ("before", "after")
                    for part in ("invited", "answered")]


def recovered(known: Known, forms: list, inside: dict[tuple[str, str], dict[str, str]]) -> list[str]:
    """Every small number that adding and subtracting gives. inside: (column, other) -> level -> the level that holds it."""
    found = []
    for group, quantities in known.items():
        for quantity, tables in quantities.items():
            found += [f"{group} {quantity} {by}={level}: {count}" for by, cells in tables.items() for level, count in cells.items() if count in FEW]
            found += _by_algebra(group, quantity, tables, inside)
        for whole, part, if_same in forms:
            found += _by_difference(group, quantities, whole, part, if_same)
    return found


def _by_difference(group: str, quantities: dict, whole: tuple, part: tuple, if_same: tuple | None) -> list[str]:
    """Whole less part, on every smallest set of levels on which both are known: a level, or all that one of them hides."""
    if whole not in quantities or part not in quantities:
        return []
    found, names = [], (whole, part, *(if_same or ()))
    for by in quantities[whole]:
        cells = [quantities[name][by] for name in names]
        totals = [quantities[name][""].get("") for name in names]
        rest = [level for level in cells[0] if any(counts[level] is None for counts in cells)]
        told = [(level, [counts[level] for counts in cells]) for level in cells[0] if level not in rest]
        if rest and None not in totals:
            told.append((tuple(rest), [total - sum(counts[level] for level, _ in told) for total, counts in zip(totals, cells, strict=True)]))
        for levels, values in told:
            if (if_same is None or values[2] == values[3]) and values[0] - values[1] in FEW:
                found.append(f"{group} {whole} less {part} on {by} {levels}: {values[0] - values[1]}")
    return found


@cache
def _combinations(equations: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """One, two or three equations, each added or taken away: their places and signs."""
    found = []
    for count in range(1, min(3, equations) + 1):
        pairs = [(chosen, signs) for chosen in combinations(range(equations), count) for signs in product((1, -1), repeat=count)]
        found.append((np.array([chosen for chosen, _ in pairs]), np.array([signs for _, signs in pairs])))
    return found


def _by_algebra(group: str, quantity: tuple, tables: dict[str, dict[str, int | None]], inside: dict) -> list[str]:
    """Solve for all hidden cells at once: levels add up to the whole, counties to their circuit."""
    hidden = [(by, level) for by, cells in tables.items() if by for level, count in cells.items() if count is None]
    if not hidden:
        return []
    place, equations, values = {cell: number for number, cell in enumerate(hidden)}, [], []

    def equation(cells: list[tuple[str, str, int]], equals: int) -> None:
        row = np.zeros(len(hidden))
        for by, level, sign in cells:
            count = tables[by].get(level, 0)
            if count is None:
                row[place[by, level]] += sign
            else:
                equals -= sign * count
        if row.any():
            equations.append(row)
            values.append(equals)

    whole = tables[""].get("")
    for by, cells in tables.items():
        if by and whole is not None:
            equation([(by, level, 1) for level in cells], whole)
    for (by, other), holder in inside.items():
        for outer in tables.get(other, {}):
            members = [(by, level, 1) for level in tables.get(by, {}) if holder.get(level) == outer]
            equation([*members, (other, outer, -1)], 0)
    if not equations:
        return []
    matrix, values = np.array(equations), np.array(values, float)
    found = []
    for chosen, signs in _combinations(len(matrix)):
        combined, totals = np.einsum("cn,cnh->ch", signs, matrix[chosen]), (signs * values[chosen]).sum(axis=1)
        people = (combined.min(axis=1) >= 0) & (combined.max(axis=1) == 1) & (totals > 0) & (totals <= max(FEW))
        found += [f"{group} {quantity}: {[hidden[i] for i in np.flatnonzero(combined[row])]} together {totals[row]:.0f}"
                  for row in np.flatnonzero(people)]
    solution = np.linalg.lstsq(matrix, values, rcond=None)[0]
    _, sizes, directions = np.linalg.svd(matrix)
    free = directions[(sizes > 1e-9).sum():]
    found += [f"{group} {quantity} {cell} follows: {solution[number]:.0f}" for number, cell in enumerate(hidden)
              if np.abs(free[:, number]).max(initial=0) < 1e-9 and round(solution[number]) in FEW]
    return found
