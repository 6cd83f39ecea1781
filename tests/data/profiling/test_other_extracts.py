"""Invented extracts of the kinds that sites have: each needs a profile only."""
from tests.data.profiling.converted import convert

# A state's three-year file: title lines, semicolons, Latin-1, two-digit years, months to return, persons who come again, and a file that
# ends before three years are over for the last of them.
STATE = """
Department of Corrections;;;;;
Releases 2012-2014;;;;;
ID;Released;Born;Offence code;Months to return;Return
A1;3/31/12;7/4/61;912;6;NEW CRIME
A1;6/30/13;7/4/61;2305;;
B2;12/1/14;1/9/90;3599;1,5;VIOLATION
Señor;1/1/12;;9999;;
"""
STATE_PROFILE = """
title = "A state's releases, followed for three years"
[settings.last]
kind = "date"
default = "2016-12-31"
[sources.releases]
files = "*.txt"
encoding = ["utf-8", "latin-1"]
delimiter = "semicolon"
skip_lines = 2
[sources.releases.derived]
out = { column = "Released", dates = "M/D/YY" }
three_years = { column = "out", plus_days = 1095 }
id = { join = "{ID}-{out}" }
[rows.people]
table = "person"
from = "releases"
one_per = "person_id"
[rows.people.columns]
person_id = "ID"
born_on = { column = "Born", dates = "M/D/YY", two_digit_years_from = 1920 }
[rows.releases]
table = "release"
from = "releases"
[rows.releases.columns]
release_id = "id"
person_id = "ID"
released_on = "out"
release_type = { text = "prison_release" }
offense_detail = "Offence code"
[rows.releases.columns.offense]
column = "Offence code"
ranges = [{ from = 900, to = 1399, value = "violent" }, { from = 2000, to = 2999, value = "property" }, { from = 3500, to = 3599, value = "drug" }]
[rows.releases.columns.follow_up_ended_on]
first_of = [{ column = "three_years", when = [{ column = "three_years", to = { setting = "last" } }] }, { setting = "last" }]
[rows.returns]
table = "event"
from = "releases"
where = [{ column = "Months to return", filled = true }]
[rows.returns.columns]
event_id = { join = "{id}-return" }
person_id = "ID"
occurred_on = { column = "out", plus_days = { column = "Months to return", number = "1.234,5", unit = "months to days" } }
event_type = { column = "Return", values = { "NEW CRIME" = "reincarceration", VIOLATION = "technical_return" } }
"""


def test_a_states_three_year_file(tmp_path):
    made = convert(tmp_path, STATE_PROFILE, {"releases.txt": STATE.lstrip().encode("latin-1")})
    assert made.table("person") == [
        {"person_id": "A1", "born_on": "1961-07-04"}, {"person_id": "B2", "born_on": "1990-01-09"}, {"person_id": "Señor", "born_on": ""},
    ]
    assert made.column("release", "offense") == ["violent", "property", "drug", ""]
    assert made.column("release", "follow_up_ended_on") == ["2015-03-31", "2016-06-29", "2016-12-31", "2014-12-31"]
    assert [(row["occurred_on"], row["event_type"]) for row in made.table("event")] == [
        ("2012-09-29", "reincarceration"),  # six months are 182 days
        ("2015-01-15", "technical_return"),  # one and a half are 45
    ]
    assert made.notices("unmapped") == [("Offence code", "9999", 1)]
    assert made.conversion.origin("release", 1) == ("releases.txt", 4)


# A prosecutor's diversion file beside a list of defendants: two files, dates in three columns, a program of the site's own.
DEFENDANTS = "Defendant\tGender\tEthnic group\n77\tWoman\tHispanic\n78\tMan\tWhite\n"
DIVERSIONS = """
Case\tDefendant\tProgram\tY\tM\tD\tClosed\tOutcome
1\t77\tCommunity conference\t2020\t3\t9\t2020-09-01\tSuccessful
2\t78\tTheft class\t2020\t11\t30\t\t
3\t78\tCommunity conference\t2019\t1\t5\t2019-02-01\tDeclined by accused
4\t78\tTraffic school\t2019\t1\t5\t2019-02-01\tSuccessful
"""
DIVERSION_PROFILE = """
title = "A prosecutor's diversions"
[models.theft_class]
name = "Theft class"
group = "diversion"
counts_as_restorative = false
[values.program]
"Community conference" = "family_group_conference"
"Theft class" = "theft_class"
[values.outcome]
Successful = "completed"
Unsuccessful = "removed"
"Declined by accused" = "declined"
"" = "active"
[sources.defendants]
files = "defendants*"
delimiter = "tab"
[sources.diversions]
files = "diversions*"
delimiter = "tab"
where = [{ column = "Program", in_values = "program" }]
[sources.diversions.derived]
written = { join = "{Y}-{M}-{D}" }
referred = { column = "written", dates = "YYYY-M-D" }
[sources.diversions.look_up.defendants]
match = "Defendant"
[rows.people]
table = "person"
from = "diversions"
one_per = "person_id"
[rows.people.columns]
person_id = "Defendant"
sex = { column = "defendants.Gender", values = { Woman = "female", Man = "male" } }
race = { column = "defendants.Ethnic group", values = { White = "white", Hispanic = "unknown" } }
ethnicity = { column = "defendants.Ethnic group", values = { White = "unknown", Hispanic = "hispanic" } }
[rows.cases]
table = "release"
from = "diversions"
[rows.cases.columns]
release_id = "Case"
person_id = "Defendant"
released_on = "referred"
release_type = { text = "diversion" }
follow_up_ended_on = { text = "2022-12-31" }
[rows.referrals]
table = "participation"
from = "diversions"
[rows.referrals.columns]
participation_id = "Case"
person_id = "Defendant"
release_id = "Case"
model = { column = "Program", values = "program" }
referred_on = "referred"
ended_on = "Closed"
status = { column = "Outcome", values = "outcome" }
"""


def test_a_prosecutors_diversion_file(tmp_path):
    made = convert(tmp_path, DIVERSION_PROFILE, {"defendants.tsv": DEFENDANTS, "diversions.tsv": DIVERSIONS})
    assert [tuple(row.values()) for row in made.table("person")] == [("77", "female", "unknown", "hispanic"), ("78", "male", "white", "unknown")]
    assert [(row["model"], row["referred_on"], row["status"]) for row in made.table("participation")] == [
        ("family_group_conference", "2020-03-09", "completed"),
        ("theft_class", "2020-11-30", "active"),
        ("family_group_conference", "2019-01-05", "declined"),
    ]
    assert made.table("model") == [{"code": "theft_class", "name": "Theft class", "group": "diversion", "counts_as_restorative": "no"}]
    assert made.notices("left_out") == [("", "", 1)]  # the traffic school, which no map holds
