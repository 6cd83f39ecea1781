"""A profile that can't be meant is one clear sentence, which names what may stand there."""
import pytest

from data.problem import Problem
from data.profiling import read_profile, shipped_profiles
from tests.data.profiling.converted import PEOPLE, convert, profile_from

FILES = {"p.csv": "id,x\n1,a\n"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('sex = { column = "x", expression = "lower(x)" }', "unknown operation 'expression'; use column, text, setting, join, first_of, none"),
        ('sex = { sql = "select 1" }', "unknown operation 'sql'"),
        ('sex = { column = "x", text = "male" }', "exactly one of column, text, setting, join, first_of"),
        ("sex = {}", "exactly one of"),
        ("sex = 7", "a table is needed here, not 7"),
        ('gender = "x"', "unknown column 'gender'; use person_id, sex, race, ethnicity, born_on"),
        ('sex = { text = "man" }', "'man' is no code of sex; use female, male, other, unknown"),
        ('sex = { column = "x", values = { M = "man" } }', "'man' is no code of sex"),
        ('sex = { first_of = [{ text = "man" }] }', "'man' is no code of sex"),
        ('sex = { column = "x", values = "letters" }', "no value map 'letters'; the profile has none"),
        ('sex = { column = "x", values = { M = true } }', "a text in quotation marks is needed here, not True"),
        ('sex = { setting = "y" }', "no setting 'y'; the profile has none"),
        ('sex = { column = "x", unmapped = "guess" }', "'guess' is none of empty, error, keep"),
        ('born_on = { join = "id" }', "a join is text with column names in braces"),
        ('born_on = { join = "{id" }', "a join is text with column names in braces"),
        ('born_on = { join = "{id!r:>9}" }', "p.csv has no column 'id!r:>9'"),
        ('born_on = { column = "x", dates = "%Y-%m-%d" }', "the date format '%Y-%m-%d' holds 'Y'"),
        ('born_on = { column = "x", dates = "MM/DD" }', "needs one year"),
        ('born_on = { column = "x", dates = "YYYY-YY" }', "needs one year"),
        ('born_on = { column = "x", number = "1234" }', "'1234' is none of 1,234.5"),
        ('born_on = { column = "x", unit = "weeks" }', "'weeks' is none of weeks to days"),
        ('born_on = { column = "x", times = "7" }', "times: a number is needed here, not '7'"),
        ('born_on = { column = "x", times = 7, unit = "weeks to days" }', "either times or unit"),
        ('born_on = { column = "x", digits = 500 }', "digits is how many digits"),
        ('born_on = { column = "x", plus_days = "nowhere" }', "p.csv has no column 'nowhere'"),
        ('born_on = { column = "x", ranges = [{ from = "a", value = "b" }] }', "from: a number is needed here, not 'a'"),
        ('born_on = { column = "x", ranges = [{ from = 1 }] }', "each range needs a value"),
        ('born_on = { column = "x", when = [{ column = "x", like = "a%" }] }', "unknown condition 'like'; use column, any, is, is_not"),
        ('born_on = { column = "x", when = [{ column = "x" }] }', "a condition names a column and a test of it"),
        ('born_on = { column = "x", times = nan }', "times: a number is needed here, not nan"),
        ('born_on = { column = "x", when = [{ column = "x", from = "soon" }] }', "from: a number or a day as YYYY-MM-DD is needed here, not 'soon'"),
        ('born_on = { column = "x", when = [{ column = "x", after = { setting = "y" } }] }', "a text in quotation marks is needed here"),
        ('born_on = "nowhere"', "p.csv has no column 'nowhere', which profile own needs; its columns are id, x"),
        ('born_on = "next.x"', "p.csv has no column 'next.x'"),
        ("born_on = ", "own.toml is not valid TOML"),
        ('[rows.more]\ntable = "prisoner"', "rows.more.table: 'prisoner' is none of person, release, participation"),
        ('[rows.more]\ntable = "event"\nfrom = "people"\ncolumns.event_id = "id"', "a row of event needs person_id, occurred_on, event_type"),
        ('[rows.more]\ntable = "person"\nfrom = "them"\ncolumns.person_id = "id"', "rows.more.from: 'them' is none of people"),
        ('[rows.more]\ntable = "person"\nform = "people"', "unknown key 'form'; use table, from, where"),
        ('[models.aid]\nname = "Aid"', "models.aid: group is missing"),
        ("[models.restitution]", "one of the product's own models"),
        ('[models."Big Aid"]', "small letters, digits and _ only"),
        ("[values.sex]\nM = 1.5", "a text in quotation marks"),
        ("[settings.day]\nkind = 'time'", "'time' is none of text, date, number"),
        ("[source.people]", "unknown key 'source'; use title, about, extends"),
    ],
)
def test_a_line_that_means_nothing(tmp_path, line, said):
    with pytest.raises(Problem) as told:
        convert(tmp_path, PEOPLE + line + "\n", FILES)
    assert said in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('files = "../*.csv"', "without a path"),
        ('files = "/etc/passwd"', "without a path"),
        ('encoding = "utf-9"', "unknown encoding 'utf-9'"),
        ('encoding = "hex"', "unknown encoding 'hex'"),
        ('delimiter = "::"', "a delimiter is one character or one of comma, tab"),
        ("encoding = []", "sources.people.encoding: at least one is needed"),
        ("skip_lines = -1", "skip_lines is a number of lines"),
        ('uneven_rows = "guess"', "'guess' is none of refuse, leave_out, fill"),
        ('next_row = { same = "id" }', "what comes first (order)"),
        ('look_up.others = { match = ["id"] }', "'others' is none of people"),
        ('where = "x = 1"', "a list of conditions is needed here"),
        ('derived = { "row.line" = "x" }', "'row.line' is a name that every source has"),
        ('heading = "x"', "unknown key 'heading'; use files, recognized_by"),
    ],
)
def test_a_source_that_means_nothing(tmp_path, line, said):
    with pytest.raises(Problem) as told:
        profile_from(tmp_path, PEOPLE.replace("[sources.people]", f"[sources.people]\n{line}"))
    assert said in str(told.value)


def test_an_unknown_profile_names_those_there_are(tmp_path):
    with pytest.raises(Problem, match="No profile 'iowa'; there are cook_county_diversion, green_winik_dc, iowa_three"):
        read_profile("iowa")
    with pytest.raises(Problem, match="can't be read: No such file"):
        read_profile(tmp_path / "none.toml")
    with pytest.raises(Problem, match="is not UTF-8"):
        (tmp_path / "odd.toml").write_bytes(b"\xff\xfe")
        read_profile(tmp_path / "odd.toml")


def test_a_profile_that_extends_itself(tmp_path):
    with pytest.raises(Problem, match="own.toml extends itself"):
        profile_from(tmp_path, 'extends = "own.toml"')


SETTINGS = """
[settings.last]
about = "the last day seen"
kind = "date"
[settings.days]
kind = "number"
default = "7"
[settings.note]
default = ""
[rows.releases]
table = "release"
from = "people"
[rows.releases.columns]
release_id = "id"
person_id = "id"
released_on = { setting = "last" }
follow_up_ended_on = { setting = "last", plus_days = { setting = "days" } }
offense_detail = { setting = "note" }
"""


def test_settings(tmp_path):
    made = convert(tmp_path, PEOPLE + SETTINGS, FILES, last="2012-01-01", note="x'; drop table person; --{id}")
    assert made.table("release")[0] | {"release_id": "", "person_id": ""} == {
        "release_id": "", "person_id": "", "released_on": "2012-01-01", "follow_up_ended_on": "2012-01-08",
        "offense_detail": "x'; drop table person; --{id}",  # a value stays a value
    }
    assert made.conversion.settings == {"last": "2012-01-01", "days": "7", "note": "x'; drop table person; --{id}"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Profile own needs --set last=VALUE: the last day seen"),
        ({"last": "2012-01-01", "first": "x"}, "no setting 'first'; it has last, days, note"),
        ({"last": "1/1/2012"}, "Setting last is a day as YYYY-MM-DD, not '1/1/2012'"),
        ({"last": "2012-02-30"}, "Setting last is a day"),
        ({"last": "2012-W01-1"}, "Setting last is a day"),
        ({"last": "20120101"}, "Setting last is a day"),
        ({"last": "2012-01-01", "days": "1; drop"}, "Setting days is a number, not '1; drop'"),
    ],
)
def test_settings_that_mean_nothing(tmp_path, given, said):
    with pytest.raises(Problem) as told:
        convert(tmp_path, PEOPLE + SETTINGS, FILES, **given)
    assert said in str(told.value)


def test_a_rule_for_a_cell_replaces_the_one_it_extends_and_maps_grow(tmp_path):
    (tmp_path / "base.toml").write_text(
        PEOPLE + 'sex = { column = "x", values = "sex" }\nborn_on = { text = "2001-01-01" }\n[values.sex]\na = "male"\ncolumn = "female"\n',
        encoding="utf-8",
    )
    own = """
        extends = "base.toml"
        title = "Own"
        [values.sex]
        text = "other"
        [rows.people.columns]
        born_on = { column = "born" }
        """
    made = convert(tmp_path, own, {"p.csv": "id,x,born\n1,a,2002-02-02\n2,column,\n3,text,\n"})
    assert made.column("person", "sex") == ["male", "female", "other"]
    assert made.column("person", "born_on") == ["2002-02-02", "", ""]
    assert [path.name for path in made.conversion.profile.files] == ["own.toml", "base.toml"]


def test_shipped_profiles_have_titles():
    assert [name for name, _ in shipped_profiles()] == [
        "cook_county_diversion", "green_winik_dc", "iowa_three_year_recidivism", "missouri_doc", "rossi_maryland",
    ]
    assert all(title for _, title in shipped_profiles())
