"""More sets of arms than fit into a byte: every answer still comes, and counts whom it should."""

import itertools

import pytest

import analytics
from tests.records import database

MODELS = (
    "victim_offender_mediation", "accountability_board", "family_group_conference", "circle_sentencing", "impact_of_crime_class",
    "reparative_activity", "community_service", "restitution", "victim_impact_statement",
)  # fmt: skip
# One person for each of the 512 ways to be in nine models or not, men and women by turns; person 0 is in none.
WAYS = list(itertools.product((False, True), repeat=len(MODELS)))
RECORDS = {
    "person": "person_id,sex\n" + "".join(f"p{i},{'male' if i % 2 else 'female'}\n" for i in range(len(WAYS))),
    "release": "release_id,person_id,released_on,release_type,follow_up_ended_on\n" + "".join(
        f"r{i},p{i},2020-01-01,prison_release,2024-01-01\nq{i},p{i},2021-06-01,prison_release,2024-12-31\n" for i in range(len(WAYS))),
    "participation": "participation_id,person_id,release_id,model,referred_on,status\n" + "".join(
        f"a{i}-{j},p{i},{release}{i},{model},2019-06-01,completed\n"
        for i, way in enumerate(WAYS) for j, model in enumerate(MODELS) for release in ("r",) if way[j]),
    "event": "event_id,person_id,occurred_on,event_type\n" + "".join(f"e{i},p{i},2020-03-01,rearrest\n" for i in range(0, len(WAYS), 3)),
    "survey": "response_id,respondent_id,respondent,release_id,wave,question,score,scale_min,scale_max\n" + "".join(
        f"s{i},v{i},victim,r{i},after,satisfaction_process,{1 + i % 5},1,5\n" for i in range(len(WAYS))),
}
IN_EACH, ARRESTED = 256, {model: sum(way[j] for i, way in enumerate(WAYS) if i % 3 == 0) for j, model in enumerate(MODELS)}


@pytest.fixture(scope="module")
def records():
    return database(RECORDS)


@pytest.mark.parametrize("adjust", ["none", "entropy", "ipw", "standardize"])
@pytest.mark.parametrize("options", [{}, {"unit": "every"}, {"by": "sex"}])
def test_each_model_has_its_half(records, adjust, options):
    found = analytics.compare(records, outcome="rearrest", window=12, adjust=adjust, covariates="sex" if adjust != "none" else None, min_cell=0,
                              round=1, **options)
    found = found[found["model"] != "retributive_only"].groupby("model")[["n", "events"]].sum()
    assert found["n"].tolist() == [IN_EACH] * len(MODELS)  # the second release of each person is in no arm
    assert found["events"].to_dict() == ARRESTED  # all arrests follow the first release


def test_a_selection_and_a_curve(records):
    men = analytics.compare(records, outcome="rearrest", window=12, where={"sex": "male"}, min_cell=0, round=1).set_index("model")
    assert men.loc[MODELS[0], "n"] == 128
    assert len(analytics.curve(records, outcome="rearrest", kind="cif", adjust="entropy", covariates="sex", unit="every", min_cell=0))


def test_answers_and_ladders(records):
    told = analytics.satisfaction(records, min_cell=0, round=1)
    assert told[told["model"] == MODELS[0]]["invited"].max() == IN_EACH
    steps = analytics.completion(records, min_cell=0, round=1).set_index(["model", "step"])
    assert steps.loc[(MODELS[0], "referred"), "reached"] == IN_EACH
