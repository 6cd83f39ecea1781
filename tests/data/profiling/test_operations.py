"""Each operation on a cell: what goes in, what comes out."""
import pytest

from tests.data.profiling.converted import PEOPLE, convert


def born(tmp_path, rule: str, cells: list[str], head: str = "") -> list[str]:
    """What a rule for born_on, a column without codes, makes of the cells of a column x."""
    lines = "\n".join(["id,x,y"] + [f'{number},"{cell}",7' for number, cell in enumerate(cells, 1)])
    return convert(tmp_path, head + PEOPLE + f"born_on = {rule}\n", {"people.csv": lines}).column("person", "born_on")


@pytest.mark.parametrize(
    ("rule", "cell", "made"),
    [
        ('"x"', " 7 ", "7"),  # a bare text is a column; white space around a cell goes
        ('{ text = "2001-01-01" }', "", "2001-01-01"),
        ('{ join = "{x}/{y}" }', "a", "a/7"),
        ('{ join = "{x}/{y}" }', "", ""),  # half an identifier is none
        ('{ column = "x", none = ["NA", "-"] }', "-", ""),
        ('{ first_of = ["x", { text = "late" }] }', "", "late"),
        ('{ first_of = ["x", { text = "late" }] }', "early", "early"),
        ('{ column = "x", number = "1,234.5" }', "1,234.50", "1234.5"),
        ('{ column = "x", number = "1,234.5" }', "$12", "12"),
        ('{ column = "x", number = "1,234.5" }', "1,23", "1,23"),  # no number: handed on, the check names it
        ('{ column = "x", number = "1.234,5" }', "1.234,5", "1234.5"),
        ('{ column = "x", number = "1,234.5" }', "23.0", "23"),
        ('{ column = "x", unit = "weeks to days" }', "20", "140"),
        ('{ column = "x", unit = "months to days" }', "6", "182"),  # 6 x 365/12 = 182.5, rounded down
        ('{ column = "x", unit = "years to months" }', "1.5", "18"),
        ('{ column = "x", unit = "weeks to days" }', "soon", "soon"),
        ('{ column = "x", times = 0.25 }', "3", "0.75"),
        ('{ column = "x", times = 0.25, round = "down" }', "7", "1"),
        ('{ column = "x", digits = 5 }', "1001", "01001"),
        ('{ column = "x", plus_days = 365 }', "2011-12-31", "2012-12-30"),  # over a leap day
        ('{ column = "x", plus_days = "y" }', "2011-12-31", "2012-01-07"),
        ('{ text = "2011-12-31", plus_days = { column = "x", unit = "weeks to days" } }', "2", "2012-01-14"),
        ('{ text = "2011-12-31", plus_days = "x" }', "", ""),
        ('{ text = "2011-12-31", plus_days = "x" }', "1.5", "1.5"),  # no whole day: handed on
        ('{ column = "x", plus_days = 1 }', "2011-02-31", "2011-02-31"),
        ('{ text = "9999-12-31", plus_days = "x" }', "1", "9999-12-31 + 1 days"),
        ('{ column = "x", when = [{ column = "y", is = "7" }] }', "a", "a"),
        ('{ column = "x", when = [{ column = "y", is = "8" }] }', "a", ""),
        ('{ column = "x", values = { a = "b" } }', "a", "b"),
        ('{ column = "x", values = { a = "b", "" = "none" } }', "", "none"),
        ('{ column = "x", values = { a = "b" }, unmapped = "keep" }', "c", "c"),
        ('{ column = "x", values = { a = "b" } }', "A", ""),  # capitals count: a map never guesses
        ('{ column = "x", ranges = [{ below = 820, value = "low" }, { to = 2000, value = "mid" }, { from = 2000, value = "high" }] }', "819.5", "low"),
        ('{ column = "x", ranges = [{ below = 820, value = "low" }, { to = 2000, value = "mid" }, { from = 2000, value = "high" }] }', "820", "mid"),
        ('{ column = "x", ranges = [{ below = 820, value = "low" }, { to = 2000, value = "mid" }, { from = 2000, value = "high" }] }', "2000", "mid"),
        ('{ column = "x", ranges = [{ below = 820, value = "low" }, { to = 2000, value = "mid" }, { from = 2000, value = "high" }] }', "2001", "high"),
    ],
)
def test_operation(tmp_path, rule, cell, made):
    assert born(tmp_path, rule, [cell]) == [made]


@pytest.mark.parametrize(
    ("formats", "cell", "made"),
    [
        ('"M/D/YYYY"', "7/4/2002", "2002-07-04"),
        ('"M/D/YYYY"', "07/04/2002", "2002-07-04"),
        ('"MM/DD/YYYY hh:mm:ss AM"', "06/17/2013 12:00:00 AM", "2013-06-17"),
        ('"MM/DD/YYYY"', "6/17/2013", "6/17/2013"),  # MM wants two digits
        ('"YYYYMMDD"', "20130617", "2013-06-17"),
        ('"YYYYMMDD"', "2013617", "2013617"),  # 6/17 or 61/7? never guessed
        ('"D-MON-YY"', "3-Sep-99", "1999-09-03"),
        ('"D-MON-YY"', "3-SEP-49", "2049-09-03"),
        ('"D MONTH YYYY"', "3 September 1999", "1999-09-03"),
        ('"YYYY"', "2012", "2012-01-01"),
        ('"YYYY-MM"', "2012-05", "2012-05-01"),
        ('"YYYY-MM-DDThh:mm:ss.f"', "2013-06-17T00:00:00.000", "2013-06-17"),
        ('["YYYYMMDD", "M/D/YYYY"]', "2/29/2012", "2012-02-29"),
        ('["YYYYMMDD", "M/D/YYYY"]', "2/29/2013", "2/29/2013"),  # no such day: the check names it
        ('"M/D/YYYY"', "0", "0"),
        ('"M/D/YYYY"', "", ""),
        ('"M/D/YYYY"', "١/٤/٢٠٠٢", "١/٤/٢٠٠٢"),
    ],
)
def test_dates(tmp_path, formats, cell, made):
    assert born(tmp_path, f'{{ column = "x", dates = {formats} }}', [cell]) == [made]


def test_two_digit_years_lie_in_the_hundred_years_that_the_profile_names(tmp_path):
    rule = '{ column = "x", dates = "M/D/YY", two_digit_years_from = 1920 }'
    assert born(tmp_path, rule, ["1/2/20", "1/2/19"]) == ["1920-01-02", "2019-01-02"]


def test_none_dates_hold_wherever_dates_are_read_and_nowhere_else(tmp_path):
    head = 'none_dates = ["0", "99999999"]\n'
    assert born(tmp_path, '{ column = "x", dates = "YYYYMMDD" }', ["99999999", "0", "20120101"], head) == ["", "", "2012-01-01"]
    assert born(tmp_path, '"x"', ["99999999"], head) == ["99999999"]


def test_none_holds_in_every_column(tmp_path):
    assert born(tmp_path, '"x"', ["NULL", "x"], 'none = ["NULL"]\n') == ["", "x"]


def test_a_derived_column_is_a_column_for_everything_after_it(tmp_path):
    profile = PEOPLE.replace("[rows.people]", '[sources.people.derived]\nid = { join = "p-{row.number}" }\nboth = { join = "{id}:{x}" }\n[rows.people]')
    made = convert(tmp_path, profile + 'born_on = "both"\n', {"people.csv": "x\na\nb\n"})
    assert made.table("person") == [{"person_id": "p-1", "born_on": "p-1:a"}, {"person_id": "p-2", "born_on": "p-2:b"}]


@pytest.mark.parametrize(
    ("condition", "kept"),
    [
        ('{ column = "x", is = ["1", "2"] }', "ab"),
        ('{ column = "x", is_not = 1 }', "bcd"),
        ('{ column = "x", filled = true }', "abc"),
        ('{ column = "x", filled = false }', "d"),
        ('{ column = "x", from = 2 }', "bc"),
        ('{ column = "x", from = 1, to = 2 }', "ab"),
        ('{ column = "day", from = 2012-01-01 }', "bd"),  # c has no day; d's can't be read, so the check must see it
        ('{ column = "day", to = { setting = "last" } }', "ad"),
        ('{ column = "x", same_as = "y" }', "a"),
        ('{ column = "x", different_from = "y" }', "bcd"),
        ('{ column = "x", before = "y" }', "b"),
        ('{ column = "x", after = "y" }', "c"),
        ('{ column = "x", in_values = "known" }', "a"),
        ('{ column = "x", not_in_values = "known" }', "bcd"),
        ('{ any = [{ column = "x", is = "1" }, { column = "x", is = "10" }] }', "ac"),
    ],
)
def test_conditions(tmp_path, condition, kept):
    lines = """
        id,x,y,day
        a,1,1,2011-12-31
        b,2,10,2012-01-01
        c,10,9,
        d,,1,sometime
        """
    head = '[values.known]\n1 = "one"\n[settings.last]\nkind = "date"\ndefault = "2011-12-31"\n'
    profile = PEOPLE.replace("[rows.people]", head + "[rows.people]").replace('from = "people"', f'from = "people"\nwhere = [{condition}]')
    made = convert(tmp_path, profile, {"people.csv": lines})
    assert "".join(made.column("person", "person_id")) == kept
    assert sum(rows for _, _, rows in made.notices("left_out")) == 4 - len(kept)
