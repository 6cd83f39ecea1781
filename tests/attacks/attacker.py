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
BASELINE, ANY = "retributive_only", "any_restorative"
RESTORATIVE = ("victim_offender_mediation", "accountability_board", "family_group_conference", "circle_sentencing", "impact_of_crime_class",
               "reparative_activity")

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
            level, reached, still_open = row.get(by, ""), number(row["reached"]), number(row["open"])
            known[row["model"]]["reached", row["step"]][by][level] = reached
            _enter(known[row["model"]]["open",][by], level, still_open)
            if row["step"] == "referred":
                known[row["model"]]["sent",][by][level] = None if None in (reached, still_open) else reached + still_open
    return known


def answers(folder: Path) -> Known:
    known: Known = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for by, table in split_by(folder, "satisfaction").items():
        for row in table:
            item = (row["respondent"], row["question"], row["wave"])
            for part in ("invited", "answered", "satisfied"):
                known[row["model"]][(part, *item)][by][row.get(by, "")] = number(row[part])
    return known


def access(folder: Path) -> Known:
    """Each model, and any restorative one; `only others NAME`: those whom other models reached and this one did not;
    `never sent` as the baseline's: those eligible whom none reached."""
    known: Known = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for by, table in split_by(folder, "access").items():
        for row in table:
            level, step = row.get(by, ""), row["step"]
            known[row["model"]]["access", step][by][level] = number(row["reached"])
            known[row["model"]]["eligible",][by][level] = number(row["eligible"])
            if row["model"] == ANY:
                known[row["model"]]["not recorded",][by][level] = number(row["not_recorded"])
                if step == "referred":
                    known[BASELINE]["never sent",][by][level] = _less(number(row["eligible"]), number(row["reached"]))
    for model in [code for code in known if code in RESTORATIVE]:
        for quantity, tables in known[model].items():
            if quantity[0] == "access":
                for by, cells in tables.items():
                    for level, count in cells.items():
                        known["only others " + model][quantity][by][level] = _less(known[ANY][quantity][by].get(level), count)
    return known


def _less(whole: int | None, part: int | None) -> int | None:
    return None if None in (whole, part) else whole - part


def orders(folder: Path) -> Known:
    """Each model's orders of one kind, to anybody: `MODEL KIND UNIT`."""
    known: Known = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for by, table in split_by(folder, "obligations").items():
        for row in table:
            group = " ".join((row["model"], row["kind"], row["amount_unit"], *([row["payee"]] if row["payee"] != "all" else [])))
            for column in ("people", "orders", "in_full", "nothing_paid", "left_out", "releases"):
                known[group]["orders", column][by][row.get(by, "")] = number(row[column])
            some, nothing = number(row["in_full"]), number(row["nothing_paid"])
            known[group]["orders", "decided"][by][row.get(by, "")] = None if None in (some, nothing) else some + nothing
    return known


def together(*views: Known) -> Known:
    """What is known of each group from several views."""
    known: Known = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for view in views:
        for group, quantities in view.items():
            for quantity, tables in quantities.items():
                known[group][quantity] = tables
    return known


def of_each_order(orders_known: Known, compared: Known) -> Known:
    """The orders of each kind beside the comparison of the same arm."""
    return {group: {**quantities, **compared[group.split(" ")[0]]} for group, quantities in orders_known.items()}


def access_forms() -> list[tuple[tuple, tuple, tuple | None]]:
    """Within access, and beside the comparisons and the ladders: whoever is in an arm was sent, and counts in a ladder."""
    steps = ("referred", "consented", "started", "completed")
    found = [(("eligible",), ("access", step), None) for step in steps]
    found += [(("access", before), ("access", after), None) for before, after in combinations(steps, 2)]
    for sent in (("access", "referred"), ("sent",)):
        found += [(sent, ("n", window), None) for window in WINDOWS]
    found += [(("sent",), ("access", "referred"), None), (("reached", "completed"), ("access", "completed"), None)]
    return found + [(("n", window), ("never sent",), None) for window in WINDOWS]


def order_forms() -> list[tuple[tuple, tuple, tuple | None]]:
    """Within orders, and beside the comparison where nobody seems to have been followed too short."""
    found = [(("orders", whole), ("orders", part), None)
             for whole, part in (("orders", "people"), ("orders", "in_full"), ("orders", "nothing_paid"), ("orders", "decided"), ("orders", "releases"))]
    return found + [(("n", short), ("orders", "people"), (("n", short), ("n", long))) for short, long in combinations(WINDOWS, 2)]


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
            found += _by_what_no_level_has(group, quantity, tables, inside)
        for whole, part, if_same in forms:
            found += _by_difference(group, quantities, whole, part, if_same)
    return found


def _by_what_no_level_has(group: str, quantity: tuple, tables: dict[str, dict[str, int | None]], inside: dict) -> list[str]:
    """The whole less all levels, a circuit less all its counties, where all are shown: the baseline of an arm's row has
    nobody on levels on which the arm has nobody."""
    sums = [(by, tables[""].get(""), list(cells.values())) for by, cells in tables.items() if by]
    for (by, other), holder in inside.items():
        sums += [(f"{by} within {outer}", whole, [count for level, count in tables.get(by, {}).items() if holder.get(level) == outer])
                 for outer, whole in tables.get(other, {}).items()]
    return [f"{group} {quantity} {about}: {abs(whole - sum(cells))} beside all levels" for about, whole, cells in sums
            if whole is not None and cells and None not in cells and abs(whole - sum(cells)) in FEW]


def _by_difference(group: str, quantities: dict, whole: tuple, part: tuple, if_same: tuple | None) -> list[str]:
    """Whole less part, on every smallest set of levels on which both are known: a level, or all that one of them hides."""
    if whole not in quantities or part not in quantities:
        return []
    found, names = [], (whole, part, *(if_same or ()))
    for by in [column for column in quantities[whole] if all(column in quantities[name] for name in names)]:
        cells = [quantities[name][by] for name in names]
        totals = [quantities[name][""].get("") for name in names]
        rest = [level for level in cells[0] if any(counts.get(level, 0) is None for counts in cells)]
        told = [(level, [counts.get(level, 0) for counts in cells]) for level in cells[0] if level not in rest]
        if rest and None not in totals:
            told.append((tuple(rest), [total - sum(counts.get(level, 0) for level, _ in told) for total, counts in zip(totals, cells, strict=True)]))
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
