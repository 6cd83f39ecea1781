"""What can be recovered from a published copy by somebody who adds and subtracts: nothing."""

import csv
import json
import re
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from tests.attacks import attacker, hard_records
from tests.attacks.attacker import BASELINE, FEW


@pytest.fixture(scope="module")
def inside():
    return {("county_fips", "circuit"): hard_records.COUNTIES}


def many(published) -> bool:
    """Whether the records hold people enough for much to be shown; `make deep` attacks smaller ones too."""
    return len(attacker.rows(published[0] / "person.csv")) > 1000


def test_something_is_shown(published):
    """An empty copy would be safe too."""
    known = attacker.comparisons(published[1])
    shown = [count for quantities in known.values() for tables in quantities.values() for cells in tables.values()
             for count in cells.values() if count]
    assert len(shown) > (400 if many(published) else 50)
    assert sum(count is not None for cells in known[BASELINE]["n", 36].values() for count in cells.values()) > 15


def test_no_earlier_load_is_in_it(published):
    assert b"in-history-only" in published[1].with_name("hard.duckdb").read_bytes()
    held = [path.read_bytes() for path in published[1].rglob("*") if path.is_file()]
    assert held and not any(b"in-history-only" in text or b"R-before" in text or b"load_number" in text for text in held)


def test_nothing_follows_from_the_comparisons(published, inside):
    assert attacker.recovered(attacker.comparisons(published[1]), attacker.comparison_forms(), inside) == []


def test_nothing_follows_from_two_baselines(published):
    """The baseline of an arm's row beside the whole baseline, another arm's, and an arm that overlaps it."""
    known, found = attacker.comparisons(published[1]), []
    groups = [BASELINE, *(group for group in known if group.startswith("own "))]
    for one, other in combinations(groups, 2):
        for quantity, tables in known[one].items():
            for by, cells in tables.items():
                beside = known[other][quantity][by]
                found += [f"{one} less {other} {quantity} {by}={level}" for level, count in cells.items()
                          if None not in (count, beside.get(level)) and abs(count - beside[level]) in FEW]
    for arm in ("community_service", "restitution"):
        for quantity, tables in known[arm].items():
            for by, cells in tables.items():
                for level, count in cells.items():
                    whole, own = known[BASELINE][quantity][by].get(level), known["own " + arm][quantity][by].get(level)
                    if None not in (count, whole, own) and abs(count - (whole - own)) in FEW:
                        found.append(f"{arm} less what left the baseline {quantity} {by}={level}")
    assert found == []


def test_nothing_follows_from_ladders_and_answers(published, inside):
    ladders, answers = attacker.ladders(published[1]), attacker.answers(published[1])
    assert attacker.recovered(ladders, attacker.ladder_forms(), inside) == []
    assert attacker.recovered(answers, attacker.answer_forms(answers), inside) == []


def test_nothing_follows_from_who_was_reached(published, inside):
    """By itself, and beside the comparisons and the ladders of the same people."""
    ladders, reached = attacker.ladders(published[1]), attacker.access(published[1])
    if many(published):
        assert sum(count is not None for tables in reached["any_restorative"].values() for cells in tables.values() for count in cells.values()) > 60
    known = attacker.together(attacker.comparisons(published[1]), ladders, reached)
    assert attacker.recovered(known, attacker.access_forms(), inside) == []


def test_nothing_follows_from_people_in_several_programs(published):
    """All models' people together less those whom any of them reached: those whom several reached."""
    reached, found = attacker.access(published[1]), []
    models = [code for code in attacker.RESTORATIVE if code in reached]
    for quantity, tables in reached["any_restorative"].items():
        for by, cells in tables.items():
            for level, count in cells.items():
                each = [reached[code][quantity][by].get(level, 0) for code in models]
                if quantity[0] == "access" and None not in (count, *each) and sum(each) - count in FEW:
                    found.append((quantity, by, level))
    assert found == []


def test_nothing_follows_from_orders(published, inside):
    """By themselves, by payee, and beside the comparison of the same arm."""
    orders = attacker.orders(published[1])
    assert sum(count is not None for quantities in orders.values() for tables in quantities.values() for cells in tables.values()
               for count in cells.values()) > (300 if many(published) else 50)
    known = attacker.of_each_order(orders, attacker.comparisons(published[1]))
    assert attacker.recovered(known, attacker.order_forms(), inside) == []
    found = []
    for group in [name for name in orders if len(name.split(" ")) == 3]:
        for quantity in (("orders", "orders"), ("orders", "in_full"), ("orders", "nothing_paid"), ("orders", "left_out")):
            payees = [orders[name][quantity][""][""] for name in orders if name.startswith(group + " ")]
            hidden = [count for count in payees if count is None]
            if len(hidden) == 1 and orders[group][quantity][""][""] is not None:
                found.append((group, quantity))
    assert found == []


def test_nothing_follows_from_the_shares_of_a_row_s_own_baseline(published):
    """A share to 17 digits is a fraction: where only one number of orders fits, what the row leaves out follows."""
    found, tried = [], 0
    for by, table in attacker.split_by(published[1], "obligations").items():
        whole = {(row["kind"], row["payee"], row["amount_unit"], row.get(by)): row for row in table if row["model"] == BASELINE}
        for row in table:
            baseline = whole[row["kind"], row["payee"], row["amount_unit"], row.get(by)]
            for share in ("baseline_in_full_share", "baseline_nothing_share"):
                if row[share] and baseline["orders"]:
                    orders, tried = int(baseline["orders"]), tried + 1
                    parts = Fraction(float(row[share])).limit_denominator(orders).denominator
                    found += [(by, row.get(by), row["model"], share)] if 2 * parts > orders and orders - parts in FEW else []
    assert (tried or not many(published)) and found == []


def test_amounts_stand_for_everybody_only(published):
    """One large order could be told from a rest; amounts of all are rounded."""
    views = attacker.split_by(published[1], "obligations")
    assert any(row["ordered"] for row in views[""])
    for by, table in views.items():
        for row in table:
            assert not row["victims"] and not row["paid_per_victim"]
            assert not by or not any(row[name] for name in ("ordered", "paid", "paid_per_release"))
            assert row["people"] or not row["ordered"]


def test_services_tell_nothing_of_few_others(published):
    """A program less its version for women: the few men in it; the others less a program's own: shares only."""
    import analytics

    told = {(row["program"], row["for_women"]): row for row in attacker.split_by(published[1], "services")[""]}
    exact = {(row["program"], str(row["for_women"]).lower()): row
             for row in analytics.services(published[1].with_name("hard.duckdb"), min_cell=0).to_dict("records")}
    assert told["missouri_reentry_process", "false"]["people"]
    for (program, for_women), row in told.items():
        assert not row["others_n"] and not row["others_events"]
        for name in ("people", "completed", "n", "events"):
            assert not row[name] or int(row[name]) % 5 == 0 and exact[program, for_women][name] not in FEW
            if for_women == "true" and row[name]:
                assert exact[program, "false"][name] - exact[program, for_women][name] not in FEW


def test_gifts_name_no_place_and_few_people_never(published):
    views = attacker.split_by(published[1], "repair")
    assert set(views) == {"", "month", "recipient_type"}
    people = ("participants", "hours", "volunteers")
    assert not any(row[name] for by, table in views.items() if by for row in table for name in people)
    assert [bool(row["participants"]) for row in views[""] if row["kind"] in ("quilts", "dog_training")] in ([True, False], [False, True])


def test_random_sums_and_differences(published):
    """Thousands of random questions: the whole less some levels, some levels of one column together."""
    random, asked, found = np.random.default_rng(3), 0, []
    known = attacker.together(attacker.comparisons(published[1]), attacker.ladders(published[1]), attacker.access(published[1]),
                              attacker.orders(published[1]))
    cells_of = [(group, quantity, by, cells) for group, quantities in known.items() for quantity, tables in quantities.items()
                for by, cells in tables.items() if by and tables[""].get("") is not None]
    for _ in range(6000):
        group, quantity, by, cells = cells_of[random.integers(len(cells_of))]
        shown = [level for level, count in cells.items() if count is not None]
        some = [level for level in shown if random.random() < random.random()]
        rest = known[group][quantity][""][""] - sum(cells[level] for level in some)
        asked += 1
        if rest in FEW:
            found.append((group, quantity, by, some, rest))
    assert asked == 6000 and found == []


def test_figures_of_hidden_counts_are_empty(published):
    """No rate, limit, ratio or p-value stands where its counts do not."""
    for table in attacker.split_by(published[1], "compare").values():
        for row in table:
            if not row["events"] or not row["n"]:
                assert not any(row[name] for name in ("rate", "rate_low", "rate_high", "risk_difference", "risk_ratio", "p_value", "logrank_p"))
            if not row["baseline_events"]:
                assert not any(row[name] for name in ("baseline_rate", "risk_difference", "risk_difference_low", "risk_ratio", "p_value"))
            assert not row["baseline_later_referred"]
    for table in attacker.split_by(published[1], "satisfaction").values():
        for row in table:
            if not row["satisfied"] and row["wave"] != "change":
                assert not any(row[name] for name in ("satisfied_rate", "low", "mean", "bound_low", "difference"))
    for table in attacker.split_by(published[1], "access").values():
        for row in table:
            if not row["reached"] or not row["eligible"]:
                assert not any(row[name] for name in ("share", "low", "high", "rest_share", "ratio", "ratio_low", "ratio_high"))
    for table in attacker.split_by(published[1], "obligations").values():
        for row in table:
            for count, shares in (("in_full", ("in_full_share", "in_full_low")), ("nothing_paid", ("nothing_share", "nothing_low"))):
                assert row[count] or not any(row[name] for name in shares)


def test_curves_beside_the_windows(published):
    """Two rows of a curve are 11 events apart, a row and a window's end 11 or none; nothing is split."""
    curves = attacker.split_by(published[1], "curve")
    assert set(curves) == {""}
    shown = 0
    for row in curves[""]:
        assert row["kind"] == "cif" and all(int(row[name]) % 5 == 0 for name in ("at_risk", "events", "censored", "competing") if row[name])
        shown += bool(row["estimate"])
    assert shown > 10 or not many(published)


def test_no_identifier_and_no_day_of_the_source(published):
    """Every id and every day of every table, looked for in every byte of the copy."""
    records, copy = published
    words = set()
    for path in records.iterdir():
        for row in attacker.rows(path):
            words |= {value for name, value in row.items() if value and (name.endswith(("_id", "_on")) or name == "month")}
    assert len(words) > 2000
    said = "\n".join(path.read_text(encoding="utf-8") for path in copy.iterdir())
    assert words & set(re.findall(r"[\w-]+", said)) == set()
    assert "PX" not in said  # as every id of these records begins
    assert not re.search(r"\d{4}-\d{2}-\d{2}", said)


def test_descriptions_hold_no_count(published):
    """A sidecar tells of the file: its number of rows is the number of its levels, arms and questions."""
    for path in published[1].glob("*.csv.json"):
        said = json.loads(path.read_text(encoding="utf-8"))
        assert set(said) == {"product", "version", "verb", "view", "options", "records", "protection", "definitions", "rows", "sha256"}
        with Path(str(path).removesuffix(".json")).open(encoding="utf-8", newline="") as file:
            assert said["rows"] == len(list(csv.reader(file))) - 1


def test_shown_counts_are_the_exact_ones(published):
    import analytics

    exact = analytics.compare(published[1].with_name("hard.duckdb"), outcome="rearrest", window=36, by="race", min_cell=0)
    told = {(row["race"], row["model"]): row for row in exact.to_dict("records")}
    shown = [row for row in attacker.split_by(published[1], "compare")["race"] if row["outcome"] == "rearrest" and row["window_months"] == "36"]
    assert any(row["events"] for row in shown)
    for row in shown:
        for name in ("n", "events", "baseline_n", "baseline_events"):
            assert not row[name] or int(row[name]) == told[row["race"], row["model"]][name]
