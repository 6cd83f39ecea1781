"""The Missouri conventions on invented rows: magic dates, moves, cycles, statuses, and words left to the site."""
import pytest

from data.problem import Problem
from data.profiling import read_profile
from tests.data.profiling.converted import Converted, convert

PERSONS = """
EK_DOC,SEX,RACE,ETHNICITY,COUNTY,BIRTH_DATE
1,M,B,N,STLC,19800229
2,F,W,H,STLO,19900101
3,U,I,U,OTST,0
4,M,A,N,ADAI,19700101
"""
PERIODS = """
DOC,CYC,SQN,START_DATE,END_DATE,FACILITY,END_STATUS_CODE
1,20100101,1,20100101,20120301,ALGOA,RP
1,20100101,2,20121001,20130601,ALGOA,RP
1,20150505,1,20150505,99999999,ALGOA,
2,20110101,1,20110101,20110601,VANDALIA,XX
2,20110101,2,20110601,20120601,CHILLICOTHE,RP
3,20140101,1,20140101,20160101,FARMINGTON,DT
4,20130101,1,20130101,20140101,MOBERLY,RP
5,20090101,1,20090101,20090231,MOBERLY,RP
"""
PROGRAMS = """
DOC_ID,CYCLE_NO,ENROLLMENT_REF_ID,CLASS_REF_ID,ENROLLMENT_STATUS_CD,REFERRAL_DT,ACTUAL_START_DT,ACTUAL_EXIT_DT,CLASS_TITLE,LOC_ACRONYM,PROGRAM_TITLE
1,20100101,100,7,CMP,20110101,20110201,20110501,IMPACT OF CRIME ON VICTIMS,ACC,ICVC
1,20100101,101,7,TRN,20110101,20110201,20110501,IMPACT OF CRIME ON VICTIMS,ACC,ICVC
2,20110101,102,7,EXA,20120101,0,0,IMPACT OF CRIME ON VICTIMS,WERDCC,ICVC
2,20110101,103,8,CMP,20120101,20120201,20120401,PARENTING II,WERDCC,P
4,20130101,104,8,CAN,20130201,77777777,88888888,PARENTING II,MCC,P
6,20130101,105,9,CMP,20130201,20130301,20130401,WELDING,MCC,V
6,20130101,106,9,CMP,20130201,20130301,20130401,WELDING,MCC,V
"""
SITE = """
extends = "missouri_doc"
[values.class_title]
"IMPACT OF CRIME ON VICTIMS" = "impact_of_crime_class"
"PARENTING II" = "parenting"
[values.end_status]
RP = "release"
DT = "death"
[values.county]
ADAI = "29001"
"""
FILES = {"persons.csv": PERSONS, "periods.csv": PERIODS, "programs.csv": PROGRAMS}
LAST = "2016-12-31"


@pytest.fixture
def made(tmp_path) -> Converted:
    return convert(tmp_path, SITE, FILES, follow_up_ended_on=LAST)


def test_persons_of_all_files_once_each(made):
    rows = {row["person_id"]: row for row in made.table("person")}
    assert list(rows) == ["1", "2", "3", "4", "5", "6"]  # 5 has only a period, 6 only programs
    assert rows["1"] == {"person_id": "1", "sex": "male", "race": "black", "ethnicity": "not_hispanic", "born_on": "1980-02-29"}
    assert (rows["3"]["race"], rows["3"]["ethnicity"], rows["3"]["born_on"]) == ("american_indian", "unknown", "")
    assert rows["6"]["sex"] == ""


def test_a_periods_end_is_a_release(made):
    released = [(row["release_id"], row["released_on"], row["county_fips"]) for row in made.table("release")]
    assert released == [
        ("1-20100101-1", "2012-03-01", "29510"),
        ("1-20100101-2", "2013-06-01", "29510"),  # the third period is still open: no release
        ("2-20110101-2", "2012-06-01", "29189"),  # the first ended in a move on the same day
        ("4-20130101-1", "2014-01-01", "29001"),  # 3 died in prison
        ("5-20090101-1", "20090231", ""),  # no such day: handed on, so that the check names its line
    ]
    assert made.conversion.origin("release", 5) == ("periods.csv", 9)
    assert {row["follow_up_ended_on"] for row in made.table("release")} == {LAST}


def test_the_next_period_is_the_return_and_the_cycle_says_of_which_kind(made):
    assert [(row["event_id"], row["occurred_on"], row["event_type"]) for row in made.table("event")] == [
        ("1-20100101-1-return", "2012-10-01", "technical_return"),
        ("1-20100101-2-return", "2015-05-05", "reincarceration"),
        ("3-20140101-1-death", "2016-01-01", "death"),
    ]


def test_classes_become_participations_and_services_stay_apart(made):
    classes = [tuple(row.values()) for row in made.table("participation")]
    assert classes == [
        ("1-100", "1", "impact_of_crime_class", "ACC", "2011-01-01", "2011-02-01", "2011-05-01", "completed", "completed"),
        ("1-101", "1", "impact_of_crime_class", "ACC", "2011-01-01", "2011-02-01", "2011-05-01", "removed", "transferred"),
        ("2-102", "2", "impact_of_crime_class", "WERDCC", "2012-01-01", "", "", "declined", "person_declined"),
    ]
    assert [(row["service_id"], row["program"], row["status"]) for row in made.table("service")] == [("2-103", "parenting", "completed")]


def test_what_the_site_has_not_mapped_is_told_with_counts(made):
    assert made.notices("unmapped") == [("END_STATUS_CODE", "XX", 1), ("CLASS_TITLE", "WELDING", 2)]


def test_nothing_of_the_sites_is_guessed_without_it(tmp_path):
    made = convert(tmp_path, read_profile("missouri_doc"), FILES, follow_up_ended_on=LAST)
    assert made.table("participation") == made.table("service") == []
    assert made.column("release", "county_fips") == ["29510", "29510", "29189", "", "", ""]  # OTST is known to be none
    assert made.notices("unmapped") == [
        ("END_STATUS_CODE", "RP", 5), ("END_STATUS_CODE", "XX", 1), ("END_STATUS_CODE", "DT", 1),
        ("persons.COUNTY", "ADAI", 1),
        ("CLASS_TITLE", "IMPACT OF CRIME ON VICTIMS", 3), ("CLASS_TITLE", "PARENTING II", 2), ("CLASS_TITLE", "WELDING", 2),
    ]


def test_persons_and_programs_may_be_missing(tmp_path):
    made = convert(tmp_path, SITE, {"p.txt": PERIODS.replace(",", "\t")}, follow_up_ended_on=LAST)
    assert made.column("person", "person_id") == ["1", "2", "3", "4", "5"]
    assert len(made.table("release")) == 5
    assert made.table("participation") == []


@pytest.mark.parametrize("magic", ["0", "19000000", "20000000", "66666666", "77777777", "88888888", "99999999"])
def test_magic_dates_mean_none(tmp_path, magic):
    made = convert(tmp_path, SITE, {"p.csv": f"DOC,CYC,SQN,START_DATE,END_DATE\n1,1,1,20100101,{magic}\n1,1,2,20110101,20120101\n"}, follow_up_ended_on=LAST)
    assert made.column("release", "released_on") == ["2012-01-01"]
    assert made.table("event") == []


def test_an_unknown_status_is_a_problem_since_a_participation_must_have_one(tmp_path):
    with pytest.raises(Problem, match=r"column ENROLLMENT_STATUS_CD: 'QQQ' \(1 row\) not in the value map program_status"):
        convert(tmp_path, SITE, FILES | {"programs.csv": PROGRAMS.replace("EXA", "QQQ")}, follow_up_ended_on=LAST)


def test_the_end_of_follow_up_must_be_given(tmp_path):
    with pytest.raises(Problem, match="missouri_doc needs --set follow_up_ended_on=VALUE"):
        convert(tmp_path, read_profile("missouri_doc"), FILES)
