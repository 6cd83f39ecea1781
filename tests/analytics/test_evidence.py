"""The `evidence` verb: what is pooled, what is not, what a file of one's own may hold."""

import json
import math
import re

import pytest

import analytics
from analytics.command_line import main
from analytics.evidence import COLUMNS, groups, notes
from data.evidence import benchmarks, prison_population, published_studies, read_studies
from data.problem import Problem

COUNTED = "study,model,outcome,design,events_treated,n_treated,events_control,n_control\n"
ESTIMATED = "study,model,outcome,effect,std_error\n"


@pytest.fixture
def file(tmp_path):
    def write(text, name="studies.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def row(table, **wanted):
    for name, value in wanted.items():
        table = table[table[name] == value]
    assert len(table) == 1
    return table.iloc[0]


def test_columns_are_the_contracts():
    assert tuple(analytics.evidence().columns) == COLUMNS


def test_randomized_and_not_stand_apart_and_reviews_are_never_pooled():
    table = analytics.evidence()
    # Nine of the ten trials of Strang and others (2013); Indianapolis is a family conference, counted as arrests.
    trials = row(table, model="rj_conferencing_other", outcome="reconviction", design="randomized")
    assert (trials["studies"], trials["participants"], trials["status"]) == (9, 1098, "ok")
    # Their own review has d = -0.155 (-0.245 to -0.065), ten trials, 1,880 people: a row of its own.
    review = row(table, model="several_models", outcome="reconviction", design="review")
    assert (review["studies"], review["participants"]) == (10, 1880)
    assert review["odds_ratio"] == pytest.approx(math.exp(-0.155 * math.pi / math.sqrt(3)))
    assert math.isnan(review["prediction_low"])
    alone = row(table, model="family_group_conference", outcome="reconviction", design="not_randomized")
    assert (alone["studies"], alone["status"]) == (1, "low")


def test_a_review_whose_good_is_above_0_is_turned():
    """Kimbrell and others (2023) give g = 0.23 where more is better."""
    review = row(analytics.evidence(model="several_models"), outcome="reoffending", design="review")
    assert review["odds_ratio"] == pytest.approx(math.exp(-0.23 * math.pi / math.sqrt(3)))


def test_null_and_contrary_findings_are_there_without_figures():
    """Classes: the one trial by lot found nothing; another report found harm. Neither has figures; both are told."""
    found = {(group.outcome, group.design): group for group in groups(model="impact_of_crime_class")}
    trial = found["reoffending", "randomized"]
    assert trial.status == "not_estimable" and "no clear difference" in trial.told[0].finding
    assert "more than twice" in found["rearrest", "not_randomized"].told[0].finding


def test_notes_are_followed():
    """What a note says not to pool stands in no pool; the same people stand in no pool twice."""
    for group in groups():
        for made in group.estimates:
            assert made.study.use in ("pool", "alone", "review")
            assert made.study.use != "alone" or len(group.estimates) == 1
        people = [made.study.same_people for made in group.estimates if made.study.same_people not in ("", "strang2013")]
        assert len(people) == len(set(people))


def test_a_study_told_several_times_is_one_with_its_longest_follow_up():
    group = next(group for group in groups(model="rj_conferencing_other", outcome="rearrest") if group.design == "randomized")
    # Two trials, two reports each: San Francisco after 6 and 48 months, Minnesota 2013 and its longer follow-up of 2018.
    assert [study.study for study in group.told] == ["mir_6m", "mir_48m", "mncosa2013_sex", "mncosa2018_sex"]
    assert {study.study for study in group.told_in_words} == {"mir_48m", "mncosa2018_sex"}
    boards = row(analytics.evidence(model="accountability_board"), outcome="reconviction")
    assert (boards["studies"], boards["told_in_words"]) == (0, 1)  # Humphrey: one study, during and after probation


def test_whose_people_stand_in_the_figure_is_not_told_again():
    """Indianapolis: two more reports on the trial that the figure stands on."""
    found = row(analytics.evidence(model="family_group_conference"), outcome="rearrest")
    assert (found["studies"], found["told_in_words"]) == (1, 0)


def test_a_sentence_in_the_case_itself_is_no_return():
    circles = groups(model="circle_sentencing")
    assert "a sentence, not a return" in next(group for group in circles if group.outcome == "prison_sentence").told[0].finding
    assert not any(group.outcome == "reincarceration" for group in circles)


def test_every_study_has_its_source():
    for study in published_studies():
        assert study.citation and study.provenance and study.model and study.outcome
        assert not re.search(r"recall|remember|from memory", " ".join(vars(study)[name] for name in ("citation", "remark", "provenance")))
        for doi in re.findall(r"doi:(\S+)", study.citation):
            assert re.fullmatch(r"10\.\d{4,9}/\S+", doi)


def test_benchmarks_and_population():
    shares = {(one.outcome, one.window_months): one.share for one in benchmarks() if one.series == "bjs_2008"}
    assert shares["rearrest", 36] == 0.662 and shares["return_to_prison", 60] == 0.55  # NCJ 256094, figure 2
    assert prison_population()[2024] == 23884


def test_named_rules_for_zero_cells(file):
    studies = file(COUNTED + "a,m,o,rct,0,20,4,22\n"  # one zero: 0.5 in each of its cells
                             "b,m,o,rct,3,30,5,31\n"
                             "c,m,o,rct,0,9,0,9\n"    # nobody on either side: left out and named
                             "d,m,o,matched,4,30,5,31\n"
                             "e,m,o,meta,9,60,9,60\n")  # a review: apart
    found = groups(studies=studies)
    assert [(group.design, group.studies) for group in found] == [("randomized", 2), ("not_randomized", 1), ("review", 1)]
    assert notes(found) == ["left out, the same for nobody or everybody on both sides: c",
                            "0.5 added to each cell for a zero: a", "reviews kept apart, never pooled: e"]
    assert row(analytics.evidence(studies=studies), design="randomized")["participants"] == 103


def test_only_studies_that_say_nothing_is_not_estimable(file):
    table = analytics.evidence(studies=file(COUNTED + "a,m,o,rct,0,20,0,22\n"))
    assert row(table, model="m")["status"] == "not_estimable" and row(table, model="m")["studies"] == 0


def test_effects_need_no_design(file):
    table = analytics.evidence(studies=file(ESTIMATED + "a,m,o,-0.2,0.1\nb,m,o,-0.4,0.1\nc,m,o,0.1,0.2\n"))
    one = row(table, model="m")
    assert (one["design"], one["studies"], one["status"]) == ("unknown", 3, "ok") and str(one["participants"]) == "<NA>"


@pytest.mark.parametrize(("text", "says"), [
    (COUNTED + "a,m,o,,1,1,2,20\n", "n_treated is 1"),
    (COUNTED + "a,m,o,,1,20,2,1\n", "n_control is 1"),
    (COUNTED + "a,m,o,,21,20,2,20\n", "more than the 20"),
    (COUNTED + "a,m,o,,-1,20,2,20\n", "whole number, 0 or more"),
    (COUNTED + "a,m,o,,1.5,20,2,20\n", "whole number"),
    (COUNTED + "a,m,o,,1,20,,20\n", "events_control is empty"),
    (COUNTED + "a,m,o,,,,,\n", "neither four counts nor an effect"),
    (COUNTED + "a,m,o,wizards,1,20,2,20\n", "line 2: the design 'wizards'"),
    (COUNTED + "a,m,o,,1,20,2,20\nA ,m,o,,1,20,3,20\n", "stands on line 2 already"),
    (COUNTED + ",m,o,,1,20,2,20\n", "study is empty"),
    (COUNTED + "a,m,o,,1,20,2,20,9\n", "more cells than the header"),
    (COUNTED, "only its header"),
    ("", "no column 'study'"),
    ("study,model\na,m\n", "no column 'outcome'"),
    ("study,model,outcome,effect\na,m,o,1\n", "needs either the columns"),
    (ESTIMATED + "a,m,o,0.1,-0.2\n", "greater than 0"),
    (ESTIMATED + "a,m,o,0.1,0\n", "greater than 0"),
    (ESTIMATED + "a,m,o,nan,0.2\n", "no number that can be worked with"),
    (ESTIMATED + "a,m,o,large,0.2\n", "no number"),
    (ESTIMATED + "a,m,o,0.1,\n", "std_error is empty"),
    ('study,model,outcome,effect,std_error\n"a,m,o,0.1,0.2\n', "no CSV"),
])
def test_what_is_wrong_with_a_file_is_one_sentence(file, capsys, text, says):
    path = file(text)
    with pytest.raises(Problem, match=re.escape(says)):
        read_studies(path)
    assert main(["evidence", "--studies", str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and len(err.splitlines()) == 1 and "Traceback" not in err


@pytest.mark.parametrize("arguments", [
    ["evidence", "--model", "magic"], ["evidence", "--outcome", "magic"], ["evidence", "--studies", "/no/such.csv"],
    ["evidence", "--csv", "/no/such/folder/x.csv"], ["verify", "{csv}"]])
def test_what_cannot_be_done(arguments, tmp_path, capsys):
    assert main([argument.format(csv=tmp_path / "x.csv") for argument in arguments]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_needs_no_database_and_can_be_verified(tmp_path, capsys):
    csv = tmp_path / "x.csv"
    assert main(["evidence", "--model", "family_group_conference", "--csv", str(csv)]) == 0
    said = json.loads((tmp_path / "x.csv.json").read_text(encoding="utf-8"))
    assert set(said["definitions"]) == set(COLUMNS) and said["options"]["model"] == ["family_group_conference"]
    assert main(["verify", str(csv)]) == 0
    csv.write_text(csv.read_text(encoding="utf-8").replace(",782,", ",783,"), encoding="utf-8")
    assert main(["verify", str(csv)]) == 1
    assert "'783'" in capsys.readouterr().err


def test_a_file_from_own_studies_is_checked_against_them(file, tmp_path, capsys):
    studies, csv = file(ESTIMATED + "a,m,o,-0.2,0.1\n"), tmp_path / "x.csv"
    assert main(["evidence", "--studies", str(studies), "--csv", str(csv)]) == 0
    assert main(["verify", str(csv)]) == 0
    studies.write_text(ESTIMATED + "a,m,o,-0.3,0.1\n", encoding="utf-8")
    assert main(["verify", str(csv)]) == 1
    studies.unlink()
    assert main(["verify", str(csv)]) == 1
    assert "are not there" in capsys.readouterr().err


def test_a_file_from_records_still_asks_for_them(tmp_path, capsys):
    csv = tmp_path / "x.csv"
    csv.write_text("outcome\n", encoding="utf-8")
    (tmp_path / "x.csv.json").write_text(json.dumps({"verb": "compare", "options": {}, "records": {"fingerprint": "x"}}), encoding="utf-8")
    assert main(["verify", str(csv)]) == 2
    assert "--db" in capsys.readouterr().err
