"""The course over time in a brief: like with like, its unadjusted twin beside it, and as the groups came where that is asked for."""

import pytest

from analytics.brief import wish
from analytics.brief.course import MATCHED, UNMATCHED, course
from analytics.brief.drawing import drawn
from analytics.brief.edition import edition as counted
from analytics.brief.figure_table import as_table
from analytics.vocabulary import BASELINE
from tests.analytics.brief.test_slides import few_people


def around(rows, column, day):
    """The figures between which that of a day lies, as people of 100."""
    known = [row for row in rows if row[column] == row[column]]
    before, after = [row for row in known if row["day"] <= day][-1], next(row for row in known if row["day"] >= day)
    return [round(100 * row[column], 1) for row in (before, after)]


def test_one_program_beside_matched_people_and_beside_all_as_they_came(edition):
    found, outcome = course(edition), edition.wishes.headline
    matched, program, twin = found.chart.lines
    assert (matched.label, program.model, twin.label) == (MATCHED, "victim_offender_mediation", UNMATCHED)
    assert matched.model == twin.model == BASELINE and [line.twin for line in found.chart.lines] == [False, False, True]
    alike = [row for row in edition.rows("curve", outcome, "entropy") if row["model"] == program.model]
    plain = [row for row in edition.rows("curve", outcome, "none") if row["model"] == BASELINE]
    for line, rows, column in ((program, alike, "estimate"), (matched, alike, "baseline_estimate"), (twin, plain, "estimate")):
        low, high = around(rows, column, 1_095)
        assert line.straight and line.last_day == 1_095 and low <= line.points[-1][1] <= high and low < high  # no row on the last day itself
        assert line.at[-1].startswith(f"{low}–{high}") and line.said.startswith(f"{low:.0f}")
    assert all(low is None and high is None for _, _, low, high in twin.points) and any(low for _, _, low, _ in matched.points)
    assert "similar people" in found.title and "not matched" in found.footer.caveat and "made alike" in found.footer.caveat
    assert "stroke-dasharray=\"2 4\"" in drawn(found.chart)[0] and [row[0] for row in as_table(found.chart)[1]][-1] == UNMATCHED


@pytest.fixture(scope="module")
def crude():
    return counted(few_people(), wish(outcome="rearrest", adjust="none"), only=("compare", "curve"))


def test_as_they_came_the_programs_share_one_line(crude):
    found = course(crude)
    assert [(line.label, line.twin) for line in found.chart.lines] == [("The usual sentence", False), ("Accountability board", False)]
    assert "not made alike" in found.footer.caveat and "matched" not in found.title


def test_a_program_that_may_not_be_shown_has_no_line():
    hidden = counted(few_people(), wish(outcome="rearrest", model="victim_offender_mediation"), only=("compare", "curve"))
    found = course(hidden)
    assert found.chart is None and "hidden" in found.missing
